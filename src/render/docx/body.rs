//! Blocks to `word/document.xml`, and the page number to `word/footer1.xml`.

use std::io;

use super::document::{Block, Document, Level, Page, Paper, Piece, Side, Weight};
use super::styles::{SONGTI, fonts, size};
use super::table;
use super::xml::{MAIN, Pen, RELATIONS};

/// Margins in twentieths of a point: top, right, bottom, left.
const UPRIGHT: [u32; 4] = [2098, 1474, 1984, 1588];
/// Margins of pages on their side, which hold wide tables.
const ON_ITS_SIDE: [u32; 4] = [1134, 1021, 1021, 1021];

/// `word/document.xml`.
pub fn xml(document: &Document) -> io::Result<Vec<u8>> {
    let mut pen = Pen::new()?;
    pen.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONS)], |pen| {
        pen.element("w:body", &[], |pen| {
            paragraph(pen, "Title", &[Piece::plain(document.title.as_str())])?;
            for line in &document.below {
                paragraph(pen, "Below", &[Piece::plain(line.as_str())])?;
            }
            let width = text_width(document.page);
            document.blocks.iter().try_for_each(|b| block(pen, b, width))?;
            section(pen, document.page)
        })
    })?;
    Ok(pen.finish())
}

fn block(pen: &mut Pen, block: &Block, width: u32) -> io::Result<()> {
    match block {
        Block::Heading(Level::First, text) => paragraph(pen, "Heading1", &[Piece::plain(text.as_str())]),
        Block::Heading(Level::Second, text) => paragraph(pen, "Heading2", &[Piece::plain(text.as_str())]),
        Block::Paragraph(pieces) => paragraph(pen, "Text", pieces),
        Block::Note(pieces) => paragraph(pen, "Note", pieces),
        Block::Table(table) => table::xml(pen, table, width),
        Block::PageBreak => pen.element("w:p", &[], |pen| {
            pen.element("w:r", &[], |pen| pen.empty("w:br", &[("w:type", "page")]))
        }),
    }
}

fn paragraph(pen: &mut Pen, style: &str, pieces: &[Piece]) -> io::Result<()> {
    pen.element("w:p", &[], |pen| {
        pen.element("w:pPr", &[], |pen| pen.empty("w:pStyle", &[("w:val", style)]))?;
        for piece in pieces {
            pen.element("w:r", &[], |pen| {
                if piece.weight == Weight::Bold {
                    pen.element("w:rPr", &[], |pen| pen.empty("w:b", &[]))?;
                }
                lines(pen, &piece.text)
            })?;
        }
        Ok(())
    })
}

/// A text with breaks where it has lines.
pub fn lines(pen: &mut Pen, text: &str) -> io::Result<()> {
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            pen.empty("w:br", &[])?;
        }
        pen.text("w:t", &[("xml:space", "preserve")], line)?;
    }
    Ok(())
}

fn section(pen: &mut Pen, page: Page) -> io::Result<()> {
    let (width, height) = size_of(page);
    let [top, right, bottom, left] = margins(page).map(|m| m.to_string());
    pen.element("w:sectPr", &[], |pen| {
        pen.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId2")])?;
        let (w, h) = (width.to_string(), height.to_string());
        let mut attributes = vec![("w:w", w.as_str()), ("w:h", h.as_str())];
        if page.side == Side::Landscape {
            attributes.push(("w:orient", "landscape"));
        }
        pen.empty("w:pgSz", &attributes)?;
        pen.empty(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &right),
                ("w:bottom", &bottom),
                ("w:left", &left),
                ("w:header", "567"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ],
        )
    })
}

fn size_of(page: Page) -> (u32, u32) {
    let (short, long) = match page.paper {
        Paper::A4 => (11906, 16838),
        Paper::A3 => (16838, 23811),
    };
    match page.side {
        Side::Portrait => (short, long),
        Side::Landscape => (long, short),
    }
}

fn margins(page: Page) -> [u32; 4] {
    match page.side {
        Side::Portrait => UPRIGHT,
        Side::Landscape => ON_ITS_SIDE,
    }
}

fn text_width(page: Page) -> u32 {
    let [_, right, _, left] = margins(page);
    size_of(page).0.saturating_sub(left + right)
}

/// `word/footer1.xml`: — 1 —
pub fn footer() -> io::Result<Vec<u8>> {
    let mut pen = Pen::new()?;
    pen.element("w:ftr", &[("xmlns:w", MAIN)], |pen| {
        pen.element("w:p", &[], |pen| {
            pen.element("w:pPr", &[], |pen| pen.empty("w:jc", &[("w:val", "center")]))?;
            run(pen, |pen| pen.text("w:t", &[("xml:space", "preserve")], "— "))?;
            for mark in ["begin", "instruction", "end"] {
                run(pen, |pen| match mark {
                    "instruction" => pen.text("w:instrText", &[("xml:space", "preserve")], " PAGE "),
                    mark => pen.empty("w:fldChar", &[("w:fldCharType", mark)]),
                })?;
            }
            run(pen, |pen| pen.text("w:t", &[("xml:space", "preserve")], " —"))
        })
    })?;
    Ok(pen.finish())
}

/// A run of the footer: 四号宋体.
fn run(pen: &mut Pen, inside: impl FnOnce(&mut Pen) -> io::Result<()>) -> io::Result<()> {
    pen.element("w:r", &[], |pen| {
        pen.element("w:rPr", &[], |pen| {
            fonts(pen, SONGTI)?;
            size(pen, 28)
        })?;
        inside(pen)
    })
}
