//! Names the constraints that contradict each other or what is known.

use super::budget::Budget;
use super::class_set::ClassSet;
use super::formula::Formula;
use super::partial::Partial;
use super::solve::{Outcome, Solver};
use super::space::{DimId, Space};

/// Which constraints conflict, by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Core {
    /// They do not conflict.
    Consistent,
    /// These conflict, and no fewer of them do.
    Minimal(Vec<usize>),
    /// These conflict; the budget was spent before it was known whether all are needed.
    Reduced(Vec<usize>),
    /// The budget was spent; nothing is known.
    Exhausted,
}

/// Finds a minimal conflict among `constraints` given `known`: leaves out one after another while the rest conflicts.
pub fn core(space: &Space, constraints: &[Formula], known: &Partial, budget: &mut Budget) -> Core {
    let mut search = Search::new(space, constraints, known);
    let all: Vec<usize> = (0..constraints.len()).collect();
    let mut kept = match search.conflict(&all, budget) {
        Ok(Some(conflict)) => conflict,
        Ok(None) => return Core::Consistent,
        Err(()) => return Core::Exhausted,
    };
    let mut complete = true;
    let mut next = 0;
    while let Some(&candidate) = kept.get(next) {
        let without: Vec<usize> = kept.iter().copied().filter(|&index| index != candidate).collect();
        match search.conflict(&without, budget) {
            // Those already found necessary are in every conflict among `kept`, and stay in front.
            Ok(Some(conflict)) => kept = conflict,
            Ok(None) => next += 1,
            Err(()) => {
                complete = false;
                next += 1;
            }
        }
    }
    if complete {
        Core::Minimal(kept)
    } else {
        Core::Reduced(kept)
    }
}

struct Search<'a> {
    solver: Solver,
    switches: Vec<DimId>,
    known: &'a Partial,
}

impl<'a> Search<'a> {
    fn new(space: &Space, constraints: &[Formula], known: &'a Partial) -> Self {
        let mut solver = Solver::new(space);
        let switches = constraints
            .iter()
            .map(|constraint| solver.add_switched(constraint))
            .collect();
        Self {
            solver,
            switches,
            known,
        }
    }

    /// Some of the `chosen` constraints that conflict, in ascending order; `None` if they do not.
    fn conflict(&mut self, chosen: &[usize], budget: &mut Budget) -> Result<Option<Vec<usize>>, ()> {
        let mut assumed = self.known.clone();
        for &switch in chosen.iter().filter_map(|&index| self.switches.get(index)) {
            assumed.narrow(switch, ClassSet::single(2, 1));
        }
        match self.solver.solve(&assumed, budget) {
            Outcome::Model(_) => Ok(None),
            Outcome::Exhausted => Err(()),
            Outcome::Unsat => {
                let failed = self.solver.failed();
                let needed = |index: &usize| self.switches.get(*index).is_some_and(|switch| failed.contains(switch));
                Ok(Some(chosen.iter().copied().filter(needed).collect()))
            }
        }
    }
}
