//! Documents as Markdown (GitHub's, for its tables). Names of others can be nothing but text.

use std::fmt::Write as _;

use crate::render::docx::{Block, Cell, Document, Level, Look, Piece, Table, Weight};

/// Writes documents, one below the other.
#[must_use]
pub fn render(documents: &[Document]) -> String {
    let pages: Vec<String> = documents.iter().map(one).collect();
    pages.join("\n---\n\n")
}

fn one(document: &Document) -> String {
    let mut out = format!("# {}\n\n", line(&document.title));
    for below in &document.below {
        let _ = writeln!(out, "{}  ", line(below));
    }
    for block in &document.blocks {
        match block {
            Block::Heading(Level::First, text) => {
                let _ = writeln!(out, "\n## {}\n", line(text));
            }
            Block::Heading(Level::Second, text) => {
                let _ = writeln!(out, "\n### {}\n", line(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}\n", pieces(text));
            }
            Block::Note(text) => {
                let _ = writeln!(out, "> {}\n", pieces(text));
            }
            Block::Table(table) => write_table(&mut out, table),
            Block::PageBreak => out.push_str("\n---\n\n"),
        }
    }
    out
}

fn pieces(text: &[Piece]) -> String {
    let piece = |p: &Piece| match p.weight {
        Weight::Plain => line(&p.text),
        Weight::Bold => format!("**{}**", line(&p.text)),
    };
    text.iter().map(piece).collect()
}

fn write_table(out: &mut String, table: &Table) {
    let columns = table.widths.len();
    let mut head = table.head.iter();
    // Markdown tables have a head of one row, be it empty.
    match head.next() {
        Some(row) => write_row(out, row),
        None => write_row(out, &vec![Cell::default(); columns]),
    }
    let _ = writeln!(out, "|{}", " --- |".repeat(columns));
    head.chain(&table.rows).for_each(|r| write_row(out, r));
    out.push('\n');
}

fn write_row(out: &mut String, cells: &[Cell]) {
    out.push('|');
    for cell in cells {
        let text = line(&cell.text);
        let strong = matches!(cell.look, Look::Group | Look::Strong | Look::Bold) && !text.is_empty();
        let text = if strong { format!("**{text}**") } else { text };
        let _ = write!(out, " {text} |{}", " |".repeat(cell.span.saturating_sub(1)));
    }
    out.push('\n');
}

/// Text of one line: what Markdown or HTML would read as markup is escaped, line breaks become `<br>`.
fn line(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn nothing_of_others_becomes_markup() {
        assert_eq!(line("a|b <img> [x](y) `c`"), "a\\|b &lt;img&gt; \\[x\\](y) \\`c\\`");
        assert_eq!(line("1\n2"), "1<br>2");
    }
}
