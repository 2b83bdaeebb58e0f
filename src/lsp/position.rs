//! Bytes of a source, and the protocol's positions: lines from 0, columns in UTF-16 units.

use std::ops::Range;

use lsp_types::{Position, Range as LspRange};

use crate::text::{Source, Span};

/// The position of a byte.
pub fn position(source: &Source, offset: usize) -> Position {
    let line = source.line_index(offset);
    let start = source.line_range(line).start;
    let column = source.slice(start..offset.max(start)).encode_utf16().count();
    Position::new(number(line), number(column))
}

/// The byte of a position; a column behind the line's end is the line's end.
pub fn offset(source: &Source, position: Position) -> usize {
    let line = source.line_range(position.line as usize);
    let mut units = position.character as usize;
    let mut at = line.start;
    for c in source.slice(line.clone()).chars() {
        if units < c.len_utf16() {
            break;
        }
        units -= c.len_utf16();
        at += c.len_utf8();
    }
    at.min(line.end)
}

/// The range of a span.
pub fn range(source: &Source, span: Span) -> LspRange {
    LspRange::new(
        position(source, span.start as usize),
        position(source, span.end as usize),
    )
}

/// The bytes of a range.
pub fn bytes(source: &Source, range: LspRange) -> Range<usize> {
    let (start, end) = (offset(source, range.start), offset(source, range.end));
    start..end.max(start)
}

/// A count as the protocol writes it.
pub fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf16_units() {
        let source = Source::new("x", "单位 𠮷野家\n职责 甲");
        let at = source.text().find('野').expect("it is there");
        assert_eq!(position(&source, at), Position::new(0, 5));
        assert_eq!(offset(&source, Position::new(0, 5)), at);
        assert_eq!(offset(&source, Position::new(0, 4)), at - "𠮷".len());
        assert_eq!(
            offset(&source, Position::new(0, 99)),
            source.text().find('\n').expect("two lines")
        );
        assert_eq!(offset(&source, Position::new(9, 9)), source.text().len());
    }
}
