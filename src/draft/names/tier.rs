//! Tiers that act: 市县(区) run together, 村 in 各村、镇级机关, 市上.

use crate::draft::cues;

/// 市县(区), 省市县: tiers run together.
pub(super) fn tier_run(text: &str) -> Option<(usize, Vec<String>, bool)> {
    const RUN: &[&str] = &[
        "乡镇(街道)", "镇(街道)", "村(社区)", "县(区)", "县区", "乡(镇)", "乡镇", "村(居)", "村居", "省", "市", "州",
        "县", "区", "镇", "乡", "村",
    ];
    /// One word each, and no run.
    const WORDS: &[&str] = &["市区", "乡村", "村镇", "镇区", "县城"];
    if WORDS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let (mut names, mut length) = (Vec::new(), 0);
    while let Some(tier) = RUN
        .iter()
        .find(|tier| text.get(length..).is_some_and(|rest| rest.starts_with(**tier)))
    {
        names.push((*tier).to_owned());
        length += tier.len();
    }
    let rest = text.get(length..)?;
    let acts = acts_here(rest) || rest.starts_with(['将', '对', '在']);
    (names.len() > 1 && acts).then_some((length, names, false))
}

/// One character of a list of tiers: 村 of `各村、镇级机关`, 所 of `各站、所`.
pub(super) fn tier(text: &str) -> Option<(usize, Vec<String>, bool)> {
    let each = of_each(text);
    let words = each.unwrap_or(text);
    let first = words.chars().next().filter(|c| TIERS.contains(c))?;
    let behind = words.get(first.len_utf8()..)?;
    // 市上建立…: the tier, as people say it.
    if let Some(rest) = behind
        .strip_prefix('上')
        .filter(|rest| "省市州县区".contains(first) && acts_here(rest))
    {
        let length = text.len() - rest.len();
        return Some((length, vec![format!("{first}上")], false));
    }
    let listed = behind.starts_with('、') || (each.is_none() && acts_here(behind));
    let length = text.len() - behind.len();
    listed.then(|| (length, vec![first.to_string()], false))
}

/// What stands behind 各, 全镇各 and their like.
pub(super) fn of_each(text: &str) -> Option<&str> {
    let place = cues::BEFORE
        .opens(text)
        .filter(|word| word.starts_with(['全', '我', '本']));
    let words = place.and_then(|word| text.get(word.len()..)).unwrap_or(text);
    words.strip_prefix('各')
}

/// Tiers and parts of a body that lists name with one character.
const TIERS: &[char] = &[
    '村', '镇', '乡', '县', '区', '市', '片', '组', '站', '所', '校', '园', '社', '企', '科', '室', '队', '户', '班',
    '点',
];

/// Tiers as words.
pub(super) const TIER_WORDS: &[&str] = &[
    "县(市、区)", "县(市区)", "县(区)", "乡镇(街道)", "镇(街道)", "乡(镇)", "县区", "乡镇", "省", "市", "州", "县",
    "区", "镇", "乡",
];

pub(super) fn is_tier(word: &str) -> bool {
    TIER_WORDS.contains(&word.strip_prefix("各").unwrap_or(word))
}

/// Whether a verb or a modal stands here.
fn acts_here(text: &str) -> bool {
    let modal = ["要", "应", "须", "均", "都"].iter().any(|word| text.starts_with(word)) && !text.starts_with("应急");
    modal || cues::VERB.opens(text).is_some()
}
