//! Headings and numbers that the page lost, inferred from the order of what is left.
//!
//! Where a plan prints no top level at all although its lists restart, every unnumbered paragraph between the lists is
//! a section, and so is a list that no paragraph leads into: `[一]`, `[二]` … in order.

use super::blocks::{Block, Shape, upcoming};
use super::genre;
use super::heading;
use super::label::Form;
use super::marker::Marker;
use super::note::{NoteKind, Notes};
use super::script::last_mark;

/// Whether the top headings were lost.
pub(super) fn is_lost(text: &str, blocks: &[Block]) -> bool {
    let markers = || {
        blocks
            .iter()
            .filter_map(Block::marker)
            .filter(|marker| !marker.is_bare())
    };
    let Some(top) = markers().map(|marker| marker.form).min() else {
        return false;
    };
    if !matches!(top, Form::HanBracket | Form::Arabic)
        || blocks.iter().any(|block| matches!(block.shape, Shape::Unit(_)))
    {
        return false;
    }
    let restarts = markers()
        .filter(|marker| marker.form == top && marker.value == 1)
        .count()
        > 1;
    let guided = blocks
        .iter()
        .any(|block| block.shape == Shape::Paragraph && is_guiding(block.words(text)));
    restarts || guided
}

fn is_guiding(words: &str) -> bool {
    let (opens, phrase) = genre::GUIDING;
    let head: String = words.chars().take(60).collect();
    (head.starts_with(opens) || head.starts_with("坚持以")) && head.contains(phrase)
}

/// What the walk over the blocks remembers.
#[derive(Default)]
struct Walk {
    section: u32,
    /// The section's own list: its form and last value.
    list: Option<(Form, u32)>,
    /// The last value of an arabic list below that.
    inner: Option<u32>,
    /// Whether the section's paragraph leads into a list.
    leads: bool,
    /// Whether the last number only announced, so that paragraphs are its body.
    announces: bool,
    /// Whether the last number had a heading sentence of its own.
    headed: bool,
}

/// Returns the blocks with inferred headings and numbers put in.
pub(super) fn restore(text: &str, blocks: Vec<Block>, notes: &mut Notes) -> Vec<Block> {
    let mut walk = Walk::default();
    let mut restored = Vec::with_capacity(blocks.len());
    let next = upcoming(&blocks);
    let last = blocks.len().saturating_sub(1);
    for (at, block) in blocks.iter().enumerate() {
        let ahead = Ahead {
            marker: next.get(at).copied().flatten().and_then(|at| blocks.get(at)?.marker()),
            block: blocks.get(at + 1),
            is_last: at == last && walk.list.is_some(),
            announces: heading::announces(text, &blocks, at),
        };
        restored.extend(walk.step(text, block.clone(), &ahead, notes));
    }
    restored
}

/// What comes after a block.
struct Ahead<'a> {
    marker: Option<&'a Marker>,
    block: Option<&'a Block>,
    is_last: bool,
    /// Whether the block itself only announces.
    announces: bool,
}

impl Walk {
    /// One block, preceded by the heading it implies, or turned into one.
    fn step(&mut self, text: &str, block: Block, ahead: &Ahead<'_>, notes: &mut Notes) -> Vec<Block> {
        match &block.shape {
            Shape::Paragraph => vec![self.paragraph(text, block, ahead, notes)],
            Shape::Numbered(marker) => {
                let implied = self.number(marker, &block, ahead, notes);
                self.announces = ahead.announces;
                self.headed = heading::opening(block.words(text)).is_some();
                implied.into_iter().chain([block]).collect()
            }
            Shape::Seat(_) | Shape::Row => {
                self.leads = false;
                vec![block]
            }
            _ => vec![block],
        }
    }

    fn paragraph(&mut self, text: &str, mut block: Block, ahead: &Ahead<'_>, notes: &mut Notes) -> Block {
        if self.announces || ahead.is_last {
            return block;
        }
        let words = block.words(text);
        if let Some(value) = self.lost_number(text, words, ahead) {
            notes.add(block.line, NoteKind::InferredNumber, words);
            block.shape = Shape::Numbered(counted(value));
            self.count(Form::Arabic, value);
            return block;
        }
        self.leads = last_mark(words) == Some(':') || genre::LEAD_IN.iter().any(|cue| words.contains(cue));
        block.shape = Shape::Inferred(self.next_section(block.line, notes));
        block
    }

    /// The number a paragraph lost, if it opens with a heading as its numbered neighbours do.
    fn lost_number(&self, text: &str, words: &str, ahead: &Ahead<'_>) -> Option<u32> {
        let plain = heading::opening(words)
            .and_then(|end| words.get(..end))
            .is_some_and(|own| !own.contains([',', '，']));
        if !self.headed || !plain {
            return None;
        }
        let own = self
            .list
            .filter(|(form, _)| *form == Form::Arabic)
            .map(|(_, last)| last);
        let coming = ahead
            .marker
            .filter(|marker| marker.form == Form::Arabic)
            .map(|marker| marker.value);
        match own.or(self.inner) {
            Some(last) => (coming != Some(last + 1)).then_some(last + 1),
            None => {
                let company = ahead
                    .block
                    .is_some_and(|next| next.shape == Shape::Paragraph && heading::opening(next.words(text)).is_some());
                (self.list.is_some() && (company || coming == Some(2))).then_some(1)
            }
        }
    }

    /// The heading that a number implies before itself, if any.
    fn number(&mut self, marker: &Marker, block: &Block, ahead: &Ahead<'_>, notes: &mut Notes) -> Option<Block> {
        let goes_on = match self.list {
            Some((form, _)) if marker.form > form => true,
            Some((form, last)) => marker.form == form && marker.value > last,
            None => self.leads,
        };
        let fielded = ahead.block.is_some_and(|next| matches!(next.shape, Shape::Field(_)));
        let shape = match (goes_on, fielded) {
            (true, _) => None,
            (false, true) => Some(Shape::Table),
            (false, false) => Some(Shape::Inferred(self.next_section(block.line, notes))),
        };
        self.count(marker.form, marker.value);
        let start = block.span.start;
        shape.map(|shape| Block {
            line: block.line,
            end_line: block.line,
            span: start..start,
            words: start,
            shape,
        })
    }

    fn count(&mut self, form: Form, value: u32) {
        match self.list {
            Some((own, _)) if form > own => self.inner = (form == Form::Arabic).then_some(value).or(self.inner),
            _ => (self.list, self.inner) = (Some((form, value)), None),
        }
    }

    fn next_section(&mut self, line: usize, notes: &mut Notes) -> String {
        (self.section, self.list, self.inner) = (self.section + 1, None, None);
        let segment = format!("[{}]", in_han(self.section));
        notes.add(line, NoteKind::InferredHeading, &segment);
        segment
    }
}

fn counted(value: u32) -> Marker {
    Marker {
        form: Form::Arabic,
        value,
        segment: value.to_string(),
        mark: ".",
        label: None,
        length: 0,
    }
}

/// A small number in Chinese: 三, 十二, 二十.
fn in_han(value: u32) -> String {
    let digit = |n: u32| "零一二三四五六七八九".chars().nth(n as usize).unwrap_or('零');
    match (value / 10, value % 10) {
        (0, ones) => digit(ones).to_string(),
        (1, 0) => "十".to_string(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, 0) if tens < 10 => format!("{}十", digit(tens)),
        (tens, ones) if tens < 10 => format!("{}十{}", digit(tens), digit(ones)),
        _ => value.to_string(),
    }
}
