//! Where the brackets of a text close: stops and semicolons inside them do not cut a sentence.

use std::ops::Range;

use super::script::fold;

/// A bracket that closes no sooner than this many bytes protects nothing.
const REACH: usize = 1200;

/// The outermost closed brackets, both marks included, in bytes of `text` and in order.
pub(super) fn closed(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        match fold(c) {
            '(' | '《' | '[' | '【' => open.push((fold(c), at)),
            mark => {
                let Some(opening) = partner(mark) else {
                    continue;
                };
                if open.last().is_none_or(|(own, _)| *own != opening) {
                    continue;
                }
                let Some((_, start)) = open.pop() else {
                    continue;
                };
                if at - start < REACH {
                    while groups.last().is_some_and(|group| group.start > start) {
                        groups.pop();
                    }
                    groups.push(start..at + c.len_utf8());
                }
            }
        }
    }
    groups
}

fn partner(closing: char) -> Option<char> {
    match closing {
        ')' => Some('('),
        '》' => Some('《'),
        ']' => Some('['),
        '】' => Some('【'),
        _ => None,
    }
}
