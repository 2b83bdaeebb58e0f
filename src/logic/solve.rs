//! Exact satisfiability over finite domains: conflict-driven clause learning on clauses of `dimension in classes`.
//!
//! Incremental by assumptions, deterministic, without recursion. A question that costs more than its budget is left open.
#![allow(
    clippy::indexing_slicing,
    reason = "dimensions and clauses are handed out by this solver"
)]

use super::agenda::Agenda;
use super::budget::{Budget, Spent};
use super::class_set::ClassSet;
use super::clause::{Clause, Literal, clauses_of};
use super::conflict::Resolvent;
use super::formula::Formula;
use super::partial::{Assignment, Partial};
use super::space::{Dim, DimId, Space};
use super::trail::{Reason, Trail};

const RESTART_UNIT: u64 = 64;
const LEARNED_AT_FIRST: usize = 1_000;

/// The answer to a question of satisfiability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A situation that meets all formulas and assumptions.
    Model(Assignment),
    /// There is none.
    Unsat,
    /// The budget was spent; nothing is known.
    Exhausted,
}

/// Formulas that must all hold, and the search for a situation where they do.
#[derive(Clone, Debug)]
pub struct Solver {
    visible: usize,
    trail: Trail,
    agenda: Agenda,
    resolvent: Resolvent,
    /// The class to try first: the default, later the one that was tried last.
    phase: Vec<u32>,
    clauses: Vec<Clause>,
    /// Which of the clauses were learned.
    learnt: Vec<bool>,
    watches: Vec<Vec<usize>>,
    contradictory: bool,
    /// What was assumed last: what the next question assumes alike need not be followed again.
    assumed: Vec<Literal>,
    failed: Vec<DimId>,
    learned: usize,
    learned_limit: usize,
}

enum Step {
    Decided,
    Complete(Assignment),
    Refuted,
}

impl Solver {
    /// A solver for the situations of `space`, all of which are possible at first.
    pub fn new(space: &Space) -> Self {
        let mut solver = Self {
            visible: space.len(),
            trail: Trail::default(),
            agenda: Agenda::new(),
            resolvent: Resolvent::default(),
            phase: Vec::new(),
            clauses: Vec::new(),
            learnt: Vec::new(),
            watches: Vec::new(),
            contradictory: false,
            assumed: Vec::new(),
            failed: Vec::new(),
            learned: 0,
            learned_limit: LEARNED_AT_FIRST,
        };
        for (_, dim) in space.iter() {
            solver.grow(dim);
        }
        solver
    }

    /// A solver for the situations of `space` that meet `known`.
    pub fn within(space: &Space, known: &Partial) -> Self {
        let mut solver = Self::new(space);
        for (dim, set) in known.iter().filter(|(dim, _)| dim.index() < solver.visible) {
            solver.contradictory |= set.is_empty();
            solver.trail.narrow(dim, set, Reason::Decision);
        }
        solver
    }

    /// Requires `formula` from now on.
    pub fn add(&mut self, formula: &Formula) {
        self.back_to(0);
        for clause in clauses_of(formula, || self.grow(Dim::TAG)) {
            self.add_clause(clause);
        }
    }

    /// Requires `formula` wherever the returned dimension is assumed to be in class 1.
    pub fn add_switched(&mut self, formula: &Formula) -> DimId {
        self.back_to(0);
        let switch = self.grow(Dim::TAG);
        for mut clause in clauses_of(formula, || self.grow(Dim::TAG)) {
            clause.push(Literal::switch(switch, 0));
            self.add_clause(clause);
        }
        switch
    }

    /// Looks for a situation that meets all formulas and `assumptions`.
    pub fn solve(&mut self, assumptions: &Partial, budget: &mut Budget) -> Outcome {
        self.failed.clear();
        let assumed: Vec<Literal> = assumptions
            .iter()
            .filter(|(dim, _)| dim.index() < self.phase.len())
            .map(|(dim, set)| Literal { dim, set: set.clone() })
            .collect();
        let alike = self.assumed.iter().zip(&assumed).take_while(|(a, b)| a == b).count();
        self.back_to(alike);
        self.forget();
        let outcome = self.search(&assumed, budget);
        self.back_to(if outcome.is_ok() { assumed.len() } else { 0 });
        self.assumed = assumed;
        outcome.unwrap_or(Outcome::Exhausted)
    }

    /// The assumed dimensions that the last answer `Unsat` rests on; empty if the formulas alone are contradictory.
    pub fn failed(&self) -> &[DimId] {
        &self.failed
    }

