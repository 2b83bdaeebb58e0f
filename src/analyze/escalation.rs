//! Escalations: those that go in a circle, lead nowhere, go down or to oneself, and the longest time to the top.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::{kosaraju_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;

use super::analyst::Analyst;
use super::claim::{Claim, What};
use super::finding::Finding;
use super::matter::topic_of;
use crate::diagnostic::{Code, Severity};
use crate::logic::{Asked, Formula, StillTrue};
use crate::model::{Deadline, Item, ItemId, ItemKind, Kind, LinkKind, Model, TimeUnit, UnitId};
use crate::words;

/// The longest way up.
#[derive(Debug, Clone)]
pub struct LongestWay {
    /// The topic.
    pub topic: String,
    /// The units, lowest first.
    pub units: Vec<UnitId>,
    /// The escalations between them.
    pub items: Vec<ItemId>,
    /// The time of each step, as written; `None` where the text gives no number.
    pub times: Vec<Option<(i64, TimeUnit)>>,
}

/// A step up: by which item.
type Steps = DiGraph<UnitId, ItemId>;

/// Looks at the escalations of a plan.
pub fn escalations(a: &mut Analyst<'_>, wanted: &dyn Fn(&str) -> bool) -> Vec<LongestWay> {
    let mut by_topic: BTreeMap<&str, Vec<ItemId>> = BTreeMap::new();
    for (id, item) in a
        .model()
        .items()
        .filter(|(_, i)| i.kind == ItemKind::Escalation && wanted(topic_of(i)))
    {
        by_topic.entry(topic_of(item)).or_default().push(id);
        to_oneself(a, id, item);
        downward(a, id, item);
    }
    nowhere(a, wanted);
    let mut ways = Vec::new();
    for (topic, items) in by_topic {
        let steps = steps(a.model(), &items);
        circles(a, topic, &steps);
        ways.extend(longest(a.model(), topic, &steps));
    }
    ways.sort_by_key(|w| std::cmp::Reverse(days(&w.times)));
    ways
}

fn ends(item: &Item, kind: LinkKind) -> Vec<UnitId> {
    item.links.iter().filter(|l| l.kind == kind).map(|l| l.unit).collect()
}

fn to_oneself(a: &mut Analyst<'_>, id: ItemId, item: &Item) {
    let from = ends(item, LinkKind::EscalateFrom);
    let to = ends(item, LinkKind::EscalateTo);
    // Where others receive too, the unit itself is merely among them.
    let Some(unit) = to
        .iter()
        .copied()
        .find(|u| from.contains(u))
        .filter(|_| to.iter().all(|u| from.contains(u)))
    else {
        return;
    };
    let (clause, name, action) = (item.clause(), a.name(unit), item.action_text());
    let message = words!(
        "{clause} 的升级从 {name} 又回到 {name}:{action}",
        "{clause} escalates from {name} to {name}: {action}"
    );
    let repair = words!(
        "写明交给哪个上一级单位;只是同一单位的下一步的,写成职责",
        "name the unit above; where it is the same unit's next step, write a duty"
    );
    applies(
        a,
        Finding::new(Code::ESCALATES_TO_ITSELF, message, repair)
            .topic(topic_of(item))
            .units([unit])
            .items([id]),
        id,
    );
}

fn downward(a: &mut Analyst<'_>, id: ItemId, item: &Item) {
    for from in ends(item, LinkKind::EscalateFrom) {
        for to in ends(item, LinkKind::EscalateTo) {
            if is_below(a.model(), to, from) {
                let (clause, low, high) = (item.clause(), a.name(to), a.name(from));
                let message = words!(
                    "{clause} 的升级往下走:从 {high} 到 {low}",
                    "{clause} escalates downward: from {high} to {low}"
                );
                let repair = words!(
                    "写明上一级单位;交下级办的,写成职责里的移交",
                    "name a unit above; where work goes down, write a hand-over in a duty"
                );
                applies(
                    a,
                    Finding::new(Code::ESCALATES_DOWN, message, repair)
                        .topic(topic_of(item))
                        .units([from, to])
                        .items([id]),
                    id,
                );
            }
        }
    }
}

