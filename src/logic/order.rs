//! An order of dimensions that keeps those together that formulas mention together: the FORCE heuristic
//! (Aloul, Markov, Sakallah 2003). A good order decides whether a diagram stays small.

use std::collections::{BTreeMap, BTreeSet};

use super::formula::Formula;
use super::space::DimId;

const ROUNDS: usize = 40;

/// Orders the dimensions that `formulas` mention; neither their order nor repetition matters much, and it is the same each time.
pub fn force_order<'a>(formulas: impl IntoIterator<Item = &'a Formula>) -> Vec<DimId> {
    let groups: BTreeSet<Vec<DimId>> = formulas
        .into_iter()
        .map(|formula| formula.dims().into_iter().collect())
        .collect();
    let dims: BTreeSet<DimId> = groups.iter().flatten().copied().collect();
    let mut order: Vec<DimId> = dims.into_iter().collect();
    let mut best = (span(&groups, &order), order.clone());
    for _ in 0..ROUNDS {
        let next = pulled(&groups, &order);
        let next_span = span(&groups, &next);
        if next_span < best.0 {
            best = (next_span, next.clone());
        }
        if next == order {
            break;
        }
        order = next;
    }
    best.1
}

fn positions(order: &[DimId]) -> BTreeMap<DimId, usize> {
    order
        .iter()
        .enumerate()
        .map(|(position, &dim)| (dim, position))
        .collect()
}

/// How far apart the dimensions of each group are, in all.
fn span(groups: &BTreeSet<Vec<DimId>>, order: &[DimId]) -> usize {
    let at = positions(order);
    let width = |group: &Vec<DimId>| {
        let (low, high) = group
            .iter()
            .filter_map(|dim| at.get(dim))
            .fold((usize::MAX, 0), |(low, high), &p| (low.min(p), high.max(p)));
        high.saturating_sub(low)
    };
    groups.iter().map(width).sum()
}

/// Moves every dimension to the mean centre of its groups.
fn pulled(groups: &BTreeSet<Vec<DimId>>, order: &[DimId]) -> Vec<DimId> {
    let at = positions(order);
    let mut pulls: BTreeMap<DimId, (f64, f64)> = BTreeMap::new();
    for group in groups {
        let centre = group.iter().filter_map(|dim| at.get(dim)).sum::<usize>() as f64 / group.len().max(1) as f64;
        for &dim in group {
            let pull = pulls.entry(dim).or_default();
            *pull = (pull.0 + centre, pull.1 + 1.0);
        }
    }
    let centre = |dim: &DimId| pulls.get(dim).map_or(0.0, |(sum, count)| sum / count);
    let mut next = order.to_vec();
    next.sort_by(|a, b| centre(a).total_cmp(&centre(b)));
    next
}
