//! Problem details (RFC 9457): why a request was not answered.

use serde::Serialize;

/// Why a request was not answered.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The kind of problem, a place of the documentation page: `/docs#unknown-plan`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong here, and what to write instead.
    pub detail: String,
    /// The id of the request.
    pub request_id: String,
    /// The places, where they can be named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemEntry>,
}

/// One mistake.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ProblemEntry {
    /// Where: a JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// What is wrong, and what to write instead.
    pub detail: String,
    /// The nearest known word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
}
