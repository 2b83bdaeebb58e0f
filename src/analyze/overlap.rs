//! Overlaps: several units that each lead, told by pairs of units.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::matter::{Act, Matter};
use super::similar::{likeness, nearly_same_action, same_action, same_system};
use crate::diagnostic::{Code, Severity, Words};
use crate::logic::{Asked, Formula, Slice};
use crate::model::{Item, ItemId, ItemKind, Kind as UnitKind, LinkKind, Role, UnitId, is_judicial};
use crate::words;

/// How the situations of two units lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Equal,
    Includes,
    Within,
    Partial,
}

/// Looks for overlaps of one topic.
pub fn of_matter(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let leads: Vec<&Act> = matters
        .acting(&matter.items)
        .filter(|x| x.role == Role::Lead && is_work(a, x.item))
        .collect();
    pairs(a, matter, &leads);
    within_one_item(a, matter, &leads);
    led_elsewhere(a, matter, &leads);
    if !without_lead(a, matter, &leads) {
        two_hosts(a, matter);
    }
}

fn is_work(a: &Analyst<'_>, id: ItemId) -> bool {
    matches!(a.model().item(id).kind, ItemKind::Duty | ItemKind::Task)
}

/// Whether two units are not two: one holds the other, or they stand for each other.
fn are_one(a: &Analyst<'_>, one: UnitId, other: UnitId) -> bool {
    a.plan.graph.are_one(one, other)
}

fn same_stage(a: &Analyst<'_>, one: ItemId, other: ItemId) -> bool {
    let stage = |id| a.model().item(id).stage.as_deref();
    stage(one).is_none() || stage(other).is_none() || stage(one) == stage(other)
}

/// Two units that lead in different items of one stage.
fn pairs(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) {
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

/// More pairs of lines than these are not looked at one by one.
const MOST_PAIRS: usize = 2_000;

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
    let system = same_system(a.name(one), a.name(other));
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
    heads(x, y) || heads(y, x) || same_action(x.action_text(), y.action_text())
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

/// Asks for a situation of an overlap, and describes it.
fn settle(
    a: &mut Analyst<'_>,
    finding: Finding,
    slice: &mut Slice,
    region: &Formula,
    scope: &Formula,
    about: &[&Formula],
    claim: &Claim,
) {
    let name = format!("{} {}", finding.code, finding.topic.as_deref().unwrap_or(""));
    match a.ask(name, slice, region) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let shown = a.region(slice, region, scope, about);
            if let Some(finding) = a.found(finding, &found, about, claim) {
                finding.region = shown;
            }
        }
    }
}

