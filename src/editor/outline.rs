//! The declarations of a file as an outline, and what can be folded away.

use super::mention::declares;
use super::symbol::SymbolKind;
use crate::syntax::ast::{Declaration, File};
use crate::syntax::keyword::Keyword;
use crate::text::{Source, Span};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Something with a name.
    Named(SymbolKind),
    /// A declaration without one.
    Unnamed,
}

/// A declaration, or a value of a fact.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name, or its keyword where it has none.
    pub name: String,
    /// The keyword, as written in Chinese.
    pub keyword: &'static str,
    /// What it is.
    pub kind: EntryKind,
    /// Its bytes.
    pub span: Span,
    /// The bytes of its name.
    pub name_span: Span,
    /// The values of a fact.
    pub within: Vec<Entry>,
}

/// The outline of a file.
#[must_use]
pub fn outline(file: &File) -> Vec<Entry> {
    file.declarations.iter().map(entry).collect()
}

fn entry(d: &Declaration) -> Entry {
    let keyword = d.keyword.entry().zh;
    let values = d.values.iter().map(|v| Entry {
        name: v.name.text.clone(),
        keyword: Keyword::Value.entry().zh,
        kind: EntryKind::Named(SymbolKind::Value),
        span: v.span,
        name_span: v.name.span,
        within: Vec::new(),
    });
    Entry {
        name: d.name.as_ref().map_or_else(|| keyword.to_owned(), |n| n.text.clone()),
        keyword,
        kind: declares(d.keyword).map_or(EntryKind::Unnamed, EntryKind::Named),
        span: d.span,
        name_span: d.name.as_ref().map_or(
            Span {
                end: d.span.start,
                ..d.span
            },
            |n| n.span,
        ),
        within: values.collect(),
    }
}

/// First and last lines (from 0) of what can be folded: declarations, and comments of several lines.
#[must_use]
pub fn folds(file: &File, source: &Source) -> Vec<(usize, usize)> {
    let line = |at: u32| source.line_index(at as usize);
    let mut out: Vec<(usize, usize)> = file
        .declarations
        .iter()
        .flat_map(|d| std::iter::once(d.span).chain(d.values.iter().map(|v| v.span)))
        .map(|s| (line(s.start), line(s.end)))
        .filter(|(first, last)| first < last)
        .collect();
    let mut open: Option<(usize, usize)> = None;
    for comment in file.comments.iter().filter(|c| !c.trailing) {
        let here = line(comment.span.start);
        open = match open {
            Some((first, last)) if here == last + 1 => Some((first, here)),
            before => {
                out.extend(before.filter(|(first, last)| first < last));
                Some((here, here))
            }
        };
    }
    out.extend(open.filter(|(first, last)| first < last));
    out.sort_unstable();
    out
}
