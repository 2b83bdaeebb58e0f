//! Small documents in other styles than the corpus, in the authors' own words.

mod annexes;
mod cover;
mod lost_headings;
mod normative_cues;
mod numbering;
mod robustness;
mod sentences_and_tails;
mod units;

use super::{Clause, Document, resolve};

/// The paths of the places printed in the text, without what is cut out of their words.
fn printed(document: &Document) -> Vec<&str> {
    document
        .clauses
        .iter()
        .filter(|clause| !clause.kind.is_cut())
        .map(|clause| clause.path.as_str())
        .collect()
}

/// The text of the clause at a path; empty if there is none.
fn text_at<'a>(document: &'a Document, path: &str) -> &'a str {
    resolve(document, path).map_or("", |clause| clause.text.as_str())
}

/// The line of the clause at a path; 0 if there is none.
fn line_at(document: &Document, path: &str) -> usize {
    resolve(document, path).map_or(0, |clause| clause.line)
}

/// What every reading must keep, whatever the text.
fn assert_sound(text: &str, document: &Document) {
    let lines = text.split('\n').count();
    for (at, clause) in document.clauses.iter().enumerate() {
        let Clause {
            path,
            span,
            line,
            end_line,
            ..
        } = clause;
        assert!(
            clause.parent.is_none_or(|parent| parent < at),
            "{path}: its parent follows it"
        );
        assert!(text.get(span.clone()).is_some(), "{path}: its span cuts a character");
        assert!(
            1 <= *line && line <= end_line && *end_line <= lines,
            "{path}: lines {line} to {end_line} of {lines}"
        );
    }
    let paths: std::collections::BTreeSet<&str> = document.clauses.iter().map(|clause| clause.path.as_str()).collect();
    assert_eq!(paths.len(), document.clauses.len(), "two clauses share a path");
}
