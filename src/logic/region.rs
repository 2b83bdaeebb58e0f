//! Tells whether any situation meets a condition within the constraints, and describes those that do.
//!
//! A diagram first, as it describes best; where it costs too much, questions to the solver; where these do, a bounded
//! answer that says so.

use super::budget::{Budget, Spent};
use super::cover::{Cover, Extent};
use super::cube_search::CubeSearch;
use super::diagram::Diagram;
use super::forget::forget;
use super::formula::Formula;
use super::order::force_order;
use super::partial::{Assignment, Partial};
use super::simplest::SimpleCase;
use super::slice::{WIDEST, connected};
use super::space::{DimId, Space};
use std::collections::BTreeSet;

/// What a question may cost, in steps, and how much is described.
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
    /// Cubes, and simplest cases.
    pub described: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            forget: 20_000,
            diagram: 100_000,
            search: 20_000_000,
            together: 40_000_000,
            described: 20,
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
pub enum Finding {
    /// No situation: proved. So it is where the constraints contradict each other.
    Empty,
    /// There are situations.
    Some(Description),
    /// The limits were reached before it was known whether there are any.
    Inconclusive {
        /// The limits that were reached.
        limits: Limits,
        /// What was proved nevertheless.
        still_true: StillTrue,
    },
}

/// What is known of a region after the budget was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StillTrue {
    /// Nothing.
    Nothing,
    /// It has no situation with at most so many dimensions off their default.
    NoneWithPresentUpTo(usize),
}

/// Which engine found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The diagram: the description is as asked for.
    Diagram,
    /// The solver: the witness is minimal only as far as the budget went, and there are no simplest cases.
    Search,
}

/// What a region looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// A simple situation of it.
    pub witness: Assignment,
    /// Maximal cubes, none superfluous.
    pub cover: Cover,
    /// Minimal sets of present dimensions with their conditions.
    pub simplest: Vec<SimpleCase>,
    /// Whether there are more of these.
    pub simplest_extent: Extent,
    /// Which engine found it.
    pub engine: Engine,
}

/// Looks for the situations of `space` that meet `region` and all `constraints`.
///
/// Constraints that share no dimension with the region, directly or through others, do not take part in the description;
/// but every witness meets all constraints.
pub fn find_region(space: &Space, region: &Formula, constraints: &[Formula], limits: Limits) -> Finding {
    find_counted(space, region, constraints, limits).0
}

