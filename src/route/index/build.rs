//! The trie: cubes sorted by one literal after another, each fork asking the group that is expected to leave the fewest cubes.

use super::atoms::Atoms;

/// So many cubes are looked at one by one.
const LEAF: usize = 12;
/// Forks deeper than this are not made.
const DEEPEST: usize = 200;

/// Nodes and leaves in flat tables.
#[derive(Debug, Clone, Default)]
pub struct Trie {
    pub(super) nodes: Vec<Node>,
    /// For each fork, the literals of its branches in rising order; beside it `targets`.
    pub(super) branches: Vec<u32>,
    pub(super) targets: Vec<u32>,
    /// The cubes of the leaves: the condition, how many tests, the tests.
    pub(super) packed: Vec<u32>,
}

/// A fork or a leaf.
#[derive(Debug, Clone, Copy)]
pub enum Node {
    /// Branches by the literals of a group, and a further node for the cubes that do not ask it.
    Fork {
        group: u32,
        first: u32,
        count: u32,
        rest: Option<std::num::NonZeroU32>,
    },
    /// Cubes, from `first` to `end` of the packed table.
    Leaf { first: u32, end: u32 },
}

type Rule = (u32, Vec<u32>);

/// Sorts cubes into a trie.
pub fn trie(atoms: &Atoms, rules: Vec<Rule>) -> Trie {
    let mut trie = Trie::default();
    let builder = Builder { atoms };
    builder.grow(&mut trie, rules, 0);
    trie.nodes.shrink_to_fit();
    trie.branches.shrink_to_fit();
    trie.targets.shrink_to_fit();
    trie.packed.shrink_to_fit();
    trie
}

impl Trie {
    pub fn bytes(&self) -> usize {
        self.nodes.len() * size_of::<Node>() + (self.branches.len() + self.targets.len() + self.packed.len()) * 4
    }
}

struct Builder<'a> {
    atoms: &'a Atoms,
}

impl Builder<'_> {
    /// Makes the node of some cubes and all below it; its number.
    fn grow(&self, trie: &mut Trie, rules: Vec<Rule>, depth: usize) -> u32 {
        let number = number(trie.nodes.len());
        trie.nodes.push(Node::Leaf { first: 0, end: 0 });
        let group = if rules.len() <= LEAF || depth > DEEPEST {
            None
        } else {
            self.best(&rules)
        };
        let node = match group {
            None => leaf(trie, rules),
            Some(group) => self.fork(trie, rules, group, depth),
        };
        if let Some(slot) = trie.nodes.get_mut(number as usize) {
            *slot = node;
        }
        number
    }

    fn fork(&self, trie: &mut Trie, rules: Vec<Rule>, group: u32, depth: usize) -> Node {
        let mut rest = Vec::new();
        let mut sorted: Vec<(u32, Rule)> = Vec::new();
        for (rule, mut tests) in rules {
            match self.sharpest(&tests, group) {
                None => rest.push((rule, tests)),
                Some(literal) => {
                    tests.retain(|t| *t != literal);
                    sorted.push((literal, (rule, tests)));
                }
            }
        }
        sorted.sort_by_key(|(literal, _)| *literal);
        let mut lists: Vec<(u32, Vec<Rule>)> = Vec::new();
        for (literal, rule) in sorted {
            match lists.last_mut() {
                Some((last, list)) if *last == literal => list.push(rule),
                _ => lists.push((literal, vec![rule])),
            }
        }
        let first = trie.branches.len();
        let count = lists.len();
        trie.branches.extend(lists.iter().map(|(literal, _)| *literal));
        trie.targets.extend(std::iter::repeat_n(0, count));
        for (at, (_, list)) in lists.into_iter().enumerate() {
            let target = self.grow(trie, list, depth + 1);
            if let Some(slot) = trie.targets.get_mut(first + at) {
                *slot = target;
            }
        }
        let rest = if rest.is_empty() {
            None
        } else {
            std::num::NonZeroU32::new(self.grow(trie, rest, depth + 1))
        };
        Node::Fork {
            group,
            first: number(first),
            count: number(count),
            rest,
        }
    }

    /// The group by which to sort: the one after which the fewest cubes are expected to be left. `None` where none helps.
    fn best(&self, rules: &[Rule]) -> Option<u32> {
        let groups = self.atoms.groups.len();
        let mut saved = vec![0f32; groups];
        let mut last = vec![(usize::MAX, 0f32); groups];
        for (at, (_, tests)) in rules.iter().enumerate() {
            for test in tests {
                let Some((group, share)) = self.group_and_share(*test) else {
                    continue;
                };
                if let (Some(saved), Some(last)) = (saved.get_mut(group), last.get_mut(group)) {
                    let gain = 1.0 - share;
                    let before = if last.0 == at { last.1 } else { 0.0 };
                    if gain > before {
                        *saved += gain - before;
                        *last = (at, gain);
                    }
                }
            }
        }
        let best = saved
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        // What sorts out less than a twentieth costs more than it saves.
        (*best.1 > rules.len() as f32 / 20.0).then(|| number(best.0))
    }

    fn group_and_share(&self, test: u32) -> Option<(usize, f32)> {
        let group = (*self.atoms.group_of.get(test as usize)?)?;
        Some((group as usize, *self.atoms.shares.get(test as usize)?))
    }

    /// The literal of a cube in this group that holds most seldom.
    fn sharpest(&self, tests: &[u32], group: u32) -> Option<u32> {
        tests
            .iter()
            .copied()
            .filter_map(|t| {
                self.group_and_share(t)
                    .filter(|(g, _)| *g == group as usize)
                    .map(|(_, share)| (share, t))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, t)| t)
    }
}

fn leaf(trie: &mut Trie, rules: Vec<Rule>) -> Node {
    let first = number(trie.packed.len());
    for (rule, mut tests) in rules {
        // The test that fails most often comes first where it is known; literals of one fact stand together.
        tests.sort_unstable();
        trie.packed.push(rule);
        trie.packed.push(number(tests.len()));
        trie.packed.extend(tests);
    }
    Node::Leaf {
        first,
        end: number(trie.packed.len()),
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
