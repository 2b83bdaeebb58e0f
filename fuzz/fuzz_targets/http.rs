//! Bodies of requests.
#![no_main]

#[path = "../../tests/it/doors/http.rs"]
mod http;
#[path = "../../tests/it/doors/plan.rs"]
mod plan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| http::run(bytes));
