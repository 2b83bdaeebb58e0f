//! Citations in a plan → clauses of the document; those that lead nowhere, with the nearest place.

use super::tree::Tree;
use super::{Unknown, Voice};
use crate::document::resolve;
use crate::model::{Clause, Model};
use crate::text::{nearest, nearness};

/// A citation that was found.
pub(super) struct Citation {
    pub voice: Voice,
    pub clause: usize,
}

/// All citations: those that speak for a clause, and the unknown ones of these and of mere references (a unit's
/// place, the clause under which a norm is enforced).
pub(super) fn citations(tree: &Tree<'_>, model: &Model) -> (Vec<Citation>, Vec<Unknown>) {
    let mut reader = Reader { tree, found: Vec::new(), unknown: Vec::new() };
    for (id, item) in model.items() {
        reader.all(&item.clauses, Some(Voice::Item(id)), &item.name);
        for enforcement in item.enforcement.iter().flatten() {
            reader.all(&enforcement.under, None, &item.name);
        }
    }
    for (at, constraint) in model.constraints.iter().enumerate() {
        reader.all(&constraint.clauses, Some(Voice::Constraint(at)), &constraint.name);
    }
    for (at, record) in model.unencoded.iter().enumerate() {
        reader.all(&record.clauses, Some(Voice::Record(at)), "未编码");
    }
    for unit in &model.units {
        reader.all(&unit.clauses, None, &unit.name);
    }
    reader.unknown.sort_by_key(|unknown| unknown.span);
    (reader.found, reader.unknown)
}

struct Reader<'a> {
    tree: &'a Tree<'a>,
    found: Vec<Citation>,
    unknown: Vec<Unknown>,
}

impl Reader<'_> {
    fn all(&mut self, clauses: &[Clause], voice: Option<Voice>, by: &str) {
        for clause in clauses {
            let citation = clause.full();
            match (find(self.tree, &citation), voice) {
                (Some(clause), Some(voice)) => self.found.push(Citation { voice, clause }),
                (Some(_), None) => {}
                (None, _) => {
                    let nearest = nearest_place(self.tree, &citation);
                    self.unknown.push(Unknown { citation, by: by.to_owned(), span: clause.span, nearest });
                }
            }
        }
    }
}

/// The clause that a citation names.
fn find(tree: &Tree<'_>, citation: &str) -> Option<usize> {
    let path = citation.replace('@', "/");
    tree.by_path.get(path.as_str()).copied().or_else(|| {
        let clause = resolve(tree.document, &path)?;
        tree.by_path.get(clause.path.as_str()).copied()
    })
}

/// The most alike of the places beside where it should stand, else the place above.
fn nearest_place(tree: &Tree<'_>, citation: &str) -> Option<usize> {
    let path = citation.replace('@', "/");
    let mut wanted = path.as_str();
    loop {
        let above = wanted.rsplit_once('/').map(|(above, _)| above);
        let owner = above.and_then(|above| find(tree, above));
        if above.is_none() || owner.is_some() {
            let siblings = owner.map_or(tree.top.as_slice(), |owner| tree.children(owner));
            let paths = siblings.iter().filter_map(|at| Some(tree.clause(*at)?.path.as_str()));
            let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let segment = last(wanted);
            let beside = paths.clone().filter_map(|p| Some((nearness(&segment, &last(p))?, p))).min_by_key(|(far, _)| *far).map(|(_, p)| p);
            let near = beside.or_else(|| nearest(wanted, paths.filter(|_| owner.is_none())));
            return near.and_then(|p| tree.by_path.get(p).copied()).or(owner);
        }
        wanted = above?;
    }
}
