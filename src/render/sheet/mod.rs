//! Tables on their way to a form: a book of sheets, and one small file for each form it can take.
//!
//! Knows nothing of roles and duties: what a table says is decided by those who fill it.

pub mod csv;
#[cfg(feature = "office")]
pub mod docx;
pub mod html;
pub mod markdown;
pub mod terminal;
#[cfg(feature = "office")]
pub mod xlsx;

use crate::diagnostic::Lang;

/// Sheets under one title.
#[derive(Debug, Clone)]
pub struct Book {
    /// The title.
    pub title: String,
    /// Lines below it: number, date, issuer.
    pub below: Vec<String>,
    /// Language of what the forms themselves say.
    pub lang: Lang,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// Signs and what they mean.
    pub legend: Vec<(String, String)>,
    /// Remarks below the tables.
    pub notes: Vec<String>,
    /// What is wrong with the plans.
    pub findings: Option<Sheet>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// A short name, for a tab.
    pub name: String,
    /// A heading, where a book has several sheets.
    pub heading: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// The heading above it and its neighbours.
    pub group: Option<String>,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Its width in Chinese characters.
    pub width: u32,
}

/// Columns with one heading above them.
#[derive(Debug, Clone, Copy)]
pub struct Group<'s> {
    /// The heading above them.
    pub title: Option<&'s str>,
    /// The first of them.
    pub first: &'s Column,
    /// How many they are.
    pub columns: usize,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A number in order.
    Number,
    /// What the row belongs to; the same in rows that follow each other.
    Group,
    /// What the row is.
    Name,
    /// A narrow column with a long heading: a unit.
    Mark,
    /// A text.
    Text,
    /// A key for programs: hidden where a form can hide it, else left out.
    Key,
}

/// A row: the cells in which something stands.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Cells by column, rising.
    pub cells: Vec<(usize, Cell)>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its text; `\n` breaks the line.
    pub text: String,
    /// How much it matters.
    pub tone: Tone,
}

/// How much a cell matters. Told apart by weight and shade, never by hue alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Text.
    #[default]
    Plain,
    /// Leads, is accountable.
    Lead,
    /// Acts.
    Act,
    /// Assists.
    Assist,
    /// Comes in by a link: receives, is told, guided, supervised.
    Aside,
    /// Holds only perhaps.
    Perhaps,
    /// Something is wrong.
    Fault,
}

impl Cell {
    /// A cell of plain text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            tone: Tone::Plain,
        }
    }
}

impl Row {
    /// A row from texts, one a column; empty ones are left out.
    #[must_use]
    pub fn of(texts: impl IntoIterator<Item = String>) -> Row {
        let cells = texts.into_iter().enumerate().filter(|(_, t)| !t.is_empty());
        Row {
            cells: cells.map(|(at, text)| (at, Cell::new(text))).collect(),
        }
    }

    /// The text in a column.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        let found = self.cells.iter().find(|(at, _)| *at == column);
        found.map_or("", |(_, c)| c.text.as_str())
    }

    /// All cells of `columns` columns; those in which nothing stands are `None`.
    pub fn full(&self, columns: usize) -> impl Iterator<Item = Option<&Cell>> {
        let mut rest = self.cells.iter().peekable();
        (0..columns).map(move |at| rest.next_if(|(c, _)| *c == at).map(|(_, cell)| cell))
    }
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn new(title: impl Into<String>, kind: ColumnKind, width: u32) -> Column {
        Column {
            title: title.into(),
            group: None,
            kind,
            width,
        }
    }
}

impl Sheet {
    /// The first column of a kind.
    #[must_use]
    pub fn column(&self, kind: ColumnKind) -> Option<usize> {
        self.columns.iter().position(|c| c.kind == kind)
    }

    /// The headings above the columns, in order; a column that has none stands for itself.
    #[must_use]
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut out: Vec<Group<'_>> = Vec::new();
        for (_, column) in self.shown() {
            let title = column.group.as_deref();
            match out.last_mut() {
                Some(last) if title.is_some() && last.title == title => last.columns += 1,
                _ => out.push(Group {
                    title,
                    first: column,
                    columns: 1,
                }),
            }
        }
        out
    }

    /// Whether any column has a heading above it.
    #[must_use]
    pub fn has_groups(&self) -> bool {
        self.columns.iter().any(|c| c.group.is_some())
    }

    /// The columns that are shown, with their places.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, c)| c.kind != ColumnKind::Key)
    }
}
