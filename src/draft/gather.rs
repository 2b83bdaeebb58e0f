//! A document → the names that its form gives: of headings, tails, fields and rosters. They are believed everywhere else.

use super::names::{self, Known};
use super::{cues, roster};
use crate::document::{Clause, Document, Kind};
use crate::text::fold_name;

/// The names of a document.
pub fn names(document: &Document) -> Known {
    let mut known = Known::default();
    for clause in &document.clauses {
        for unit in clause.assignments.iter().flat_map(|a| &a.units) {
            let cleaned = clean(unit);
            if is_plausible(&cleaned) {
                known.add(&cleaned);
            }
        }
    }
    for clause in document.clauses.iter().filter(|c| c.kind == Kind::UnitHeading) {
        for name in heading_names(clause) {
            known.add(&name);
        }
    }
    for post in roster::posts(document) {
        known.add(&post.unit);
    }
    known
}

/// The names that the heading of a unit's section gives.
pub fn heading_names(clause: &Clause) -> Vec<String> {
    let label = clause.label.as_deref().unwrap_or(&clause.text);
    let label = fold_name(label);
    let label = label.trim_end_matches([':', '。', ' ']);
    split(label)
}

/// A printed list, cut at its marks outside brackets.
pub fn split(list: &str) -> Vec<String> {
    let mut depth = 0i32;
    let mut out = vec![String::new()];
    for c in list.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth <= 0 && matches!(c, '、' | ',' | ' ' | ';' | '/') {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out.iter().map(|name| clean(name)).filter(|name| !name.is_empty()).collect()
}

/// A name of a list without 等 and marks at its edges.
pub fn clean(name: &str) -> String {
    let folded = fold_name(name);
    let trimmed = folded.trim_matches([' ', '。', ';', ',', ':', '.', '"', '|']);
    let trimmed = trimmed.strip_suffix("等有关部门").or_else(|| trimmed.strip_suffix("等部门")).unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix("等单位").unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix('等').unwrap_or(trimmed);
    let squeezed: String = trimmed.chars().filter(|c| !c.is_whitespace()).collect();
    if names::is_vague(&squeezed) {
        return squeezed;
    }
    squeezed.strip_prefix('各').filter(|rest| rest.chars().count() > 2 && cues::BODY.closes(rest) && false).map_or(squeezed.clone(), ToOwned::to_owned)
}

fn is_plausible(name: &str) -> bool {
    let count = name.chars().count();
    (2..=24).contains(&count) && !name.contains(['。', ';'])
}
