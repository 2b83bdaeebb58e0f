//! A simple situation of a region without a diagram, by questions to the solver.

use std::collections::BTreeSet;

use super::budget::{Budget, Spent};
use super::class_set::ClassSet;
use super::formula::Formula;
use super::partial::{Assignment, Partial};
use super::solve::{Outcome, Solver};
use super::space::{DimId, Space};

/// A region within the constraints.
pub(super) struct WitnessSearch<'a> {
    space: &'a Space,
    dims: Vec<DimId>,
    inside: Solver,
}

impl<'a> WitnessSearch<'a> {
    pub(super) fn new(space: &'a Space, region: &Formula, constraints: &[&'a Formula]) -> Self {
        let mut inside = Solver::new(space);
        constraints.iter().for_each(|constraint| inside.add(constraint));
        inside.add(region);
        let dims = constraints
            .iter()
            .copied()
            .chain([region])
            .flat_map(Formula::dims)
            .collect::<BTreeSet<_>>();
        Self {
            space,
            dims: dims.into_iter().collect(),
            inside,
        }
    }

    /// A situation of the region where `known` holds, all of whose present dimensions are needed as far as the budget can
    /// tell; `None` if there is none.
    pub(super) fn witness(&mut self, known: &Partial, budget: &mut Budget) -> Result<Option<Assignment>, Spent> {
        let Some(found) = model(&mut self.inside, known, budget)? else {
            return Ok(None);
        };
        // What is left of the budget is well spent on a simpler witness, but the one found must not get lost.
        let mut for_less = Budget::steps(budget.left() / 4);
        Ok(Some(self.simplified(found, known, &mut for_less)))
    }

    /// Leaves out one present dimension after another while a situation is left.
    fn simplified(&mut self, found: Assignment, known: &Partial, budget: &mut Budget) -> Assignment {
        let mut best = found;
        let present: Vec<DimId> = best.present(self.space).collect();
        for dim in present {
            if self.space.default_class(dim) == Some(best.class(dim)) {
                continue;
            }
            let quiet =
                self.quiet_but(|other| other != dim && self.space.default_class(other) != Some(best.class(other)));
            let known = known.iter().map(|(dim, set)| (dim, set.clone())).chain(quiet).collect();
            match model(&mut self.inside, &known, budget) {
                Ok(Some(simpler)) => best = simpler,
                Ok(None) => {}
                Err(Spent) => break,
            }
        }
        best
    }

    /// Every dimension of the region at its default, but for those that may be off it.
    fn quiet_but(&self, may_be_off: impl Fn(DimId) -> bool) -> Vec<(DimId, ClassSet)> {
        let at_default = |&dim: &DimId| Some((dim, self.space.single(dim, self.space.default_class(dim)?)));
        self.dims
            .iter()
            .filter(|&&dim| !may_be_off(dim))
            .filter_map(at_default)
            .collect()
    }

    /// The first of the sizes below `sizes` with which present dimensions allow a situation, or the number of sizes that
    /// were shown to allow none before the budget was spent.
    pub(super) fn smallest(&mut self, sizes: usize, budget: &mut Budget) -> Result<Assignment, usize> {
        let tags: Vec<DimId> = self
            .dims
            .iter()
            .copied()
            .filter(|&dim| self.space.default_class(dim).is_some())
            .collect();
        for size in 0..sizes.min(tags.len() + 1) {
            let mut chosen = Some((0..size).collect::<Vec<usize>>());
            while let Some(indices) = chosen {
                let off: BTreeSet<DimId> = indices.iter().filter_map(|&index| tags.get(index)).copied().collect();
                let quiet = self.quiet_but(|dim| off.contains(&dim));
                match model(&mut self.inside, &quiet.into_iter().collect(), budget) {
                    Ok(Some(found)) => return Ok(found),
                    Ok(None) => {}
                    Err(Spent) => return Err(size),
                }
                chosen = next_choice(indices, tags.len());
            }
        }
        Err(sizes)
    }
}

fn model(solver: &mut Solver, assumed: &Partial, budget: &mut Budget) -> Result<Option<Assignment>, Spent> {
    match solver.solve(assumed, budget) {
        Outcome::Model(found) => Ok(Some(found)),
        Outcome::Unsat => Ok(None),
        Outcome::Exhausted => Err(Spent),
    }
}

/// The next choice of as many indices below `bound`, in lexicographic order.
fn next_choice(mut indices: Vec<usize>, bound: usize) -> Option<Vec<usize>> {
    let size = indices.len();
    let movable = (0..size)
        .rev()
        .find(|&at| indices.get(at).is_some_and(|&index| index + size < bound + at))?;
    let from = indices.get(movable)? + 1;
    for (slot, value) in indices.iter_mut().skip(movable).zip(from..) {
        *slot = value;
    }
    Some(indices)
}
