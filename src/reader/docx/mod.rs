//! A `.docx` → lines: the words a reader sees on the page, with the list numbers that live in styles, tables row by row, text boxes and
//! notes after the paragraph that holds them, tracked changes as accepted. And back: a copy of the file with review comments (`comments`),
//! or for a document that is no docx, one made of its lines to carry them (`paged`).
//!
//! Left out, and said so: pictures, headers and footers, hidden text, the table of contents.

mod body;
mod comments;
mod counting;
mod notes;
mod numbering;
mod package;
mod paged;
mod properties;
mod seen;
mod styles;
mod xml;

pub use comments::{Comment, with_comments};
pub use paged::{Paged, paged};

use self::body::Walk;
use self::numbering::Numbering;
use self::package::Package;
use self::styles::Styles;
use super::table::Paragraph;
use super::{Fault, Format, Line, Reading};

/// Reads a package.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes)?;
    let body = package.body()?;
    let styles = match package.related_part("styles")? {
        Some((name, text)) => Styles::read(&name, &text)?,
        None => Styles::default(),
    };
    let numbering = match package.related_part("numbering")? {
        Some((name, text)) => Numbering::read(&name, &text)?,
        None => Numbering::default(),
    };
    let notes = notes::read(&mut package, &styles)?;
    let mut walk = Walk::new(&styles, numbering, &notes);
    walk.part(&package.main, &body)?;
    let (paragraphs, seen) = walk.finish();
    Ok(Reading {
        format: Format::Docx,
        lines: paragraphs.into_iter().flat_map(lines).collect(),
        remarks: seen.remarks(),
    })
}

/// The lines of a paragraph, cut at its soft breaks.
fn lines(paragraph: Paragraph) -> Vec<Line> {
    let line = |text: &str| Line {
        text: text.trim_end().to_owned(),
        place: paragraph.place,
        original: None,
        anchor: paragraph.anchor,
    };
    paragraph.text.split('\n').map(line).collect()
}
