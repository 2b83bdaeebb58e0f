//! A part with paragraphs → its paragraphs in reading order.
//!
//! One pass with a stack of what is open; nothing recurses, so that nesting costs only the depth that `limits` allows.

use super::notes::{NoteSort, Notes};
use super::numbering::Numbering;
use super::properties::Properties;
use super::seen::Seen;
use super::styles::{ListRef, Styles};
use super::xml::{Step, Steps, Tag};
use crate::reader::limits::{Limited, MAX_CELLS, MAX_COLUMNS, MAX_LINE, MAX_TEXT, within};
use crate::reader::table::{Cell, Paragraph, Row, Table};
use crate::reader::{Fault, Place};

/// What is open, as far as closing it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    Table,
    Row,
    Cell,
    Box,
    Note,
    Text,
    Other,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Draft {
    /// The byte at which it begins.
    anchor: usize,
    style: Option<String>,
    list: ListRef,
    text: String,
    /// Whether its end is deleted or moved away, so that the next paragraph goes on with it.
    runs_on: bool,
    /// Text boxes and notes.
    after: Vec<Paragraph>,
}

/// Where finished paragraphs go: the body, a cell, a text box or a note.
#[derive(Debug, Default)]
struct Sink {
    paragraphs: Vec<Paragraph>,
    /// The words of a paragraph whose end was deleted.
    carried: String,
}

/// A walk through one part.
pub(super) struct Walk<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    notes: &'s Notes,
    seen: Seen,
    open: Vec<Open>,
    sinks: Vec<Sink>,
    drafts: Vec<Draft>,
    tables: Vec<OpenTable>,
    /// Paragraphs of the body, tables and boxes aside.
    outer: usize,
    cells: usize,
    bytes: usize,
    /// Fields that are open, each with whether its instruction still runs.
    fields: Vec<bool>,
    /// Whether the run at hand is hidden.
    is_hidden: bool,
    /// Whether the control at hand holds the table of contents.
    in_contents: bool,
    finished_notes: Vec<(String, String)>,
    note: String,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct OpenTable {
    number: usize,
    table: Table,
    row_deleted: bool,
    cell_deleted: bool,
}

impl<'s> Walk<'s> {
    pub(super) fn new(styles: &'s Styles, numbering: Numbering, notes: &'s Notes) -> Self {
        Walk {
            styles,
            numbering,
            notes,
            seen: Seen::default(),
            open: Vec::new(),
            sinks: vec![Sink::default()],
            drafts: Vec::new(),
            tables: Vec::new(),
            outer: 0,
            cells: 0,
            bytes: 0,
            fields: Vec::new(),
            is_hidden: false,
            in_contents: false,
            finished_notes: Vec::new(),
            note: String::new(),
        }
    }

    /// Walks through a part.
    pub(super) fn part(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        let mut steps = Steps::new(name, text);
        while let Some(step) = steps.next()? {
            match step {
                Step::Open(tag) => {
                    let open = self.enter(&tag, &mut steps)?;
                    self.open.extend(open);
                }
                Step::Close => {
                    if let Some(open) = self.open.pop() {
                        self.leave(open)?;
                    }
                }
                Step::Text(text) if self.open.last() == Some(&Open::Text) => self.say(&text)?,
                Step::Text(_) => {}
            }
        }
        Ok(())
    }

    /// The paragraphs, and what else was met.
    pub(super) fn finish(mut self) -> (Vec<Paragraph>, Seen) {
        let sink = self.sinks.drain(..).next().unwrap_or_default();
        let mut paragraphs = sink.paragraphs;
        if !sink.carried.is_empty() {
            let place = Place::Paragraph(self.outer.max(1));
            paragraphs.push(Paragraph {
                text: sink.carried,
                place,
                anchor: None,
            });
        }
        (paragraphs, self.seen)
    }

    /// The notes of a part of notes, by their ids.
    pub(super) fn take_notes(self) -> Vec<(String, String)> {
        self.finished_notes
    }

