//! Cases of which everything is given: one situation is all that they can be, and nothing is left to reason about.

use super::layout::{FactDims, World};
use crate::logic::{Assignment, DimId, Formula};
use crate::model::{FactId, Told, ValueId};

/// The one situation that a case can be. May be filled again and again.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// A class for every dimension.
    pub classes: Assignment,
    /// The dimensions that are not in their first class, each once.
    pub turned: Vec<DimId>,
}

impl Whole {
    fn put(&mut self, dim: DimId, class: u32) {
        // What several values imply is put once.
        if class != self.classes.class(dim) {
            self.classes.set(dim, class);
            self.turned.push(dim);
        }
    }
}

/// For each value of a set, the dimensions of what it implies, itself first.
pub(super) type Implied = Vec<Box<[DimId]>>;

impl World {
    /// Fills in the one situation that a case can be, where every fact is told (once each) and no value that the caller left out may follow.
    /// Constraints that what is told breaks are set aside, as [`know`](World::know) does. `None` where there is more to it; then [`know`](World::know) says what is known.
    pub fn only_situation<V: Iterator<Item = ValueId>>(
        &self,
        told: impl Iterator<Item = (FactId, Told<V>)>,
        whole: &mut Whole,
    ) -> Option<()> {
        if !self.pending.is_empty() {
            return None;
        }
        whole.classes.clear(self.space.len());
        whole.turned.clear();
        let mut facts = 0;
        for (fact, told) in told {
            self.place(fact, told, whole)?;
            facts += 1;
        }
        (facts == self.facts.len() && !self.may_follow(&whole.classes)).then_some(())
    }

    fn place(&self, fact: FactId, told: Told<impl Iterator<Item = ValueId>>, whole: &mut Whole) -> Option<()> {
        match (told, self.dims(fact)?) {
            (Told::Bool(yes), FactDims::Bool(dim)) => whole.put(*dim, u32::from(yes)),
            (Told::One(value), FactDims::One(dim)) => whole.put(*dim, value.0),
            (Told::Int(n), FactDims::Int { dim, starts, .. }) => whole.put(*dim, World::interval(starts, n)),
            (Told::Set(values), FactDims::Tags(_)) => {
                let implied = self.implied.get(fact.index())?;
                for value in values {
                    implied.get(value.index())?.iter().for_each(|dim| whole.put(*dim, 1));
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether a value that was left out might follow all the same: by a constraint that does not hold without it, or by a premise that
    /// rests on other values of this kind, and so may hold in one way of completing what is given and not in another.
    fn may_follow(&self, classes: &Assignment) -> bool {
        let holds = |at: &usize| self.constraints.get(*at).is_none_or(|law| law.eval(classes));
        if !self.deriving.iter().all(holds) {
            return true;
        }
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
        let mut resting = self.resting.iter().filter(|(dim, _)| left_out(*dim));
        resting.any(|(_, premise)| premise.summed_up(leaf, joined, negated) != Some(false))
    }
}
