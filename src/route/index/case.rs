//! A case as bits: which literals can hold, and which must.

use super::Index;
use super::atoms::Atoms;
use crate::logic::Partial;

/// A group of which more literals can hold is asked branch by branch.
const LISTED: usize = 48;

/// What is known of a case, literal by literal. Made for one index; may be filled again and again.
#[derive(Debug, Clone, Default)]
pub struct Case {
    pub(super) can: Vec<u64>,
    pub(super) must: Vec<u64>,
    /// The literals of each group that can hold, one group after another.
    pub(super) list: Vec<u32>,
    /// Where each group's literals stand in `list`; `None` where they are too many.
    pub(super) spans: Vec<Option<(u32, u32)>>,
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
        self.forget(atoms);
        for (dim, possible) in known.iter() {
            for atom in atoms.of_dim.get(&dim).into_iter().flatten() {
                let Some((_, set)) = atoms.literals.get(*atom as usize) else {
                    continue;
                };
                // Of what contradicts itself everything holds, as for the condition itself.
                put(&mut self.can, *atom, possible.meets(set) || possible.is_empty());
                put(&mut self.must, *atom, possible.is_subset(set));
            }
        }
        self.list_groups(atoms);
    }

    /// Nothing is known.
    pub(super) fn forget(&mut self, atoms: &Atoms) {
        self.can.clear();
        self.can.resize(atoms.words(), u64::MAX);
        self.must.clear();
        self.must.resize(atoms.words(), 0);
    }

    pub(super) fn list_groups(&mut self, atoms: &Atoms) {
        self.list.clear();
        self.spans.clear();
        for range in &atoms.groups {
            let first = self.list.len();
            let can = &self.can;
            let found = bits(can, range.start, range.end);
            self.list.extend(found.take(LISTED + 1));
            let span = if self.list.len() - first > LISTED {
                self.list.truncate(first);
                None
            } else {
                Some((first as u32, self.list.len() as u32))
            };
            self.spans.push(span);
        }
    }

    pub(super) fn can(&self, atom: u32) -> bool {
        get(&self.can, atom)
    }

    pub(super) fn must(&self, atom: u32) -> bool {
        get(&self.must, atom)
    }
}

fn get(bits: &[u64], at: u32) -> bool {
    bits.get((at / 64) as usize)
        .is_some_and(|word| word >> (at % 64) & 1 == 1)
}

pub(super) fn put(bits: &mut [u64], at: u32, on: bool) {
    if let Some(word) = bits.get_mut((at / 64) as usize) {
        let bit = 1 << (at % 64);
        *word = if on { *word | bit } else { *word & !bit };
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
