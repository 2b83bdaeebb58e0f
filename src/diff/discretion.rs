//! Where a unit must act under one plan and may act under the other: by the action, for duties that leave discretion, and for norms by
//! their modality.

use std::collections::BTreeMap;

use super::Both;
use super::change::{Diff, DiscretionChange, Leeway};
use super::read::Line;
use crate::analyze::{Claim, What, same_action};
use crate::logic::{Asked, Formula, Slice};
use crate::model::{Item, ItemId, ItemKind, Modality, Role};

/// A norm of one plan that asks a unit for something, bindingly or not.
pub(super) struct Command {
    pub(super) side: usize,
    pub(super) item: ItemId,
    pub(super) unit: usize,
    pub(super) binds: bool,
    pub(super) surely: Formula,
}

/// Whether a norm asks for something, and whether it binds.
pub(super) fn binds(item: &Item) -> Option<bool> {
    match item.modality.filter(|_| item.kind == ItemKind::Norm)? {
        Modality::Must => Some(true),
        Modality::May | Modality::Should => Some(false),
        Modality::MustNot | Modality::ShouldNot => None,
    }
}

/// The situations where the first plan binds and the second leaves it open, or the other way round.
struct Pair<'a> {
    unit: usize,
    topic: &'a str,
    role: Option<Role>,
    items: [ItemId; 2],
    leeway: Leeway,
    region: Formula,
    about: Vec<&'a Formula>,
    tests: [What; 2],
}

impl Both<'_> {
    /// Duties of one action that leave the unit a choice under one plan only.
    pub(super) fn discretion(
        &mut self,
        topic: &str,
        lines: &[Line],
        unit: usize,
        role: Role,
        slice: &mut Slice,
        out: &mut Diff,
    ) {
        let own = |side: usize| {
            lines
                .iter()
                .filter(move |l| l.side == side && l.unit == unit && l.role == role && l.via.is_none())
        };
        for x in own(0) {
            let action = self.item(0, x.item).action_text();
            let Some(y) = self.alike(action, own(1)) else { continue };
            let Some([a, b]) = self.local_units(unit) else { continue };
            for (leeway, bound, free) in [(Leeway::Granted, x, y), (Leeway::Withdrawn, y, x)] {
                // Nothing is left to anybody.
                if free.bound[1] == free.perhaps {
                    continue;
                }
                let region = [bound.bound[0].clone(), free.surely.clone(), !free.bound[1].clone()];
                let must = |side: usize| side == bound.side;
                let test = |side: usize, unit| match must(side) {
                    true => What::UnitBound(unit, role),
                    false => What::UnitAtDiscretion(unit, role),
                };
                let pair = Pair {
                    unit,
                    topic,
                    role: Some(role),
                    items: [x.item, y.item],
                    leeway,
                    region: Formula::and(region),
                    about: vec![&x.perhaps, &y.perhaps, &bound.bound[0], &free.bound[1]],
                    tests: [test(0, a), test(1, b)],
                };
                self.leeway(pair, slice, out);
            }
        }
    }

    /// The line whose action reads most alike.
    pub(super) fn alike<'l>(&self, action: &str, lines: impl Iterator<Item = &'l Line> + Clone) -> Option<&'l Line> {
        let text = |l: &Line| self.item(l.side, l.item).action_text();
        let same = lines.clone().find(|l| text(l) == action);
        same.or_else(|| lines.clone().find(|l| same_action(text(l), action)))
    }

    /// Norms of one action that bind the unit under one plan only.
    pub(super) fn commands(&mut self, commands: &[Command], out: &mut Diff) {
        let mut second: BTreeMap<usize, Vec<&Command>> = BTreeMap::new();
        for command in commands.iter().filter(|c| c.side == 1) {
            second.entry(command.unit).or_default().push(command);
        }
        for x in commands.iter().filter(|c| c.side == 0) {
            let action = self.item(0, x.item).action_text();
            let theirs = second.get(&x.unit).map_or(&[][..], Vec::as_slice);
            let text = |c: &Command| self.item(1, c.item).action_text();
            let same = theirs.iter().find(|c| text(c) == action);
            let Some(y) = same.or_else(|| theirs.iter().find(|c| same_action(text(c), action))) else {
                continue;
            };
            if x.binds == y.binds {
                continue;
            }
            let about = vec![&x.surely, &y.surely];
            let mut slice = self.asker.slice(&about);
            let topic = crate::analyze::topic_of(self.item(0, x.item)).to_owned();
            let pair = Pair {
                unit: x.unit,
                topic: &topic,
                role: None,
                items: [x.item, y.item],
                leeway: if x.binds { Leeway::Granted } else { Leeway::Withdrawn },
                region: Formula::and([x.surely.clone(), y.surely.clone()]),
                about,
                tests: [What::Applies, What::Applies],
            };
            self.leeway(pair, &mut slice, out);
        }
    }

    fn leeway(&mut self, pair: Pair<'_>, slice: &mut Slice, out: &mut Diff) {
        if pair.region == Formula::False {
            return;
        }
        let found = match self.asker.ask(slice, &pair.region) {
            Asked::Nowhere => return,
            Asked::Open(_) => return out.open.push((pair.topic.to_owned(), pair.unit)),
            Asked::Here(found) => found,
        };
        let ([x, y], [i, j]) = (pair.tests, pair.items);
        let claims = [
            (0, Claim::default().holds([(i, x)])),
            (1, Claim::default().holds([(j, y)])),
        ];
        let proof = self.proof(slice, &found, &pair.region, &pair.region, &pair.about, claims);
        out.discretion.push(DiscretionChange {
            unit: pair.unit,
            topic: pair.topic.to_owned(),
            role: pair.role,
            leeway: pair.leeway,
            items: pair.items,
            proof,
        });
    }
}
