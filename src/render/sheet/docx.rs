//! A book as a word-processor file that a bureau would send round.

use super::{Book, Cell as SheetCell, Column, ColumnKind, Row, Sheet, Tone};
use crate::render::docx::{self, Block, Cell, Document, Level, Look, Merge, Page, Paper, Piece, Side, Table, TextSize};

/// With more columns than this a page must be A3.
const WIDE: usize = 20;
/// A table has at most so many columns of units; more are set in further tables (a word processor takes 63 columns at most).
const UNITS_A_PAGE: usize = 34;
/// Findings are listed up to this many; the rest is counted.
const FINDINGS: usize = 200;

/// Writes a book.
///
/// # Errors
/// Where the archive cannot be written.
pub fn render(book: &Book) -> std::io::Result<Vec<u8>> {
    docx::write(&document(book))
}

/// The document of a book.
#[must_use]
pub fn document(book: &Book) -> Document {
    let mut blocks = Vec::new();
    for sheet in &book.sheets {
        if let Some(heading) = &sheet.heading {
            blocks.push(Block::Heading(Level::Second, heading.clone()));
        }
        let parts = parts(sheet);
        for (at, part) in parts.iter().enumerate() {
            if parts.len() > 1 {
                blocks.push(Block::Note(vec![Piece::bold(part_words(at + 1, parts.len(), book))]));
            }
            blocks.push(Block::Table(table(part)));
        }
    }
    if !book.legend.is_empty() {
        let mut pieces = vec![Piece::plain(book.lang.pick("注:", "Signs: "))];
        for (at, (sign, meaning)) in book.legend.iter().enumerate() {
            let end = if at + 1 < book.legend.len() { ";" } else { "" };
            pieces.push(Piece::bold(format!("{sign} ")));
            pieces.push(Piece::plain(format!("{meaning}{end}")));
        }
        blocks.push(Block::Note(pieces));
    }
    blocks.extend(book.notes.iter().map(Block::note));
    if let Some(findings) = &book.findings {
        blocks.push(Block::PageBreak);
        blocks.extend(findings_blocks(findings, book));
    }
    Document {
        title: book.title.clone(),
        below: book.below.clone(),
        page: page(book),
        blocks,
    }
}

/// A table of many units in parts that fit a page: each with all other columns, and with the rows in which its units have anything.
fn parts(sheet: &Sheet) -> Vec<Sheet> {
    let kind = |k: ColumnKind| move |(at, c): (usize, &Column)| (c.kind == k).then_some(at);
    let marks: Vec<usize> = sheet
        .columns
        .iter()
        .enumerate()
        .filter_map(kind(ColumnKind::Mark))
        .collect();
    if marks.len() <= UNITS_A_PAGE {
        return vec![sheet.clone()];
    }
    marks
        .chunks(UNITS_A_PAGE)
        .map(|units| {
            let first = units.first().copied().unwrap_or(0);
            let has = |row: &&Row| row.cells.iter().any(|(at, _)| units.contains(at));
            let keeps = |at: usize| {
                let mark = sheet.columns.get(at).is_some_and(|c| c.kind == ColumnKind::Mark);
                !mark || units.contains(&at)
            };
            let kept: Vec<usize> = (0..sheet.columns.len()).filter(|at| keeps(*at)).collect();
            Sheet {
                name: format!("{}{first}", sheet.name),
                heading: None,
                columns: kept.iter().filter_map(|at| sheet.columns.get(*at).cloned()).collect(),
                rows: sheet.rows.iter().filter(has).map(|r| narrowed(r, &kept)).collect(),
            }
        })
        .collect()
}

/// A row with some of its columns.
fn narrowed(row: &Row, kept: &[usize]) -> Row {
    let cells = row.cells.iter().filter_map(|(at, cell)| {
        let place = kept.binary_search(at).ok()?;
        Some((place, cell.clone()))
    });
    Row { cells: cells.collect() }
}

fn part_words(at: usize, of: usize, book: &Book) -> String {
    match book.lang {
        crate::diagnostic::Lang::Zh => format!("(表 {at}/{of}:单位太多,分表排印;与本表单位无关的行不列)"),
        crate::diagnostic::Lang::En => {
            format!("(table {at} of {of}: rows in which these units have no part are left out)")
        }
    }
}

