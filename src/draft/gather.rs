//! A document → the names that its form gives: of headings, tails, fields and rosters. They are believed everywhere else.

use super::names::{self, Known};
use super::shorthand::Office;
use super::{roster, shorthand};
use crate::document::{Clause, Document, Kind};
use crate::text::fold_name;

/// The names of a document.
pub fn names(document: &Document) -> Known {
    let mut known = Known::default();
    for clause in &document.clauses {
        for unit in clause.assignments.iter().flat_map(|a| &a.units) {
            for name in unglue(&clean(unit)).iter().filter(|n| is_plausible(n)) {
                known.add(name);
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
    for (full, short) in shorthand::declared(document, &known) {
        known.shorten(&full, &short);
    }
    match shorthand::office(document, &known) {
        Office::Of(body) => known.shorten(&format!("{body}办公室"), "办公室"),
        Office::Unsaid => known.add("办公室"),
        Office::No => {}
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
    out.iter()
        .map(|name| clean(name))
        .filter(|name| !name.is_empty())
        .collect()
}

/// A name of a list without 等 and marks at its edges.
pub fn clean(name: &str) -> String {
    let folded = fold_name(name);
    let trimmed = folded.trim_matches([' ', '。', ';', ',', ':', '.', '"', '|']);
    let trimmed = trimmed
        .strip_suffix("等有关部门")
        .or_else(|| trimmed.strip_suffix("等部门"))
        .unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix("等单位").unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix('等').unwrap_or(trimmed);
    let squeezed: String = trimmed.chars().filter(|c| !c.is_whitespace()).collect();
    if names::is_vague(&squeezed) {
        return squeezed;
    }
    squeezed
}

/// Names of a table that lost the marks between them: 德育处总务处各班级.
pub fn unglue(names: &str) -> Vec<String> {
    const ENDS: &[&str] = &["处", "室", "中心", "班级", "教师", "保安", "班主任", "领导组"];
    const GO_ON: &[&str] = &["办公室", "科", "室", "组", "处", "中心", "支部", "主任", "长", "负责"];
    let mut out = vec![String::new()];
    for (at, c) in names.char_indices() {
        let rest = names.get(at + c.len_utf8()..).unwrap_or_default();
        let Some(last) = out.last_mut() else { break };
        last.push(c);
        let ends = ENDS.iter().any(|end| last.ends_with(end)) && last.chars().count() > 2;
        let goes_on = GO_ON.iter().any(|word| rest.starts_with(word)) || rest.chars().count() < 3;
        if ends && !goes_on {
            out.push(String::new());
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

fn is_plausible(name: &str) -> bool {
    let count = name.chars().count();
    (2..=24).contains(&count) && !name.contains(['。', ';'])
}
