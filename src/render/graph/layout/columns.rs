//! Columns: each node gets one by its lane, each long arrow a slot in every column that it crosses.

use std::collections::BTreeMap;

use super::boxes::Boxed;
use crate::chart::{Chart, Flow};

/// A thing in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A node.
    Box(usize),
    /// An arrow on its way past.
    Slot(usize),
}

/// A thing with its height.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it is.
    pub thing: Thing,
    /// Its lane; slots have none.
    pub lane: Option<usize>,
    /// The height of its middle.
    pub y: f64,
}

/// The columns of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The cells of each, from above.
    pub columns: Vec<Vec<Cell>>,
    /// The column of each node.
    pub column_of: Vec<usize>,
    /// Each arrow as the columns' cells that it touches, from left to right; empty where both ends stand in one column.
    pub routes: Vec<Vec<(usize, Thing)>>,
    /// The ends of each arrow.
    pub ends: Vec<(usize, usize)>,
    /// The lanes in the order of columns, with the first and last column of each.
    pub lanes: Vec<(usize, usize, usize)>,
    /// Left edges of the columns.
    pub x: Vec<f64>,
    /// Widths of the columns.
    pub w: Vec<f64>,
}

/// In a column stand at most about so many units of loose lanes.
const ROWS: usize = 13;
/// A lane takes at most so many columns for its own order.
const STEPS: usize = 4;

/// Gives each node its column.
pub fn columns(chart: &Chart, boxes: &[Boxed]) -> Grid {
    let ends: Vec<(usize, usize)> = chart.edges.iter().map(|e| (e.from, e.to)).collect();
    let (column_of, lanes) = assign(chart, &ends);
    let count = column_of.iter().max().map_or(0, |m| m + 1);
    let mut grid = Grid {
        columns: vec![Vec::new(); count],
        routes: Vec::new(),
        ends,
        lanes,
        x: vec![0.0; count],
        w: vec![0.0; count],
        column_of,
    };
    for (n, node) in chart.nodes.iter().enumerate() {
        let c = grid.column_of.get(n).copied().unwrap_or(0);
        push(&mut grid, c, Thing::Box(n), Some(node.lane));
        let wide = boxes.get(n).map_or(0.0, |b| b.w);
        if let Some(w) = grid.w.get_mut(c) {
            *w = wide.max(*w);
        }
    }
    for e in 0..grid.ends.len() {
        let route = route(&grid, e);
        for (c, thing) in &route {
            if matches!(thing, Thing::Slot(_)) {
                push(&mut grid, *c, *thing, None);
            }
        }
        grid.routes.push(route);
    }
    grid
}

fn push(grid: &mut Grid, column: usize, thing: Thing, lane: Option<usize>) {
    if let Some(cells) = grid.columns.get_mut(column) {
        let y = cells.len() as f64;
        cells.push(Cell { thing, lane, y });
    }
}

/// The cells that an arrow touches, from left to right.
fn route(grid: &Grid, e: usize) -> Vec<(usize, Thing)> {
    let Some((from, to)) = grid.ends.get(e).copied() else {
        return Vec::new();
    };
    let at = |n: usize| grid.column_of.get(n).copied().unwrap_or(0);
    let (left, right) = if at(from) <= at(to) { (from, to) } else { (to, from) };
    if at(left) == at(right) {
        return Vec::new();
    }
    let mut out = vec![(at(left), Thing::Box(left))];
    out.extend((at(left) + 1..at(right)).map(|c| (c, Thing::Slot(e))));
    out.push((at(right), Thing::Box(right)));
    out
}

type Lanes = Vec<(usize, usize, usize)>;

/// The column of each node, and the first and last column of each lane.
fn assign(chart: &Chart, ends: &[(usize, usize)]) -> (Vec<usize>, Lanes) {
    let mut column_of = vec![0; chart.nodes.len()];
    let mut lanes = Vec::new();
    // The column being filled with loose lanes, and how many stand in it.
    let (mut next, mut filled) = (0, 0);
    for (l, lane) in chart.lanes.iter().enumerate() {
        let nodes: Vec<usize> = (0..chart.nodes.len())
            .filter(|n| chart.nodes.get(*n).is_some_and(|n| n.lane == l))
            .collect();
        if nodes.is_empty() {
            continue;
        }
        match lane.flow {
            Flow::Ordered => {
                let steps = steps(&nodes, ends);
                let last = steps.values().max().copied().unwrap_or(0);
                for (n, step) in steps {
                    set(&mut column_of, n, next + step);
                }
                lanes.push((l, next, next + last));
                next += last + 1;
            }
            Flow::Loose => {
                let stacked = stacks(chart) && filled > 0 && filled + nodes.len() < ROWS;
                if filled > 0 && !stacked {
                    next += 1;
                    filled = 0;
                }
                let parts = nodes.len().div_ceil(ROWS).max(1);
                let rows = nodes.len().div_ceil(parts).max(1);
                for (i, n) in nodes.iter().enumerate() {
                    set(&mut column_of, *n, next + i / rows);
                }
                lanes.push((l, next, next + parts - 1));
                next += parts - 1;
                // A heading takes about the room of a unit.
                filled = if parts > 1 { ROWS } else { filled + nodes.len() + 1 };
            }
        }
    }
    (column_of, lanes)
}

/// Whether small lanes may share a column: not where lanes are distances from a unit.
fn stacks(chart: &Chart) -> bool {
    chart.view == crate::chart::View::Whole
}

fn set(column_of: &mut [usize], node: usize, column: usize) {
    if let Some(c) = column_of.get_mut(node) {
        *c = column;
    }
}

/// How far into its lane each node stands: one step after whatever passes something on to it. Circles are cut where they close.
fn steps(nodes: &[usize], ends: &[(usize, usize)]) -> BTreeMap<usize, usize> {
    let inside: Vec<(usize, usize)> = ends
        .iter()
        .copied()
        .filter(|(a, b)| a != b && nodes.contains(a) && nodes.contains(b))
        .collect();
    let kept = without_circles(nodes, &inside);
    let mut steps: BTreeMap<usize, usize> = nodes.iter().map(|n| (*n, 0)).collect();
    // As many rounds as a path may be long.
    for _ in 0..STEPS {
        for (a, b) in &kept {
            let after = (steps.get(a).copied().unwrap_or(0) + 1).min(STEPS - 1);
            if let Some(step) = steps.get_mut(b) {
                *step = after.max(*step);
            }
        }
    }
    steps
}

/// The arrows that do not close a circle, taken one after the other.
fn without_circles(nodes: &[usize], edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (a, b) in edges {
        let mut reached = vec![*b];
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            let on = kept.iter().filter(|(x, _)| *x == at).map(|(_, y)| *y);
            let new: Vec<usize> = on.filter(|y| !reached.contains(y)).collect();
            reached.extend(new);
            next += 1;
        }
        if !reached.contains(a) && nodes.contains(a) {
            kept.push((*a, *b));
        }
    }
    kept
}
