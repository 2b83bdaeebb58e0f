//! The page of a lint: what it finds, why, and an example of each kind.

use super::{LINTS, Lint};
use crate::diagnostic::{CODES, Lang, Severity};
use crate::text::nearest;

/// Finds a lint by `ZR350`, `350`, its name, or one of its headlines.
#[must_use]
pub fn find(word: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|l| l.info.is_called(word))
}

/// The name most like `word`, of lints and of findings of the analysis.
#[must_use]
pub fn nearest_name(word: &str) -> Option<&'static str> {
    let others = CODES.iter().filter(|c| c.severity != Severity::Error);
    let all = LINTS.iter().map(|l| &l.info).chain(others);
    nearest(word, all.flat_map(|i| [i.title_zh, i.name]))
}

/// The page of a lint.
#[must_use]
pub fn explain(lint: &Lint, lang: Lang) -> String {
    let (body, bad, good) = match lang {
        Lang::Zh => (lint.info.help_zh, "不好:", "好:"),
        Lang::En => (lint.info.help_en, "Bad:", "Good:"),
    };
    format!(
        "{}\n{bad}\n\n```zr\n{}\n```\n\n{good}\n\n```zr\n{}\n```\n",
        paragraphs(body),
        lint.bad.trim(),
        lint.good.trim()
    )
}

/// Doc comments carry one space before each line.
fn paragraphs(doc: &str) -> String {
    doc.lines()
        .map(|l| l.strip_prefix(' ').unwrap_or(l))
        .fold(String::new(), |out, l| out + l + "\n")
}