    /// What a tag opens; none where it was stepped over to its end.
    fn enter(&mut self, tag: &Tag<'_>, steps: &mut Steps<'_>) -> Result<Option<Open>, Fault> {
        let open = match tag.name() {
            "p" => self.begin_paragraph(steps.bytes().start),
            "pPr" | "rPr" | "tcPr" | "trPr" | "sdtPr" => {
                let properties = Properties::read(steps)?;
                self.apply(tag.name(), properties);
                return Ok(None);
            }
            "t" => Open::Text,
            "tbl" => self.begin_table(),
            "tr" => self.begin_row(),
            "tc" => self.begin_cell()?,
            "txbxContent" => self.begin_box(),
            "footnote" | "endnote" if tag.get("type").is_none_or(|t| t == "normal") => self.begin_note(tag),
            "sdtContent" if std::mem::take(&mut self.in_contents) => {
                self.seen.contents += 1;
                return steps.skip().map(|()| None);
            }
            "del" | "moveFrom" => {
                self.seen.deletions += 1;
                return steps.skip().map(|()| None);
            }
            "altChunk" => {
                self.seen.foreign += 1;
                return steps.skip().map(|()| None);
            }
            // Instructions, the same again for older programs, readings above the words, what lies outside the text.
            "Fallback" | "instrText" | "delText" | "rt" | "sectPr" | "tblPr" | "tblGrid" | "footnote" | "endnote" => {
                return steps.skip().map(|()| None);
            }
            name => {
                self.mark(name, tag)?;
                Open::Other
            }
        };
        Ok(Some(open))
    }

    fn leave(&mut self, open: Open) -> Result<(), Fault> {
        match open {
            Open::Paragraph => self.end_paragraph(),
            Open::Table => self.end_table(),
            Open::Row => self.end_row(),
            Open::Cell => self.end_cell(),
            Open::Box => self.end_box(),
            Open::Note => self.end_note(),
            Open::Text | Open::Other => {}
        }
        within(Limited::Text, self.bytes, MAX_TEXT)
    }

    fn apply(&mut self, owner: &str, properties: Properties) {
        match owner {
            "pPr" => {
                if let Some(draft) = self.drafts.last_mut() {
                    (draft.style, draft.list) = (properties.style, properties.list);
                    draft.runs_on = properties.is_deleted;
                }
            }
            "rPr" => self.is_hidden = properties.is_hidden,
            "sdtPr" => self.in_contents = properties.is_contents,
            "tcPr" => {
                if let Some(open) = self.tables.last_mut() {
                    open.cell_deleted = properties.is_deleted;
                    if let Some(cell) = open.table.rows.last_mut().and_then(|r| r.cells.last_mut()) {
                        (cell.span, cell.goes_on) = (properties.span, properties.goes_on);
                    }
                }
            }
            _ => {
                if let Some(open) = self.tables.last_mut() {
                    open.row_deleted = properties.is_deleted;
                    if let Some(row) = open.table.rows.last_mut() {
                        row.before = properties.before;
                    }
                }
            }
        }
    }

