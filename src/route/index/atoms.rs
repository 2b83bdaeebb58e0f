//! The distinct literals of all conditions, each a bit. The literals of one fact stand together; those by which a trie may sort come first.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::cubes::Cube;
use crate::logic::{ClassSet, DimId, QuickBuild, Space};

/// Sets of a case are said to hold about this many values of all that they could.
const TAGS_OF_A_CASE: f32 = 2.0;

/// Bits of a row: a word by its number, and the bits in it.
pub type Bits = (u32, u64);

/// The literals of one dimension.
#[derive(Debug, Clone, Default)]
pub struct DimAtoms {
    /// All of them.
    pub all: Box<[u32]>,
    /// The same as bits.
    pub bits: Box<[Bits]>,
    /// For each class, the bits in which a row differs from that of the first class.
    turns: Box<[Box<[Bits]>]>,
    /// The group of the dimension, if a literal mentions it.
    pub group: Option<u32>,
}

impl DimAtoms {
    /// The bits in which a row of this class differs from that of the first.
    pub fn turned(&self, class: u32) -> &[Bits] {
        self.turns.get(class as usize).map_or(&[], |bits| bits)
    }
}

/// The literals, numbered.
#[derive(Debug, Clone, Default)]
pub struct Atoms {
    /// Dimension and classes of each literal.
    pub(super) literals: Vec<(DimId, ClassSet)>,
    /// The share of cases in which each can be thought to hold.
    pub(super) shares: Vec<f32>,
    /// The group of each literal by which a trie may sort.
    pub(super) group_of: Vec<Option<u32>>,
    /// For each group, its sortable literals.
    pub(super) groups: Vec<Range<usize>>,
    /// For each dimension, its literals by class.
    pub(super) of_dim: Vec<DimAtoms>,
    /// The row of the case of which every dimension is in its first class.
    pub(super) plain: Vec<u64>,
    numbers: HashMap<(DimId, ClassSet), u32, QuickBuild>,
}

