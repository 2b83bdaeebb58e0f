//! A book for a terminal: a grid where it fits; else each row as a block, units listed by what stands in their cell.

use std::fmt::Write as _;

use super::{Book, Cell, Column, ColumnKind, Row, Sheet, Tone};
use crate::diagnostic::Lang;
use crate::render::paint::{Paint, columns, pad, wrap, wrap_list};

/// How to lay it out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Colours.
    pub paint: Paint,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
}

/// Writes a book.
#[must_use]
pub fn render(book: &Book, layout: Layout) -> String {
    let mut page = Page {
        out: String::new(),
        layout,
        lang: book.lang,
    };
    let _ = writeln!(page.out, "{}", layout.paint.bold(&clean(&book.title)));
    if !book.below.is_empty() {
        let below = clean(&book.below.join("  "));
        let _ = writeln!(page.out, "{}", layout.paint.dim(&below));
    }
    for sheet in &book.sheets {
        page.sheet(sheet);
    }
    page.foot(book);
    page.out
}

struct Page {
    out: String,
    layout: Layout,
    lang: Lang,
}

/// The width of each shown column in a grid.
struct Grid {
    widths: Vec<(usize, usize)>,
}

impl Page {
    fn sheet(&mut self, sheet: &Sheet) {
        self.out.push('\n');
        if let Some(heading) = &sheet.heading {
            let _ = writeln!(self.out, "{}", self.layout.paint.bold(&clean(heading)));
        }
        match grid(sheet, self.layout.width) {
            Some(grid) => self.grid(sheet, &grid),
            None => self.blocks(sheet),
        }
    }

    fn grid(&mut self, sheet: &Sheet, grid: &Grid) {
        let (bar, dash, cross) = if self.layout.ascii {
            (" | ", "-", "-+-")
        } else {
            (" │ ", "─", "─┼─")
        };
        let titles: Vec<(Vec<String>, Tone)> = sheet
            .shown()
            .zip(&grid.widths)
            .map(|((_, c), (_, w))| (wrap_to(&c.title, *w), Tone::Act))
            .collect();
        self.line(&titles, grid, bar);
        let rule: Vec<String> = grid.widths.iter().map(|(_, w)| dash.repeat(*w)).collect();
        let _ = writeln!(self.out, "{}", self.layout.paint.dim(&rule.join(cross)));
        let group = sheet.column(ColumnKind::Group);
        let mut last = String::new();
        for row in &sheet.rows {
            let cells: Vec<Option<&Cell>> = row.full(sheet.columns.len()).collect();
            let of = |(at, w): &(usize, usize)| match cells.get(*at).copied().flatten() {
                // A heading that stands above already need not be said again.
                Some(c) if Some(*at) == group && c.text == last => (vec![String::new()], Tone::Plain),
                Some(c) => (wrap_to(&c.text, *w), c.tone),
                None => (vec![String::new()], Tone::Plain),
            };
            let line: Vec<(Vec<String>, Tone)> = grid.widths.iter().map(of).collect();
            if let Some(group) = group {
                row.text(group).clone_into(&mut last);
            }
            self.line(&line, grid, bar);
        }
    }

