//! Files of cases: the first byte says which form.
#![no_main]

#[path = "../../tests/it/doors/rows.rs"]
mod rows;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rows::run(bytes));
