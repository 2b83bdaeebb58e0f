//! Where a line holds several numbered pieces, finds where each begins: one-line bodies, `单位:1. …;2. …`.
//!
//! A number inside a line is believed only after the end of a sentence or a blank, and only where the count fits:
//! it goes on from the number before it, or is a 1 with a 2 to follow in the same line.

use std::collections::BTreeMap;

use super::label::{Form, LEVELS, Numerals};
use super::marker::{self, Marker};
use super::script::{fold, is_blank};

/// A number inside a line.
pub(super) struct Inline {
    /// Its place in the line, in bytes.
    pub at: usize,
    pub marker: Marker,
}

/// The last value printed of each form; lists that run on across lines are continued by it.
#[derive(Default)]
pub(super) struct Count {
    last: BTreeMap<Form, u32>,
}

impl Count {
    pub(super) fn see(&mut self, marker: &Marker) {
        self.last.insert(marker.form, marker.value);
        self.last
            .retain(|form, _| *form <= marker.form || *form == Form::Arabic);
    }

    fn expects(&self, marker: &Marker) -> bool {
        self.last.get(&marker.form).is_some_and(|last| last + 1 == marker.value)
    }
}

/// The numbers inside `line`, after its first piece, that are believed; `count` is brought up to date.
pub(super) fn find(line: &str, skip: usize, count: &mut Count) -> Vec<Inline> {
    let candidates = candidates(line, skip);
    let mut twos: BTreeMap<Form, usize> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.marker.value == 2) {
        twos.insert(candidate.marker.form, candidate.at);
    }
    candidates
        .into_iter()
        .filter(|candidate| {
            let opens =
                candidate.marker.value == 1 && twos.get(&candidate.marker.form).is_some_and(|two| *two > candidate.at);
            let fits = opens || count.expects(&candidate.marker);
            if fits {
                count.see(&candidate.marker);
            }
            fits
        })
        .collect()
}

/// Every place in the line where a number could begin.
fn candidates(line: &str, skip: usize) -> Vec<Inline> {
    let mut found = Vec::new();
    let (mut boundary, mut blank) = (false, false);
    for (at, c) in line.char_indices() {
        if is_blank(c) {
            blank = true;
            continue;
        }
        if at >= skip && (boundary || blank) && opens_number(c) {
            let marker = line
                .get(at..)
                .and_then(marker::parse)
                .filter(|marker| !marker.is_bare());
            found.extend(marker.map(|marker| Inline { at, marker }));
        }
        boundary = matches!(fold(c), '。' | ';' | ':' | ')' | '”' | '!' | '?');
        blank = false;
    }
    found
}

/// Whether a number of any level may begin with this character: a quick refusal for most.
fn opens_number(c: char) -> bool {
    let folded = fold(c);
    let by_level = |level: &super::label::Level| match level.before.chars().next() {
        Some(before) => before == folded,
        None if level.numerals == Numerals::Arabic => folded.is_ascii_digit(),
        None => "一二三四五六七八九十".contains(c),
    };
    LEVELS.iter().any(by_level) || ('①'..='⒛').contains(&c) || ('㈠'..='㈩').contains(&c)
}
