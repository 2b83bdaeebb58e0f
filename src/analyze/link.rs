//! What is passed on and not taken up: hand-overs, notifications, reports.

use std::collections::{BTreeMap, BTreeSet};

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::matter::{perhaps, surely, topic_of};
use crate::diagnostic::{Code, Severity, Words};
use crate::logic::{Asked, Formula};
use crate::model::{Item, ItemId, ItemKind, Kind, Link, LinkKind, Model, Party, Role, Scope, Unit, UnitId};
use crate::words;

/// One thing that is passed on.
struct Sent {
    item: ItemId,
    kind: LinkKind,
    where_: Formula,
}

/// What one receiver is sent by one kind of link.
type ByReceiver = BTreeMap<(UnitId, bool), Vec<Sent>>;

/// Looks for what is passed on and not taken up, receiver by receiver.
pub fn links(a: &mut Analyst<'_>, wanted: &dyn Fn(&str) -> bool) {
    let mut sent: ByReceiver = BTreeMap::new();
    for (id, item) in a.model().items() {
        if item.scope != Scope::Case || item.overdue.is_some() || !wanted(topic_of(item)) {
            continue;
        }
        let excused = |l: &Link| {
            let codes: &[Code] = if l.kind == LinkKind::HandOver {
                &[Code::HAND_OVER_NOT_RECEIVED, Code::HAND_OVER_PARTLY_RECEIVED]
            } else {
                &[Code::NOTICE_NOT_TAKEN_UP]
            };
            codes.iter().any(|c| a.excuses(*c, id))
        };
        for link in item
            .links
            .iter()
            .filter(|l| passes(l.kind) && !excused(l) && is_answerable(a.model().unit(l.unit)))
        {
            let one = Sent {
                item: id,
                kind: link.kind,
                where_: sent_where(a, id, link),
            };
            sent.entry((link.unit, link.kind == LinkKind::HandOver))
                .or_default()
                .push(one);
        }
    }
    let receivers: Vec<_> = sent.into_iter().collect();
    a.each(&receivers, |a, ((to, handed), list)| receiver(a, *to, *handed, list));
}

/// Bodies that a plan can hold to a duty: not vague ones, nor parents, shops and companies.
fn is_answerable(unit: &Unit) -> bool {
    !unit.is_vague() && Kind::of(unit) != Kind::Social
}

/// Agencies, committees and towns: what reaches them they take up as far as the law lets them. Shelters and homes take what their
/// duty says.
fn takes_by_law(unit: &Unit) -> bool {
    matches!(Kind::of(unit), Kind::Agency | Kind::Committee | Kind::Town)
}

/// Whether the unit, or a group that holds it, acts, assists or receives in single cases.
fn has_case_duty(model: &Model, unit: UnitId) -> bool {
    let who = model.unit_and_groups(unit);
    let works = |p: &Party| {
        p.unit.is_some_and(|u| who.contains(&u)) && (p.role.acts() || matches!(p.role, Role::Assist | Role::Receive))
    };
    let cases = model.items.iter().filter(|i| i.scope == Scope::Case);
    cases.flat_map(|i| &i.parties).any(works)
}

fn passes(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::HandOver | LinkKind::Notify | LinkKind::Report)
}

fn sent_where(a: &Analyst<'_>, id: ItemId, link: &Link) -> Formula {
    let when = surely(&a.plan.world, &a.plan.world.formula(&link.when));
    Formula::and([a.matters.surely(id).clone(), when])
}

/// What a receiver takes up.
struct Taken {
    /// The items that say so.
    items: Vec<ItemId>,
    /// The receiver, the groups that hold it, its members: any of them will do.
    names: Vec<UnitId>,
    /// Where, line by line.
    places: Vec<Formula>,
}

impl Taken {
    /// Where any of what is sent may be taken up: an office of forty counties takes up much that nobody in this one sends.
    fn near(self, sent: &[Sent]) -> Formula {
        let near = |place: &Formula| sent.iter().any(|s| !s.where_.clashes(place));
        Formula::or(self.places.into_iter().filter(near))
    }
}

fn taken(a: &Analyst<'_>, to: UnitId, handed: bool) -> Taken {
    let model = a.model();
    let mut names = a.plan.graph.unit_and_groups(to);
    names.extend(model.unit(to).members().iter().copied());
    let theirs = names.iter().flat_map(|unit| a.plan.graph.acts(*unit));
    let theirs: BTreeSet<ItemId> = theirs.map(|(id, _)| id).collect();
    let mut items = Vec::new();
    let mut places = Vec::new();
    for id in theirs {
        let item = model.item(id);
        for party in item
            .parties
            .iter()
            .filter(|p| p.unit.is_some_and(|u| names.contains(&u)))
        {
            if takes(item, party.role, handed) {
                let formula = Formula::and([a.plan.world.formula(&item.condition), a.plan.world.formula(&party.when)]);
                places.push(perhaps(&a.plan.world, &formula));
                items.push(id);
            }
        }
    }
    items.dedup();
    Taken { items, names, places }
}

