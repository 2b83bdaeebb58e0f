//! What a situation makes known, with everything that follows from it under the constraints.

use super::STEPS;
use super::layout::{FactDims, World};
use crate::logic::{Budget, Core, Formula, Partial, Truth, core, decide};
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
        let mut completions = Vec::new();
        for (fact, given) in &situation.facts {
            self.give(model, *fact, given, &mut partial, &mut completions);
        }
        self.settle(partial, completions)
    }

    /// Leaves out constraints that contradict what is given, until the rest can hold; then draws the plain consequences.
    fn settle(&self, partial: Partial, completions: Vec<Formula>) -> Known {
        let open = |formula: &Formula| Some(formula.restrict(&partial)).filter(|f| *f != Formula::True);
        let fixed: Vec<Formula> = self.structure.iter().chain(&completions).filter_map(open).collect();
        let mut declared: Vec<(usize, Formula)> = self.constraints.iter().enumerate().filter_map(|(i, c)| Some((i, open(c)?))).collect();
        let mut contradicted: Vec<usize> = Vec::new();
        loop {
            let mut laws: Vec<Formula> = declared.iter().map(|(_, f)| f.clone()).chain(fixed.iter().cloned()).collect();
            let conflict = match core(&self.space, &laws, &partial, &mut Budget::steps(STEPS * 10)) {
                Core::Minimal(list) | Core::Reduced(list) => list,
                Core::Consistent | Core::Exhausted => return Known { partial: consequences(partial, &mut laws), laws, contradicted },
            };
            // The constraint declared last is the most particular: a plan's own before the shared vocabulary's.
            match conflict.iter().rev().find(|i| **i < declared.len()) {
                Some(at) => contradicted.push(declared.remove(*at).0),
                None => return Known { partial, laws, contradicted },
            }
        }
    }

    fn give(&self, model: &Model, fact: FactId, given: &Given, partial: &mut Partial, completions: &mut Vec<Formula>) {
        match (given, self.dims(fact)) {
            (Given::Bool(yes), Some(FactDims::Bool(dim))) => partial.narrow(*dim, self.space.single(*dim, u32::from(*yes))),
            (Given::One(value), Some(FactDims::One(dim))) => partial.narrow(*dim, self.space.single(*dim, value.0)),
            (Given::Int(n), Some(FactDims::Int { dim, starts, .. })) => partial.narrow(*dim, self.space.single(*dim, World::interval(starts, *n))),
            (Given::Set(values), Some(FactDims::Tags(tags))) => {
                let known = model.fact(fact);
                let mut present = vec![false; tags.len()];
                for value in values.iter().flat_map(|v| known.ancestors(*v)) {
                    if let Some(slot) = present.get_mut(value.index()) {
                        *slot = true;
                    }
                }
                for (index, (dim, here)) in tags.iter().zip(&present).enumerate() {
                    let value = ValueId::from_index(index);
                    if *here {
                        partial.narrow(*dim, self.space.single(*dim, 1));
                    } else if self.may_follow(known, fact, value) {
                        completions.push(self.follows_only(known, fact, value, tags));
                    } else {
                        partial.narrow(*dim, self.space.single(*dim, 0));
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a value that is not given may still follow from a constraint.
    fn may_follow(&self, fact: &crate::model::Fact, id: FactId, value: ValueId) -> bool {
        self.derived.keys().any(|(f, v)| *f == id && fact.ancestors(*v).contains(&value))
    }

    /// The value holds only where a constraint or a value below it brings it in: a given set is complete otherwise.
    fn follows_only(&self, fact: &crate::model::Fact, id: FactId, value: ValueId, tags: &[crate::logic::DimId]) -> Formula {
        let mut reasons: Vec<Formula> = self.derived.get(&(id, value)).cloned().unwrap_or_default();
        for (index, below) in fact.values.iter().enumerate() {
            if below.parents.contains(&value)
                && let Some(dim) = tags.get(index)
            {
                reasons.push(self.tag(*dim));
            }
        }
        tags.get(value.index()).map_or(Formula::True, |dim| self.tag(*dim).implies(Formula::or(reasons)))
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
        *laws = laws.iter().map(|l| l.restrict(&partial)).filter(|l| *l != Formula::True).collect();
    }
}

impl Known {
    /// Whether a formula holds whatever the unknown facts are, in none of the cases, or in some.
    #[must_use]
    pub fn truth(&self, world: &World, formula: &Formula) -> Truth {
        decide(&world.space, formula, &self.laws, &self.partial, &mut Budget::steps(STEPS))
    }
}
