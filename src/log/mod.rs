//! An append-only log whose lines are chained by digests: a line that is altered, taken out, put in or moved is found.
//!
//! A line is a JSON object that begins with `"seq"` and ends with `"prev"` and `"digest"`. `digest` is BLAKE3 of the line's bytes before
//! `,"digest"`; `prev` is the digest of the line before, or 64 zeros. Whoever can rewrite the file can rewrite the chain: keep its last digest
//! (its head) somewhere else.

mod verify;

pub use verify::{Broken, BrokenLine, Seal, Verifier, read_seal};

/// What stands before the first line.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The end of a log, to which lines are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    next: u64,
    head: String,
}

impl Chain {
    /// A log without lines.
    #[must_use]
    pub fn new() -> Self {
        Chain {
            next: 1,
            head: GENESIS.to_owned(),
        }
    }

    /// A log that ends with this line.
    #[must_use]
    pub fn after(last: &Seal) -> Self {
        Chain {
            next: last.seq + 1,
            head: last.digest.clone(),
        }
    }

    /// The digest of the last line.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Makes a JSON object the next line, without its line break. An empty object, or what is none, is sealed as it is between the braces.
    pub fn seal(&mut self, record: &str) -> String {
        let inside = record.trim();
        let inside = inside.strip_prefix('{').unwrap_or(inside);
        let inside = inside.strip_suffix('}').unwrap_or(inside);
        let comma = if inside.is_empty() { "" } else { "," };
        let body = format!("{{\"seq\":{}{comma}{inside},\"prev\":\"{}\"", self.next, self.head);
        let digest = blake3::hash(body.as_bytes()).to_hex().to_string();
        let line = format!("{body},\"digest\":\"{digest}\"}}");
        self.next += 1;
        self.head = digest;
        line
    }
}

impl Default for Chain {
    fn default() -> Self {
        Chain::new()
    }
}
