//! Any text as a plan.
#![no_main]

#[path = "../../tests/it/doors/parser.rs"]
mod parser;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| parser::run(bytes));
