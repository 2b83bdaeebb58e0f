//! `zeren.brief/v1`: who must act and how surely, without reasons, questions and gaps. A replay reads it as it reads a whole answer.

use serde::Serialize;

use super::route::FactMap;
use crate::model::{Model, Situation};
use crate::route::{BriefLine, Options, Scopes};

/// The assignments of an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Brief<'m> {
    /// `zeren.brief/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.brief/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: &'m str,
    /// The digest of the sources with which it was made.
    pub policy_digest: &'m str,
    /// The facts, by canonical names.
    #[cfg_attr(feature = "serve", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub facts: FactMap<'m>,
    /// The day for which it was asked, if it was asked for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Whether programme-level items were asked for; absent where not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_scopes: bool,
    /// Who must act.
    pub assignments: Vec<BriefEntry<'m>>,
    /// That the plan is not for the case, or not for certain; absent where it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// One line: a unit in a role in an item.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct BriefEntry<'m> {
    /// Canonical name, or null where the clause applies and names nobody.
    pub unit: Option<&'m str>,
    /// lead, joint, responsible, assist, receive, notify, guide or supervise
    pub role: &'static str,
    /// The clause's path.
    pub clause: &'m str,
    /// The item's name.
    pub item: &'m str,
    /// certain or possible
    pub status: &'static str,
}

/// Writes the assignments of an answer.
#[must_use]
pub fn brief<'m>(
    model: &'m Model,
    digest: &'m str,
    situation: &'m Situation,
    options: Options,
    lines: &[BriefLine],
) -> Brief<'m> {
    let entry = |line: &BriefLine| {
        let item = model.item(line.item);
        BriefEntry {
            unit: line.unit.map(|u| model.unit(u).name.as_str()),
            role: line.role.name(),
            clause: item.clause(),
            item: &item.name,
            status: line.status.name(),
        }
    };
    Brief {
        schema: "zeren.brief/v1",
        plan: &model.plan.id,
        policy_digest: digest,
        facts: FactMap { model, situation },
        as_of: options.as_of.map(|day| day.to_string()),
        all_scopes: options.scopes == Scopes::All,
        assignments: lines.iter().map(entry).collect(),
        remarks: Vec::new(),
    }
}
