//! The inside of a word-processor file: the document, its styles, its numbering, cut at NUL.
#![no_main]

#[path = "../../tests/it/doors/docx.rs"]
mod docx;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| docx::run(bytes));
