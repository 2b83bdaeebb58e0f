//! Facts of a case, as JSON and as YAML.
#![no_main]

#[path = "shared.rs"]
mod shared;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use zeren::{Facts, Lang, Policy};

static POLICY: LazyLock<Policy> = LazyLock::new(shared::policy);

fn ask(facts: &Facts) {
    if let Ok(answer) = POLICY.route(facts) {
        let json = answer.to_json(Lang::En);
        assert!(json["assignments"].is_array());
        assert!(json["warnings"].as_array().is_some_and(|w| w.len() < 10));
    }
}

fuzz_target!(|text: &str| {
    if let Ok(facts) = Facts::from_json(text) {
        ask(&facts);
    }
    match zeren::cli::doors::facts(text) {
        Ok(facts) => ask(&facts),
        Err(words) => assert!(words.zh.chars().count() < 10_000, "{} characters", words.zh.chars().count()),
    }
});
