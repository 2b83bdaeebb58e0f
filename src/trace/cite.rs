//! Citations in a plan → clauses of the document; those that lead nowhere, with the nearest place.

use super::counting::{Counting, path};
use super::spelling::paths;
use super::tree::Tree;
use super::{Unknown, Voice};
use crate::document::{Kind, resolve};
use crate::model::{Clause, Model};
use crate::text::{nearest, nearness};

/// What the citations of a plan come to.
pub(super) struct Citations {
    /// Those that speak for a clause.
    pub found: Vec<Citation>,
    /// Those of places that are not there.
    pub unknown: Vec<Unknown>,
    /// The path of every clause, as the plan writes it.
    pub paths: Vec<String>,
}

/// A citation that was found.
pub(super) struct Citation {
    pub voice: Voice,
    pub clause: usize,
}

/// Reads all citations. Mere references (a unit's place, the clause under which a norm is enforced) speak for nothing,
/// but must lead somewhere too.
pub(super) fn citations(tree: &Tree<'_>, model: &Model) -> Citations {
    let counting = Counting::of(tree, model.items.iter().flat_map(|item| &item.clauses));
    let mut reader = Reader {
        tree,
        counting,
        found: Vec::new(),
        unknown: Vec::new(),
        cited: Vec::new(),
    };
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
    let paths = paths(tree, &reader.counting, &reader.cited);
    Citations {
        found: reader.found,
        unknown: reader.unknown,
        paths,
    }
}

struct Reader<'a> {
    tree: &'a Tree<'a>,
    counting: Counting,
    found: Vec<Citation>,
    unknown: Vec<Unknown>,
    /// Each citation as a path, with its clause.
    cited: Vec<(String, usize)>,
}

impl Reader<'_> {
    fn all(&mut self, clauses: &[Clause], voice: Option<Voice>, by: &str) {
        for clause in clauses {
            let path = path(clause);
            let found = self
                .counting
                .find(self.tree, &path)
                .or_else(|| find(self.tree, &path))
                .or_else(|| comma_part(self.tree, &path));
            match found {
                Some(clause) => {
                    self.found.extend(voice.map(|voice| Citation { voice, clause }));
                    self.cited.push((path, clause));
                }
                None => {
                    let nearest = nearest_place(self.tree, &path);
                    self.unknown.push(Unknown {
                        citation: clause.full(),
                        by: by.to_owned(),
                        span: clause.span,
                        nearest,
                    });
                }
            }
        }
    }
}

/// The clause that a citation names.
fn find(tree: &Tree<'_>, path: &str) -> Option<usize> {
    tree.by_path.get(path).copied().or_else(|| {
        let clause = resolve(tree.document, path)?;
        tree.by_path.get(clause.path.as_str()).copied()
    })
}

/// The most alike of the places beside where it should stand, else the place above.
fn nearest_place(tree: &Tree<'_>, path: &str) -> Option<usize> {
    let mut wanted = path;
    loop {
        let above = wanted.rsplit_once('/').map(|(above, _)| above);
        let owner = above.and_then(|above| find(tree, above));
        if above.is_none() || owner.is_some() {
            let siblings = owner.map_or(tree.top.as_slice(), |owner| tree.children(owner));
            let paths = siblings.iter().filter_map(|at| Some(tree.clause(*at)?.path.as_str()));
            let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let segment = last(wanted);
            let beside = paths
                .clone()
                .filter_map(|p| Some((distance(&segment, &last(p))?, p)))
                .min_by_key(|(far, _)| *far)
                .map(|(_, p)| p);
            let near = beside.or_else(|| nearest(wanted, paths.filter(|_| owner.is_none())));
            return near.and_then(|p| tree.by_path.get(p).copied()).or(owner);
        }
        wanted = above?;
    }
}

/// How far a segment is from another: numbers of one form by their difference, before words that are alike.
fn distance(wanted: &str, there: &str) -> Option<(u8, usize)> {
    let split = |segment: &str| {
        let digits: String = segment.chars().filter(char::is_ascii_digit).collect();
        let form: String = segment.chars().filter(|c| !c.is_ascii_digit()).collect();
        digits.parse::<usize>().ok().map(|number| (form, number))
    };
    match (split(wanted), split(there)) {
        (Some((form, a)), Some((other, b))) if form == other => Some((0, a.abs_diff(b))),
        _ => nearness(wanted, there).map(|far| (1, far)),
    }
}

/// `X/项n` of a place with one sentence and no semicolon: some readers cut such a sentence at its commas, and the
/// sentence is then the nearest that can be told.
fn comma_part(tree: &Tree<'_>, path: &str) -> Option<usize> {
    let (owner, number) = path.rsplit_once("/项")?;
    let number: usize = number.parse().ok()?;
    let owner = find(tree, owner)?;
    let mut sentences = tree
        .pieces(owner)
        .filter(|piece| tree.kind(*piece) == Some(Kind::Sentence));
    let sentence = sentences.next().filter(|_| sentences.next().is_none())?;
    let commas = tree.clause(sentence)?.text.matches([',', '\u{ff0c}']).count();
    (number <= commas + 1).then_some(sentence)
}