    fn line(&mut self, cells: &[(Vec<String>, Tone)], grid: &Grid, bar: &str) {
        let height = cells.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
        for at in 0..height {
            let parts: Vec<String> = cells
                .iter()
                .zip(&grid.widths)
                .map(|((lines, tone), (_, width))| {
                    let text = pad(lines.get(at).map_or("", String::as_str), *width);
                    self.toned(&text, *tone)
                })
                .collect();
            let line = parts.join(&self.layout.paint.dim(bar));
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    fn toned(&self, text: &str, tone: Tone) -> String {
        let paint = self.layout.paint;
        match tone {
            Tone::Plain | Tone::Assist => text.to_owned(),
            Tone::Lead => paint.bold(&paint.green(text)),
            Tone::Act => paint.bold(text),
            Tone::Aside => paint.dim(text),
            Tone::Perhaps => paint.yellow(text),
            Tone::Fault => paint.red(text),
        }
    }

    fn blocks(&mut self, sheet: &Sheet) {
        let group = sheet.column(ColumnKind::Group);
        let mut last = String::new();
        for row in &sheet.rows {
            if let Some(at) = group
                && row.text(at) != last
            {
                row.text(at).clone_into(&mut last);
                let _ = writeln!(self.out, "{}", self.layout.paint.bold(&clean(&last)));
            }
            self.block(sheet, row);
        }
    }

    /// A row: its name, the units by what stands in their cells, then its texts.
    fn block(&mut self, sheet: &Sheet, row: &Row) {
        let text = |kind: ColumnKind| sheet.column(kind).map_or("", |at| row.text(at));
        let number = text(ColumnKind::Number);
        let name = format!("{number} {}", clean(text(ColumnKind::Name)));
        let indent = columns(number) + 1;
        for (at, line) in wrap(name.trim_start(), self.layout.width.saturating_sub(indent))
            .iter()
            .enumerate()
        {
            let line = self.layout.paint.bold(line);
            let _ = writeln!(self.out, "{}{line}", " ".repeat(if at == 0 { 0 } else { indent }));
        }
        let label = label_width(sheet);
        for (mark, tone, units) in by_mark(sheet, row) {
            self.labelled(&mark, label, &units, tone);
        }
        for (at, column) in sheet.shown().filter(|(_, c)| c.kind == ColumnKind::Text) {
            let Some((_, cell)) = row.cells.iter().find(|(c, _)| *c == at) else {
                continue;
            };
            let words: Vec<String> = clean(&cell.text).split('、').map(ToOwned::to_owned).collect();
            self.labelled(&column.title, label, &words, cell.tone);
        }
    }

    fn labelled(&mut self, label: &str, width: usize, words: &[String], tone: Tone) {
        let room = self.layout.width.saturating_sub(width + 5).max(16);
        let lines: Vec<String> = wrap_list(words, room).iter().flat_map(|l| wrap(l, room)).collect();
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { clean(label) } else { String::new() };
            let label = self.layout.paint.dim(&pad(&label, width));
            let line = self.toned(line, tone);
            let _ = writeln!(self.out, "   {label}  {line}");
        }
    }

    fn foot(&mut self, book: &Book) {
        let signs: Vec<String> = book.legend.iter().map(|(s, m)| format!("{s} {m}")).collect();
        if !signs.is_empty() {
            self.out.push('\n');
            let between = self.lang.pick(";", "; ");
            for line in wrap(&clean(&signs.join(between)), self.layout.width) {
                let _ = writeln!(self.out, "{}", self.layout.paint.dim(&line));
            }
        }
        for note in &book.notes {
            for line in wrap(&clean(note), self.layout.width) {
                let _ = writeln!(self.out, "{line}");
            }
        }
    }
}

/// The units of a row by what stands in their cells, in the order in which they come.
fn by_mark(sheet: &Sheet, row: &Row) -> Vec<(String, Tone, Vec<String>)> {
    let mut out: Vec<(String, Tone, Vec<String>)> = Vec::new();
    for (at, cell) in &row.cells {
        let Some(column) = sheet.columns.get(*at).filter(|c| c.kind == ColumnKind::Mark) else {
            continue;
        };
        let unit = clean(&column.title);
        match out.iter_mut().find(|(text, _, _)| *text == cell.text) {
            Some((_, _, units)) => units.push(unit),
            None => out.push((cell.text.clone(), cell.tone, vec![unit])),
        }
    }
    let weight = |tone: &Tone| match tone {
        Tone::Lead => 0,
        Tone::Act => 1,
        Tone::Assist => 2,
        _ => 3,
    };
    out.sort_by_key(|(_, tone, _)| weight(tone));
    out
}

fn label_width(sheet: &Sheet) -> usize {
    let titles = sheet
        .shown()
        .filter(|(_, c)| c.kind == ColumnKind::Text)
        .map(|(_, c)| columns(&c.title));
    titles.max().unwrap_or(0).clamp(4, 16)
}

/// The widths of a grid that fits, or `None`.
fn grid(sheet: &Sheet, width: usize) -> Option<Grid> {
    let bars = sheet.shown().count().saturating_sub(1) * 3;
    let room = width.checked_sub(bars)?;
    let mut widths: Vec<(usize, usize, usize)> = Vec::new();
    for (at, column) in sheet.shown() {
        let widest = widest(sheet, at, column);
        let least = least(column).min(widest);
        widths.push((at, least, widest));
    }
    let least: usize = widths.iter().map(|(_, l, _)| l).sum();
    if least > room {
        return None;
    }
    // What is left over goes to the columns that want more, the first first.
    let mut left = room - least;
    let mut out = Vec::new();
    for (at, least, widest) in widths {
        let more = (widest - least).min(left);
        left -= more;
        out.push((at, least + more));
    }
    Some(Grid { widths: out })
}

fn widest(sheet: &Sheet, at: usize, column: &Column) -> usize {
    let cells = sheet.rows.iter().map(|r| longest_line(r.text(at)));
    cells.chain([longest_line(&column.title)]).max().unwrap_or(0)
}

fn longest_line(text: &str) -> usize {
    text.lines().map(columns).max().unwrap_or(0)
}

/// The width below which a column cannot be read.
fn least(column: &Column) -> usize {
    match column.kind {
        ColumnKind::Number => 3,
        ColumnKind::Mark => 8,
        ColumnKind::Group => 8,
        ColumnKind::Name => 16,
        ColumnKind::Text | ColumnKind::Key => 12,
    }
}

fn wrap_to(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|l| wrap(&clean(l), width)).collect::<Vec<_>>()
}

/// Text of others without characters that would move the cursor or turn the direction of text.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}
