//! Overlaps: several units that each lead, told by pairs of units.

mod elsewhere;
mod hosts;
mod leaderless;
mod leads;

use std::collections::{BTreeMap, BTreeSet};

use super::analyst::Analyst;
use super::claim::Claim;
use super::finding::Finding;
use super::matter::{Act, Matter};
use crate::logic::{Asked, Formula, Slice};
use crate::model::{Item, ItemId, ItemKind, LinkKind, Role, UnitId};

/// Looks for overlaps of one topic.
pub fn of_matter(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let leads: Vec<&Act> = matters
        .acting(&matter.items)
        .filter(|x| x.role == Role::Lead && is_work(a, x.item))
        .collect();
    leads::pairs(a, matter, &leads);
    leads::within_one_item(a, matter, &leads);
    elsewhere::led_elsewhere(a, matter, &leads);
    if !leaderless::without_lead(a, matter, &leads) {
        hosts::two_hosts(a, matter);
    }
}

fn is_work(a: &Analyst<'_>, id: ItemId) -> bool {
    matches!(a.model().item(id).kind, ItemKind::Duty | ItemKind::Task)
}

/// Whether two units are not two: one holds the other, or they stand for each other.
fn are_one(a: &Analyst<'_>, one: UnitId, other: UnitId) -> bool {
    a.plan.graph.are_one(one, other)
}

/// Whether two units are two bodies: neither holds the other, nor do they seem to be of one system.
fn are_apart(a: &Analyst<'_>, one: UnitId, other: UnitId) -> bool {
    !are_one(a, one, other) && !a.matters.likeness.same_system(one, other)
}

fn same_stage(a: &Analyst<'_>, one: ItemId, other: ItemId) -> bool {
    let stage = |id| a.model().item(id).stage.as_deref();
    stage(one).is_none() || stage(other).is_none() || stage(one) == stage(other)
}

/// Whether it reports or tells: who does so tells what it has found itself.
fn reports(item: &Item) -> bool {
    has_link(item, &[LinkKind::Report, LinkKind::Notify])
}

fn has_link(item: &Item, kinds: &[LinkKind]) -> bool {
    item.links.iter().any(|l| kinds.contains(&l.kind))
}

/// The units that act in the work of a topic, by stage.
struct ActingTogether<'a> {
    of_stage: BTreeMap<Option<&'a str>, BTreeSet<UnitId>>,
}

impl<'a> ActingTogether<'a> {
    fn of(a: &Analyst<'a>, matter: &Matter) -> Self {
        let mut of_stage: BTreeMap<_, BTreeSet<UnitId>> = BTreeMap::new();
        for act in a.matters.acting(&matter.items).filter(|x| is_work(a, x.item)) {
            let stage = a.model().item(act.item).stage.as_deref();
            of_stage.entry(stage).or_default().extend(act.unit);
        }
        ActingTogether { of_stage }
    }

    /// Whether no more than two units act at a stage: then they share one work, whatever it is called. What has no stage is of every stage.
    fn are_two_at_most(&self, stage: Option<&str>) -> bool {
        let here = self
            .of_stage
            .iter()
            .filter(|(at, _)| stage.is_none() || at.is_none() || **at == stage);
        let mut units: Vec<UnitId> = here.flat_map(|(_, units)| units.iter().take(3)).copied().collect();
        units.sort();
        units.dedup();
        units.len() <= 2
    }
}

/// Asks for a situation of an overlap, and describes it; `false` where there is none.
fn settle(
    a: &mut Analyst<'_>,
    finding: Finding,
    slice: &mut Slice,
    region: &Formula,
    scope: &Formula,
    about: &[&Formula],
    claim: &Claim,
) -> bool {
    let name = format!("{} {}", finding.code, finding.topic.as_deref().unwrap_or(""));
    match a.ask(name, slice, region) {
        Asked::Nowhere => return false,
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let shown = a.region(slice, region, scope, about);
            if let Some(finding) = a.found(finding, &found, about, claim) {
                finding.region = shown;
            }
        }
    }
    true
}
