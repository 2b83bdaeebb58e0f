//! Blocks → the body of the document and its annexes, where numbering restarts.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Block, Shape};
use super::front::{self, Role};
use super::heading;
use super::label::Form;
use super::note::{NoteKind, Notes};
use super::script::{is_han, length_within, squeeze};

/// The body (no name) or an annex, with the blocks that belong to it.
pub(super) struct Part {
    /// The annex's printed name and the line that carries it.
    pub annex: Option<(String, Block)>,
    pub blocks: Vec<Block>,
}

/// A line that mentions an annex at its start.
struct Mention {
    at: usize,
    name: String,
    /// Whether nothing but the name stands on the line.
    alone: bool,
    /// Whether a colon follows the name, as in a list of annexes.
    listed: bool,
}

/// Divides the blocks at the lines where an annex begins; lists of annexes become notes.
pub(super) fn divide(text: &str, blocks: Vec<Block>, notes: &mut Notes) -> Vec<Part> {
    let mut mentions = begun(text, mentions(text, &blocks), &blocks).into_iter().peekable();
    let mut parts = vec![Part {
        annex: None,
        blocks: Vec::new(),
    }];
    let mut in_list = None;
    for (at, block) in blocks.into_iter().enumerate() {
        let mention = mentions.next_if(|(mention, _)| mention.at == at);
        let lists = matches!(mention, Some((_, false)));
        if let Some((Mention { name, .. }, true)) = mention {
            in_list = None;
            parts.push(Part {
                annex: Some((name, block)),
                blocks: Vec::new(),
            });
        } else if lists || in_list.is_some_and(|line| is_list_row(text, &block, line)) {
            in_list = Some(block.line);
            notes.add(
                block.line,
                NoteKind::AnnexList,
                text.get(block.span).unwrap_or_default(),
            );
        } else {
            in_list = None;
            if let Some(part) = parts.last_mut() {
                part.blocks.push(block);
            }
        }
    }
    parts
}

fn mentions(text: &str, blocks: &[Block]) -> Vec<Mention> {
    let of = |(at, block): (usize, &Block)| {
        let words = text.get(block.span.clone())?;
        (words.starts_with("附件") && matches!(block.shape, Shape::Paragraph | Shape::Unit(_) | Shape::Row))
            .then_some(())?;
        length_within(words, 80)?;
        let squeezed = squeeze(words);
        let rest = squeezed.strip_prefix("附件")?;
        let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let number: String = rest.chars().take_while(|c| is_number(*c)).collect();
        let after = rest.strip_prefix(number.as_str())?;
        let title = after.trim_start_matches([':', '.', '、']);
        let alone = title.is_empty();
        let titled = alone || (!title.contains(['。', ';']) && (after != title || heading::is_title(title)));
        let named = title.chars().next().is_none_or(is_han_or_quote);
        (titled && named).then(|| Mention {
            at,
            name: format!("附件{number}"),
            alone,
            listed: after.starts_with(':'),
        })
    };
    blocks.iter().enumerate().filter_map(of).collect()
}

fn is_han_or_quote(c: char) -> bool {
    is_han(c) || c.is_alphanumeric() || matches!(c, '《' | '“' | '(')
}

/// Each mention with whether the annex begins there, rather than being listed.
fn begun(text: &str, mentions: Vec<Mention>, blocks: &[Block]) -> Vec<(Mention, bool)> {
    // Where each annex is last named alone; the plain name stands for any.
    let mut alone: BTreeMap<String, usize> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.alone && !mention.listed) {
        alone.insert(mention.name.clone(), mention.at);
        alone.insert("附件".to_string(), mention.at);
    }
    let places: BTreeSet<usize> = mentions.iter().map(|mention| mention.at).collect();
    let begins = |mention: &Mention| {
        let next = blocks.get(mention.at + 1);
        let later = alone.get(&mention.name).is_some_and(|at| *at > mention.at);
        let same_line = next
            .zip(blocks.get(mention.at))
            .is_some_and(|(next, own)| next.line == own.line);
        let in_row = places.contains(&(mention.at + 1));
        // 附件:某表, and then the signature: the annex is only named.
        let signed = mention.listed && !mention.alone && is_signed(text, blocks, mention.at + 1, &places);
        (mention.alone && !mention.listed) || !(signed || later || same_line || in_row || next.is_none())
    };
    mentions
        .into_iter()
        .map(|mention| {
            let begins = begins(&mention);
            (mention, begins)
        })
        .collect()
}

/// Whether nothing but a signature and a day stands between a place and the next annex, or the end.
fn is_signed(text: &str, blocks: &[Block], from: usize, places: &BTreeSet<usize>) -> bool {
    let mut between = (from..blocks.len())
        .take_while(|at| !places.contains(at))
        .filter_map(|at| blocks.get(at))
        .peekable();
    between.peek().is_some()
        && between.all(|block| {
            let words = text.get(block.span.clone()).unwrap_or_default();
            matches!(front::of(words), Role::Signature | Role::Date | Role::Imprint)
        })
}

/// Whether a block goes on with a list of annexes: a short number on the list's line or the next.
fn is_list_row(text: &str, block: &Block, line: usize) -> bool {
    let numbered = block.marker().is_some_and(|marker| marker.form == Form::Arabic);
    numbered && block.line <= line + 2 && heading::is_whole_line(block.words(text))
}