/// A hand-over is taken up by an item that says so; a report or notification by any item in which the unit acts on a case.
fn takes(item: &Item, role: Role, handed: bool) -> bool {
    let receives = role == Role::Receive || (role.acts() && item.links.iter().any(|l| l.kind == LinkKind::ReceiveFrom));
    let speaks = item.kind != ItemKind::Norm || item.modality == Some(crate::model::Modality::Must);
    receives || (!handed && speaks && (role.acts() || role == Role::Assist))
}

fn receiver(a: &mut Analyst<'_>, to: UnitId, handed: bool, list: &[Sent]) {
    let taken = taken(a, to, handed);
    let (takers, names) = (taken.items.clone(), taken.names.clone());
    let sent = Formula::or(list.iter().map(|s| s.where_.clone()));
    let place = taken.near(list);
    let region = Formula::and([sent.clone(), !place.clone()]);
    let by_law = takes_by_law(a.model().unit(to));
    if region == Formula::False || (by_law && !takers.is_empty()) {
        return;
    }
    let about = [&sent, &place];
    let mut slice = a.slice(&about);
    let none = takers.is_empty();
    let finding = describe(a, to, handed, list, none).items(takers.iter().copied().take(6));
    let name = format!("{} {}", finding.code, a.name(to));
    match a.ask(name, &mut slice, &region) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let shown = if none {
                None
            } else {
                a.region(&mut slice, &region, &sent, &about)
            };
            let claim = Claim::of(&region)
                .holds(list.iter().map(|s| (s.item, What::Sends(to, s.kind))))
                .fails(takers.iter().map(|id| (*id, What::AnyOf(names.clone()))));
            if let Some(finding) = a.found(finding, &found, &about, &claim) {
                finding.region = shown;
            }
        }
    }
}

fn describe(a: &Analyst<'_>, to: UnitId, handed: bool, list: &[Sent], none: bool) -> Finding {
    let model = a.model();
    let items: Vec<ItemId> = list.iter().map(|s| s.item).collect();
    let (unit, clauses) = (a.name(to), a.clauses(&items));
    let senders = senders(a, &items);
    let mut kinds: Vec<&str> = list.iter().map(|s| s.kind.zh()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let (kinds, n) = (kinds.join("、"), items.len());
    // An agency at work in single cases will hardly turn away what is handed to it; the text should still say so.
    let softly = takes_by_law(model.unit(to)) && has_case_duty(model, to);
    let (code, message) = match (handed, none) {
        (true, true) if softly => (
            Code::HAND_OVER_NOT_RECEIVED,
            words!(
                "{senders} 把人或案子移交给 {unit}({clauses}),{unit} 有职责,却没有一条写接收",
                "{senders} hands over to {unit} ({clauses}), which has duties, and none of them says that it receives"
            ),
        ),
        (true, true) => (
            Code::HAND_OVER_NOT_RECEIVED,
            words!(
                "{senders} 把人或案子移交给 {unit}({clauses}),而 {unit} 没有接收的职责",
                "{senders} hands over to {unit} ({clauses}), which has no duty to receive"
            ),
        ),
        (true, false) => (
            Code::HAND_OVER_PARTLY_RECEIVED,
            words!(
                "{senders} 移交给 {unit} 的(共 {n} 处:{clauses}),有一部分不在 {unit} 接收的情形之内",
                "of what {senders} hands over to {unit} ({n} places: {clauses}), a part lies outside what {unit} receives"
            ),
        ),
        (false, true) => (
            Code::NOTICE_NOT_TAKEN_UP,
            words!(
                "{senders} 向 {unit} {kinds}({clauses}),而 {unit} 在本方案里没有任何办理职责",
                "{senders} tells {unit} ({clauses}), which has no duty in this plan"
            ),
        ),
        (false, false) => (
            Code::NOTICE_NOT_TAKEN_UP,
            words!(
                "{senders} 向 {unit} {kinds}的(共 {n} 处:{clauses}),有的情形 {unit} 没有办理职责",
                "of what {senders} tells {unit} ({n} places: {clauses}), there are situations in which {unit} has no duty"
            ),
        ),
    };
    let repair: Words = if handed {
        words!(
            "给 {unit} 写一条接收职责,或改交有接收职责的单位",
            "give {unit} a duty to receive, or hand over to a unit that has one"
        )
    } else {
        words!("写明 {unit} 收到以后办什么", "say what {unit} does on hearing of it")
    };
    let topic = items.first().map_or("", |id| topic_of(model.item(*id)));
    let severity = if (handed && softly) || (!handed && !none) {
        Severity::Info
    } else {
        code.info().severity
    };
    Finding::new(code, message, repair)
        .topic(topic)
        .units([to])
        .items(items)
        .severity(severity)
}

/// Who passes it on.
fn senders(a: &Analyst<'_>, items: &[ItemId]) -> String {
    let mut out: Vec<&str> = Vec::new();
    for act in items
        .iter()
        .flat_map(|id| a.matters.acts(*id))
        .filter(|x| x.role.acts() && x.via.is_none())
    {
        if let Some(name) = act.unit.map(|u| a.name(u)).filter(|n| !out.contains(n)) {
            out.push(name);
        }
    }
    match out.as_slice() {
        [] => "(未写明的单位)".to_owned(),
        [x, y, _, ..] => format!("{x}、{y} 等 {} 家", out.len()),
        few => few.join("、"),
    }
}
