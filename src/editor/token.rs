//! The words of a file with what they are, for colouring.

use super::Snapshot;
use super::symbol::{Part, SymbolKind};
use crate::text::{SourceId, Span};

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// A declaration's keyword or a field's key.
    Keyword,
    /// A comment.
    Comment,
    /// A name.
    Name(SymbolKind),
}

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes; on one line.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it is declared here.
    pub declares: bool,
}

/// The words of a source, by place.
#[must_use]
pub fn tokens(snapshot: &Snapshot, source: SourceId) -> Vec<Token> {
    let Some(file) = snapshot.file(source) else {
        return Vec::new();
    };
    let plain = |span, kind| Token {
        span,
        kind,
        declares: false,
    };
    let mut out: Vec<Token> = file
        .comments
        .iter()
        .map(|c| plain(c.span, TokenKind::Comment))
        .collect();
    for d in &file.declarations {
        let text = snapshot.compiled.sources.text(d.span);
        let length: usize = text
            .chars()
            .take_while(|c| crate::syntax::is_name_char(*c))
            .map(char::len_utf8)
            .sum();
        let end = d.span.start + u32::try_from(length).unwrap_or(0);
        out.push(plain(Span { end, ..d.span }, TokenKind::Keyword));
        let fields = d.fields.iter().chain(d.values.iter().flat_map(|v| &v.fields));
        out.extend(fields.map(|f| plain(f.key_span, TokenKind::Keyword)));
    }
    out.extend(
        snapshot
            .mentions()
            .iter()
            .filter(|m| m.span.source == source)
            .map(|m| Token {
                span: m.span,
                kind: TokenKind::Name(m.symbol.kind),
                declares: m.part == Part::Declares,
            }),
    );
    out.sort_by_key(|t| (t.span, t.kind));
    // A word is one thing only, and a token never spans lines.
    out.dedup_by(|b, a| b.span.start < a.span.end);
    out.retain(|t| !snapshot.compiled.sources.text(t.span).contains('\n'));
    out
}
