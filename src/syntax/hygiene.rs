//! Characters that deceive the eye: bidirectional controls, invisible characters, letters and ideographs that look like others.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Source, SourceId, Span};
use crate::words;

/// At most this many warnings a file; a file full of such characters is reported once more as a whole.
const MAX_WARNINGS: usize = 50;

/// Warns about deceiving characters.
#[must_use]
pub fn hygiene(id: SourceId, source: &Source) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (at, c) in source.text().char_indices() {
        // Almost every character is ordinary: decide quickly.
        if c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c) {
            if c == '\0' {
                out.push(strange(
                    id,
                    at,
                    c,
                    words!("文件里有空字符 NUL", "the file holds a NUL character"),
                ));
            }
            continue;
        }
        if let Some(message) = deceiving(source, at, c) {
            out.push(strange(id, at, c, message));
        }
        if out.len() == MAX_WARNINGS {
            break;
        }
    }
    out
}

fn strange(id: SourceId, at: usize, c: char, message: crate::diagnostic::Words) -> Diagnostic {
    let code = if is_bidi(c) || c == '\0' {
        Code::HIDDEN_CHARACTER
    } else {
        Code::LOOKALIKE
    };
    Diagnostic::new(code, Span::new(id, at..at + c.len_utf8()), message).help(words!(
        "删去或改成普通字符 (U+{:04X})",
        "remove it, or write the ordinary character (U+{:04X})",
        u32::from(c)
    ))
}

fn deceiving(source: &Source, at: usize, c: char) -> Option<crate::diagnostic::Words> {
    if is_bidi(c) {
        return Some(words!(
            "改变文字方向的隐藏字符:看到的与写下的顺序可能不同",
            "a hidden character that turns the direction of text: what is seen may differ from what is written"
        ));
    }
    match c {
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{00ad}' => Some(words!("看不见的字符", "an invisible character")),
        '\u{feff}' if at > 0 => Some(words!("看不见的字符", "an invisible character")),
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => Some(words!(
            "`{c}` 是部首或兼容字,与常用字同形而不同码",
            "`{c}` is a radical or compatibility character: it looks like an ordinary one and is another"
        )),
        '\u{0370}'..='\u{03ff}' | '\u{0400}'..='\u{04ff}' if beside_latin(source, at, c) => Some(words!(
            "`{c}` 与拉丁字母同形,混在一个词里",
            "`{c}` looks like a Latin letter and stands in one word with some"
        )),
        _ => None,
    }
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}')
}

fn beside_latin(source: &Source, at: usize, c: char) -> bool {
    let text = source.text();
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    [before, after].into_iter().flatten().any(|n| n.is_ascii_alphabetic())
}
