//! A matter that two bodies host, each in a clause of its own; nothing says how they share it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{ActingTogether, are_apart, has_link, is_work, reports, settle};
use crate::analyze::analyst::Analyst;
use crate::analyze::claim::{Claim, What};
use crate::analyze::finding::Finding;
use crate::analyze::matter::{Act, Matter};
use crate::diagnostic::{Code, Severity};
use crate::logic::{ClassSet, DimId, Formula};
use crate::model::{Kind as UnitKind, LinkKind, Role, UnitId, is_judicial};
use crate::words;

/// Share of pairs of characters in common, where two bodies have a matter between them.
const ALIKE_BETWEEN_TWO: f64 = 0.33;

/// The same where others act in the matter too.
const ALIKE_AMONG_MANY: f64 = 0.43;

/// Looks for a matter of one stage that two bodies host, in words that are alike.
pub fn two_hosts(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let work = matters.acting(&matter.items).filter(|x| is_work(a, x.item));
    let hosts: Vec<Host<'_>> = work
        .filter(|x| x.role == Role::Responsible && is_host_alone(a, x))
        .filter_map(|x| Host::of(a, x))
        .collect();
    let together = ActingTogether::of(a, matter);
    let meeting = Meeting::of(&hosts);
    let mut told: BTreeSet<(UnitId, UnitId)> = BTreeSet::new();
    for (at, x) in hosts.iter().enumerate() {
        // Where nobody else is in the matter, less likeness will do.
        let enough = match together.are_two_at_most(x.stage) {
            true => ALIKE_BETWEEN_TWO,
            false => ALIKE_AMONG_MANY,
        };
        for y in meeting.after(at, x).filter_map(|other| hosts.get(other)) {
            // The cheapest questions first: a topic of a thousand items has half a million pairs.
            let (i, j) = (x.act.item, y.act.item);
            let meet = x.unit != y.unit && x.may_meet(y) && matters.likeness.share(i, j) >= enough;
            let pair = (x.unit.min(y.unit), x.unit.max(y.unit));
            if meet && !told.contains(&pair) && !are_related(a, x.unit, y.unit) && hosts_meet(a, matter, x.act, y.act) {
                told.insert(pair);
            }
        }
    }
}

/// Which hosts may meet, by the dimension that most of their conditions ask for (a place, mostly): of a thousand hosts in a hundred places
/// ten are looked at, not all.
struct Meeting {
    dim: Option<DimId>,
    /// For each class of the dimension, the hosts that it leaves possible, in their order.
    of_class: Vec<Vec<usize>>,
    /// Those that do not ask for it.
    others: Vec<usize>,
}

impl Meeting {
    fn of(hosts: &[Host<'_>]) -> Self {
        let mut counts: BTreeMap<DimId, usize> = BTreeMap::new();
        for (dim, _) in hosts.iter().flat_map(|x| x.act.surely.plain_literals()) {
            *counts.entry(dim).or_default() += 1;
        }
        let dim = counts.into_iter().max_by_key(|(dim, count)| (*count, Reverse(*dim)));
        let mut out = Meeting {
            dim: dim.map(|(dim, _)| dim),
            of_class: Vec::new(),
            others: Vec::new(),
        };
        for (at, x) in hosts.iter().enumerate() {
            match out.asked(x) {
                Some(set) => {
                    for class in set.iter().map(|class| class as usize) {
                        if out.of_class.len() <= class {
                            out.of_class.resize(class + 1, Vec::new());
                        }
                        out.of_class.get_mut(class).into_iter().for_each(|list| list.push(at));
                    }
                }
                None => out.others.push(at),
            }
        }
        out
    }

    /// The hosts behind one that may meet it.
    fn after(&self, at: usize, x: &Host<'_>) -> impl Iterator<Item = usize> {
        let classes: Vec<usize> = match self.asked(x) {
            Some(set) => set.iter().map(|class| class as usize).collect(),
            None => (0..self.of_class.len()).collect(),
        };
        let lists = classes.into_iter().filter_map(|class| self.of_class.get(class));
        let behind = |list: &'_ Vec<usize>| {
            list.get(list.partition_point(|other| *other <= at)..)
                .map(<[usize]>::to_vec)
        };
        let mut found: Vec<usize> = lists.chain([&self.others]).filter_map(behind).flatten().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter()
    }

    fn asked<'x>(&self, x: &Host<'x>) -> Option<&'x ClassSet> {
        let mut literals = x.act.surely.plain_literals();
        literals.find(|(dim, _)| Some(*dim) == self.dim).map(|(_, set)| set)
    }
}

/// A body that alone does what its item asks.
struct Host<'a> {
    act: &'a Act,
    unit: UnitId,
    stage: Option<&'a str>,
    clause: &'a str,
}

impl<'a> Host<'a> {
    fn of(a: &Analyst<'a>, act: &'a Act) -> Option<Self> {
        let item = a.model().item(act.item);
        Some(Host {
            act,
            unit: act.unit?,
            stage: item.stage.as_deref(),
            clause: item.clause(),
        })
    }

    /// Whether two act at one stage, by clauses of their own, and not in situations that plainly exclude each other.
    fn may_meet(&self, other: &Self) -> bool {
        let same_stage = self.stage.is_none() || other.stage.is_none() || self.stage == other.stage;
        same_stage && !self.act.surely.clashes(&other.act.surely) && self.clause != other.clause
    }
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

fn hosts_meet(a: &mut Analyst<'_>, matter: &Matter, x: &Act, y: &Act) -> bool {
    let (Some(one), Some(other)) = (x.unit, y.unit) else {
        return false;
    };
    let (first, second) = (x.surely.clone(), y.surely.clone());
    let region = Formula::and([first.clone(), second.clone()]);
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
    )
}