/// Whether `low` stands below `high`: by its superiors, else by their levels.
fn is_below(model: &Model, low: UnitId, high: UnitId) -> bool {
    let mut at = model.unit(low).superior;
    for _ in 0..model.units.len() {
        match at {
            Some(unit) if unit == high => return true,
            Some(unit) => at = model.unit(unit).superior,
            None => break,
        }
    }
    match (rank(model, low), rank(model, high)) {
        (Some(l), Some(h)) => l > h,
        _ => false,
    }
}

/// Administrative levels, highest first.
fn rank(model: &Model, unit: UnitId) -> Option<usize> {
    const LEVELS: [&[&str]; 6] = [
        &["国家", "中央"],
        &["省", "自治区", "直辖市"],
        &["地级市", "市", "州"],
        &["县级市", "县", "区", "旗"],
        &["乡", "镇", "街道"],
        &["村", "社区", "居"],
    ];
    let level = model.unit(unit).level.as_deref()?;
    LEVELS.iter().position(|names| names.contains(&level))
}

fn applies(a: &mut Analyst<'_>, finding: Finding, id: ItemId) {
    some_applies(a, finding, &[id]);
}

/// Tells a finding where at least one of the items applies.
fn some_applies(a: &mut Analyst<'_>, finding: Finding, items: &[ItemId]) {
    let region = Formula::or(items.iter().map(|id| a.matters.surely(*id).clone()));
    let about = [&region];
    let mut slice = a.slice(&about);
    let names: Vec<&str> = items.iter().map(|id| a.model().item(*id).name.as_str()).collect();
    match a.ask(format!("{} {}", finding.code, names.join(" ")), &mut slice, &region) {
        Asked::Nowhere => {}
        Asked::Open(still) => a.left_open(finding, still),
        Asked::Here(found) => {
            let claim = Claim::of(&region).holds(items.iter().map(|id| (*id, What::Applies)));
            a.found(finding, &found, &about, &claim);
        }
    }
}

/// Units that escalations lead to and that have no item at all, one finding a unit.
fn nowhere(a: &mut Analyst<'_>, wanted: &dyn Fn(&str) -> bool) {
    let mut by_unit: BTreeMap<UnitId, Vec<ItemId>> = BTreeMap::new();
    for (id, item) in a
        .model()
        .items()
        .filter(|(_, i)| i.kind == ItemKind::Escalation && wanted(topic_of(i)))
    {
        for unit in ends(item, LinkKind::EscalateTo) {
            if !a.model().unit(unit).is_vague() && has_nothing(a, unit) {
                by_unit.entry(unit).or_default().push(id);
            }
        }
    }
    for (unit, mut items) in by_unit {
        // Those that never apply lead nowhere in another sense, which is told of them.
        items.retain(|id| {
            let sure = a.matters.surely(*id).clone();
            !a.is_nowhere_at_all(
                format!("{} {}", Code::ESCALATES_NOWHERE, a.model().item(*id).name),
                &sure,
            )
        });
        let (name, clauses) = (a.name(unit), a.clauses(&items));
        let message = words!(
            "{clauses} 升级到 {name},而 {name} 在方案里没有任何一条职责",
            "{clauses} escalates to {name}, which has no item in the plan"
        );
        let repair = words!(
            "写明 {name} 收到以后办什么、多久办完",
            "say what {name} does then, and by when"
        );
        let Some(first) = items.first().copied() else { continue };
        let topic = topic_of(a.model().item(first)).to_owned();
        // An agency has its duties by law, also where this plan, perhaps of a level below, gives it none.
        let severity = if Kind::of(a.model().unit(unit)) == Kind::Agency {
            Severity::Info
        } else {
            Severity::Warning
        };
        let finding = Finding::new(Code::ESCALATES_NOWHERE, message, repair)
            .severity(severity)
            .topic(&topic)
            .units([unit])
            .items(items.iter().copied());
        some_applies(a, finding, &items);
    }
}

/// Whether neither the unit, nor a group that holds it, nor a member of it has a part in any item.
fn has_nothing(a: &Analyst<'_>, unit: UnitId) -> bool {
    let mut names = a.plan.graph.unit_and_groups(unit);
    names.extend(a.model().unit(unit).members().iter().copied());
    !names.into_iter().any(|name| a.plan.graph.has_part(name))
}

