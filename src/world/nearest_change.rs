//! The smallest change of the given facts under which a condition can hold.
//!
//! Exact: the given facts are assumptions; each refutation names assumptions of which one must be given up; the smallest set that
//! meets every refutation so far is given up and the question asked again (implicit hitting sets). Unknown facts cost nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::STEPS;
use super::hitting_set::smallest_hitting_set;
use super::layout::{FactDims, World};
use crate::logic::{Assignment, Budget, ClassSet, Dim, DimId, Formula, Outcome, Partial, Solver, Space};
use crate::model::{FactId, FactType, Given, Model, Situation, ValueId};

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
/// At most this many facts are changed.
const MAX_CHANGES: usize = 6;
/// A solver that was asked about so many conditions makes room for a new one.
const WORN: usize = 128;

/// The laws of a world in a solver, with one dimension more for each value of a set: whether the *caller* named it. A value holds
/// where the caller named it, or where something below it or a constraint brings it in.
#[derive(Debug, Clone)]
pub(super) struct ChangeBase {
    solver: Solver,
    /// For each fact, the dimensions of the values as named; empty unless it is a set.
    named: Vec<Vec<DimId>>,
    /// For each fact, the dimension that tells whether it is given.
    told: Vec<DimId>,
}

/// Finds the smallest changes of one situation, condition after condition.
#[derive(Debug)]
pub struct Nearby<'w> {
    world: &'w World,
    model: &'w Model,
    solver: Solver,
    /// How many conditions the solver holds.
    asked: usize,
    assumptions: Partial,
    meaning: BTreeMap<DimId, Assumed>,
    /// What the situation says of facts that follow from no other.
    said: Partial,
}

/// A condition made ready to be asked about.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The dimension that switches it on.
    switch: DimId,
    /// Of each of these sets something must be given up: seen without a search.
    refutations: Vec<BTreeSet<DimId>>,
}

/// How much must change before a condition can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// So many facts, or values of sets.
    pub changes: usize,
    /// The sets to which a value must be added, one for each value.
    pub added: Vec<FactId>,
}

/// The search for the smallest set of assumptions to give up.
struct Seeking {
    /// The dimension that switches on what is wanted.
    switch: DimId,
    /// Of each of these sets something must be given up.
    refutations: Vec<BTreeSet<DimId>>,
    freed: BTreeSet<DimId>,
    budget: Budget,
}

/// What came of giving something up.
enum Tried {
    /// What is kept, and a situation that meets it.
    Found((Partial, Assignment)),
    /// More must be given up.
    Refuted,
    /// Nothing will do, or the limits were reached.
    Nothing,
}

impl Seeking {
    fn new(wanted: &Wanted) -> Self {
        Seeking {
            switch: wanted.switch,
            refutations: wanted.refutations.clone(),
            freed: BTreeSet::new(),
            budget: Budget::steps(STEPS),
        }
    }

    /// Chooses what to give up next: at most so much, or it is of no use.
    fn free(&mut self, most: usize) -> bool {
        if self.refutations.len() >= MAX_ROUNDS {
            return false;
        }
        let smallest = smallest_hitting_set(&self.refutations, most.min(MAX_CHANGES));
        smallest.map(|freed| self.freed = freed).is_some()
    }
}

/// What a dimension of the search stands for: a value that was given, or one that was not.
#[derive(Debug, Clone, Copy)]
enum Assumed {
    Value { fact: FactId, value: ValueId, given: bool },
    Whole(FactId),
}

/// The facts, as bits, of which each must change before a formula can hold, and before it can fail. Facts beyond the last bit are left out.
#[derive(Clone, Copy)]
struct Needs {
    holds: u128,
    fails: u128,
}

impl World {
    /// The smallest change under which `wanted` can hold; `None` where no change within reach brings it about.
    #[must_use]
    pub fn nearest_change(&self, model: &Model, situation: &Situation, wanted: &Formula) -> Option<Vec<Change>> {
        self.nearby(model, situation).change(wanted, MAX_CHANGES)
    }

    /// Makes ready to look for changes of one situation.
    #[must_use]
    pub fn nearby<'w>(&'w self, model: &'w Model, situation: &Situation) -> Nearby<'w> {
        Nearby::new(self, model, situation)
    }

    fn change_base(&self, model: &Model) -> &ChangeBase {
        self.changes.get_or_init(|| ChangeBase::new(self, model))
    }
}

