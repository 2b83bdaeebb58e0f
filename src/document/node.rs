//! The tree while it is being built: places with their own words and children, before paths are written.

use std::ops::Range;

use super::blocks::Block;
use super::clause::Kind;

/// A place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Its part of the path; empty for bodies that are named later.
    pub segment: String,
    pub label: Option<String>,
    pub kind: Kind,
    pub line: usize,
    pub end_line: usize,
    /// Its own words, label included, in bytes of the whole text.
    pub span: Range<usize>,
    /// Its own paragraphs, label excluded.
    pub paragraphs: Vec<Range<usize>>,
    /// Whether its first sentence is a heading (`题`).
    pub headed: bool,
    /// Whether a body counts its own sentences, rather than going on with those of the place that holds it.
    pub counts_alone: bool,
    pub children: Vec<Node>,
}

impl Node {
    /// A place opened by a block, whose words after the label are its first paragraph.
    pub(super) fn of(block: &Block, segment: &str, label: Option<String>, kind: Kind) -> Self {
        let words = block.words..block.span.end;
        Self {
            segment: segment.to_string(),
            label,
            kind,
            line: block.line,
            end_line: block.end_line,
            span: block.span.clone(),
            paragraphs: if words.is_empty() { Vec::new() } else { vec![words] },
            headed: false,
            counts_alone: true,
            children: Vec::new(),
        }
    }

    /// Unnumbered text: the whole block.
    pub(super) fn body(block: &Block, segment: &str, kind: Kind) -> Self {
        let mut node = Self::of(block, segment, None, kind);
        node.paragraphs = vec![block.span.clone()];
        node
    }

    /// Adds a further paragraph.
    pub(super) fn extend(&mut self, block: &Block) {
        self.paragraphs.push(block.span.clone());
        self.span.end = self.span.end.max(block.span.end);
        self.end_line = self.end_line.max(block.end_line);
    }

    pub(super) fn is_body(&self) -> bool {
        matches!(self.kind, Kind::Body | Kind::Roster)
    }
}
