//! One name: the longest prefix of a text that the endings, the verbs and the names already known allow.

use super::{Known, NOUNS};
use crate::draft::cues;

/// No name is longer, in characters.
const LONGEST: usize = 26;

/// The name that a text opens with, after so many bytes of words such as 各级.
pub fn name_at<'a>(text: &'a str, known: &Known) -> Option<(usize, &'a str)> {
    // 和有关部门: the conjunction is no part of the name.
    let joined = text.strip_prefix(['和', '及', '与', '或', '并']);
    if joined.is_some_and(|rest| longest(rest, known).is_some()) && !known.iter().any(|name| text.starts_with(name)) {
        return None;
    }
    let found = |skipped: usize| {
        let rest = text.get(skipped..)?;
        let name = longest(rest, known)?;
        Some((skipped, with_others(rest, name, known)))
    };
    // 各地 before a verb is all there is.
    let first = found(before(text, known)).or_else(|| found(0));
    // 各乡镇(街道) is known, 各乡镇(街道)民政所 is not: 各 is no part of it.
    match first {
        Some((0, name)) if !known.has(name) => cues::BEFORE
            .opens(name)
            .and_then(|word| found(word.len()))
            .filter(|(skipped, longer)| skipped + longer.len() == name.len())
            .or(first),
        first => first,
    }
}

/// `父母或者其他监护人`, `任何单位和个人`: one actor, though two nouns.
fn with_others<'a>(text: &'a str, name: &'a str, known: &Known) -> &'a str {
    let rest = text.get(name.len()..).unwrap_or_default();
    let whole = |joined: usize, next: &str| text.get(..name.len() + joined + next.len()).unwrap_or(name);
    for word in ["或者", "或"] {
        let Some(behind) = rest.strip_prefix(word) else {
            continue;
        };
        if behind.starts_with("其他")
            && let Some(next) = longest(behind, known)
        {
            return whole(word.len(), next);
        }
    }
    if name.starts_with("任何") {
        for word in ["和个人", "或者个人", "或个人", "及个人"] {
            if rest.starts_with(word) {
                return text.get(..name.len() + word.len()).unwrap_or(name);
            }
        }
    }
    name
}

fn before(text: &str, known: &Known) -> usize {
    let own = text
        .strip_prefix('其')
        .is_some_and(|rest| !rest.starts_with(['他', '中', '余']));
    let mut skipped = if own { '其'.len_utf8() } else { 0 };
    while let Some(word) = cues::BEFORE.opens(text.get(skipped..).unwrap_or_default()) {
        let rest = text.get(skipped..).unwrap_or_default();
        if known
            .names
            .iter()
            .any(|name| rest.starts_with(name.as_str()) && name.len() > word.len())
        {
            break;
        }
        skipped += word.len();
    }
    skipped
}

/// The longest prefix that is a name.
fn longest<'a>(text: &'a str, known: &Known) -> Option<&'a str> {
    let mut best: Option<usize> = known_prefix(text, known);
    if best.is_none() && cues::START.opens(text).is_some() {
        return None;
    }
    let mut bracket = None;
    let mut inside = 0u32;
    for (count, (at, c)) in text.char_indices().enumerate() {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + c.len_utf8();
        match c {
            '(' if closes_soon(rest) => {
                inside += 1;
                bracket = Some(at);
            }
            ')' if inside > 0 => {
                inside -= 1;
                // 乡镇人民政府(街道办事处), 乡镇(街道): the bracket belongs to the name before it.
                let words = bracket.and_then(|from| text.get(from + 1..at)).unwrap_or_default();
                let named = best.is_some() && best == bracket && belongs(words);
                if named
                    || cues::SHORT.closes(text.get(..end).unwrap_or_default())
                        && ends_here(text.get(end..).unwrap_or_default())
                {
                    best = Some(end);
                }
                continue;
            }
            '、' if inside > 0 => {}
            // 医生等人员, but 中等职业学校.
            '等' if !text
                .get(..at)
                .is_some_and(|before| before.ends_with(['中', '高', '初', '同', '平'])) =>
            {
                break;
            }
            _ if !is_name_char(c) => break,
            _ => {}
        }
        let located = c == '在' && text.get(..at).is_some_and(|before| before.ends_with('所'));
        let past = best.is_some_and(|b| b > at);
        // 教职工体罚学生: what stands between two social actors is a verb.
        if let Some(social) = best.filter(|b| *b == at)
            && text.get(..social).is_some_and(|name| cues::SOCIAL.closes(name))
            && !goes_on(rest)
            && !overlaps(text, social)
        {
            break;
        }
        if count >= LONGEST || (!past && inside == 0 && !located && stops(rest, at, best)) {
            break;
        }
        let prefix = text.get(..end).unwrap_or_default();
        if inside == 0 && !past && is_name(prefix, text.get(end..).unwrap_or_default()) {
            best = Some(end);
        }
    }
    let name = text.get(..best?)?;
    (name.chars().count() > 1).then_some(name)
}

