//! From the parser's pairs to the syntax tree: one function a rule.

mod condition;
mod declaration;
mod field;
mod word;

pub use declaration::declaration;

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Span};
use pest::iterators::Pair;

use super::grammar::Rule;

/// What every function here needs: where the piece stands in its file, and where to put what is wrong.
pub struct Context<'a> {
    source: SourceId,
    /// First byte of the piece within its file.
    offset: usize,
    /// Findings so far.
    pub problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    /// A context for the piece that starts at byte `offset` of `source`.
    pub fn new(source: SourceId, offset: usize, problems: &'a mut Vec<Diagnostic>) -> Self {
        Context {
            source,
            offset,
            problems,
        }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        self.range(pair.as_span().start(), end(pair))
    }

    fn range(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.offset + start..self.offset + end)
    }
}

/// Where the last token of `pair` ends: the white space and comments that the grammar skips behind it belong to nobody.
fn end(pair: &Pair<'_, Rule>) -> usize {
    match pair.clone().into_inner().next_back() {
        Some(last) if pair.as_rule() != Rule::text => end(&last),
        _ => pair.as_span().start() + pair.as_str().trim_end().len(),
    }
}

/// The pairs below `pair`, without punctuation.
fn parts<'i>(pair: Pair<'i, Rule>) -> impl Iterator<Item = Pair<'i, Rule>> {
    pair.into_inner().filter(|p| {
        !matches!(
            p.as_rule(),
            Rule::open
                | Rule::close
                | Rule::open_round
                | Rule::close_round
                | Rule::colon
                | Rule::comma
                | Rule::semicolon
                | Rule::equals
                | Rule::greater
                | Rule::EOI
        )
    })
}
