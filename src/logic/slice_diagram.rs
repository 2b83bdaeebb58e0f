//! The diagram of some formulas with the constraints that matter to them: it picks situations, and describes regions.

use std::collections::BTreeSet;

use super::atoms::Atoms;
use super::budget::{Budget, Spent};
use super::cover::{Cover, Extent};
use super::diagram::Diagram;
use super::factor::Covered;
use super::formula::Formula;
use super::node_store::NodeId;
use super::order::force_order;
use super::partial::Assignment;
use super::region::Limits;
use super::simplest::SimpleCase;
use super::space::{DimId, Space};

/// How much of a region is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// Cubes, of the region and of the condition of a case.
    pub cubes: usize,
    /// Simplest cases.
    pub cases: usize,
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
    atoms: Atoms,
    diagram: Option<(Diagram, NodeId)>,
    /// What the last question cost.
    spent: u64,
    kept: BTreeSet<DimId>,
}

impl Slice {
    /// Makes ready for questions that mention only what `formulas` mention, in at most so many steps.
    pub(super) fn new(space: &Space, laws: &[Formula], formulas: &[&Formula], allowed: u64) -> Self {
        let all = || laws.iter().chain(formulas.iter().copied());
        let order = force_order(all());
        let atoms = Atoms::of(space, all());
        let mut diagram = Diagram::new(&atoms.space, &order, Budget::steps(allowed));
        let laws: Vec<Formula> = laws.iter().filter_map(|law| atoms.formula(law)).collect();
        let domain = diagram.all_of(&laws);
        let spent = allowed.saturating_sub(diagram.budget().left());
        Slice {
            kept: order.into_iter().collect(),
            diagram: domain.ok().map(|d| (diagram, d)),
            spent,
            atoms,
        }
    }

    /// A slice that answers nothing.
    pub(super) fn empty(space: &Space) -> Self {
        Slice {
            atoms: Atoms::of(space, []),
            diagram: None,
            spent: 0,
            kept: BTreeSet::new(),
        }
    }

    /// The dimensions of its formulas and constraints.
    pub(super) fn kept(&self) -> &BTreeSet<DimId> {
        &self.kept
    }

    /// What the last question cost.
    pub(super) fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether some question reached the limit: the next ones about the same formulas would, too.
    pub(super) fn is_exhausted(&self) -> bool {
        self.diagram.is_none()
    }

    fn asked<T>(&mut self, limits: Limits, work: impl FnOnce(Ready<'_>) -> Result<T, Spent>) -> Result<T, Spent> {
        self.spent = 0;
        let (diagram, domain) = self.diagram.as_mut().ok_or(Spent)?;
        diagram.allow(Budget::steps(limits.diagram));
        let done = work(Ready {
            atoms: &self.atoms,
            diagram,
            domain: *domain,
        });
        let left = diagram.budget().left();
        self.spent = limits.diagram.saturating_sub(left);
        if done.is_err() && left == 0 {
            self.diagram = None;
        }
        done
    }

    /// The simplest situation of `region`, if there is one.
    pub(super) fn pick(&mut self, region: &Formula, limits: Limits) -> Result<Option<Assignment>, Spent> {
        self.asked(limits, |mut ready| {
            let place = ready.within(region)?;
            let found = ready.diagram.pick(&ready.atoms.space, place);
            Ok(found.map(|situation| ready.atoms.situation(situation)))
        })
    }

    /// Describes `region` within `scope`.
    pub(super) fn shape(
        &mut self,
        region: &Formula,
        scope: &Formula,
        most: Most,
        limits: Limits,
    ) -> Result<Shape, Spent> {
        self.asked(limits, |mut ready| {
            let place = ready.within(region)?;
            let within = ready.within(scope)?;
            let Ready { atoms, diagram, domain } = ready;
            let cover: Cover = atoms.cover(diagram.primes(&atoms.space, place, within, most.cubes)?);
            let (simplest, extent) = diagram.simplest(&atoms.space, place, domain, most.cases, most.cubes)?;
            Ok(Shape {
                simplest: simplest.into_iter().map(|case| atoms.case(case)).collect(),
                more_simplest: extent == Extent::Part,
                cubes: cover.cubes,
                more_cubes: cover.extent == Extent::Part,
            })
        })
    }

    /// Each of `dims` in `scope`, with as little else as possible: how much of that `covered` covers.
    pub(super) fn factors(
        &mut self,
        covered: &Formula,
        scope: &Formula,
        dims: &[DimId],
        limits: Limits,
    ) -> Result<Vec<Factor>, Spent> {
        self.asked(limits, |mut ready| {
            let covered = ready.whole(covered)?;
            let scope = ready.within(scope)?;
            let mut out: Vec<Factor> = Vec::new();
            for dim in dims {
                let with = ready.diagram.literal(*dim, &ready.atoms.space.present(*dim))?;
                let with = ready.diagram.and(scope, with)?;
                // The fewest tags with which this one can stand: those that it implies.
                let Some(least) = ready.diagram.pick(&ready.atoms.space, with) else {
                    continue;
                };
                let present: BTreeSet<DimId> = least.present(&ready.atoms.space).collect();
                if !out.iter().any(|f| f.present == present) {
                    out.push(ready.factor(covered, scope, &least, present)?);
                }
            }
            Ok(out)
        })
    }
}

/// A slice's diagram with a fresh budget.
struct Ready<'s> {
    atoms: &'s Atoms,
    diagram: &'s mut Diagram,
    domain: NodeId,
}

impl Ready<'_> {
    fn whole(&mut self, formula: &Formula) -> Result<NodeId, Spent> {
        let merged = self.atoms.formula(formula).ok_or(Spent)?;
        self.diagram.formula(&merged)
    }

    /// Where the formula holds within the constraints.
    fn within(&mut self, formula: &Formula) -> Result<NodeId, Spent> {
        let place = self.whole(formula)?;
        self.diagram.and(place, self.domain)
    }

    /// What is covered of `scope` where just `present` are off their default, in the classes of `least`.
    fn factor(
        &mut self,
        covered: NodeId,
        scope: NodeId,
        least: &Assignment,
        present: BTreeSet<DimId>,
    ) -> Result<Factor, Spent> {
        let (space, diagram) = (&self.atoms.space, &mut *self.diagram);
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
            _ => (
                Covered::Partly,
                self.atoms.cover(diagram.primes(space, open, cell, 3)?).cubes,
            ),
        };
        Ok(Factor {
            present,
            covered: state,
            uncovered,
        })
    }
}
