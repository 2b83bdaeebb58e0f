//! A case through the trie: the conditions that hold by their literals, and those that no literal refutes.

use std::ops::Range;

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
    /// Nodes to be looked at, each with whether its path is open.
    waiting: Vec<(u32, bool)>,
    /// The literals that can hold, of the groups that were asked for them.
    list: Vec<u32>,
    lists: Vec<List>,
}

/// Where a group's literals stand in the list.
#[derive(Debug, Clone)]
enum List {
    NotAsked,
    /// Nothing is known of the group, or too many can hold.
    TooMany,
    At(Range<u32>),
}

/// A fork of no more branches is asked branch by branch.
const FEW: usize = 8;

impl Index {
    /// Finds the conditions that `case` meets or does not refute, in their order. `found` is emptied first.
    pub fn find(&self, case: &Case, scratch: &mut Scratch, found: &mut Vec<Found>) {
        found.clear();
        scratch.waiting.clear();
        scratch.waiting.push((0, false));
        scratch.list.clear();
        scratch.lists.clear();
        scratch.lists.resize(self.atoms.groups.len(), List::NotAsked);
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
                    self.branches((*group, *first, *count), open, case, scratch);
                }
                None => {}
            }
        }
        found.extend(self.wide.iter().map(|&condition| Found { condition, open: true }));
        found.sort_unstable();
        found.dedup_by_key(|f| f.condition);
    }

    /// The branches that can hold: by the case's literals where they are fewer, else by the fork's.
    fn branches(&self, (group, first, count): (u32, u32, u32), open: bool, case: &Case, scratch: &mut Scratch) {
        let range = first as usize..(first + count) as usize;
        let (Some(branches), Some(targets)) = (self.trie.branches.get(range.clone()), self.trie.targets.get(range))
        else {
            return;
        };
        let Scratch { waiting, list, lists } = scratch;
        let listed = if branches.len() > FEW {
            self.listed(group, case, list, lists)
        } else {
            None
        };
        match listed {
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

    /// The literals of a group that can hold; listed when a search first asks for them.
    fn listed<'s>(&self, group: u32, case: &Case, list: &'s mut Vec<u32>, lists: &mut [List]) -> Option<&'s [u32]> {
        let slot = lists.get_mut(group as usize)?;
        if let List::NotAsked = slot {
            *slot = case.list(self, group, list).map_or(List::TooMany, List::At);
        }
        match slot {
            List::At(range) => list.get(range.start as usize..range.end as usize),
            List::NotAsked | List::TooMany => None,
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