/// Whether a social actor's name goes on: another noun of the kind, or of a body, stands right behind it.
fn goes_on(rest: &str) -> bool {
    let ends = |cue: &cues::Cue| cue.words.iter().any(|word| rest.starts_with(word));
    ends(&cues::SOCIAL) || ends(&cues::BODY) || ends(&cues::SHORT) || ends(&cues::PART) || rest.starts_with('(')
}

/// Whether a longer noun of the kind begins inside the name and ends behind it: 中小学校 over 中小学.
fn overlaps(text: &str, end: usize) -> bool {
    let behind = text.get(end..).unwrap_or_default();
    behind.char_indices().take(4).enumerate().any(|(count, (at, c))| {
        let longer = text.get(..end + at + c.len_utf8()).unwrap_or_default();
        cues::SOCIAL
            .words
            .iter()
            .any(|word| longer.ends_with(word) && word.chars().count() > count + 1)
    })
}

fn known_prefix(text: &str, known: &Known) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.filter(|end| text.get(..*end).is_some_and(|prefix| known.has(prefix)))
        .max()
}

/// Whether the words of a bracket are another name of the same tier.
fn belongs(words: &str) -> bool {
    let short = ["街道", "社区", "居", "区", "镇", "市", "乡", "园", "办", "场"];
    short.contains(&words) || words.split('、').all(|w| short.contains(&w) || cues::BODY.closes(w))
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '·' | '(' | ')')
}

fn closes_soon(rest: &str) -> bool {
    rest.chars().take(14).any(|c| c == ')')
}

/// Whether a name that began before cannot go on here.
fn stops(rest: &str, at: usize, best: Option<usize>) -> bool {
    let station = rest.starts_with("派出所") || rest.starts_with("派出机构");
    if station || (cues::INSIDE.opens(rest).is_some() && best != Some(at)) {
        return false;
    }
    let ended = best == Some(at);
    let verb = cues::VERB.opens(rest).or_else(|| {
        cues::SOFT_VERB
            .opens(rest)
            .filter(|_| ended && !rest.starts_with("中心"))
    });
    if let Some(verb) = verb {
        // 调查队, 县政府督查室: a verb before the noun of a body is part of its name.
        return at == 0 || !makes_body(verb, rest.get(verb.len()..).unwrap_or_default(), ended);
    }
    cues::BREAK.opens(rest).is_some()
}

/// Whether a prefix is a name, seeing what follows.
fn is_name(prefix: &str, follows: &str) -> bool {
    let count = prefix.chars().count();
    let social = cues::SOCIAL.closes(prefix);
    // 民政所长负责: the head of the body.
    let headed = prefix.ends_with(['所', '站'])
        && follows
            .strip_prefix('长')
            .is_some_and(|behind| cues::VERB.opens(behind).is_some());
    if headed && count > 2 {
        return true;
    }
    // 抢险队伍, 办理: the noun goes on and is another.
    let both: String = prefix.chars().rev().take(1).chain(follows.chars().take(1)).collect();
    if cues::NOT_PART.words.contains(&both.as_str()) {
        return false;
    }
    // 教师及学生 are two.
    if prefix.contains('和') && (prefix.ends_with("队伍") || prefix.ends_with("领导")) {
        return false;
    }
    if prefix.contains('及') && !prefix.contains("普及") && !prefix.contains("涉及") && !prefix.contains("及其他")
    {
        return false;
    }
    if count < 2 || NOUNS.contains(&prefix) || (cues::NO_UNIT.closes(prefix) && !social) || doubled(prefix) {
        return false;
    }
    let strong = social || cues::BODY.closes(prefix);
    strong || (cues::SHORT.closes(prefix) && ends_here(follows))
}

/// Whether a verb and the noun behind it are one name, such as 调查队. Right after a name that could stand alone only
/// the nouns for parts of a body count: 县政府督查室, but 县教育局检查单位食堂.
fn makes_body(verb: &str, behind: &str, ended: bool) -> bool {
    let opens = |cue: &cues::Cue| cue.opens(behind).is_some();
    let makes = cues::MAKER.words.contains(&verb);
    makes && !opens(&cues::NOT_PART) && (opens(&cues::PART) || (!ended && opens(&cues::WHOLE)))
}

fn doubled(prefix: &str) -> bool {
    let mut last = prefix.chars().rev();
    last.next() == last.next()
}

/// Whether a verb, a list or the end follows.
fn ends_here(follows: &str) -> bool {
    let Some(first) = follows.chars().next() else {
        return true;
    };
    // 街道应急办 is one name.
    if follows.starts_with("应急") {
        return false;
    }
    matches!(first, '、' | ',' | ';' | '。' | '(' | ')' | '等' | ' ' | ':')
        || cues::VERB.opens(follows).is_some()
        || [
            "于", "要", "应", "可", "和", "及", "与", "或", "指导", "督促", "组织", "对", "将", "把", "按", "在", "每",
            "向", "副", "党委", "每", "为单位", "为单元", "为主体", "为基础",
        ]
        .iter()
        .any(|word| follows.starts_with(word))
}