impl ChangeBase {
    fn new(world: &World, model: &Model) -> ChangeBase {
        let mut space: Space = world.space.clone();
        let mut named: Vec<Vec<DimId>> = Vec::new();
        let mut laws = world.laws();
        let told: Vec<DimId> = model.facts().map(|_| space.add(Dim::TAG)).collect();
        for (id, fact) in model.facts() {
            let Some(FactDims::Tags(tags)) = world.dims(id) else {
                named.push(Vec::new());
                continue;
            };
            let ours: Vec<DimId> = tags.iter().map(|_| space.add(Dim::TAG)).collect();
            for ((index, tag), name) in tags.iter().enumerate().zip(&ours) {
                let value = ValueId::from_index(index);
                let said = Formula::is(&space, *name, 1);
                let premises = world.derived.get(&(id, value)).into_iter().flatten();
                let below = fact.values.iter().zip(tags).filter(|(v, _)| v.parents.contains(&value));
                let reasons = std::iter::once(said.clone())
                    .chain(premises.map(|p| p.where_told(|f| told.get(f.index()).map(|d| Formula::is(&space, *d, 1)))))
                    .chain(below.map(|(_, dim)| world.tag(*dim)));
                laws.push(world.tag(*tag).implies(Formula::or(reasons)));
                laws.push(said.implies(world.tag(*tag)));
            }
            named.push(ours);
        }
        let mut solver = Solver::new(&space);
        laws.iter().for_each(|law| solver.add(law));
        ChangeBase { solver, named, told }
    }
}

impl<'w> Nearby<'w> {
    fn new(world: &'w World, model: &'w Model, situation: &Situation) -> Self {
        let base = world.change_base(model);
        let mut nearby = Nearby {
            world,
            model,
            solver: base.solver.clone(),
            asked: 0,
            assumptions: Partial::new(),
            meaning: BTreeMap::new(),
            said: Partial::new(),
        };
        for ((id, _), dim) in model.facts().zip(&base.told) {
            let told = situation.get(id).is_some();
            nearby.assumptions.narrow(*dim, ClassSet::single(2, u32::from(told)));
        }
        for (fact, given) in &situation.facts {
            nearby.assume(base, *fact, given);
        }
        nearby
    }

    fn assume(&mut self, base: &ChangeBase, fact: FactId, given: &Given) {
        let (dim, class) = match (given, self.world.dims(fact)) {
            (Given::Set(values), Some(FactDims::Tags(tags))) => {
                self.assume_set(
                    fact,
                    values,
                    tags,
                    base.named.get(fact.index()).map_or(&[], Vec::as_slice),
                );
                return;
            }
            (Given::Bool(yes), Some(FactDims::Bool(dim))) => (*dim, u32::from(*yes)),
            (Given::One(value), Some(FactDims::One(dim))) => (*dim, value.0),
            (Given::Int(n), Some(FactDims::Int { dim, starts, .. })) => (*dim, World::interval(starts, *n)),
            _ => return,
        };
        let set = self.world.space.single(dim, class);
        self.said.narrow(dim, set.clone());
        self.assumptions.narrow(dim, set);
        self.meaning.insert(dim, Assumed::Whole(fact));
    }

    fn assume_set(&mut self, fact: FactId, values: &BTreeSet<ValueId>, tags: &[DimId], named: &[DimId]) {
        let follows = self
            .world
            .derived
            .range((fact, ValueId(0))..=(fact, ValueId(u32::MAX)))
            .next()
            .is_some();
        let held: BTreeSet<ValueId> = values
            .iter()
            .flat_map(|value| self.model.fact(fact).ancestors(*value))
            .collect();
        for ((index, tag), name) in tags.iter().enumerate().zip(named) {
            let value = ValueId::from_index(index);
            let given = values.contains(&value);
            self.assumptions.narrow(*name, ClassSet::single(2, u32::from(given)));
            self.meaning.insert(*name, Assumed::Value { fact, value, given });
            if !follows {
                self.said
                    .narrow(*tag, ClassSet::single(2, u32::from(held.contains(&value))));
            }
        }
    }

