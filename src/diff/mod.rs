//! In which situations two plans differ: who leads, is responsible, assists, by when, whether they must or may, and where it goes
//! next; by unit and topic, gained and lost, each with a situation that routing both plans confirms.

mod change;
mod discretion;
mod merge;
mod pair;
mod read;

pub use change::{DeadlineChange, Diff, DiscretionChange, EscalationChange, Leeway, Proof, RoleChange};
pub use merge::{Merged, Side};
pub use pair::{JointUnit, Units};

use std::collections::{BTreeMap, BTreeSet};

use crate::analyze::{Claim, Speaker, What, topic_of};
use crate::compile::CompiledPlan;
use crate::logic::{Asked, Asker, Assignment, Formula, Limits, Most, Slice};
use crate::model::{FactId, ItemId, ItemKind, Model, Role, Scope, Situation, UnitId};
use crate::route::{Router, lines_of};
use crate::world::World;
use read::{Line, Read, Step, all_conditions, lines};

/// Regions that are told of one difference.
const REGIONS: usize = 3;

/// Both plans in one world.
struct Both<'a> {
    plans: [&'a CompiledPlan; 2],
    routers: [Router<'a>; 2],
    merged: &'a Merged,
    world: &'a World,
    asker: Asker<'a>,
    units: Units,
}

/// Compares two plans.
#[must_use]
pub fn diff(a: &CompiledPlan, b: &CompiledPlan, limits: Limits) -> Diff {
    let models = [&a.model, &b.model];
    let conditions = models.map(all_conditions);
    let (merged, read) = Merged::of(&a.model, &b.model).read(models, [&conditions[0], &conditions[1]]);
    let world = World::new(&merged.model);
    let laws = world.laws();
    let units = Units::of(&a.model, &b.model);
    let Read { lines, steps, commands } = lines(models, &read, &world, &units);
    let mut both = Both {
        plans: [a, b],
        routers: [Router::new(a), Router::new(b)],
        merged: &merged,
        world: &world,
        asker: Asker::new(&world.space, &laws, limits.unshared()),
        units,
    };
    let mut out = Diff {
        units: both.units.clone(),
        roles: Vec::new(),
        deadlines: Vec::new(),
        discretion: Vec::new(),
        escalations: Vec::new(),
        programmes: programmes(models, &both.units),
        topics: topics(models),
        open: Vec::new(),
    };
    for (topic, lines) in &lines {
        both.topic(topic, lines, &mut out);
    }
    both.commands(&commands, &mut out);
    for (topic, steps) in &steps {
        both.escalations(topic, steps, &mut out);
    }
    out
}

fn programmes(models: [&Model; 2], units: &Units) -> Vec<(Side, String, usize, Role)> {
    let of = |side: usize| -> BTreeSet<(String, usize, Role)> {
        let Some(model) = models.get(side) else {
            return BTreeSet::new();
        };
        let items = model
            .items
            .iter()
            .filter(|i| i.scope == Scope::Programme && i.kind != ItemKind::Norm);
        items
            .flat_map(|i| {
                lines_of(i)
                    .into_iter()
                    .filter_map(move |l| Some((topic_of(i).to_owned(), units.joint(side, l.unit?), l.role)))
            })
            .collect()
    };
    let (a, b) = (of(0), of(1));
    let lost = a.difference(&b).map(|(t, u, r)| (Side::A, t.clone(), *u, *r));
    lost.chain(b.difference(&a).map(|(t, u, r)| (Side::B, t.clone(), *u, *r)))
        .collect()
}

fn topics(models: [&Model; 2]) -> Vec<(Side, String)> {
    let [a, b] = models.map(|m| m.items.iter().map(topic_of).collect::<BTreeSet<_>>());
    let lost = a.difference(&b).map(|t| (Side::A, (*t).to_owned()));
    lost.chain(b.difference(&a).map(|t| (Side::B, (*t).to_owned())))
        .collect()
}

impl Both<'_> {
    fn topic(&mut self, topic: &str, lines: &[Line], out: &mut Diff) {
        let mut keys: BTreeMap<(usize, Role), ()> = BTreeMap::new();
        for line in lines {
            keys.insert((line.unit, line.role), ());
        }
        let about = lines.iter().flat_map(|l| [&l.surely, &l.perhaps, &l.bound[0]]);
        let about: Vec<&Formula> = about.collect();
        let mut slice = self.asker.slice(&about);
        for (unit, role) in keys.into_keys() {
            for side in [Side::A, Side::B] {
                self.role(topic, lines, unit, role, side, &mut slice, out);
            }
            self.deadlines(topic, lines, unit, role, &mut slice, out);
            self.discretion(topic, lines, unit, role, &mut slice, out);
        }
    }

    /// Where `side` gives the unit the role and the other plan does not.
    #[allow(
        clippy::too_many_arguments,
        reason = "one question of a topic, all of whose parts vary"
    )]
    fn role(
        &mut self,
        topic: &str,
        lines: &[Line],
        unit: usize,
        role: Role,
        side: Side,
        slice: &mut Slice,
        out: &mut Diff,
    ) {
        let (here, there) = (side as usize, 1 - side as usize);
        let ours: Vec<&Line> = lines.iter().filter(|l| l.unit == unit && l.role == role).collect();
        let has = Formula::or(ours.iter().filter(|l| l.side == here).map(|l| l.surely.clone()));
        let lacks = Formula::or(ours.iter().filter(|l| l.side == there).map(|l| l.perhaps.clone()));
        if has == Formula::False || has == lacks {
            return;
        }
        let region = Formula::and([has.clone(), !lacks]);
        let found = match self.asker.ask(slice, &region) {
            Asked::Nowhere => return,
            Asked::Open(_) => return out.open.push((topic.to_owned(), unit)),
            Asked::Here(found) => found,
        };
        let holds = |l: &&&Line| l.surely.eval(&found);
        let items: Vec<ItemId> = distinct(ours.iter().filter(|l| l.side == here).filter(holds).map(|l| l.item));
        let local = |side: usize| {
            self.units
                .list
                .get(unit)
                .and_then(|u| u.sides.get(side).copied().flatten())
        };
        let instead: BTreeSet<Role> = lines
            .iter()
            .filter(|l| l.side == there && l.unit == unit && l.perhaps.eval(&found))
            .map(|l| l.role)
            .collect();
        let holders = |side: usize| -> BTreeSet<usize> {
            let lines = lines
                .iter()
                .filter(|l| l.side == side && l.role == role && l.unit != unit);
            lines.filter(|l| l.perhaps.eval(&found)).map(|l| l.unit).collect()
        };
        // Who holds the role in both plans has not come in its place.
        let others: BTreeSet<usize> = holders(there).difference(&holders(here)).copied().collect();
        let claims = [here, there].map(|s| {
            let Some(id) = local(s) else {
                return (s, Claim::default());
            };
            let tests = ours
                .iter()
                .filter(|l| l.side == s)
                .map(|l| (l.item, What::UnitAs(id, role)));
            (
                s,
                if s == here {
                    Claim::default().holds(tests)
                } else {
                    Claim::default().fails(tests)
                },
            )
        });
        let about: Vec<&Formula> = ours.iter().map(|l| &l.perhaps).collect();
        let proof = self.proof(slice, &found, &region, &has, &about, claims);
        out.roles.push(RoleChange {
            unit,
            in_plan: side,
            role,
            topic: topic.to_owned(),
            items,
            instead: instead.into_iter().collect(),
            others: others.into_iter().collect(),
            proof,
        });
    }

    /// Deadlines of one action that differ where both plans apply.
    fn deadlines(&mut self, topic: &str, lines: &[Line], unit: usize, role: Role, slice: &mut Slice, out: &mut Diff) {
        let own = |side: usize| {
            lines
                .iter()
                .filter(move |l| l.side == side && l.unit == unit && l.role == role && l.via.is_none())
        };
        for x in own(0) {
            let action = self.item(0, x.item).action_text();
            // The same clause number does not tell.
            let Some(y) = self.alike(action, own(1)) else { continue };
            let deadlines = [
                self.item(0, x.item).deadline_text(),
                self.item(1, y.item).deadline_text(),
            ];
            if deadlines[0] == deadlines[1] {
                continue;
            }
            let region = Formula::and([x.surely.clone(), y.surely.clone()]);
            let Asked::Here(found) = self.asker.ask(slice, &region) else {
                continue;
            };
            let side_unit = |side: usize| {
                self.units
                    .list
                    .get(unit)
                    .and_then(|u| u.sides.get(side).copied().flatten())
            };
            let claim = |side: usize, item: ItemId| {
                side_unit(side).map_or_else(Claim::default, |id| {
                    Claim::default().holds([(item, What::UnitAs(id, role))])
                })
            };
            let claims = [(0, claim(0, x.item)), (1, claim(1, y.item))];
            let proof = self.proof(slice, &found, &region, &region, &[&x.surely, &y.surely], claims);
            out.deadlines.push(DeadlineChange {
                unit,
                topic: topic.to_owned(),
                items: [x.item, y.item],
                deadlines,
                proof,
            });
        }
    }

    fn escalations(&mut self, topic: &str, steps: &[Step], out: &mut Diff) {
        let ends: BTreeSet<(usize, usize)> = steps.iter().map(|s| s.ends).collect();
        let about: Vec<&Formula> = steps.iter().flat_map(|s| [&s.surely, &s.perhaps]).collect();
        let mut slice = self.asker.slice(&about);
        for pair in ends {
            for side in [Side::A, Side::B] {
                let (here, there) = (side as usize, 1 - side as usize);
                let ours: Vec<&Step> = steps.iter().filter(|s| s.ends == pair).collect();
                let has = Formula::or(ours.iter().filter(|s| s.side == here).map(|s| s.surely.clone()));
                let lacks = Formula::or(ours.iter().filter(|s| s.side == there).map(|s| s.perhaps.clone()));
                let region = Formula::and([has.clone(), !lacks.clone()]);
                if has == lacks || region == Formula::False {
                    continue;
                }
                let found = match self.asker.ask(&mut slice, &region) {
                    Asked::Nowhere => continue,
                    Asked::Open(_) => {
                        out.open.push((topic.to_owned(), pair.0));
                        continue;
                    }
                    Asked::Here(found) => found,
                };
                let items = distinct(
                    ours.iter()
                        .filter(|s| s.side == here && s.surely.eval(&found))
                        .map(|s| s.item),
                );
                let claims = [
                    (here, Claim::default().holds(items.iter().map(|i| (*i, What::Applies)))),
                    (there, Claim::default()),
                ];
                let about: Vec<&Formula> = ours.iter().map(|s| &s.perhaps).collect();
                let proof = self.proof(&mut slice, &found, &region, &has, &about, claims);
                out.escalations.push(EscalationChange {
                    in_plan: side,
                    ends: pair,
                    topic: topic.to_owned(),
                    items,
                    proof,
                });
            }
        }
    }

    /// The unit of each plan, where both have it.
    fn local_units(&self, unit: usize) -> Option<[UnitId; 2]> {
        match self.units.list.get(unit)?.sides {
            [Some(a), Some(b)] => Some([a, b]),
            _ => None,
        }
    }

    fn item(&self, side: usize, id: ItemId) -> &crate::model::Item {
        let [a, b] = self.plans;
        if side == 0 { a.model.item(id) } else { b.model.item(id) }
    }

    /// The situation in the words of each plan, confirmed by routing both.
    fn proof(
        &mut self,
        slice: &mut Slice,
        found: &Assignment,
        region: &Formula,
        scope: &Formula,
        about: &[&Formula],
        claims: [(usize, Claim); 2],
    ) -> Proof {
        let dims: BTreeSet<_> = about.iter().flat_map(|f| f.dims()).collect();
        let plain: BTreeSet<_> = dims.iter().filter_map(|d| self.world.owner(*d)).collect();
        let (mut sides, mut confirmed) = self.routed(found, &plain, &claims);
        if !confirmed {
            // What is not given may still follow from something else: then that must be given too.
            (sides, confirmed) = self.routed(found, &self.world.facts_that_decide(dims), &claims);
        }
        let speaker = Speaker {
            model: &self.merged.model,
            world: self.world,
        };
        let most = Most {
            cubes: REGIONS + 1,
            cases: 0,
        };
        let shape = self.asker.shape(slice, region, scope, most).unwrap_or_default();
        Proof {
            sides,
            confirmed,
            more: shape.more_cubes || shape.cubes.len() > REGIONS,
            regions: shape.cubes.iter().take(REGIONS).map(|c| speaker.cube(c)).collect(),
        }
    }
}

impl Both<'_> {
    /// The situation in the words of each plan, and whether both routers find the claims true.
    fn routed(
        &self,
        found: &Assignment,
        facts: &BTreeSet<FactId>,
        claims: &[(usize, Claim); 2],
    ) -> ([Situation; 2], bool) {
        let [a, b] = self.plans;
        let sides = [(a, Side::A), (b, Side::B)]
            .map(|(plan, side)| self.merged.situation(self.world, found, facts, &plan.model, side));
        let confirmed = claims
            .iter()
            .all(|(side, claim)| match (self.routers.get(*side), sides.get(*side)) {
                (Some(router), Some(situation)) => claim.is_confirmed(router, situation),
                _ => false,
            });
        (sides, confirmed)
    }
}

fn distinct(items: impl Iterator<Item = ItemId>) -> Vec<ItemId> {
    let set: BTreeSet<ItemId> = items.collect();
    set.into_iter().collect()
}
