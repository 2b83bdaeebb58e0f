//! Cases of which everything is given: one situation is all that they can be, and nothing is left to reason about.

use super::layout::{FactDims, World};
use crate::logic::{Assignment, DimId, Formula};
use crate::model::{Given, Situation};

/// The one situation that a case can be.
#[derive(Debug, Clone)]
pub struct Whole {
    /// A class for every dimension.
    pub classes: Assignment,
    /// The values of sets that are present, implied ones too; one may be named twice.
    pub present: Vec<DimId>,
}

/// For each value of a set, the dimensions of what it implies, itself first.
pub(super) type Implied = Vec<Box<[DimId]>>;

impl World {
    /// The one situation that a case can be: every fact is given, no constraint is broken, and no value that the caller left out follows.
    /// `None` where there is more to it; then [`know`](World::know) says what is known.
    #[must_use]
    pub fn only_situation(&self, situation: &Situation) -> Option<Whole> {
        if situation.facts.len() != self.facts.len() || !self.pending.is_empty() {
            return None;
        }
        let mut whole = Whole {
            classes: Assignment::new(vec![0; self.space.len()]),
            present: Vec::new(),
        };
        for ((fact, given), implied) in situation.facts.iter().zip(&self.implied) {
            match (given, self.dims(*fact)?) {
                (Given::Bool(yes), FactDims::Bool(dim)) => whole.classes.set(*dim, u32::from(*yes)),
                (Given::One(value), FactDims::One(dim)) => whole.classes.set(*dim, value.0),
                (Given::Int(n), FactDims::Int { dim, starts, .. }) => {
                    whole.classes.set(*dim, World::interval(starts, *n));
                }
                (Given::Set(values), FactDims::Tags(_)) => {
                    for value in values {
                        for dim in implied.get(value.index())? {
                            whole.classes.set(*dim, 1);
                            whole.present.push(*dim);
                        }
                    }
                }
                _ => return None,
            }
        }
        let met = |(law, guard): (&Formula, &Option<(DimId, crate::logic::ClassSet)>)| {
            let guarded = guard
                .as_ref()
                .is_some_and(|(dim, set)| set.contains(whole.classes.class(*dim)));
            guarded || law.eval(&whole.classes)
        };
        let lawful = self.constraints.iter().zip(&self.guards).all(met);
        (lawful && !self.may_follow(&whole.classes)).then_some(whole)
    }

    /// Whether a value that was left out might follow all the same. That no constraint is broken excludes it where the premise is certain;
    /// a premise that rests on other values of this kind may hold in one way of completing what is given and not in another.
    fn may_follow(&self, classes: &Assignment) -> bool {
        let left_out = |dim: DimId| classes.class(dim) == 0;
        let leaf = |part: &Formula| match part {
            Formula::Lit(dim, _) if self.derivable.contains(dim) && left_out(*dim) => None,
            Formula::Lit(dim, set) => Some(set.contains(classes.class(*dim))),
            other => Some(*other == Formula::True),
        };
        let joined = |all: bool, parts: &[Option<bool>]| match parts.contains(&Some(!all)) {
            true => Some(!all),
            false if parts.contains(&None) => None,
            false => Some(all),
        };
        let negated = |value: Option<bool>| value.map(|v| !v);
        self.resting
            .iter()
            .filter(|(dim, _)| left_out(*dim))
            .any(|(_, premise)| premise.summed_up(leaf, joined, negated) != Some(false))
    }
}
