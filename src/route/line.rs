//! The lines that an item can contribute to an answer: one for each unit and role.

use crate::model::{Condition, Item, ItemKind, LinkKind, Modality, Role, Scope, UnitId};

/// A unit in a role, under a condition of its own besides the item's.
#[derive(Debug, Clone)]
pub struct Line {
    /// The unit; `None` where the text names nobody.
    pub unit: Option<UnitId>,
    /// The role.
    pub role: Role,
    /// The link by which it comes in.
    pub via: Option<LinkKind>,
    /// Limits it to a part of the item's situations.
    pub when: Condition,
}

/// The lines of an item. One line a unit and role: where a unit stands in a role twice, its conditions are joined.
#[must_use]
pub fn lines_of(item: &Item) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    if speaks(item) {
        for party in &item.parties {
            add(
                &mut out,
                Line {
                    unit: party.unit,
                    role: party.role,
                    via: None,
                    when: party.when.clone(),
                },
            );
        }
    }
    for link in &item.links {
        if let Some(role) = link.kind.role() {
            add(
                &mut out,
                Line {
                    unit: Some(link.unit),
                    role,
                    via: Some(link.kind),
                    when: link.when.clone(),
                },
            );
        }
    }
    out
}

/// Whether the item's own parties are assignments: a norm's subject is one only where the norm says what it must do in a case.
fn speaks(item: &Item) -> bool {
    item.kind != ItemKind::Norm || (item.modality == Some(Modality::Must) && item.scope == Scope::Case)
}

fn add(out: &mut Vec<Line>, line: Line) {
    match out.iter_mut().find(|l| l.unit == line.unit && l.role == line.role) {
        Some(same) => same.when = either(std::mem::replace(&mut same.when, Condition::Never), line.when),
        None => out.push(line),
    }
}

fn either(a: Condition, b: Condition) -> Condition {
    match (a, b) {
        (Condition::Always, _) | (_, Condition::Always) => Condition::Always,
        (a, b) => Condition::Any(vec![a, b]),
    }
}
