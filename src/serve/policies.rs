//! The policies in service: a set that is replaced whole, and only by one that is whole.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::diagnostic::Words;
use crate::engine::{Policy, Registry};

/// Reads the policies anew; what has not changed is taken from the set that is in service.
pub type Load = dyn Fn(&Registry) -> Result<Registry, Words> + Send + Sync;

/// The policies at one moment. A request keeps the set that it began with.
#[derive(Debug)]
pub struct Policies {
    /// The plans.
    pub registry: Registry,
    /// BLAKE3 over the ids and digests of all plans, in hexadecimal.
    pub digest: String,
}

impl Policies {
    fn new(registry: Registry) -> Self {
        let mut hasher = blake3::Hasher::new();
        for policy in registry.iter() {
            for part in [policy.id(), policy.digest()] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        Policies {
            registry,
            digest: hasher.finalize().to_hex().to_string(),
        }
    }

    /// The plan with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Policy>> {
        self.registry.get(id)
    }
}

/// How a reload ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reload {
    /// Nothing had changed.
    Unchanged,
    /// A new set is in service.
    Replaced,
    /// What stands on disk cannot serve; the old set goes on.
    Refused(Words),
}

/// The place where the set in service is kept.
pub struct Store {
    load: Box<Load>,
    current: ArcSwap<Policies>,
    last: ArcSwap<Reload>,
    /// One reload at a time.
    turn: std::sync::Mutex<()>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Loads for the first time.
    ///
    /// # Errors
    /// Where the policies cannot be read or have errors.
    pub fn open(load: Box<Load>) -> Result<Self, Words> {
        let registry = load(&Registry::new())?;
        Ok(Store {
            load,
            current: ArcSwap::from_pointee(Policies::new(registry)),
            last: ArcSwap::from_pointee(Reload::Replaced),
            turn: std::sync::Mutex::new(()),
        })
    }

    /// The set in service.
    #[must_use]
    pub fn current(&self) -> Arc<Policies> {
        self.current.load_full()
    }

    /// How the last reload ended.
    #[must_use]
    pub fn last(&self) -> Arc<Reload> {
        self.last.load_full()
    }

    /// Reads the policies anew. The new set takes its place at once, or not at all.
    pub fn reload(&self) -> Reload {
        let _turn = self.turn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let before = self.current();
        let outcome = match (self.load)(&before.registry) {
            Err(problem) => Reload::Refused(problem),
            Ok(registry) => {
                let after = Policies::new(registry);
                if after.digest == before.digest {
                    Reload::Unchanged
                } else {
                    self.current.store(Arc::new(after));
                    Reload::Replaced
                }
            }
        };
        self.last.store(Arc::new(outcome.clone()));
        outcome
    }
}
