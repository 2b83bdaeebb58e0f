//! Documents as a JSON form, for whoever lays them out by other means.

use crate::render::docx::{Block, Cell, Document, Level, Look, Piece, Weight};
use crate::wire::v1::{Sheet, SheetBlock, SheetCell};

/// Writes a document. `plan` and `digest` say what it was made from.
#[must_use]
pub fn form(document: &Document, plan: &str, digest: &str) -> Sheet {
    Sheet {
        schema: "zeren.dispatch/v1",
        plan: plan.to_owned(),
        policy_digest: digest.to_owned(),
        title: document.title.clone(),
        below: document.below.clone(),
        blocks: document.blocks.iter().filter_map(block).collect(),
    }
}

/// Pages are the reader's business: a break is left out.
fn block(block: &Block) -> Option<SheetBlock> {
    Some(match block {
        Block::Heading(level, text) => SheetBlock::Heading {
            level: if *level == Level::First { 1 } else { 2 },
            text: text.clone(),
        },
        Block::Paragraph(pieces) => SheetBlock::Paragraph {
            text: text(pieces),
            strong: pieces.iter().all(|p| p.weight == Weight::Bold),
        },
        Block::Note(pieces) => SheetBlock::Note { text: text(pieces) },
        Block::Table(table) => SheetBlock::Table {
            widths: table.widths.clone(),
            head: table.head.iter().map(|r| row(r)).collect(),
            rows: table.rows.iter().map(|r| row(r)).collect(),
        },
        Block::PageBreak => return None,
    })
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| p.text.as_str()).collect()
}

fn row(cells: &[Cell]) -> Vec<SheetCell> {
    let cell = |c: &Cell| SheetCell {
        text: c.text.clone(),
        look: match c.look {
            Look::Plain => "plain",
            Look::Head => "head",
            Look::Group => "group",
            Look::Strong => "strong",
            Look::Bold => "bold",
        },
        span: usize::from(c.span).max(1),
    };
    cells.iter().map(cell).collect()
}
