//! Text → physical lines, each trimmed of blanks, markup and list decoration at its edges.
//!
//! A `<br>` or a closing block tag starts a new piece on the same line number. Markup inside a line is left alone.

use std::ops::Range;

use super::script::is_blank;

/// One line, or the piece of it between two markup breaks.
pub(super) struct Line {
    /// From 1.
    pub number: usize,
    /// What is left after trimming, in bytes of the whole text.
    pub span: Range<usize>,
    /// Whether markup was trimmed away.
    pub tagged: bool,
}

/// Tags after which a new line begins on the screen.
const BREAKS: &[&str] = &["<br", "</p", "</div", "</li", "</tr", "</h"];
/// The longest tag that is taken for one.
const TAG: usize = 400;

pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, physical) in text.split_inclusive('\n').enumerate() {
        for piece in pieces(physical) {
            let range = start + piece.start..start + piece.end;
            lines.extend(trim(text, range, index + 1));
        }
        start += physical.len();
    }
    lines
}

/// Cuts a physical line before its breaking tags.
fn pieces(physical: &str) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    let breaks = |rest: &str| {
        let head: String = rest.chars().take(6).flat_map(char::to_lowercase).collect();
        BREAKS.iter().any(|tag| head.starts_with(tag))
    };
    cuts.extend(
        physical
            .match_indices('<')
            .filter_map(|(at, _)| breaks(physical.get(at..)?).then_some(at)),
    );
    cuts.push(physical.len());
    cuts.windows(2)
        .filter_map(|pair| Some(*pair.first()?..*pair.last()?))
        .filter(|r| !r.is_empty())
        .collect()
}

/// Trims one piece; nothing is left of a blank one, but a line of bare markup is kept, empty, to be reported.
fn trim(text: &str, range: Range<usize>, number: usize) -> Option<Line> {
    let whole = text.get(range.clone())?;
    let (mut left, mut tagged) = (whole, false);
    loop {
        left = trim_blanks(left);
        match strip_tag(left).or_else(|| strip_entity(left)) {
            Some(rest) => (left, tagged) = (rest, true),
            None => break,
        }
    }
    let left = strip_decoration(left);
    let start = range.end - left.len();
    (tagged || !left.is_empty()).then(|| trim_end(left, start, number, tagged))
}

fn trim_end(left: &str, start: usize, number: usize, mut tagged: bool) -> Line {
    let mut body = left;
    loop {
        body = body.trim_end_matches(is_blank);
        match strip_tag_end(body) {
            Some(rest) => (body, tagged) = (rest, true),
            None => break,
        }
    }
    Line {
        number,
        span: start..start + body.len(),
        tagged,
    }
}

fn trim_blanks(text: &str) -> &str {
    text.trim_start_matches(is_blank)
}

fn strip_tag(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let named = inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let end = inside.bytes().take(TAG).position(|byte| byte == b'>')?;
    inside.get(end + 1..).filter(|_| named)
}

fn strip_tag_end(text: &str) -> Option<&str> {
    let inside = text.strip_suffix('>')?;
    let distance = inside.bytes().rev().take(TAG).position(|byte| byte == b'<')?;
    let at = inside.len() - distance - 1;
    strip_tag(text.get(at..)?)?;
    text.get(..at)
}

fn strip_entity(text: &str) -> Option<&str> {
    ["&nbsp;", "&ensp;", "&emsp;", "&#160;"]
        .iter()
        .find_map(|entity| text.strip_prefix(entity))
}

/// Takes off the marks of lightweight markup: `## `, `> `, and `**` around a bold opening.
fn strip_decoration(text: &str) -> &str {
    let hashes = text.trim_start_matches('#');
    let text = if hashes.len() < text.len() && hashes.starts_with(is_blank) {
        trim_blanks(hashes)
    } else {
        text
    };
    let text = text.strip_prefix("> ").map_or(text, trim_blanks);
    match text.strip_prefix("**") {
        Some(bold) if !bold.starts_with('*') && bold.contains("**") => bold,
        _ => text,
    }
}
