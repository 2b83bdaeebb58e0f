//! The inside of a spreadsheet: rows and shared strings, cut at NUL.
#![no_main]

#[path = "../../tests/it/doors/sheet.rs"]
mod sheet;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sheet::run(bytes));