    /// Tags that stand for characters, fields, notes and pictures.
    fn mark(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Fault> {
        match name {
            "r" => self.is_hidden = false,
            "tab" | "ptab" => self.say("\t")?,
            "br" if tag.get("type").is_none_or(|t| t == "textWrapping") => self.say("\n")?,
            "cr" => self.say("\n")?,
            "noBreakHyphen" => self.say("-")?,
            "sym" => {
                self.seen.symbols += 1;
                self.say("●")?;
            }
            "ins" | "moveTo" => self.seen.insertions += 1,
            "drawing" | "pict" | "object" => self.seen.pictures += 1,
            "fldChar" => self.field(tag),
            "footnoteReference" => self.refer(NoteSort::Footnote, tag),
            "endnoteReference" => self.refer(NoteSort::Endnote, tag),
            _ => {}
        }
        Ok(())
    }

    fn field(&mut self, tag: &Tag<'_>) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(instructs) = self.fields.last_mut() {
                    *instructs = false;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn refer(&mut self, sort: NoteSort, tag: &Tag<'_>) {
        let id = tag.get("id").unwrap_or_default();
        let Some(words) = self.notes.get(&(sort, id)) else {
            return;
        };
        self.seen.notes += 1;
        let (number, anchor) = (self.seen.notes, self.anchor());
        let place = match sort {
            NoteSort::Footnote => Place::Footnote(number),
            NoteSort::Endnote => Place::Endnote(number),
        };
        self.bytes += words.len();
        if let Some(draft) = self.drafts.last_mut() {
            draft.after.push(Paragraph {
                text: format!("注{number}:{words}"),
                place,
                anchor,
            });
        }
    }

    /// Adds words to the paragraph at hand.
    fn say(&mut self, words: &str) -> Result<(), Fault> {
        if self.fields.contains(&true) {
            return Ok(());
        }
        if self.is_hidden {
            self.seen.hidden += 1;
            return Ok(());
        }
        self.bytes += words.len();
        let Some(draft) = self.drafts.last_mut() else {
            return Ok(());
        };
        draft.text.push_str(words);
        within(Limited::Line, draft.text.len(), MAX_LINE)
    }

    /// The byte at which the outermost paragraph at hand begins: the one that can carry a comment.
    fn anchor(&self) -> Option<usize> {
        self.drafts.first().map(|d| d.anchor)
    }

    fn begin_paragraph(&mut self, anchor: usize) -> Open {
        if self.drafts.is_empty() && self.tables.is_empty() {
            self.outer += 1;
        }
        self.drafts.push(Draft {
            anchor,
            ..Draft::default()
        });
        Open::Paragraph
    }

    fn end_paragraph(&mut self) {
        let anchor = self.anchor();
        let Some(draft) = self.drafts.pop() else { return };
        let place = self.place();
        let Some(sink) = self.sinks.last_mut() else { return };
        if draft.runs_on {
            sink.carried.push_str(&draft.text);
            sink.paragraphs.extend(draft.after);
            return;
        }
        let style = draft.style.as_deref();
        if self.styles.is_contents(style) {
            self.seen.contents += 1;
            return;
        }
        let label = self.numbering.label(draft.list, style, self.styles);
        let carried = std::mem::take(&mut sink.carried);
        self.bytes += label.len() + 1;
        sink.paragraphs.push(Paragraph {
            text: label + &carried + &draft.text,
            place,
            anchor,
        });
        sink.paragraphs.extend(draft.after);
    }

    /// Where the paragraph that just ended stands.
    fn place(&self) -> Place {
        if !self.drafts.is_empty() {
            return Place::TextBox(self.outer);
        }
        let Some(open) = self.tables.last() else {
            return Place::Paragraph(self.outer);
        };
        let row = open.table.rows.last();
        let before = row.map_or(0, |r| r.before);
        let spans = row.map_or(0, |r| r.cells.iter().rev().skip(1).map(|c| c.span.clamp(1, 1000)).sum());
        Place::Cell {
            table: open.number,
            row: open.table.rows.len(),
            column: before.saturating_add(spans) + 1,
        }
    }

    fn begin_table(&mut self) -> Open {
        self.seen.tables += 1;
        self.tables.push(OpenTable {
            number: self.seen.tables,
            ..OpenTable::default()
        });
        Open::Table
    }

    fn end_table(&mut self) {
        let Some(open) = self.tables.pop() else { return };
        if let Some(sink) = self.sinks.last_mut() {
            sink.paragraphs.extend(open.table.lines());
        }
    }

    fn begin_row(&mut self) -> Open {
        if let Some(open) = self.tables.last_mut() {
            open.table.rows.push(Row::default());
            open.row_deleted = false;
        }
        Open::Row
    }

    fn end_row(&mut self) {
        if let Some(open) = self.tables.last_mut().filter(|o| o.row_deleted) {
            open.table.rows.pop();
            self.seen.deletions += 1;
        }
    }

    fn begin_cell(&mut self) -> Result<Open, Fault> {
        self.cells += 1;
        within(Limited::Cells, self.cells, MAX_CELLS)?;
        if let Some(open) = self.tables.last_mut() {
            open.cell_deleted = false;
            if let Some(row) = open.table.rows.last_mut() {
                row.cells.push(Cell::default());
                within(Limited::Columns, row.cells.len(), MAX_COLUMNS)?;
            }
        }
        self.sinks.push(Sink::default());
        Ok(Open::Cell)
    }

    fn end_cell(&mut self) {
        let Some(sink) = self.sinks.pop() else { return };
        let Some(open) = self.tables.last_mut() else { return };
        if let Some(row) = open.table.rows.last_mut() {
            if open.cell_deleted {
                row.cells.pop();
            } else if let Some(cell) = row.cells.last_mut() {
                cell.paragraphs = sink.paragraphs;
            }
        }
    }

    fn begin_box(&mut self) -> Open {
        // The drawing that holds it was taken for a picture.
        self.seen.pictures = self.seen.pictures.saturating_sub(1);
        self.seen.boxes += 1;
        self.sinks.push(Sink::default());
        Open::Box
    }

    fn end_box(&mut self) {
        let Some(sink) = self.sinks.pop() else { return };
        match self.drafts.last_mut() {
            Some(draft) => draft.after.extend(sink.paragraphs),
            None => {
                if let Some(outer) = self.sinks.last_mut() {
                    outer.paragraphs.extend(sink.paragraphs);
                }
            }
        }
    }

    fn begin_note(&mut self, tag: &Tag<'_>) -> Open {
        self.note = tag.get("id").unwrap_or_default();
        self.sinks.push(Sink::default());
        Open::Note
    }

    fn end_note(&mut self) {
        let Some(sink) = self.sinks.pop() else { return };
        let words: Vec<&str> = sink
            .paragraphs
            .iter()
            .map(|p| p.text.trim())
            .filter(|t| !t.is_empty())
            .collect();
        self.finished_notes
            .push((std::mem::take(&mut self.note), words.join(" ")));
    }
}
