//! Cuts the constraints down to what a topic can feel: those connected with its dimensions, without the rest of theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::budget::{Budget, Spent};
use super::class_set::ClassSet;
use super::clause::clauses_of;
use super::formula::Formula;
use super::space::{DimId, Space};

/// Constraints found by their dimensions; made once, asked for every topic.
#[derive(Clone, Debug)]
pub struct Slicer<'a> {
    constraints: Vec<(&'a Formula, BTreeSet<DimId>)>,
    by_dim: BTreeMap<DimId, Vec<usize>>,
    /// Those that mention nothing: a false one must not get lost.
    constant: Vec<usize>,
}

impl<'a> Slicer<'a> {
    /// Reads the constraints.
    pub fn new(constraints: impl IntoIterator<Item = &'a Formula>) -> Self {
        let constraints: Vec<_> = constraints
            .into_iter()
            .map(|constraint| (constraint, constraint.dims()))
            .collect();
        let mut slicer = Self {
            constraints: Vec::new(),
            by_dim: BTreeMap::new(),
            constant: Vec::new(),
        };
        for (index, (_, dims)) in constraints.iter().enumerate() {
            if dims.is_empty() {
                slicer.constant.push(index);
            }
            for &dim in dims {
                slicer.by_dim.entry(dim).or_default().push(index);
            }
        }
        slicer.constraints = constraints;
        slicer
    }

    /// The constraints that share a dimension with `dims`, directly or through others, in their order.
    ///
    /// Leaving out the others is exact as long as they do not contradict each other.
    pub fn connected(&self, dims: impl IntoIterator<Item = DimId>) -> Vec<&'a Formula> {
        let mut reached: BTreeSet<usize> = self.constant.iter().copied().collect();
        let mut seen = BTreeSet::new();
        let mut open: Vec<DimId> = dims.into_iter().collect();
        while let Some(dim) = open.pop() {
            if !seen.insert(dim) {
                continue;
            }
            for &index in self.by_dim.get(&dim).into_iter().flatten() {
                if reached.insert(index) {
                    open.extend(self.constraints.get(index).into_iter().flat_map(|(_, dims)| dims));
                }
            }
        }
        reached
            .into_iter()
            .filter_map(|index| Some(self.constraints.get(index)?.0))
            .collect()
    }
}

/// The constraints that share a dimension with `dims`, directly or through others: see [`Slicer::connected`].
pub fn connected(dims: impl IntoIterator<Item = DimId>, constraints: &[Formula]) -> Vec<&Formula> {
    Slicer::new(constraints).connected(dims)
}

/// Constraints on `keep` alone that leave exactly the situations there that `constraints` leave: the other two-class
/// dimensions are resolved away (Davis and Putnam), the cheapest first. Dimensions with more classes stay.
///
/// A dimension that would make more than `widest` clauses out of its own stays too.
/// When the budget is spent, the constraints themselves are still right to use.
pub fn forget(
    space: &Space,
    constraints: &[&Formula],
    keep: &BTreeSet<DimId>,
    widest: usize,
    budget: &mut Budget,
) -> Result<Vec<Formula>, Spent> {
    let mut clauses = Clauses::default();
    let mut fresh = (space.len() as u32..).map(DimId);
    for constraint in constraints {
        for clause in clauses_of(constraint, || fresh.next().unwrap_or(DimId(u32::MAX))) {
            let clause: Ordered = clause.into_iter().map(|literal| (literal.dim, literal.set)).collect();
            clauses.insert(clause, budget)?;
        }
    }
    let is_fresh = |dim: DimId| dim.index() >= space.len();
    let mut open: BTreeSet<DimId> = clauses.by_dim.keys().copied().collect();
    open.retain(|dim| is_fresh(*dim) || space.classes(*dim) == 2 && !keep.contains(dim));
    let mut costs: BTreeMap<DimId, usize> = open.iter().map(|&dim| (dim, clauses.cost(dim))).collect();
    let mut queue: BTreeSet<(usize, DimId)> = costs.iter().map(|(&dim, &cost)| (cost, dim)).collect();
    while let Some((cost, dim)) = queue.pop_first() {
        costs.remove(&dim);
        if !is_fresh(dim) && cost > widest {
            continue;
        }
        clauses.touched.clear();
        clauses.resolve_away(dim, budget)?;
        for &near in &clauses.touched {
            if let Some(old) = costs.get_mut(&near) {
                queue.remove(&(*old, near));
                *old = clauses.cost(near);
                queue.insert((*old, near));
            }
        }
    }
    Ok(clauses.into_formulas())
}

