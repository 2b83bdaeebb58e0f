//! A case as bits: which literals can hold, and which must.

use std::ops::Range;

use super::Index;
use super::atoms::DimAtoms;
use crate::logic::{DimId, Partial};

/// A group of which more literals can hold is asked branch by branch.
const LISTED: usize = 48;

/// What is known of a case, literal by literal. Made for one index; may be filled again and again.
#[derive(Debug, Clone, Default)]
pub struct Case {
    pub(super) can: Vec<u64>,
    /// Not filled where everything is given: what can hold then must.
    pub(super) must: Vec<u64>,
    is_whole: bool,
    /// The groups of which something is known.
    touched: Vec<bool>,
}

impl Case {
    /// What is known of a case, for `index`.
    #[must_use]
    pub fn of(index: &Index, known: &Partial) -> Case {
        let mut case = Case::default();
        case.read(index, known);
        case
    }

    /// Takes what is known of another case.
    pub fn read(&mut self, index: &Index, known: &Partial) {
        self.forget(index);
        for (dim, possible) in known.iter() {
            let Some(atoms) = index.atoms.of_dim.get(dim.0 as usize) else {
                continue;
            };
            if let Some(class) = possible.only() {
                self.put_class(atoms, class);
                self.touch(atoms.group);
                continue;
            }
            for atom in &atoms.all {
                let Some((_, asked)) = index.atoms.literals.get(*atom as usize) else {
                    continue;
                };
                // Of what contradicts itself everything holds, as for the condition itself.
                put(&mut self.can, *atom, possible.meets(asked) || possible.is_empty());
                put(&mut self.must, *atom, possible.is_subset(asked));
            }
            self.touch(atoms.group);
        }
    }

    /// Nothing is known.
    pub fn forget(&mut self, index: &Index) {
        self.await_all(index);
        self.is_whole = false;
        self.must.resize(index.atoms.words(), 0);
    }

    /// Nothing is known yet, and every dimension that the index asks for will be given before it is asked.
    pub fn await_all(&mut self, index: &Index) {
        self.is_whole = true;
        self.can.clear();
        self.can.resize(index.atoms.words(), u64::MAX);
        self.must.clear();
        self.touched.clear();
        self.touched.resize(index.atoms.groups.len(), false);
    }

    /// The dimension is in this class.
    pub fn give(&mut self, index: &Index, dim: DimId, class: u32) {
        let Some(atoms) = index.atoms.of_dim.get(dim.0 as usize) else {
            return;
        };
        self.put_class(atoms, class);
        self.touch(atoms.group);
    }

    fn put_class(&mut self, atoms: &DimAtoms, class: u32) {
        let of_class = atoms.of_class.get(class as usize).into_iter().flatten();
        let known: &mut [&mut [u64]] = match self.is_whole {
            true => &mut [&mut self.can],
            false => &mut [&mut self.can, &mut self.must],
        };
        for words in known {
            atoms.bits.iter().for_each(|(word, bits)| clear(words, *word, *bits));
            of_class.clone().for_each(|(word, bits)| set(words, *word, *bits));
        }
    }

    /// All dimensions of a group, by the caller's number, are at their defaults: a set that is given and empty.
    pub fn give_none(&mut self, index: &Index, group: u32) {
        let Some(group) = index.atoms.keys.get(&group).copied() else {
            return;
        };
        let at = group as usize;
        for (ranges, on) in [(&index.atoms.groups, false), (&index.atoms.others, true)] {
            let Some(range) = ranges.get(at) else { continue };
            fill(&mut self.can, range.start, range.end, on);
            if !self.is_whole {
                fill(&mut self.must, range.start, range.end, on);
            }
        }
        self.touch(Some(group));
    }

    /// The literals of a group that can hold, after what is in `list`; `None` where nothing is known of the group, or they are too many.
    pub(super) fn list(&self, index: &Index, group: u32, list: &mut Vec<u32>) -> Option<Range<u32>> {
        let group = group as usize;
        if !self.touched.get(group).copied().unwrap_or(false) {
            return None;
        }
        let range = index.atoms.groups.get(group)?;
        let first = list.len();
        list.extend(bits(&self.can, range.start, range.end).take(LISTED + 1));
        if list.len() - first > LISTED {
            list.truncate(first);
            return None;
        }
        Some(first as u32..list.len() as u32)
    }

    fn touch(&mut self, group: Option<u32>) {
        if let Some(slot) = group.and_then(|g| self.touched.get_mut(g as usize)) {
            *slot = true;
        }
    }

    pub(super) fn can(&self, atom: u32) -> bool {
        get(&self.can, atom)
    }

    /// Whether a literal that can hold must.
    pub(super) fn must(&self, atom: u32) -> bool {
        self.is_whole || get(&self.must, atom)
    }
}

fn get(bits: &[u64], at: u32) -> bool {
    bits.get((at / 64) as usize)
        .is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn put(bits: &mut [u64], at: u32, on: bool) {
    if let Some(word) = bits.get_mut((at / 64) as usize) {
        let bit = 1 << (at % 64);
        *word = if on { *word | bit } else { *word & !bit };
    }
}

fn set(words: &mut [u64], word: u32, bits: u64) {
    if let Some(slot) = words.get_mut(word as usize) {
        *slot |= bits;
    }
}

fn clear(words: &mut [u64], word: u32, bits: u64) {
    if let Some(slot) = words.get_mut(word as usize) {
        *slot &= !bits;
    }
}

/// Sets or clears the bits from `from` up to `end`.
fn fill(words: &mut [u64], from: usize, end: usize, on: bool) {
    for (at, word) in words.iter_mut().enumerate().take(end.div_ceil(64)).skip(from / 64) {
        let mut mask = u64::MAX;
        if at == from / 64 {
            mask &= u64::MAX << (from % 64);
        }
        if at == end / 64 {
            mask &= (1u64 << (end % 64)).wrapping_sub(1);
        }
        *word = if on { *word | mask } else { *word & !mask };
    }
}

/// The bits that are set from `from` up to `end`.
fn bits(words: &[u64], from: usize, end: usize) -> impl Iterator<Item = u32> + '_ {
    let first = from / 64;
    let last = end.div_ceil(64);
    words
        .iter()
        .enumerate()
        .take(last)
        .skip(first)
        .flat_map(move |(at, word)| {
            let mut word = *word;
            if at == first {
                word &= u64::MAX << (from % 64);
            }
            if at == end / 64 {
                word &= (1u64 << (end % 64)).wrapping_sub(1);
            }
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros();
                    word &= word - 1;
                    at as u32 * 64 + bit
                })
            })
        })
}
