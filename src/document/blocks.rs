//! Lines → blocks: paragraphs and numbered pieces, each with the shape its opening gives it.
//!
//! Shapes are read from the block's own words and its neighbours; where a block belongs is decided later.

use std::ops::Range;

use super::genre;
use super::heading;
use super::inline::{self, Count};
use super::label::Form;
use super::lines::Line;
use super::marker::{self, Marker};
use super::note::{NoteKind, Notes};
use super::roster;
use super::script::{fold, is_blank, last_mark, length_within, squeeze};

/// A run of words with one opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub line: usize,
    pub end_line: usize,
    /// Label included, in bytes of the whole text.
    pub span: Range<usize>,
    /// Where the words after the label begin.
    pub words: usize,
    pub shape: Shape,
}

/// What the opening of a block says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Numbered(Marker),
    /// A bullet; counted within its list.
    Bullet(&'static str),
    /// `市公安局:…`
    Unit(String),
    /// `责任单位:…`
    Field(String),
    /// `组长:` with nothing after it.
    Seat(String),
    /// A row of names and seats.
    Row,
    /// `第一阶段…`, or one of several paragraphs that open with a date.
    Stage,
    /// `县级。…`
    Tier(String),
    /// A section whose heading was lost, with its inferred segment.
    Inferred(String),
    /// A flattened table begins: its numbers stand on their own.
    Table,
    Paragraph,
}

impl Block {
    /// Its words after the label.
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.words..self.span.end).unwrap_or_default()
    }

    pub(super) fn marker(&self) -> Option<&Marker> {
        match &self.shape {
            Shape::Numbered(marker) => Some(marker),
            _ => None,
        }
    }
}

/// Cuts lines into blocks.
pub(super) fn cut(text: &str, lines: &[Line], notes: &mut Notes) -> Vec<Block> {
    let mut count = Count::default();
    let mut blocks: Vec<Block> = Vec::new();
    let full = wrapped(text, lines);
    let mut numbered = false;
    for line in lines {
        let words = text.get(line.span.clone()).unwrap_or_default();
        if words.contains('|') && squeeze(words).contains("序号") {
            notes.add(line.number, NoteKind::TableRule, words);
            continue;
        }
        for mut block in of_line(text, line, &mut count) {
            numbered |= block.marker().is_some();
            // Before the first number a label on a line of its own is a page's: 责任部门, and below it a clerk's name.
            if !numbered && matches!(block.shape, Shape::Field(_)) && block.words(text).is_empty() {
                (block.shape, block.words) = (Shape::Paragraph, block.span.start);
            }
            match blocks.last_mut().filter(|last| runs_on(text, last, &block, &full)) {
                Some(last) => (last.span.end, last.end_line) = (block.span.end, block.end_line),
                None => blocks.push(block),
            }
        }
    }
    settle(text, blocks)
}

/// The blocks of one line: its opening, and the numbers inside it.
fn of_line(text: &str, line: &Line, count: &mut Count) -> Vec<Block> {
    let range = trim_bars(text, line.span.clone());
    let words = text.get(range.clone()).unwrap_or_default();
    let first = opening(words);
    if let Shape::Numbered(marker) = &first.0
        && !marker.is_bare()
    {
        count.see(marker);
    }
    let inner = inline::find(words, first.1.max(1), count);
    let starts: Vec<usize> = inner.iter().map(|inline| inline.at).chain([words.len()]).collect();
    let openings = std::iter::once((0, first.1, first.0)).chain(
        inner
            .into_iter()
            .map(|inline| (inline.at, inline.marker.length, Shape::Numbered(inline.marker))),
    );
    openings
        .zip(starts)
        .map(|((at, label, shape), end)| {
            let trimmed = words.get(at..end).unwrap_or_default().trim_end_matches(is_blank).len();
            let start = range.start + at;
            let span = start..start + trimmed;
            Block {
                line: line.number,
                end_line: line.number,
                words: (start + label).min(span.end),
                span,
                shape,
            }
        })
        .filter(|block| !block.span.is_empty())
        .collect()
}

