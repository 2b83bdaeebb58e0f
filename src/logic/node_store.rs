//! The nodes of a diagram, each stored once: equal nodes have equal ids, so equal functions do too.
#![allow(clippy::indexing_slicing, reason = "node ids are handed out by this store")]

use std::hash::Hasher;

use super::quick_hash::QuickHasher;

const TERMINAL: u32 = 1 << 31;
const FREE: u32 = u32::MAX;
/// Places in the table to begin with.
const AT_FIRST: usize = 256;

/// A function of a diagram: an inner node or a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// Nowhere.
    pub const FALSE: Self = Self(TERMINAL);
    /// Everywhere.
    pub const TRUE: Self = Self(TERMINAL | 1);

    /// The label, if it is the same everywhere.
    pub fn label(self) -> Option<u32> {
        (self.0 & TERMINAL != 0).then_some(self.0 & !TERMINAL)
    }

    pub(super) fn raw(self) -> u32 {
        self.0
    }
}

/// A set of inner nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    /// Adds an inner node; tells whether it is new.
    pub(super) fn mark(&mut self, node: NodeId) -> bool {
        let (word, bit) = (node.0 as usize / 64, 1 << (node.0 % 64));
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }
}

/// A value for every inner node of some diagram, by default none.
#[derive(Clone, Debug)]
pub(super) struct ByNode<T>(Vec<Option<T>>);

impl<T: Copy> ByNode<T> {
    /// Room for the nodes up to `root`, which come after all those below it.
    pub(super) fn up_to(root: NodeId) -> Self {
        Self(vec![None; root.label().map_or(root.0 as usize + 1, |_| 0)])
    }

    pub(super) fn get(&self, node: NodeId) -> Option<T> {
        self.0.get(node.0 as usize).copied().flatten()
    }

    pub(super) fn set(&mut self, node: NodeId, value: T) {
        if let Some(slot) = self.0.get_mut(node.0 as usize) {
            *slot = Some(value);
        }
    }
}

/// All nodes, their children in one list, and a table to find them by content.
#[derive(Clone, Debug, Default)]
pub(super) struct NodeStore {
    levels: Vec<u32>,
    starts: Vec<u32>,
    children: Vec<NodeId>,
    table: Vec<u32>,
}

impl NodeStore {
    pub(super) fn len(&self) -> usize {
        self.levels.len()
    }

    /// The level of an inner node.
    pub(super) fn level(&self, node: NodeId) -> Option<u32> {
        node.label().is_none().then(|| self.levels[node.0 as usize])
    }

    /// The children of an inner node, by class; none of a label.
    pub(super) fn children(&self, node: NodeId) -> &[NodeId] {
        if node.label().is_some() {
            return &[];
        }
        let index = node.0 as usize;
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.children.len(), |&end| end as usize);
        &self.children[self.starts[index] as usize..end]
    }

    /// Where the children of `node` are if it is at `level`; else it does not depend on that level.
    pub(super) fn split(&self, node: NodeId, level: u32) -> Option<usize> {
        (self.level(node) == Some(level)).then(|| self.starts[node.0 as usize] as usize)
    }

    /// The child in `class` of a node that was split, else the node itself.
    pub(super) fn child(&self, node: NodeId, split: Option<usize>, class: usize) -> NodeId {
        split.map_or(node, |start| self.children[start + class])
    }

    /// The node with these children; the child itself if they are all the same.
    pub(super) fn make(&mut self, level: u32, children: &[NodeId]) -> NodeId {
        let first = children[0];
        if children.iter().all(|&child| child == first) {
            return first;
        }
        if self.table.len() < 2 * (self.len() + 1) {
            self.enlarge();
        }
        let slot = self.slot(level, children);
        if self.table[slot] == FREE {
            self.table[slot] = self.levels.len() as u32;
            self.levels.push(level);
            self.starts.push(self.children.len() as u32);
            self.children.extend_from_slice(children);
        }
        NodeId(self.table[slot])
    }

    /// The nodes below `root` and itself, children before parents.
    pub(super) fn reachable(&self, root: NodeId) -> Vec<NodeId> {
        let mut seen = Marks::default();
        let mut open = vec![root];
        let mut nodes = Vec::new();
        while let Some(node) = open.pop() {
            if node.label().is_none() && seen.mark(node) {
                nodes.push(node);
                open.extend_from_slice(self.children(node));
            }
        }
        // A node is made after its children.
        nodes.sort_unstable();
        nodes
    }

    fn slot(&self, level: u32, children: &[NodeId]) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = hash(level, children) as usize & mask;
        while let Some(node) = Some(self.table[slot]).filter(|&node| node != FREE) {
            if self.levels[node as usize] == level && self.children(NodeId(node)) == children {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn enlarge(&mut self) {
        let size = (4 * (self.len() + 1)).next_power_of_two().max(AT_FIRST);
        self.levels.reserve(size / 2);
        self.starts.reserve(size / 2);
        self.children.reserve(size);
        self.table.clear();
        self.table.resize(size, FREE);
        for node in 0..self.len() as u32 {
            let mut slot = hash(self.levels[node as usize], self.children(NodeId(node))) as usize & (size - 1);
            while self.table[slot] != FREE {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = node;
        }
    }
}

fn hash(level: u32, children: &[NodeId]) -> u64 {
    let mut hasher = QuickHasher::default();
    hasher.write_u32(level);
    children.iter().for_each(|child| hasher.write_u32(child.0));
    hasher.finish()
}
