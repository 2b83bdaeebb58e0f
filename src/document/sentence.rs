//! A paragraph → its sentences, cut at `。`, and their parts, cut at `；`; the bracketed tail is kept apart.

use std::ops::Range;

use super::brackets;
use super::script::{fold, is_blank};
use super::tail;

/// A sentence of a paragraph, in bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub span: Range<usize>,
    /// Its parts, if it has more than one.
    pub parts: Vec<Range<usize>>,
}

/// A paragraph in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    pub sentences: Vec<Sentence>,
    pub tails: Vec<Range<usize>>,
}

/// Cuts the paragraph at `range`.
pub(super) fn cut(text: &str, range: Range<usize>) -> Pieces {
    let paragraph = text.get(range.clone()).unwrap_or_default();
    let mut cutter = Cutter {
        base: range.start,
        paragraph,
        pieces: Pieces::default(),
        start: 0,
        part: 0,
        parts: Vec::new(),
    };
    let groups = brackets::closed(paragraph);
    let mut groups = groups.into_iter().peekable();
    let mut inside_until = 0;
    for (at, c) in paragraph.char_indices() {
        if at < inside_until {
            continue;
        }
        if let Some(group) = groups.next_if(|group| group.start == at) {
            inside_until = group.end;
            cutter.bracket(group);
            continue;
        }
        cutter.mark(at, c);
    }
    cutter.finish()
}

struct Cutter<'a> {
    base: usize,
    paragraph: &'a str,
    pieces: Pieces,
    /// Where the open sentence and its open part begin.
    start: usize,
    part: usize,
    parts: Vec<Range<usize>>,
}

impl Cutter<'_> {
    /// A closed bracket: a tail ends the sentence before it and stands apart.
    fn bracket(&mut self, group: Range<usize>) {
        let words = self.paragraph.get(group.clone()).unwrap_or_default();
        // …演练。(县教育局): a unit in a bracket of its own behind a full stop.
        let apart = self
            .paragraph
            .get(self.start..group.start)
            .is_some_and(|t| t.trim().is_empty())
            && group.start > 0;
        let closes = self.ends_after(&group);
        if tail::is_labelled(words) || (closes && (tail::is_spoken(words) || apart && tail::is_unit(words))) {
            self.end_sentence(group.start);
            self.pieces.tails.push(self.base + group.start..self.base + group.end);
            (self.start, self.part) = (group.end, group.end);
        }
    }

    /// Whether a sentence ends where the bracket does.
    fn ends_after(&self, group: &Range<usize>) -> bool {
        let next = self
            .paragraph
            .get(group.end..)
            .unwrap_or_default()
            .trim_start()
            .chars()
            .next();
        next.is_none_or(|c| matches!(fold(c), '。' | ';'))
    }

    fn mark(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        match fold(c) {
            '。' | '!' | '?' => self.end_sentence(end),
            ';' => self.end_part(end),
            // A closing quote belongs to the sentence that it closes.
            '”' | '’' | '」' if self.start == at => self.extend_last(end),
            _ => {}
        }
    }

    fn extend_last(&mut self, end: usize) {
        if let Some(last) = self.pieces.sentences.last_mut() {
            last.span.end = self.base + end;
            (self.start, self.part) = (end, end);
        }
    }

    fn end_part(&mut self, end: usize) {
        self.parts.extend(self.trimmed(self.part..end));
        self.part = end;
    }

    fn end_sentence(&mut self, end: usize) {
        self.end_part(end);
        let mut parts = std::mem::take(&mut self.parts);
        if let Some(span) = self.trimmed(self.start..end) {
            if parts.len() < 2 {
                parts.clear();
            }
            self.pieces.sentences.push(Sentence { span, parts });
        }
        (self.start, self.part) = (end, end);
    }

    /// The range without blanks at its edges, in bytes of the whole text; none if it says nothing.
    fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.paragraph.get(range.clone())?;
        let end = range.start + words.trim_end_matches(is_blank).len();
        let start = range.end - words.trim_start_matches(is_blank).len();
        let says = words.chars().any(char::is_alphanumeric);
        says.then_some(self.base + start..self.base + end)
    }

    fn finish(mut self) -> Pieces {
        self.end_sentence(self.paragraph.len());
        self.pieces
    }
}
