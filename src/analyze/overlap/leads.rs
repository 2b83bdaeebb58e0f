//! Two units that lead one task: in items of their own, or in one item, where the first listed hosts.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::{are_one, same_stage, settle};
use crate::analyze::analyst::Analyst;
use crate::analyze::claim::{Claim, What};
use crate::analyze::finding::Finding;
use crate::analyze::matter::{Act, Matter};
use crate::diagnostic::{Code, Severity, Words};
use crate::logic::{Formula, Slice};
use crate::model::{Item, ItemId, ItemKind, Role, UnitId};
use crate::words;

/// How the situations of two units lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Equal,
    Includes,
    Within,
    Partial,
}

/// More pairs of lines than these are not looked at one by one.
const MOST_PAIRS: usize = 2_000;

/// Two units that lead in different items of one stage.
pub fn pairs(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) {
    let mut of_unit: BTreeMap<UnitId, Vec<(usize, &Act)>> = BTreeMap::new();
    for (at, x) in leads.iter().enumerate() {
        if let Some(unit) = x.unit {
            of_unit.entry(unit).or_default().push((at, x));
        }
    }
    for (one, xs) in &of_unit {
        for (other, ys) in of_unit.range((Bound::Excluded(*one), Bound::Unbounded)) {
            if are_one(a, *one, *other) {
                continue;
            }
            let all = xs.iter().flat_map(|x| ys.iter().map(move |y| (*x, *y)));
            let meet = all.filter(|((_, x), (_, y))| x.item != y.item && same_stage(a, x.item, y.item));
            let mut list: Vec<_> = meet.take(MOST_PAIRS).collect();
            // In the order of the text.
            list.sort_by_key(|((i, _), (j, _))| (*i.min(j), *i.max(j)));
            let list: Vec<(&Act, &Act)> = list.into_iter().map(|((_, x), (_, y))| (x, y)).collect();
            if !list.is_empty() {
                pair(a, matter, leads, *one, *other, &list);
            }
        }
    }
}

/// Where two units lead in one stage, told by stage instead of pair by pair. Situations in which one item names both are among them.
fn both_lead(a: &Analyst<'_>, leads: &[&Act], one: UnitId, other: UnitId) -> Formula {
    let stage = |x: &Act| a.model().item(x.item).stage.as_deref();
    let mut stages: Vec<Option<&str>> = leads.iter().map(|x| stage(x)).collect();
    stages.sort_unstable();
    stages.dedup();
    let led = |unit: UnitId, fits: &dyn Fn(Option<&str>) -> bool| {
        let lines = leads.iter().filter(|x| x.unit == Some(unit) && fits(stage(x)));
        Formula::or(lines.map(|x| x.surely.clone()))
    };
    Formula::or(stages.into_iter().map(|here| {
        let meets = |there: Option<&str>| here.is_none() || there.is_none() || there == here;
        Formula::and([led(one, &|s| s == here), led(other, &meets)])
    }))
}

fn pair(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act], one: UnitId, other: UnitId, list: &[(&Act, &Act)]) {
    // Where an item names both side by side, their order is settled there.
    let declared = a
        .matters
        .acting(&matter.items)
        .filter(|x| matches!(x.role, Role::Lead | Role::Joint));
    let declared: Vec<&Act> = declared.collect();
    let joint = declared.iter().filter(|x| x.unit == Some(one)).flat_map(|x| {
        let partner = declared.iter().filter(|y| y.item == x.item && y.unit == Some(other));
        partner.map(|y| Formula::and([x.perhaps.clone(), y.perhaps.clone()]))
    });
    let joint = Formula::or(joint);
    let both = if list.len() < MOST_PAIRS {
        let lines = list.iter();
        Formula::or(lines.map(|(x, y)| Formula::and([x.surely.clone(), y.surely.clone()])))
    } else {
        both_lead(a, leads, one, other)
    };
    let region = Formula::and([both, !joint]);
    if region == Formula::False {
        return;
    }
    let all = |unit| Formula::or(leads.iter().filter(|x| x.unit == Some(unit)).map(|x| x.surely.clone()));
    let (first, second) = (all(one), all(other));
    let about = [&first, &second, &region];
    let mut slice = a.slice(&about);
    let alike = list.iter().find(|(x, y)| alike(a, x.item, y.item));
    let (x, y) = alike
        .or(list.first())
        .map_or((None, None), |(x, y)| (Some(*x), Some(*y)));
    let (Some(x), Some(y)) = (x, y) else { return };
    let kind = kind(a, &mut slice, &first, &second);
    let system = a.matters.likeness.same_system(one, other);
    // Where the work reads differently, the topic may only be wide.
    let severity = if alike.is_some() && !system {
        Severity::Warning
    } else {
        Severity::Info
    };
    let finding = Finding::new(
        Code::TWO_LEADS,
        two_leads(a, x, y, kind, system),
        repair_two_leads(a, one, other),
    )
    .topic(&matter.name)
    .stage(a.model().item(x.item).stage.as_deref())
    .units([one, other])
    .items([x.item, y.item])
    .items(list.iter().flat_map(|(x, y)| [x.item, y.item]))
    .severity(severity);
    let claim = Claim::of(&region)
        .holds(list.iter().map(|(x, _)| (x.item, What::UnitAs(one, Role::Lead))))
        .holds(list.iter().map(|(_, y)| (y.item, What::UnitAs(other, Role::Lead))));
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

fn alike(a: &Analyst<'_>, one: ItemId, other: ItemId) -> bool {
    let (x, y) = (a.model().item(one), a.model().item(other));
    // A task's heading stands for all that its clause asks.
    let heads = |task: &Item, item: &Item| task.kind == ItemKind::Task && item.clause().starts_with(task.clause());
    heads(x, y) || heads(y, x) || a.matters.likeness.same_action(one, other)
}

fn kind(a: &mut Analyst<'_>, slice: &mut Slice, first: &Formula, second: &Formula) -> Kind {
    let within = |a: &mut Analyst<'_>, slice: &mut Slice, x: &Formula, y: &Formula| {
        a.asker.nowhere(slice, &Formula::and([x.clone(), !y.clone()])) == Some(true)
    };
    match (within(a, slice, first, second), within(a, slice, second, first)) {
        (true, true) => Kind::Equal,
        (true, false) => Kind::Within,
        (false, true) => Kind::Includes,
        (false, false) => Kind::Partial,
    }
}

