//! A book as a spreadsheet: headings that stay, filters, a page set-up for A3, a legend, the findings; the same book, the same bytes.

mod format;

use rust_xlsxwriter::{ConditionalFormatFormula, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::csv::reads_as_formula;
use super::{Book, Column, ColumnKind, Row, Sheet};
use format::Formats;

/// Progress is told after so many rows.
const STEP: usize = 500;
/// A cell of a spreadsheet holds at most so many characters.
const LONGEST: usize = 32_000;
/// A sheet holds at most so many rows below its headings.
const MOST_ROWS: usize = 1_000_000;
/// A sheet holds at most so many columns.
const MOST_COLUMNS: usize = 16_000;
/// A printed page shows about so many columns of units that can still be read.
const UNITS_A_PAGE: usize = 40;
/// The paper A3.
const A3: u8 = 8;
/// The paper A4.
const A4: u8 = 9;

/// Writes a book; `progress` is told how many of how many rows are written.
///
/// # Errors
/// A sentence: a table that is larger than a spreadsheet can be.
pub fn render(book: &Book, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<u8>, String> {
    for sheet in &book.sheets {
        if sheet.rows.len() > MOST_ROWS || sheet.columns.len() > MOST_COLUMNS {
            return Err(format!(
                "{} × {} > {MOST_ROWS} × {MOST_COLUMNS}",
                sheet.rows.len(),
                sheet.columns.len()
            ));
        }
    }
    write(book, progress).map_err(|e| e.to_string())
}

fn write(book: &Book, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(clipped(&book.title))
            .set_author("zeren")
            .set_creation_datetime(&day),
    );
    let formats = Formats::new();
    let mut names = Names::default();
    let all = book.sheets.iter().map(|s| s.rows.len()).sum();
    let mut done = 0;
    for sheet in &book.sheets {
        let page = workbook.add_worksheet();
        page.set_name(names.unused(&sheet.name))?;
        let mut tell = |rows: usize| {
            done += rows;
            progress(done, all);
        };
        table(page, book, sheet, &formats, &mut tell)?;
    }
    legend(
        workbook
            .add_worksheet()
            .set_name(names.unused(book.lang.pick("图例", "legend")))?,
        book,
        &formats,
    )?;
    if let Some(findings) = &book.findings {
        let page = workbook.add_worksheet();
        page.set_name(names.unused(&findings.name))?;
        table(page, book, findings, &formats, &mut |_| {})?;
    }
    workbook.save_to_buffer()
}

/// A table with its title above.
fn table(
    page: &mut Worksheet,
    book: &Book,
    sheet: &Sheet,
    formats: &Formats,
    tell: &mut dyn FnMut(usize),
) -> Result<(), XlsxError> {
    let shown = sheet.shown().count().max(1);
    let top = titles(page, book, sheet, shown, formats)?;
    let first = headings(page, sheet, top, formats)?;
    for (at, row) in sheet.rows.iter().enumerate() {
        line(page, sheet, row, number(first as usize + at), formats)?;
        if (at + 1) % STEP == 0 {
            tell(STEP);
        }
    }
    tell(sheet.rows.len() % STEP);
    let last = number(first as usize + sheet.rows.len().saturating_sub(1));
    repeated_groups(page, sheet, first, last, formats)?;
    page.autofilter(first - 1, 0, last, column(shown - 1))?;
    let names = sheet.column(ColumnKind::Name).map_or(0, |c| c + 1);
    page.set_freeze_panes(first, column(names))?;
    page.set_repeat_rows(first.saturating_sub(if sheet.has_groups() { 2 } else { 1 }), first - 1)?;
    if names > 0 {
        page.set_repeat_columns(0, column(names - 1))?;
    }
    page.set_print_area(0, 0, last, column(shown - 1))?;
    setup(page, sheet, book);
    Ok(())
}

fn setup(page: &mut Worksheet, sheet: &Sheet, book: &Book) {
    let units = sheet.columns.iter().filter(|c| c.kind == ColumnKind::Mark).count();
    let wide = u16::try_from(units.div_ceil(UNITS_A_PAGE)).unwrap_or(u16::MAX).max(1);
    page.set_landscape()
        .set_paper_size(if sheet.columns.len() > 9 { A3 } else { A4 })
        .set_print_fit_to_pages(wide, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3)
        .set_print_center_horizontally(true)
        .set_footer(book.lang.pick("&C— &P —&R共 &N 页", "&C— &P —&R&N pages"));
}

/// Title, the lines below it, and a heading; gives the next free line.
fn titles(page: &mut Worksheet, book: &Book, sheet: &Sheet, shown: usize, formats: &Formats) -> Result<u32, XlsxError> {
    let mut lines: Vec<(&str, &Format, f64)> = vec![(book.title.as_str(), &formats.title, 32.0)];
    lines.extend(book.below.iter().map(|l| (l.as_str(), &formats.below, 18.0)));
    if let Some(heading) = &sheet.heading {
        lines.push((heading, &formats.heading, 20.0));
    }
    for (at, (text, format, height)) in lines.iter().enumerate() {
        let row = number(at);
        if shown > 1 {
            page.merge_range(row, 0, row, column(shown - 1), &clipped(text), format)?;
        } else {
            page.write_string_with_format(row, 0, clipped(text), format)?;
        }
        page.set_row_height(row, *height)?;
    }
    Ok(number(lines.len()))
}

/// One line of headings, or two where columns are grouped; gives the next free line.
fn headings(page: &mut Worksheet, sheet: &Sheet, top: u32, formats: &Formats) -> Result<u32, XlsxError> {
    let grouped = sheet.has_groups();
    let line = if grouped { top + 1 } else { top };
    for (at, c) in sheet.columns.iter().enumerate() {
        let format = match c.kind {
            ColumnKind::Mark => &formats.unit,
            ColumnKind::Key => &formats.key,
            _ => &formats.head,
        };
        let at = column(at);
        if grouped && c.group.is_none() && c.kind != ColumnKind::Key {
            page.merge_range(top, at, line, at, &clipped(&c.title), format)?;
        } else {
            page.write_string_with_format(line, at, clipped(&c.title), format)?;
        }
        page.set_column_width(at, width(c))?;
        if c.kind == ColumnKind::Key {
            page.set_column_hidden(at)?;
        }
    }
    if grouped {
        groups(page, sheet, top, formats)?;
    }
    page.set_row_height(line, heading_height(sheet))?;
    Ok(line + 1)
}

/// The headings above the columns.
fn groups(page: &mut Worksheet, sheet: &Sheet, top: u32, formats: &Formats) -> Result<(), XlsxError> {
    let mut at = 0;
    let mut narrow = false;
    for group in sheet.groups() {
        let n = group.columns;
        if let Some(words) = group.title {
            narrow |= n == 1 && words.chars().count() > 2;
            if n > 1 {
                page.merge_range(top, column(at), top, column(at + n - 1), &clipped(words), &formats.head)?;
            } else {
                page.write_string_with_format(top, column(at), clipped(words), &formats.head)?;
            }
        }
        at += n;
    }
    page.set_row_height(top, if narrow { 34.0 } else { 20.0 })?;
    Ok(())
}

fn line(page: &mut Worksheet, sheet: &Sheet, row: &Row, at: u32, formats: &Formats) -> Result<(), XlsxError> {
    let mut lines = 1;
    for ((place, c), cell) in sheet.columns.iter().enumerate().zip(row.full(sheet.columns.len())) {
        let to = column(place);
        let Some(cell) = cell else {
            page.write_blank(at, to, formats.empty(c.kind))?;
            continue;
        };
        if c.kind == ColumnKind::Number
            && let Ok(n) = cell.text.parse::<f64>()
        {
            page.write_number_with_format(at, to, n, formats.cell(c.kind, cell.tone))?;
            continue;
        }
        let format = formats.cell(c.kind, cell.tone);
        if reads_as_formula(&cell.text) {
            // Written as a text, and it stays one when somebody opens the cell and presses Enter.
            let quoted = format.clone().set_quote_prefix();
            page.write_string_with_format(at, to, clipped(&cell.text), &quoted)?;
        } else {
            page.write_string_with_format(at, to, clipped(&cell.text), format)?;
        }
        if c.kind != ColumnKind::Key {
            lines = lines.max(height(&cell.text, c));
        }
    }
    page.set_row_height(at, f64::from(lines.min(27)) * 14.0 + 10.0)?;
    Ok(())
}

/// A heading that stands in the line above already is printed faint: rows stay free to be sorted and filtered.
fn repeated_groups(
    page: &mut Worksheet,
    sheet: &Sheet,
    first: u32,
    last: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let Some(group) = sheet.column(ColumnKind::Group).filter(|_| last > first) else {
        return Ok(());
    };
    let letter = char::from(b'A' + u8::try_from(group).unwrap_or(0).min(25));
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=${letter}{}=${letter}{}", first + 2, first + 1).as_str())
        .set_format(formats.faint.clone());
    page.add_conditional_format(first + 1, column(group), last, column(group), &rule)?;
    Ok(())
}

/// Signs and what they mean, and the remarks.
fn legend(page: &mut Worksheet, book: &Book, formats: &Formats) -> Result<(), XlsxError> {
    page.set_column_width(0, 16)?;
    page.set_column_width(1, 80)?;
    page.write_string_with_format(0, 0, book.lang.pick("符号", "sign"), &formats.head)?;
    page.write_string_with_format(0, 1, book.lang.pick("含义", "meaning"), &formats.head)?;
    let notes = book.notes.iter().map(|n| (String::new(), n.clone()));
    for (at, (sign, meaning)) in (1..).zip(book.legend.iter().cloned().chain(notes)) {
        page.write_string_with_format(at, 0, clipped(&sign), formats.sign(&sign, book.lang))?;
        page.write_string_with_format(at, 1, clipped(&meaning), &formats.text)?;
    }
    page.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Width of a column, in the characters that spreadsheets count.
fn width(column: &Column) -> f64 {
    match column.kind {
        ColumnKind::Mark => 5.2,
        ColumnKind::Number => 5.5,
        _ => f64::from(column.width) * 2.0 + 2.0,
    }
}

/// Height of the line of headings: names of units run from top to bottom.
fn heading_height(sheet: &Sheet) -> f64 {
    let upright = sheet.columns.iter().filter(|c| c.kind == ColumnKind::Mark);
    let longest = upright.map(|c| c.title.chars().count()).max().unwrap_or(0);
    let longest = u32::try_from(longest).unwrap_or(u32::MAX);
    if longest == 0 {
        24.0
    } else {
        f64::from(longest.clamp(4, 26)) * 14.5 + 8.0
    }
}

/// Lines that a text takes in its column.
fn height(text: &str, column: &Column) -> u32 {
    let room = match column.kind {
        ColumnKind::Mark => 2,
        _ => column.width.max(2) as usize,
    };
    let lines = text
        .lines()
        .map(|l| l.chars().count().div_ceil(room).max(1))
        .sum::<usize>();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// Names of sheets: at most 31 characters, none twice, without the signs that a spreadsheet refuses.
#[derive(Default)]
struct Names {
    used: std::collections::BTreeSet<String>,
}

impl Names {
    fn unused(&mut self, name: &str) -> String {
        let plain: String = name
            .chars()
            .map(|c| {
                if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') || c.is_control() {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let plain = plain.trim();
        let base: String = plain.chars().take(26).collect();
        let mut found = if base.is_empty() { "-".to_owned() } else { base.clone() };
        let mut next = 2;
        while !self.used.insert(found.to_lowercase()) {
            found = format!("{base} {next}");
            next += 1;
        }
        found
    }
}

fn clipped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .take(LONGEST)
        .collect()
}

fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
