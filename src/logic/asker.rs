//! Many questions about a few formulas: the constraints are sliced once for all of them, and one diagram answers them.
//!
//! What the diagram cannot afford goes to the solver, so that every answer is exact or says that it is not.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::budget::{Budget, Spent};
use super::completion::Rules;
use super::forget::formula_of;
use super::formula::Formula;
use super::partial::{Assignment, Partial};
use super::region::{Finding, Limits, StillTrue, find_counted};
use super::slice::{Laws, Narrowed};
use super::slice_diagram::{Factor, Most, Shape, Slice};
use super::solve::{Outcome, Solver};
use super::space::{DimId, Space};

/// A space with its constraints, made ready for questions.
#[derive(Clone, Debug)]
pub struct Asker<'a> {
    /// The space.
    pub space: &'a Space,
    constraints: &'a [Formula],
    ready: Arc<Constraints<'a>>,
    /// The constraints on the dimensions that the next questions are about.
    narrowed: Option<Narrowed>,
    /// Made when it is first needed.
    solver: Option<Solver>,
    limits: Limits,
    steps: u64,
    /// How often the diagram's limit is halved for the next question: once more after each that reached it, once less after each that
    /// did not. Where diagrams blow up, the solver is asked soon.
    halved: u32,
}

/// The diagram's limit is halved so often at most.
const HALVED_AT_MOST: u32 = 6;

/// The constraints in the forms that questions need, made once.
#[derive(Debug)]
struct Constraints<'a> {
    laws: Laws<'a>,
    rules: Rules,
    solver: Solver,
}

/// An answer to "is there a situation?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// None: proved.
    Nowhere,
    /// This one, which meets all constraints.
    Here(Assignment),
    /// The limits were reached.
    Open(StillTrue),
}

impl<'a> Asker<'a> {
    /// Makes a space ready.
    pub fn new(space: &'a Space, constraints: &'a [Formula], limits: Limits) -> Self {
        let mut solver = Solver::new(space);
        constraints.iter().for_each(|c| solver.add(c));
        let laws = Laws::new(space, constraints);
        let rules = Rules::new(space, laws.clauses());
        Asker {
            space,
            constraints,
            ready: Arc::new(Constraints { laws, rules, solver }),
            narrowed: None,
            solver: None,
            limits,
            steps: 0,
            halved: 0,
        }
    }

