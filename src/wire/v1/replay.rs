//! `zeren.replay/v1`: earlier answers beside today's.

use serde::Serialize;

/// What became of earlier answers.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Replay {
    /// `zeren.replay/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.replay/v1")))]
    pub schema: &'static str,
    /// How many answers were read and asked again.
    pub replayed: usize,
    /// How many are the same.
    pub same: usize,
    /// How many differ.
    pub changed: usize,
    /// How many rows could not be asked again.
    pub rejected: usize,
    /// Digests of the policies that the answers were made with, beside today's.
    pub digests: Vec<DigestEntry>,
    /// Assignments that went or came, those of the most answers first.
    pub lines: Vec<LineChange>,
    /// Answers that differ, the first of them.
    pub rows: Vec<RowChange>,
    /// What the plan fails to provide, by how many answers it concerns.
    pub gaps: Vec<GapCount>,
}

/// How many answers were made with a policy.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DigestEntry {
    /// The plan's id.
    pub plan: String,
    /// The digest that the answers name; null where they name none.
    pub then: Option<String>,
    /// Today's.
    pub now: String,
    /// How many answers name it.
    pub answers: usize,
    /// How many of them differ.
    pub changed: usize,
}

/// An assignment, by what a reader would compare.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ReplayedLine {
    /// The unit; null where the clause names nobody.
    pub unit: Option<String>,
    /// Its role.
    pub role: String,
    /// The clause.
    pub clause: String,
    /// The item.
    pub item: String,
    /// certain or possible
    pub status: String,
}

/// An assignment that went or came.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct LineChange {
    /// lost or gained
    pub change: &'static str,
    /// The assignment.
    #[serde(flatten)]
    pub line: ReplayedLine,
    /// In how many answers.
    pub answers: usize,
}

/// An answer that differs.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct RowChange {
    /// The line of the file.
    pub row: u64,
    /// The caller's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The plan.
    pub plan: String,
    /// policy: the policy was changed; engine: the same policy, so the engine or the file was.
    pub because: &'static str,
    /// What is no longer in it.
    pub lost: Vec<ReplayedLine>,
    /// What is new in it.
    pub gained: Vec<ReplayedLine>,
}

/// How often something is missing.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct GapCount {
    /// The plan.
    pub plan: String,
    /// The stage or topic, if it is about one.
    pub stage: Option<String>,
    /// What is missing.
    pub note: String,
    /// In how many answers.
    pub answers: usize,
}
