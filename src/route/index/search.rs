//! A case through the trie: the conditions that hold by their literals, and those that no literal refutes.

use super::Index;
use super::build::Node;
use super::case::Case;

/// A condition that a case does not refute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The number of the condition.
    pub condition: u32,
    /// Whether some alternative is open; false where one holds for certain.
    pub open: bool,
}

/// What a search writes down on its way; kept, it need not be made again.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    waiting: Vec<(u32, bool)>,
}

impl Index {
    /// Finds the conditions that `case` meets or does not refute, in their order. `found` is emptied first.
    pub fn find(&self, case: &Case, scratch: &mut Scratch, found: &mut Vec<Found>) {
        found.clear();
        scratch.waiting.clear();
        scratch.waiting.push((0, false));
        while let Some((node, open)) = scratch.waiting.pop() {
            match self.trie.nodes.get(node as usize) {
                Some(Node::Leaf { first, end }) => self.leaf(*first, *end, open, case, found),
                Some(Node::Fork {
                    group,
                    first,
                    count,
                    rest,
                }) => {
                    if let Some(rest) = rest {
                        scratch.waiting.push((rest.get(), open));
                    }
                    self.branches(*group, *first, *count, open, case, &mut scratch.waiting);
                }
                None => {}
            }
        }
        found.extend(self.wide.iter().map(|&condition| Found { condition, open: true }));
        found.sort_unstable();
        found.dedup_by_key(|f| f.condition);
    }

    /// The branches that can hold: by the case's literals where they are fewer, else by the fork's.
    fn branches(&self, group: u32, first: u32, count: u32, open: bool, case: &Case, waiting: &mut Vec<(u32, bool)>) {
        let range = first as usize..(first + count) as usize;
        let (Some(branches), Some(targets)) = (self.trie.branches.get(range.clone()), self.trie.targets.get(range))
        else {
            return;
        };
        let listed = case.spans.get(group as usize).copied().flatten();
        match listed.and_then(|(from, to)| case.list.get(from as usize..to as usize)) {
            Some(list) if list.len() * 4 < branches.len() => {
                for literal in list {
                    if let Ok(at) = branches.binary_search(literal)
                        && let Some(target) = targets.get(at)
                    {
                        waiting.push((*target, open || !case.must(*literal)));
                    }
                }
            }
            _ => {
                for (literal, target) in branches.iter().zip(targets) {
                    if case.can(*literal) {
                        waiting.push((*target, open || !case.must(*literal)));
                    }
                }
            }
        }
    }

    fn leaf(&self, first: u32, end: u32, open: bool, case: &Case, found: &mut Vec<Found>) {
        let mut rest = self.trie.packed.get(first as usize..end as usize).unwrap_or(&[]);
        while let [condition, count, after @ ..] = rest {
            let (tests, next) = after.split_at(after.len().min(*count as usize));
            rest = next;
            if tests.iter().all(|t| case.can(*t)) {
                let open = open || !tests.iter().all(|t| case.must(*t));
                found.push(Found {
                    condition: *condition,
                    open,
                });
            }
        }
    }
}
