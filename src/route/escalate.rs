//! Escalations: those that hold, those that may, and those that will hold if time passes or one fact changes.

use super::answer::{Answer, Escalation, Status, Unless};
use super::reason::missing;
use super::{Options, View};
use crate::logic::{Assignment, ClassSet, DimId, Formula, Truth};
use crate::model::{FactId, Given, Item, ItemId, Leaf, LinkKind, UnitId};
use crate::world::{FactDims, describe_leaf};

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
    let formula = view.router.condition(id);
    let model = &view.plan.model;
    for (leaf, _) in item.condition.leaves() {
        let fact = leaf.fact();
        let Some(given) = view.situation.get(fact).filter(|_| model.fact(fact).evolves) else {
            continue;
        };
        for step in steps(view, fact, given, leaf) {
            if comes_to_hold(view, formula, &step) {
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

/// What becomes of the fact's dimensions by one step: a number or grade rises, a bool turns, a tag comes in.
fn steps(view: &View<'_, '_>, fact: FactId, given: &Given, leaf: &Leaf) -> Vec<Vec<(DimId, u32)>> {
    let world = &view.plan.world;
    match (world.dims(fact), given, leaf) {
        (Some(FactDims::Bool(dim)), Given::Bool(yes), _) => vec![vec![(*dim, u32::from(!yes))]],
        (Some(FactDims::Int { dim, .. } | FactDims::One(dim)), _, _) => {
            let now = view.known.partial.domain(*dim).and_then(ClassSet::only).unwrap_or(0);
            let later = now + 1..world.space.classes(*dim);
            later.map(|class| vec![(*dim, class)]).collect()
        }
        (Some(FactDims::Tags(tags)), Given::Set(_), Leaf::Has(_, value)) => {
            let above = view.plan.model.fact(fact).ancestors(*value);
            let dims = above.into_iter().filter_map(|v| tags.get(v.index()));
            vec![dims.map(|dim| (*dim, 1)).collect()]
        }
        _ => Vec::new(),
    }
}

fn comes_to_hold(view: &View<'_, '_>, formula: &Formula, step: &[(DimId, u32)]) -> bool {
    use crate::logic::{Budget, decide};
    let world = &view.plan.world;
    let mut partial = view.known.partial.clone();
    for (dim, class) in step {
        partial.replace(*dim, world.space.single(*dim, *class));
    }
    match (formula.kleene(&partial), example_after(view, step)) {
        (Some(false), _) => return false,
        (Some(true), Some(_)) => return true,
        (None, Some(example)) if !formula.eval(&example) => return false,
        _ => {}
    }
    let laws = world.laws_without(&view.known.contradicted);
    let ask = |f: &Formula, laws: &[Formula]| {
        let mut budget = Budget::steps(crate::world::STEPS);
        decide(&world.space, f, laws, &partial, &mut budget)
    };
    // From contradictory facts everything follows: a step that contradicts the rest is no step.
    let possible = || {
        !matches!(
            ask(&Formula::and(laws.iter().cloned()), &[]),
            Truth::False | Truth::Exhausted
        )
    };
    ask(formula, &laws) == Truth::True && possible()
}

/// A situation that the known facts allow and that meets the laws after the step.
fn example_after(view: &View<'_, '_>, step: &[(DimId, u32)]) -> Option<Assignment> {
    let mut example = view.known.example()?;
    for (dim, class) in step {
        example.set(*dim, *class);
    }
    let possible = view.plan.world.is_possible(&example, &view.known.contradicted);
    possible.then_some(example)
}
