//! Many questions about a few formulas: the constraints are sliced once for all of them, and one diagram answers them.
//!
//! What the diagram cannot afford goes to [`find_region`], so that every answer is exact or says that it is not.

use std::collections::BTreeSet;

use super::budget::{Budget, Spent};
use super::cover::{Cover, Extent};
use super::diagram::Diagram;
use super::factor::Covered;
use super::formula::Formula;
use super::node_store::NodeId;
use super::order::force_order;
use super::partial::{Assignment, Partial};
use super::region::{Finding, Limits, StillTrue, find_region};
use super::simplest::SimpleCase;
use super::slice::{Slicer, forget};
use super::solve::{Outcome, Solver};
use super::space::{DimId, Space};

/// How many clauses may take the place of those of a dimension that is forgotten.
const WIDEST: usize = 64;

/// A space with its constraints, made ready for questions.
#[derive(Debug)]
pub struct Asker<'a> {
    /// The space.
    pub space: &'a Space,
    constraints: &'a [Formula],
    slicer: Slicer<'a>,
    solver: Solver,
    limits: Limits,
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

/// A region in few words.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Minimal sets of present dimensions, each with its condition on the rest.
    pub simplest: Vec<SimpleCase>,
    /// Whether there are more of these.
    pub more_simplest: bool,
    /// Maximal cubes within the scope.
    pub cubes: Vec<super::Cube>,
    /// Whether there are more of these.
    pub more_cubes: bool,
}

/// One dimension present, with the fewest others that it needs in the scope.
#[derive(Debug, Clone)]
pub struct Factor {
    /// The present dimensions.
    pub present: BTreeSet<DimId>,
    /// How much is covered there.
    pub covered: Covered,
    /// Where it is not, if only partly.
    pub uncovered: Vec<super::Cube>,
}

/// The diagram of some formulas with the constraints that matter to them.
#[derive(Debug)]
pub struct Slice {
    diagram: Option<(Diagram, NodeId)>,
    kept: BTreeSet<DimId>,
}

impl<'a> Asker<'a> {
    /// Makes a space ready.
    pub fn new(space: &'a Space, constraints: &'a [Formula], limits: Limits) -> Self {
        let mut solver = Solver::new(space);
        constraints.iter().for_each(|c| solver.add(c));
        Asker {
            space,
            constraints,
            slicer: Slicer::new(constraints),
            solver,
            limits,
        }
    }

    /// The constraints that matter to `formulas`, without what they do not mention.
    pub fn relevant(&self, formulas: &[&Formula]) -> Vec<Formula> {
        let keep: BTreeSet<DimId> = formulas.iter().flat_map(|f| f.dims()).collect();
        let connected = self.slicer.connected(keep.iter().copied());
        let forgotten = forget(
            self.space,
            &connected,
            &keep,
            WIDEST,
            &mut Budget::steps(self.limits.forget),
        );
        forgotten.unwrap_or_else(|Spent| connected.into_iter().cloned().collect())
    }

    /// Makes ready for questions that mention only what `formulas` mention.
    pub fn slice(&self, formulas: &[&Formula]) -> Slice {
        let relevant = self.relevant(formulas);
        let order = force_order(relevant.iter().chain(formulas.iter().copied()));
        let mut diagram = Diagram::new(self.space, &order, Budget::steps(self.limits.diagram));
        let domain = diagram.all_of(&relevant);
        Slice {
            kept: order.into_iter().collect(),
            diagram: domain.ok().map(|d| (diagram, d)),
        }
    }

    /// Looks for the simplest situation of `region`.
    pub fn ask(&mut self, slice: &mut Slice, region: &Formula) -> Asked {
        match slice.pick(self.space, region, self.limits) {
            Ok(None) => Asked::Nowhere,
            Ok(Some(found)) => self.completed(slice, &found),
            Err(Spent) => match find_region(self.space, region, self.constraints, self.by_search()) {
                Finding::Empty => Asked::Nowhere,
                Finding::Some(description) => Asked::Here(description.witness),
                Finding::Inconclusive { still_true, .. } => Asked::Open(still_true),
            },
        }
    }

    /// Tells whether `region` has no situation; `None` where the limits were reached.
    pub fn nowhere(&mut self, slice: &mut Slice, region: &Formula) -> Option<bool> {
        match slice.pick(self.space, region, self.limits) {
            Ok(found) => Some(found.is_none()),
            Err(Spent) => match find_region(self.space, region, self.constraints, self.by_search()) {
                Finding::Empty => Some(true),
                Finding::Some(_) => Some(false),
                Finding::Inconclusive { .. } => None,
            },
        }
    }

    /// Describes `region` within `scope`; `None` where that costs too much.
    pub fn shape(&self, slice: &mut Slice, region: &Formula, scope: &Formula, most: usize) -> Option<Shape> {
        slice.shape(self.space, region, scope, most, self.limits).ok()
    }

    /// Each of `dims` in `scope`, with as little else as possible: how much of that `covered` covers.
    pub fn factors(&self, slice: &mut Slice, covered: &Formula, scope: &Formula, dims: &[DimId]) -> Vec<Factor> {
        slice
            .factors(self.space, covered, scope, dims, self.limits)
            .unwrap_or_default()
    }