    /// So many facts must change at least before `wanted` can hold.
    #[must_use]
    pub fn least(&self, wanted: &Formula) -> usize {
        let leaf = |leaf: &Formula| match leaf {
            Formula::Lit(dim, set) => {
                let bit = self
                    .world
                    .owner(*dim)
                    .map_or(0, |f| 1u128.checked_shl(f.0).unwrap_or(0));
                match self.said.domain(*dim) {
                    Some(domain) if !domain.meets(set) => Needs { holds: bit, fails: 0 },
                    Some(domain) if domain.is_subset(set) => Needs { holds: 0, fails: bit },
                    _ => Needs { holds: 0, fails: 0 },
                }
            }
            // What never holds is not to be had by any change, and is told apart by the search.
            _ => Needs { holds: 0, fails: 0 },
        };
        wanted
            .summed_up(
                leaf,
                |all, parts: &[Needs]| {
                    let any = |of: fn(&Needs) -> u128| parts.iter().map(of).fold(0, |a, b| a | b);
                    let every = |of: fn(&Needs) -> u128| parts.iter().map(of).reduce(|a, b| a & b).unwrap_or(0);
                    if all {
                        Needs {
                            holds: any(|n| n.holds),
                            fails: every(|n| n.fails),
                        }
                    } else {
                        Needs {
                            holds: every(|n| n.holds),
                            fails: any(|n| n.fails),
                        }
                    }
                },
                |n| Needs {
                    holds: n.fails,
                    fails: n.holds,
                },
            )
            .holds
            .count_ones() as usize
    }