    fn grow(&mut self, dim: Dim) -> DimId {
        let id = DimId(u32::try_from(self.phase.len()).unwrap_or(u32::MAX));
        let domain = ClassSet::full(dim.classes);
        self.contradictory |= domain.is_empty();
        self.trail.grow(domain);
        self.phase.push(dim.default.unwrap_or(0));
        self.watches.push(Vec::new());
        self.resolvent.grow();
        self.agenda.grow(id);
        id
    }

    /// Adds a clause at the lowest level, without the literals that are false there.
    fn add_clause(&mut self, mut clause: Clause) {
        let trail = &self.trail;
        if clause
            .iter()
            .any(|literal| trail.domain(literal.dim).is_subset(&literal.set))
        {
            return;
        }
        clause.retain(|literal| trail.domain(literal.dim).meets(&literal.set));
        match clause.as_slice() {
            [] => self.contradictory = true,
            [unit] => self.trail.narrow(unit.dim, &unit.set, Reason::Decision),
            _ => drop(self.attach(clause, false)),
        }
    }

    fn attach(&mut self, clause: Clause, learned: bool) -> usize {
        let index = self.clauses.len();
        for literal in clause.iter().take(2) {
            self.watches[literal.dim.index()].push(index);
        }
        self.clauses.push(clause);
        self.learnt.push(learned);
        index
    }

    fn search(&mut self, assumed: &[Literal], budget: &mut Budget) -> Result<Outcome, Spent> {
        for round in 1.. {
            if self.contradictory {
                break;
            }
            let conflicts = RESTART_UNIT * luby(round);
            if let Some(outcome) = self.search_until(assumed, conflicts, budget)? {
                return Ok(outcome);
            }
            self.back_to(0);
            self.forget();
        }
        Ok(Outcome::Unsat)
    }

    /// Searches until decided (`None`: until this many conflicts, or a contradiction of the clauses alone).
    fn search_until(
        &mut self,
        assumed: &[Literal],
        conflicts: u64,
        budget: &mut Budget,
    ) -> Result<Option<Outcome>, Spent> {
        let mut left = conflicts;
        let mut tried_plain = false;
        loop {
            if let Some(conflict) = self.propagate(budget)? {
                if self.trail.level() == 0 {
                    self.contradictory = true;
                    return Ok(None);
                }
                self.learn_from(conflict);
                left = left.saturating_sub(1);
                continue;
            }
            if left == 0 {
                return Ok(None);
            }
            let is_assumed = self.trail.level() >= assumed.len();
            if is_assumed && !std::mem::replace(&mut tried_plain, true) && self.completes_plainly(budget) {
                return Ok(Some(Outcome::Model(self.plainest())));
            }
            match self.step(assumed) {
                Step::Decided => {}
                Step::Complete(found) => return Ok(Some(Outcome::Model(found))),
                Step::Refuted => return Ok(Some(Outcome::Unsat)),
            }
        }
    }

    /// Follows every narrowing to what it forces; the index of a clause that is false, if one is.
    fn propagate(&mut self, budget: &mut Budget) -> Result<Option<usize>, Spent> {
        while budget.left() > 0
            && let Some(dim) = self.trail.pending()
        {
            let mut watching = std::mem::take(&mut self.watches[dim.index()]);
            // That the budget is spent is noticed before the next narrowing, so that no watch is lost.
            let _ = budget.spend(1 + watching.len() as u64);
            let conflict = self.visit(dim, &mut watching);
            // A clause has one literal a dimension: none has begun to watch this one meanwhile.
            self.watches[dim.index()] = watching;
            if conflict.is_some() {
                return Ok(conflict);
            }
        }
        if budget.left() == 0 { Err(Spent) } else { Ok(None) }
    }

    /// Looks at the clauses that watch `dim`; those that found another literal to watch leave the list.
    fn visit(&mut self, dim: DimId, watching: &mut Vec<usize>) -> Option<usize> {
        let mut conflict = None;
        watching.retain(|&index| conflict.is_some() || self.keep_watch(dim, index, &mut conflict));
        conflict
    }

    fn keep_watch(&mut self, dim: DimId, index: usize, conflict: &mut Option<usize>) -> bool {
        let trail = &mut self.trail;
        let clause = &mut self.clauses[index];
        let own = usize::from(clause[0].dim != dim);
        if trail.domain(dim).meets(&clause[own].set) {
            return true;
        }
        let other = &clause[1 - own];
        if trail.domain(other.dim).is_subset(&other.set) {
            return true;
        }
        let found = clause
            .iter()
            .skip(2)
            .position(|literal| trail.domain(literal.dim).meets(&literal.set));
        if let Some(found) = found {
            clause.swap(own, found + 2);
            self.watches[clause[own].dim.index()].push(index);
            return false;
        }
        let other = &clause[1 - own];
        if trail.domain(other.dim).meets(&other.set) {
            trail.narrow(other.dim, &other.set, Reason::Clause(index));
        } else {
            *conflict = Some(index);
        }
        true
    }

