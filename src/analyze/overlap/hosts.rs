//! A matter that two bodies host, each in a clause of its own; nothing says how they share it.

use std::collections::BTreeSet;

use super::{ActingTogether, are_apart, has_link, is_work, reports, same_stage, settle};
use crate::analyze::analyst::Analyst;
use crate::analyze::claim::{Claim, What};
use crate::analyze::finding::Finding;
use crate::analyze::matter::{Act, Matter};
use crate::diagnostic::{Code, Severity};
use crate::logic::Formula;
use crate::model::{ItemId, Kind as UnitKind, LinkKind, Role, UnitId, is_judicial};
use crate::words;

/// Share of pairs of characters in common, where two bodies have a matter between them.
const ALIKE_BETWEEN_TWO: f64 = 0.33;

/// The same where others act in the matter too.
const ALIKE_AMONG_MANY: f64 = 0.43;

/// Looks for a matter of one stage that two bodies host, in words that are alike.
pub fn two_hosts(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let work = matters.acting(&matter.items).filter(|x| is_work(a, x.item));
    let hosts: Vec<&Act> = work
        .filter(|x| x.role == Role::Responsible && is_host_alone(a, x))
        .collect();
    let together = ActingTogether::of(a, matter);
    let mut told: BTreeSet<(UnitId, UnitId)> = BTreeSet::new();
    for (at, x) in hosts.iter().enumerate() {
        let two = together.are_two_at_most(a.model().item(x.item).stage.as_deref());
        for y in hosts.iter().skip(at + 1) {
            let (Some(u), Some(v)) = (x.unit, y.unit) else { continue };
            let pair = (u.min(v), u.max(v));
            let new = !told.contains(&pair) && same_stage(a, x.item, y.item);
            if new && is_shared_work(a, two, x.item, y.item) && !are_related(a, u, v) {
                told.insert(pair);
                hosts_meet(a, matter, x, y);
            }
        }
    }
}

/// Whether what two hosts do reads as one work. Where nobody else is in the matter (`two`), less likeness will do.
fn is_shared_work(a: &Analyst<'_>, two: bool, x: ItemId, y: ItemId) -> bool {
    let enough = if two { ALIKE_BETWEEN_TWO } else { ALIKE_AMONG_MANY };
    let clause = |id| a.model().item(id).clause();
    clause(x) != clause(y) && a.matters.likeness.share(x, y) >= enough
}

/// Whether it is the only one that acts in its item. Who guides or supervises has others to do it; who reports tells what it has found.
fn is_host_alone(a: &Analyst<'_>, act: &Act) -> bool {
    let item = a.model().item(act.item);
    let alone = a.matters.acts(act.item).iter().filter(|x| x.role.acts()).count() == 1;
    let known = |u: UnitId| {
        let unit = a.model().unit(u);
        !unit.is_vague() && UnitKind::of(unit) != UnitKind::Social && !is_judicial(unit)
    };
    let directs = has_link(item, &[LinkKind::Guide, LinkKind::Supervise]);
    alone && act.unit.is_some_and(known) && !item.is_each_for_itself() && !reports(item) && !directs
}

/// Whether one stands above or for the other.
fn are_related(a: &Analyst<'_>, one: UnitId, other: UnitId) -> bool {
    let above = |x: UnitId, y: UnitId| a.model().unit(x).superior == Some(y);
    !are_apart(a, one, other) || above(one, other) || above(other, one)
}

fn hosts_meet(a: &mut Analyst<'_>, matter: &Matter, x: &Act, y: &Act) {
    let (Some(one), Some(other)) = (x.unit, y.unit) else {
        return;
    };
    let (first, second) = (x.surely.clone(), y.surely.clone());
    let region = Formula::and([first.clone(), second.clone()]);
    if region == Formula::False {
        return;
    }
    let about = [&first, &second];
    let mut slice = a.slice(&about);
    let (i, j) = (a.model().item(x.item), a.model().item(y.item));
    let (topic, c, d, p, q) = (&matter.name, i.clause(), j.clause(), i.action_text(), j.action_text());
    let (u, v) = (a.name(one), a.name(other));
    let message = words!(
        "“{topic}”两处各有一家:{c} “{p}”由 {u},{d} “{q}”由 {v};没有写谁牵头、怎么分工",
        "`{topic}` has a host in two places: {c} `{p}` by {u}, {d} `{q}` by {v}; who leads, or how they share it, is not said"
    );
    let repair = words!(
        "是一件事的,写明谁牵头;是两件事的,写清各管哪一段",
        "where it is one work, say who leads; where it is two, say which part each has"
    );
    let finding = Finding::new(Code::NO_LEAD_AMONG_SEVERAL, message, repair)
        .topic(&matter.name)
        .stage(i.stage.as_deref())
        .units([one, other])
        .items([x.item, y.item])
        .severity(Severity::Info);
    let claim = Claim::of(&region)
        .holds([(x.item, What::UnitAs(one, Role::Responsible))])
        .holds([(y.item, What::UnitAs(other, Role::Responsible))]);
    settle(
        a,
        finding,
        &mut slice,
        &region,
        &Formula::or([first.clone(), second.clone()]),
        &about,
        &claim,
    );
}
