//! A table: its head repeated on each page, its rows kept whole.

use std::io;

use super::body::lines;
use super::document::{Align, Cell, Flow, Look, Merge, Table, TextSize};
use super::styles::{FANGSONG, HEITI, KAITI, fonts, size};
use super::xml::Pen;

/// Height of a row whose cells run from top to bottom, for each character of the longest, in parts of the text's size.
const UPRIGHT_CHARACTER: u32 = 11;

/// Writes a table as wide as `width` (twentieths of a point).
pub fn xml(pen: &mut Pen, table: &Table, width: u32) -> io::Result<()> {
    let widths = shares(&table.widths, width);
    pen.element("w:tbl", &[], |pen| {
        properties(pen, widths.iter().sum())?;
        pen.element("w:tblGrid", &[], |pen| {
            widths
                .iter()
                .try_for_each(|w| pen.empty("w:gridCol", &[("w:w", &w.to_string())]))
        })?;
        table
            .head
            .iter()
            .try_for_each(|r| row(pen, r, &widths, table.size, Place::Head))?;
        table
            .rows
            .iter()
            .try_for_each(|r| row(pen, r, &widths, table.size, Place::Body))
    })?;
    // A table must be followed by a paragraph.
    pen.element("w:p", &[], |pen| {
        pen.element("w:pPr", &[], |pen| pen.empty("w:pStyle", &[("w:val", "Note")]))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Body,
}

/// Shares of a width, at least 1 each.
fn shares(shares: &[u32], width: u32) -> Vec<u32> {
    let whole: u64 = shares.iter().map(|s| u64::from((*s).max(1))).sum();
    let part = |s: &u32| u64::from((*s).max(1)) * u64::from(width) / whole.max(1);
    shares
        .iter()
        .map(|s| u32::try_from(part(s)).unwrap_or(width).max(1))
        .collect()
}

fn properties(pen: &mut Pen, width: u32) -> io::Result<()> {
    pen.element("w:tblPr", &[], |pen| {
        pen.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
        pen.empty("w:jc", &[("w:val", "center")])?;
        pen.element("w:tblBorders", &[], |pen| {
            for (side, weight) in [
                ("w:top", "8"),
                ("w:left", "8"),
                ("w:bottom", "8"),
                ("w:right", "8"),
                ("w:insideH", "4"),
                ("w:insideV", "4"),
            ] {
                pen.empty(
                    side,
                    &[
                        ("w:val", "single"),
                        ("w:sz", weight),
                        ("w:space", "0"),
                        ("w:color", "000000"),
                    ],
                )?;
            }
            Ok(())
        })?;
        pen.empty("w:tblLayout", &[("w:type", "fixed")])?;
        pen.element("w:tblCellMar", &[], |pen| {
            for side in ["w:left", "w:right"] {
                pen.empty(side, &[("w:w", "40"), ("w:type", "dxa")])?;
            }
            Ok(())
        })
    })
}

fn row(pen: &mut Pen, cells: &[Cell], widths: &[u32], text: TextSize, place: Place) -> io::Result<()> {
    pen.element("w:tr", &[], |pen| {
        pen.element("w:trPr", &[], |pen| {
            pen.empty("w:cantSplit", &[])?;
            if let Some(height) = height(cells, text) {
                pen.empty("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")])?;
            }
            match place {
                Place::Head => pen.empty("w:tblHeader", &[]),
                Place::Body => Ok(()),
            }
        })?;
        let mut rest = widths.iter();
        for cell in cells {
            let width: u32 = rest.by_ref().take(cell.span.max(1)).sum();
            one(pen, cell, width, text)?;
        }
        Ok(())
    })
}

/// Height of a row with cells that run from top to bottom: word processors do not find it themselves.
fn height(cells: &[Cell], text: TextSize) -> Option<u32> {
    let upright = cells.iter().filter(|c| c.flow == Flow::Vertical);
    let longest = upright.map(|c| c.text.chars().count()).max()?;
    let characters = u32::try_from(longest).unwrap_or(u32::MAX).clamp(2, 16);
    Some(characters * half_points(text) * UPRIGHT_CHARACTER + 160)
}

fn one(pen: &mut Pen, cell: &Cell, width: u32, text: TextSize) -> io::Result<()> {
    pen.element("w:tc", &[], |pen| {
        pen.element("w:tcPr", &[], |pen| cell_properties(pen, cell, width))?;
        pen.element("w:p", &[], |pen| {
            pen.element("w:pPr", &[], |pen| {
                pen.empty(
                    "w:spacing",
                    &[
                        ("w:before", "20"),
                        ("w:after", "20"),
                        ("w:line", "240"),
                        ("w:lineRule", "auto"),
                    ],
                )?;
                match cell.align {
                    Align::Centre => pen.empty("w:jc", &[("w:val", "center")]),
                    Align::Start => Ok(()),
                }
            })?;
            pen.element("w:r", &[], |pen| {
                pen.element("w:rPr", &[], |pen| letters(pen, cell.look, text))?;
                lines(pen, &cell.text)
            })
        })
    })
}

fn cell_properties(pen: &mut Pen, cell: &Cell, width: u32) -> io::Result<()> {
    pen.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
    if cell.span > 1 {
        pen.empty("w:gridSpan", &[("w:val", &cell.span.to_string())])?;
    }
    match cell.merge {
        Merge::None => {}
        Merge::Start => pen.empty("w:vMerge", &[("w:val", "restart")])?,
        Merge::Continue => pen.empty("w:vMerge", &[])?,
    }
    if let Some(grey) = shade(cell.look) {
        pen.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", grey)])?;
    }
    if cell.flow == Flow::Vertical {
        pen.empty("w:textDirection", &[("w:val", "tbRlV")])?;
    }
    pen.empty("w:vAlign", &[("w:val", "center")])
}

fn shade(look: Look) -> Option<&'static str> {
    match look {
        Look::Plain | Look::Bold => None,
        Look::Head => Some("E7E6E6"),
        Look::Group => Some("F2F2F2"),
        Look::Strong => Some("D0CECE"),
    }
}

fn letters(pen: &mut Pen, look: Look, text: TextSize) -> io::Result<()> {
    fonts(
        pen,
        match look {
            Look::Plain | Look::Bold => FANGSONG,
            Look::Head | Look::Strong => HEITI,
            Look::Group => KAITI,
        },
    )?;
    if matches!(look, Look::Group | Look::Bold) {
        pen.empty("w:b", &[])?;
    }
    size(pen, half_points(text))
}

fn half_points(text: TextSize) -> u32 {
    match text {
        TextSize::Large => 24,
        TextSize::Normal => 21,
        TextSize::Small => 18,
        TextSize::Tiny => 15,
    }
}