fn steps(model: &Model, items: &[ItemId]) -> Steps {
    let mut graph = Steps::new();
    let mut nodes: BTreeMap<UnitId, NodeIndex> = BTreeMap::new();
    for id in items {
        let item = model.item(*id);
        for from in ends(item, LinkKind::EscalateFrom) {
            for to in ends(item, LinkKind::EscalateTo) {
                // Units that one item names on both sides make no step, and a vague unit may be any.
                let mutual = ends(item, LinkKind::EscalateFrom).contains(&to);
                if !mutual && !model.unit(from).is_vague() && !model.unit(to).is_vague() {
                    let x = *nodes.entry(from).or_insert_with(|| graph.add_node(from));
                    let y = *nodes.entry(to).or_insert_with(|| graph.add_node(to));
                    graph.add_edge(x, y, *id);
                }
            }
        }
    }
    graph
}

/// A circle: each unit, and the escalation by which it goes on.
type Circle = Vec<(UnitId, ItemId)>;

/// Circles within one topic that close in one situation: of each knot of units the shortest.
fn circles(a: &mut Analyst<'_>, topic: &str, steps: &Steps) {
    for component in kosaraju_scc(steps).into_iter().filter(|c| c.len() > 1) {
        let (circles, are_all) = circles_of(steps, &component);
        let mut open = None;
        let mut closed = false;
        for circle in circles.iter().take(MOST_ASKED) {
            match closes(a, topic, circle) {
                Closes::Nowhere => {}
                Closes::Open(finding, still) => open = open.or(Some((finding, still))),
                Closes::Found => {
                    closed = true;
                    break;
                }
            }
        }
        if !closed && open.is_none() && (!are_all || circles.len() > MOST_ASKED) {
            open = circles
                .first()
                .map(|c| (Box::new(circle_finding(a, topic, c)), StillTrue::Nothing));
        }
        if let Some((finding, still)) = open.filter(|_| !closed) {
            a.left_open(*finding, still);
        }
    }
}

enum Closes {
    Nowhere,
    Open(Box<Finding>, StillTrue),
    Found,
}

fn closes(a: &mut Analyst<'_>, topic: &str, circle: &Circle) -> Closes {
    let region = Formula::and(circle.iter().map(|(_, id)| a.matters.surely(*id).clone()));
    let finding = circle_finding(a, topic, circle);
    let about = [&region];
    let mut slice = a.slice(&about);
    match a.ask(format!("{} {topic}", finding.code), &mut slice, &region) {
        Asked::Nowhere => Closes::Nowhere,
        Asked::Open(still) => Closes::Open(Box::new(finding), still),
        Asked::Here(found) => {
            let claim = circle
                .iter()
                .fold(Claim::of(&region), |c, (_, id)| c.holds([(*id, What::Applies)]));
            a.found(finding, &found, &about, &claim);
            Closes::Found
        }
    }
}

fn circle_finding(a: &Analyst<'_>, topic: &str, circle: &Circle) -> Finding {
    let (units, items): (Vec<UnitId>, Vec<ItemId>) = circle.iter().copied().unzip();
    let mut round: Vec<&str> = units.iter().map(|u| a.name(*u)).collect();
    round.extend(units.first().map(|u| a.name(*u)));
    let (round, clauses) = (round.join(" → "), a.clauses(&items));
    let message = words!(
        "升级绕成了圈:{round}({clauses})",
        "escalations go in a circle: {round} ({clauses})"
    );
    let repair = words!("写明圈里哪一家是最后一站", "say which of them is the last stop");
    Finding::new(Code::ESCALATION_CIRCLE, message, repair)
        .topic(topic)
        .units(units)
        .items(items)
}

/// So many circles of one knot are asked about, the shortest first.
const MOST_ASKED: usize = 200;
/// So many steps are taken to find the circles of one knot.
const MOST_WALKED: usize = 20_000;

