//! A book as one page: sorts and filters without a network; its script and style are named by digest, nothing else may run.

use std::fmt::Write as _;

use super::{Book, Cell, Column, ColumnKind, Sheet, Tone};
use crate::render::escape::escape;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Writes the page.
#[must_use]
pub fn render(book: &Book) -> String {
    let mut out = String::new();
    head(&mut out, book);
    for sheet in &book.sheets {
        table(&mut out, sheet);
    }
    foot(&mut out, book);
    if let Some(findings) = &book.findings {
        let _ = writeln!(
            out,
            "<details class=\"findings\"><summary>{} ({})</summary>",
            escape(findings.heading.as_deref().unwrap_or(&findings.name)),
            findings.rows.len()
        );
        let bare = Sheet {
            heading: None,
            ..findings.clone()
        };
        table(&mut out, &bare);
        out.push_str("</details>\n");
    }
    let _ = write!(out, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn head(out: &mut String, book: &Book) {
    let title = escape(&book.title);
    let lang = book.lang.pick("zh-CN", "en");
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    );
    for line in &book.below {
        let _ = writeln!(out, "<p class=\"below\">{}</p>", escape(line));
    }
    let _ = write!(
        out,
        "<p class=\"tools\"><label>{} <input type=\"search\" id=\"filter\" autocomplete=\"off\"></label> <span id=\"count\" data-of=\"{}\"></span></p>\n</header>\n<main>\n",
        book.lang.pick("筛选(行里含有的字)", "Filter (rows that hold)"),
        book.lang.pick("行", "rows"),
    );
}

/// The digest of a text for a content security policy.
fn digest(text: &str) -> String {
    use sha2::Digest as _;
    format!("sha256-{}", base64(&sha2::Sha256::digest(text.as_bytes())))
}

/// Base 64, for digests.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let part = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let all = part(0) << 16 | part(1) << 8 | part(2);
        for at in 0..4 {
            let sign = SIGNS.get((all >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if at > chunk.len() { '=' } else { char::from(sign) });
        }
    }
    out
}

fn table(out: &mut String, sheet: &Sheet) {
    if let Some(heading) = &sheet.heading {
        let _ = writeln!(out, "<h2>{}</h2>", escape(heading));
    }
    let wide = sheet.columns.iter().any(|c| c.kind == ColumnKind::Mark);
    let class = if wide { "matrix" } else { "list" };
    let _ = write!(out, "<div class=\"scroll\"><table class=\"{class}\">\n<thead>\n");
    if sheet.has_groups() {
        groups(out, sheet);
    }
    out.push_str("<tr>");
    for (_, column) in sheet.shown().filter(|(_, c)| !sheet.has_groups() || c.group.is_some()) {
        title(out, column, 1);
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &sheet.rows {
        out.push_str("<tr>");
        for (column, one) in sheet.columns.iter().zip(row.full(sheet.columns.len())) {
            if column.kind != ColumnKind::Key {
                cell(out, column, one);
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// The upper line of headings: groups over their columns, the others over both lines.
fn groups(out: &mut String, sheet: &Sheet) {
    out.push_str("<tr>");
    for group in sheet.groups() {
        match group.title {
            Some(words) => {
                let (n, words) = (group.columns, escape(words));
                let _ = write!(out, "<th scope=\"colgroup\" colspan=\"{n}\">{words}</th>");
            }
            None => title(out, group.first, 2),
        }
    }
    out.push_str("</tr>\n");
}

fn title(out: &mut String, column: &Column, rows: usize) {
    let span = if rows > 1 {
        format!(" rowspan=\"{rows}\"")
    } else {
        String::new()
    };
    let _ = write!(
        out,
        "<th scope=\"col\"{span} class=\"{}\"><span>{}</span></th>",
        kind(column),
        escape(&column.title)
    );
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        ColumnKind::Number => "number",
        ColumnKind::Group => "group",
        ColumnKind::Name => "name",
        ColumnKind::Mark => "mark",
        ColumnKind::Text | ColumnKind::Key => "text",
    }
}

fn cell(out: &mut String, column: &Column, cell: Option<&Cell>) {
    let Some(cell) = cell else {
        let _ = write!(out, "<td class=\"{}\"></td>", kind(column));
        return;
    };
    let tag = if column.kind == ColumnKind::Name {
        "th scope=\"row\""
    } else {
        "td"
    };
    let end = if column.kind == ColumnKind::Name { "th" } else { "td" };
    let text = escape(&cell.text).replace('\n', "<br>");
    let hint = if column.kind == ColumnKind::Mark {
        format!(" title=\"{}\"", escape(&column.title))
    } else {
        String::new()
    };
    let _ = write!(
        out,
        "<{tag} class=\"{} {}\"{hint}>{text}</{end}>",
        kind(column),
        tone(cell.tone)
    );
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Lead => "lead",
        Tone::Act => "act",
        Tone::Assist => "assist",
        Tone::Aside => "aside",
        Tone::Perhaps => "perhaps",
        Tone::Fault => "fault",
    }
}

fn foot(out: &mut String, book: &Book) {
    if !book.legend.is_empty() {
        out.push_str("<dl class=\"legend\">");
        for (sign, meaning) in &book.legend {
            let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(sign), escape(meaning));
        }
        out.push_str("</dl>\n");
    }
    for note in &book.notes {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(note));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_as_everywhere() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
