//! Whether formulas follow from what is known of one case: part by part, then by situations already found, then by the solver.
//!
//! Most questions need no search: a formula that asks each unknown dimension once, none of them tied by a law, is open; so is one that holds
//! in one situation that meets the laws and fails in another. Situations that the solver finds are kept for the questions after.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use super::STEPS;
use super::layout::World;
use crate::logic::{Assignment, Budget, ClassSet, DimId, Formula, Outcome, Partial, Solver, Space, Truth, decide};

/// So many situations are kept.
const KEPT: usize = 24;
/// A solver that was asked about so many formulas makes room for a new one.
const WORN: usize = 64;

/// What is known of one case.
#[derive(Debug, Clone)]
pub struct Known {
    /// The classes still possible of each dimension.
    pub partial: Partial,
    /// What ties the unknown facts together, as far as it is not decided.
    pub laws: Vec<Formula>,
    /// Constraints (by index) that contradict the given facts; the answer is made without them.
    pub contradicted: Vec<usize>,
    /// The dimensions that laws mention.
    tied: OnceCell<BTreeSet<DimId>>,
    /// Situations that meet the laws; empty where it is not proved that there is one.
    found: RefCell<Vec<Assignment>>,
    reasoner: RefCell<Option<Reasoner>>,
}

/// The laws of one case in a solver.
#[derive(Debug, Clone)]
pub(super) struct Reasoner {
    solver: Solver,
    asked: usize,
}

/// A formula to be assumed: literals, or the dimension that switches it on.
enum Assumed {
    Literals(Vec<(DimId, ClassSet)>),
    Switch(DimId),
}

impl Known {
    /// `witness` is a situation that meets the laws.
    pub(super) fn new(partial: Partial, laws: Vec<Formula>, witness: Option<Assignment>) -> Known {
        Known {
            partial,
            laws,
            contradicted: Vec::new(),
            tied: OnceCell::new(),
            found: RefCell::new(witness.into_iter().collect()),
            reasoner: RefCell::new(None),
        }
    }

    /// Names the constraints that were left out.
    pub(super) fn setting_aside(mut self, mut contradicted: Vec<usize>) -> Known {
        contradicted.sort_unstable();
        self.contradicted = contradicted;
        self
    }

    /// Keeps a solver that holds the laws.
    pub(super) fn keep(&mut self, reasoner: Reasoner) {
        self.reasoner = RefCell::new(Some(reasoner));
    }

    /// Whether a formula holds whatever the unknown facts are, in none of the cases, or in some.
    #[must_use]
    pub fn truth(&self, world: &World, formula: &Formula) -> Truth {
        match formula.kleene(&self.partial) {
            Some(true) => return Truth::True,
            Some(false) => return Truth::False,
            None => {}
        }
        if self.found.borrow().is_empty() {
            return self.truth_by_decision(world, formula);
        }
        let seen = |wanted: bool| self.known_situation(&[], |found| formula.eval(found) == wanted);
        if seen(true) && seen(false) {
            return Truth::Open;
        }
        let open = formula.restrict(&self.partial);
        if self.leaves_open(&open) {
            return Truth::Open;
        }
        self.search(world, &open, &[]).unwrap_or(Truth::Exhausted)
    }

    /// Keeps a situation.
    fn note(&self, found: Assignment) {
        let mut kept = self.found.borrow_mut();
        // The first stays: it is the simplest.
        if kept.len() == KEPT {
            kept.remove(1);
        }
        kept.push(found);
    }

    /// Whether the truth of a formula is `wanted`, true or false; cheaper than to ask what it is.
    #[must_use]
    pub fn tells(&self, world: &World, formula: &Formula, wanted: Truth) -> bool {
        match formula.kleene(&self.partial) {
            Some(true) => return wanted == Truth::True,
            Some(false) => return wanted == Truth::False,
            None => {}
        }
        if self.found.borrow().is_empty() {
            return self.truth_by_decision(world, formula) == wanted;
        }
        let open = formula.restrict(&self.partial);
        let otherwise = match wanted {
            Truth::True => !open,
            Truth::False => open,
            Truth::Open | Truth::Exhausted => return self.truth(world, formula) == wanted,
        };
        self.seen_or_found(world, &otherwise, &[]) == Some(false)
    }

    /// What a formula is once `more` is known too; `None` where the laws exclude that.
    #[must_use]
    pub fn truth_with(&self, world: &World, formula: &Formula, more: &[(DimId, ClassSet)]) -> Option<Truth> {
        let partial = more
            .iter()
            .fold(self.partial.clone(), |p, (d, s)| p.with(*d, s.clone()));
        if more
            .iter()
            .any(|(dim, _)| partial.domain(*dim).is_some_and(ClassSet::is_empty))
        {
            return None;
        }
        if self.found.borrow().is_empty() {
            let ask =
                |f: &Formula, laws: &[Formula]| decide(&world.space, f, laws, &partial, &mut Budget::steps(STEPS));
            // From an answer that contradicts the laws everything would follow.
            let possible = ask(&Formula::and(self.laws.iter().cloned()), &[]) != Truth::False;
            return possible.then(|| ask(formula, &self.laws));
        }
        let truth = match formula.kleene(&partial) {
            Some(true) => Truth::True,
            Some(false) => Truth::False,
            None => return self.search(world, &formula.restrict(&partial), more),
        };
        self.allows(world, more).then_some(truth)
    }

    /// Whether the laws leave `more` possible; where that is too hard to say, they do.
    fn allows(&self, world: &World, more: &[(DimId, ClassSet)]) -> bool {
        let untied = |(dim, _): &(DimId, ClassSet)| !self.tied().contains(dim);
        if more.iter().all(untied) || self.known_situation(more, |_| true) {
            return true;
        }
        self.with_reasoner(world, |reasoner| reasoner.solve(more, STEPS)) != Outcome::Unsat
    }

