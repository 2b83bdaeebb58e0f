//! The one table of what `import` believes about wording: every word that it looks for, by what it makes of it.
//!
//! `bodies` holds the rows on names, `verbs` those on verbs, `wording` all others. Rules hold for plans of any place and subject. `docs/import.md` shows this table; a test keeps them alike.

mod bodies;
mod verbs;
mod wording;

pub use bodies::*;
pub use verbs::*;
pub use wording::*;

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// What the row is called.
    pub name: &'static str,
    /// What is made of the words, in Chinese and in English.
    pub means: (&'static str, &'static str),
    /// The words.
    pub words: &'static [&'static str],
}

const fn cue(name: &'static str, zh: &'static str, en: &'static str, words: &'static [&'static str]) -> Cue {
    Cue {
        name,
        means: (zh, en),
        words,
    }
}

/// Every row, in the order in which the page shows them.
pub static TABLE: &[&Cue] = &[
    &BODY, &SHORT, &SOCIAL, &VAGUE, &NO_UNIT, &VERB, &SOFT_VERB, &START, &INSIDE, &CLOSERS, &BREAK, &BEFORE, &LEAD,
    &ASSIST, &WITH, &BY, &GUIDE, &URGE, &HAND_OVER, &NOTIFY, &REPORT, &TOWARD, &SOFT, &WHEN, &WHEN_ENDS, &DISCRETION,
    &MUST_NOT, &MUST, &MAY, &DUTIES_OF, &TWOFOLD, &PEOPLE, &MAKER, &PART, &WHOLE, &NOT_PART, &NOUN_AFTER, &ADVERB,
    &CHARGE, &FOUND, &FOUNDED, &WORK, &WORK_ALONE, &CASE, &SUDDEN, &AT_ONCE, &PASSES, &FIELD_DEADLINE, &FIELD_WORK,
];

impl Cue {
    /// The longest word that a text starts with.
    pub fn opens<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.words
            .iter()
            .filter(|word| text.starts_with(**word))
            .max_by_key(|word| word.len())
            .and_then(|word| text.get(..word.len()))
    }

    /// Whether a text ends with one of the words.
    pub fn closes(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.ends_with(word))
    }

    /// Whether a text holds one of the words.
    pub fn is_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }

    /// The first place of one of the words, the longest there; with the word.
    pub fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        self.words
            .iter()
            .filter_map(|word| text.find(word).map(|at| (at, *word)))
            .min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
    }
}
