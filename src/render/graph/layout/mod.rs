//! A chart in places: boxes in columns, arrows round them, words where they cover nothing.
//!
//! Layered drawing after Sugiyama: lanes give the columns, long arrows get a slot in every column that they cross, columns are
//! ordered by the mean height of their neighbours, and heights are the nearest that keep boxes apart. No step depends on chance.

mod boxes;
mod columns;
mod label;
mod order;
mod place;
mod text;
mod wire;

use crate::chart::Chart;
use crate::diagnostic::Lang;

pub use boxes::{Boxed, Line, Style};
pub use label::Label;
pub use text::{width, wrap};
pub use wire::Wire;

/// The margin of the picture.
pub const MARGIN: f64 = 24.0;
/// What stands above the lanes.
pub const HEAD: f64 = 64.0;
/// The heading of a lane.
pub const BAND_HEAD: f64 = 30.0;

/// The background of a lane, with its heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The lane.
    pub lane: usize,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// A chart in places.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Right edge of what is drawn.
    pub width: f64,
    /// Lower edge of what is drawn.
    pub height: f64,
    /// Lanes.
    pub bands: Vec<Band>,
    /// Boxes, one a node.
    pub boxes: Vec<Boxed>,
    /// Arrows, one an edge.
    pub wires: Vec<Wire>,
    /// Arrows whose words found no room.
    pub unlabelled: usize,
}

/// Finds places for a chart.
#[must_use]
pub fn lay_out(chart: &Chart, lang: Lang) -> Picture {
    let mut boxes: Vec<Boxed> = chart.nodes.iter().map(|n| boxes::size(n, &chart.view, lang)).collect();
    let mut grid = columns::columns(chart, &boxes);
    order::order(&mut grid, &boxes);
    place::spread(&mut grid, &mut boxes, chart, lang);
    let bands = place::bands(&grid, &boxes);
    let mut wires = wire::wires(&grid, &boxes, chart);
    let unlabelled = label::label(&mut wires, &boxes, &bands, chart, lang);
    let right = bands.iter().map(|b| b.x + b.w).fold(0.0, f64::max);
    let low = bands.iter().map(|b| b.y + b.h).fold(0.0, f64::max);
    let reach = wires.iter().map(|w| w.right).fold(right, f64::max);
    Picture {
        width: reach + MARGIN,
        height: low + MARGIN,
        bands,
        boxes,
        wires,
        unlabelled,
    }
}
