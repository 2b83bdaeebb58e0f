//! Heights: the nearest to those wished for that keep the things of a column apart; then widths, and the lanes behind.

use std::collections::BTreeMap;

use super::boxes::Boxed;
use super::columns::{Cell, Grid, Thing};
use super::{BAND_HEAD, Band, HEAD, MARGIN};
use crate::chart::{Chart, View};
use crate::diagnostic::Lang;

/// Room between two boxes.
const GAP: f64 = 12.0;
/// Room that an arrow takes on its way past.
const SLOT: f64 = 8.0;
/// Room between a lane's edge and its boxes.
const BAND_PAD: f64 = 12.0;

/// Places the things of a column as near as can be to the heights wished for; what has no wish stays by its neighbours.
///
/// The places that keep their order and distance and depart least (in squares) from the wishes: found by pooling
/// neighbours that would overlap (pool adjacent violators).
pub fn column(grid: &mut Grid, c: usize, boxes: &[Boxed], wished: &BTreeMap<Thing, f64>) {
    let Some(cells) = grid.columns.get_mut(c) else { return };
    let mut offset = 0.0;
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    let mut offsets = Vec::new();
    for (i, cell) in cells.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|p| cells.get(p));
        offset += before.map_or(0.0, |b| distance(b, cell, boxes));
        offsets.push(offset);
        let (wish, weight) = match wished.get(&cell.thing) {
            Some(y) => (*y, if matches!(cell.thing, Thing::Slot(_)) { 0.6 } else { 1.0 }),
            None if wished.is_empty() => (offset, 1.0),
            None => (cell.y, 0.05),
        };
        pools.push((wish - offset, weight, 1));
        while let [.., a, b] = pools.as_slice() {
            if a.0 <= b.0 {
                break;
            }
            let weight = a.1 + b.1;
            let joined = ((a.0 * a.1 + b.0 * b.1) / weight, weight, a.2 + b.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    let bases = pools.iter().flat_map(|(base, _, n)| std::iter::repeat_n(*base, *n));
    for ((cell, base), offset) in cells.iter_mut().zip(bases).zip(offsets) {
        cell.y = base + offset;
    }
}

fn half(cell: &Cell, boxes: &[Boxed]) -> f64 {
    match cell.thing {
        Thing::Box(n) => boxes.get(n).map_or(0.0, |b| b.h / 2.0),
        Thing::Slot(_) => SLOT / 2.0,
    }
}

/// From the middle of one thing to the middle of the next.
fn distance(a: &Cell, b: &Cell, boxes: &[Boxed]) -> f64 {
    let gap = match (a.lane, b.lane) {
        // Between two lanes of one column stand the edge of the first and the heading of the second.
        (Some(x), Some(y)) if x != y => GAP + 2.0 * BAND_PAD + BAND_HEAD,
        (Some(_), Some(_)) => GAP,
        (None, None) => 2.0,
        // An arrow passes between two lanes, or between two units.
        _ => GAP / 2.0 + BAND_PAD,
    };
    half(a, boxes) + gap + half(b, boxes)
}

/// Turns middles into places: nothing above the upper edge, columns beside each other.
pub fn spread(grid: &mut Grid, boxes: &mut [Boxed], chart: &Chart, lang: Lang) {
    let tops = grid.columns.iter().flatten().map(|c| c.y - half(c, boxes));
    let top = tops.fold(f64::INFINITY, f64::min);
    let shift = HEAD + BAND_HEAD + MARGIN - if top.is_finite() { top } else { 0.0 };
    let mut x = MARGIN + BAND_PAD;
    for c in 0..grid.columns.len() {
        // A heading wants room too.
        let heads = grid
            .lanes
            .iter()
            .filter(|(_, first, last)| first == last && *first == c);
        let titles = heads.filter_map(|(l, ..)| chart.lanes.get(*l));
        let head = titles
            .map(|l| super::width(l.title.get(lang), 13.0))
            .fold(0.0, f64::max);
        let wide = grid.w.get(c).copied().unwrap_or(0.0).max(head);
        if let Some(w) = grid.w.get_mut(c) {
            *w = wide;
        }
        if let Some(left) = grid.x.get_mut(c) {
            *left = x;
        }
        for cell in grid.columns.get_mut(c).into_iter().flatten() {
            cell.y += shift;
            if let Thing::Box(n) = cell.thing
                && let Some(b) = boxes.get_mut(n)
            {
                b.x = x + (wide - b.w) / 2.0;
                b.y = cell.y - b.h / 2.0;
            }
        }
        x += wide + gutter(grid, c, chart);
    }
}

/// The room to the right of a column: the more arrows leave it, the more.
fn gutter(grid: &Grid, c: usize, chart: &Chart) -> f64 {
    let through = grid
        .routes
        .iter()
        .filter(|r| r.windows(2).any(|p| p.first().is_some_and(|(at, _)| *at == c)));
    let inside = grid
        .ends
        .iter()
        .filter(|(a, b)| grid.column_of.get(*a) == Some(&c) && grid.column_of.get(*b) == Some(&c));
    let base = if chart.view == View::Chain { 84.0 } else { 72.0 };
    base + (through.count() as f64 * 1.6).min(70.0) + (inside.count() as f64 * 4.0).min(50.0)
}

/// The lanes behind the boxes.
pub fn bands(grid: &Grid, boxes: &[Boxed]) -> Vec<Band> {
    let low = boxes.iter().map(|b| b.y + b.h).fold(HEAD, f64::max) + BAND_PAD;
    let mut out = Vec::new();
    for (lane, first, last) in &grid.lanes {
        let x = grid.x.get(*first).copied().unwrap_or(0.0) - BAND_PAD;
        let right = grid.x.get(*last).copied().unwrap_or(0.0) + grid.w.get(*last).copied().unwrap_or(0.0) + BAND_PAD;
        let shares = grid.lanes.iter().any(|(l, f, _)| l != lane && f == first);
        let own: Vec<&Boxed> = grid
            .columns
            .iter()
            .flatten()
            .filter(|cell| cell.lane == Some(*lane))
            .filter_map(|cell| match cell.thing {
                Thing::Box(n) => boxes.get(n),
                Thing::Slot(_) => None,
            })
            .collect();
        let (top, bottom) = if shares {
            let top = own.iter().map(|b| b.y).fold(f64::INFINITY, f64::min);
            (
                top - BAND_HEAD - BAND_PAD / 2.0,
                own.iter().map(|b| b.y + b.h).fold(0.0, f64::max) + BAND_PAD,
            )
        } else {
            (HEAD, low)
        };
        out.push(Band {
            lane: *lane,
            x,
            y: top,
            w: right - x,
            h: bottom - top,
        });
    }
    out
}
