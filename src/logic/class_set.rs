//! A set of classes of one dimension, as bits: one word in place up to 64 classes, shared words beyond.

use std::fmt;
use std::slice;
use std::sync::Arc;

const WORD: u32 = u64::BITS;

/// Which classes of a dimension are meant. It knows how many classes there are, so that it has a complement.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassSet {
    classes: u32,
    words: Words,
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Words {
    One(u64),
    Many(Arc<[u64]>),
}

impl ClassSet {
    /// No class out of `classes`.
    pub fn empty(classes: u32) -> Self {
        Self::from_words(classes, |_| 0)
    }

    /// Every class out of `classes`.
    pub fn full(classes: u32) -> Self {
        Self::from_words(classes, |word| mask(classes, word))
    }

    /// One class out of `classes`; none if `class` is not among them.
    pub fn single(classes: u32, class: u32) -> Self {
        Self::of(classes, [class])
    }

    /// The given classes out of `classes`; those not among them are ignored.
    pub fn of(classes: u32, members: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::empty(classes);
        members.into_iter().for_each(|class| set.insert(class));
        set
    }

    /// Tells how many classes the dimension has.
    pub fn classes(&self) -> u32 {
        self.classes
    }

    /// Adds a class; one that the dimension does not have is ignored.
    pub fn insert(&mut self, class: u32) {
        if class < self.classes
            && let Some(word) = self.words_mut().get_mut((class / WORD) as usize)
        {
            *word |= 1 << (class % WORD);
        }
    }

    /// Tells whether `class` is a member.
    pub fn contains(&self, class: u32) -> bool {
        self.words()
            .get((class / WORD) as usize)
            .is_some_and(|word| word >> (class % WORD) & 1 == 1)
    }

    /// The members of both.
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// The members of either.
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// The members of `self` that are not in `other`.
    pub fn minus(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    /// Every class that is not a member.
    pub fn complement(&self) -> Self {
        Self::full(self.classes).minus(self)
    }

    /// Tells whether the two have a member in common.
    pub fn meets(&self, other: &Self) -> bool {
        match (&self.words, &other.words) {
            (Words::One(a), Words::One(b)) => a & b != 0,
            _ => self.words().iter().zip(other.words()).any(|(a, b)| a & b != 0),
        }
    }

    /// Tells whether every member of `self` is in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        match (&self.words, &other.words) {
            (Words::One(a), Words::One(b)) => a & !b == 0,
            _ => self.minus(other).is_empty(),
        }
    }

    /// Tells whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.words().iter().all(|&word| word == 0)
    }

    /// Tells whether every class is a member.
    pub fn is_full(&self) -> bool {
        self.len() == self.classes
    }

    /// Counts the members.
    pub fn len(&self) -> u32 {
        self.words().iter().map(|word| word.count_ones()).sum()
    }

    /// The lowest member.
    pub fn first(&self) -> Option<u32> {
        self.iter().next()
    }

    /// The member, if there is exactly one.
    pub fn only(&self) -> Option<u32> {
        if let Words::One(word) = &self.words {
            return word.is_power_of_two().then(|| word.trailing_zeros());
        }
        let mut members = self.iter();
        members.next().filter(|_| members.next().is_none())
    }

    /// Bytes that it holds besides its place; shared ones are counted.
    pub fn bytes(&self) -> usize {
        match &self.words {
            Words::One(_) => 0,
            Words::Many(words) => 16 + words.len() * 8,
        }
    }

    /// The members in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..)
            .zip(self.words())
            .flat_map(|(index, &word)| bits(word).map(move |bit| index * WORD + bit))
    }

    fn from_words(classes: u32, word: impl Fn(u32) -> u64) -> Self {
        let words = if classes <= WORD {
            Words::One(word(0))
        } else {
            Words::Many((0..classes.div_ceil(WORD)).map(word).collect())
        };
        Self { classes, words }
    }

    fn zip(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        let words = match (&self.words, &other.words) {
            (Words::One(a), Words::One(b)) => Words::One(join(*a, *b)),
            _ => {
                let rest = other.words().iter().copied().chain(std::iter::repeat(0));
                Words::Many(self.words().iter().zip(rest).map(|(&a, b)| join(a, b)).collect())
            }
        };
        Self {
            classes: self.classes,
            words,
        }
    }

    fn words(&self) -> &[u64] {
        match &self.words {
            Words::One(word) => slice::from_ref(word),
            Words::Many(words) => words,
        }
    }

    fn words_mut(&mut self) -> &mut [u64] {
        match &mut self.words {
            Words::One(word) => slice::from_mut(word),
            Words::Many(words) => Arc::make_mut(words),
        }
    }
}

impl fmt::Debug for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The bits of the `index`-th word that stand for a class.
fn mask(classes: u32, index: u32) -> u64 {
    match classes.saturating_sub(index * WORD) {
        rest if rest >= WORD => u64::MAX,
        rest => (1 << rest) - 1,
    }
}

fn bits(word: u64) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(word).filter(|&word| word != 0), |&word| {
        Some(word & (word - 1)).filter(|&rest| rest != 0)
    })
    .map(u64::trailing_zeros)
}
