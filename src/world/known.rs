//! What a situation makes known, with everything that follows from it under the constraints.

use super::STEPS;
use super::layout::{FactDims, Premise, World};
use crate::logic::{Assignment, Budget, Core, Formula, Partial, Truth, core, decide};
use crate::model::{FactId, Given, Model, Situation, ValueId};

/// What is known of one case.
#[derive(Debug, Clone)]
pub struct Known {
    /// The classes still possible of each dimension.
    pub partial: Partial,
    /// What ties the unknown facts together, as far as it is not decided.
    pub laws: Vec<Formula>,
    /// Constraints (by index) that contradict the given facts; the answer is made without them.
    pub contradicted: Vec<usize>,
}

impl World {
    /// What a situation makes known.
    #[must_use]
    pub fn know(&self, model: &Model, situation: &Situation) -> Known {
        let mut partial = Partial::new();
        for (fact, given) in &situation.facts {
            self.give(model, *fact, given, &mut partial);
        }
        let mut completions = Vec::new();
        for (fact, given) in &situation.facts {
            if matches!(given, Given::Set(_)) {
                self.complete(model, situation, *fact, &mut partial, &mut completions);
            }
        }
        self.settle(partial, completions)
    }

    /// Leaves out constraints that contradict what is given, until the rest can hold; then draws the plain consequences.
    fn settle(&self, partial: Partial, completions: Vec<Formula>) -> Known {
        let open = |formula: &Formula| Some(formula.restrict(&partial)).filter(|f| *f != Formula::True);
        let fixed: Vec<Formula> = self.structure.iter().chain(&completions).filter_map(open).collect();
        let mut declared: Vec<(usize, Formula)> = self
            .constraints
            .iter()
            .enumerate()
            .filter_map(|(i, c)| Some((i, open(c)?)))
            .collect();
        if let Some(known) = self.plainly(&partial, declared.iter().map(|(_, f)| f).chain(&fixed)) {
            return known;
        }
        let mut contradicted: Vec<usize> = Vec::new();
        loop {
            let mut laws: Vec<Formula> = declared
                .iter()
                .map(|(_, f)| f.clone())
                .chain(fixed.iter().cloned())
                .collect();
            let conflict = match core(&self.space, &laws, &partial, &mut Budget::steps(STEPS * 10)) {
                Core::Minimal(list) | Core::Reduced(list) => list,
                Core::Consistent | Core::Exhausted => {
                    return Known {
                        partial: consequences(partial, &mut laws),
                        laws,
                        contradicted,
                    };
                }
            };
            // The constraint declared last is the most particular: a plan's own before the shared vocabulary's.
            match conflict.iter().rev().find(|i| **i < declared.len()) {
                Some(at) => contradicted.push(declared.remove(*at).0),
                None => {
                    return Known {
                        partial,
                        laws,
                        contradicted,
                    };
                }
            }
        }
    }

    /// What is known where all laws hold in the plainest situation that is left: then nothing contradicts them, without a search.
    fn plainly<'f>(&self, partial: &Partial, laws: impl Iterator<Item = &'f Formula>) -> Option<Known> {
        let mut laws: Vec<Formula> = laws.cloned().collect();
        let partial = consequences(partial.clone(), &mut laws);
        let plainest = Assignment::plainest(&self.space, &partial)?;
        laws.iter().all(|law| law.eval(&plainest)).then_some(Known {
            partial,
            laws,
            contradicted: Vec::new(),
        })
    }

    /// Fixes what is said outright.
    fn give(&self, model: &Model, fact: FactId, given: &Given, partial: &mut Partial) {
        match (given, self.dims(fact)) {
            (Given::Bool(yes), Some(FactDims::Bool(dim))) => {
                partial.narrow(*dim, self.space.single(*dim, u32::from(*yes)))
            }
            (Given::One(value), Some(FactDims::One(dim))) => partial.narrow(*dim, self.space.single(*dim, value.0)),
            (Given::Int(n), Some(FactDims::Int { dim, starts, .. })) => {
                partial.narrow(*dim, self.space.single(*dim, World::interval(starts, *n)));
            }
            (Given::Set(values), Some(FactDims::Tags(tags))) => {
                for value in values.iter().flat_map(|v| model.fact(fact).ancestors(*v)) {
                    if let Some(dim) = tags.get(value.index()) {
                        partial.narrow(*dim, self.space.single(*dim, 1));
                    }
                }
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
        let derivable: Vec<(ValueId, Vec<Formula>)> = self
            .derived
            .iter()
            .filter(|((f, _), _)| *f == id)
            .map(|((_, v), premises)| {
                (
                    *v,
                    premises
                        .iter()
                        .filter(|p| p.may_bring(situation, partial))
                        .map(|p| p.formula.clone())
                        .collect(),
                )
            })
            .filter(|(_, premises): &(ValueId, Vec<Formula>)| !premises.is_empty())
            .collect();
        let may_follow = |value: ValueId| derivable.iter().any(|(v, _)| fact.ancestors(*v).contains(&value));
        for (index, dim) in tags.iter().enumerate() {
            let value = ValueId::from_index(index);
            if partial.domain(*dim).is_some() {
                continue;
            }
            if !may_follow(value) {
                partial.narrow(*dim, self.space.single(*dim, 0));
                continue;
            }
            let below = fact
                .values
                .iter()
                .zip(tags)
                .filter(|(v, _)| v.parents.contains(&value))
                .map(|(_, d)| self.tag(*d));
            let premises = derivable
                .iter()
                .filter(|(v, _)| *v == value)
                .flat_map(|(_, p)| p.iter().cloned());
            completions.push(self.tag(*dim).implies(Formula::or(premises.chain(below))));
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

    /// Whether it counts against a caller who left the value out: a definition does, a shared law only where all its facts are given.
    pub(super) fn is_asked(&self, situation: &Situation) -> bool {
        self.defines || self.facts.iter().all(|f| situation.get(*f).is_some())
    }
}

/// Draws the consequences that are plain: a law of which one literal is left makes that literal known.
fn consequences(mut partial: Partial, laws: &mut Vec<Formula>) -> Partial {
    loop {
        let mut learned = false;
        for law in laws.iter() {
            let literals: Vec<&Formula> = match law {
                Formula::And(parts) => parts.as_slice().iter().collect(),
                other => vec![other],
            };
            for literal in literals {
                if let Formula::Lit(dim, set) = literal {
                    partial.narrow(*dim, set.clone());
                    learned = true;
                }
            }
        }
        if !learned {
            return partial;
        }
        *laws = laws
            .iter()
            .map(|l| l.restrict(&partial))
            .filter(|l| *l != Formula::True)
            .collect();
    }
}

impl Known {
    /// Whether a formula holds whatever the unknown facts are, in none of the cases, or in some.
    #[must_use]
    pub fn truth(&self, world: &World, formula: &Formula) -> Truth {
        decide(
            &world.space,
            formula,
            &self.laws,
            &self.partial,
            &mut Budget::steps(STEPS),
        )
    }
}
