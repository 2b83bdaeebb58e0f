//! The items of both plans as lines, steps and norms in merged words.

use std::collections::BTreeMap;

use super::discretion::{Command, binds};
use super::pair::Units;
use crate::analyze::{perhaps, surely, topic_of};
use crate::logic::Formula;
use crate::model::{Condition, ItemId, ItemKind, LinkKind, Model, Role, Scope};
use crate::route::lines_of;
use crate::world::World;

/// A line of one plan in merged words.
pub(super) struct Line {
    pub(super) side: usize,
    pub(super) item: ItemId,
    pub(super) unit: usize,
    pub(super) role: Role,
    pub(super) via: Option<LinkKind>,
    pub(super) surely: Formula,
    pub(super) perhaps: Formula,
    /// Where it holds though nobody uses discretion: surely, and perhaps.
    pub(super) bound: [Formula; 2],
}

/// An escalation of one plan between two units.
pub(super) struct Step {
    pub(super) side: usize,
    pub(super) item: ItemId,
    pub(super) ends: (usize, usize),
    pub(super) surely: Formula,
    pub(super) perhaps: Formula,
}

/// For each item: its condition, then those of its lines, then those of its links, in their order.
pub(super) fn all_conditions(model: &Model) -> Vec<Condition> {
    let mut out = Vec::new();
    for item in &model.items {
        out.push(item.condition.clone());
        out.extend(lines_of(item).into_iter().map(|l| l.when));
        out.extend(item.links.iter().map(|l| l.when.clone()));
    }
    out
}

pub(super) type ByTopic<'a, T> = BTreeMap<&'a str, Vec<T>>;

/// What both plans say, in merged words.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub(super) lines: ByTopic<'a, Line>,
    pub(super) steps: ByTopic<'a, Step>,
    pub(super) commands: Vec<Command>,
}

pub(super) fn lines<'a>(models: [&'a Model; 2], read: &[Vec<Condition>; 2], world: &World, units: &Units) -> Read<'a> {
    let Read {
        mut lines,
        mut steps,
        mut commands,
    } = Read::default();
    for (side, (model, read)) in models.into_iter().zip(read).enumerate() {
        let mut next = read.iter();
        let mut formula = || match next.next() {
            Some(c) => Reading::of(world, c),
            None => Reading::default(),
        };
        for (id, item) in model.items() {
            let whole = formula();
            if let Some(binds) = binds(item) {
                commands.extend(item.parties.iter().filter_map(|p| p.unit).map(|unit| Command {
                    side,
                    item: id,
                    unit: units.joint(side, unit),
                    binds,
                    surely: surely(world, &whole.granted),
                }));
            }
            for line in lines_of(item) {
                let here = whole.and(formula());
                let Some(unit) = line
                    .unit
                    .filter(|_| item.scope == Scope::Case && item.overdue.is_none())
                else {
                    continue;
                };
                let bound = [surely(world, &here.denied), perhaps(world, &here.denied)];
                let (surely, perhaps) = (surely(world, &here.granted), perhaps(world, &here.granted));
                lines.entry(topic_of(item)).or_default().push(Line {
                    side,
                    item: id,
                    unit: units.joint(side, unit),
                    role: line.role,
                    via: line.via,
                    surely,
                    perhaps,
                    bound,
                });
            }
            let ends: Vec<(LinkKind, usize, Formula)> = item
                .links
                .iter()
                .map(|l| (l.kind, units.joint(side, l.unit), formula().granted))
                .collect();
            if item.kind != ItemKind::Escalation {
                continue;
            }
            for (_, from, x) in ends.iter().filter(|e| e.0 == LinkKind::EscalateFrom) {
                for (_, to, y) in ends.iter().filter(|e| e.0 == LinkKind::EscalateTo) {
                    let here = Formula::and([whole.granted.clone(), x.clone(), y.clone()]);
                    let (surely, perhaps) = (surely(world, &here), perhaps(world, &here));
                    steps.entry(topic_of(item)).or_default().push(Step {
                        side,
                        item: id,
                        ends: (*from, *to),
                        surely,
                        perhaps,
                    });
                }
            }
        }
    }
    Read { lines, steps, commands }
}

/// A condition as a formula, with discretion granted and denied.
#[derive(Clone)]
struct Reading {
    granted: Formula,
    denied: Formula,
}

impl Default for Reading {
    fn default() -> Self {
        Reading {
            granted: Formula::False,
            denied: Formula::False,
        }
    }
}

impl Reading {
    fn of(world: &World, condition: &Condition) -> Reading {
        let granted = world.formula(condition);
        let denied = match condition.has_discretion() {
            true => world.without_discretion(condition),
            false => granted.clone(),
        };
        Reading { granted, denied }
    }

    fn and(&self, other: Reading) -> Reading {
        Reading {
            granted: Formula::and([self.granted.clone(), other.granted]),
            denied: Formula::and([self.denied.clone(), other.denied]),
        }
    }
}
