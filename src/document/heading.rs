//! Whether words are a heading: announced, not ruled; short; with the body after them or on the next line.

use super::blocks::Block;
use super::genre;
use super::script::{fold, is_closed, length_within, squeeze};
use super::tail;

/// A heading in one breath is no longer than this.
const ONE_BREATH: usize = 32;
/// A heading in two halves is no longer than this.
const TWO_HALVES: usize = 36;
/// A numbered line that is all heading is no longer than this.
const WHOLE_LINE: usize = 48;

/// The heading sentence that opens `text`, in bytes, full stop included; more than a tail must follow it.
pub(super) fn opening(text: &str) -> Option<usize> {
    let stop = text.char_indices().take(ONE_BREATH * 2).find(|(_, c)| *c == '。')?.0;
    let end = stop + '。'.len_utf8();
    let rest = text.get(end..)?.trim_start();
    let more = rest.chars().any(char::is_alphanumeric) && !tail::is_tail(rest);
    (more && is_announcement(text.get(..stop)?)).then_some(end)
}

/// Whether a sentence announces rather than rules.
fn is_announcement(sentence: &str) -> bool {
    let folded: String = sentence.chars().map(fold).collect();
    let rules = genre::RULE_WORDS.iter().any(|word| folded.contains(word));
    let marks = folded.contains([';', ':', '!', '?']);
    let fits = match folded.matches(',').count() {
        0 => length_within(sentence, ONE_BREATH).is_some(),
        1 => length_within(sentence, TWO_HALVES).is_some(),
        _ => false,
    };
    fits && !rules && !marks
}

/// Whether a numbered line only announces, so that the lines after it are its body.
pub(super) fn is_whole_line(words: &str) -> bool {
    if words.is_empty() {
        return true;
    }
    if length_within(words, WHOLE_LINE).is_none() {
        return false;
    }
    match words.trim_end_matches(char::is_whitespace).strip_suffix('。') {
        Some(sentence) => !sentence.contains('。') && is_announcement(sentence),
        None => !is_closed(words) && !words.contains(['。', ';', '；']),
    }
}

/// Whether an unpunctuated line is a title: short, and named as documents are.
pub(super) fn is_title(words: &str) -> bool {
    if length_within(words, 60).is_none() || words.contains(['。', '，', ',', ';', ':', '；', '：', '|']) {
        return false;
    }
    let squeezed = squeeze(words);
    let squeezed = squeezed.trim_end_matches(['》', ')', '!']);
    let squeezed = ["(试行", "(草案", "(征求意见稿", "(暂行", "(修订"]
        .iter()
        .fold(squeezed, |t, end| t.trim_end_matches(end));
    // Collections number their samples: …方案篇三.
    let squeezed = match squeezed.rsplit_once('篇') {
        Some((before, number)) if super::script::han_number(number).is_some() => before,
        _ => squeezed,
    };
    genre::TITLE_ENDINGS.iter().any(|ending| squeezed.ends_with(ending))
}

/// Whether the numbered block at `at` only announces. A short sentence after another of its list is an item.
pub(super) fn announces(text: &str, blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else {
        return false;
    };
    let words = block.words(text);
    let before = at.checked_sub(1).and_then(|before| blocks.get(before));
    let form = |block: &Block| block.marker().map(|marker| marker.form);
    let in_list = before.is_some_and(|before| {
        form(before).is_some() && form(before) == form(block) && is_whole_line(before.words(text))
    });
    is_whole_line(words) && !(in_list && is_closed(words))
}
