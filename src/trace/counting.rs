//! Two ways to count the sentences of an item that opens with a heading sentence.
//!
//! The reader calls the heading `题` and counts from the sentence after it. Where a plan counts the heading as `句1`,
//! its last sentence stands one beyond the reader's last: that is how such a list is recognised.

use std::collections::BTreeSet;

use super::tree::Tree;
use crate::document::Kind;
use crate::model::Clause;

/// The lists in which the plan counts the heading as a sentence.
#[derive(Debug, Default)]
pub(super) struct Counting {
    /// The places that hold such a list; `None` for the top of the document.
    lists: BTreeSet<Option<usize>>,
}

impl Counting {
    pub(super) fn of<'a>(tree: &Tree<'_>, citations: impl Iterator<Item = &'a Clause>) -> Self {
        let (mut beyond, mut named) = (BTreeSet::new(), BTreeSet::new());
        for path in citations.map(path) {
            if let Some(owner) = path.strip_suffix("/题").and_then(|owner| tree.by_path.get(owner)) {
                named.insert(tree.parent(*owner));
            }
            let Some((owner, number, _)) = sentence(tree, &path) else {
                continue;
            };
            if tree
                .heading_sentence(owner)
                .is_some_and(|(_, sentences)| number == sentences + 1)
            {
                beyond.insert(tree.parent(owner));
            }
        }
        Counting {
            lists: beyond.difference(&named).copied().collect(),
        }
    }

    /// The clause that a path names, if it stands in such a list.
    pub(super) fn find(&self, tree: &Tree<'_>, path: &str) -> Option<usize> {
        let (owner, number, inside) =
            sentence(tree, path).filter(|(owner, ..)| self.lists.contains(&tree.parent(*owner)))?;
        let (topic, _) = tree.heading_sentence(owner)?;
        let place = tree.clause(owner)?;
        match number.checked_sub(1)? {
            0 => Some(topic),
            number => tree
                .by_path
                .get(format!("{}/句{number}{inside}", place.path).as_str())
                .copied(),
        }
    }
}

impl Counting {
    /// The number that the plan gives to a sentence of such a list, or to its heading.
    pub(super) fn number(&self, tree: &Tree<'_>, at: usize) -> Option<usize> {
        let owner = tree
            .parent(at)
            .filter(|owner| self.lists.contains(&tree.parent(*owner)))?;
        let (topic, _) = tree.heading_sentence(owner)?;
        if at == topic {
            return Some(1);
        }
        let (_, number) = tree
            .clause(at)
            .filter(|c| c.kind == Kind::Sentence)?
            .path
            .rsplit_once("/句")?;
        Some(number.parse::<usize>().ok()? + 1)
    }
}

/// A citation as a path of the document.
pub(super) fn path(clause: &Clause) -> String {
    clause.full().replace('@', "/")
}

/// The place, the number of the sentence, and what is left: `三/5/句2/项1` → 三/5, 2, `/项1`.
fn sentence<'a>(tree: &Tree<'_>, path: &'a str) -> Option<(usize, usize, &'a str)> {
    let (owner, rest) = path.split_once("/句")?;
    let digits = rest.find('/').unwrap_or(rest.len());
    let (number, inside) = rest.split_at_checked(digits)?;
    Some((*tree.by_path.get(owner)?, number.parse().ok()?, inside))
}
