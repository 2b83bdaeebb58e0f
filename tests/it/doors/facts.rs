//! Facts of a case, as JSON and as YAML.

use std::sync::LazyLock;

use zeren::{Facts, Lang, Policy};

use super::plan;

static POLICY: LazyLock<Policy> = LazyLock::new(plan::policy);

fn ask(facts: &Facts) {
    if let Ok(answer) = POLICY.route(facts) {
        let json = answer.to_json(Lang::En);
        assert!(json["assignments"].is_array());
        assert!(json["warnings"].as_array().is_some_and(|w| w.len() < 10));
    }
}

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let text = plan::text(bytes);
    if let Ok(facts) = Facts::from_json(text) {
        ask(&facts);
    }
    match zeren::cli::doors::facts(text) {
        Ok(facts) => ask(&facts),
        Err(words) => assert!(
            words.zh.chars().count() < 10_000,
            "{} characters",
            words.zh.chars().count()
        ),
    }
}
