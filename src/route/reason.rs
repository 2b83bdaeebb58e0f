//! Reasons: the part of a condition that holds, with the facts; and the facts that are missing.

use std::collections::BTreeSet;

use super::View;
use super::answer::Status;
use crate::logic::{DimId, Formula, Truth};
use crate::model::{Condition, Discretion, FactId, Given, Leaf};
use crate::world::describe_leaf;

/// The parts of a condition that hold, each with the fact that makes it so.
pub fn reasons(view: &View<'_, '_>, condition: &Condition) -> Vec<String> {
    let mut out = Vec::new();
    collect(view, condition, true, &mut out);
    out.dedup();
    out
}

fn collect(view: &View<'_, '_>, condition: &Condition, wanted: bool, out: &mut Vec<String>) {
    match condition {
        Condition::All(parts) if wanted => parts.iter().for_each(|p| collect(view, p, true, out)),
        Condition::Any(parts) if !wanted => parts.iter().for_each(|p| collect(view, p, false, out)),
        // Of several alternatives those that hold are the reason.
        Condition::Any(parts) | Condition::All(parts) => {
            let holding = parts.iter().filter(|p| holds(view, p, wanted));
            holding.for_each(|p| collect(view, p, wanted, out));
        }
        Condition::Not(inner) => collect(view, inner, !wanted, out),
        Condition::Leaf(leaf, _) if holds(view, condition, wanted) => out.push(leaf_reason(view, leaf, wanted)),
        Condition::Discretion(Discretion::AtDiscretion, _) => out.push("视情".to_owned()),
        Condition::Discretion(Discretion::IfNecessary, _) => out.push("必要时".to_owned()),
        _ => {}
    }
}

fn holds(view: &View<'_, '_>, condition: &Condition, wanted: bool) -> bool {
    let world = &view.plan.world;
    let wanted = if wanted { Truth::True } else { Truth::False };
    view.known.tells(world, &world.formula(condition), wanted)
}

/// `情形 含 侵害(监护侵害)`, `年龄 < 16(6)`, `非 父母可联系`.
fn leaf_reason(view: &View<'_, '_>, leaf: &Leaf, wanted: bool) -> String {
    let model = &view.plan.model;
    let said = describe_leaf(model, leaf);
    let said = if wanted { said } else { format!("非 {said}") };
    let fact = model.fact(leaf.fact());
    let seen = match (leaf, view.situation.get(leaf.fact())) {
        (Leaf::Has(_, value), Some(Given::Set(given))) if wanted && !given.contains(value) => {
            let below = given.iter().filter(|v| fact.ancestors(**v).contains(value));
            let names: Vec<&str> = below.map(|v| fact.value_name(*v)).collect();
            if names.is_empty() {
                "推得".to_owned()
            } else {
                names.join("、")
            }
        }
        (Leaf::Within(..), Some(Given::Int(n))) => n.to_string(),
        (Leaf::Among(..), Some(Given::One(v))) => fact.value_name(*v).to_owned(),
        (_, None) => "推得".to_owned(),
        _ => return said,
    };
    if said.ends_with(&format!(" {seen}")) {
        said
    } else {
        format!("{said}({seen})")
    }
}

/// The unknown facts that an open formula turns on.
pub fn missing(view: &View<'_, '_>, formula: &Formula, status: Status) -> Vec<FactId> {
    if status == Status::Certain {
        return Vec::new();
    }
    unknown_facts(view, &bearing(view, &formula.restrict(&view.known.partial)))
        .into_iter()
        .collect()
}

/// The dimensions on which an open formula turns: its own; and, for a value of a given set that a constraint may still bring in, those
/// of what ties it to others.
pub fn bearing(view: &View<'_, '_>, open: &Formula) -> BTreeSet<DimId> {
    let given = |dim| {
        let owner = view.plan.world.owner(dim);
        owner.is_some_and(|fact| view.situation.get(fact).is_some())
    };
    let mut out = BTreeSet::new();
    let mut waiting: Vec<DimId> = open.dims().into_iter().collect();
    while let Some(dim) = waiting.pop() {
        if out.insert(dim) && given(dim) {
            let tied = view.known.laws.iter().map(Formula::dims).filter(|d| d.contains(&dim));
            waiting.extend(tied.flatten());
        }
    }
    out
}

/// The facts that dimensions belong to and that are not given.
pub fn unknown_facts(view: &View<'_, '_>, dims: &BTreeSet<DimId>) -> BTreeSet<FactId> {
    let facts = dims.iter().filter_map(|d| view.plan.world.owner(*d));
    facts.filter(|f| view.situation.get(*f).is_none()).collect()
}