/// Several leads of one item: the one listed first hosts.
fn within_one_item(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) {
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

/// One clause lets a unit lead; another gives the same work to a unit that the first does not even name.
fn led_elsewhere(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) {
    let matters = a.matters;
    let mut seen: Vec<(UnitId, UnitId)> = Vec::new();
    let others: Vec<&Act> = matters
        .acting(&matter.items)
        .filter(|x| x.role == Role::Responsible && is_work(a, x.item))
        .collect();
    for lead in leads {
        for other in others.iter().filter(|o| o.item != lead.item) {
            let (Some(u), Some(v)) = (lead.unit, other.unit) else {
                continue;
            };
            let leads_there = matters.acts(other.item).iter().any(|x| x.role == Role::Lead);
            let named_here = matters
                .acts(lead.item)
                .iter()
                .filter_map(|x| x.unit)
                .any(|w| are_one(a, w, v));
            let (i, j) = (a.model().item(lead.item), a.model().item(other.item));
            let one_work = same_action(i.action_text(), j.action_text())
                || (in_other_part(i, j) && lead.surely == other.surely && only_two(a, matter, lead.item));
            let vague = a.model().unit(u).is_vague() || a.model().unit(v).is_vague();
            let apart = vague
                || leads_there
                || named_here
                || are_one(a, u, v)
                || same_system(a.name(u), a.name(v))
                || !same_stage(a, lead.item, other.item);
            if apart || !one_work || seen.contains(&(u, v)) {
                continue;
            }
            seen.push((u, v));
            elsewhere(a, matter, lead, other);
        }
    }
}

/// Whether two items stand in different parts of the document: the body and an annex, say.
fn in_other_part(one: &Item, other: &Item) -> bool {
    let part = |i: &Item| i.clause().split('/').next().map(str::to_owned);
    part(one) != part(other)
}

/// Whether no more than two units act in the topic at the item's stage: then they share one work, whatever it is called.
fn only_two(a: &Analyst<'_>, matter: &Matter, id: ItemId) -> bool {
    let here = a
        .matters
        .acting(&matter.items)
        .filter(|x| is_work(a, x.item) && same_stage(a, x.item, id));
    let mut units: Vec<UnitId> = here.filter_map(|x| x.unit).collect();
    units.sort();
    units.dedup();
    units.len() <= 2
}

fn elsewhere(a: &mut Analyst<'_>, matter: &Matter, lead: &Act, other: &Act) {
    let (Some(u), Some(v)) = (lead.unit, other.unit) else {
        return;
    };
    let (i, j) = (a.model().item(lead.item), a.model().item(other.item));
    let (c, d, p, q, nu, nv) = (
        i.clause(),
        j.clause(),
        i.action_text(),
        j.action_text(),
        a.name(u),
        a.name(v),
    );
    // What reads alike is one work; what only shares its matter may be two, and is a remark.
    let alike = same_action(p, q);
    let message = if alike {
        words!(
            "同一件事两处说法不一:{c} “{p}”由 {nu} 牵头,{d} “{q}”由 {nv} 负责,{c} 没有提 {nv}",
            "one work, two accounts: {c} `{p}` is led by {nu}, {d} `{q}` is {nv}'s, which {c} does not name"
        )
    } else {
        words!(
            "同一事项两处各写各的:{c} “{p}”由 {nu} 牵头,{d} “{q}”由 {nv} 负责;如果是一件事,要说清谁主办",
            "one matter, two accounts: {c} `{p}` is led by {nu}, {d} `{q}` is {nv}'s; where both are one work, say who leads"
        )
    };
    let repair = words!(
        "两处统一:写明 {nu}、{nv} 谁主办,另一家写为配合",
        "make both say which of {nu} and {nv} leads, and let the other assist"
    );
    let finding = Finding::new(Code::LED_ELSEWHERE, message, repair)
        .topic(&matter.name)
        .stage(i.stage.as_deref())
        .units([u, v])
        .items([lead.item, other.item])
        .severity(if alike { Severity::Warning } else { Severity::Info });
    let region = Formula::and([lead.surely.clone(), other.surely.clone()]);
    let about = [&lead.surely, &other.surely];
    let claim = Claim::of(&region)
        .holds([(lead.item, What::UnitAs(u, Role::Lead))])
        .holds([(other.item, What::UnitAs(v, Role::Responsible))]);
    let mut slice = a.slice(&about);
    settle(a, finding, &mut slice, &region, &lead.surely, &about, &claim);
}

/// Several agencies are responsible for what reads as one piece of work, and nobody leads. Tells whether there were such.
fn without_lead(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act]) -> bool {
    let matters = a.matters;
    let acting: Vec<&Act> = matters
        .acting(&matter.items)
        .filter(|x| x.role == Role::Responsible && is_work(a, x.item) && may_wait_for_others(a, x))
        .collect();
    let mut told: Vec<&Act> = Vec::new();
    for first in &acting {
        let is_told = |x: &Act| told.iter().any(|t| t.item == x.item && t.unit == x.unit);
        let one_work = |x: &&&Act| !is_told(x) && (std::ptr::eq(**x, *first) || is_one_work(a, first, x));
        let group: Vec<&Act> = acting.iter().filter(one_work).copied().collect();
        if is_told(first) || group.len() < 2 {
            continue;
        }
        told.extend(&group);
        leaderless(a, matter, leads, &group);
    }
    !told.is_empty()
}

/// A matter of one stage that two bodies host, each in a clause of its own and in words that are alike; nothing says how they share it.
fn two_hosts(a: &mut Analyst<'_>, matter: &Matter) {
    let matters = a.matters;
    let work = matters.acting(&matter.items).filter(|x| is_work(a, x.item));
    let hosts: Vec<&Act> = work
        .filter(|x| x.role == Role::Responsible && is_host_alone(a, x))
        .collect();
    let mut told: Vec<(UnitId, UnitId)> = Vec::new();
    for (at, x) in hosts.iter().enumerate() {
        for y in hosts.iter().skip(at + 1) {
            let (Some(u), Some(v)) = (x.unit, y.unit) else { continue };
            let pair = (u.min(v), u.max(v));
            let apart = are_related(a, u, v) || !same_stage(a, x.item, y.item) || told.contains(&pair);
            if !apart && is_shared_work(a, matter, x, y) {
                told.push(pair);
                hosts_meet(a, matter, x, y);
            }
        }
    }
}

