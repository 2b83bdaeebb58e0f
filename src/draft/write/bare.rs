//! Whether a name, or a segment of a path, may stand without quotes.

use crate::syntax::is_name_char;
use crate::syntax::keyword::{Place, find};
use crate::text::fold_name;

/// Whether a name may stand without quotes: no delimiter, and no word of the language.
pub(super) fn is_bare(text: &str) -> bool {
    let plain = text.chars().all(|c| is_name_char(c) || matches!(c, '(' | ')')) && !text.starts_with('(');
    let balanced = text.matches('(').count() == text.matches(')').count();
    let word = [Place::Word, Place::Operator, Place::Field, Place::Declaration]
        .into_iter()
        .any(|place| find(text, place).is_some());
    !text.is_empty()
        && plain
        && balanced
        && !word
        && fold_name(text) == text
        && !text.starts_with('每')
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

pub(super) fn is_bare_segment(segment: &str) -> bool {
    let inner = |c: char| is_name_char(c) || matches!(c, '(' | ')' | '[' | ']');
    let balanced = |open: char, close: char| segment.matches(open).count() == segment.matches(close).count();
    segment.chars().all(inner) && balanced('(', ')') && balanced('[', ']')
}