/// The same, with the steps that the solver took.
pub(super) fn find_counted(space: &Space, region: &Formula, constraints: &[Formula], limits: Limits) -> (Finding, u64) {
    let mut budget = Budget::steps(limits.search.saturating_mul(SHARES));
    let finding = find_within(space, region, constraints, limits, &mut budget);
    (finding, limits.search.saturating_mul(SHARES) - budget.left())
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

fn find_within(
    space: &Space,
    region: &Formula,
    constraints: &[Formula],
    limits: Limits,
    budget: &mut Budget,
) -> Finding {
    let relevant = connected(region.dims(), constraints);
    let forgotten = forget(
        space,
        &relevant,
        &region.dims(),
        WIDEST,
        &mut Budget::steps(limits.forget),
    );
    let narrowed: Vec<&Formula> = match &forgotten {
        Ok(formulas) => formulas.iter().collect(),
        Err(Spent) => relevant.clone(),
    };
    match by_diagram(space, region, &narrowed, limits) {
        Ok(finding) => completed(
            space,
            constraints,
            mentioned(region, &narrowed),
            finding,
            limits,
            budget,
        ),
        Err(Spent) => {
            let finding = by_search(space, region, &relevant, limits, budget);
            completed(
                space,
                constraints,
                mentioned(region, &relevant),
                finding,
                limits,
                budget,
            )
        }
    }
}

fn mentioned(region: &Formula, constraints: &[&Formula]) -> BTreeSet<DimId> {
    constraints
        .iter()
        .copied()
        .chain([region])
        .flat_map(Formula::dims)
        .collect()
}

fn by_diagram(space: &Space, region: &Formula, constraints: &[&Formula], limits: Limits) -> Result<Finding, Spent> {
    let order = force_order(constraints.iter().copied().chain([region]));
    let mut diagram = Diagram::new(space, &order, Budget::steps(limits.diagram));
    let domain = diagram.all_of(constraints.iter().copied())?;
    let place = diagram.formula(region)?;
    let place = diagram.and(place, domain)?;
    let Some(witness) = diagram.pick(space, place) else {
        return Ok(Finding::Empty);
    };
    let cover = diagram.primes(space, place, domain, limits.described)?;
    let (simplest, simplest_extent) = diagram.simplest(space, place, domain, limits.described, limits.described)?;
    Ok(Finding::Some(Description {
        witness,
        cover,
        simplest,
        simplest_extent,
        engine: Engine::Diagram,
    }))
}

/// Makes the witnesses of a description meet all constraints, by the dimensions that were not `kept` in it.
fn completed(
    space: &Space,
    constraints: &[Formula],
    kept: BTreeSet<DimId>,
    finding: Finding,
    limits: Limits,
    budget: &mut Budget,
) -> Finding {
    with_share(budget, limits.search, |budget| {
        complete(space, constraints, &kept, finding, limits, budget)
    })
}

fn complete(
    space: &Space,
    constraints: &[Formula],
    kept: &BTreeSet<DimId>,
    finding: Finding,
    limits: Limits,
    budget: &mut Budget,
) -> Finding {
    let Finding::Some(mut description) = finding else {
        return finding;
    };
    let mut search = None;
    let cases = description.simplest.iter_mut().map(|case| &mut case.witness);
    for witness in cases.chain([&mut description.witness]) {
        if constraints.iter().all(|constraint| constraint.eval(witness)) {
            continue;
        }
        let all = || CubeSearch::new(space, &Formula::True, &constraints.iter().collect::<Vec<_>>());
        let known = kept
            .iter()
            .map(|&dim| (dim, space.single(dim, witness.class(dim))))
            .collect();
        match search.get_or_insert_with(all).witness(&known, budget) {
            Ok(Some(whole)) => *witness = whole,
            // What was left out can only fail by itself: the constraints contradict each other.
            Ok(None) => return Finding::Empty,
            Err(Spent) => {
                return Finding::Inconclusive {
                    limits,
                    still_true: StillTrue::Nothing,
                };
            }
        }
    }
    Finding::Some(description)
}

fn by_search(
    space: &Space,
    region: &Formula,
    constraints: &[&Formula],
    limits: Limits,
    budget: &mut Budget,
) -> Finding {
    let mut search = CubeSearch::new(space, region, constraints);
    let found = with_share(budget, limits.search, |budget| {
        let found = search.witness(&Partial::new(), budget);
        (found, budget.left())
    });
    let (found, left) = found;
    let witness = match found {
        Ok(None) => return Finding::Empty,
        Ok(Some(witness)) => witness,
        Err(Spent) => match with_share(budget, limits.search, |b| search.smallest(MOST_PRESENT, b)) {
            Ok(witness) => witness,
            Err(0) => {
                return Finding::Inconclusive {
                    limits,
                    still_true: StillTrue::Nothing,
                };
            }
            Err(sizes) => {
                return Finding::Inconclusive {
                    limits,
                    still_true: StillTrue::NoneWithPresentUpTo(sizes - 1),
                };
            }
        },
    };
    let cover = match limits.described {
        0 => Cover {
            cubes: Vec::new(),
            extent: Extent::Part,
        },
        most => with_share(budget, left, |budget| search.cover(most, budget)),
    };
    Finding::Some(Description {
        witness,
        cover,
        simplest: Vec::new(),
        simplest_extent: Extent::Part,
        engine: Engine::Search,
    })
}

/// How many sizes of present sets are tried when nothing else is known: 0, 1, 2 and 3 present.
const MOST_PRESENT: usize = 4;
