//! How much each client has under way, so that one cannot take the place of all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What each client has under way.
#[derive(Debug, Clone)]
pub struct Clients {
    under_way: Arc<Mutex<HashMap<String, usize>>>,
    limit: usize,
}

impl Clients {
    /// So many requests at a time for one client.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Clients {
            under_way: Arc::default(),
            limit,
        }
    }

    /// A place for one more request of a client; `None` where it has as many as it may.
    #[must_use]
    pub fn enter(&self, client: &str) -> Option<Visit> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let count = under_way.entry(client.to_owned()).or_default();
        if *count >= self.limit {
            return None;
        }
        *count += 1;
        Some(Visit {
            clients: self.clone(),
            client: client.to_owned(),
        })
    }
}

/// One request under way; dropped when it is done.
#[derive(Debug)]
pub struct Visit {
    clients: Clients,
    client: String,
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut under_way = self.clients.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = under_way.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.client);
            }
        }
    }
}
