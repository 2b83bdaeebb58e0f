//! What takes a second to work out and changes only with the policies: findings, comparisons. Worked out once, then kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;

/// So many forms are kept; then all are dropped, for those of old policies are among them.
const MOST: usize = 256;

type Slot = Arc<Mutex<Option<Bytes>>>;

/// Forms by their tags.
#[derive(Debug, Default)]
pub struct Kept {
    forms: Mutex<BTreeMap<String, Slot>>,
}

impl Kept {
    /// The form with this tag, made where it is not there yet; whoever asks for it at the same time waits for it.
    pub fn get(&self, tag: &str, make: impl FnOnce() -> Vec<u8>) -> Bytes {
        let slot = self.slot(tag);
        let mut form = slot.lock().unwrap_or_else(PoisonError::into_inner);
        form.get_or_insert_with(|| Bytes::from(make())).clone()
    }

    fn slot(&self, tag: &str) -> Slot {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if forms.len() >= MOST && !forms.contains_key(tag) {
            forms.clear();
        }
        forms.entry(tag.to_owned()).or_default().clone()
    }
}
