//! Fields of work that one noun closes: `教育、公安、司法行政等部门`.

use super::tier::{TIER_WORDS, is_tier};
use crate::draft::cues;

/// `教育、公安、司法行政等部门`: fields of work, closed by a noun.
pub(super) fn fields(text: &str) -> Option<(usize, Vec<String>, bool)> {
    let window: String = text.chars().take(90).collect();
    // A list, or nothing: the search for the noun that closes it is dear.
    let first = window
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'))
        .next()
        .map_or(0, str::len);
    if !window.get(first..).is_some_and(|rest| rest.starts_with('、')) {
        return None;
    }
    let (at, noun) = cues::CLOSERS.find(&window)?;
    let listed = window.get(..at)?;
    let mut names = split_outside(listed);
    let last = names.pop()?;
    let standing = cues::TWOFOLD.closes(last);
    let tail: Vec<&str> = match ["和", "及", "与"]
        .iter()
        .find_map(|w| last.split_once(w).filter(|_| !standing))
    {
        Some((a, b)) if a.chars().count() > 1 && b.chars().count() > 1 && !names.is_empty() => vec![a, b],
        _ => vec![last],
    };
    names.extend(tail);
    let is_field = |name: &&str| {
        let count = name.chars().count();
        (2..=if name.contains('(') { 16 } else { 9 }).contains(&count)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '、'))
            && name.matches('(').count() == name.matches(')').count()
            && cues::START.opens(name).is_none()
            && !cues::VERB.is_in(name)
            && cues::BREAK.words.iter().all(|b| !name.contains(b))
    };
    // 各市、县(区)民政部门: tiers of one field.
    let tiers = names.split_last().and_then(|(last, tiers)| {
        let all = !tiers.is_empty() && tiers.iter().all(|tier| is_tier(tier));
        all.then(|| TIER_WORDS.iter().find_map(|tier| last.strip_prefix(tier)))?
    });
    if let Some(field) = tiers.filter(is_field) {
        return Some((at + noun.len(), vec![field_name(field)], noun.starts_with('等')));
    }
    let sound = names.len() > 1 && names.iter().all(is_field);
    let fields = ["部门", "机关", "单位", "条线", "系统", "业务口"]
        .iter()
        .any(|word| noun.contains(word));
    let named = |name: &str| if fields { field_name(name) } else { name.to_owned() };
    let names = names
        .into_iter()
        .map(|name| {
            let bare = ["各级", "各", "其"].iter().find_map(|word| name.strip_prefix(*word));
            named(bare.filter(|n| n.chars().count() > 1).unwrap_or(name))
        })
        .collect();
    sound.then_some((at + noun.len(), names, noun.starts_with('等')))
}

/// A list cut at `、` outside brackets.
pub fn split_outside(list: &str) -> Vec<&str> {
    let (mut depth, mut from) = (0usize, 0);
    let mut out = Vec::new();
    for (at, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                out.extend(list.get(from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.extend(list.get(from..));
    out
}

/// 教育 → 教育部门; what is a name of a body already stays.
fn field_name(field: &str) -> String {
    // 教育行政(学校): the bracket only adds to the field.
    let field = field
        .split_once('(')
        .filter(|(name, _)| name.ends_with("行政"))
        .map_or(field, |(name, _)| name);
    if cues::BODY.closes(field) || cues::SOCIAL.closes(field) || field.ends_with('委') || field.ends_with('所') {
        field.to_owned()
    } else {
        format!("{field}部门")
    }
}
