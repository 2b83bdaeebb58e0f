//! The bracket that ends a task and names its units: `(牵头部门:…。配合部门:…)`, `(责任单位:…)`.

use super::genre;
use super::script::{fold, squeeze};

/// The units that one label of a tail names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The role its label gives.
    pub role: TailRole,
    /// The label as printed.
    pub label: String,
    /// The units as printed, in order; a place name before the first is not carried to the others.
    pub units: Vec<String>,
}

/// What a label makes of the units after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TailRole {
    /// 牵头, 主办, 主责.
    Lead,
    /// 责任, 承办, 落实.
    Responsible,
    /// 配合, 协办, 参与.
    Assist,
}

/// Whether a text opens with a tail in a bracket: a role label and its units, `(责任单位:…)`, or units and what they do, `(甲局牵头,乙局配合)`.
pub(super) fn is_tail(bracket: &str) -> bool {
    is_labelled(bracket) || is_spoken(bracket)
}

/// Whether the words of a bracket open with a role label, or with another label that a role label follows.
pub(super) fn is_labelled(bracket: &str) -> bool {
    let head: String = bracket.chars().take(SPOKEN).map(fold).collect();
    let Some(inside) = head.trim_start().strip_prefix(['(', '[', '【']) else {
        return false;
    };
    let inside = inside.trim_start();
    let opens = label(inside).filter(|label| label.chars().count() < 10);
    let roled = |label: &String| role(label).is_some();
    let beside = |first: &String| {
        genre::FIELDS.contains(&first.as_str()) && statements(inside).into_iter().filter_map(label).any(|l| roled(&l))
    };
    opens.is_some_and(|l| roled(&l) || beside(&l)) || bare_label(inside).is_some()
}

/// The label that a statement opens with.
fn label(statement: &str) -> Option<String> {
    statement.split_once(':').map(|(label, _)| squeeze(label))
}

/// Whether the words of a bracket are nothing but units and what they do: `(甲局牵头,乙局配合)`, `(甲局负责)`.
pub(super) fn is_spoken(bracket: &str) -> bool {
    let folded: String = bracket.chars().take(SPOKEN).map(fold).collect();
    let words = folded.trim_start();
    let inside = words.strip_prefix(['(', '[', '【']).and_then(inside_of);
    inside.is_some_and(|inside| spoken(inside, !words.starts_with('(')).is_some_and(|list| !list.is_empty()))
}

/// Whether a bracket holds the name of one unit and nothing else.
pub(super) fn is_unit(bracket: &str) -> bool {
    let folded: String = bracket.chars().take(SPOKEN).map(fold).collect();
    let inside = folded.trim_start().strip_prefix(['(', '[', '【']).and_then(inside_of);
    inside.is_some_and(|inside| spoken(inside, true).is_some_and(|list| !list.is_empty()))
}

/// A spoken tail is no longer than this.
const SPOKEN: usize = 240;

/// What stands before the bracket that closes these words.
fn inside_of(words: &str) -> Option<&str> {
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' if depth == 0 => return words.get(..at),
            ')' | ']' | '】' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `甲局牵头,乙局、丙局配合` → who leads, who assists; none where anything else is said.
fn spoken(words: &str, marked: bool) -> Option<Vec<Assignment>> {
    let mut list = Vec::new();
    let mut waiting: Vec<String> = Vec::new();
    for statement in words.split(['。', ';', ',']).map(squeeze).filter(|s| !s.is_empty()) {
        let verb = genre::SPOKEN_ROLES.iter().find(|(verb, _)| statement.ends_with(verb));
        let names = verb.map_or(statement.as_str(), |(verb, _)| {
            statement.strip_suffix(verb).unwrap_or(&statement)
        });
        let names = names.trim_start_matches('由');
        let names = genre::SPOKEN_ADVERBS
            .iter()
            .fold(names, |names, adverb| names.strip_suffix(adverb).unwrap_or(names));
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '、' | '(' | ')' | '·');
        if names.chars().count() < 2
            || !names.chars().all(plain)
            || genre::RULE_WORDS.iter().any(|w| names.contains(w) && *w != "会同")
        {
            return None;
        }
        waiting.extend(units(&names.replace("会同", "、")));
        if let Some((verb, role)) = verb {
            let units = std::mem::take(&mut waiting);
            list.push(Assignment {
                role: *role,
                label: (*verb).to_owned(),
                units,
            });
        }
    }
    // 〔甲局、乙局〕: units alone answer for it.
    let bodies = waiting
        .iter()
        .all(|name| name.chars().count() > 2 && genre::UNIT_ENDINGS.iter().any(|end| name.ends_with(end)));
    if list.is_empty() && bodies && (waiting.len() > 1 || marked) {
        list.push(Assignment {
            role: TailRole::Responsible,
            label: String::new(),
            units: std::mem::take(&mut waiting),
        });
    }
    waiting.is_empty().then_some(list)
}

