//! From many conditions to an index that finds those that a situation meets or may meet, in time that depends on what it finds.
//!
//! A condition becomes alternatives (cubes) of literals; every distinct literal is a bit. Of a case it is noted which literals can hold
//! and which must: an unknown fact leaves all of its literals possible. A trie sorts the cubes by one literal after another; a case
//! follows every branch whose literal can hold, and so does not look at the others. What it reports as open is open literal by
//! literal only: whether it is open in truth, `matching` decides by the condition itself.

mod atoms;
mod build;
mod case;
mod cubes;
mod search;

pub use case::Case;
pub use search::{Found, Scratch};

use crate::logic::{DimId, Formula, Space};
use atoms::Atoms;

/// Many conditions, found by what is known of a case. Conditions are numbered in the order they were given.
#[derive(Debug, Clone)]
pub struct Index {
    atoms: Atoms,
    trie: build::Trie,
    /// Conditions of too many alternatives; they are reported as open for every case.
    wide: Vec<u32>,
    count: usize,
}

impl Index {
    /// Indexes conditions over a space. `group` tells which dimensions belong together (the values of one fact): a group is asked at once.
    pub fn new<'f>(
        space: &Space,
        group: impl Fn(DimId) -> u32,
        conditions: impl IntoIterator<Item = &'f Formula>,
    ) -> Index {
        Index::build(space, group, conditions, build::LEAF)
    }

    /// The same without sorting: every condition is looked at for every case. What sorting is measured against.
    pub fn unsorted<'f>(
        space: &Space,
        group: impl Fn(DimId) -> u32,
        conditions: impl IntoIterator<Item = &'f Formula>,
    ) -> Index {
        Index::build(space, group, conditions, usize::MAX)
    }

    fn build<'f>(
        space: &Space,
        group: impl Fn(DimId) -> u32,
        conditions: impl IntoIterator<Item = &'f Formula>,
        leaf: usize,
    ) -> Index {
        let mut rules: Vec<(u32, cubes::Cube)> = Vec::new();
        let mut wide = Vec::new();
        let mut count = 0u32;
        for condition in conditions {
            match cubes::alternatives(condition) {
                Some(found) => rules.extend(found.into_iter().map(|cube| (count, cube))),
                None => wide.push(count),
            }
            count += 1;
        }
        let atoms = Atoms::new(space, &group, rules.iter().flat_map(|(_, cube)| cube));
        Index {
            trie: build::trie(&atoms, &rules, leaf),
            atoms,
            wide,
            count: count as usize,
        }
    }

    /// How many conditions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes that the index holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.trie.bytes() + self.atoms.bytes() + self.wide.len() * 4
    }
}