fn two_leads(a: &Analyst<'_>, x: &Act, y: &Act, kind: Kind, system: bool) -> Words {
    let (i, j) = (a.model().item(x.item), a.model().item(y.item));
    let name = |act: &Act| act.unit.map_or("", |u| a.name(u));
    let (u, v) = (name(x), name(y));
    let (zh, en) = match kind {
        Kind::Equal => ("情形完全相同".to_owned(), "in the same situations".to_owned()),
        Kind::Includes => (
            format!("{v} 的情形全在 {u} 之内"),
            format!("{v}'s situations lie within {u}'s"),
        ),
        Kind::Within => (
            format!("{u} 的情形全在 {v} 之内"),
            format!("{u}'s situations lie within {v}'s"),
        ),
        Kind::Partial => ("一部分情形重合".to_owned(), "in some situations".to_owned()),
    };
    let (note_zh, note_en) = if system {
        ("(似为同一系统)", " (perhaps one system)")
    } else {
        ("", "")
    };
    let (c, d, p, q) = (i.clause(), j.clause(), i.action_text(), j.action_text());
    Words::new(
        format!("{u} 与 {v} 都牵头:{c} “{p}”由 {u},{d} “{q}”由 {v};{zh}{note_zh}"),
        format!("{u} and {v} both lead: {c} `{p}` by {u}, {d} `{q}` by {v}; {en}{note_en}"),
    )
}

fn repair_two_leads(a: &Analyst<'_>, one: UnitId, other: UnitId) -> Words {
    let (u, v) = (a.name(one), a.name(other));
    words!(
        "只留一家牵头、另一家改为配合;或写明 {u}、{v} 谁先谁后、各管哪些情形",
        "let one lead and the other assist, or say which situations {u} and {v} each lead in"
    )
}

/// Several leads of one item: the one listed first hosts.
pub fn within_one_item(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) {
    for id in &matter.items {
        let here: Vec<&Act> = leads.iter().copied().filter(|x| x.item == *id).collect();
        let [first, second, ..] = here.as_slice() else { continue };
        let units: Vec<UnitId> = here.iter().filter_map(|x| x.unit).collect();
        let (clause, names, host) = (
            a.model().item(*id).clause(),
            a.names(&units),
            first.unit.map_or("", |u| a.name(u)),
        );
        let message = words!(
            "{clause} 写了 {} 家牵头:{names};按列名第一的 {host} 主办",
            "{clause} names {} leads: {names}; the first listed, {host}, hosts",
            units.len()
        );
        let repair = words!(
            "写明哪一家主办,其余改为配合",
            "say which one hosts; let the others assist"
        );
        let finding = Finding::new(Code::SEVERAL_LEADS, message, repair)
            .topic(&matter.name)
            .stage(a.model().item(*id).stage.as_deref())
            .units(units)
            .items([*id]);
        let region = Formula::and([first.surely.clone(), second.surely.clone()]);
        let (Some(u), Some(v)) = (first.unit, second.unit) else {
            continue;
        };
        let claim = Claim::of(&region)
            .holds([(*id, What::UnitAs(u, Role::Lead))])
            .holds([(*id, What::UnitAs(v, Role::Lead))]);
        let about = [&region];
        let mut slice = a.slice(&about);
        settle(a, finding, &mut slice, &region, &region, &about, &claim);
    }
}
