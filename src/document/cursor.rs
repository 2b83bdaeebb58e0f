//! A reader over the start of a string that folds characters as it goes and counts the bytes it has taken.

use super::script::{fold, is_blank};

/// The unread rest of a text, and how much was read.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    used: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(rest: &'a str) -> Self {
        Self { rest, used: 0 }
    }

    /// The bytes taken so far.
    pub(super) fn used(&self) -> usize {
        self.used
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// The next character, folded, without taking it.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next().map(fold)
    }

    fn advance(&mut self) {
        let mut chars = self.rest.chars();
        if let Some(c) = chars.next() {
            self.used += c.len_utf8();
            self.rest = chars.as_str();
        }
    }

    /// Takes characters while they fit, at most `limit`, and returns them folded.
    pub(super) fn take_while(&mut self, limit: usize, fits: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while taken.chars().count() < limit {
            match self.peek().filter(|c| fits(*c)) {
                Some(c) => taken.push(c),
                None => break,
            }
            self.advance();
        }
        taken
    }

    /// Takes the given folded text, or nothing.
    pub(super) fn eat(&mut self, wanted: &str) -> bool {
        let mut ahead = *self;
        for c in wanted.chars() {
            if ahead.peek() != Some(c) {
                return false;
            }
            ahead.advance();
        }
        *self = ahead;
        true
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.rest.chars().next().is_some_and(is_blank) {
            self.advance();
        }
    }
}