/// A role label that only a blank parts from its units: `责任单位 甲局`; in bytes.
fn bare_label(words: &str) -> Option<usize> {
    let label: usize = genre::ROLE_LABELS
        .iter()
        .flat_map(|(word, _)| genre::ROLE_NOUNS.iter().map(move |noun| (word, noun)))
        .find(|(word, noun)| words.strip_prefix(**word).is_some_and(|rest| rest.starts_with(**noun)))
        .map(|(word, noun)| word.len() + noun.len())?;
    let rest = words.get(label..)?;
    rest.starts_with(super::script::is_blank).then_some(label)
}

/// The role of a label such as 牵头部门 or 配合单位.
pub(super) fn role(label: &str) -> Option<TailRole> {
    // (牵头:甲局;配合:乙局): the role alone.
    if let Some((_, role)) = genre::ROLE_LABELS.iter().find(|(word, _)| label == *word) {
        return Some(*role);
    }
    let stem = genre::ROLE_NOUNS.iter().find_map(|noun| label.strip_suffix(noun))?;
    genre::ROLE_LABELS
        .iter()
        .find(|(word, _)| stem.ends_with(word))
        .map(|(_, role)| *role)
}

/// Reads a tail, or a field such as `责任单位:…` with its label.
pub(super) fn assignments(words: &str) -> Vec<Assignment> {
    let squeezed: String = words
        .chars()
        .map(|c| {
            if super::script::is_blank(c) {
                ' '
            } else {
                super::script::fold(c)
            }
        })
        .collect();
    let inside = squeezed
        .trim()
        .trim_start_matches(['(', '[', '【'])
        .trim_end_matches([')', ']', '】', ' ']);
    let inside = if squeezed.trim().starts_with(['(', '[', '【']) {
        inside
    } else {
        squeezed.trim()
    };
    if let Some(list) =
        spoken(inside, true).filter(|list| !list.is_empty() && squeezed.trim().starts_with(['(', '[', '【']))
    {
        return list;
    }
    let mut list: Vec<Assignment> = Vec::new();
    for statement in statements(inside) {
        let bare = bare_label(statement.trim_start()).map(|at| statement.trim_start().split_at(at));
        let (label, names) = statement.split_once(':').or(bare).unwrap_or(("", statement));
        let label = squeeze(label);
        match role(&label) {
            Some(role) => list.push(Assignment {
                role,
                label,
                units: units(names),
            }),
            // 完成时限:…, 牵头领导:…: another label names no unit.
            None if !label.is_empty() && label.chars().count() < 7 => {}
            None => {
                if let Some(last) = list.last_mut() {
                    last.units.extend(units(statement));
                }
            }
        }
    }
    list
}

/// The statements of a tail: cut at stops, and before a label that stands behind a comma or a blank.
fn statements(words: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    for (at, c) in words.char_indices() {
        let behind = words.get(at + c.len_utf8()..).unwrap_or_default();
        let label = behind.trim_start().split_once(':').map(|(label, _)| label);
        let labelled = label.is_some_and(|label| role(label).is_some() || genre::FIELDS.contains(&label));
        if matches!(c, '。' | ';') || (labelled && matches!(c, ',' | ' ' | '、')) {
            cuts.push(at + c.len_utf8());
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([words.len()]);
    let pieces = cuts.iter().zip(ends).filter_map(|(from, to)| words.get(*from..to));
    pieces
        .map(|piece| piece.trim_end_matches(['。', ';', ',', '、', ' ']))
        .collect()
}

/// A printed list, cut at its marks outside brackets: 各县(市、区)人民政府 is one name.
fn units(names: &str) -> Vec<String> {
    let mut depth = 0usize;
    let mut list = vec![String::new()];
    for c in names.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match list.last_mut() {
            Some(last) if depth > 0 || !matches!(c, '、' | ',' | ' ') => last.push(c),
            _ => list.push(String::new()),
        }
    }
    let names = list.iter().map(|name| squeeze(name)).filter(|name| !name.is_empty());
    names.fold(Vec::new(), |mut units: Vec<String>, name| {
        // 各市、县人民政府: the tier alone is no unit.
        match units.last_mut() {
            Some(last) if is_tier(last) && name.starts_with(TIERS) => {
                last.push('、');
                last.push_str(&name);
            }
            _ => units.push(name),
        }
        units
    })
}

const TIERS: &[char] = &['省', '市', '州', '县', '区', '乡', '镇'];

/// 各市: a tier without a body.
fn is_tier(name: &str) -> bool {
    let Some(bare) = name.strip_prefix('各').and_then(|bare| bare.split('(').next()) else {
        return false;
    };
    bare.chars().count() == 1 && bare.starts_with(TIERS)
}