/// Whether what two hosts do reads as one work. Where nobody else is in the matter, less likeness will do.
fn is_shared_work(a: &Analyst<'_>, matter: &Matter, x: &Act, y: &Act) -> bool {
    let (i, j) = (a.model().item(x.item), a.model().item(y.item));
    let enough = if only_two(a, matter, x.item) {
        ALIKE_BETWEEN_TWO
    } else {
        ALIKE_AMONG_MANY
    };
    i.clause() != j.clause() && likeness(i.action_text(), j.action_text()) >= enough
}

/// Share of pairs of characters in common, where two bodies have a matter between them.
const ALIKE_BETWEEN_TWO: f64 = 0.33;
/// The same where others act in the matter too.
const ALIKE_AMONG_MANY: f64 = 0.43;

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

/// Whether it reports or tells: who does so tells what it has found itself.
fn reports(item: &Item) -> bool {
    has_link(item, &[LinkKind::Report, LinkKind::Notify])
}

fn has_link(item: &Item, kinds: &[LinkKind]) -> bool {
    item.links.iter().any(|l| kinds.contains(&l.kind))
}

/// Whether one stands above or for the other.
fn are_related(a: &Analyst<'_>, one: UnitId, other: UnitId) -> bool {
    let above = |x: UnitId, y: UnitId| a.model().unit(x).superior == Some(y);
    are_one(a, one, other) || above(one, other) || above(other, one) || same_system(a.name(one), a.name(other))
}

fn hosts_meet(a: &mut Analyst<'_>, matter: &Matter, x: &Act, y: &Act) {
    let (Some(one), Some(other)) = (x.unit, y.unit) else {
        return;
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
    );
}

/// An agency whose part is not its own by law, nor by the text. Who reports or tells does so of what it has found itself.
fn may_wait_for_others(a: &Analyst<'_>, act: &Act) -> bool {
    let item = a.model().item(act.item);
    let agency = |u| UnitKind::of(a.model().unit(u)) == UnitKind::Agency && !is_judicial(a.model().unit(u));
    act.unit.is_some_and(agency) && !item.is_each_for_itself() && !reports(item)
}

fn is_one_work(a: &Analyst<'_>, x: &Act, y: &Act) -> bool {
    let (Some(u), Some(v)) = (x.unit, y.unit) else {
        return false;
    };
    let (i, j) = (a.model().item(x.item), a.model().item(y.item));
    let apart = are_one(a, u, v) || same_system(a.name(u), a.name(v)) || !same_stage(a, x.item, y.item);
    !apart && (x.item == y.item || nearly_same_action(i.action_text(), j.action_text()))
}

fn leaderless(a: &mut Analyst<'_>, matter: &Matter, leads: &[&Act], acting: &[&Act]) {
    let mut units: Vec<UnitId> = acting.iter().filter_map(|x| x.unit).collect();
    units.sort();
    units.dedup();
    if units.len() < 2 {
        return;
    }
    let of = |unit: UnitId| Formula::or(acting.iter().filter(|x| x.unit == Some(unit)).map(|x| x.surely.clone()));
    // At least two: each with some unit before it.
    let mut before = Formula::False;
    let mut both = Vec::new();
    for unit in &units {
        let here = of(*unit);
        both.push(Formula::and([before.clone(), here.clone()]));
        before = Formula::or([before, here]);
    }
    let led = Formula::or(leads.iter().map(|x| x.perhaps.clone()));
    let region = Formula::and([Formula::or(both), !led]);
    let about = [&region];
    let mut slice = a.slice(&about);
    let names = a.names(&units);
    let mut items: Vec<ItemId> = acting.iter().map(|x| x.item).collect();
    items.dedup();
    let (clauses, actions) = (a.clauses(&items), super::gap::actions(a, &items));
    let message = words!(
        "{actions}:{names} {} 家都负责({clauses}),没有写谁牵头",
        "{actions}: {names} are all {} responsible ({clauses}), and none leads",
        units.len()
    );
    let repair = words!(
        "写明谁牵头;各管一段的,分开写清各自的情形",
        "say which one leads, or set their situations apart"
    );
    let finding = Finding::new(Code::NO_LEAD_AMONG_SEVERAL, message, repair)
        .topic(&matter.name)
        .units(units)
        .items(items.iter().copied());
    let acts = |id: &ItemId| (*id, What::SomebodyAs(vec![Role::Responsible]));
    let claim = Claim::of(&region)
        .holds(items.iter().map(acts))
        .fails(leads.iter().map(|x| (x.item, What::SomebodyAs(vec![Role::Lead]))));
    settle(a, finding, &mut slice, &region, &region, &about, &claim);
}
