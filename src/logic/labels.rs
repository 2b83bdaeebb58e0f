//! Sets of small numbers (responsible units by role) as the labels of a diagram, each set interned once.

use std::collections::{BTreeMap, HashMap};

use super::quick_hash::QuickBuild;

/// The sets that occurred; label 0 is the empty one.
#[derive(Clone, Debug)]
pub struct LabelSets {
    sets: Vec<Vec<u32>>,
    labels: BTreeMap<Vec<u32>, u32>,
    grown: HashMap<(u32, u32), u32, QuickBuild>,
}

impl Default for LabelSets {
    fn default() -> Self {
        Self {
            sets: vec![Vec::new()],
            labels: BTreeMap::from([(Vec::new(), Self::EMPTY)]),
            grown: HashMap::default(),
        }
    }
}

impl LabelSets {
    /// The label of the empty set: an uncovered situation.
    pub const EMPTY: u32 = 0;

    /// Only the empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The label of the set with `member` added; for [`Diagram::labels`](super::Diagram::labels).
    pub fn with(&mut self, label: u32, member: u32) -> u32 {
        if let Some(&known) = self.grown.get(&(label, member)) {
            return known;
        }
        let mut set = self.members(label).to_vec();
        if let Err(place) = set.binary_search(&member) {
            set.insert(place, member);
        }
        let grown = self.intern(set);
        self.grown.insert((label, member), grown);
        grown
    }

    /// The members of a set, ascending.
    pub fn members(&self, label: u32) -> &[u32] {
        self.sets.get(label as usize).map_or(&[], Vec::as_slice)
    }

    /// Tells whether `member` is in the set.
    pub fn contains(&self, label: u32, member: u32) -> bool {
        self.members(label).binary_search(&member).is_ok()
    }

    fn intern(&mut self, set: Vec<u32>) -> u32 {
        if let Some(&label) = self.labels.get(&set) {
            return label;
        }
        let label = u32::try_from(self.sets.len()).unwrap_or(u32::MAX >> 1);
        self.labels.insert(set.clone(), label);
        self.sets.push(set);
        label
    }
}
