//! A comma's worth of words → whether it is a condition.

use super::cues;

/// Whether the words open as a condition does and close so: `发现…的`, `…时`.
pub fn is_condition(words: &str) -> bool {
    let words = words.trim_matches([' ', ',']);
    let opens = cues::WHEN.opens(words).is_some();
    let closes = cues::WHEN_ENDS.closes(words);
    let long = words.chars().count() > 3;
    long && (ends_as_case(words) || (opens && closes) || strong(words))
}

/// `…的` after a verb: `父母无法履行监护职责的`.
fn ends_as_case(words: &str) -> bool {
    words.ends_with('的') || words.ends_with("情况下") || words.ends_with("情形下")
}

fn strong(words: &str) -> bool {
    [
        "如发现", "如遇", "一旦", "遇有", "情况紧急", "情节严重", "接到", "对发现", "对于",
    ]
    .iter()
    .any(|word| words.starts_with(word))
}
