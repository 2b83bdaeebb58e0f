//! A cited path → its clause, allowing for the ways in which readers write one place.

use super::clause::{Clause, Document, Kind};
use super::genre;

/// Finds the clause that a path names: `三/(二)/9/句2`, or `三/(二)/9@句2` with the part after `@` inside the clause.
///
/// Readers may leave out what need not be told apart, so these are found too: `X/项n` counted through the sentences of
/// X, `X/句n` through a body of X without a number of its own, and the common synonyms (序 and 前言, 尾 and 结).
pub fn resolve<'a>(document: &'a Document, path: &str) -> Option<&'a Clause> {
    let path = path.trim().trim_matches('/').replace('@', "/");
    exact(document, &path)
        .or_else(|| synonym(document, &path))
        .or_else(|| nth_part(document, &path))
        .or_else(|| through_body(document, &path))
}

fn exact<'a>(document: &'a Document, path: &str) -> Option<&'a Clause> {
    document.clauses.iter().find(|clause| clause.path == path)
}

/// The path with one unnumbered piece called by another of its names.
fn synonym<'a>(document: &'a Document, path: &str) -> Option<&'a Clause> {
    let segments: Vec<&str> = path.split('/').collect();
    segments.iter().enumerate().find_map(|(at, segment)| {
        let names = genre::SAME_PIECE.iter().find(|names| names.contains(segment))?;
        names.iter().filter(|name| *name != segment).find_map(|name| {
            let renamed: Vec<&str> = segments
                .iter()
                .enumerate()
                .map(|(i, s)| if i == at { *name } else { *s })
                .collect();
            exact(document, &renamed.join("/"))
        })
    })
}

/// `X/项n`, where the parts hang on the sentences of X.
fn nth_part<'a>(document: &'a Document, path: &str) -> Option<&'a Clause> {
    let (owner, number) = path.rsplit_once("/项")?;
    let number: usize = number.parse().ok()?;
    parts_of(document, owner).nth(number.checked_sub(1)?)
}

/// The parts of a place in order; a sentence that is not cut is one part.
fn parts_of<'a>(document: &'a Document, owner: &str) -> impl Iterator<Item = &'a Clause> {
    let prefix = format!("{owner}/句");
    document.clauses.iter().enumerate().filter_map(move |(at, clause)| {
        let inside = clause.path.starts_with(&prefix);
        let whole = clause.kind == Kind::Sentence
            && document
                .clauses
                .get(at + 1)
                .is_none_or(|next| next.kind != Kind::Part || next.parent != Some(at));
        (inside && (whole || clause.kind == Kind::Part)).then_some(clause)
    })
}

/// `X/句n/…`, where the sentences hang on a body of X.
fn through_body<'a>(document: &'a Document, path: &str) -> Option<&'a Clause> {
    let (owner, inner) = path.split_once("/句")?;
    document
        .clauses
        .iter()
        .filter(|clause| clause.kind == Kind::Body)
        .find_map(|body| {
            let (place, _) = body.path.rsplit_once('/')?;
            (place == owner).then(|| exact(document, &format!("{}/句{inner}", body.path)))?
        })
}
