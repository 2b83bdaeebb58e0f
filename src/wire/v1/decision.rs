//! `zeren.decision/v1`: what was decided, for the decision log.

use serde::Serialize;
use serde_json::{Map, Value};

use super::brief::Brief;
use super::route::Route;

/// A decision. In a log it is preceded by `seq` and followed by `prev` and `digest`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Decision {
    /// `zeren.decision/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.decision/v1")))]
    pub schema: &'static str,
    /// When, in UTC (RFC 3339).
    pub time: String,
    /// The id of the request.
    pub request_id: String,
    /// The row of a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Who asked: the name of the token, or the address.
    pub client: String,
    /// The plan's id.
    pub plan: String,
    /// The digest of the sources with which it was made.
    pub policy_digest: String,
    /// The day for which it was asked.
    pub as_of: Option<String>,
    /// Whether programme-level items were asked for.
    pub all_scopes: bool,
    /// The facts, by canonical names; a masked one is `{"masked": true}`.
    pub facts: Map<String, Value>,
    /// Who must act.
    pub assignments: Vec<DecisionLine>,
    /// How many gaps the answer names; absent where it was a brief one, for which none are looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gaps: Option<usize>,
    /// BLAKE3 of the answer's JSON as it was sent, in hexadecimal.
    pub answer_digest: String,
}

/// A unit in a role in an item. Reasons are left out: they repeat the facts.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DecisionLine {
    /// Canonical name, or null where the clause applies and names nobody.
    pub unit: Option<String>,
    /// The role.
    pub role: &'static str,
    /// The clause's path.
    pub clause: String,
    /// The item's name.
    pub item: String,
    /// certain or possible
    pub status: &'static str,
}

/// The lines of an answer that a decision keeps.
#[must_use]
pub fn decision_lines(route: &Route) -> Vec<DecisionLine> {
    let line = |a: &super::route::AssignmentLine| DecisionLine {
        unit: a.unit.clone(),
        role: a.role,
        clause: a.clause.clone(),
        item: a.item.clone(),
        status: a.status,
    };
    route.assignments.iter().map(line).collect()
}

/// The same of a brief answer.
#[must_use]
pub fn brief_lines(brief: &Brief<'_>) -> Vec<DecisionLine> {
    let line = |a: &super::brief::BriefEntry<'_>| DecisionLine {
        unit: a.unit.map(str::to_owned),
        role: a.role,
        clause: a.clause.to_owned(),
        item: a.item.to_owned(),
        status: a.status,
    };
    brief.assignments.iter().map(line).collect()
}
