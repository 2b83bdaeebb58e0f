//! Requests: method and path on the first line, the body behind it. Every answer is JSON of a known status; nothing breaks.

use std::sync::{Arc, LazyLock};

use zeren::Registry;
use zeren::serve::Door;

use super::plan;

static DOOR: LazyLock<Door> = LazyLock::new(|| {
    let registry: Registry = [Arc::new(plan::policy())].into_iter().collect();
    Door::open(&registry).expect("a service")
});

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let mut halves = bytes.splitn(2, |b| *b == b'\n');
    let head = halves
        .next()
        .and_then(|h| std::str::from_utf8(h).ok())
        .unwrap_or_default();
    let Some((method, path)) = head.split_once(' ') else {
        return;
    };
    let body = halves.next().unwrap_or_default().to_vec();
    let Some((status, answer)) = DOOR.ask(method, path, body) else {
        return;
    };
    assert!(matches!(status, 200..=499), "{status}");
    if status >= 400 && method != "HEAD" {
        let problem: serde_json::Value = serde_json::from_slice(&answer).expect("a problem is JSON");
        assert!(problem["detail"].is_string(), "{problem}");
    }
}
