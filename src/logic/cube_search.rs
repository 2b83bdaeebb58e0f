//! Describes a region by cubes without a diagram, by questions to the solver: the way out where diagrams blow up.
//!
//! A situation of the region is cut down to those of its facts that keep it inside (a failed assumption set), and each is
//! widened as far as the constraints and the region let it.

use std::collections::BTreeSet;

use super::budget::{Budget, Spent};
use super::class_set::ClassSet;
use super::cover::{Cover, Extent};
use super::cube::Cube;
use super::formula::Formula;
use super::partial::{Assignment, Partial};
use super::solve::{Outcome, Solver};
use super::space::{DimId, Space};

/// The two sides of a region within the constraints.
pub(super) struct CubeSearch<'a> {
    space: &'a Space,
    dims: Vec<DimId>,
    inside: Solver,
    /// Made when it is first needed: to find a situation, one side is enough.
    outside: Option<Solver>,
    region: Formula,
    constraints: Vec<&'a Formula>,
}

impl<'a> CubeSearch<'a> {
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
            outside: None,
            region: region.clone(),
            constraints: constraints.to_vec(),
        }
    }

    /// Within the constraints, where the region is not.
    fn outside(&mut self) -> &mut Solver {
        self.outside.get_or_insert_with(|| {
            let mut outside = Solver::new(self.space);
            self.constraints.iter().for_each(|constraint| outside.add(constraint));
            outside.add(&!self.region.clone());
            outside
        })
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

    /// Adds maximal cubes until the region is covered, there are `limit`, or the budget is spent.
    pub(super) fn cover(mut self, limit: usize, budget: &mut Budget) -> Cover {
        let mut checker = self.inside.clone();
        let mut cubes = Vec::new();
        let mut extent = Extent::Part;
        while cubes.len() < limit {
            match self.next_cube(budget) {
                Ok(Some(cube)) => cubes.push(cube),
                Ok(None) => {
                    extent = Extent::Whole;
                    break;
                }
                Err(Spent) => break,
            }
        }
        let mut cubes = self.without_superfluous(&mut checker, cubes, budget);
        cubes.sort_by_cached_key(|cube| (cube.length(self.space), cube.clone()));
        Cover { cubes, extent }
    }

    fn next_cube(&mut self, budget: &mut Budget) -> Result<Option<Cube>, Spent> {
        let Some(seed) = model(&mut self.inside, &Partial::new(), budget)? else {
            return Ok(None);
        };
        let mut cube: Vec<(DimId, ClassSet)> = self
            .dims
            .iter()
            .map(|&dim| (dim, self.space.single(dim, seed.class(dim))))
            .collect();
        self.reduce(&mut cube, budget)?;
        let mut next = 0;
        while let Some((dim, set)) = cube.get(next).cloned() {
            let mut wider: Vec<_> = cube.iter().filter(|(other, _)| *other != dim).cloned().collect();
            if self.reduce(&mut wider, budget)? {
                cube = wider;
                continue;
            }
            let set = self.widened(&wider, dim, set, budget)?;
            if let Some(slot) = cube.get_mut(next) {
                slot.1 = set;
            }
            next += 1;
        }
        let cube = Cube::new(cube);
        self.inside.add(&!cube.formula());
        Ok(Some(cube))
    }

    /// Tells whether the cube lies within the region, and leaves of it what is needed for that.
    fn reduce(&mut self, cube: &mut Vec<(DimId, ClassSet)>, budget: &mut Budget) -> Result<bool, Spent> {
        if model(self.outside(), &cube.iter().cloned().collect(), budget)?.is_some() {
            return Ok(false);
        }
        let failed = self.outside().failed();
        cube.retain(|(dim, _)| failed.contains(dim));
        Ok(true)
    }

    fn widened(
        &mut self,
        others: &[(DimId, ClassSet)],
        dim: DimId,
        set: ClassSet,
        budget: &mut Budget,
    ) -> Result<ClassSet, Spent> {
        let mut widest = set;
        for class in widest.complement().iter() {
            let cell = others
                .iter()
                .cloned()
                .chain([(dim, self.space.single(dim, class))])
                .collect();
            if model(self.outside(), &cell, budget)?.is_none() {
                widest.insert(class);
            }
        }
        Ok(widest)
    }

    /// Leaves out, the longest first, each cube whose part of the region the others cover; all stay once the budget is spent.
    fn without_superfluous(&self, checker: &mut Solver, mut cubes: Vec<Cube>, budget: &mut Budget) -> Vec<Cube> {
        cubes.sort_by_cached_key(|cube| (std::cmp::Reverse(cube.length(self.space)), cube.clone()));
        let switches: Vec<DimId> = cubes
            .iter()
            .map(|cube| checker.add_switched(&!cube.formula()))
            .collect();
        let mut dropped = BTreeSet::new();
        for (cube, &own) in cubes.iter().zip(&switches) {
            let mut assumed: Partial = cube.parts().iter().cloned().collect();
            for &other in switches
                .iter()
                .filter(|&&other| other != own && !dropped.contains(&other))
            {
                assumed.narrow(other, ClassSet::single(2, 1));
            }
            if let Ok(None) = model(checker, &assumed, budget) {
                dropped.insert(own);
            }
        }
        cubes
            .into_iter()
            .zip(switches)
            .filter(|(_, switch)| !dropped.contains(switch))
            .map(|(cube, _)| cube)
            .collect()
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
