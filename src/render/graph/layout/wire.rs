//! Arrows: smooth lines from box to box through the slots kept free for them.

use std::collections::BTreeMap;

use super::boxes::Boxed;
use super::columns::{Grid, Thing};
use super::label::Label;
use crate::chart::Chart;

/// A point.
pub type Point = (f64, f64);

/// An arrow in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    /// The curve: a point, then groups of two controls and an end.
    pub curve: Vec<Point>,
    /// Its words.
    pub label: Option<Label>,
    /// How far right it goes.
    pub right: f64,
}

/// An end of an arrow at a side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

type Ports = BTreeMap<(usize, usize), f64>;

/// Draws all arrows.
pub fn wires(grid: &Grid, boxes: &[Boxed], chart: &Chart) -> Vec<Wire> {
    let ports = ports(grid, boxes);
    (0..chart.edges.len()).map(|e| wire(grid, boxes, &ports, e)).collect()
}

/// The side of `node` at which arrow `e` ends.
fn side(grid: &Grid, node: usize, other: usize) -> Side {
    let at = |n: usize| grid.column_of.get(n).copied().unwrap_or(0);
    if at(other) < at(node) { Side::Left } else { Side::Right }
}

/// The height at which each arrow meets each of its boxes: spread over the side, in the order of the other ends.
fn ports(grid: &Grid, boxes: &[Boxed]) -> Ports {
    let mut sides: BTreeMap<(usize, Side), Vec<(f64, usize)>> = BTreeMap::new();
    for (e, (from, to)) in grid.ends.iter().enumerate() {
        for (node, other, last) in [(*from, *to, false), (*to, *from, true)] {
            let toward = next_height(grid, boxes, e, node, other);
            // Of two arrows between the same boxes, one goes and one comes.
            let key = toward + if last { 0.01 } else { 0.0 };
            sides.entry((node, side(grid, node, other))).or_default().push((key, e));
        }
    }
    let mut out = Ports::new();
    for ((node, _), mut ends) in sides {
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let Some(b) = boxes.get(node) else { continue };
        let room = b.h - 8.0;
        for (i, (_, e)) in ends.iter().enumerate() {
            let part = (i + 1) as f64 / (ends.len() + 1) as f64;
            out.insert((*e, node), b.y + 4.0 + room * part);
        }
    }
    out
}

/// The height of the next thing that an arrow meets after a box.
fn next_height(grid: &Grid, boxes: &[Boxed], e: usize, node: usize, other: usize) -> f64 {
    let straight = boxes.get(other).map_or(0.0, Boxed::middle);
    let Some(route) = grid.routes.get(e).filter(|r| r.len() > 2) else {
        return straight;
    };
    let near = if route.first().map(|(_, t)| *t) == Some(Thing::Box(node)) {
        route.get(1)
    } else {
        route.iter().rev().nth(1)
    };
    near.and_then(|(c, thing)| height(grid, *c, *thing)).unwrap_or(straight)
}

fn height(grid: &Grid, c: usize, thing: Thing) -> Option<f64> {
    let cells = grid.columns.get(c)?;
    cells.iter().find(|cell| cell.thing == thing).map(|cell| cell.y)
}

fn wire(grid: &Grid, boxes: &[Boxed], ports: &Ports, e: usize) -> Wire {
    let Some((from, to)) = grid.ends.get(e).copied() else {
        return bent(vec![(0.0, 0.0)]);
    };
    let port = |node: usize| {
        let y = ports.get(&(e, node)).copied().unwrap_or(0.0);
        let other = if node == from { to } else { from };
        let x = boxes.get(node).map_or(0.0, |b| match side(grid, node, other) {
            Side::Left => b.x,
            Side::Right => b.x + b.w,
        });
        (x, y)
    };
    let route = grid.routes.get(e).map_or(&[][..], Vec::as_slice);
    if route.is_empty() {
        return bent(arc(port(from), port(to)));
    }
    let mut stops: Vec<Point> = Vec::new();
    for (c, thing) in route {
        match thing {
            Thing::Box(n) => stops.push(port(*n)),
            slot @ Thing::Slot(_) => {
                let y = height(grid, *c, *slot).unwrap_or(0.0);
                let x = grid.x.get(*c).copied().unwrap_or(0.0);
                let w = grid.w.get(*c).copied().unwrap_or(0.0);
                stops.extend([(x, y), (x + w, y)]);
            }
        }
    }
    if route.first().map(|(_, t)| *t) != Some(Thing::Box(from)) {
        stops.reverse();
    }
    bent(through(&stops))
}

fn bent(curve: Vec<Point>) -> Wire {
    let right = curve.iter().map(|(x, _)| *x).fold(0.0, f64::max);
    Wire {
        curve,
        label: None,
        right,
    }
}

/// From a box to another of the same column, round the right side.
fn arc(a: Point, b: Point) -> Vec<Point> {
    let bulge = (18.0 + (a.1 - b.1).abs() * 0.12).min(64.0);
    let x = a.0.max(b.0) + bulge;
    vec![a, (x, a.1), (x, b.1), b]
}

/// A curve that leaves and meets every stop level.
fn through(stops: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = stops.first().copied().into_iter().collect();
    for pair in stops.windows(2) {
        let [a, b] = pair else { continue };
        let lean = (b.0 - a.0) * 0.5;
        out.extend([(a.0 + lean, a.1), (b.0 - lean, b.1), *b]);
    }
    out
}

/// The point of a curve's piece at `t` from 0 to 1.
pub fn point(piece: &[Point], t: f64) -> Point {
    let [a, b, c, d] = piece else { return (0.0, 0.0) };
    let u = 1.0 - t;
    let mix =
        |a: f64, b: f64, c: f64, d: f64| u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d;
    (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
}

/// The pieces of a curve: four points each.
pub fn pieces(curve: &[Point]) -> impl Iterator<Item = &[Point]> {
    (0..curve.len().saturating_sub(1) / 3).filter_map(|i| curve.get(i * 3..i * 3 + 4))
}
