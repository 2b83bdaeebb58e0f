//! Resolves away what a question does not mention (Davis and Putnam): clauses on some dimensions alone, which leave exactly the
//! situations there that all clauses leave.
//!
//! Dimensions of more than two classes stay, and so does one that would make more clauses than it is worth.
#![allow(
    clippy::indexing_slicing,
    reason = "places of dimensions and clauses are handed out by the table"
)]

use std::collections::BTreeSet;

use super::budget::{Budget, Spent};
use super::class_set::ClassSet;
use super::clause::{Clause, Literal, clauses_of};
use super::formula::Formula;
use super::space::{DimId, Space};

/// Constraints on `keep` alone that leave exactly the situations there that `constraints` leave: the other two-class
/// dimensions are resolved away, the cheapest first. Dimensions with more classes stay.
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
    let mut fresh = (space.len() as u32..).map(DimId);
    let mut clauses = Vec::new();
    for constraint in constraints {
        clauses.extend(clauses_of(constraint, || fresh.next().unwrap_or(DimId(u32::MAX))));
    }
    let left = resolve_away(space, clauses.iter(), keep, widest, budget)?;
    Ok(left.iter().map(formula_of).collect())
}

/// The same of clauses, whose dimensions beyond the space are fresh ones: these must go.
pub(super) fn resolve_away<'c>(
    space: &Space,
    clauses: impl Iterator<Item = &'c Clause> + Clone,
    keep: &BTreeSet<DimId>,
    widest: usize,
    budget: &mut Budget,
) -> Result<Vec<Clause>, Spent> {
    let is_fresh = |dim: DimId| dim.index() >= space.len();
    let may_go = |dim: DimId| is_fresh(dim) || space.classes(dim) == 2 && !keep.contains(&dim);
    let clauses = without_one_sided(clauses.collect(), may_go);
    let mut table = Table::over(clauses.iter().copied());
    for clause in clauses {
        let literals = table.literals(clause);
        table.insert(literals, budget)?;
    }
    let mut costs: Vec<Option<usize>> = (0u32..)
        .zip(&table.dims)
        .map(|(place, dim)| may_go(*dim).then(|| table.cost(place)))
        .collect();
    let mut queue: BTreeSet<(usize, u32)> = (0u32..)
        .zip(&costs)
        .filter_map(|(place, cost)| Some(((*cost)?, place)))
        .collect();
    while let Some((cost, place)) = queue.pop_first() {
        costs[place as usize] = None;
        if !is_fresh(table.dims[place as usize]) && cost > widest {
            continue;
        }
        for near in table.resolve_away(place, budget)? {
            if let Some(old) = costs[near as usize] {
                let now = table.cost(near);
                if now != old {
                    queue.remove(&(old, near));
                    queue.insert((now, near));
                    costs[near as usize] = Some(now);
                }
            }
        }
    }
    Ok(table.into_clauses())
}

/// Leaves out the clauses that can be met by a dimension that may go and is asked for in one class alone: met in that class, they ask
/// nothing of the others. Most constraints fall here, at the cost of reading them.
fn without_one_sided(clauses: Vec<&Clause>, may_go: impl Fn(DimId) -> bool) -> Vec<&Clause> {
    let mut uses: Vec<(DimId, bool, usize)> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let loose = clause.iter().filter(|l| may_go(l.dim) && !l.set.is_empty());
        uses.extend(loose.map(|l| (l.dim, l.set.contains(1), at)));
    }
    uses.sort_unstable();
    // Where the uses of each dimension stand, off before on.
    let same = |a: &(DimId, bool, usize), b: &(DimId, bool, usize)| a.0 == b.0;
    let groups: Vec<&[(DimId, bool, usize)]> = uses.chunk_by(same).collect();
    let place = |dim: DimId| groups.binary_search_by_key(&dim, |group| group[0].0).ok();
    let count = |group: &[(DimId, bool, usize)], on: bool| group.iter().filter(|(_, is_on, _)| *is_on == on).count();
    let mut left: Vec<[usize; 2]> = groups.iter().map(|g| [count(g, false), count(g, true)]).collect();
    let mut kept = vec![true; clauses.len()];
    let mut waiting: Vec<usize> = (0..groups.len()).filter(|at| left[*at].contains(&0)).collect();
    while let Some(group) = waiting.pop() {
        for (_, _, at) in groups[group] {
            if !std::mem::replace(&mut kept[*at], false) {
                continue;
            }
            for literal in clauses[*at].iter().filter(|l| !l.set.is_empty()) {
                let Some(near) = place(literal.dim) else { continue };
                let side = &mut left[near][usize::from(literal.set.contains(1))];
                *side -= 1;
                if *side == 0 {
                    waiting.push(near);
                }
            }
        }
    }
    let kept_clauses = clauses.into_iter().zip(kept).filter(|(_, kept)| *kept);
    kept_clauses.map(|(clause, _)| clause).collect()
}

/// A clause as a formula.
pub(super) fn formula_of(clause: &Clause) -> Formula {
    Formula::or(clause.iter().map(|l| Formula::lit(l.dim, l.set.clone())))
}

/// Literals by the places of their dimensions, ascending.
type Literals = Vec<(u32, ClassSet)>;

/// A clause with a word that tells most clauses apart: one bit a dimension.
#[derive(Debug)]
struct Known {
    signature: u64,
    literals: Literals,
}

/// Clauses without those that another one implies, found by their dimensions.
#[derive(Debug, Default)]
struct Table {
    /// All dimensions, ascending; elsewhere they are named by their place here.
    dims: Vec<DimId>,
    all: Vec<Option<Known>>,
    by_dim: Vec<Vec<u32>>,
    contradictory: bool,
    /// The dimensions of clauses that came or went, with repetitions.
    touched: Vec<u32>,
    /// For each clause, the search that saw it last.
    seen: Vec<u32>,
    search: u32,
}

