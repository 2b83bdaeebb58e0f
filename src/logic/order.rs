//! An order of dimensions that keeps those together that formulas mention together: the FORCE heuristic
//! (Aloul, Markov, Sakallah 2003). A good order decides whether a diagram stays small.
#![allow(
    clippy::indexing_slicing,
    reason = "dimensions are numbered by their place in the list of all"
)]

use std::collections::BTreeSet;

use super::formula::Formula;
use super::space::DimId;

const ROUNDS: usize = 40;

/// Orders the dimensions that `formulas` mention; neither their order nor repetition matters much, and it is the same each time.
pub fn force_order<'a>(formulas: impl IntoIterator<Item = &'a Formula>) -> Vec<DimId> {
    let groups: BTreeSet<Vec<DimId>> = formulas
        .into_iter()
        .map(|formula| formula.dims().into_iter().collect())
        .collect();
    let mut dims: Vec<DimId> = groups.iter().flatten().copied().collect();
    dims.sort_unstable();
    dims.dedup();
    let place = |dim: &DimId| dims.binary_search(dim).unwrap_or_default();
    let groups: Vec<Vec<usize>> = groups.iter().map(|group| group.iter().map(place).collect()).collect();
    let mut order: Vec<usize> = (0..dims.len()).collect();
    let mut at = order.clone();
    let mut best = (span(&groups, &at), order.clone());
    for _ in 0..ROUNDS {
        let next = pulled(&groups, &at, &order);
        if next == order {
            break;
        }
        order = next;
        for (position, &dim) in order.iter().enumerate() {
            at[dim] = position;
        }
        let width = span(&groups, &at);
        if width < best.0 {
            best = (width, order.clone());
        }
    }
    best.1.into_iter().map(|dim| dims[dim]).collect()
}

/// How far apart the dimensions of each group are, in all; `at` gives the position of each dimension.
fn span(groups: &[Vec<usize>], at: &[usize]) -> usize {
    let width = |group: &Vec<usize>| {
        let (low, high) = group.iter().fold((usize::MAX, 0), |(low, high), &dim| {
            (low.min(at[dim]), high.max(at[dim]))
        });
        high.saturating_sub(low)
    };
    groups.iter().map(width).sum()
}

/// Moves every dimension to the mean centre of its groups.
fn pulled(groups: &[Vec<usize>], at: &[usize], order: &[usize]) -> Vec<usize> {
    let mut pulls = vec![(0.0, 0.0); at.len()];
    for group in groups {
        let centre = group.iter().map(|&dim| at[dim]).sum::<usize>() as f64 / group.len().max(1) as f64;
        for &dim in group {
            pulls[dim].0 += centre;
            pulls[dim].1 += 1.0;
        }
    }
    let centres: Vec<f64> = pulls
        .into_iter()
        .map(|(sum, count): (f64, f64)| if count > 0.0 { sum / count } else { 0.0 })
        .collect();
    let mut next = order.to_vec();
    next.sort_by(|&a, &b| centres[a].total_cmp(&centres[b]));
    next
}