/// Takes the bars off the edges of a table row.
fn trim_bars(text: &str, span: Range<usize>) -> Range<usize> {
    let is_edge = |c: char| c == '|' || is_blank(c);
    let words = text.get(span.clone()).unwrap_or_default();
    let end = span.start + words.trim_end_matches(is_edge).len();
    let start = span.end - words.trim_start_matches(is_edge).len();
    start.min(end)..end
}

/// The shape a line opens with, and how many bytes its label takes.
fn opening(words: &str) -> (Shape, usize) {
    if let Some(marker) = marker::parse(words) {
        let length = marker.length;
        return (Shape::Numbered(marker), length);
    }
    if let Some((bullet, length)) = marker::bullet(words) {
        return (Shape::Bullet(bullet), length);
    }
    if let Some(seat) = roster::empty_seat(words) {
        return (Shape::Seat(seat), words.len());
    }
    named(words).or_else(|| tier(words)).unwrap_or_else(|| plain(words))
}

fn plain(words: &str) -> (Shape, usize) {
    let shape = match words {
        words if opens_stage(words) => Shape::Stage,
        words if roster::is_row(words) => Shape::Row,
        _ => Shape::Paragraph,
    };
    (shape, 0)
}

/// `name:` of a field or a unit; the label of a field may stand on a line of its own.
fn named(words: &str) -> Option<(Shape, usize)> {
    if length_within(words, 6).is_some() && genre::FIELDS.contains(&squeeze(words).as_str()) {
        return Some((Shape::Field(squeeze(words)), words.len()));
    }
    let (at, mark) = words
        .char_indices()
        .take(30)
        .find(|(_, c)| matches!(fold(*c), ':' | ';'))?;
    let name = squeeze(words.get(..at)?).replace('*', "");
    let length = at + mark.len_utf8();
    if genre::FIELDS.contains(&name.as_str()) {
        return Some((Shape::Field(name), length));
    }
    (fold(mark) == ':' && is_unit(&name)).then_some((Shape::Unit(name), length))
}

/// Whether a name could be that of one or several units: short, closed, and ending as units do.
pub(super) fn is_unit(name: &str) -> bool {
    let closed = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '、' | '/' | '·'));
    let balanced = name.matches('(').count() == name.matches(')').count();
    let stem = match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        Some((stem, _)) => stem,
        None => name,
    };
    closed && balanced && length_within(name, 24).is_some() && genre::UNIT_ENDINGS.iter().any(|end| stem.ends_with(end))
}

/// `县级。` or `乡镇、村级。` before a body.
fn tier(words: &str) -> Option<(Shape, usize)> {
    let (at, mark) = words
        .char_indices()
        .take(12)
        .find(|(_, c)| matches!(fold(*c), '。' | ':'))?;
    let name = words.get(..at)?;
    let fits = name
        .split(['、', '和', '('])
        .all(|part| genre::TIERS.contains(&part.trim_end_matches(')')));
    let after = at + mark.len_utf8();
    (fits && words.len() > after).then(|| (Shape::Tier(squeeze(name).replace('、', "")), after))
}

/// `第一阶段`, or a date at the very start.
fn opens_stage(words: &str) -> bool {
    let head: String = words.chars().take(12).map(fold).collect();
    let phase = head.starts_with('第') && head.chars().take(5).collect::<String>().contains("阶段");
    let year: String = head
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '_' | 'x' | '*'))
        .collect();
    let dated = (2..=4).contains(&year.len()) && head.get(year.len()..).is_some_and(|rest| rest.starts_with('年'));
    (phase || dated) && length_within(words, 24).is_none()
}