    fn learn_from(&mut self, conflict: usize) {
        let learned = self.resolvent.learn(&self.trail, &self.clauses, conflict);
        for &dim in self.resolvent.seen() {
            self.agenda.bump(dim);
        }
        self.agenda.decay();
        self.back_to(learned.level);
        let Some(Literal { dim, set }) = learned.clause.first().cloned() else {
            self.contradictory = true;
            return;
        };
        let reason = if learned.clause.len() == 1 {
            Reason::Decision
        } else {
            self.learned += 1;
            Reason::Clause(self.attach(learned.clause, true))
        };
        self.trail.narrow(dim, &set, reason);
    }

    /// Assumes the next assumption, or decides the next dimension.
    fn step(&mut self, assumed: &[Literal]) -> Step {
        while let Some(literal) = assumed.get(self.trail.level()) {
            let domain = self.trail.domain(literal.dim);
            if !domain.meets(&literal.set) {
                self.failed = self.resolvent.decisions(&self.trail, &self.clauses, assumed, literal);
                return Step::Refuted;
            }
            let open = !domain.is_subset(&literal.set);
            self.trail.open();
            if open {
                self.trail.narrow(literal.dim, &literal.set, Reason::Decision);
                return Step::Decided;
            }
        }
        while let Some(dim) = self.agenda.next() {
            let domain = self.trail.domain(dim);
            if domain.len() > 1 {
                let choice = ClassSet::single(domain.classes(), self.first_choice(dim));
                self.trail.open();
                self.trail.narrow(dim, &choice, Reason::Decision);
                return Step::Decided;
            }
        }
        Step::Complete(self.plainest())
    }

    /// Whether all clauses hold with every open dimension in the class that would be tried first: then deciding one after the other would
    /// end there too. These classes are those that were tried last from now on.
    fn completes_plainly(&mut self, budget: &mut Budget) -> bool {
        let holds = |literal: &Literal| literal.set.contains(self.first_choice(literal.dim));
        let kept = self.clauses.iter().zip(&self.learnt).filter(|(_, learnt)| !**learnt);
        let mut looked_at = 0;
        let mut all = kept.inspect(|_| looked_at += 1);
        let does = all.all(|(clause, _)| clause.iter().any(holds));
        // A clause looked at costs as much as a watch.
        if budget.spend(looked_at).is_err() || !does {
            return false;
        }
        for dim in (0u32..).map(DimId).take(self.phase.len()) {
            self.phase[dim.index()] = self.first_choice(dim);
        }
        true
    }

    /// The class of a dimension that is tried first.
    fn first_choice(&self, dim: DimId) -> u32 {
        let (domain, phase) = (self.trail.domain(dim), self.phase[dim.index()]);
        if domain.contains(phase) {
            phase
        } else {
            domain.first().unwrap_or(phase)
        }
    }

    /// What is fixed, and the rest as it would be tried first.
    fn plainest(&self) -> Assignment {
        let dims = (0u32..).map(DimId).take(self.visible);
        Assignment::new(dims.map(|dim| self.first_choice(dim)).collect())
    }

    fn back_to(&mut self, level: usize) {
        let Self {
            trail, agenda, phase, ..
        } = self;
        trail.back_to(level, |dim, narrowed| {
            if let Some(class) = narrowed.only() {
                phase[dim.index()] = class;
            }
            agenda.queue(dim);
        });
    }

    /// Drops the older half of the longer learned clauses once there are too many. Goes back to the lowest level, where no reason is asked
    /// for any more.
    fn forget(&mut self) {
        if self.learned <= self.learned_limit {
            return;
        }
        self.back_to(0);
        self.learned_limit += self.learned_limit / 4;
        let mut to_drop = self.learned / 2;
        let learnt = std::mem::take(&mut self.learnt);
        let clauses = std::mem::take(&mut self.clauses);
        self.watches.iter_mut().for_each(Vec::clear);
        self.learned = 0;
        for (clause, learned) in clauses.into_iter().zip(learnt) {
            if learned && to_drop > 0 && clause.len() > 3 {
                to_drop -= 1;
                continue;
            }
            self.learned += usize::from(learned);
            self.attach(clause, learned);
        }
    }
}

/// The `index`-th number of the sequence 1 1 2 1 1 2 4 …, from 1 on.
fn luby(index: u64) -> u64 {
    let mut index = index;
    loop {
        let size = u64::BITS - index.leading_zeros();
        if index + 1 == 1 << size {
            return 1 << (size - 1);
        }
        index -= (1 << (size - 1)) - 1;
    }
}
