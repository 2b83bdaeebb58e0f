//! Insertions into a text, by byte.

use std::collections::BTreeMap;

/// Insertions: what is put in front of a byte. At one byte, ends of inner wraps come first, then beginnings of outer ones.
#[derive(Debug, Default)]
pub struct Edits {
    closing: BTreeMap<usize, Vec<String>>,
    opening: BTreeMap<usize, Vec<String>>,
}

impl Edits {
    /// Puts something around a range. Outer ranges are wrapped before inner ones.
    pub fn wrap(&mut self, range: std::ops::Range<usize>, before: String, after: String) {
        self.opening.entry(range.start).or_default().push(before);
        self.closing.entry(range.end).or_default().insert(0, after);
    }

    /// Puts something at one place.
    pub fn insert(&mut self, at: usize, text: String) {
        self.opening.entry(at).or_default().push(text);
    }

    /// The text with all insertions.
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut places: Vec<usize> = self.closing.keys().chain(self.opening.keys()).copied().collect();
        places.sort_unstable();
        places.dedup();
        let mut done = 0;
        for place in places {
            out.push_str(&text[done..place]);
            done = place;
            for at in [&self.closing, &self.opening] {
                out.extend(at.get(&place).into_iter().flatten().map(String::as_str));
            }
        }
        out.push_str(&text[done..]);
        out
    }
}
