//! Sources and spans: byte ranges of a file, and their line and column as a reader counts them.

use std::ops::Range;
use std::sync::Arc;

/// Number of a source within [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A byte range of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// A span of the bytes `range` of `source`. Sources are far smaller than 4 GiB (see the limits in `syntax`).
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            source,
            start: clip(range.start),
            end: clip(range.end),
        }
    }

    /// The smallest span that holds both; of `self`'s source.
    #[must_use]
    pub fn to(self, other: Span) -> Self {
        Span {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The byte range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A place as a reader counts: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One file of text with the start of each of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: Arc<str>,
    line_starts: Arc<[u32]>,
}

impl Source {
    /// A source called `name` (a path, or `<stdin>`).
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| u32::try_from(i + 1).unwrap_or(u32::MAX)),
        );
        Source {
            name: name.into(),
            text,
            line_starts: starts.into(),
        }
    }

    /// The name that messages show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a byte range, empty where the range is not on character boundaries.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_index(offset);
        let start = self.line_starts.get(line).map_or(0, |s| *s as usize);
        let column = self
            .text
            .get(start..offset.min(self.text.len()))
            .map_or(0, |t| t.chars().count());
        Position {
            line: line + 1,
            column: column + 1,
        }
    }

    /// Number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The byte range of line `index` (from 0), without its line end.
    #[must_use]
    pub fn line_range(&self, index: usize) -> Range<usize> {
        let start = self.line_starts.get(index).map_or(self.text.len(), |s| *s as usize);
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.text.len(), |s| (*s as usize).saturating_sub(1));
        let end = if self.text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'\r') && end > start {
            end - 1
        } else {
            end
        };
        start..end.max(start)
    }

    /// Index (from 0) of the line that holds byte `offset`.
    #[must_use]
    pub fn line_index(&self, offset: usize) -> usize {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.line_starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }
}

/// All sources of one compilation.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Adds a source and returns its number.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId(u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX))
    }

    /// The source with this number.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// All sources in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list
            .iter()
            .enumerate()
            .map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }

    /// The text under a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |s| s.slice(span.range()))
    }

    /// Where a span starts.
    #[must_use]
    pub fn start(&self, span: Span) -> Position {
        self.get(span.source)
            .map_or(Position { line: 1, column: 1 }, |s| s.position(span.start as usize))
    }

    /// Where a span ends (the column behind its last character).
    #[must_use]
    pub fn end(&self, span: Span) -> Position {
        self.get(span.source)
            .map_or(Position { line: 1, column: 1 }, |s| s.position(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let s = Source::new("x", "单位 市公安局\r\n职责 a");
        let at = s.text().find("公安").unwrap_or(0);
        assert_eq!(s.position(at), Position { line: 1, column: 5 });
        assert_eq!(s.slice(s.line_range(0)), "单位 市公安局");
        assert_eq!(s.position(s.text().len()), Position { line: 2, column: 5 });
    }
}
