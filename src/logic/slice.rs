//! Cuts the constraints down to what a topic can feel: those connected with its dimensions, without the rest of theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::budget::{Budget, Spent};
use super::clause::{Clause, clauses_of};
use super::forget::resolve_away;
use super::formula::Formula;
use super::space::{DimId, Space};

/// Constraints in groups that share no dimension; made once, asked for every topic.
#[derive(Clone, Debug)]
pub struct Slicer<'a> {
    constraints: Vec<(&'a Formula, Group)>,
    group_of: BTreeMap<DimId, Group>,
}

/// Constraints that share dimensions, directly or through others; `None` for those that mention nothing: a false one must not get
/// lost.
type Group = Option<u32>;

impl<'a> Slicer<'a> {
    /// Reads the constraints.
    pub fn new(constraints: impl IntoIterator<Item = &'a Formula>) -> Self {
        let constraints: Vec<(&Formula, BTreeSet<DimId>)> = constraints.into_iter().map(|c| (c, c.dims())).collect();
        let group_of = groups(constraints.iter().map(|(_, dims)| dims));
        let group = |dims: &BTreeSet<DimId>| dims.first().and_then(|dim| group_of.get(dim)).copied().flatten();
        Self {
            constraints: constraints.into_iter().map(|(c, dims)| (c, group(&dims))).collect(),
            group_of,
        }
    }

    /// The constraints that share a dimension with `dims`, directly or through others, in their order.
    ///
    /// Leaving out the others is exact as long as they do not contradict each other.
    pub fn connected(&self, dims: impl IntoIterator<Item = DimId>) -> Vec<&'a Formula> {
        let groups = self.groups(dims);
        let reached = self.constraints.iter().filter(|(_, group)| groups.contains(group));
        reached.map(|(constraint, _)| *constraint).collect()
    }

    /// The groups of these dimensions, and that of the constraints that mention nothing.
    fn groups(&self, dims: impl IntoIterator<Item = DimId>) -> BTreeSet<Group> {
        let of = |dim| self.group_of.get(&dim).copied();
        dims.into_iter().filter_map(of).chain([None]).collect()
    }
}

/// Numbers the groups of dimensions that occur together, directly or through others.
fn groups<'d>(together: impl Iterator<Item = &'d BTreeSet<DimId>> + Clone) -> BTreeMap<DimId, Group> {
    let dims: BTreeSet<DimId> = together.clone().flatten().copied().collect();
    let place: BTreeMap<DimId, u32> = dims.into_iter().zip(0..).collect();
    let mut above: Vec<u32> = (0u32..).take(place.len()).collect();
    for together in together {
        let mut places = together.iter().filter_map(|dim| place.get(dim));
        let Some(first) = places.next() else { continue };
        for other in places {
            let (one, other) = (top(&mut above, *first), top(&mut above, *other));
            if let Some(slot) = above.get_mut(one.max(other) as usize) {
                *slot = one.min(other);
            }
        }
    }
    place
        .into_iter()
        .map(|(dim, at)| (dim, Some(top(&mut above, at))))
        .collect()
}

/// The lowest place of a group; the way there gets shorter.
fn top(above: &mut [u32], mut at: u32) -> u32 {
    while let Some(next) = above.get(at as usize).copied().filter(|next| *next != at) {
        let further = above.get(next as usize).copied().unwrap_or(next);
        if let Some(slot) = above.get_mut(at as usize) {
            *slot = further;
        }
        at = next;
    }
    at
}

/// The constraints that share a dimension with `dims`, directly or through others: see [`Slicer::connected`].
pub fn connected(dims: impl IntoIterator<Item = DimId>, constraints: &[Formula]) -> Vec<&Formula> {
    Slicer::new(constraints).connected(dims)
}

/// How many clauses may take the place of those of a dimension that is forgotten.
pub(super) const WIDEST: usize = 64;

/// Constraints as clauses, cut down again and again.
#[derive(Clone, Debug)]
pub(super) struct Laws<'a> {
    slicer: Slicer<'a>,
    clauses: Vec<(Clause, Group)>,
}

/// Constraints that were cut down to some dimensions, to be cut down further.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    keep: BTreeSet<DimId>,
    clauses: Vec<(Clause, Group)>,
}

impl<'a> Laws<'a> {
    pub(super) fn new(space: &Space, constraints: &'a [Formula]) -> Self {
        let slicer = Slicer::new(constraints);
        let mut fresh = (space.len() as u32..).map(DimId);
        let mut clauses = Vec::new();
        for (constraint, group) in &slicer.constraints {
            let own = clauses_of(constraint, || fresh.next().unwrap_or(DimId(u32::MAX)));
            clauses.extend(own.into_iter().map(|clause| (clause, *group)));
        }
        Self { slicer, clauses }
    }

    /// The constraints connected with `keep`, without all that they mention besides: exact. Where the budget does not allow that,
    /// they are still right as they are: see [`Laws::connected`].
    pub(super) fn cut_down(
        &self,
        space: &Space,
        narrowed: Option<&Narrowed>,
        keep: &BTreeSet<DimId>,
        budget: &mut Budget,
    ) -> Result<Vec<Clause>, Spent> {
        let groups = self.slicer.groups(keep.iter().copied());
        let source = match narrowed {
            Some(narrowed) if keep.is_subset(&narrowed.keep) => &narrowed.clauses,
            _ => &self.clauses,
        };
        let reached = source.iter().filter(|(_, group)| groups.contains(group));
        resolve_away(space, reached.map(|(clause, _)| clause), keep, WIDEST, budget)
    }

    /// The constraints cut down to `keep`, to be cut down further.
    pub(super) fn narrowed(
        &self,
        space: &Space,
        keep: BTreeSet<DimId>,
        budget: &mut Budget,
    ) -> Result<Narrowed, Spent> {
        let clauses = self.cut_down(space, None, &keep, budget)?;
        let group = |clause: &Clause| {
            let known = clause.first().and_then(|l| self.slicer.group_of.get(&l.dim));
            known.copied().flatten()
        };
        let clauses = clauses.into_iter().map(|clause| {
            let group = group(&clause);
            (clause, group)
        });
        Ok(Narrowed {
            clauses: clauses.collect(),
            keep,
        })
    }

    /// All of them.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().map(|(clause, _)| clause)
    }

    pub(super) fn connected(&self, keep: &BTreeSet<DimId>) -> Vec<&'a Formula> {
        self.slicer.connected(keep.iter().copied())
    }
}
