//! Tells whether any situation meets a condition within the constraints, by questions to the solver alone: the way out where diagrams cost
//! too much. A bounded answer says so.

use super::budget::{Budget, Spent};
use super::formula::Formula;
use super::partial::{Assignment, Partial};
use super::slice::connected;
use super::space::{DimId, Space};
use super::witness_search::WitnessSearch;
use std::collections::BTreeSet;

/// What a question may cost, in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Resolution steps to forget what the question does not mention.
    pub forget: u64,
    /// Node pairs of the diagram.
    pub diagram: u64,
    /// Propagations of the solver.
    pub search: u64,
    /// Steps of either kind that the questions of one topic may cost together; then the rest of them are left open.
    pub together: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            forget: 20_000,
            diagram: 100_000,
            search: 20_000_000,
            together: 40_000_000,
        }
    }
}

impl Limits {
    /// The same for each question, however many there are.
    #[must_use]
    pub fn unshared(self) -> Self {
        Self {
            together: u64::MAX,
            ..self
        }
    }
}

/// The answer about a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No situation: proved. So it is where the constraints contradict each other.
    Nothing,
    /// A simple situation of it, as far as the budget went.
    Situation(Assignment),
    /// The limits were reached before it was known whether there are any.
    Open(StillTrue),
}

/// What is known of a region after the budget was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StillTrue {
    /// Nothing.
    Nothing,
    /// It has no situation with at most so many dimensions off their default.
    NoneWithPresentUpTo(usize),
}

/// Looks for a situation of `space` that meets `region` and all `constraints`, and counts the steps that the solver took.
pub(super) fn find(space: &Space, region: &Formula, constraints: &[Formula], search: u64) -> (Found, u64) {
    let mut budget = Budget::steps(search.saturating_mul(SHARES));
    // Constraints that share no dimension with the region, directly or through others, cannot rule it out unless they contradict each other.
    let relevant = connected(region.dims(), constraints);
    let found = match within(space, region, &relevant, search, &mut budget) {
        Found::Situation(situation) => {
            let mentioned = relevant
                .iter()
                .copied()
                .chain([region])
                .flat_map(Formula::dims)
                .collect();
            completed(space, constraints, &mentioned, situation, search, &mut budget)
        }
        other => other,
    };
    (found, search.saturating_mul(SHARES) - budget.left())
}

/// The solver may be asked for a situation, then for a small one, then to complete it; each may take the limit.
const SHARES: u64 = 3;

/// Work with a part of a budget; what is left of the part goes back.
fn with_share<T>(budget: &mut Budget, share: u64, work: impl FnOnce(&mut Budget) -> T) -> T {
    let share = share.min(budget.left());
    let mut part = Budget::steps(share);
    let done = work(&mut part);
    // Cannot fail: no more is taken than was there.
    let _ = budget.spend(share - part.left());
    done
}

fn within(space: &Space, region: &Formula, relevant: &[&Formula], limit: u64, budget: &mut Budget) -> Found {
    let mut search = WitnessSearch::new(space, region, relevant);
    match with_share(budget, limit, |b| search.witness(&Partial::new(), b)) {
        Ok(None) => Found::Nothing,
        Ok(Some(witness)) => Found::Situation(witness),
        Err(Spent) => match with_share(budget, limit, |b| search.smallest(MOST_PRESENT, b)) {
            Ok(witness) => Found::Situation(witness),
            Err(0) => Found::Open(StillTrue::Nothing),
            Err(sizes) => Found::Open(StillTrue::NoneWithPresentUpTo(sizes - 1)),
        },
    }
}

/// Makes a situation meet all constraints, by the dimensions that were not `kept` in it.
fn completed(
    space: &Space,
    constraints: &[Formula],
    kept: &BTreeSet<DimId>,
    situation: Assignment,
    limit: u64,
    budget: &mut Budget,
) -> Found {
    if constraints.iter().all(|constraint| constraint.eval(&situation)) {
        return Found::Situation(situation);
    }
    let mut search = WitnessSearch::new(space, &Formula::True, &constraints.iter().collect::<Vec<_>>());
    let single = |&dim: &DimId| (dim, space.single(dim, situation.class(dim)));
    let known = kept.iter().map(single).collect();
    match with_share(budget, limit, |b| search.witness(&known, b)) {
        Ok(Some(whole)) => Found::Situation(whole),
        // What was left out can only fail by itself: the constraints contradict each other.
        Ok(None) => Found::Nothing,
        Err(Spent) => Found::Open(StillTrue::Nothing),
    }
}

/// How many sizes of present sets are tried when nothing else is known: 0, 1, 2 and 3 present.
const MOST_PRESENT: usize = 4;
