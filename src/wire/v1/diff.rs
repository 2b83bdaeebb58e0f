//! `zeren.diff/v1`: what two plans say differently.

use serde::Serialize;
use serde_json::{Map, Value};

use super::facts;
use crate::diff::{Diff, Leeway, Proof, Side};
use crate::model::{ItemId, Model};

/// A comparison.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DiffReport {
    /// `zeren.diff/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.diff/v1")))]
    pub schema: &'static str,
    /// The plans' ids.
    pub plans: [String; 2],
    /// Digests of their sources.
    pub policy_digests: [String; 2],
    /// Whether both say the same in every situation.
    pub equal: bool,
    /// Units whose part changes, the most changed first.
    pub units: Vec<UnitChange>,
    /// Roles gained and lost, with situations.
    pub changes: Vec<RoleEntry>,
    /// Deadlines that differ.
    pub deadlines: Vec<DeadlineEntry>,
    /// Work that binds a unit under one plan and is left to it under the other.
    pub discretion: Vec<DiscretionEntry>,
    /// Escalations of one plan alone.
    pub escalations: Vec<StepEntry>,
    /// Programme items of one plan alone.
    pub programmes: Vec<ProgrammeEntry>,
    /// Topics of one plan alone.
    pub topics_only_in: [Vec<String>; 2],
    /// Units of one plan alone.
    pub units_only_in: [Vec<String>; 2],
    /// Units matched under two names.
    pub matched: Vec<[String; 2]>,
    /// Topics and units where the limits were reached.
    pub open: Vec<[String; 2]>,
}

/// A unit's changes, summed up.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct UnitChange {
    /// The unit; `甲名 ↔ 乙名` where the plans name it differently.
    pub unit: String,
    /// How many topics and roles it loses.
    pub lost: usize,
    /// How many it gains.
    pub gained: usize,
}

/// A role that one plan gives and the other does not.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct RoleEntry {
    /// The unit.
    pub unit: String,
    /// The topic.
    pub topic: String,
    /// lost or gained, from the first plan to the second
    pub change: &'static str,
    /// The role.
    pub role: &'static str,
    /// Roles that it has instead in the other plan.
    pub instead: Vec<&'static str>,
    /// Who has the role instead in the other plan.
    pub others: Vec<String>,
    /// Whether the other plan has the topic at all.
    pub topic_in_both: bool,
    /// The items that give it.
    pub items: Vec<ItemRef>,
    /// The proof.
    #[serde(flatten)]
    pub proof: ProofEntry,
}

/// An item of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ItemRef {
    /// Its clause.
    pub clause: String,
    /// What it does.
    pub action: String,
}

/// A situation that proves a difference.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ProofEntry {
    /// The situation in the words of each plan.
    pub witness: [Map<String, Value>; 2],
    /// Whether routing both plans confirms it.
    pub confirmed: bool,
    /// The largest regions.
    pub regions: Vec<String>,
    /// Whether there are more.
    pub more_regions: bool,
}

/// A deadline that differs.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DeadlineEntry {
    /// The unit.
    pub unit: String,
    /// The topic.
    pub topic: String,
    /// The item of each plan.
    pub items: [ItemRef; 2],
    /// The deadline of each plan; null where there is none.
    pub deadlines: [Option<String>; 2],
    /// The proof.
    #[serde(flatten)]
    pub proof: ProofEntry,
}

/// One action that a unit must take under one plan and may take under the other.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DiscretionEntry {
    /// The unit.
    pub unit: String,
    /// The topic.
    pub topic: String,
    /// granted (it had to, and now may) or withdrawn (it could, and now must), from the first plan to the second
    pub change: &'static str,
    /// The role; null of a norm.
    pub role: Option<&'static str>,
    /// The item of each plan.
    pub items: [ItemRef; 2],
    /// The proof.
    #[serde(flatten)]
    pub proof: ProofEntry,
}

/// An escalation of one plan alone.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct StepEntry {
    /// lost or gained
    pub change: &'static str,
    /// Whose responsibility ends.
    pub from: String,
    /// Whose begins.
    pub to: String,
    /// The topic.
    pub topic: String,
    /// The items.
    pub items: Vec<ItemRef>,
    /// The proof.
    #[serde(flatten)]
    pub proof: ProofEntry,
}

/// A programme item of one plan alone.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ProgrammeEntry {
    /// lost or gained
    pub change: &'static str,
    /// The unit.
    pub unit: String,
    /// The role.
    pub role: &'static str,
    /// The topic.
    pub topic: String,
}

struct Writer<'a> {
    models: [&'a Model; 2],
    diff: &'a Diff,
}

/// Writes a comparison.
#[must_use]
pub fn diff(models: [&Model; 2], digests: [&str; 2], diff: &Diff) -> DiffReport {
    let w = Writer { models, diff };
    let topics = |side: Side| {
        diff.topics
            .iter()
            .filter(|t| t.0 == side)
            .map(|t| t.1.clone())
            .collect()
    };
    let alone = |side: usize| {
        diff.units
            .list
            .iter()
            .filter(|u| u.sides.get(1 - side).is_some_and(Option::is_none))
            .map(|u| u.name.clone())
            .collect()
    };
    DiffReport {
        schema: "zeren.diff/v1",
        plans: models.map(|m| m.plan.id.clone()),
        policy_digests: digests.map(str::to_owned),
        equal: diff.is_empty(),
        units: w.units(),
        changes: w.changes(),
        deadlines: w.deadlines(),
        discretion: w.discretion(),
        escalations: w.steps(),
        programmes: w.programmes(),
        topics_only_in: [topics(Side::A), topics(Side::B)],
        units_only_in: [alone(0), alone(1)],
        matched: w.matched(),
        open: diff
            .open
            .iter()
            .map(|(topic, unit)| [topic.clone(), w.unit(*unit)])
            .collect(),
    }
}