impl Table {
    fn over<'c>(clauses: impl Iterator<Item = &'c Clause>) -> Table {
        let mut dims: Vec<DimId> = clauses.flatten().map(|literal| literal.dim).collect();
        dims.sort_unstable();
        dims.dedup();
        Table {
            by_dim: vec![Vec::new(); dims.len()],
            dims,
            ..Table::default()
        }
    }

    fn literals(&self, clause: &[Literal]) -> Literals {
        let place = |dim: DimId| self.dims.binary_search(&dim).unwrap_or_default() as u32;
        let mut out: Literals = clause.iter().map(|l| (place(l.dim), l.set.clone())).collect();
        out.sort_unstable_by_key(|(dim, _)| *dim);
        out
    }

    /// How many clauses would come out of resolving a dimension away.
    fn cost(&self, dim: u32) -> usize {
        let all = &self.by_dim[dim as usize];
        let on = all.iter().filter(|&&clause| self.is_on(clause, dim)).count();
        on * (all.len() - on)
    }

    /// Whether a clause holds where the two-class dimension is in class 1.
    fn is_on(&self, clause: u32, dim: u32) -> bool {
        let known = self.all[clause as usize].as_ref();
        let literal = known.and_then(|k| k.literals.iter().find(|(d, _)| *d == dim));
        literal.is_some_and(|(_, set)| set.contains(1))
    }

    fn insert(&mut self, mut literals: Literals, budget: &mut Budget) -> Result<(), Spent> {
        literals.retain(|(_, set)| !set.is_empty());
        if literals.iter().any(|(_, set)| set.is_full()) {
            return Ok(());
        }
        self.contradictory |= literals.is_empty();
        let near = self.near(&literals);
        budget.spend(1 + near.len() as u64)?;
        let clause = Known {
            signature: literals.iter().fold(0, |word, (dim, _)| word | 1 << (dim % 64)),
            literals,
        };
        let known = |index: &u32| self.all[*index as usize].as_ref();
        if near.iter().filter_map(known).any(|old| implies(old, &clause)) {
            return Ok(());
        }
        let is_weaker = |index: &u32| known(index).is_some_and(|old| implies(&clause, old));
        let weaker: Vec<u32> = near.iter().copied().filter(is_weaker).collect();
        for index in weaker {
            self.remove(index);
        }
        for (dim, _) in &clause.literals {
            self.by_dim[*dim as usize].push(self.all.len() as u32);
            self.touched.push(*dim);
        }
        self.all.push(Some(clause));
        self.seen.push(0);
        Ok(())
    }

    /// The clauses that share a dimension with these literals, each once.
    fn near(&mut self, literals: &[(u32, ClassSet)]) -> Vec<u32> {
        self.search += 1;
        let mut out = Vec::new();
        for (dim, _) in literals {
            for &index in &self.by_dim[*dim as usize] {
                if std::mem::replace(&mut self.seen[index as usize], self.search) != self.search {
                    out.push(index);
                }
            }
        }
        out
    }

    fn remove(&mut self, index: u32) -> Option<Known> {
        let clause = self.all[index as usize].take()?;
        for (dim, _) in &clause.literals {
            self.touched.push(*dim);
            self.by_dim[*dim as usize].retain(|&other| other != index);
        }
        Some(clause)
    }

    /// Puts the resolvents of a dimension in the place of its clauses; the dimensions that this touched.
    fn resolve_away(&mut self, dim: u32, budget: &mut Budget) -> Result<Vec<u32>, Spent> {
        self.touched.clear();
        let clauses = self.by_dim[dim as usize].clone();
        let (on, off): (Vec<u32>, Vec<u32>) = clauses.into_iter().partition(|&clause| self.is_on(clause, dim));
        let mut take = |list: Vec<u32>| -> Vec<Known> { list.into_iter().filter_map(|i| self.remove(i)).collect() };
        let (on, off) = (take(on), take(off));
        for left in &on {
            for right in &off {
                self.insert(resolvent(&left.literals, &right.literals, dim), budget)?;
            }
        }
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        touched.dedup();
        Ok(touched)
    }

    fn into_clauses(self) -> Vec<Clause> {
        if self.contradictory {
            return vec![Clause::new()];
        }
        let dims = self.dims;
        let literal = |(dim, set): (u32, ClassSet)| Literal {
            dim: dims[dim as usize],
            set,
        };
        let clause = |known: Known| known.literals.into_iter().map(literal).collect();
        self.all.into_iter().flatten().map(clause).collect()
    }
}

/// The literals of both without `dim`, those of one dimension joined.
fn resolvent(left: &[(u32, ClassSet)], right: &[(u32, ClassSet)], dim: u32) -> Literals {
    let mut out: Literals = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some((a, one)), Some((b, other))) if a == b => {
                let joined = (*a, one.or(other));
                left.next();
                right.next();
                joined
            }
            (Some((a, set)), Some((b, _))) if a < b => {
                left.next();
                (*a, set.clone())
            }
            (_, Some((b, set))) => {
                right.next();
                (*b, set.clone())
            }
            (Some((a, set)), None) => {
                left.next();
                (*a, set.clone())
            }
            (None, None) => return out,
        };
        if next.0 != dim {
            out.push(next);
        }
    }
}

fn implies(stronger: &Known, weaker: &Known) -> bool {
    if stronger.signature & !weaker.signature != 0 {
        return false;
    }
    let mut others = weaker.literals.iter();
    stronger
        .literals
        .iter()
        .all(|(dim, set)| others.any(|(other, wider)| other == dim && set.is_subset(wider)))
}