/// The lines of a text with hard line breaks that are as long as lines get there: they go on in the next.
fn wrapped(text: &str, lines: &[Line]) -> std::collections::BTreeSet<usize> {
    let width = |line: &Line| {
        let before = text
            .get(..line.span.start)
            .and_then(|t| t.rsplit('\n').next())
            .unwrap_or_default();
        let words = text.get(line.span.clone()).unwrap_or_default();
        let columns = |c: char| if c.is_ascii() { 1 } else { 2 };
        before.chars().chain(words.chars()).map(columns).sum::<usize>()
    };
    let widths: Vec<(usize, usize)> = lines.iter().map(|line| (line.number, width(line))).collect();
    let widest = widths.iter().map(|(_, width)| *width).max().unwrap_or(0);
    let full: std::collections::BTreeSet<usize> = widths
        .iter()
        .filter(|(_, width)| width + 4 >= widest)
        .map(|(number, _)| *number)
        .collect();
    // A page's width, reached by many lines and passed by none.
    if (40..=120).contains(&widest) && full.len() >= 4 && full.len() * 5 >= lines.len() {
        full
    } else {
        std::collections::BTreeSet::new()
    }
}

/// Whether the words of `block` go on from an unfinished line before it.
fn runs_on(text: &str, last: &Block, block: &Block, full: &std::collections::BTreeSet<usize>) -> bool {
    let mark = last_mark(last.words(text));
    let open = !mark.is_some_and(|c| matches!(c, '。' | ';' | ':' | '!' | '?'));
    let soft = mark.is_some_and(|c| matches!(c, ',' | '、')) || (open && full.contains(&last.end_line));
    let cell = matches!(last.shape, Shape::Field(_)) && last.words(text).is_empty();
    (soft || cell) && last.line != block.line && matches!(block.shape, Shape::Paragraph | Shape::Row | Shape::Stage)
}

/// Settles the shapes that need neighbours: units, rows and stages are believed in company.
fn settle(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let units = units_believed(text, &blocks);
    let beside = |at: usize, wanted: fn(&Shape) -> bool| {
        [at.wrapping_sub(1), at + 1]
            .iter()
            .any(|near| blocks.get(*near).is_some_and(|near| wanted(&near.shape)))
    };
    let demoted: Vec<bool> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| match &block.shape {
            Shape::Row => !beside(at, |shape| matches!(shape, Shape::Row | Shape::Seat(_))),
            Shape::Stage => !beside(at, |shape| *shape == Shape::Stage),
            Shape::Unit(_) => !units.contains(&at),
            _ => false,
        })
        .collect();
    let mut blocks = blocks;
    for (block, _) in blocks.iter_mut().zip(demoted).filter(|(_, demoted)| *demoted) {
        (block.shape, block.words) = (Shape::Paragraph, block.span.start);
    }
    blocks
}

/// The places of unit headings that stand with another in their section, or in a section that hands out work.
fn units_believed(text: &str, blocks: &[Block]) -> std::collections::BTreeSet<usize> {
    let (mut believed, mut run) = (std::collections::BTreeSet::new(), Vec::new());
    let mut shares_out = false;
    for (at, block) in blocks.iter().enumerate() {
        match &block.shape {
            Shape::Unit(_) => run.push(at),
            Shape::Numbered(marker) if marker.form <= Form::HanBracket => {
                believed.extend(std::mem::take(&mut run).into_iter().filter(|_| shares_out));
                let words = block.words(text);
                shares_out =
                    heading::is_whole_line(words) && genre::UNIT_SECTIONS.iter().any(|cue| words.contains(cue));
            }
            _ => {}
        }
        if run.len() > 1 {
            believed.extend(run.iter().copied());
            run.drain(..run.len() - 1);
            shares_out = true;
        }
    }
    believed.extend(run.into_iter().filter(|_| shares_out));
    believed
}

/// For each block, the place of the next number after it.
pub(super) fn upcoming(blocks: &[Block]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut places: Vec<Option<usize>> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate().rev() {
        places.push(next);
        next = block.marker().map(|_| at).or(next);
    }
    places.reverse();
    places
}
