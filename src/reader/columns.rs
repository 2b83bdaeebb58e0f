//! A table pasted as text, its cells between tabs or bars → a numbered line a row, its units and times in the bracket of a tail.
//!
//! Every row stays one line, so that line numbers are those of the file. Only a table whose first row names work and who does it is
//! touched; anything else between tabs stays as it is.

use super::Line;
use super::table::{Column, sort, squeeze};

/// A heading of a column is no longer than this.
const HEAD: usize = 10;

/// Lays out every table of the text.
pub(super) fn lay(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let heads = lines.get(at).and_then(|line| heads(&line.text));
        let Some(heads) = heads else {
            at += 1;
            continue;
        };
        let rows = lines
            .iter()
            .skip(at + 1)
            .take_while(|line| cells(&line.text).len() > 1)
            .count();
        if rows > 0 {
            if let Some(head) = lines.get_mut(at) {
                put(head, String::new());
            }
            let mut count = 0;
            for line in lines.iter_mut().skip(at + 1).take(rows) {
                let laid = row(&cells(&line.text), &heads, count + 1);
                if let Some(text) = laid {
                    count += usize::from(!text.is_empty());
                    put(line, text);
                }
            }
        }
        at += rows + 1;
    }
}

fn put(line: &mut Line, text: String) {
    line.original = Some(std::mem::replace(&mut line.text, text));
}

/// The cells of a line; one cell, where it has no tabs or bars.
fn cells(line: &str) -> Vec<String> {
    let mark = if line.contains('\t') { '\t' } else { '|' };
    let inner = line.trim_matches(|c: char| c == '|' || c == ' ' || c == '\u{3000}');
    inner.split([mark, '│']).map(|cell| cell.trim().to_owned()).collect()
}

/// The columns, where the line names work and who does it.
fn heads(line: &str) -> Option<Vec<(String, Column)>> {
    let heads: Vec<(String, Column)> = cells(line)
        .iter()
        .map(|cell| {
            let name = squeeze(cell);
            let column = sort(&name);
            (name, column)
        })
        .collect();
    let short = heads.iter().all(|(name, _)| (1..=HEAD).contains(&name.chars().count()));
    let has = |wanted| heads.iter().any(|(_, column)| *column == wanted);
    (heads.len() > 2 && short && has(Column::Main) && has(Column::Who)).then_some(heads)
}

/// One row as a line; nothing for a rule such as `---|---`, and for a row without words for its work.
fn row(cells: &[String], heads: &[(String, Column)], count: usize) -> Option<String> {
    if cells
        .iter()
        .all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ' | '+')))
    {
        return Some(String::new());
    }
    let (mut number, mut main, mut tail) = (None, Vec::new(), Vec::new());
    for ((name, column), cell) in heads.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        match column {
            Column::Number => number = cell.trim_end_matches(['.', '、']).parse::<usize>().ok(),
            Column::Who => tail.push(format!("{name}:{}", cell.trim_end_matches(['。', ';', ';']))),
            Column::Main | Column::Other => main.push(cell.trim_end_matches('。').to_owned()),
            Column::Group => {}
        }
    }
    let main = main.join("。");
    (!main.is_empty()).then(|| match tail.is_empty() {
        true => format!("{}. {main}。", number.unwrap_or(count)),
        false => format!("{}. {main}。({})", number.unwrap_or(count), tail.join("。")),
    })
}
