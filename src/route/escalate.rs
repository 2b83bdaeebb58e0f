//! Escalations: those that hold, those that may, and those that will hold if time passes or one fact changes.

use super::answer::{Answer, Escalation, Status, Unless};
use super::reason::missing;
use super::{Options, View};
use crate::logic::{ClassSet, DimId, Truth};
use crate::model::{FactId, Given, Item, ItemId, Leaf, LinkKind, Situation, UnitId, ValueId};
use crate::world::{FactDims, World, describe_leaf};

/// Fills in the escalations.
pub fn escalate(view: &View<'_, '_>, options: Options, answer: &mut Answer) {
    for &id in &view.router.prepared.escalations {
        let item = view.plan.model.item(id);
        if !options.lists(item.scope) {
            continue;
        }
        let condition = view.router.condition(id);
        let (status, awaits) = match (view.item_status(id), &item.overdue) {
            (Some(Status::Certain), Some(overdue)) => {
                let from = overdue.from.as_ref().map(|f| format!("自{f}起")).unwrap_or_default();
                (
                    Status::Later,
                    Some(Unless::Overdue(format!(
                        "{from}超过{}{}",
                        overdue.number,
                        overdue.unit.zh()
                    ))),
                )
            }
            (Some(status), _) => (status, None),
            (None, _) => match one_step_away(view, id, item) {
                Some(step) => (Status::Later, Some(Unless::Becomes(step))),
                None => continue,
            },
        };
        let missing = if status == Status::Possible {
            missing(view, condition, status)
        } else {
            Vec::new()
        };
        let (from, to) = ends(view, id, item, status);
        answer.escalations.push(Escalation {
            item: id,
            from,
            to,
            status,
            awaits,
            missing,
        });
    }
}

/// The units at both ends; of those under a condition of their own, the ones whose condition can hold.
fn ends(view: &View<'_, '_>, id: ItemId, item: &Item, status: Status) -> (Vec<UnitId>, Vec<UnitId>) {
    let side = |kind: LinkKind| {
        let links = item.links.iter().filter(|l| l.kind == kind);
        let here = links.filter(|l| {
            let formula = if status == Status::Later {
                view.plan.world.formula(&l.when)
            } else {
                view.limited(id, &l.when)
            };
            l.when.is_always() || view.status(&formula).is_some()
        });
        here.map(|l| l.unit).collect()
    };
    (side(LinkKind::EscalateFrom), side(LinkKind::EscalateTo))
}

/// The change of one fact that can change while a case runs, after which the escalation holds for certain.
fn one_step_away(view: &View<'_, '_>, id: ItemId, item: &Item) -> Option<String> {
    let model = &view.plan.model;
    for (leaf, _) in item.condition.leaves() {
        let fact = leaf.fact();
        let Some(given) = view.situation.get(fact).filter(|_| model.fact(fact).evolves) else {
            continue;
        };
        for step in steps(view, fact, given, leaf) {
            let mut after = view.situation.clone();
            after.facts.insert(fact, step);
            if comes_to_hold(view, id, &after) {
                return Some(describe_step(view, leaf, given));
            }
        }
    }
    None
}

fn describe_step(view: &View<'_, '_>, leaf: &Leaf, given: &Given) -> String {
    let text = describe_leaf(&view.plan.model, leaf);
    match given {
        Given::Bool(true) => format!("非 {text}"),
        _ => text,
    }
}

/// What is given of the fact after one step: a number or grade rises, a bool turns, a value comes in.
fn steps(view: &View<'_, '_>, fact: FactId, given: &Given, leaf: &Leaf) -> Vec<Given> {
    let world = &view.plan.world;
    let above = |dim: DimId| {
        let now = view.known.partial.domain(dim).and_then(ClassSet::only).unwrap_or(0);
        now + 1..world.space.classes(dim)
    };
    match (world.dims(fact), given, leaf) {
        (Some(FactDims::Bool(_)), Given::Bool(yes), _) => vec![Given::Bool(!yes)],
        (Some(FactDims::Int { dim, starts, max }), Given::Int(_), _) => {
            let lowest = |class| World::bounds(starts, *max, class).map(|(from, _)| Given::Int(from));
            above(*dim).filter_map(lowest).collect()
        }
        (Some(FactDims::One(dim)), Given::One(_), _) => above(*dim).map(|class| Given::One(ValueId(class))).collect(),
        (Some(FactDims::Tags(_)), Given::Set(values), Leaf::Has(_, value)) => {
            vec![Given::Set(values.iter().copied().chain([*value]).collect())]
        }
        _ => Vec::new(),
    }
}

/// Whether an escalation holds for certain after a step. What followed from the fact as it was need not follow any more, so that all is
/// drawn anew; a step that contradicts the rest is no step, for from contradictory facts everything follows.
fn comes_to_hold(view: &View<'_, '_>, id: ItemId, after: &Situation) -> bool {
    let (world, formula) = (&view.plan.world, view.router.condition(id));
    if formula.kleene(&world.told(after)) == Some(false) {
        return false;
    }
    let known = world.know(&view.plan.model, after);
    let contradicts = known
        .contradicted
        .iter()
        .any(|law| !view.known.contradicted.contains(law));
    !contradicts && known.truth(world, formula) == Truth::True
}
