//! Takes out the lines that belong to the web page or the printed page, not to the document.

use super::genre;
use super::lines::Line;
use super::note::{NoteKind, Notes};
use super::script::{fold, is_blank, is_han, length_within, squeeze};

/// A navigation line or imprint is no longer than this.
const FURNITURE: usize = 160;
/// A running header is no longer than this.
const HEADER: usize = 30;

/// Returns the lines of the document proper; the others become notes.
pub(super) fn strip(text: &str, lines: Vec<Line>, notes: &mut Notes) -> Vec<Line> {
    let kinds: Vec<Option<NoteKind>> = lines
        .iter()
        .map(|line| of_line(text.get(line.span.clone()).unwrap_or_default(), line.tagged))
        .collect();
    let kinds = with_running_headers(text, &lines, with_footer(text, &lines, kinds));
    let mut kept = Vec::new();
    for (line, kind) in lines.into_iter().zip(kinds) {
        match kind {
            Some(kind) => notes.add(line.number, kind, text.get(line.span).unwrap_or_default()),
            None => kept.push(line),
        }
    }
    kept
}

/// What kind of residue a line is by itself.
fn of_line(words: &str, tagged: bool) -> Option<NoteKind> {
    if is_page_number(words) {
        return Some(NoteKind::PageMark);
    }
    if is_rule(words) {
        return Some(NoteKind::TableRule);
    }
    let bare = !words.chars().any(|c| is_han(c) || c.is_alphabetic());
    if (tagged && bare) || words.chars().all(|c| !c.is_alphanumeric()) {
        return Some(NoteKind::Furniture);
    }
    (length_within(words, FURNITURE).is_some() && is_web(words)).then_some(NoteKind::Furniture)
}

fn is_web(words: &str) -> bool {
    let folded: String = words.chars().map(fold).collect();
    let gaps = folded.split(is_blank).filter(|word| !word.is_empty()).count();
    let cue = genre::WEB_FURNITURE.iter().any(|cue| folded.contains(cue));
    (cue && !folded.contains('。')) || (folded.starts_with(genre::HOME_PAGE) && (gaps > 2 || folded.contains('>')))
}

/// `- 3 -`, `—3—`, `第3页`, `第 3 页 共 9 页`, `3/9`; a number alone is believed only when it stands between dashes.
fn is_page_number(words: &str) -> bool {
    if words.len() > 60 {
        return false;
    }
    let squeezed = squeeze(words);
    let digits = squeezed.chars().any(|c| c.is_ascii_digit());
    let dashed = squeezed.starts_with(['-', '—', '–', '·']) && squeezed.ends_with(['-', '—', '–', '·']);
    let only = |extra: &str| squeezed.chars().all(|c| c.is_ascii_digit() || extra.contains(c));
    digits && ((dashed && only("-—–·")) || (squeezed.starts_with('第') && squeezed.contains('页') && only("第页共/,")))
}

/// `|---|---|` and rows of empty cells.
fn is_rule(words: &str) -> bool {
    words.contains('|')
        && words
            .chars()
            .all(|c| is_blank(c) || matches!(c, '|' | '-' | ':' | '+' | '='))
}

/// After the last full stop of the page, everything from the first web residue on is residue too.
fn with_footer(text: &str, lines: &[Line], mut kinds: Vec<Option<NoteKind>>) -> Vec<Option<NoteKind>> {
    let has_stop = |line: &Line| text.get(line.span.clone()).is_some_and(|words| words.contains('。'));
    let after = lines.iter().rposition(has_stop).map_or(lines.len(), |at| at + 1);
    let footer = kinds
        .iter()
        .skip(after)
        .position(|kind| *kind == Some(NoteKind::Furniture));
    for kind in kinds.iter_mut().skip(after + footer.unwrap_or(lines.len())) {
        *kind = kind.or(Some(NoteKind::Furniture));
    }
    kinds
}

/// A short line that stands beside a page number at least three times is a running header.
fn with_running_headers(text: &str, lines: &[Line], mut kinds: Vec<Option<NoteKind>>) -> Vec<Option<NoteKind>> {
    let mut beside = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (at, kind) in kinds.iter().enumerate() {
        if *kind != Some(NoteKind::PageMark) {
            continue;
        }
        for neighbour in [at.wrapping_sub(1), at + 1] {
            let words = lines.get(neighbour).and_then(|line| text.get(line.span.clone()));
            if let Some(words) = words.filter(|words| length_within(words, HEADER).is_some()) {
                beside.entry(words).or_default().push(neighbour);
            }
        }
    }
    for at in beside.into_values().filter(|places| places.len() > 2).flatten() {
        if let Some(kind) = kinds.get_mut(at) {
            *kind = Some(NoteKind::PageMark);
        }
    }
    kinds
}
