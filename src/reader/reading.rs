//! What a file is read into: lines with the places they come from, and what had to be done to get them.

use crate::diagnostic::Words;
use crate::words;

/// A document as lines of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the file is.
    pub format: Format,
    /// Its lines, in reading order. A paragraph with soft breaks is several.
    pub lines: Vec<Line>,
    /// What was detected, converted, accepted, left out or found damaged.
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// The lines as one text, for `document`; line `n` of it (from 1) is `lines[n - 1]`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.lines.iter().map(|l| l.text.len() + 1).sum());
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }

    /// The line of [`Reading::text`] with this number, from 1.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<&Line> {
        self.lines.get(number.checked_sub(1)?)
    }
}

/// One line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words, in Simplified script, a list number from a style before them; no line end.
    pub text: String,
    /// Where it stands in the file.
    pub place: Place,
    /// The words as the file has them, where conversion changed them.
    pub original: Option<String>,
    /// The byte of a docx's main part at which the outermost `w:p` around it begins: the one that can carry a comment.
    /// A note has the paragraph that refers to it.
    pub anchor: Option<usize>,
}

impl Line {
    /// The words as the file has them.
    #[must_use]
    pub fn quoted(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.text)
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Word, Office Open XML.
    Docx,
    /// A web page.
    Html,
    /// A PDF with a text layer.
    Pdf,
}

/// Where a line stands in its file. All counts are from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of a text file.
    Line(usize),
    /// A paragraph of the body, tables left out.
    Paragraph(usize),
    /// A cell of a table.
    Cell {
        /// Which table.
        table: usize,
        /// Which row.
        row: usize,
        /// Which column; a merged cell has its first.
        column: usize,
    },
    /// In a text box that is anchored at this paragraph of the body.
    TextBox(usize),
    /// A footnote.
    Footnote(usize),
    /// An endnote.
    Endnote(usize),
    /// A page.
    Page(usize),
}

impl Place {
    /// The place in words; nothing for a line, whose number says it.
    #[must_use]
    pub fn words(self) -> Option<Words> {
        Some(match self {
            Place::Line(_) => return None,
            Place::Paragraph(n) => words!("第{n}段", "paragraph {n}"),
            Place::Cell { table, row, column } => words!(
                "表{table}第{row}行第{column}列",
                "table {table}, row {row}, column {column}"
            ),
            Place::TextBox(n) => words!("第{n}段的文本框", "text box at paragraph {n}"),
            Place::Footnote(n) => words!("脚注{n}", "footnote {n}"),
            Place::Endnote(n) => words!("尾注{n}", "endnote {n}"),
            Place::Page(n) => words!("第{n}页", "page {n}"),
        })
    }
}

/// Something the reader did or saw that its user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What sort of thing.
    pub kind: RemarkKind,
    /// What it was, with counts and the first places.
    pub words: Words,
    /// The first line of [`Reading::text`] that it is about, from 1.
    pub line: Option<usize>,
}

impl Remark {
    /// A remark on the whole file.
    pub(super) fn new(kind: RemarkKind, words: Words) -> Self {
        Remark {
            kind,
            words,
            line: None,
        }
    }
}

/// Sorts of remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// The character encoding, where it is not UTF-8.
    Encoding,
    /// Characters that were lost before or in decoding.
    Damage,
    /// Traditional script was converted.
    Script,
    /// Tracked changes were read as accepted.
    Changes,
    /// Something of the file was not read: pictures, hidden text, headers.
    LeftOut,
    /// Something was made into lines: tables, text boxes, notes.
    Laid,
}
