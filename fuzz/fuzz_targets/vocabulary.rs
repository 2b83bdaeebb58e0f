//! Any text as a vocabulary.
#![no_main]

#[path = "../../tests/it/doors/vocabulary.rs"]
mod vocabulary;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vocabulary::run(bytes));