    /// The same, as if nothing had been asked yet.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Asker {
            ready: Arc::clone(&self.ready),
            narrowed: None,
            solver: None,
            steps: 0,
            halved: 0,
            ..*self
        }
    }

    /// Cuts the constraints down to what `formulas` mention: slices of these cost less then.
    pub fn focus<'f>(&mut self, formulas: impl IntoIterator<Item = &'f Formula>) {
        let keep: BTreeSet<DimId> = formulas.into_iter().flat_map(Formula::dims).collect();
        let allowed = self.limits().forget;
        let mut budget = Budget::steps(allowed);
        self.narrowed = self.ready.laws.narrowed(self.space, keep, &mut budget).ok();
        self.steps += allowed - budget.left();
    }

    /// The steps that the questions have cost so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// What the next question may cost: less, once the questions together come near to their limit.
    fn limits(&self) -> Limits {
        let left = self.limits.together.saturating_sub(self.steps);
        Limits {
            forget: self.limits.forget.min(left),
            diagram: (self.limits.diagram >> self.halved).min(left),
            search: self.limits.search.min(left),
            ..self.limits
        }
    }

    fn is_spent(&self) -> bool {
        self.steps >= self.limits.together
    }

    /// The constraints that matter to `formulas`, without what they do not mention.
    pub fn relevant(&mut self, formulas: &[&Formula]) -> Vec<Formula> {
        let keep: BTreeSet<DimId> = formulas.iter().flat_map(|f| f.dims()).collect();
        let allowed = self.limits().forget;
        let mut budget = Budget::steps(allowed);
        let laws = &self.ready.laws;
        let left = laws.cut_down(self.space, self.narrowed.as_ref(), &keep, &mut budget);
        self.steps += allowed - budget.left();
        match left {
            Ok(clauses) => clauses.iter().map(formula_of).collect(),
            Err(Spent) => laws.connected(&keep).into_iter().cloned().collect(),
        }
    }

    /// Makes ready for questions that mention only what `formulas` mention.
    pub fn slice(&mut self, formulas: &[&Formula]) -> Slice {
        if self.is_spent() {
            return Slice::empty(self.space);
        }
        let relevant = self.relevant(formulas);
        let allowed = self.limits().diagram;
        let slice = Slice::new(self.space, &relevant, formulas, allowed);
        self.steps += slice.spent();
        slice
    }

    /// Counts what the last question to a diagram cost.
    fn account(&mut self, slice: &Slice) {
        self.steps += slice.spent();
        self.halved = match slice.is_exhausted() {
            true => (self.halved + 1).min(HALVED_AT_MOST),
            false => self.halved.saturating_sub(1),
        };
    }

    /// Looks for the simplest situation of `region`.
    pub fn ask(&mut self, slice: &mut Slice, region: &Formula) -> Asked {
        let picked = slice.pick(region, self.limits());
        self.account(slice);
        match picked {
            Ok(None) => Asked::Nowhere,
            Ok(Some(found)) => self.completed(slice, &found),
            Err(Spent) => match self.search(region) {
                Finding::Empty => Asked::Nowhere,
                Finding::Some(description) => Asked::Here(description.witness),
                Finding::Inconclusive { still_true, .. } => Asked::Open(still_true),
            },
        }
    }

    /// Tells whether `region` has no situation; `None` where the limits were reached.
    pub fn nowhere(&mut self, slice: &mut Slice, region: &Formula) -> Option<bool> {
        if self.is_plainly_somewhere(region) {
            return Some(false);
        }
        let picked = slice.pick(region, self.limits());
        self.account(slice);
        match picked {
            Ok(found) => Some(found.is_none()),
            Err(Spent) => match self.search(region) {
                Finding::Empty => Some(true),
                Finding::Some(_) => Some(false),
                Finding::Inconclusive { .. } => None,
            },
        }
    }

    /// Whether a plain situation of `region` is at hand, without a slice: then there is one; `false` says nothing.
    pub fn is_plainly_somewhere(&mut self, region: &Formula) -> bool {
        self.is_plainly_somewhere_within(&Partial::new(), region)
    }

    /// The same where this much is known.
    pub fn is_plainly_somewhere_within(&mut self, known: &Partial, region: &Formula) -> bool {
        self.steps += 1;
        !self.is_spent() && self.ready.rules.plain(self.space, known, region).is_some()
    }

    /// Describes `region` within `scope`; `None` where that costs too much.
    pub fn shape(&mut self, slice: &mut Slice, region: &Formula, scope: &Formula, most: Most) -> Option<Shape> {
        let shape = slice.shape(region, scope, most, self.limits());
        self.account(slice);
        shape.ok()
    }

    /// Each of `dims` in `scope`, with as little else as possible: how much of that `covered` covers.
    pub fn factors(&mut self, slice: &mut Slice, covered: &Formula, scope: &Formula, dims: &[DimId]) -> Vec<Factor> {
        let factors = slice.factors(covered, scope, dims, self.limits());
        self.account(slice);
        factors.unwrap_or_default()
    }

    /// The solver alone, which describes nothing: the diagram has been tried.
    fn search(&mut self, region: &Formula) -> Finding {
        let limits = Limits {
            diagram: 0,
            described: 0,
            ..self.limits()
        };
        if self.is_spent() {
            return Finding::Inconclusive {
                limits,
                still_true: StillTrue::Nothing,
            };
        }
        let (finding, steps) = find_counted(self.space, region, self.constraints, limits);
        self.steps += steps;
        finding
    }

    /// Whether no situation has `dim` in `class`; `None` where the limits were reached.
    pub fn excludes(&mut self, dim: DimId, class: u32) -> Option<bool> {
        let set = self.space.single(dim, class);
        if self.is_plainly_somewhere(&Formula::lit(dim, set.clone())) {
            return Some(false);
        }
        match self.solve(&Partial::new().with(dim, set)) {
            Outcome::Model(_) => Some(false),
            Outcome::Unsat => Some(true),
            Outcome::Exhausted => None,
        }
    }

    fn solve(&mut self, known: &Partial) -> Outcome {
        let allowed = self.limits().search;
        let mut budget = Budget::steps(allowed);
        let solver = self.solver.get_or_insert_with(|| self.ready.solver.clone());
        let outcome = solver.solve(known, &mut budget);
        self.steps += allowed - budget.left();
        outcome
    }

    /// Makes a situation of a slice meet all constraints; `None` where the limits were reached.
    pub fn complete(&mut self, slice: &Slice, found: &Assignment) -> Option<Assignment> {
        match self.completed(slice, found) {
            Asked::Here(whole) => Some(whole),
            Asked::Nowhere | Asked::Open(_) => None,
        }
    }

    /// Makes a situation of a slice meet all constraints, with as little present elsewhere as they allow.
    fn completed(&mut self, slice: &Slice, found: &Assignment) -> Asked {
        if self.constraints.iter().all(|c| c.eval(found)) {
            return Asked::Here(found.clone());
        }
        if let Some(whole) = self.ready.rules.least(found, slice.kept().iter().copied()) {
            return Asked::Here(whole);
        }
        let known: Partial = slice
            .kept()
            .iter()
            .map(|&d| (d, self.space.single(d, found.class(d))))
            .collect();
        match self.solve(&known) {
            Outcome::Model(whole) => Asked::Here(self.with_less(slice, whole)),
            // What was left out can only fail by itself: the constraints contradict each other.
            Outcome::Unsat => Asked::Nowhere,
            Outcome::Exhausted => Asked::Open(StillTrue::Nothing),
        }
    }

    /// Leaves out one present dimension after another, where the constraints let it.
    fn with_less(&mut self, slice: &Slice, whole: Assignment) -> Assignment {
        let mut best = whole;
        let loose: Vec<DimId> = best.present(self.space).filter(|d| !slice.kept().contains(d)).collect();
        for dim in loose {
            if self.space.default_class(dim) == Some(best.class(dim)) {
                continue;
            }
            let fixed = |id: DimId| slice.kept().contains(&id) || self.space.default_class(id) == Some(best.class(id));
            let known: Partial = self
                .space
                .iter()
                .filter(|(id, _)| fixed(*id))
                .map(|(id, _)| (id, self.space.single(id, best.class(id))))
                .collect();
            let Some(off) = self.space.default_class(dim) else {
                continue;
            };
            let known = known.with(dim, self.space.single(dim, off));
            if let Outcome::Model(simpler) = self.solve(&known) {
                best = simpler;
            }
        }
        best
    }
}
