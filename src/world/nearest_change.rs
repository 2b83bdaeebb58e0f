//! The smallest change of the given facts under which a condition can hold.
//!
//! Exact: the given facts are assumptions; each refutation names assumptions of which one must be given up; the smallest set that
//! meets every refutation so far is given up and the question asked again (implicit hitting sets). Unknown facts cost nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::STEPS;
use super::layout::{FactDims, World};
use crate::logic::{Budget, ClassSet, Dim, DimId, Formula, Outcome, Partial, Solver, Space};
use crate::model::{FactId, Given, Model, Situation, ValueId};

/// One fact that would have to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The set would have to hold this value too.
    Add(FactId, ValueId),
    /// The set would have to be without this value.
    Remove(FactId, ValueId),
    /// The single value would have to be this.
    Become(FactId, ValueId),
    /// The bool would have to be this.
    Turn(FactId, bool),
    /// The number would have to lie here; both ends included.
    Move(FactId, i64, i64),
}

/// At most this many refutations are asked for; a plan's conditions need a handful.
const MAX_ROUNDS: usize = 200;

impl World {
    /// The smallest change under which `wanted` can hold; `None` where no change within reach brings it about.
    #[must_use]
    pub fn nearest_change(&self, model: &Model, situation: &Situation, wanted: &Formula) -> Option<Vec<Change>> {
        let mut search = Search::new(self, model, situation);
        search.solver.add(wanted);
        search.run(self, model)
    }
}

/// What a dimension of the search stands for: a value that was given, or one that was not.
#[derive(Clone, Copy)]
enum Assumed {
    Value { fact: FactId, value: ValueId, given: bool },
    Whole(FactId),
}

struct Search {
    solver: Solver,
    assumptions: Partial,
    meaning: BTreeMap<DimId, Assumed>,
}

impl Search {
    /// The laws of the world, with one dimension more for each value of a given set: whether the *caller* named it. A value holds
    /// where the caller named it, or where something below it or a constraint brings it in.
    fn new(world: &World, model: &Model, situation: &Situation) -> Search {
        let mut space: Space = world.space.clone();
        let mut laws = world.laws();
        let mut assumptions = Partial::new();
        let mut meaning = BTreeMap::new();
        for (fact, given) in &situation.facts {
            match (given, world.dims(*fact)) {
                (Given::Set(values), Some(FactDims::Tags(tags))) => {
                    let known = model.fact(*fact);
                    for (index, tag) in tags.iter().enumerate() {
                        let value = ValueId::from_index(index);
                        let named = space.add(Dim::TAG);
                        let mut reasons = vec![Formula::is(&space, named, 1)];
                        let premises = world.derived.get(&(*fact, value)).into_iter().flatten();
                        reasons.extend(premises.filter(|p| p.is_asked(situation)).map(|p| p.formula.clone()));
                        let below = known
                            .values
                            .iter()
                            .zip(tags)
                            .filter(|(v, _)| v.parents.contains(&value));
                        reasons.extend(below.map(|(_, dim)| world.tag(*dim)));
                        laws.push(Formula::is(&space, named, 1).implies(world.tag(*tag)));
                        laws.push(world.tag(*tag).implies(Formula::or(reasons)));
                        let given = values.contains(&value);
                        assumptions.narrow(named, space.single(named, u32::from(given)));
                        meaning.insert(
                            named,
                            Assumed::Value {
                                fact: *fact,
                                value,
                                given,
                            },
                        );
                    }
                }
                (Given::Bool(yes), Some(FactDims::Bool(dim))) => {
                    assumptions.narrow(*dim, space.single(*dim, u32::from(*yes)));
                    meaning.insert(*dim, Assumed::Whole(*fact));
                }
                (Given::One(value), Some(FactDims::One(dim))) => {
                    assumptions.narrow(*dim, space.single(*dim, value.0));
                    meaning.insert(*dim, Assumed::Whole(*fact));
                }
                (Given::Int(n), Some(FactDims::Int { dim, starts, .. })) => {
                    assumptions.narrow(*dim, space.single(*dim, World::interval(starts, *n)));
                    meaning.insert(*dim, Assumed::Whole(*fact));
                }
                _ => {}
            }
        }
        let mut solver = Solver::new(&space);
        for law in &laws {
            solver.add(law);
        }
        Search {
            solver,
            assumptions,
            meaning,
        }
    }

