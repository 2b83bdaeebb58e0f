//! The order in each column: every thing stands at the mean height of its neighbours; the order with the fewest crossings is kept.

use std::collections::BTreeMap;

use super::boxes::Boxed;
use super::columns::{Cell, Grid, Thing};
use super::place;

/// How often the columns are gone through.
const SWEEPS: usize = 12;

type Key = (usize, Thing);

/// Orders the columns.
pub fn order(grid: &mut Grid, boxes: &[Boxed]) {
    let near = neighbours(grid);
    settle(grid, boxes, &near);
    let mut best = (crossings(grid), grid.columns.clone());
    for sweep in 0..SWEEPS {
        let count = grid.columns.len();
        for i in 0..count {
            let c = if sweep % 2 == 0 { i } else { count - 1 - i };
            sort(grid, c, &near);
            place::column(grid, c, boxes, &BTreeMap::new());
        }
        let found = crossings(grid);
        if found < best.0 {
            best = (found, grid.columns.clone());
        }
    }
    grid.columns = best.1;
    settle(grid, boxes, &near);
}

/// Heights for the order as it stands: each column in turn drawn to its neighbours.
fn settle(grid: &mut Grid, boxes: &[Boxed], near: &BTreeMap<Key, Vec<Key>>) {
    for c in 0..grid.columns.len() {
        place::column(grid, c, boxes, &BTreeMap::new());
    }
    for round in 0..8 {
        let count = grid.columns.len();
        for i in 0..count {
            let c = if round % 2 == 0 { i } else { count - 1 - i };
            let heights = heights(grid);
            let wished: BTreeMap<Thing, f64> = cells(grid, c)
                .filter_map(|cell| Some((cell.thing, mean(near.get(&(c, cell.thing))?, &heights)?)))
                .collect();
            place::column(grid, c, boxes, &wished);
        }
    }
}

fn cells(grid: &Grid, c: usize) -> impl Iterator<Item = &Cell> {
    grid.columns.get(c).into_iter().flatten()
}

/// What each thing is joined to in other columns.
fn neighbours(grid: &Grid) -> BTreeMap<Key, Vec<Key>> {
    let mut out: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for route in &grid.routes {
        for pair in route.windows(2) {
            let [a, b] = pair else { continue };
            out.entry(*a).or_default().push(*b);
            out.entry(*b).or_default().push(*a);
        }
    }
    out
}

fn heights(grid: &Grid) -> BTreeMap<Key, f64> {
    let cells = grid.columns.iter().enumerate();
    cells
        .flat_map(|(c, cells)| cells.iter().map(move |cell| ((c, cell.thing), cell.y)))
        .collect()
}

fn mean(near: &[Key], heights: &BTreeMap<Key, f64>) -> Option<f64> {
    let found: Vec<f64> = near.iter().filter_map(|k| heights.get(k).copied()).collect();
    (!found.is_empty()).then(|| found.iter().sum::<f64>() / found.len() as f64)
}

/// Sorts a column by the mean height of its neighbours; units of one lane stay together, slots go where they are drawn.
fn sort(grid: &mut Grid, c: usize, near: &BTreeMap<Key, Vec<Key>>) {
    let heights = heights(grid);
    let Some(cells) = grid.columns.get_mut(c) else { return };
    let wished = |cell: &Cell| {
        near.get(&(c, cell.thing))
            .and_then(|n| mean(n, &heights))
            .unwrap_or(cell.y)
    };
    let mut lanes: BTreeMap<usize, Vec<(f64, Cell)>> = BTreeMap::new();
    let mut slots: Vec<(f64, Cell)> = Vec::new();
    for cell in cells.drain(..) {
        match cell.lane {
            Some(lane) => lanes.entry(lane).or_default().push((wished(&cell), cell)),
            None => slots.push((wished(&cell), cell)),
        }
    }
    let mut blocks: Vec<(f64, Vec<(f64, Cell)>)> = Vec::new();
    for mut block in lanes.into_values() {
        block.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.thing.cmp(&b.1.thing)));
        let middle = block.iter().map(|(y, _)| y).sum::<f64>() / block.len().max(1) as f64;
        blocks.push((middle, block));
    }
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let boxes: Vec<(f64, Cell)> = blocks.into_iter().flat_map(|(_, b)| b).collect();
    slots.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.thing.cmp(&b.1.thing)));
    // A box's own wish may not be in order among the blocks: slots are compared with the highest wish so far.
    let mut slots = slots.into_iter().peekable();
    let mut reached = f64::NEG_INFINITY;
    for (wish, cell) in boxes {
        reached = reached.max(wish);
        while let Some((_, slot)) = slots.next_if(|(y, _)| *y <= reached) {
            cells.push(slot);
        }
        cells.push(cell);
    }
    cells.extend(slots.map(|(_, slot)| slot));
}

/// Number of crossings between neighbouring columns.
fn crossings(grid: &Grid) -> usize {
    let rank: BTreeMap<Key, usize> = grid
        .columns
        .iter()
        .enumerate()
        .flat_map(|(c, cells)| cells.iter().enumerate().map(move |(i, cell)| ((c, cell.thing), i)))
        .collect();
    let mut gaps: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for route in &grid.routes {
        for pair in route.windows(2) {
            let [a, b] = pair else { continue };
            if let (Some(x), Some(y)) = (rank.get(a), rank.get(b)) {
                gaps.entry(a.0).or_default().push((*x, *y));
            }
        }
    }
    gaps.into_values().map(inversions).sum()
}

/// Pairs in which the first rises and the second falls, counted with a Fenwick tree.
fn inversions(mut pairs: Vec<(usize, usize)>) -> usize {
    pairs.sort_unstable();
    let size = pairs.iter().map(|(_, y)| y + 2).max().unwrap_or(0);
    let mut tree = vec![0_usize; size + 1];
    let mut total = 0;
    for (seen, (_, y)) in pairs.iter().enumerate() {
        let (mut i, mut below) = (y + 1, 0);
        while i > 0 {
            below += tree.get(i).copied().unwrap_or(0);
            i &= i - 1;
        }
        total += seen - below;
        let mut i = y + 1;
        while let Some(slot) = tree.get_mut(i) {
            *slot += 1;
            i += i & i.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn crossings_are_counted() {
        assert_eq!(inversions(vec![(0, 0), (1, 1)]), 0);
        assert_eq!(inversions(vec![(0, 1), (1, 0)]), 1);
        assert_eq!(inversions(vec![(0, 2), (1, 1), (2, 0)]), 3);
        assert_eq!(inversions(vec![(0, 1), (0, 0)]), 0);
    }
}
