//! What stands after the last clause: signature, date, copies, imprint.

use super::blocks::{Block, Shape};
use super::clause::Kind;
use super::front::{self, Role};
use super::genre;
use super::node::Node;
use super::note::{NoteKind, Notes};
use super::script::{length_within, squeeze};

/// Takes the closing lines off the end of the blocks.
pub(super) fn take(text: &str, blocks: &mut Vec<Block>, notes: &mut Notes) -> Vec<Node> {
    let first = blocks
        .iter()
        .rposition(|block| name(text, block).is_none())
        .map_or(0, |at| at + 1);
    let mut nodes: Vec<Node> = Vec::new();
    for block in blocks.drain(first..) {
        let name = name(text, &block).unwrap_or_default();
        if name.is_empty() {
            notes.add(block.line, NoteKind::Imprint, text.get(block.span).unwrap_or_default());
            continue;
        }
        match nodes.last_mut() {
            Some(last) if last.segment == name => last.extend(&block),
            _ => nodes.push(Node::body(&block, name, Kind::Body)),
        }
    }
    nodes
}

/// What a closing line is called; empty for an imprint, none for a line of the document proper.
fn name(text: &str, block: &Block) -> Option<&'static str> {
    let words = text.get(block.span.clone())?;
    if !matches!(block.shape, Shape::Paragraph | Shape::Row) || length_within(words, 80).is_none() {
        return None;
    }
    let squeezed = squeeze(words);
    let label = squeezed.split_once(':').map_or("", |(label, _)| label);
    if let Some((_, name)) = genre::CLOSING_LABELS.iter().find(|(cue, _)| *cue == label) {
        return Some(name);
    }
    match front::of(words) {
        Role::Date | Role::Signature => Some("落款"),
        Role::Imprint => Some(""),
        Role::Metadata if genre::IMPRINT.contains(&label) => Some(""),
        _ => None,
    }
}