fn findings_blocks(sheet: &Sheet, book: &Book) -> Vec<Block> {
    let mut short = sheet.clone();
    let more = short.rows.len().saturating_sub(FINDINGS);
    short.rows.truncate(FINDINGS);
    let mut out = vec![
        Block::Heading(Level::First, sheet.heading.clone().unwrap_or_default()),
        Block::Table(table(&short)),
    ];
    if more > 0 {
        out.push(Block::note(match book.lang {
            crate::diagnostic::Lang::Zh => format!("还有 {more} 条,见 zeren check"),
            crate::diagnostic::Lang::En => format!("{more} more: see zeren check"),
        }));
    }
    out
}

fn page(book: &Book) -> Page {
    let columns = book.sheets.iter().map(|s| s.columns.len()).max().unwrap_or(0);
    Page {
        paper: if columns > WIDE { Paper::A3 } else { Paper::A4 },
        side: if columns > 4 { Side::Landscape } else { Side::Portrait },
    }
}

fn table(sheet: &Sheet) -> Table {
    let columns: Vec<(usize, &Column)> = sheet.shown().collect();
    let marks = columns.iter().filter(|(_, c)| c.kind == ColumnKind::Mark).count();
    Table {
        widths: columns.iter().map(|(_, c)| c.width.max(2)).collect(),
        head: head(sheet),
        rows: rows(sheet),
        size: match marks {
            0..=12 => TextSize::Normal,
            13..=36 => TextSize::Small,
            _ => TextSize::Tiny,
        },
    }
}

/// One row of headings, or two where columns are grouped.
fn head(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let title = |c: &Column| {
        let cell = Cell::head(c.title.as_str());
        if c.kind == ColumnKind::Mark {
            cell.vertical()
        } else {
            cell
        }
    };
    let below = |c: &Column| match c.group {
        Some(_) => title(c),
        None => title(c).merged(Merge::Continue),
    };
    if !sheet.has_groups() {
        return vec![sheet.shown().map(|(_, c)| title(c)).collect()];
    }
    let above = sheet.groups().into_iter().map(|group| match group.title {
        Some(words) => Cell::head(words).across(group.columns),
        None => title(group.first).merged(Merge::Start),
    });
    vec![above.collect(), sheet.shown().map(|(_, c)| below(c)).collect()]
}

fn rows(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let group = sheet.column(ColumnKind::Group);
    let of = |row: &Row| group.map(|g| row.text(g).to_owned());
    let mut out = Vec::with_capacity(sheet.rows.len());
    for (at, row) in sheet.rows.iter().enumerate() {
        let same = |other: Option<&Row>| group.is_some() && other.map(of) == Some(of(row));
        let before = same(at.checked_sub(1).and_then(|b| sheet.rows.get(b)));
        let after = same(sheet.rows.get(at + 1));
        let merge = match (before, after) {
            (true, _) => Merge::Continue,
            (false, true) => Merge::Start,
            (false, false) => Merge::None,
        };
        let cells: Vec<Option<&SheetCell>> = row.full(sheet.columns.len()).collect();
        let cell = |(at, column): (usize, &Column)| {
            let merge = if Some(at) == group { merge } else { Merge::None };
            one(column, cells.get(at).copied().flatten()).merged(merge)
        };
        out.push(sheet.shown().map(cell).collect());
    }
    out
}

fn one(column: &Column, cell: Option<&SheetCell>) -> Cell {
    let text = cell.map_or("", |c| c.text.as_str());
    let look = match cell.map_or(Tone::Plain, |c| c.tone) {
        Tone::Lead => Look::Strong,
        Tone::Act | Tone::Fault => Look::Bold,
        _ if column.kind == ColumnKind::Group => Look::Group,
        _ => Look::Plain,
    };
    let out = Cell::new(text).looking(look);
    match column.kind {
        ColumnKind::Number | ColumnKind::Group | ColumnKind::Mark => out.centred(),
        ColumnKind::Name | ColumnKind::Text | ColumnKind::Key => out,
    }
}
