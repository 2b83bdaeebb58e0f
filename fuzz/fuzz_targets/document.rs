//! Any bytes as a document: read, cut into clauses, drafted.
#![no_main]

#[path = "../../tests/it/doors/document.rs"]
mod document;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| document::run(bytes));
