//! The document as a tree in both directions, with what binds each clause.

use std::collections::BTreeMap;

use super::Bond;
use crate::document::{Clause, Document, Kind, normative};

/// Unnumbered pieces that frame a document and are no clauses of it.
const FRAME: &[&str] = &["元数据", "主送", "抄送", "落款"];

/// A document's clauses with their children.
pub(super) struct Tree<'a> {
    pub document: &'a Document,
    pub by_path: BTreeMap<&'a str, usize>,
    children: Vec<Vec<usize>>,
    pub top: Vec<usize>,
    bonds: Vec<Option<Bond>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut children = vec![Vec::new(); document.clauses.len()];
        let mut top = Vec::new();
        for (at, clause) in document.clauses.iter().enumerate() {
            match clause.parent.and_then(|parent| children.get_mut(parent)) {
                Some(siblings) => siblings.push(at),
                None => top.push(at),
            }
        }
        let by_path = document
            .clauses
            .iter()
            .enumerate()
            .map(|(at, clause)| (clause.path.as_str(), at))
            .collect();
        let mut tree = Tree {
            document,
            by_path,
            children,
            top,
            bonds: Vec::new(),
        };
        tree.bonds = tree.bind();
        tree
    }

    pub(super) fn len(&self) -> usize {
        self.document.clauses.len()
    }

    pub(super) fn clause(&self, at: usize) -> Option<&'a Clause> {
        self.document.clauses.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.clause(at).map(|c| c.kind)
    }

    pub(super) fn children(&self, at: usize) -> &[usize] {
        self.children.get(at).map_or(&[], Vec::as_slice)
    }

    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        self.clause(at)?.parent
    }

    /// What it consists of: its heading words, sentences and tails; of a sentence, its parts.
    pub(super) fn pieces(&self, at: usize) -> impl Iterator<Item = usize> {
        self.children(at)
            .iter()
            .copied()
            .filter(|child| self.kind(*child).is_some_and(Kind::is_cut))
    }

    /// The places below it.
    pub(super) fn places(&self, at: usize) -> impl Iterator<Item = usize> {
        self.children(at)
            .iter()
            .copied()
            .filter(|child| !self.kind(*child).is_some_and(Kind::is_cut))
    }

    pub(super) fn bond(&self, at: usize) -> Option<Bond> {
        self.bonds.get(at).copied().flatten()
    }

    pub(super) fn binds(&self, at: usize) -> bool {
        self.bond(at).is_some_and(Bond::binds)
    }

    /// Whether the clause is unnumbered text whose sentences are counted as those of the place that holds it.
    pub(super) fn is_own_text(&self, at: usize) -> bool {
        let Some(clause) = self.clause(at).filter(|c| matches!(c.kind, Kind::Body | Kind::Roster)) else {
            return false;
        };
        let sentence = self.pieces(at).next().and_then(|piece| self.clause(piece));
        sentence.is_some_and(|s| s.path.rsplit_once('/').is_some_and(|(owner, _)| owner != clause.path))
    }

    /// Whether its words end with a colon: a list follows.
    pub(super) fn leads(&self, at: usize) -> bool {
        self.clause(at)
            .is_some_and(|c| c.text.trim_end().ends_with([':', '\u{ff1a}']))
    }

    /// Whether a clause is told apart in the listing: a heading sentence, or a place's only sentence, is the place itself.
    pub(super) fn is_listed(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Topic) | None => false,
            Some(Kind::Sentence | Kind::Tail) => self.parent(at).is_some_and(|owner| self.says(owner) > 1),
            Some(_) => true,
        }
    }

    /// Whether it only frames the document: its title, the website's table, the addressee, the signature.
    pub(super) fn is_frame(&self, at: usize) -> bool {
        let Some(clause) = self.clause(at) else { return false };
        let last = clause.path.rsplit('/').next().unwrap_or_default();
        clause.kind == Kind::Title || FRAME.contains(&last.split('#').next().unwrap_or_default())
    }

    /// The heading sentence of a place that goes on with sentences of its own, and how many these are.
    pub(super) fn heading_sentence(&self, at: usize) -> Option<(usize, usize)> {
        let topic = self.pieces(at).find(|piece| self.kind(*piece) == Some(Kind::Topic))?;
        let sentences = self
            .pieces(at)
            .filter(|piece| self.kind(*piece) == Some(Kind::Sentence))
            .count();
        (sentences > 0).then_some((topic, sentences))
    }

    /// How many sentences and tails a place has.
    fn says(&self, at: usize) -> usize {
        self.pieces(at)
            .filter(|piece| self.kind(*piece) != Some(Kind::Topic))
            .take(2)
            .count()
    }

    /// What binds each clause: a sentence by its cue, a part by its sentence, a place by the strongest of its pieces.
    fn bind(&self) -> Vec<Option<Bond>> {
        let mut bonds: Vec<Option<Bond>> = vec![None; self.len()];
        for found in normative(self.document) {
            if let Some(bond) = bonds.get_mut(found.clause) {
                *bond = Some(Bond {
                    cue: found.cue,
                    force: found.force,
                });
            }
        }
        for (at, clause) in self.document.clauses.iter().enumerate() {
            let Some(parent) = clause.parent else { continue };
            if clause.kind == Kind::Part {
                let above = bonds.get(parent).copied().flatten();
                if let Some(bond) = bonds.get_mut(at) {
                    *bond = above;
                }
            } else if clause.kind.is_cut() {
                let own = bonds.get(at).copied().flatten();
                if let Some(bond) = bonds.get_mut(parent) {
                    *bond = stronger(*bond, own);
                }
            }
        }
        bonds
    }
}

/// A bond that binds before one that does not, then the stronger force.
fn stronger(a: Option<Bond>, b: Option<Bond>) -> Option<Bond> {
    [a, b]
        .into_iter()
        .flatten()
        .min_by_key(|bond| (!bond.binds(), bond.force))
}
