//! What a situation makes known, with everything that follows from it under the constraints.

use std::collections::BTreeSet;

use super::STEPS;
use super::layout::{FactDims, Premise, World};
use super::truth::{Known, Reasoner};
use crate::logic::{Assignment, Budget, ClassSet, Core, Dim, DimId, Formula, Outcome, Partial, core};
use crate::model::{FactId, Given, Model, Situation, ValueId};

impl World {
    /// What a situation makes known.
    #[must_use]
    pub fn know(&self, model: &Model, situation: &Situation) -> Known {
        let mut partial = Partial::with_room(&self.space);
        for (fact, given) in &situation.facts {
            self.give(*fact, given, &mut partial);
        }
        let mut completions = Vec::new();
        for (fact, given) in &situation.facts {
            if matches!(given, Given::Set(_)) {
                self.complete(model, situation, *fact, &mut partial, &mut completions);
            }
        }
        self.settle(partial, completions)
    }

    /// What a situation tells outright, without any consequence: of a set that is given, values that could still follow are left open.
    #[must_use]
    pub fn told(&self, situation: &Situation) -> Partial {
        let mut partial = Partial::with_room(&self.space);
        for (fact, given) in &situation.facts {
            self.give(*fact, given, &mut partial);
            let (Given::Set(_), Some(FactDims::Tags(tags))) = (given, self.dims(*fact)) else {
                continue;
            };
            for dim in tags.iter().filter(|dim| !self.derivable.contains(dim)) {
                if partial.domain(*dim).is_none() {
                    partial.narrow(*dim, ClassSet::single(Dim::TAG.classes, 0));
                }
            }
        }
        partial
    }

    /// Draws the plain consequences; where that meets no contradiction and one situation is seen to meet all laws, this is all there is to do.
    fn settle(&self, partial: Partial, completions: Vec<Formula>) -> Known {
        let declared = self.open_constraints(&partial);
        let fixed = self.open_structure(&partial, &completions);
        if declared.is_empty()
            && fixed.is_empty()
            && let Some(simplest) = Assignment::plainest(&self.space, &partial)
        {
            return Known::new(partial, fixed, Some(simplest));
        }
        let laws: Vec<Formula> = declared.iter().map(|(_, law)| law).chain(&fixed).cloned().collect();
        let agreed = match laws.contains(&Formula::False) {
            true => None,
            false => self.agreeing(partial.clone(), laws),
        };
        agreed.unwrap_or_else(|| self.with_conflict(partial, declared, &fixed))
    }

    /// What the constraints (by index) still say, once what is given was put into them; `False` where one is broken.
    fn open_constraints(&self, partial: &Partial) -> Vec<(usize, Formula)> {
        let is_met =
            |guard: &Option<(DimId, ClassSet)>| guard.as_ref().is_some_and(|(dim, set)| partial.lies_in(*dim, set));
        let laws = self.constraints.iter().zip(&self.guards).enumerate();
        let unguarded = laws.filter(|(_, (_, guard))| !is_met(guard));
        unguarded
            .filter_map(|(index, (law, _))| Some((index, open(law, partial)?)))
            .collect()
    }

    /// What the values of facts imply among themselves, and what completes the given sets, as far as it is not settled.
    fn open_structure(&self, partial: &Partial, completions: &[Formula]) -> Vec<Formula> {
        let mut laws: Vec<Formula> = completions.iter().filter_map(|law| open(law, partial)).collect();
        for (dims, range) in self.facts.iter().zip(&self.structure_of) {
            let FactDims::Tags(tags) = dims else { continue };
            let structure = self.structure.get(range.clone()).unwrap_or(&[]);
            let told = tags.iter().filter(|d| partial.domain(**d).is_some()).count();
            if told == 0 {
                laws.extend_from_slice(structure);
            } else if told < tags.len() {
                // What is given of a whole set holds all that its values imply.
                laws.extend(structure.iter().filter_map(|law| open(law, partial)));
            }
        }
        laws
    }

    /// The consequences of laws, where a situation is found that meets them all.
    fn agreeing(&self, mut partial: Partial, mut laws: Vec<Formula>) -> Option<Known> {
        consequences(&mut partial, &mut laws);
        if partial.is_contradictory() || laws.contains(&Formula::False) {
            return None;
        }
        let simplest = Assignment::plainest(&self.space, &partial)?;
        if laws.iter().all(|law| law.eval(&simplest)) {
            return Some(Known::new(partial, laws, Some(simplest)));
        }
        let mut reasoner = Reasoner::new(&self.space, &laws, &partial);
        match reasoner.solve(&[], STEPS * 10) {
            Outcome::Model(found) => {
                let mut known = Known::new(partial, laws, Some(found));
                known.keep(reasoner);
                Some(known)
            }
            Outcome::Unsat | Outcome::Exhausted => None,
        }
    }

    /// Leaves out constraints (given by index) that contradict what is given, until the rest can hold with what is `fixed`; then draws the
    /// plain consequences.
    fn with_conflict(&self, mut partial: Partial, declared: Vec<(usize, Formula)>, fixed: &[Formula]) -> Known {
        // A constraint that what is given breaks by itself is a conflict of its own, whatever the others say.
        let (broken, mut declared): (Vec<_>, Vec<_>) =
            declared.into_iter().partition(|(_, law)| *law == Formula::False);
        let mut contradicted: Vec<usize> = broken.into_iter().map(|(index, _)| index).collect();
        loop {
            let mut laws: Vec<Formula> = declared
                .iter()
                .map(|(_, f)| f.clone())
                .chain(fixed.iter().cloned())
                .collect();
            if let Some(known) = self.agreeing(partial.clone(), laws.clone()) {
                return known.setting_aside(contradicted);
            }
            let conflict = match core(&self.space, &laws, &partial, &mut Budget::steps(STEPS * 10)) {
                Core::Minimal(list) | Core::Reduced(list) => list,
                Core::Consistent | Core::Exhausted => {
                    consequences(&mut partial, &mut laws);
                    return Known::new(partial, laws, None).setting_aside(contradicted);
                }
            };
            // The constraint declared last is the most particular: a plan's own before the shared vocabulary's.
            match conflict.iter().rev().find(|i| **i < declared.len()) {
                Some(at) => contradicted.push(declared.remove(*at).0),
                None => return Known::new(partial, laws, None).setting_aside(contradicted),
            }
        }
    }

