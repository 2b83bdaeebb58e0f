//! The words behind a list of units → the role that they give it, and who acts with it.

use super::subject::Subject;
use crate::draft::cues;
use crate::draft::item::{Actors, Rule};
use crate::draft::names::{self, Known, List};

/// The roles that the words behind a list give, and who acts with it.
pub(super) fn with_role(words: &str, list: List, ends: usize, rule: Rule, known: &Known) -> Subject {
    let rest = words.get(ends..).unwrap_or_default();
    let people = cues::PEOPLE.opens(rest).map_or(0, str::len);
    let rest = rest.get(people..).unwrap_or_default();
    // 要牵头, 将配合: the modal stands before the role.
    let modal = ["应当", "必须", "要", "应", "将", "须"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .filter(|behind| {
            cues::LEAD.opens(strip_adverb(behind)).is_some() || cues::ASSIST.opens(strip_adverb(behind)).is_some()
        });
    let rest = modal.unwrap_or(rest);
    let plain = strip_adverb(rest);
    let shared = rest.starts_with("共同") || list.names.len() > 1 && cues::WITH.opens(rest).is_some();
    let mut actors = Actors {
        open: list.open,
        ..Actors::default()
    };
    let mut end = ends;
    if cues::LEAD.opens(plain).is_some() && !rest.starts_with("负责") {
        actors.lead = list.names;
    } else if let Some(word) = cues::ASSIST
        .opens(plain)
        .filter(|w| *w != "参与" || !rest.starts_with("共同"))
    {
        actors.assist = list.names;
        // 乙配合甲: the one who is helped acts.
        let behind = plain.get(word.len()..).unwrap_or_default();
        if let Some(helped) = names::list_at(behind, known) {
            let after = behind.get(helped.length..).unwrap_or_default();
            if !after.starts_with('的') {
                actors.responsible = helped.names;
            }
        }
    } else if let Some(word) = cues::WITH.opens(rest) {
        let behind = rest.get(word.len()..).unwrap_or_default();
        actors.joint = list.names;
        if let Some(partners) = names::list_at(behind, known) {
            end += word.len() + partners.length;
            actors.open |= partners.open;
            actors.joint.extend(partners.names);
        }
    } else if shared {
        actors.joint = list.names;
    } else {
        actors.responsible = list.names;
    }
    Subject {
        actors,
        rule,
        ends: end,
    }
}

/// The role of the unit whose section it is: its sentence may open with 牵头, 配合 or 会同.
pub(super) fn in_section(words: &str, heading: &[String], known: &Known) -> Actors {
    let mut actors = Actors::default();
    let plain = strip_adverb(words.trim_start());
    let with = |word: &str| plain.get(word.len()..).and_then(|behind| names::list_at(behind, known));
    if cues::LEAD.opens(plain).is_some() {
        actors.lead = heading.to_vec();
    } else if let Some(word) = ["会同", "联合"].iter().find(|w| plain.starts_with(**w)) {
        actors.joint = heading.to_vec();
        actors.joint.extend(with(word).map(|l| l.names).unwrap_or_default());
    } else if let Some(word) = ["配合", "协助"].iter().find(|w| plain.starts_with(**w)) {
        actors.assist = heading.to_vec();
        actors.responsible = with(word).map(|l| l.names).unwrap_or_default();
    } else {
        actors.responsible = heading.to_vec();
    }
    actors
}

/// `在…的协助下`: they assist. `…,会同…`: they act with those who do.
pub(super) fn helpers(words: &str, actors: &mut Actors, known: &Known) {
    for (at, word) in words.match_indices("会同") {
        let behind = words.get(at + word.len()..).unwrap_or_default();
        let partners = names::list_at(behind, known).filter(|_| !actors.is_empty());
        for name in partners.map(|list| list.names).unwrap_or_default() {
            if !actors.all().any(|known| *known == name) {
                actors.joint.push(name);
            }
        }
    }
    for (at, word) in words.match_indices("协调") {
        let behind = words.get(at + word.len()..).unwrap_or_default();
        let Some(list) = names::list_at(behind, known) else {
            continue;
        };
        let rest = behind.get(list.length..).unwrap_or_default();
        // 协调民政、教育部门帮助落实…: they help.
        let helps = ["帮助", "配合", "协助", "落实", "做好", "解决"]
            .iter()
            .any(|w| rest.starts_with(w));
        if helps && !actors.is_empty() {
            actors.assist.extend(list.names);
        }
    }
    for (at, word) in words.match_indices('与') {
        let behind = words.get(at + word.len()..).unwrap_or_default();
        let Some(list) = names::list_at(behind, known) else {
            continue;
        };
        let rest = behind.get(list.length..).unwrap_or_default();
        if ["一起", "一道", "共同"].iter().any(|w| rest.starts_with(w)) && !actors.is_empty() {
            actors.joint.extend(list.names);
        }
    }
    for (at, word) in words.match_indices('在') {
        let behind = words.get(at + word.len()..).unwrap_or_default();
        let Some(list) = names::list_at(behind, known) else {
            continue;
        };
        let rest = behind.get(list.length..).unwrap_or_default();
        let helps = ["的协助下", "协助下", "的配合下", "配合下"]
            .iter()
            .any(|w| rest.starts_with(w));
        if helps {
            actors.assist.extend(list.names);
        }
    }
}

pub(super) fn responsible(list: List) -> Actors {
    Actors {
        responsible: list.names,
        open: list.open,
        ..Actors::default()
    }
}

pub(super) fn strip_adverb(rest: &str) -> &str {
    [
        "共同", "分别", "均", "都", "也", "同时", "负责", "具体", "总", "主动", "积极", "单位",
    ]
    .iter()
    .find_map(|word| rest.strip_prefix(word))
    .unwrap_or(rest)
}