fn change(side: Side) -> &'static str {
    match side {
        Side::A => "lost",
        Side::B => "gained",
    }
}

impl Writer<'_> {
    fn unit(&self, at: usize) -> String {
        self.diff.units.name(at, self.models)
    }

    fn units(&self) -> Vec<UnitChange> {
        let count = |at: usize, side: Side| {
            self.diff
                .roles
                .iter()
                .filter(|r| r.unit == at && r.in_plan == side)
                .count()
        };
        let all = (0..self.diff.units.list.len()).map(|at| UnitChange {
            unit: self.unit(at),
            lost: count(at, Side::A),
            gained: count(at, Side::B),
        });
        let mut out: Vec<UnitChange> = all.filter(|u| u.lost + u.gained > 0).collect();
        out.sort_by(|a, b| {
            (b.lost + b.gained)
                .cmp(&(a.lost + a.gained))
                .then_with(|| a.unit.cmp(&b.unit))
        });
        out
    }

    fn changes(&self) -> Vec<RoleEntry> {
        let one = |r: &crate::diff::RoleChange| RoleEntry {
            unit: self.unit(r.unit),
            topic: r.topic.clone(),
            change: change(r.in_plan),
            role: r.role.name(),
            instead: r.instead.iter().map(|x| x.name()).collect(),
            others: r.others.iter().map(|u| self.unit(*u)).collect(),
            topic_in_both: !self.diff.topics.iter().any(|(_, t)| *t == r.topic),
            items: self.items(r.in_plan, &r.items),
            proof: self.proof(&r.proof),
        };
        self.diff.roles.iter().map(one).collect()
    }

    fn items(&self, side: Side, items: &[ItemId]) -> Vec<ItemRef> {
        items.iter().map(|id| self.item(side as usize, *id)).collect()
    }

    fn item(&self, side: usize, id: ItemId) -> ItemRef {
        let [a, b] = self.models;
        let item = if side == 0 { a.item(id) } else { b.item(id) };
        ItemRef {
            clause: item.clause().to_owned(),
            action: item.action_text().to_owned(),
        }
    }

    fn proof(&self, proof: &Proof) -> ProofEntry {
        let ([a, b], [x, y]) = (self.models, &proof.sides);
        ProofEntry {
            witness: [facts(a, x), facts(b, y)],
            confirmed: proof.confirmed,
            regions: proof.regions.clone(),
            more_regions: proof.more,
        }
    }

    fn deadlines(&self) -> Vec<DeadlineEntry> {
        let one = |d: &crate::diff::DeadlineChange| DeadlineEntry {
            unit: self.unit(d.unit),
            topic: d.topic.clone(),
            items: [self.item(0, d.items[0]), self.item(1, d.items[1])],
            deadlines: d.deadlines.clone(),
            proof: self.proof(&d.proof),
        };
        self.diff.deadlines.iter().map(one).collect()
    }

    fn discretion(&self) -> Vec<DiscretionEntry> {
        let one = |d: &crate::diff::DiscretionChange| DiscretionEntry {
            unit: self.unit(d.unit),
            topic: d.topic.clone(),
            change: match d.leeway {
                Leeway::Granted => "granted",
                Leeway::Withdrawn => "withdrawn",
            },
            role: d.role.map(crate::model::Role::name),
            items: [self.item(0, d.items[0]), self.item(1, d.items[1])],
            proof: self.proof(&d.proof),
        };
        self.diff.discretion.iter().map(one).collect()
    }

    fn steps(&self) -> Vec<StepEntry> {
        let one = |s: &crate::diff::EscalationChange| StepEntry {
            change: change(s.in_plan),
            from: self.unit(s.ends.0),
            to: self.unit(s.ends.1),
            topic: s.topic.clone(),
            items: self.items(s.in_plan, &s.items),
            proof: self.proof(&s.proof),
        };
        self.diff.escalations.iter().map(one).collect()
    }

    fn programmes(&self) -> Vec<ProgrammeEntry> {
        let one = |(side, topic, unit, role): &(Side, String, usize, crate::model::Role)| ProgrammeEntry {
            change: change(*side),
            unit: self.unit(*unit),
            role: role.name(),
            topic: topic.clone(),
        };
        self.diff.programmes.iter().map(one).collect()
    }

    fn matched(&self) -> Vec<[String; 2]> {
        let [a, b] = self.models;
        let pairs = self.diff.units.list.iter().filter_map(|u| match u.sides {
            [Some(x), Some(y)] => Some([a.unit(x).name.clone(), b.unit(y).name.clone()]),
            _ => None,
        });
        pairs.filter(|[x, y]| x != y).collect()
    }
}
