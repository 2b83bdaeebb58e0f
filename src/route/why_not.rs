//! Why a unit is not in the answer: for each of its items, what keeps it out, and the smallest change that would bring it in.

use super::answer::Status;
use super::{Options, Router, View};
use crate::logic::Truth;
use crate::model::{Condition, ItemId, Role, Situation, UnitId};
use crate::world::{Change, describe_leaf};

/// One item of the unit that does not apply.
#[derive(Debug, Clone)]
pub struct Absence {
    /// The item.
    pub item: ItemId,
    /// The role that the unit has in it.
    pub role: Role,
    /// The tests that fail, in the words of the language.
    pub blocked_by: Vec<String>,
    /// The smallest change of facts that would bring it in; `None` where none within reach would.
    pub change: Option<Vec<Change>>,
}

/// Why a unit is not, or is, in the answer.
#[derive(Debug, Clone)]
pub struct WhyNot {
    /// The unit.
    pub unit: UnitId,
    /// Its lines that do apply.
    pub present: Vec<(ItemId, Role, Status)>,
    /// Its items that do not, the nearest first.
    pub absent: Vec<Absence>,
}

/// Asks why `unit` is not in the answer. Its groups count as the unit itself.
#[must_use]
pub fn why_not(router: &Router<'_>, situation: &Situation, unit: UnitId, options: Options) -> WhyNot {
    let plan = router.plan;
    let known = plan.world.know(&plan.model, situation);
    let view = View {
        plan,
        router,
        situation,
        known: &known,
        matching: None,
    };
    let mut nearby = plan.world.nearby(&plan.model, situation);
    let names = plan.model.unit_and_groups(unit);
    let mut out = WhyNot {
        unit,
        present: Vec::new(),
        absent: Vec::new(),
    };
    for (id, item) in plan.model.items() {
        if !options.lists(item.scope) {
            continue;
        }
        let lines = view.router.lines(id).iter().enumerate();
        for (at, line) in lines.filter(|(_, l)| l.unit.is_some_and(|u| names.contains(&u))) {
            let formula = view.router.line_condition(id, at);
            match view.status(formula) {
                Some(status) => out.present.push((id, line.role, status)),
                None => {
                    let mut blocked_by = Vec::new();
                    blockers(&view, &item.condition, true, &mut blocked_by);
                    blockers(&view, &line.when, true, &mut blocked_by);
                    blocked_by.dedup();
                    let change = nearby.change(formula, usize::MAX);
                    out.absent.push(Absence {
                        item: id,
                        role: line.role,
                        blocked_by,
                        change,
                    });
                }
            }
        }
    }
    out.absent.sort_by(|a, b| {
        let cost = |x: &Absence| x.change.as_ref().map_or(usize::MAX, Vec::len);
        cost(a).cmp(&cost(b)).then_with(|| {
            plan.model
                .outline
                .compare(plan.model.item(a.item).clause(), plan.model.item(b.item).clause())
        })
    });
    out
}

/// The tests because of which a condition fails.
fn blockers(view: &View<'_, '_>, condition: &Condition, wanted: bool, out: &mut Vec<String>) {
    let (world, contrary) = (&view.plan.world, if wanted { Truth::False } else { Truth::True });
    if !view.known.tells(world, &world.formula(condition), contrary) {
        return;
    }
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|p| blockers(view, p, wanted, out)),
        Condition::Not(inner) => blockers(view, inner, !wanted, out),
        Condition::Leaf(leaf, _) if wanted => out.push(describe_leaf(&view.plan.model, leaf)),
        Condition::Leaf(leaf, _) => out.push(format!("非 {}", describe_leaf(&view.plan.model, leaf))),
        _ => {}
    }
}
