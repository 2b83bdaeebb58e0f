//! Words on arrows, where they cover neither a box nor other words; where there is no such place they are left to the tooltip.

use super::Band;
use super::boxes::Boxed;
use super::text::width;
use super::wire::{Wire, pieces, point};
use crate::chart::{Chart, View};
use crate::diagnostic::Lang;
use crate::render::graph::words::edge_text;

/// Size of the font.
pub const SIZE: f64 = 10.0;
/// Height of a line of words.
const HEIGHT: f64 = 13.0;

/// Words on an arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Their middle.
    pub x: f64,
    /// Their middle.
    pub y: f64,
    /// What they say.
    pub text: String,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// A rectangle: left, upper, right and lower edge.
type Area = (f64, f64, f64, f64);

/// Gives the arrows their words, broken ones first; returns how many found no room.
pub fn label(wires: &mut [Wire], boxes: &[Boxed], bands: &[Band], chart: &Chart, lang: Lang) -> usize {
    let mut taken: Vec<Area> = boxes.iter().map(|b| (b.x, b.y, b.x + b.w, b.y + b.h)).collect();
    taken.extend(bands.iter().map(|b| (b.x, b.y, b.x + b.w, b.y + super::BAND_HEAD)));
    let mut order: Vec<usize> = (0..wires.len()).collect();
    order.sort_by_key(|e| chart.edges.get(*e).map(|x| (std::cmp::Reverse(x.broken), x.main(), *e)));
    let mut homeless = 0;
    for e in order {
        let (Some(edge), Some(wire)) = (chart.edges.get(e), wires.get_mut(e)) else {
            continue;
        };
        let text = edge_text(edge, lang);
        // Among many arrows, what the colour says is not said again.
        let plain = chart.view == View::Whole && edge.count() == 1 && edge.broken == 0;
        if text.is_empty() || plain {
            continue;
        }
        let w = width(&text, SIZE) + 4.0;
        match home(wire, w, &taken) {
            Some((x, y)) => {
                taken.push(area(x, y, w));
                wire.right = wire.right.max(x + w / 2.0);
                wire.label = Some(Label {
                    x,
                    y,
                    text,
                    w,
                    h: HEIGHT,
                });
            }
            None => homeless += 1,
        }
    }
    homeless
}

fn area(x: f64, y: f64, w: f64) -> Area {
    (x - w / 2.0, y - HEIGHT / 2.0, x + w / 2.0, y + HEIGHT / 2.0)
}

/// The first free place along an arrow, from its middle outward.
fn home(wire: &Wire, w: f64, taken: &[Area]) -> Option<(f64, f64)> {
    let steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];
    let mut places = pieces(&wire.curve).flat_map(|piece| steps.iter().map(move |t| point(piece, *t)));
    places.find(|(x, y)| {
        let here = area(*x, *y, w);
        taken.iter().all(|there| apart(here, *there))
    })
}

fn apart(a: Area, b: Area) -> bool {
    a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1
}