    /// The solver alone, which describes nothing: the diagram has been tried.
    fn by_search(&self) -> Limits {
        Limits {
            diagram: 0,
            described: 0,
            ..self.limits
        }
    }

    /// Whether no situation has `dim` in `class`; `None` where the limits were reached.
    pub fn excludes(&mut self, dim: DimId, class: u32) -> Option<bool> {
        let assumed = Partial::new().with(dim, self.space.single(dim, class));
        match self.solver.solve(&assumed, &mut Budget::steps(self.limits.search)) {
            Outcome::Model(_) => Some(false),
            Outcome::Unsat => Some(true),
            Outcome::Exhausted => None,
        }
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
        let known: Partial = slice
            .kept
            .iter()
            .map(|&d| (d, self.space.single(d, found.class(d))))
            .collect();
        let mut budget = Budget::steps(self.limits.search);
        match self.solver.solve(&known, &mut budget) {
            Outcome::Model(whole) => Asked::Here(self.with_less(slice, whole, &mut budget)),
            // What was left out can only fail by itself: the constraints contradict each other.
            Outcome::Unsat => Asked::Nowhere,
            Outcome::Exhausted => Asked::Open(StillTrue::Nothing),
        }
    }

    /// Leaves out one present dimension after another, where the constraints let it.
    fn with_less(&mut self, slice: &Slice, whole: Assignment, budget: &mut Budget) -> Assignment {
        let mut best = whole;
        let loose: Vec<DimId> = best.present(self.space).filter(|d| !slice.kept.contains(d)).collect();
        for dim in loose {
            if self.space.default_class(dim) == Some(best.class(dim)) {
                continue;
            }
            let fixed = |id: DimId| slice.kept.contains(&id) || self.space.default_class(id) == Some(best.class(id));
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
            if let Outcome::Model(simpler) = self.solver.solve(&known, budget) {
                best = simpler;
            }
        }
        best
    }
}

impl Slice {
    fn ready(&mut self, limits: Limits) -> Result<(&mut Diagram, NodeId), Spent> {
        let (diagram, domain) = self.diagram.as_mut().ok_or(Spent)?;
        diagram.allow(Budget::steps(limits.diagram));
        Ok((diagram, *domain))
    }

    fn pick(&mut self, space: &Space, region: &Formula, limits: Limits) -> Result<Option<Assignment>, Spent> {
        let (diagram, domain) = self.ready(limits)?;
        let place = diagram.formula(region)?;
        let place = diagram.and(place, domain)?;
        Ok(diagram.pick(space, place))
    }

    fn shape(
        &mut self,
        space: &Space,
        region: &Formula,
        scope: &Formula,
        most: usize,
        limits: Limits,
    ) -> Result<Shape, Spent> {
        let (diagram, domain) = self.ready(limits)?;
        let place = diagram.formula(region)?;
        let place = diagram.and(place, domain)?;
        let within = diagram.formula(scope)?;
        let within = diagram.and(within, domain)?;
        let cover: Cover = diagram.primes(space, place, within, most)?;
        let (simplest, extent) = diagram.simplest(space, place, domain, most)?;
        Ok(Shape {
            simplest,
            more_simplest: extent == Extent::Part,
            cubes: cover.cubes,
            more_cubes: cover.extent == Extent::Part,
        })
    }

    fn factors(
        &mut self,
        space: &Space,
        covered: &Formula,
        scope: &Formula,
        dims: &[DimId],
        limits: Limits,
    ) -> Result<Vec<Factor>, Spent> {
        let (diagram, domain) = self.ready(limits)?;
        let covered = diagram.formula(covered)?;
        let scope = diagram.formula(scope)?;
        let scope = diagram.and(scope, domain)?;
        let mut out: Vec<Factor> = Vec::new();
        for dim in dims {
            let with = diagram.literal(*dim, &space.present(*dim))?;
            let with = diagram.and(scope, with)?;
            // The fewest tags with which this one can stand: those that it implies.
            let Some(least) = diagram.pick(space, with) else {
                continue;
            };
            let present: BTreeSet<DimId> = least.present(space).collect();
            if out.iter().any(|f| f.present == present) {
                continue;
            }
            let tags = diagram.order.iter().filter_map(|(id, kind)| {
                let class = kind.default?;
                Some((
                    *id,
                    if present.contains(id) {
                        space.single(*id, least.class(*id))
                    } else {
                        space.single(*id, class)
                    },
                ))
            });
            let tags: Vec<_> = tags.collect();
            let alone = diagram.cube(&tags)?;
            let cell = diagram.and(scope, alone)?;
            let open = diagram.minus(cell, covered)?;
            let (state, uncovered) = match open {
                NodeId::FALSE => (Covered::Fully, Vec::new()),
                all if all == cell => (Covered::Not, Vec::new()),
                _ => (Covered::Partly, diagram.primes(space, open, cell, 3)?.cubes),
            };
            out.push(Factor {
                present,
                covered: state,
                uncovered,
            });
        }
        Ok(out)
    }
}
