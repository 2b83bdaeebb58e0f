//! `zeren.impact/v1`: what breaks if a unit goes.

use serde::Serialize;
use serde_json::{Map, Value};

use super::facts;
use crate::impact::{Impact, Loss};
use crate::model::{ItemId, Model, UnitId};

/// What a unit's going does.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ImpactReport {
    /// `zeren.impact/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.impact/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// Digest of the plan's sources.
    pub policy_digest: String,
    /// The unit.
    pub unit: String,
    /// Who takes over.
    pub successor: Option<String>,
    /// The items, the gravest losses first.
    pub effects: Vec<EffectEntry>,
    /// Situations that nobody has to act in any more.
    pub gaps: Vec<ImpactGap>,
    /// Groups that lose a member.
    pub groups: Vec<String>,
    /// Units whose superior or successor it is.
    pub orphans: Vec<String>,
}

/// One item that changes.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct EffectEntry {
    /// only_actor, lead, actor, receiver, enforcer, escalation_end, assistant or told
    pub loss: &'static str,
    /// The clause.
    pub clause: String,
    /// The topic.
    pub topic: Option<String>,
    /// The item's name.
    pub item: String,
    /// What it does.
    pub action: String,
    /// The role that the successor has in it already.
    pub successor_role: Option<&'static str>,
}

/// Situations that become a gap.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ImpactGap {
    /// The topic.
    pub topic: String,
    /// The clauses by which the unit acts there.
    pub clauses: Vec<String>,
    /// The simplest situation; null where the limits were reached.
    pub witness: Option<Map<String, Value>>,
    /// Whether routing confirms it.
    pub confirmed: bool,
}

/// Writes an impact.
#[must_use]
pub fn impact(model: &Model, digest: &str, impact: &Impact) -> ImpactReport {
    let name = |u: &UnitId| model.unit(*u).name.clone();
    let effect = |e: &crate::impact::Effect| {
        let item = model.item(e.item);
        EffectEntry {
            loss: loss(e.loss),
            clause: item.clause().to_owned(),
            topic: item.topic.clone(),
            item: item.name.clone(),
            action: item.action_text().to_owned(),
            successor_role: e.successor_role.map(crate::model::Role::name),
        }
    };
    let gap = |g: &crate::impact::NewGap| ImpactGap {
        topic: g.topic.clone(),
        clauses: clauses(model, &g.items),
        witness: g.witness.as_ref().map(|w| facts(model, w)),
        confirmed: g.confirmed,
    };
    ImpactReport {
        schema: "zeren.impact/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        unit: name(&impact.unit),
        successor: impact.successor.as_ref().map(name),
        effects: impact.effects.iter().map(effect).collect(),
        gaps: impact.gaps.iter().map(gap).collect(),
        groups: impact.groups.iter().map(name).collect(),
        orphans: impact.orphans.iter().map(name).collect(),
    }
}

fn clauses(model: &Model, items: &[ItemId]) -> Vec<String> {
    let mut out: Vec<String> = items.iter().map(|id| model.item(*id).clause().to_owned()).collect();
    out.dedup();
    out
}

fn loss(loss: Loss) -> &'static str {
    match loss {
        Loss::OnlyActor => "only_actor",
        Loss::Lead => "lead",
        Loss::Actor => "actor",
        Loss::Receiver => "receiver",
        Loss::Enforcer => "enforcer",
        Loss::EscalationEnd => "escalation_end",
        Loss::Assistant => "assistant",
        Loss::Told => "told",
    }
}
