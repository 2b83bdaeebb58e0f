//! A comma's worth of words → whether it is a condition.

use super::cues;

/// Whether the words open as a condition does and close so: `发现…的`, `…时`.
pub fn is_condition(words: &str) -> bool {
    let words = words.trim_matches([' ', ',']);
    let opens = cues::WHEN.opens(words).is_some();
    let closes = cues::WHEN_ENDS.closes(words);
    let long = words.chars().count() > 3;
    let binds = ["应当", "不得", "必须", "负责"]
        .iter()
        .any(|modal| words.contains(modal));
    long && !binds && (ends_as_case(words) || ends_in_time(words) || (opens && closes) || strong(words))
}

/// `…的` after a verb: `父母无法履行监护职责的`.
fn ends_as_case(words: &str) -> bool {
    words.ends_with('的') || words.ends_with("情况下") || words.ends_with("情形下")
}

/// `发布预警时`, `接到投诉后`: short, and no adverb.
fn ends_in_time(words: &str) -> bool {
    let adverb = [
        "小时", "及时", "同时", "随时", "按时", "定时", "临时", "即时", "准时", "限时", "实时", "平时", "最后", "今后",
        "课后", "灾后", "善后", "前后", "先后", "背后", "落后", "产后",
    ];
    let short = words.chars().count() < 26;
    short
        && (words.ends_with('时') || words.ends_with('后') || words.ends_with("期间"))
        && !adverb.iter().any(|a| words.ends_with(a))
}

fn strong(words: &str) -> bool {
    [
        "如发现", "如遇", "一旦", "遇有", "情况紧急", "情节严重", "接到", "对发现", "对于",
    ]
    .iter()
    .any(|word| words.starts_with(word))
}
