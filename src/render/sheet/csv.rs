//! A book as CSV that a spreadsheet opens right: UTF-8 with a byte order mark, CRLF, nothing that reads as a formula.

use super::{Book, Row, Sheet};

/// Writes the sheets one below the other. Where there are several, the first column names the sheet.
#[must_use]
pub fn render(book: &Book) -> String {
    let mut out = String::from('\u{feff}');
    let several = book.sheets.len() > 1;
    for (at, sheet) in book.sheets.iter().enumerate() {
        if at == 0 || sheet.columns.len() != book.sheets.first().map_or(0, |s| s.columns.len()) {
            let mut head = lead(several, book.lang.pick("表", "sheet"));
            head.extend(sheet.shown().map(|(_, c)| c.title.clone()));
            line(&mut out, &head);
        }
        for row in &sheet.rows {
            line(&mut out, &fields(several, sheet, row));
        }
    }
    out
}

fn lead(several: bool, text: &str) -> Vec<String> {
    if several { vec![text.to_owned()] } else { Vec::new() }
}

fn fields(several: bool, sheet: &Sheet, row: &Row) -> Vec<String> {
    let mut out = lead(several, &sheet.name);
    let cells: Vec<&str> = row
        .full(sheet.columns.len())
        .map(|c| c.map_or("", |c| c.text.as_str()))
        .collect();
    out.extend(
        sheet
            .shown()
            .map(|(at, _)| cells.get(at).copied().unwrap_or("").to_owned()),
    );
    out
}

fn line(out: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push(out, field);
    }
    out.push_str("\r\n");
}

/// A field in quotes where it needs them.
fn push(out: &mut String, field: &str) {
    let field = harmless(field);
    if field.contains(['"', ',', '\n', '\r', '\'']) || field != field.trim() {
        out.push('"');
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&field);
    }
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in front.
fn harmless(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'))
        .collect();
    if reads_as_formula(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// Whether a spreadsheet may take a text for a formula; full-width signs count, as they do in East Asian Excel.
#[must_use]
pub fn reads_as_formula(text: &str) -> bool {
    let sign = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    text.starts_with(sign) || text.trim_start().starts_with(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_formula_is_defused() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1"] {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(harmless("市公安局"), "市公安局");
    }
}
