//! Files of cases: the first byte says which form.
#![no_main]

#[path = "shared.rs"]
mod shared;

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use zeren::Registry;

static POLICIES: LazyLock<Registry> = LazyLock::new(|| [Arc::new(shared::policy())].into_iter().collect());

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let lines = rest.iter().filter(|b| **b == b'\n').count();
    let read = zeren::cli::doors::batch(rest.to_vec(), *first == b'X', &POLICIES);
    assert!(read <= lines + 1, "{read} rows of {lines} lines");
});
