//! A draft → the text of a plan, laid out by the formatter; and where each item of the text was read from.

mod bare;
mod item;
mod plan;
mod writer;

use super::Draft;
use writer::Writer;

/// A draft as text.
#[derive(Debug, Clone)]
pub struct Written {
    /// The text of one `.zr` file.
    pub text: String,
    /// Where each of its declarations was read from, in order.
    pub places: Vec<Place>,
}

/// Where a declaration was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its bytes in the draft.
    pub span: std::ops::Range<usize>,
    /// Its first line in the draft, from 1.
    pub draft_line: usize,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The clause of the document.
    pub clause: String,
    /// The line of the document, from 1; 0 where it stands for the whole.
    pub line: usize,
}

/// What the header says beyond the document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The plan's id.
    pub id: String,
    /// SHA-256 of the document, in hexadecimal.
    pub sha256: Option<String>,
    /// Its vocabulary, if it has one.
    pub vocabulary: Option<String>,
}

/// Writes a draft.
#[must_use]
pub fn write(draft: &Draft, options: &Options) -> Written {
    let mut writer = Writer::default();
    writer.header(draft, options);
    writer.outline(draft);
    for unit in &draft.units {
        writer.unit(unit);
    }
    for item in &draft.items {
        writer.item(item);
    }
    for omitted in &draft.omitted {
        writer.omitted(omitted);
    }
    writer.finish()
}