/// The circles of a knot, the shortest first, and whether they are all (depth first, without recursion).
fn circles_of(steps: &Steps, knot: &[NodeIndex]) -> (Vec<Circle>, bool) {
    let mut inside: BTreeSet<NodeIndex> = knot.iter().copied().collect();
    let (mut found, mut walked) = (Vec::new(), 0);
    // Those through the first unit, then those of the rest through the next one.
    while let Some(start) = inside.pop_first() {
        let onward = |at: NodeIndex| -> Vec<(NodeIndex, ItemId)> {
            let edges = steps.edges(at).map(|e| (e.target(), *e.weight()));
            edges.filter(|(to, _)| *to == start || inside.contains(to)).collect()
        };
        let mut way: Vec<(NodeIndex, ItemId)> = Vec::new();
        let mut open = vec![(start, onward(start))];
        while let Some((at, edges)) = open.last_mut() {
            let Some((to, item)) = edges.pop() else {
                open.pop();
                way.pop();
                continue;
            };
            walked += 1;
            if walked > MOST_WALKED {
                return (shortest_first(found), false);
            }
            let step = (*at, item);
            if to == start {
                let whole = way.iter().chain([&step]);
                found.push(whole.filter_map(|(n, i)| Some((*steps.node_weight(*n)?, *i))).collect());
            } else if !way.iter().any(|(n, _)| *n == to) {
                way.push(step);
                open.push((to, onward(to)));
            }
        }
    }
    (shortest_first(found), true)
}

fn shortest_first(mut circles: Vec<Circle>) -> Vec<Circle> {
    circles.sort_by_key(Vec::len);
    circles
}

/// The longest way to a node so far: days, steps, and the last step.
type Climb = (i64, usize, Option<(NodeIndex, ItemId)>);

/// The way up of a topic that takes longest, where at least one step has a number.
fn longest(model: &Model, topic: &str, steps: &Steps) -> Option<LongestWay> {
    let order = toposort(steps, None).ok()?;
    let mut best: BTreeMap<NodeIndex, Climb> = BTreeMap::new();
    for node in order {
        let (so_far, hops) = best.get(&node).map_or((0, 0), |b| (b.0, b.1));
        for edge in steps.edges(node) {
            let cost = so_far + days(&[time_of(model.item(*edge.weight()))]);
            let here = best.entry(edge.target()).or_insert((-1, 0, None));
            if (cost, hops + 1) > (here.0, here.1) {
                *here = (cost, hops + 1, Some((node, *edge.weight())));
            }
        }
    }
    let (&end, _) = best
        .iter()
        .max_by_key(|(node, b)| (b.0, b.1, std::cmp::Reverse(**node)))?;
    let (mut units, mut items, mut at) = (vec![*steps.node_weight(end)?], Vec::new(), end);
    while let Some((_, _, Some((before, item)))) = best.get(&at) {
        units.extend(steps.node_weight(*before));
        items.push(*item);
        at = *before;
    }
    units.reverse();
    items.reverse();
    let times: Vec<_> = items.iter().map(|id| time_of(model.item(*id))).collect();
    times.iter().any(Option::is_some).then(|| LongestWay {
        topic: topic.to_owned(),
        units,
        items,
        times,
    })
}

/// How long a step takes at most, where the text gives a number: until it is overdue, else its deadline.
fn time_of(item: &Item) -> Option<(i64, TimeUnit)> {
    let within = |d: &Deadline| {
        if let Deadline::Within(n, unit, _) = d {
            Some((*n, *unit))
        } else {
            None
        }
    };
    item.overdue
        .as_ref()
        .map(|o| (o.number, o.unit))
        .or_else(|| item.deadlines.iter().find_map(within))
}

/// Hours, to compare ways only: a month counts 30 days, a working day as a day.
fn days(times: &[Option<(i64, TimeUnit)>]) -> i64 {
    let hours = |unit| match unit {
        TimeUnit::Minute | TimeUnit::Hour => 1,
        TimeUnit::Day | TimeUnit::WorkingDay => 24,
        TimeUnit::Week => 168,
        TimeUnit::Month => 720,
        TimeUnit::Quarter => 2_160,
        TimeUnit::Year => 8_760,
    };
    times
        .iter()
        .flatten()
        .map(|(n, unit)| n.saturating_mul(hours(*unit)))
        .fold(0, i64::saturating_add)
}
