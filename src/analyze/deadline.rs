//! Deadlines: two different limits for what reads as one piece of work of one unit, in one situation.

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::matter::{Act, Matter};
use crate::diagnostic::Code;
use crate::logic::{Asked, Formula};
use crate::model::{Deadline, Item, ItemId, ItemKind, TimeUnit};
use crate::words;

/// Looks for two limits within one topic.
pub fn of_matter(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let timed: Vec<&Act> = matters
        .acting(&matter.items)
        .filter(|x| x.via.is_none() && !a.model().item(x.item).deadlines.is_empty())
        .collect();
    let mut told = Vec::new();
    for (at, x) in timed.iter().enumerate() {
        for y in timed.iter().skip(at + 1) {
            let (i, j) = (a.model().item(x.item), a.model().item(y.item));
            if x.item == y.item
                || x.unit != y.unit
                || told.contains(&(x.item, y.item))
                || !is_one_work(a, x.item, y.item)
            {
                continue;
            }
            if let Some((one, other)) = differing(i, j) {
                told.push((x.item, y.item));
                two_limits(a, matter, x, y, (one, other));
            }
        }
    }
}

fn is_one_work(a: &Analyst<'_>, x: ItemId, y: ItemId) -> bool {
    let (i, j) = (a.model().item(x), a.model().item(y));
    let work = |i: &Item| matches!(i.kind, ItemKind::Duty | ItemKind::Task);
    let stages = i.stage.is_none() || j.stage.is_none() || i.stage == j.stage;
    work(i) && work(j) && stages && a.matters.likeness.nearly_same_action(x, y)
}

/// A deadline of each that cannot both be meant: the same sort of limit, from the same event, and not as long.
fn differing<'i>(i: &'i Item, j: &'i Item) -> Option<(&'i Deadline, &'i Deadline)> {
    let alike = |d: &&Deadline| j.deadlines.contains(d);
    if i.deadlines.iter().any(|d| alike(&d)) {
        return None;
    }
    let pairs = i.deadlines.iter().flat_map(|d| j.deadlines.iter().map(move |e| (d, e)));
    pairs.into_iter().find(|(d, e)| disagree(d, e))
}

fn disagree(one: &Deadline, other: &Deadline) -> bool {
    match (one, other) {
        (Deadline::Within(n, u, from), Deadline::Within(m, v, since)) => from == since && !as_long((*n, *u), (*m, *v)),
        (Deadline::Every(n, u), Deadline::Every(m, v)) => !as_long((*n, *u), (*m, *v)),
        (Deadline::By(day), Deadline::By(other)) => day != other,
        _ => false,
    }
}

fn as_long((n, u): (i64, TimeUnit), (m, v): (i64, TimeUnit)) -> bool {
    let finer = u.per(v).is_some_and(|k| k.checked_mul(m) == Some(n));
    finer || v.per(u).is_some_and(|k| k.checked_mul(n) == Some(m))
}

fn two_limits(a: &mut Analyst<'_>, matter: &Matter, x: &Act, y: &Act, limits: (&Deadline, &Deadline)) {
    let (i, j) = (a.model().item(x.item), a.model().item(y.item));
    let (c, d, p, q) = (i.clause(), j.clause(), i.action_text(), j.action_text());
    let (one, other) = limits;
    let name = x.unit.map_or("", |u| a.name(u));
    let message = words!(
        "{name} 的同一件事有两个时限:{c} “{p}”{one},{d} “{q}”{other}",
        "{name} has two limits for one piece of work: {c} `{p}` {one}, {d} `{q}` {other}"
    );
    let repair = words!(
        "两处改成一个时限;确是两件事的,写明不同在哪里",
        "make both say one limit; where they are two things, say how they differ"
    );
    let finding = Finding::new(Code::TWO_LIMITS, message, repair)
        .topic(&matter.name)
        .stage(i.stage.as_deref())
        .units(x.unit)
        .items([x.item, y.item]);
    let region = Formula::and([x.surely.clone(), y.surely.clone()]);
    let about = [&x.surely, &y.surely];
    let mut slice = a.slice(&about);
    match a.ask(format!("{} {}", Code::TWO_LIMITS, matter.name), &mut slice, &region) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let claim = Claim::of(&region)
                .holds([(x.item, What::SomebodyActs)])
                .holds([(y.item, What::SomebodyActs)]);
            a.found(finding, &found, &about, &claim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_24_hours_and_no_working_day() {
        let within = |n, u| Deadline::Within(n, u, None);
        assert!(!disagree(&within(24, TimeUnit::Hour), &within(1, TimeUnit::Day)));
        assert!(!disagree(&within(1, TimeUnit::Day), &within(24, TimeUnit::Hour)));
        assert!(disagree(&within(3, TimeUnit::Day), &within(3, TimeUnit::WorkingDay)));
        assert!(disagree(
            &Deadline::Every(1, TimeUnit::Month),
            &Deadline::Every(1, TimeUnit::Year)
        ));
        assert!(!disagree(&Deadline::Soft("及时".into()), &within(3, TimeUnit::Day)));
    }
}
