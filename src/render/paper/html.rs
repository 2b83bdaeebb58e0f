//! Documents as one self-contained web page: no network, no script; it prints on A4.

use std::fmt::Write as _;

use crate::diagnostic::Lang;
use crate::render::docx::{Align, Block, Cell, Document, Flow, Level, Look, Merge, Piece, Table, Weight};
use crate::render::escape::escape;

/// A table with more columns than this is wide.
const WIDE: usize = 12;

/// Writes a page; each document begins a sheet of paper.
#[must_use]
pub fn render(documents: &[Document], lang: Lang) -> String {
    let title = documents.first().map_or_else(String::new, |d| escape(&d.title));
    let tag = lang.pick("zh-CN", "en");
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        include_str!("paper.css")
    );
    for document in documents {
        sheet(&mut out, document);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn sheet(out: &mut String, document: &Document) {
    let _ = writeln!(out, "<article>\n<h1>{}</h1>", lines(&document.title));
    for line in &document.below {
        let _ = writeln!(out, "<p class=\"below\">{}</p>", lines(line));
    }
    blocks(out, &document.blocks);
    out.push_str("</article>\n");
}

/// Writes blocks, to stand in a page of somebody else's.
pub fn blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(Level::First, text) => {
                let _ = writeln!(out, "<h2>{}</h2>", lines(text));
            }
            Block::Heading(Level::Second, text) => {
                let _ = writeln!(out, "<h3>{}</h3>", lines(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "<p>{}</p>", pieces(text));
            }
            Block::Note(text) => {
                let _ = writeln!(out, "<p class=\"note\">{}</p>", pieces(text));
            }
            Block::Table(table) => write_table(out, table),
            Block::PageBreak => out.push_str("<div class=\"break\"></div>\n"),
        }
    }
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn pieces(text: &[Piece]) -> String {
    let piece = |p: &Piece| match p.weight {
        Weight::Plain => lines(&p.text),
        Weight::Bold => format!("<strong>{}</strong>", lines(&p.text)),
    };
    text.iter().map(piece).collect()
}

fn write_table(out: &mut String, table: &Table) {
    let whole: u32 = table.widths.iter().sum::<u32>().max(1);
    // A table of many columns keeps room for its words and is scrolled sideways; on paper it is made to fit.
    match table.widths.len() {
        0..=WIDE => out.push_str("<div>\n<table>\n"),
        _ => {
            let _ = writeln!(
                out,
                "<div class=\"wide\">\n<table style=\"min-width:{}em\">",
                whole + whole / 4
            );
        }
    }
    out.push_str("<colgroup>");
    for width in &table.widths {
        let _ = write!(
            out,
            "<col style=\"width:{:.2}%\">",
            f64::from(*width) * 100.0 / f64::from(whole)
        );
    }
    out.push_str("</colgroup>\n");
    if !table.head.is_empty() {
        out.push_str("<thead>\n");
        table.head.iter().for_each(|r| row(out, r, "th"));
        out.push_str("</thead>\n");
    }
    out.push_str("<tbody>\n");
    table.rows.iter().for_each(|r| row(out, r, "td"));
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// The text of a cell; of cells that are joined downward only the first speaks.
fn text(cell: &Cell) -> String {
    let text = if cell.merge == Merge::Continue {
        String::new()
    } else {
        lines(&cell.text)
    };
    match cell.flow {
        Flow::Vertical => format!("<span class=\"upright\">{text}</span>"),
        Flow::Horizontal => text,
    }
}

fn row(out: &mut String, cells: &[Cell], element: &str) {
    out.push_str("<tr>");
    for cell in cells {
        let mut class = match cell.look {
            Look::Plain => String::new(),
            Look::Head => "head".to_owned(),
            Look::Group => "group".to_owned(),
            Look::Strong => "strong".to_owned(),
            Look::Bold => "bold".to_owned(),
        };
        if cell.align == Align::Centre {
            class.push_str(" centre");
        }
        match cell.merge {
            Merge::None => {}
            Merge::Start => class.push_str(" begun"),
            Merge::Continue => class.push_str(" continued"),
        }
        let span = if cell.span > 1 {
            format!(" colspan=\"{}\"", cell.span)
        } else {
            String::new()
        };
        let class = class.trim();
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let _ = write!(out, "<{element}{class}{span}>{}</{element}>", text(cell));
    }
    out.push_str("</tr>\n");
}
