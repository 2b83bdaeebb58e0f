//! The signs of a matrix: roles or letters, numbers of footnotes, places in a document.

use crate::diagnostic::Lang;
use crate::model::Role;
use crate::render::sheet::{Cell, Tone};
use crate::wire::v1::{MatrixCell, MatrixMark, MatrixRow};

/// More clauses than this in one row are counted, not numbered.
pub const MOST_NOTES: usize = 20;

/// What stands in the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// The words of the plan: 牵头, 配合 …
    #[default]
    Roles,
    /// RACI letters.
    Raci,
}

impl Style {
    /// The word of the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Style::Roles => "roles",
            Style::Raci => "raci",
        }
    }
}

/// A role in words.
#[must_use]
pub fn role_word(role: &str, lang: Lang) -> String {
    let found = Role::find(role);
    found.map_or_else(|| role.to_owned(), |r| lang.pick(r.zh(), r.name()).to_owned())
}

/// What the rows are, in words.
#[must_use]
pub fn by_word(by: &str, lang: Lang) -> &'static str {
    match by {
        "topic" => lang.pick("事项", "topic"),
        "stage" => lang.pick("阶段", "stage"),
        "clause" => lang.pick("条款", "clause"),
        "task" => lang.pick("任务", "task"),
        _ => lang.pick("情形", "situation"),
    }
}

/// The sign of a footnote: ① to ⑳, then (21).
#[must_use]
pub fn note_sign(at: usize) -> String {
    let circled = u32::try_from(at)
        .ok()
        .filter(|n| *n < 20)
        .and_then(|n| char::from_u32(0x2460 + n));
    circled.map_or_else(|| format!("({})", at + 1), String::from)
}

/// A clause as documents cite it: `四/(二)/9/句2` becomes 四(二)9句2, `附件/四/(九)` 附件·四(九).
#[must_use]
pub fn citation(path: &str) -> String {
    let mut out = String::new();
    for segment in path.split('/') {
        let joins = out.is_empty() || segment.starts_with(['(', '[', '句', '项']) || out.ends_with([')', ']']);
        if !joins {
            out.push('·');
        }
        out.push_str(segment);
    }
    out
}

/// A cell in words or letters, with its footnotes.
#[must_use]
pub fn cell(row: &MatrixRow, cell: &MatrixCell, style: Style, lang: Lang) -> Cell {
    let mut signs: Vec<(String, Vec<&MatrixMark>)> = Vec::new();
    for mark in &cell.marks {
        let sign = match style {
            Style::Roles => role_word(mark.role, lang),
            Style::Raci => mark.letter.to_owned(),
        };
        match signs.iter_mut().find(|(s, _)| *s == sign) {
            Some((_, marks)) => marks.push(mark),
            None => signs.push((sign, vec![mark])),
        }
    }
    signs.sort_by_key(|(_, marks)| marks.iter().map(|m| rank(m)).min());
    let texts: Vec<String> = signs
        .iter()
        .map(|(sign, marks)| format!("{sign}{}", notes(row, marks)))
        .collect();
    Cell {
        text: texts.join("\n"),
        tone: tone(&cell.marks),
    }
}

fn rank(mark: &MatrixMark) -> usize {
    Role::ALL
        .iter()
        .position(|r| r.name() == mark.role)
        .unwrap_or(Role::ALL.len())
}

/// Footnotes of marks with one sign; ※ for a limit of the unit's own, ? where it only perhaps holds.
fn notes(row: &MatrixRow, marks: &[&MatrixMark]) -> String {
    let mut out = String::new();
    if row.clauses.len() > MOST_NOTES {
        if marks.len() > 1 {
            out = format!("×{}", marks.len());
        }
    } else if row.clauses.len() > 1 {
        let mut numbers: Vec<usize> = marks.iter().map(|m| m.note).collect();
        numbers.sort_unstable();
        numbers.dedup();
        out = numbers.into_iter().map(note_sign).collect();
    }
    if marks.iter().all(|m| m.limit.is_some()) {
        out.push('※');
    }
    if marks.iter().all(|m| m.status == Some("possible")) {
        out.push('?');
    }
    out
}

fn tone(marks: &[MatrixMark]) -> Tone {
    if marks.iter().all(|m| m.status == Some("possible")) {
        return Tone::Perhaps;
    }
    let best = marks.iter().filter_map(|m| Role::find(m.role)).min();
    match best {
        Some(Role::Lead) => Tone::Lead,
        Some(Role::Joint | Role::Responsible) => Tone::Act,
        Some(Role::Assist) => Tone::Assist,
        _ => Tone::Aside,
    }
}

/// The clauses of a row: with their numbers where the cells refer to them.
#[must_use]
pub fn basis(row: &MatrixRow, lang: Lang) -> String {
    match row.clauses.as_slice() {
        [one] => citation(one),
        list if list.len() <= MOST_NOTES => list
            .iter()
            .enumerate()
            .map(|(at, c)| format!("{}{}", note_sign(at), citation(c)))
            .collect::<Vec<_>>()
            .join(" "),
        list => {
            let first = list.first().map(|c| citation(c)).unwrap_or_default();
            match lang {
                Lang::Zh => format!("{first} 等{}处", list.len()),
                Lang::En => format!("{first} and {} more", list.len() - 1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cited_as_in_documents() {
        assert_eq!(citation("四/(二)/9/句2"), "四(二)9句2");
        assert_eq!(citation("附件/四/(九)"), "附件·四(九)");
        assert_eq!(citation("四/市公安局/2"), "四·市公安局·2");
        assert_eq!(
            (note_sign(0), note_sign(19), note_sign(20)),
            ("①".into(), "⑳".into(), "(21)".into())
        );
    }
}
