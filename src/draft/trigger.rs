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

/// Whether the words begin a case in the middle of a sentence: `定期走访,发现异常的,立即报告`. What is only a step before another
/// (`核实后`) is none.
pub fn begins_case(words: &str) -> bool {
    let plain = words.trim_matches([' ', ',']);
    let opens = cues::CASE.opens(plain).is_some();
    // 雨情超过警戒值时: a measure is passed.
    let passes = cues::PASSES.is_in(plain);
    is_condition(words)
        && (ends_as_case(plain)
            || (passes && ends_in_time(plain))
            || (opens && ends_in_time(plain))
            || strong(plain) && opens)
}

/// Where the condition ends of a piece that goes on without a comma: `雨情超过警戒值时|每小时报告一次`.
pub fn ends_inside(piece: &str) -> Option<usize> {
    let (at, mark) = piece.match_indices('时').find(|(at, mark)| {
        let before = piece.get(..*at).unwrap_or_default();
        let behind = piece.get(at + mark.len()..).unwrap_or_default();
        let goes_on = ["每", "应", "立即", "由", "启动", "须", "必须", "要", "及时"]
            .iter()
            .any(|word| behind.starts_with(word));
        goes_on && before.chars().count() > 3 && cues::PASSES.is_in(before)
    })?;
    Some(at + mark.len())
}

/// `发现火情,立即报告`: a case without 的, told by what follows at once.
pub fn sudden(words: &str, follows: &str) -> bool {
    let plain = words.trim_matches([' ', ',']);
    let opens = cues::SUDDEN.opens(plain).is_some();
    let long = plain.chars().count() > 3 && plain.chars().count() < 26;
    let at_once = cues::AT_ONCE.opens(follows.trim_start()).is_some();
    opens && long && at_once
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
    ["如发现", "如遇", "一旦", "遇有", "情况紧急", "情节严重", "接到", "对于"]
        .iter()
        .any(|word| words.starts_with(word))
}
