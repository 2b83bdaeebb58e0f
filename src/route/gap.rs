//! Gaps: what the plan fails to provide in this situation.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::View;
use super::answer::{Answer, Assignment, Gap, Status};
use super::reason::reasons;
use crate::logic::Formula;
use crate::model::{FactId, Given, ItemId, Requirement, Role};
use crate::words;

/// At most this many nearest duties are named.
const NEAREST: usize = 3;
/// So many conditions are made ready to be searched at a time.
const TOGETHER: usize = 32;

/// Fills in the gaps.
pub fn gaps(view: &View<'_, '_>, answer: &mut Answer) {
    let mut out = Vec::new();
    nobody_acts(view, answer, &mut out);
    nobody_named(view, answer, &mut out);
    nobody_enforces(view, answer, &mut out);
    for (requirement, region) in view
        .plan
        .model
        .requirements
        .iter()
        .zip(&view.router.prepared.requirements)
    {
        required(view, requirement, region, answer, &mut out);
    }
    answer.gaps = out;
}

fn certain(answer: &Answer) -> impl Iterator<Item = &Assignment> {
    answer
        .assignments
        .iter()
        .filter(|a| a.status == Status::Certain && a.unit.is_some())
}

fn nobody_acts(view: &View<'_, '_>, answer: &Answer, out: &mut Vec<Gap>) {
    if certain(answer).any(|a| a.role.acts()) {
        return;
    }
    let open = answer
        .assignments
        .iter()
        .any(|a| a.role.acts() && a.status == Status::Possible);
    let note = if open {
        words!(
            "已知的事实还定不下任何主责单位,请先问清下面的事实",
            "the known facts settle no unit that must act: ask for the facts below first"
        )
    } else {
        words!(
            "没有任何条款规定这种情形由谁办理",
            "no clause says who must act in this situation"
        )
    };
    out.push(Gap {
        place: None,
        note,
        items: Vec::new(),
        nearest: nearest(view),
    });
}

/// The duties that the fewest changes of facts would bring in. Of equals, those come first that need nothing of a fact that was said
/// to be empty (a caller who asks for no service is not near to one who asks), then those of whose condition more holds already.
fn nearest(view: &View<'_, '_>) -> Vec<ItemId> {
    let model = &view.plan.model;
    let mut nearby = view.plan.world.nearby(model, view.situation);
    // What may apply as things stand is not near: it is here, and needs no search.
    let acting = view.router.prepared.acting.iter();
    let away = acting.filter(|id| view.item_status(**id).is_none());
    let mut alike: BTreeMap<ItemId, Vec<ItemId>> = BTreeMap::new();
    for id in away {
        alike.entry(view.router.alike(*id)).or_default().push(*id);
    }
    let least = |(first, same)| (nearby.least(view.router.condition(first)), first, same);
    let mut waiting: Vec<(usize, ItemId, Vec<ItemId>)> = alike.into_iter().map(least).collect();
    waiting.sort();
    let mut found: Vec<(usize, usize, Reverse<usize>, ItemId)> = Vec::new();
    let mut most = usize::MAX;
    for together in waiting.chunks(TOGETHER) {
        // What comes after needs no fewer changes.
        if together.first().is_none_or(|(least, ..)| *least > most) {
            break;
        }
        let wanted = nearby.want(together.iter().map(|(_, first, _)| view.router.condition(*first)));
        let distances = nearby.distances(&wanted, NEAREST, most);
        for ((_, _, same), away) in together.iter().zip(distances) {
            let Some(away) = away else { continue };
            let of_empty = away.added.iter().filter(|fact| said_empty(view, **fact)).count();
            for id in same {
                let holding = reasons(view, &model.item(*id).condition).len();
                found.push((away.changes, of_empty, Reverse(holding), *id));
            }
            found.sort();
            most = found.get(NEAREST - 1).map_or(usize::MAX, |(changes, ..)| *changes);
        }
    }
    found.into_iter().take(NEAREST).map(|(_, _, _, id)| id).collect()
}

fn said_empty(view: &View<'_, '_>, fact: FactId) -> bool {
    matches!(view.situation.get(fact), Some(Given::Set(values)) if values.is_empty())
}

/// A clause that applies and names nobody, where no other unit has the same matter.
fn nobody_named(view: &View<'_, '_>, answer: &Answer, out: &mut Vec<Gap>) {
    for line in answer
        .assignments
        .iter()
        .filter(|a| a.status == Status::Certain && a.unit.is_none())
    {
        let item = view.plan.model.item(line.item);
        let clause = item.clause();
        out.push(Gap {
            place: item.stage.clone(),
            note: words!(
                "{clause} 适用,却没有写明由谁办理:{}",
                "{clause} applies and names nobody: {}",
                item.action_text()
            ),
            items: vec![line.item],
            nearest: Vec::new(),
        });
    }
}

/// A prohibition that the situation breaks, where the plan says that nobody enforces it.
fn nobody_enforces(view: &View<'_, '_>, answer: &Answer, out: &mut Vec<Gap>) {
    use crate::model::Modality;
    for norm in answer.norms.iter().filter(|n| n.status == Status::Certain) {
        let item = view.plan.model.item(norm.item);
        if item.modality == Some(Modality::MustNot) && item.enforcement.as_ref().is_none_or(Vec::is_empty) {
            let clause = item.clause();
            out.push(Gap {
                place: item.stage.clone(),
                note: words!(
                    "{clause} 有禁令而无执法单位:不得{}",
                    "{clause} forbids and nobody enforces: {}",
                    item.action_text()
                ),
                items: vec![norm.item],
                nearest: Vec::new(),
            });
        }
    }
}

fn required(view: &View<'_, '_>, requirement: &Requirement, region: &Formula, answer: &Answer, out: &mut Vec<Gap>) {
    if view.status(region) != Some(Status::Certain) {
        return;
    }
    for at in &requirement.at {
        let fills = |a: &Assignment| {
            let item = view.plan.model.item(a.item);
            let here = item.stage.as_deref() == Some(at) || item.topic.as_deref() == Some(at);
            here && if requirement.role == Role::Lead {
                a.role == Role::Lead
            } else {
                a.role == requirement.role || (requirement.role.acts() && a.role.acts())
            }
        };
        if !certain(answer).any(fills) {
            let (zh, en) = (requirement.role.zh(), requirement.role.name());
            let why = requirement
                .because
                .as_ref()
                .map(|b| format!("({b})"))
                .unwrap_or_default();
            out.push(Gap {
                place: Some(at.clone()),
                note: words!(
                    "“{at}”须有{zh}单位,而没有{why}",
                    "`{at}` requires a unit with role {en} and has none{why}"
                ),
                items: Vec::new(),
                nearest: Vec::new(),
            });
        }
    }
}
