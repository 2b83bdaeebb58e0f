//! What a sentence says and who acts → whether they must, and what the item is: a task, a duty, a norm or an escalation.

use super::Around;
use crate::draft::cues;
use crate::draft::item::{Item, Kind, Modality};
use crate::draft::names::{self, Known};

pub(super) fn modality(words: &str) -> Option<Modality> {
    if cues::MUST_NOT.is_in(words) {
        return Some(Modality::MustNot);
    }
    let plain = [
        "应急", "需要", "重要", "主要", "必要", "要求", "响应", "适应", "相应", "应用", "供应", "对应", "反应", "效应",
        "摘要", "纪要", "要点", "概要", "只要",
    ]
    .iter()
    .fold(words.to_owned(), |text, word| text.replace(word, "··"));
    if cues::MUST.is_in(&plain) {
        return Some(Modality::Must);
    }
    ["可以", "有权", "可根据", "可视"]
        .iter()
        .any(|w| plain.contains(w))
        .then_some(Modality::May)
}

/// Norms address those outside, forbid or allow; the rest are duties. Steps up under a condition are escalations.
pub(super) fn kind(item: &Item, around: &Around, known: &Known) -> Kind {
    let social = !item.actors.is_empty()
        && item
            .actors
            .all()
            .all(|name| names::is_social(name) || (names::is_outside(name) && !known.has(name)));
    let step_up = item.when.as_deref().is_some_and(|when| {
        [
            "无效", "拒不", "逾期", "仍", "未履行", "经教育不改", "超过", "不整改", "情节严重", "造成严重后果",
            "联系不上",
        ]
        .iter()
        .any(|word| when.contains(word))
    });
    let passed = !item.reports_to.is_empty() || !item.hands_over.is_empty();
    if step_up && passed && !item.actors.is_empty() {
        return Kind::Escalation;
    }
    if !item.actors.lead.is_empty() && around.heading.is_empty() && around.tail.is_empty() {
        return Kind::Task;
    }
    match item.modality {
        Some(Modality::MustNot | Modality::May) if around.heading.is_empty() => Kind::Norm,
        Some(Modality::Must) if social => Kind::Norm,
        _ => Kind::Duty,
    }
}
