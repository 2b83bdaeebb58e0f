//! The words behind a list of units → whether they make it the subject: a modal, a role, a verb.

use super::roles::strip_adverb;
use crate::draft::names::{Known, List};
use crate::draft::{cues, due, roster};

/// Whether what follows a list makes it the subject.
pub(super) fn acts(rest: &str, follows: &str, list: &List, social: bool, in_section: bool, known: &Known) -> bool {
    let whole = rest;
    let rest = timed(rest);
    let rest = cues::ADVERB
        .opens(rest)
        .and_then(|word| rest.get(word.len()..))
        .unwrap_or(rest);
    // 公安、民政等部门参加的机制, in a unit's own section: what the unit sets up.
    let describes = ["参加的", "参与的", "组成的", "配合的"]
        .iter()
        .any(|word| rest.starts_with(word));
    // 校长在30分钟内报…: the time stands between.
    if rest != whole && !in_section && (cues::VERB.opens(rest).is_some() || rest.starts_with('报')) {
        return true;
    }
    if in_section && describes {
        return false;
    }
    let bound = modal(rest);
    let role = cues::LEAD.opens(strip_adverb(rest)).is_some()
        || cues::ASSIST.opens(strip_adverb(rest)).is_some()
        || rest.starts_with("负责")
        || rest.starts_with("会同")
        || rest.starts_with("主要负责");
    if bound || role {
        return true;
    }
    if rest.trim_matches([',', ' ', ':']).is_empty() {
        // A list alone: what it does stands behind the comma.
        return (list.names.len() > 1 || !social || rest.starts_with(':')) && !in_section && modal_or_verb(follows);
    }
    if in_section {
        return false;
    }
    if social && list.names.len() < 2 {
        // 父母无法履行监护职责的,应当委托…
        let case = rest.trim_end_matches(',').ends_with('的') && cues::VERB.opens(rest).is_some() && modal(follows);
        // 外来人员入校须登记: bound a few words behind.
        let near: String = rest.chars().take(10).collect();
        let near = near.split([',', '。']).next().unwrap_or_default();
        let bound = ["应当", "必须", "不得", "须"]
            .iter()
            .filter_map(|modal| near.find(modal))
            .min()
            .and_then(|at| near.get(..at))
            // 学校食堂不得…: what stands between is part of the noun.
            .is_some_and(|between| !between.contains('的') && !between.ends_with(PLACES));
        return case || bound || ["发现", "接到", "对"].iter().any(|w| rest.starts_with(w));
    }
    let believed = !list.open && list.names.iter().all(|name| known.has(name) || cues::BODY.closes(name));
    cues::VERB.opens(rest).is_some()
        || soft_acts(rest)
        || (believed
            && rest.starts_with(char::is_alphanumeric)
            && cues::NOUN_AFTER.opens(rest).is_none()
            && !roster::opens_post(rest))
}

/// What stands behind a time, where that lets somebody act; else all of it.
fn timed(rest: &str) -> &str {
    let behind = due::behind_time(rest);
    let acts = modal(behind) || cues::VERB.opens(behind).is_some() || soft_acts(behind) || behind.starts_with('报');
    if acts { behind } else { rest }
}

/// How the names of places inside a body end.
const PLACES: &[char] = &[
    '堂', '店', '馆', '厅', '场', '室', '点', '房', '厂', '摊', '铺', '园', '站', '台',
];

pub(super) fn modal(rest: &str) -> bool {
    let rest = strip_adverb(rest);
    [&cues::MUST, &cues::MUST_NOT, &cues::MAY]
        .iter()
        .any(|cue| cue.opens(rest).is_some())
        && !rest.starts_with("应急")
}

pub(super) fn modal_or_verb(follows: &str) -> bool {
    let follows = follows.trim_start_matches(' ');
    modal(follows) || cues::VERB.opens(follows).is_some() || follows.starts_with('在') || follows.starts_with('对')
}

/// Soft verbs that make a subject of the name before them.
fn soft_acts(rest: &str) -> bool {
    [
        "指导", "督促", "监督", "组织", "协调", "以", "于", "原则上", "对", "将", "把", "按", "依", "每", "在", "结合",
        "向", "收", "接", "与", "抓好", "发布",
    ]
    .iter()
    .any(|word| rest.starts_with(word))
}
