//! The assignments and norms of an answer, and the links that nobody takes up.

use super::answer::{Answer, Assignment, BrokenLink, NormLine, Status};
use super::reason::{missing, reasons};
use super::{Options, View};
use crate::model::{Date, Item, ItemId, ItemKind, LinkKind, Model, UnitId};

/// Fills in assignments, norms and broken links.
pub fn assign(view: &View<'_, '_>, options: Options, answer: &mut Answer) {
    for (id, status) in view.items_found() {
        let item = view.plan.model.item(id);
        if !options.lists(item.scope) {
            continue;
        }
        let condition = view.router.condition(id);
        if item.kind == ItemKind::Norm {
            answer.norms.push(NormLine {
                item: id,
                status,
                missing: missing(view, condition, status),
            });
        }
        if item.overdue.is_none() {
            lines(view, options, id, item, status, answer);
        }
    }
}

fn lines(view: &View<'_, '_>, options: Options, id: ItemId, item: &Item, item_status: Status, answer: &mut Answer) {
    if view.router.lines(id).is_empty() {
        return;
    }
    let why = reasons(view, &item.condition);
    for (at, line) in view.router.lines(id).iter().enumerate() {
        let formula = view.router.line_condition(id, at);
        let status = if line.when.is_always() {
            Some(item_status)
        } else {
            view.status(formula)
        };
        let Some(status) = status else { continue };
        let mut why = why.clone();
        if !line.when.is_always() {
            why.extend(reasons(view, &line.when));
        }
        let (unit, formerly) = line
            .unit
            .map_or((None, None), |u| today(&view.plan.model, u, options.as_of));
        answer.assignments.push(Assignment {
            unit,
            formerly,
            role: line.role,
            item: id,
            via: line.via,
            status,
            discretionary: discretionary(view, id, status),
            why,
            missing: missing(view, formula, status),
        });
        if let (Status::Certain, Some(kind), Some(to)) = (status, line.via, line.unit) {
            broken(view, id, item, kind, to, answer);
        }
    }
}

/// Whether it would not hold if nobody used the discretion that the text leaves.
fn discretionary(view: &View<'_, '_>, id: ItemId, status: Status) -> bool {
    let strict = view.router.prepared.strict.get(&id);
    strict.is_some_and(|strict| view.status(strict) != Some(status))
}

fn broken(view: &View<'_, '_>, id: ItemId, item: &Item, kind: LinkKind, to: UnitId, answer: &mut Answer) {
    if !matches!(
        kind,
        LinkKind::HandOver | LinkKind::Notify | LinkKind::Report | LinkKind::EscalateTo
    ) {
        return;
    }
    let takers = view.plan.graph.takers_for(id, to, kind);
    let taken = takers.into_iter().any(|next| view.item_status(next).is_some());
    let from = item
        .parties
        .iter()
        .find(|p| p.role.acts())
        .and_then(|p| p.unit)
        .or_else(|| {
            item.links
                .iter()
                .find(|l| l.kind == LinkKind::EscalateFrom)
                .map(|l| l.unit)
        });
    if !taken {
        answer.broken_links.push(BrokenLink {
            item: id,
            from,
            to,
            kind,
        });
    }
}

/// The unit that stands for `unit` on a day: itself while it exists, else the first of its successors that does.
pub fn today(model: &Model, unit: UnitId, day: Option<Date>) -> (Option<UnitId>, Option<UnitId>) {
    let Some(day) = day else { return (Some(unit), None) };
    let mut current = unit;
    for _ in 0..model.units.len() {
        let known = model.unit(current);
        match known.successor {
            Some(next) if !known.lifetime.contains(day) => current = next,
            _ => break,
        }
    }
    (Some(current), (current != unit).then_some(unit))
}

/// The place of each item in an answer.
pub fn ranks(model: &Model) -> Vec<u32> {
    let mut order: Vec<ItemId> = model.items().map(|(id, _)| id).collect();
    let stage = |id: ItemId| {
        let item = model.item(id);
        (model.stage_rank(item.stage.as_deref()), &item.stage)
    };
    order.sort_by(|a, b| {
        let (left, right) = (model.item(*a), model.item(*b));
        stage(*a)
            .cmp(&stage(*b))
            .then_with(|| model.outline.compare(left.clause(), right.clause()))
            .then_with(|| left.name.cmp(&right.name))
    });
    let mut out = vec![0; order.len()];
    for (rank, id) in order.into_iter().enumerate() {
        if let Some(slot) = out.get_mut(id.index()) {
            *slot = u32::try_from(rank).unwrap_or(u32::MAX);
        }
    }
    out
}

/// Sorts an answer by stage, then clause, then certainty, role and unit. `ranks` are the places of the items.
pub fn sort(model: &Model, ranks: &[u32], answer: &mut Answer) {
    let rank = |id: ItemId| ranks.get(id.index()).copied();
    let name = |u: Option<UnitId>| u.map(|u| model.unit(u).name.as_str());
    answer
        .assignments
        .sort_by_cached_key(|a| (rank(a.item), a.role, name(a.unit)));
    answer.escalations.sort_by_key(|e| (e.status, rank(e.item)));
    answer.norms.sort_by_key(|n| rank(n.item));
    answer
        .broken_links
        .sort_by_cached_key(|b| (rank(b.item), name(Some(b.to))));
}
