//! The page of a lint: what it finds, why, and an example of each kind.

use super::{LINTS, Lint, PROSE, ProseLint};
use crate::diagnostic::{CODES, Lang, Severity};
use crate::text::nearest;

/// Finds a lint by `ZR350`, `350`, its name, or one of its headlines.
#[must_use]
pub fn find(word: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|l| l.info.is_called(word))
}

/// Finds a lint of documents in the same ways.
#[must_use]
pub fn find_prose(word: &str) -> Option<&'static ProseLint> {
    PROSE.iter().copied().find(|l| l.info.is_called(word))
}

/// The name most like `word`, of lints and of findings of the analysis.
#[must_use]
pub fn nearest_name(word: &str) -> Option<&'static str> {
    let others = CODES.iter().filter(|c| c.severity != Severity::Error);
    let lints = LINTS.iter().map(|l| &l.info).chain(PROSE.iter().map(|l| &l.info));
    nearest(word, lints.chain(others).flat_map(|i| [i.title_zh, i.name]))
}

/// The page of a lint.
#[must_use]
pub fn explain(lint: &Lint, lang: Lang) -> String {
    page(
        lang.pick(lint.info.help_zh, lint.info.help_en),
        "zr",
        [lint.bad, lint.good],
        lang,
    )
}

/// The page of a lint of documents.
#[must_use]
pub fn explain_prose(lint: &ProseLint, lang: Lang) -> String {
    page(
        lang.pick(lint.info.help_zh, lint.info.help_en),
        "text",
        [lint.bad, lint.good],
        lang,
    )
}

fn page(body: &str, fence: &str, [bad, good]: [&str; 2], lang: Lang) -> String {
    let (before_bad, before_good) = lang.pick(("不好:", "好:"), ("Bad:", "Good:"));
    format!(
        "{}\n{before_bad}\n\n```{fence}\n{}\n```\n\n{before_good}\n\n```{fence}\n{}\n```\n",
        paragraphs(body),
        bad.trim(),
        good.trim()
    )
}

/// Doc comments carry one space before each line.
fn paragraphs(doc: &str) -> String {
    doc.lines()
        .map(|l| l.strip_prefix(' ').unwrap_or(l))
        .fold(String::new(), |out, l| out + l + "\n")
}