impl Atoms {
    /// Numbers the literals.
    pub fn new<'c>(
        space: &Space,
        group: &impl Fn(DimId) -> u32,
        literals: impl Iterator<Item = &'c (DimId, ClassSet)>,
    ) -> Self {
        let mut distinct: BTreeMap<DimId, Vec<&ClassSet>> = BTreeMap::new();
        let mut seen: HashSet<(DimId, &ClassSet), QuickBuild> = HashSet::default();
        for (dim, set) in literals {
            if seen.insert((*dim, set)) {
                distinct.entry(*dim).or_default().push(set);
            }
        }
        let mut members: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        let mut ordered: Vec<(u32, bool, DimId, &ClassSet)> = Vec::new();
        for (dim, sets) in &distinct {
            let group = group(*dim);
            members.entry(group).or_default().0 += 1;
            ordered.extend(sets.iter().map(|set| (group, !sortable(space, *dim, set), *dim, *set)));
        }
        ordered.sort();
        let mut out = Atoms::default();
        let mut all: BTreeMap<DimId, Vec<u32>> = BTreeMap::new();
        for (group, unsortable, dim, set) in ordered {
            let at = out.literals.len();
            let tags = members.get(&group).map_or(1, |(dims, _)| *dims);
            out.shares.push(share(space, dim, set, tags));
            out.literals.push((dim, set.clone()));
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            all.entry(dim).or_default().push(number);
            out.numbers.insert((dim, set.clone()), number);
            let entry = members.entry(group).or_default();
            if entry.1 == 0 {
                out.groups.push(at..at);
                entry.1 = out.groups.len();
            }
            if let (false, Some(range)) = (unsortable, out.groups.get_mut(entry.1 - 1)) {
                range.end = at + 1;
            }
            out.group_of
                .push((!unsortable).then(|| u32::try_from(entry.1 - 1).unwrap_or(u32::MAX)));
            out.of_dim_group(dim, entry.1 - 1);
        }
        out.plain = vec![0; out.literals.len().div_ceil(64)];
        for (dim, numbers) in all {
            out.by_class(space, dim, numbers);
        }
        out
    }

    fn of_dim_group(&mut self, dim: DimId, group: usize) {
        let at = dim.0 as usize;
        if self.of_dim.len() <= at {
            self.of_dim.resize(at + 1, DimAtoms::default());
        }
        if let Some(slot) = self.of_dim.get_mut(at) {
            slot.group = u32::try_from(group).ok();
        }
    }

    fn by_class(&mut self, space: &Space, dim: DimId, numbers: Vec<u32>) {
        let mut met: Vec<Vec<u32>> = vec![Vec::new(); space.classes(dim) as usize];
        for number in &numbers {
            let classes = self
                .literals
                .get(*number as usize)
                .into_iter()
                .flat_map(|(_, set)| set.iter());
            for class in classes {
                if let Some(list) = met.get_mut(class as usize) {
                    list.push(*number);
                }
            }
        }
        let met: Vec<Box<[Bits]>> = met.into_iter().map(|list| bits(&list)).collect();
        let first = met.first().cloned().unwrap_or_default();
        for (word, bits) in &first {
            if let Some(slot) = self.plain.get_mut(*word as usize) {
                *slot |= bits;
            }
        }
        if let Some(slot) = self.of_dim.get_mut(dim.0 as usize) {
            slot.turns = met.iter().map(|row| differing(&first, row)).collect();
            slot.bits = bits(&numbers);
            slot.all = numbers.into();
        }
    }

    /// The literals of a cube by number.
    pub fn encode<'c>(&self, cube: &'c Cube) -> impl Iterator<Item = u32> + use<'_, 'c> {
        cube.iter().filter_map(|literal| self.numbers.get(literal).copied())
    }

    pub fn bytes(&self) -> usize {
        let sets = self.literals.iter().map(|(_, set)| 2 * set.bytes());
        let bits = self
            .of_dim
            .iter()
            .map(|d| d.turns.iter().map(|bits| 16 + 16 * bits.len()).sum::<usize>());
        self.literals.len() * (2 * size_of::<(DimId, ClassSet)>() + 24) + sets.sum::<usize>() + bits.sum::<usize>()
    }
}

/// A trie sorts by what a case says, not by what it leaves unsaid: an absent value sorts badly.
fn sortable(space: &Space, dim: DimId, set: &ClassSet) -> bool {
    match space.dim(dim).and_then(|d| d.default) {
        Some(default) => !set.contains(default),
        None => true,
    }
}

fn share(space: &Space, dim: DimId, set: &ClassSet, tags: usize) -> f32 {
    let classes = space.classes(dim).max(1) as f32;
    match space.dim(dim).and_then(|d| d.default) {
        Some(default) => {
            let present = (TAGS_OF_A_CASE / tags.max(1) as f32).min(0.5);
            if set.contains(default) { 1.0 - present } else { present }
        }
        None => set.len() as f32 / classes,
    }
}

/// Numbers in rising order as bits of a row.
fn bits(numbers: &[u32]) -> Box<[Bits]> {
    let mut out: Vec<Bits> = Vec::new();
    for number in numbers {
        let (word, bit) = (number / 64, 1u64 << (number % 64));
        match out.last_mut() {
            Some((last, bits)) if *last == word => *bits |= bit,
            _ => out.push((word, bit)),
        }
    }
    out.into()
}

/// The bits in which two rows differ.
fn differing(a: &[Bits], b: &[Bits]) -> Box<[Bits]> {
    let mut words: BTreeMap<u32, u64> = BTreeMap::new();
    for (word, bits) in a.iter().chain(b) {
        *words.entry(*word).or_default() ^= bits;
    }
    words.into_iter().filter(|(_, bits)| *bits != 0).collect()
}
