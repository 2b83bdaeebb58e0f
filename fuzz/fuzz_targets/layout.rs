//! Any text, laid out.
#![no_main]

#[path = "../../tests/it/doors/layout.rs"]
mod layout;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| layout::run(bytes));
