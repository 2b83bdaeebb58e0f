//! Tails and the fields of tables → tasks.

use super::item::{ActorSource, Actors, Confidence, Item, Kind, Rule};
use super::{cues, due, gather};
use crate::document::{Clause, Document, Kind as Place, TailRole};
use crate::text::fold_name;

/// The task of a clause whose tail or fields name units by role.
pub fn task(document: &Document, at: usize, clause: &Clause) -> Option<Item> {
    let own: Vec<&Clause> = children(document, at).collect();
    let labelled: Vec<&Clause> = own
        .iter()
        .copied()
        .filter(|c| matches!(c.kind, Place::Tail | Place::Field) && !c.assignments.is_empty())
        .collect();
    let mut item = Item {
        kind: Kind::Task,
        clause: clause.path.clone(),
        line: clause.line,
        confidence: Confidence::High,
        source: ActorSource::Tail,
        title: Some(title(&own, clause)),
        ..Item::default()
    };
    for assignment in labelled.iter().flat_map(|c| &c.assignments) {
        let to = match assignment.role {
            TailRole::Lead => &mut item.actors.lead,
            TailRole::Responsible => &mut item.actors.responsible,
            TailRole::Assist => &mut item.actors.assist,
        };
        for unit in assignment
            .units
            .iter()
            // 各市、县人民政府 is one name.
            .flat_map(|u| {
                if u.contains('、') {
                    vec![gather::clean(u)]
                } else {
                    gather::split(u)
                }
            })
            .flat_map(|u| gather::unglue(&u))
        {
            if !to.contains(&unit) {
                to.push(unit);
            }
        }
        item.actors.open |= assignment
            .units
            .last()
            .is_some_and(|u| u.ends_with('等') || u.contains("等部门") || u.contains("等单位"));
    }
    if item.actors.is_empty() {
        return None;
    }
    let by_field = labelled.iter().any(|c| c.kind == Place::Field);
    item.rule = if by_field { Rule::FieldRoles } else { Rule::TailRoles };
    item.line = if by_field {
        clause.line
    } else {
        labelled.first().map_or(clause.line, |c| c.line.min(clause.line))
    };
    for tail in labelled.iter().filter(|c| c.kind == Place::Tail) {
        item.due.extend(tail_dues(&tail.text));
    }
    fields(&own, &mut item);
    if item.action.is_empty() {
        let sentences = own
            .iter()
            .filter(|c| c.kind == Place::Sentence)
            .map(|c| c.text.as_str());
        item.action = sentences.collect();
    }
    Some(item)
}

fn children(document: &Document, at: usize) -> impl Iterator<Item = &Clause> {
    document
        .clauses
        .iter()
        .skip(at + 1)
        .filter(move |c| c.parent == Some(at))
}

/// The heading sentence, else the first words.
fn title(own: &[&Clause], clause: &Clause) -> String {
    let topic = own.iter().find(|c| c.kind == Place::Topic).map(|c| c.text.as_str());
    let words = topic.unwrap_or(clause.text.as_str());
    let first = words
        .split(['。', ',', ',', ';', ';', '\n', '(', '('])
        .next()
        .unwrap_or_default();
    first.trim().chars().take(40).collect()
}

/// `(责任单位:…;完成时限:6月底前)`: the deadlines that a tail gives beside its units.
fn tail_dues(tail: &str) -> Vec<super::item::Due> {
    let folded = fold_name(tail);
    let inside = folded.trim_matches(['(', ')', '[', ']', '【', '】']);
    let limits = inside
        .split(['。', ';', ','])
        .filter_map(|statement| statement.split_once(':'));
    limits
        .filter(|(label, _)| cues::FIELD_DEADLINE.words.contains(&label.trim()))
        .flat_map(|(_, words)| {
            let found = due::dues(words);
            if found.is_empty() {
                vec![super::item::Due::Words(words.trim().to_owned())]
            } else {
                found
            }
        })
        .collect()
}

/// The columns of the work and of the time limit.
fn fields(own: &[&Clause], item: &mut Item) {
    for field in own.iter().filter(|c| c.kind == Place::Field) {
        let label = field.label.as_deref().unwrap_or_default();
        let last = field.path.rsplit('/').next().unwrap_or_default();
        let is = |cue: &cues::Cue| cue.words.iter().any(|w| label.contains(w) || last.contains(w));
        if is(&cues::FIELD_DEADLINE) {
            let words = fold_name(&field.text);
            item.due = due::dues(&words);
            if item.due.is_empty() {
                item.due
                    .push(super::item::Due::Words(words.trim_matches(['。', ' ']).to_owned()));
            }
        } else if is(&cues::FIELD_WORK) {
            item.action = field.text.clone();
        }
    }
}

/// The lists of a task, for its sentences: who leads, else who is responsible.
pub fn doers(actors: &Actors) -> Vec<String> {
    if actors.lead.is_empty() {
        actors.responsible.clone()
    } else {
        actors.lead.clone()
    }
}
