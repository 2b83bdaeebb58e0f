//! A book as Markdown tables.

use std::fmt::Write as _;

use super::{Book, Sheet};

/// Writes a book.
#[must_use]
pub fn render(book: &Book) -> String {
    let mut out = format!("# {}\n", text(&book.title));
    if !book.below.is_empty() {
        let below: Vec<String> = book.below.iter().map(|l| text(l)).collect();
        let _ = writeln!(out, "\n{}", below.join(" · "));
    }
    for sheet in &book.sheets {
        table(&mut out, sheet);
    }
    if !book.legend.is_empty() {
        let signs: Vec<String> = book
            .legend
            .iter()
            .map(|(s, m)| format!("**{}** {}", text(s), text(m)))
            .collect();
        let _ = writeln!(out, "\n{}", signs.join(" · "));
    }
    for note in &book.notes {
        let _ = writeln!(out, "\n{}", text(note));
    }
    out
}

fn table(out: &mut String, sheet: &Sheet) {
    if let Some(heading) = &sheet.heading {
        let _ = write!(out, "\n## {}\n", text(heading));
    }
    let head: Vec<String> = sheet.shown().map(|(_, c)| text(&c.title)).collect();
    let _ = write!(out, "\n| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in &sheet.rows {
        let cells: Vec<String> = row
            .full(sheet.columns.len())
            .map(|c| c.map_or_else(String::new, |c| text(&c.text)))
            .collect();
        let shown: Vec<&str> = sheet
            .shown()
            .map(|(at, _)| cells.get(at).map_or("", String::as_str))
            .collect();
        let _ = writeln!(out, "| {} |", shown.join(" | "));
    }
}

/// Text of others: on one line, and never markup.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
