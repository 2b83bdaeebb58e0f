//! A case as bits: which literals can hold, and which must.

use std::ops::Range;

use super::Index;
use super::atoms::Bits;
use crate::logic::{DimId, Partial};

/// A group of which more literals can hold is asked branch by branch.
const LISTED: usize = 48;

/// What is known of a case, literal by literal. Made for one index; may be filled again and again.
#[derive(Debug, Clone, Default)]
pub struct Case {
    can: Vec<u64>,
    /// Not filled where everything is given: what can hold then must.
    must: Vec<u64>,
    is_whole: bool,
    /// The groups of which something is known, where not everything is.
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
        let atoms = &index.atoms;
        self.is_whole = false;
        for (words, unknown) in [(&mut self.can, u64::MAX), (&mut self.must, 0)] {
            words.clear();
            words.resize(atoms.plain.len(), unknown);
        }
        self.touched.clear();
        self.touched.resize(atoms.groups.len(), false);
        for (dim, possible) in known.iter() {
            let Some(of_dim) = atoms.of_dim.get(dim.0 as usize) else {
                continue;
            };
            if let Some(class) = possible.only() {
                for words in [&mut self.can, &mut self.must] {
                    of_dim.bits.iter().for_each(|bits| copy(words, &atoms.plain, *bits));
                    of_dim.turned(class).iter().for_each(|bits| turn(words, *bits));
                }
            } else {
                for atom in &of_dim.all {
                    let Some((_, asked)) = atoms.literals.get(*atom as usize) else {
                        continue;
                    };
                    // Of what contradicts itself everything holds, as for the condition itself.
                    put(&mut self.can, *atom, possible.meets(asked) || possible.is_empty());
                    put(&mut self.must, *atom, possible.is_subset(asked));
                }
            }
            if let Some(slot) = of_dim.group.and_then(|g| self.touched.get_mut(g as usize)) {
                *slot = true;
            }
        }
    }

    /// The case of which every dimension is in its first class. With [`give`](Self::give) it becomes any case of which everything is given.
    pub fn begin(&mut self, index: &Index) {
        self.is_whole = true;
        self.can.clone_from(&index.atoms.plain);
    }

    /// The dimension is in this class, not in its first. Said once of a dimension, after [`begin`](Self::begin).
    pub fn give(&mut self, index: &Index, dim: DimId, class: u32) {
        if let Some(of_dim) = index.atoms.of_dim.get(dim.0 as usize) {
            of_dim.turned(class).iter().for_each(|bits| turn(&mut self.can, *bits));
        }
    }

    /// The literals of a group that can hold, after what is in `list`; `None` where nothing is known of the group, or they are too many.
    pub(super) fn list(&self, index: &Index, group: u32, list: &mut Vec<u32>) -> Option<Range<u32>> {
        let group = group as usize;
        if !self.is_whole && !self.touched.get(group).copied().unwrap_or(false) {
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

/// Takes some bits of a word from another row.
fn copy(words: &mut [u64], from: &[u64], (word, bits): Bits) {
    if let (Some(slot), Some(from)) = (words.get_mut(word as usize), from.get(word as usize)) {
        *slot = *slot & !bits | from & bits;
    }
}

fn turn(words: &mut [u64], (word, bits): Bits) {
    if let Some(slot) = words.get_mut(word as usize) {
        *slot ^= bits;
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

#[cfg(test)]
mod tests {
    use super::bits;

    #[test]
    fn bits_of_a_part_are_listed_each_once() {
        let words = [0x8000_0000_0000_0001, 0, u64::MAX, 0b1011];
        let is_set = |at: u32| words[at as usize / 64] >> (at % 64) & 1 == 1;
        for from in [0, 1, 63, 64, 127, 128, 190, 200] {
            for end in [0, 1, 64, 65, 128, 129, 191, 192, 193, 195, 256] {
                let listed: Vec<u32> = bits(&words, from, end).take(300).collect();
                let expected: Vec<u32> = (from as u32..end as u32).filter(|at| is_set(*at)).collect();
                assert_eq!(listed, expected, "{from}..{end}");
            }
        }
    }
}
