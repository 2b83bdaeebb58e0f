//! `压实属地政府责任`, `发挥公安、民政等部门作用`, `以乡镇为单位`: those on whom a sentence lays the work without making them its subject.

use super::Around;
use super::roles::responsible;
use super::subject::Subject;
use crate::draft::cues;
use crate::draft::item::{Actors, Rule};
use crate::draft::names::{self, Known};

/// `压实属地政府主体责任`, `发挥公安、民政等部门作用`, `以乡镇为单位`: those on whom a sentence lays the work.
pub(super) fn charged(words: &str, around: &Around, known: &Known) -> Option<Subject> {
    let adverb = [
        "充分", "切实", "积极", "更好地", "进一步", "严格", "层层", "依法", "着力", "全面", "持续", "认真",
    ];
    let plain = adverb
        .iter()
        .fold(words, |w, adverb| w.strip_prefix(adverb).unwrap_or(w));
    if let Some(found) = shared(plain, known) {
        return Some(found);
    }
    let word = cues::CHARGE.opens(plain)?;
    let behind = plain.get(word.len()..)?;
    let list = names::list_at(behind, known)?;
    let rest = behind.get(list.length..)?;
    let near: String = rest.chars().take(if word == "明确" { 24 } else { 12 }).collect();
    let near = near.split([',', '。', ';', '、']).next().unwrap_or_default();
    let social = list.names.iter().all(|name| names::is_social(name));
    // 明确各部门职责 names nobody.
    if word == "明确" && (!around.heading.is_empty() || list.names.iter().all(|name| names::is_vague(name))) {
        return None;
    }
    let nouns: &[&str] = match word {
        "以" => &["为单位", "为单元", "为主体", "为责任主体", "为基础", "为主,"],
        "实行" => &["报告制度", "负责制", "责任制", "值班制"],
        "发挥" if !social => &["作用", "优势", "职能"],
        "发挥" => &[],
        // 强化家长责任 is said of everybody; 强化教师报告义务 of a duty.
        "明确" => &["职责", "责任和义务"],
        _ if social => &["义务"],
        _ => &["责任", "义务", "职责"],
    };
    // 强化政府责任意识 is a state of mind.
    let charges = !near.contains("意识")
        && nouns.iter().any(|noun| {
            if word == "以" {
                near.starts_with(noun)
            } else {
                near.contains(noun)
            }
        });
    charges.then(|| Subject {
        actors: responsible(list),
        rule: Rule::Charged,
        ends: 0,
    })
}

/// `建立民政、公安等部门信息通报制度`: those who share what is set up.
fn shared(words: &str, known: &Known) -> Option<Subject> {
    let verb = ["建立健全", "建立", "健全", "完善"]
        .iter()
        .find(|verb| words.starts_with(**verb))?;
    let behind = words.get(verb.len()..)?;
    let list = names::list_at(behind, known).filter(|list| list.names.len() > 1)?;
    let near: String = behind.get(list.length..)?.chars().take(14).collect();
    let near = near.split([',', '。', ';']).next().unwrap_or_default();
    let held = ["制度", "机制"].iter().any(|noun| near.contains(noun));
    let social = list.names.iter().all(|name| names::is_social(name));
    (held && !social && !near.starts_with("的")).then(|| Subject {
        actors: Actors {
            joint: list.names,
            open: list.open,
            ..Actors::default()
        },
        rule: Rule::Charged,
        ends: 0,
    })
}
