//! The document's digest against the one that the plan recorded.

use sha2::{Digest as _, Sha256};

/// How the document's digest stands to the plan's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// The plan was read from this text.
    Match,
    /// The plan was read from another text.
    Differs,
    /// The plan does not say what it was read from.
    NotRecorded,
}

impl Digest {
    /// The word of the JSON form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Digest::Match => "match",
            Digest::Differs => "differs",
            Digest::NotRecorded => "not recorded",
        }
    }
}

/// Compares the digest of a document with the plan's `原文: sha256 "…"`.
#[must_use]
pub fn digest(actual: &str, recorded: Option<&str>) -> Digest {
    match recorded {
        None => Digest::NotRecorded,
        Some(recorded) if recorded.trim().eq_ignore_ascii_case(actual) => Digest::Match,
        Some(_) => Digest::Differs,
    }
}

/// SHA-256 of the bytes as they are on disk, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_abc() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
        assert_eq!(digest(abc, Some(&abc.to_uppercase())), Digest::Match);
        assert_eq!(digest(abc, Some("00")), Digest::Differs);
        assert_eq!(digest(abc, None), Digest::NotRecorded);
    }
}