    /// What a search says of a formula that what is known was put into; `None` where no situation is possible.
    fn search(&self, world: &World, open: &Formula, more: &[(DimId, ClassSet)]) -> Option<Truth> {
        let holds = self.seen_or_found(world, open, more);
        let fails = self.seen_or_found(world, &!open.clone(), more);
        match (holds, fails) {
            (Some(true), Some(true)) => Some(Truth::Open),
            (_, Some(false)) if holds != Some(false) => Some(Truth::True),
            (Some(false), Some(true) | None) => Some(Truth::False),
            (Some(false), Some(false)) => None,
            _ => Some(Truth::Exhausted),
        }
    }

    /// Whether some situation meets the laws, `more` and `wanted`; `None` where that is too hard to say.
    fn seen_or_found(&self, world: &World, wanted: &Formula, more: &[(DimId, ClassSet)]) -> Option<bool> {
        if self.known_situation(more, |found| wanted.eval(found)) {
            return Some(true);
        }
        match self.with_reasoner(world, |reasoner| reasoner.ask(wanted, more)) {
            Outcome::Model(_) => Some(true),
            Outcome::Unsat => Some(false),
            Outcome::Exhausted => None,
        }
    }

    fn known_situation(&self, more: &[(DimId, ClassSet)], meets: impl Fn(&Assignment) -> bool) -> bool {
        let has = |found: &Assignment| more.iter().all(|(dim, set)| set.contains(found.class(*dim)));
        self.found.borrow().iter().any(|found| has(found) && meets(found))
    }

    fn with_reasoner(&self, world: &World, ask: impl FnOnce(&mut Reasoner) -> Outcome) -> Outcome {
        let mut slot = self.reasoner.borrow_mut();
        if slot.as_ref().is_some_and(|r| r.asked > WORN) {
            *slot = None;
        }
        let reasoner = slot.get_or_insert_with(|| Reasoner::new(&world.space, &self.laws, &self.partial));
        let outcome = ask(reasoner);
        if let Outcome::Model(found) = &outcome {
            self.note(found.clone());
        }
        outcome
    }

    /// From what contradicts itself everything follows.
    fn truth_by_decision(&self, world: &World, formula: &Formula) -> Truth {
        decide(
            &world.space,
            formula,
            &self.laws,
            &self.partial,
            &mut Budget::steps(STEPS),
        )
    }

    fn tied(&self) -> &BTreeSet<DimId> {
        self.tied
            .get_or_init(|| self.laws.iter().flat_map(Formula::dims).collect())
    }

    /// Whether a formula is open for certain: it asks each unknown dimension once, and no law ties them, so that each literal can hold and
    /// can fail whatever the others do.
    fn leaves_open(&self, open: &Formula) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![open];
        let mut constant = matches!(open, Formula::True | Formula::False);
        while let Some(part) = waiting.pop() {
            match part {
                Formula::Lit(dim, _) => {
                    if !seen.insert(*dim) || self.tied().contains(dim) {
                        return false;
                    }
                }
                Formula::Not(inner) => waiting.push(inner),
                Formula::And(parts) | Formula::Or(parts) => waiting.extend(parts.as_slice()),
                Formula::True | Formula::False => constant = true,
            }
        }
        !constant
    }
}

impl Reasoner {
    /// Puts laws, from which what is known was cut away, into a solver.
    pub(super) fn new(space: &Space, laws: &[Formula], known: &Partial) -> Reasoner {
        let mut solver = Solver::within(space, known);
        laws.iter().for_each(|law| solver.add(law));
        Reasoner { solver, asked: 0 }
    }

    /// Looks for a situation that meets the laws and `more`.
    pub(super) fn solve(&mut self, more: &[(DimId, ClassSet)], steps: u64) -> Outcome {
        let assumed: Partial = more.iter().cloned().collect();
        self.solver.solve(&assumed, &mut Budget::steps(steps))
    }

    /// Looks for a situation that meets the laws, `more` and `wanted`.
    fn ask(&mut self, wanted: &Formula, more: &[(DimId, ClassSet)]) -> Outcome {
        let assumed = match literals(wanted) {
            Some(list) => Assumed::Literals(list),
            None => {
                self.asked += 1;
                Assumed::Switch(self.solver.add_switched(wanted))
            }
        };
        let mut all: Partial = more.iter().cloned().collect();
        match assumed {
            Assumed::Literals(list) => list.into_iter().for_each(|(dim, set)| all.narrow(dim, set)),
            Assumed::Switch(switch) => all.narrow(switch, ClassSet::single(2, 1)),
        }
        if all.is_contradictory() {
            return Outcome::Unsat;
        }
        self.solver.solve(&all, &mut Budget::steps(STEPS))
    }
}

/// The literals of a formula that is nothing but a conjunction of some.
fn literals(formula: &Formula) -> Option<Vec<(DimId, ClassSet)>> {
    let literal = |part: &Formula, wanted: bool| match part {
        Formula::Lit(dim, set) if wanted => Some((*dim, set.clone())),
        Formula::Lit(dim, set) => Some((*dim, set.complement())),
        _ => None,
    };
    match formula {
        Formula::Lit(..) => Some(vec![literal(formula, true)?]),
        Formula::And(parts) => parts.as_slice().iter().map(|part| literal(part, true)).collect(),
        Formula::Not(inner) => match &**inner {
            Formula::Or(parts) => parts.as_slice().iter().map(|part| literal(part, false)).collect(),
            _ => None,
        },
        _ => None,
    }
}
