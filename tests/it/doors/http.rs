//! Bodies of requests.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = zeren::serve::route_request(bytes);
});
