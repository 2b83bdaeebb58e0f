//! Facts of a case, as JSON and as YAML.
#![no_main]

#[path = "../../tests/it/doors/facts.rs"]
mod facts;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| facts::run(bytes));
