//! What each unit has to do with each other one, counted over the items of a plan.

use std::collections::BTreeMap;

use super::{Edge, Sure, Tie};
use crate::compile::CompiledPlan;
use crate::model::{Item, ItemId, Link, LinkKind, Model, Role, UnitId};

/// One tie of an item.
struct Found {
    from: UnitId,
    to: UnitId,
    tie: Tie,
    broken: bool,
}

/// All that one unit has to do with another.
#[derive(Debug, Clone, Default)]
pub(super) struct Bond {
    /// What, how often.
    pub(super) ties: BTreeMap<Tie, usize>,
    /// On which clauses.
    pub(super) clauses: Vec<String>,
    /// How many nobody takes up.
    pub(super) broken: usize,
}

impl Bond {
    /// The arrow between two nodes of a chart.
    pub(super) fn edge(&self, model: &Model, from: usize, to: usize) -> Edge {
        let mut clauses = self.clauses.clone();
        clauses.sort_by(|a, b| model.outline.compare(a, b));
        clauses.dedup();
        Edge {
            from,
            to,
            ties: self.ties.iter().map(|(t, n)| (*t, *n)).collect(),
            clauses,
            broken: self.broken,
            sure: Sure::Certain,
        }
    }
}

/// The bonds between the units of a plan; a unit has none with itself.
pub(super) fn bonds(plan: &CompiledPlan) -> BTreeMap<(UnitId, UnitId), Bond> {
    let mut out: BTreeMap<(UnitId, UnitId), Bond> = BTreeMap::new();
    for (id, item) in plan.model.items() {
        for found in ties(plan, id, item).into_iter().filter(|f| f.from != f.to) {
            let bond = out.entry((found.from, found.to)).or_default();
            *bond.ties.entry(found.tie).or_default() += 1;
            bond.clauses.push(item.clause().to_owned());
            bond.broken += usize::from(found.broken);
        }
    }
    out
}

fn ties(plan: &CompiledPlan, id: ItemId, item: &Item) -> Vec<Found> {
    let mut out = beside(item);
    for link in &item.links {
        match link.kind {
            LinkKind::EscalateFrom => {}
            LinkKind::EscalateTo => {
                let from = item.links.iter().filter(|l| l.kind == LinkKind::EscalateFrom);
                out.extend(from.map(|f| found(plan, id, f.unit, link)));
            }
            LinkKind::ReceiveFrom => out.extend(receivers(item).map(|to| Found {
                from: link.unit,
                to,
                tie: Tie::HandOver,
                broken: false,
            })),
            _ => out.extend(actors(item).map(|from| found(plan, id, from, link))),
        }
    }
    out
}

fn found(plan: &CompiledPlan, id: ItemId, from: UnitId, link: &Link) -> Found {
    Found {
        from,
        to: link.unit,
        tie: tie(link.kind),
        broken: !is_taken(plan, id, link),
    }
}

/// The units that act in an item.
fn actors(item: &Item) -> impl Iterator<Item = UnitId> + '_ {
    item.parties.iter().filter(|p| p.role.acts()).filter_map(|p| p.unit)
}

fn receivers(item: &Item) -> impl Iterator<Item = UnitId> + '_ {
    let stated = item.parties.iter().any(|p| p.role == Role::Receive);
    let takes = move |role: Role| if stated { role == Role::Receive } else { role.acts() };
    item.parties
        .iter()
        .filter(move |p| takes(p.role))
        .filter_map(|p| p.unit)
}

/// Who acts side by side, who assists whom, who enforces what on whom.
fn beside(item: &Item) -> Vec<Found> {
    let tied = |from, to, tie| Found {
        from,
        to,
        tie,
        broken: false,
    };
    let mut out = Vec::new();
    let head = item
        .parties
        .iter()
        .find(|p| p.role == Role::Lead)
        .or_else(|| item.parties.iter().find(|p| p.role.acts()))
        .and_then(|p| p.unit);
    if let Some(head) = head {
        for party in &item.parties {
            match (party.role, party.unit) {
                (Role::Assist, Some(unit)) => out.push(tied(head, unit, Tie::Assist)),
                (Role::Joint, Some(unit)) => out.push(tied(head, unit, Tie::Joint)),
                _ => {}
            }
        }
    }
    for enforcement in item.enforcement.iter().flatten() {
        out.extend(actors(item).map(|bound| tied(enforcement.unit, bound, Tie::Enforce)));
    }
    out
}

/// The tie that a link is.
pub(super) fn tie(kind: LinkKind) -> Tie {
    match kind {
        LinkKind::HandOver | LinkKind::ReceiveFrom => Tie::HandOver,
        LinkKind::Notify => Tie::Notify,
        LinkKind::Report => Tie::Report,
        LinkKind::Guide => Tie::Guide,
        LinkKind::Supervise => Tie::Supervise,
        LinkKind::EscalateFrom | LinkKind::EscalateTo => Tie::Escalate,
    }
}

/// Whether some item takes up what a link passes on; links that pass nothing on count as taken.
fn is_taken(plan: &CompiledPlan, id: ItemId, link: &Link) -> bool {
    let passes = matches!(
        link.kind,
        LinkKind::HandOver | LinkKind::Notify | LinkKind::Report | LinkKind::EscalateTo
    );
    !passes || !plan.graph.takers_for(id, link.unit, link.kind).is_empty()
}
