//! How far a citation reaches: from the clause that is cited to the words that are its own.
//!
//! An item that cites a place speaks for all of the place's own words: its sentences and their parts, its tail, the
//! unnumbered text under its heading, the fields of its row. It does not speak for the numbered places below, but for
//! one case: the points of a list that its words lead into (`…如下:`), as long as none of them is cited on its own.
//!
//! A record of what is left out reaches as far, and over everything below that binds nobody. But where items cite the
//! place's sentences one by one, the record stands for the heading only: a sentence that binds needs its own word.

use super::Voice;
use super::cite::Citation;
use super::tree::Tree;
use crate::document::Kind;

/// Who reaches a clause.
#[derive(Debug, Clone, Default)]
pub(super) struct Reached {
    /// Items and constraints that cite it itself.
    pub items: Vec<Voice>,
    /// Records that name it itself.
    pub records: Vec<Voice>,
    /// Items and constraints that cite a place whose words it belongs to.
    pub whole: Vec<Voice>,
    /// Records of a place above.
    pub recorded_above: Vec<Voice>,
    /// Whether it is reached only from a place whose other sentences are cited one by one.
    pub loose: bool,
}

/// Spreads the citations over the tree.
pub(super) fn reach(tree: &Tree<'_>, citations: &[Citation]) -> Vec<Reached> {
    let mut reached = vec![Reached::default(); tree.len()];
    for citation in citations {
        let Some(at) = reached.get_mut(citation.clause) else {
            continue;
        };
        let list = if matches!(citation.voice, Voice::Record(_)) {
            &mut at.records
        } else {
            &mut at.items
        };
        if !list.contains(&citation.voice) {
            list.push(citation.voice);
        }
    }
    let spread = Spread {
        tree,
        touched: touched(tree, &reached),
    };
    for at in 0..tree.len() {
        let (items, records) = match reached.get(at) {
            Some(here) => (here.items.clone(), here.records.clone()),
            None => continue,
        };
        if !items.is_empty() {
            spread.items(at, &items, &mut reached);
        }
        if !records.is_empty() {
            spread.records(at, &records, &mut reached);
        }
    }
    reached
}

/// Whether a clause, or one inside it, is cited itself by anyone.
fn touched(tree: &Tree<'_>, reached: &[Reached]) -> Vec<bool> {
    let mut touched: Vec<bool> = reached
        .iter()
        .map(|r| !r.items.is_empty() || !r.records.is_empty())
        .collect();
    for at in (0..tree.len()).rev() {
        let inside = touched.get(at) == Some(&true);
        if let Some(above) = tree.parent(at).and_then(|parent| touched.get_mut(parent)) {
            *above |= inside;
        }
    }
    touched
}

struct Spread<'a> {
    tree: &'a Tree<'a>,
    touched: Vec<bool>,
}

impl Spread<'_> {
    /// The clauses that are a place's own words, itself left out.
    fn own_words(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut waiting = vec![at];
        while let Some(next) = waiting.pop() {
            let list = self.is_list_of(next);
            let before = found.len();
            found.extend(
                self.tree
                    .children(next)
                    .iter()
                    .copied()
                    .filter(|child| list || self.belongs(next, *child)),
            );
            waiting.extend(found.iter().skip(before));
        }
        found
    }

    fn belongs(&self, owner: usize, child: usize) -> bool {
        let Some(kind) = self.tree.kind(child) else {
            return false;
        };
        let row = kind == Kind::Field || self.tree.kind(owner) == Some(Kind::Field);
        kind.is_cut() || row || self.tree.is_own_text(child)
    }

    /// Whether the place only leads into a list whose points nobody cites.
    fn is_list_of(&self, owner: usize) -> bool {
        let is_cited = |place: usize| self.touched.get(place) == Some(&true);
        self.tree.kind(owner) == Some(Kind::Item) && self.tree.leads(owner) && !self.tree.places(owner).any(is_cited)
    }

    fn items(&self, at: usize, voices: &[Voice], reached: &mut [Reached]) {
        let words = self.own_words(at);
        let loose = words
            .iter()
            .any(|word| reached.get(*word).is_some_and(|r| !r.items.is_empty()));
        for word in words {
            let Some(here) = reached.get_mut(word) else { continue };
            here.loose = loose && (here.loose || here.whole.is_empty());
            add(&mut here.whole, voices);
        }
    }

    fn records(&self, at: usize, voices: &[Voice], reached: &mut [Reached]) {
        let words = self.own_words(at);
        let one_by_one = words
            .iter()
            .any(|word| reached.get(*word).is_some_and(|r| !r.items.is_empty()));
        for word in words {
            if let Some(here) = reached.get_mut(word).filter(|_| !one_by_one || !self.tree.binds(word)) {
                add(&mut here.recorded_above, voices);
            }
        }
        let mut waiting = vec![at];
        while let Some(next) = waiting.pop() {
            waiting.extend(self.tree.children(next));
            if let Some(here) = reached.get_mut(next).filter(|_| next != at && !self.tree.binds(next)) {
                add(&mut here.recorded_above, voices);
            }
        }
    }
}

fn add(list: &mut Vec<Voice>, voices: &[Voice]) {
    for voice in voices {
        if !list.contains(voice) {
            list.push(*voice);
        }
    }
}