    /// Makes conditions ready to be asked about, all at once: questions about one after the other have much in common.
    pub fn want<'f>(&mut self, conditions: impl IntoIterator<Item = &'f Formula>) -> Vec<Wanted> {
        if self.asked >= WORN {
            self.solver = self.world.change_base(self.model).solver.clone();
            self.asked = 0;
        }
        let add = |wanted: &Formula| Wanted {
            switch: self.solver.add_switched(wanted),
            refutations: self.refutations(wanted),
        };
        let added: Vec<Wanted> = conditions.into_iter().map(add).collect();
        self.asked += added.len();
        added
    }

    /// What plainly refutes a condition: of each literal that it asks for and that what is said excludes, all that could be given up for it.
    fn refutations(&self, wanted: &Formula) -> Vec<BTreeSet<DimId>> {
        let excluded = |(dim, set): &(DimId, &ClassSet)| self.said.domain(*dim).is_some_and(|said| !said.meets(set));
        let literals = wanted.plain_literals().filter(excluded);
        literals.filter_map(|(dim, set)| self.bringing(dim, set)).collect()
    }

    /// What must be given up for a dimension to come to lie in classes that what is said excludes, one of them at least.
    fn bringing(&self, dim: DimId, set: &ClassSet) -> Option<BTreeSet<DimId>> {
        if let Some(Assumed::Whole(_)) = self.meaning.get(&dim) {
            return Some(BTreeSet::from([dim]));
        }
        // A value that is too many comes from one of several that were named: which, the search tells.
        if !set.contains(1) {
            return None;
        }
        let fact = self.world.owner(dim)?;
        let named = self.world.change_base(self.model).named.get(fact.index())?;
        let implied = self.world.implied.get(fact.index())?;
        let bringing = named.iter().zip(implied).filter(|(_, implied)| implied.contains(&dim));
        Some(bringing.map(|(name, _)| *name).collect())
    }

    /// How much must change before each of these conditions, made ready last, can hold; `None` where none of at most `most` facts brings it
    /// about, and where so many of the others that it is `enough` are nearer.
    pub fn distances(&mut self, wanted: &[Wanted], enough: usize, mut most: usize) -> Vec<Option<Distance>> {
        let mut out: Vec<Option<Distance>> = vec![None; wanted.len()];
        let mut found = 0;
        let mut seeking: Vec<(usize, Seeking)> = wanted.iter().map(Seeking::new).enumerate().collect();
        loop {
            // Questions that give up the same follow each other: what they keep is followed once.
            seeking.retain_mut(|(_, one)| one.free(most));
            seeking.sort_by(|(i, a), (j, b)| (a.freed.len(), &a.freed, i).cmp(&(b.freed.len(), &b.freed, j)));
            let Some(fewest) = seeking.first().map(|(_, one)| one.freed.len()) else {
                return out;
            };
            // Those that must give up more wait until it is known whether that is needed.
            let later = seeking.split_off(seeking.partition_point(|(_, one)| one.freed.len() == fewest));
            seeking.retain_mut(|(at, one)| match self.try_freed(one) {
                Tried::Found(_) => {
                    found += 1;
                    if let Some(slot) = out.get_mut(*at) {
                        *slot = Some(self.distance(&one.freed));
                    }
                    false
                }
                Tried::Nothing => false,
                Tried::Refuted => true,
            });
            if found >= enough {
                most = most.min(fewest);
            }
            seeking.extend(later);
        }
    }

    fn distance(&self, freed: &BTreeSet<DimId>) -> Distance {
        let added = freed.iter().filter_map(|dim| match self.meaning.get(dim) {
            Some(Assumed::Value { fact, given: false, .. }) => Some(*fact),
            _ => None,
        });
        Distance {
            added: added.collect(),
            changes: freed.len(),
        }
    }

    /// The smallest change under which `wanted` can hold, of equally small ones the first in the order of facts and values; `None` where none
    /// of at most `most` facts brings it about.
    pub fn change(&mut self, wanted: &Formula, most: usize) -> Option<Vec<Change>> {
        let mut seeking = Seeking::new(&self.want([wanted]).pop()?);
        while seeking.free(most) {
            match self.try_freed(&mut seeking) {
                Tried::Found((kept, found)) => return Some(self.changes(seeking, &kept, &found)),
                Tried::Nothing => return None,
                Tried::Refuted => {}
            }
        }
        None
    }

    /// What the situation that was found changes of what is given up.
    fn changes(&mut self, seeking: Seeking, kept: &Partial, found: &Assignment) -> Vec<Change> {
        let Seeking { freed, mut budget, .. } = seeking;
        let classes = self.nearest_classes(&freed, found, kept.clone(), &mut budget);
        let mut changes = Vec::new();
        for (dim, class) in &classes {
            let others = classes.iter().filter(|(d, _)| d != dim);
            let single = |d, c| self.world.space.single(d, c);
            let fixed = others.fold(kept.clone(), |p, (d, c)| match self.meaning.get(d) {
                Some(Assumed::Whole(_)) => p.with(*d, single(*d, *c)),
                _ => p.with(*d, ClassSet::single(2, *c)),
            });
            changes.extend(self.told(*dim, *class, &fixed, &mut budget));
        }
        changes.sort();
        changes
    }

    /// Asks for a situation that keeps everything but what is given up.
    fn try_freed(&mut self, seeking: &mut Seeking) -> Tried {
        let mut kept = self.assumptions.clone();
        seeking.freed.iter().for_each(|dim| kept.forget(*dim));
        kept.narrow(seeking.switch, ClassSet::single(2, 1));
        match self.solver.solve(&kept, &mut seeking.budget) {
            Outcome::Model(found) => Tried::Found((kept, found)),
            Outcome::Exhausted => Tried::Nothing,
            Outcome::Unsat => {
                let failed = self.solver.failed().iter().copied();
                let core: BTreeSet<DimId> = failed.filter(|d| self.meaning.contains_key(d)).collect();
                if core.is_empty() {
                    return Tried::Nothing;
                }
                seeking.refutations.push(core);
                Tried::Refuted
            }
        }
    }

    /// For each freed dimension the class that it must change to: of several the one nearest to what was given.
    fn nearest_classes(
        &mut self,
        freed: &BTreeSet<DimId>,
        found: &Assignment,
        mut kept: Partial,
        budget: &mut Budget,
    ) -> Vec<(DimId, u32)> {
        let mut out = Vec::new();
        for dim in freed {
            let by_nearness = self.by_nearness(*dim);
            let mut possible = |class: &u32| {
                let tried = kept.clone().with(*dim, self.world.space.single(*dim, *class));
                matches!(self.solver.solve(&tried, budget), Outcome::Model(_))
            };
            let nearest = by_nearness.into_iter().find(|class| possible(class));
            let chosen = nearest.unwrap_or(found.class(*dim));
            if let Some(Assumed::Whole(_)) = self.meaning.get(dim) {
                kept.narrow(*dim, self.world.space.single(*dim, chosen));
            }
            out.push((*dim, chosen));
        }
        out
    }

    /// The classes that a fact could change to: numbers and grades by their distance from what was given, others in order.
    fn by_nearness(&self, dim: DimId) -> Vec<u32> {
        let (Some(Assumed::Whole(fact)), Some(now)) =
            (self.meaning.get(&dim), self.said.domain(dim).and_then(ClassSet::only))
        else {
            return Vec::new();
        };
        let mut classes: Vec<u32> = (0..self.world.space.classes(dim)).filter(|c| *c != now).collect();
        if matches!(self.model.fact(*fact).kind, FactType::Int { .. } | FactType::Ordered) {
            classes.sort_by_key(|c| (c.abs_diff(now), *c));
        }
        classes
    }

    fn told(&mut self, dim: DimId, class: u32, others: &Partial, budget: &mut Budget) -> Option<Change> {
        let world = self.world;
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
        .filter(|c| !matches!(c, Change::Become(f, v) if self.model.fact(*f).value(*v).is_none()))
    }
}
