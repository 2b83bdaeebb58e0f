//! Messages of an editor: a list of JSON objects with `method` and `params`, those with `id` being questions.
#![no_main]

#[path = "../../tests/it/doors/messages.rs"]
mod messages;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| messages::run(bytes));