type Ordered = BTreeMap<DimId, ClassSet>;

/// Clauses without those that another one implies, found by their dimensions.
#[derive(Default)]
struct Clauses {
    all: Vec<Option<Ordered>>,
    by_dim: BTreeMap<DimId, BTreeSet<usize>>,
    empty: Option<()>,
    /// The dimensions of clauses that came or went.
    touched: BTreeSet<DimId>,
}

impl Clauses {
    /// How many clauses would come out of resolving `dim` away.
    fn cost(&self, dim: DimId) -> usize {
        let Some(indices) = self.by_dim.get(&dim) else { return 0 };
        let on = indices
            .iter()
            .filter(|&&index| self.class_of(index, dim) == Some(1))
            .count();
        on * (indices.len() - on)
    }

    fn class_of(&self, index: usize, dim: DimId) -> Option<u32> {
        self.all.get(index)?.as_ref()?.get(&dim)?.only()
    }

    fn insert(&mut self, mut clause: Ordered, budget: &mut Budget) -> Result<(), Spent> {
        clause.retain(|_, set| !set.is_empty());
        if clause.values().any(ClassSet::is_full) {
            return Ok(());
        }
        if clause.is_empty() {
            self.empty = Some(());
        }
        let near: BTreeSet<usize> = clause
            .keys()
            .filter_map(|dim| self.by_dim.get(dim))
            .flatten()
            .copied()
            .collect();
        budget.spend(1 + near.len() as u64)?;
        let known = |index: &usize| self.all.get(*index).and_then(Option::as_ref);
        if near.iter().filter_map(known).any(|old| implies(old, &clause)) {
            return Ok(());
        }
        let weaker: Vec<usize> = near
            .iter()
            .copied()
            .filter(|index| known(index).is_some_and(|old| implies(&clause, old)))
            .collect();
        for index in weaker {
            self.remove(index);
        }
        for &dim in clause.keys() {
            self.by_dim.entry(dim).or_default().insert(self.all.len());
            self.touched.insert(dim);
        }
        self.all.push(Some(clause));
        Ok(())
    }

    fn remove(&mut self, index: usize) -> Option<Ordered> {
        let clause = self.all.get_mut(index)?.take()?;
        self.touched.extend(clause.keys());
        for dim in clause.keys() {
            if let Some(indices) = self.by_dim.get_mut(dim) {
                indices.remove(&index);
            }
        }
        Some(clause)
    }

    fn resolve_away(&mut self, dim: DimId, budget: &mut Budget) -> Result<(), Spent> {
        let indices = self.by_dim.remove(&dim).unwrap_or_default();
        let (on, off): (Vec<usize>, Vec<usize>) =
            indices.iter().partition(|&&index| self.class_of(index, dim) == Some(1));
        let mut take =
            |list: Vec<usize>| -> Vec<Ordered> { list.into_iter().filter_map(|index| self.remove(index)).collect() };
        let (on, off) = (take(on), take(off));
        for left in &on {
            for right in &off {
                self.insert(resolvent(left, right, dim), budget)?;
            }
        }
        Ok(())
    }

    fn into_formulas(self) -> Vec<Formula> {
        if self.empty.is_some() {
            return vec![Formula::False];
        }
        let formula = |clause: Ordered| Formula::or(clause.into_iter().map(|(dim, set)| Formula::lit(dim, set)));
        self.all.into_iter().flatten().map(formula).collect()
    }
}

fn resolvent(left: &Ordered, right: &Ordered, dim: DimId) -> Ordered {
    let mut clause = left.clone();
    for (&other, set) in right {
        let joined = clause.get(&other).map_or_else(|| set.clone(), |old| old.or(set));
        clause.insert(other, joined);
    }
    clause.remove(&dim);
    clause
}

fn implies(stronger: &Ordered, weaker: &Ordered) -> bool {
    stronger
        .iter()
        .all(|(dim, set)| weaker.get(dim).is_some_and(|other| set.is_subset(other)))
}