    fn run(&mut self, world: &World, model: &Model) -> Option<Vec<Change>> {
        let mut refutations: Vec<BTreeSet<DimId>> = Vec::new();
        let mut budget = Budget::steps(STEPS);
        for _ in 0..MAX_ROUNDS {
            let freed = smallest_hitting_set(&refutations)?;
            let kept: Partial = self
                .assumptions
                .iter()
                .filter(|(d, _)| !freed.contains(d))
                .map(|(d, s)| (d, s.clone()))
                .collect();
            match self.solver.solve(&kept, &mut budget) {
                Outcome::Model(found) => {
                    let classes: Vec<(DimId, u32)> = freed.iter().map(|d| (*d, found.class(*d))).collect();
                    let mut changes = Vec::new();
                    for (dim, class) in &classes {
                        let others = classes.iter().filter(|(d, _)| d != dim);
                        let fixed = others.fold(kept.clone(), |p, (d, c)| p.with(*d, world.space.single(*d, *c)));
                        changes.extend(self.change(world, model, *dim, *class, &fixed, &mut budget));
                    }
                    changes.sort();
                    return Some(changes);
                }
                Outcome::Unsat => {
                    let core: BTreeSet<DimId> = self
                        .solver
                        .failed()
                        .iter()
                        .copied()
                        .filter(|d| self.meaning.contains_key(d))
                        .collect();
                    if core.is_empty() {
                        return None;
                    }
                    refutations.push(core);
                }
                Outcome::Exhausted => return None,
            }
        }
        None
    }

    fn change(
        &mut self,
        world: &World,
        model: &Model,
        dim: DimId,
        class: u32,
        others: &Partial,
        budget: &mut Budget,
    ) -> Option<Change> {
        Some(match *self.meaning.get(&dim)? {
            Assumed::Value {
                fact,
                value,
                given: true,
            } => Change::Remove(fact, value),
            Assumed::Value {
                fact,
                value,
                given: false,
            } => Change::Add(fact, value),
            Assumed::Whole(fact) => match world.dims(fact)? {
                FactDims::Bool(_) => Change::Turn(fact, class == 1),
                FactDims::One(_) => Change::Become(fact, ValueId(class)),
                FactDims::Int { starts, max, .. } => {
                    let count = u32::try_from(starts.len()).unwrap_or(u32::MAX);
                    let mut does = |c: u32| {
                        let there = others.clone().with(dim, ClassSet::single(count, c));
                        matches!(self.solver.solve(&there, budget), Outcome::Model(_))
                    };
                    // All neighbouring numbers that would do as well, within reason.
                    let below = (0..class).rev().take(MAX_ROUNDS).take_while(|c| does(*c)).count();
                    let above = (class + 1..count).take(MAX_ROUNDS).take_while(|c| does(*c)).count();
                    let from = starts.get(class as usize - below).copied()?;
                    let to = starts.get(class as usize + above + 1).map_or(*max, |next| next - 1);
                    Change::Move(fact, from, to)
                }
                FactDims::Tags(_) => return None,
            },
        })
        .filter(|c| !matches!(c, Change::Become(f, v) if model.fact(*f).value(*v).is_none()))
    }
}

/// The smallest set that shares a member with each of `sets`; `None` where more than six members would be needed.
fn smallest_hitting_set(sets: &[BTreeSet<DimId>]) -> Option<BTreeSet<DimId>> {
    (0..=6).find_map(|size| hit(sets, &mut BTreeSet::new(), size))
}

fn hit(sets: &[BTreeSet<DimId>], chosen: &mut BTreeSet<DimId>, left: usize) -> Option<BTreeSet<DimId>> {
    let Some(missed) = sets.iter().find(|s| s.is_disjoint(chosen)) else {
        return Some(chosen.clone());
    };
    if left == 0 {
        return None;
    }
    for dim in missed {
        chosen.insert(*dim);
        if let Some(found) = hit(sets, chosen, left - 1) {
            return Some(found);
        }
        chosen.remove(dim);
    }
    None
}
