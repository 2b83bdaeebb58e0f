//! The paths as the plan writes them, where it names a place otherwise than the reader does.
//!
//! A trace speaks the plan's language: `前言` for 序, `六/市民政局/项3` for the third part of that section's only sentence,
//! `三/23/句4` where the plan counts the heading as a sentence. What the plan does not cite keeps the reader's path,
//! unless it stands in a list of which the plan names other members so.

use std::collections::{BTreeMap, BTreeSet};

use super::counting::Counting;
use super::tree::Tree;
use crate::document::Kind;

/// The path of every clause. `cited` are the citations as paths, with the clause that each names.
pub(super) fn paths(tree: &Tree<'_>, counting: &Counting, cited: &[(String, usize)]) -> Vec<String> {
    let mut own: BTreeMap<usize, String> = BTreeMap::new();
    let flat: BTreeSet<&str> = cited
        .iter()
        .filter_map(|(path, _)| path.rsplit_once("/项"))
        .map(|(owner, _)| owner)
        .filter(|o| !o.contains("/句"))
        .collect();
    for (owner, at) in flat
        .iter()
        .filter_map(|owner| Some((*owner, *tree.by_path.get(owner)?)))
    {
        own.extend(
            parts(tree, at)
                .into_iter()
                .enumerate()
                .map(|(i, part)| (part, format!("{owner}/项{}", i + 1))),
        );
    }
    let known: BTreeSet<usize> = cited
        .iter()
        .filter(|(path, at)| tree.by_path.get(path.as_str()) == Some(at))
        .map(|(_, at)| *at)
        .collect();
    for (path, at) in cited
        .iter()
        .filter(|(path, at)| !known.contains(at) && !tree.by_path.contains_key(path.as_str()))
    {
        if tree.kind(*at).is_some_and(|kind| !kind.is_cut()) {
            own.entry(*at).or_insert_with(|| path.clone());
        }
    }
    written(tree, counting, &own)
}

/// The parts of a place through its sentences; a sentence that is not cut is one part.
fn parts(tree: &Tree<'_>, place: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let bodies = tree
        .places(place)
        .filter(|body| tree.is_own_text(*body))
        .flat_map(|body| tree.pieces(body));
    for sentence in tree
        .pieces(place)
        .chain(bodies)
        .filter(|piece| tree.kind(*piece) == Some(Kind::Sentence))
    {
        let before = out.len();
        out.extend(tree.pieces(sentence));
        if out.len() == before {
            out.push(sentence);
        }
    }
    out
}

/// Writes the paths from the top, each on the path of the clause that holds it.
fn written(tree: &Tree<'_>, counting: &Counting, own: &BTreeMap<usize, String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(tree.len());
    for (at, clause) in tree.document.clauses.iter().enumerate() {
        let above = clause
            .parent
            .and_then(|parent| Some((tree.clause(parent)?.path.as_str(), out.get(parent)?.as_str())));
        let inherited = above.and_then(|(read, written)| {
            let rest = clause.path.strip_prefix(read).filter(|_| read != written)?;
            Some(format!("{written}{rest}"))
        });
        let counted = || {
            counting
                .number(tree, at)
                .zip(above)
                .map(|(number, (_, written))| format!("{written}/句{number}"))
        };
        out.push(
            own.get(&at)
                .cloned()
                .or_else(counted)
                .or(inherited)
                .unwrap_or_else(|| clause.path.clone()),
        );
    }
    out
}
