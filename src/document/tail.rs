//! The bracket that ends a task and names its units: `(牵头部门:…。配合部门:…)`, `(责任单位:…)`.

use super::genre;
use super::script::squeeze;

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

/// Whether a closed bracket is a tail: its words open with a role label and a colon.
pub(super) fn is_tail(bracket: &str) -> bool {
    let head: String = bracket.chars().take(16).collect();
    let head = squeeze(&head);
    head.strip_prefix(['(', '[', '【'])
        .and_then(|inside| inside.split_once(':'))
        .is_some_and(|(label, _)| role(label).is_some())
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
    let mut list: Vec<Assignment> = Vec::new();
    for statement in inside.split(['。', ';']) {
        let (label, names) = statement.split_once(':').unwrap_or(("", statement));
        let label = squeeze(label);
        match role(&label) {
            Some(role) => list.push(Assignment {
                role,
                label,
                units: units(names),
            }),
            None => {
                if let Some(last) = list.last_mut() {
                    last.units.extend(units(statement));
                }
            }
        }
    }
    list
}

fn units(names: &str) -> Vec<String> {
    names
        .split(['、', ',', ' '])
        .map(squeeze)
        .filter(|name| !name.is_empty())
        .collect()
}
