//! The trie: cubes sorted by one literal after another, each fork asking the group that is expected to leave the fewest cubes.

use super::atoms::Atoms;
use super::cubes::Cube;

/// So many cubes are looked at one by one.
pub const LEAF: usize = 12;
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

/// A cube: its condition, and where its tests stand in the builder's list.
#[derive(Debug, Clone, Copy)]
struct Rule {
    condition: u32,
    first: u32,
    end: u32,
}

/// Sorts cubes into a trie, down to leaves of `leaf` cubes.
pub fn trie(atoms: &Atoms, cubes: &[(u32, Cube)], leaf: usize) -> Trie {
    let mut builder = Builder {
        atoms,
        leaf,
        tests: Vec::new(),
        trie: Trie::default(),
        saved: vec![0.0; atoms.groups.len()],
        last: vec![(usize::MAX, 0.0); atoms.groups.len()],
    };
    let mut rules = Vec::with_capacity(cubes.len());
    for (condition, cube) in cubes {
        let first = number(builder.tests.len());
        builder.tests.extend(atoms.encode(cube));
        rules.push(Rule {
            condition: *condition,
            first,
            end: number(builder.tests.len()),
        });
    }
    builder.grow(&rules, 0);
    let mut trie = builder.trie;
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
    /// So many cubes make a leaf.
    leaf: usize,
    /// The tests of all cubes; those that a path decides move behind the end of their cube's.
    tests: Vec<u32>,
    trie: Trie,
    /// For each group, what a fork by it would save; kept for its memory.
    saved: Vec<f32>,
    /// For each group, the cube that was counted last, with what it saves.
    last: Vec<(usize, f32)>,
}

impl Builder<'_> {
    /// Makes the node of some cubes and all below it; its number.
    fn grow(&mut self, rules: &[Rule], depth: usize) -> u32 {
        let number = number(self.trie.nodes.len());
        self.trie.nodes.push(Node::Leaf { first: 0, end: 0 });
        let group = if rules.len() <= self.leaf || depth > DEEPEST {
            None
        } else {
            self.best(rules)
        };
        let node = match group {
            None => self.pack(rules),
            Some(group) => self.fork(rules, group, depth),
        };
        if let Some(slot) = self.trie.nodes.get_mut(number as usize) {
            *slot = node;
        }
        number
    }

    fn fork(&mut self, rules: &[Rule], group: u32, depth: usize) -> Node {
        let mut rest = Vec::new();
        let mut sorted: Vec<(u32, Rule)> = Vec::with_capacity(rules.len());
        for rule in rules {
            match self.take_sharpest(*rule, group) {
                None => rest.push(*rule),
                Some((literal, left)) => sorted.push((literal, left)),
            }
        }
        sorted.sort_by_key(|(literal, _)| *literal);
        let literals: Vec<u32> = sorted
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|c| Some(c.first()?.0))
            .collect();
        let first = self.trie.branches.len();
        let count = literals.len();
        self.trie.branches.extend(literals);
        self.trie.targets.extend(std::iter::repeat_n(0, count));
        for (at, chunk) in sorted.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let below: Vec<Rule> = chunk.iter().map(|(_, rule)| *rule).collect();
            let target = self.grow(&below, depth + 1);
            if let Some(slot) = self.trie.targets.get_mut(first + at) {
                *slot = target;
            }
        }
        let rest = if rest.is_empty() {
            None
        } else {
            std::num::NonZeroU32::new(self.grow(&rest, depth + 1))
        };
        Node::Fork {
            group,
            first: number(first),
            count: number(count),
            rest,
        }
    }

    /// The group by which to sort: the one after which the fewest cubes are expected to be left. `None` where none helps.
    fn best(&mut self, rules: &[Rule]) -> Option<u32> {
        self.saved.fill(0.0);
        self.last.fill((usize::MAX, 0.0));
        for (at, rule) in rules.iter().enumerate() {
            let tests = self.tests.get(rule.first as usize..rule.end as usize).unwrap_or(&[]);
            for test in tests {
                let Some((group, share)) = group_and_share(self.atoms, *test) else {
                    continue;
                };
                if let (Some(saved), Some(last)) = (self.saved.get_mut(group), self.last.get_mut(group)) {
                    let gain = 1.0 - share;
                    let before = if last.0 == at { last.1 } else { 0.0 };
                    if gain > before {
                        *saved += gain - before;
                        *last = (at, gain);
                    }
                }
            }
        }
        let best = self
            .saved
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        // What sorts out less than a twentieth costs more than it saves.
        (*best.1 > rules.len() as f32 / 20.0).then(|| number(best.0))
    }

    /// The literal of a cube in this group that holds most seldom, and the cube without it.
    fn take_sharpest(&mut self, rule: Rule, group: u32) -> Option<(u32, Rule)> {
        let tests = self.tests.get_mut(rule.first as usize..rule.end as usize)?;
        let atoms = self.atoms;
        let of_group = tests.iter().enumerate().filter_map(|(at, test)| {
            let (own, share) = group_and_share(atoms, *test)?;
            (own == group as usize).then_some((share, *test, at))
        });
        let (_, literal, at) = of_group.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let last = tests.len().checked_sub(1)?;
        tests.swap(at, last);
        let left = Rule {
            end: rule.end - 1,
            ..rule
        };
        Some((literal, left))
    }

    fn pack(&mut self, rules: &[Rule]) -> Node {
        let first = number(self.trie.packed.len());
        let atoms = self.atoms;
        let share = |test: u32| atoms.shares.get(test as usize).copied().unwrap_or(1.0);
        for rule in rules {
            let Some(tests) = self.tests.get_mut(rule.first as usize..rule.end as usize) else {
                continue;
            };
            // The test that fails most often comes first.
            tests.sort_unstable_by(|a, b| share(*a).total_cmp(&share(*b)).then(a.cmp(b)));
            self.trie.packed.push(rule.condition);
            self.trie.packed.push(number(tests.len()));
            self.trie.packed.extend_from_slice(tests);
        }
        Node::Leaf {
            first,
            end: number(self.trie.packed.len()),
        }
    }
}

/// The group of a literal by which a trie may sort, and how often the literal holds.
fn group_and_share(atoms: &Atoms, test: u32) -> Option<(usize, f32)> {
    let group = (*atoms.group_of.get(test as usize)?)?;
    Some((group as usize, *atoms.shares.get(test as usize)?))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