    /// Fixes what is said outright.
    fn give(&self, fact: FactId, given: &Given, partial: &mut Partial) {
        match (given, self.dims(fact)) {
            (Given::Bool(yes), Some(FactDims::Bool(dim))) => {
                partial.narrow(*dim, self.space.single(*dim, u32::from(*yes)))
            }
            (Given::One(value), Some(FactDims::One(dim))) => partial.narrow(*dim, self.space.single(*dim, value.0)),
            (Given::Int(n), Some(FactDims::Int { dim, starts, .. })) => {
                partial.narrow(*dim, self.space.single(*dim, World::interval(starts, *n)));
            }
            (Given::Set(values), Some(FactDims::Tags(_))) => {
                let implied = self.implied.get(fact.index());
                let dims = values.iter().filter_map(|v| implied?.get(v.index())).flatten();
                dims.for_each(|dim| partial.narrow(*dim, self.space.single(*dim, 1)));
            }
            _ => {}
        }
    }

    /// A set that is given is complete: a value not named is absent, unless it may still follow from what the others bring in.
    fn complete(
        &self,
        model: &Model,
        situation: &Situation,
        id: FactId,
        partial: &mut Partial,
        completions: &mut Vec<Formula>,
    ) {
        let Some(FactDims::Tags(tags)) = self.dims(id) else {
            return;
        };
        let fact = model.fact(id);
        // Each value that may still follow, with a premise from which it would.
        let premises: Vec<(ValueId, &Premise)> = self
            .derived
            .range((id, ValueId(0))..=(id, ValueId(u32::MAX)))
            .flat_map(|((_, value), premises)| premises.iter().map(|p| (*value, p)))
            .filter(|(_, premise)| premise.may_bring(situation, partial))
            .collect();
        let implied = self.implied.get(id.index()).map_or(&[][..], Vec::as_slice);
        let follow = premises.iter().filter_map(|(v, _)| implied.get(v.index())).flatten();
        let may_follow: BTreeSet<DimId> = follow.copied().collect();
        let absent = ClassSet::single(Dim::TAG.classes, 0);
        for (index, dim) in tags.iter().enumerate() {
            let value = ValueId::from_index(index);
            if partial.domain(*dim).is_some() {
                continue;
            }
            if !may_follow.contains(dim) {
                partial.replace(*dim, absent.clone());
                continue;
            }
            let below = fact
                .values
                .iter()
                .zip(tags)
                .filter(|(v, _)| v.parents.contains(&value))
                .map(|(_, d)| self.tag(*d));
            let bring = premises
                .iter()
                .filter(|(v, _)| *v == value)
                .map(|(_, p)| p.formula.clone());
            completions.push(self.tag(*dim).implies(Formula::or(bring.chain(below))));
        }
    }
}

impl Premise {
    /// Whether it can still bring its value into a set that is given without it.
    ///
    /// A plan's own definition can as long as it is not refuted. A shared law (a number of months means that …) can only where all
    /// its facts are given: otherwise the caller, who left the value out, is believed, and the law says something about the unknown fact.
    fn may_bring(&self, situation: &Situation, partial: &Partial) -> bool {
        self.formula.kleene(partial) != Some(false) && self.is_asked(situation)
    }

    /// The formula where it counts against a caller who left the value out; `told` says of a fact that it is given.
    pub(super) fn where_told(&self, told: impl Fn(FactId) -> Option<Formula>) -> Formula {
        let facts = self.facts.iter().filter(|_| !self.defines).filter_map(|f| told(*f));
        Formula::and(facts.chain([self.formula.clone()]))
    }

    /// Whether it counts against a caller who left the value out: a definition does, a shared law only where all its facts are given.
    fn is_asked(&self, situation: &Situation) -> bool {
        self.defines || self.facts.iter().all(|f| situation.get(*f).is_some())
    }
}

/// What a law still says; `None` where it holds.
fn open(law: &Formula, partial: &Partial) -> Option<Formula> {
    match law.kleene(partial) {
        Some(true) => None,
        Some(false) => Some(Formula::False),
        None => Some(law.restrict(partial)).filter(|open| *open != Formula::True),
    }
}

/// Draws the consequences that are plain: a law of which one literal is left makes that literal known.
fn consequences(partial: &mut Partial, laws: &mut Vec<Formula>) {
    loop {
        let mut learned: BTreeSet<DimId> = BTreeSet::new();
        for law in laws.iter() {
            let literals = match law {
                Formula::And(parts) => parts.as_slice(),
                other => std::slice::from_ref(other),
            };
            for literal in literals {
                if let Formula::Lit(dim, set) = literal {
                    partial.narrow(*dim, set.clone());
                    learned.insert(*dim);
                }
            }
        }
        if learned.is_empty() {
            return;
        }
        laws.retain_mut(|law| {
            if law.mentions(|dim| learned.contains(&dim)) {
                *law = law.restrict(partial);
            }
            *law != Formula::True
        });
    }
}
