//! Keeps a chart readable: puts minor units of one kind together, leaves out the weakest arrows, and says both.

use std::collections::BTreeMap;

use super::{Chart, Edge, Folded, Node, Shape, Sure, Tie};
use crate::words;

/// How much one picture may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Nodes.
    pub nodes: usize,
    /// Edges.
    pub edges: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { nodes: 60, edges: 90 }
    }
}

impl Budget {
    /// Everything, however large.
    pub const ALL: Budget = Budget {
        nodes: usize::MAX,
        edges: usize::MAX,
    };
}

/// Brings a chart within a budget.
pub(super) fn fold(chart: &mut Chart, budget: Budget) {
    if chart.nodes.len() > budget.nodes {
        bundle(chart, budget.nodes);
    }
    if chart.edges.len() > budget.edges {
        leave_out(chart, budget.edges);
    }
}

/// Puts the least busy units of each lane together until the nodes fit.
fn bundle(chart: &mut Chart, most: usize) {
    let weights = weights(chart);
    let mut order: Vec<usize> = (0..chart.nodes.len()).collect();
    order.sort_by_key(|n| (weights.get(*n).copied().unwrap_or_default(), std::cmp::Reverse(*n)));
    // A bundle for each lane comes in addition to the nodes that stay.
    let stay = most.saturating_sub(chart.lanes.len());
    let mut bundles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for n in order.iter().take(chart.nodes.len().saturating_sub(stay)) {
        let lane = chart.nodes.get(*n).map_or(0, |n| n.lane);
        bundles.entry(lane).or_default().push(*n);
    }
    bundles.retain(|_, units| units.len() > 1);
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    let mut nodes: Vec<Node> = Vec::new();
    let away: Vec<usize> = bundles.values().flatten().copied().collect();
    for (n, node) in chart.nodes.iter().enumerate().filter(|(n, _)| !away.contains(n)) {
        place.insert(n, nodes.len());
        nodes.push(node.clone());
    }
    for (lane, mut units) in bundles {
        units.sort_unstable();
        let members: Vec<&Node> = units.iter().filter_map(|u| chart.nodes.get(*u)).collect();
        let node = bundle_node(chart, lane, &members);
        let (n, title) = (members.len(), &node.name);
        chart.folded.push(Folded {
            note: words!(
                "“{title}”把 {n} 个职责和往来较少的单位合在一起",
                "`{title}` puts {n} units together that have the fewest duties and dealings"
            ),
            names: node.holds.clone(),
        });
        place.extend(units.iter().map(|u| (*u, nodes.len())));
        nodes.push(node);
    }
    chart.nodes = nodes;
    chart.edges = joined(std::mem::take(&mut chart.edges), &place);
}

fn bundle_node(chart: &Chart, lane: usize, members: &[&Node]) -> Node {
    let kind = chart.lanes.get(lane).map_or("", |l| l.title.zh.as_str());
    Node {
        name: format!("{kind} +{}", members.len()),
        shape: Shape::Bundle,
        lane,
        items: members.iter().map(|m| m.items).sum(),
        works: Vec::new(),
        holds: members.iter().map(|m| m.name.clone()).collect(),
        centre: false,
        sure: Sure::Certain,
    }
}

/// The edges between the nodes that stand now; those inside a bundle go.
fn joined(edges: Vec<Edge>, place: &BTreeMap<usize, usize>) -> Vec<Edge> {
    let mut out: BTreeMap<(usize, usize), Edge> = BTreeMap::new();
    for edge in edges {
        let (Some(from), Some(to)) = (place.get(&edge.from), place.get(&edge.to)) else {
            continue;
        };
        if from == to {
            continue;
        }
        let edge = Edge {
            from: *from,
            to: *to,
            ..edge
        };
        match out.get_mut(&(*from, *to)) {
            Some(there) => add(there, &edge),
            None => {
                out.insert((*from, *to), edge);
            }
        }
    }
    out.into_values().collect()
}

fn add(there: &mut Edge, more: &Edge) {
    for (tie, count) in &more.ties {
        match there.ties.iter_mut().find(|(t, _)| t == tie) {
            Some((_, n)) => *n += count,
            None => there.ties.push((*tie, *count)),
        }
    }
    there.ties.sort_unstable();
    for clause in &more.clauses {
        if !there.clauses.contains(clause) {
            there.clauses.push(clause.clone());
        }
    }
    there.broken += more.broken;
    there.sure = there.sure.min(more.sure);
}

/// How busy each node is: what it does itself counts double.
fn weights(chart: &Chart) -> Vec<usize> {
    let own = |n: &Node| if n.centre { usize::MAX / 2 } else { n.items * 2 };
    let mut out: Vec<usize> = chart.nodes.iter().map(own).collect();
    for edge in &chart.edges {
        for end in [edge.from, edge.to] {
            if let Some(weight) = out.get_mut(end) {
                *weight += edge.count();
            }
        }
    }
    out
}

/// Leaves out the weakest arrows.
fn leave_out(chart: &mut Chart, most: usize) {
    let mut order: Vec<usize> = (0..chart.edges.len()).collect();
    order.sort_by_key(|e| std::cmp::Reverse(chart.edges.get(*e).map_or((0, 0, 0), strength)));
    let kept: Vec<usize> = order.iter().take(most).copied().collect();
    let mut gone: BTreeMap<Tie, usize> = BTreeMap::new();
    let mut names = Vec::new();
    let (mut stays, mut broken) = (Vec::new(), 0);
    for (i, edge) in std::mem::take(&mut chart.edges).into_iter().enumerate() {
        if kept.contains(&i) {
            stays.push(edge);
            continue;
        }
        for (tie, count) in &edge.ties {
            *gone.entry(*tie).or_default() += count;
        }
        broken += edge.broken;
        let name = |n: usize| chart.nodes.get(n).map_or("", |n| n.name.as_str());
        names.push(format!("{} → {}", name(edge.from), name(edge.to)));
    }
    chart.edges = stays;
    let n = names.len();
    let list = |pick: fn(&crate::diagnostic::Words) -> &str, comma: &str| {
        let parts = gone.iter().map(|(tie, n)| format!("{} {n}", pick(&tie.words())));
        parts.collect::<Vec<_>>().join(comma)
    };
    let (zh, en) = (list(|w| &w.zh, "、"), list(|w| &w.en, ", "));
    let (zh_broken, en_broken) = match broken {
        0 => (String::new(), String::new()),
        b => (format!(",其中断链 {b}"), format!(", {b} of them broken")),
    };
    chart.folded.push(Folded {
        note: words!(
            "另有 {n} 条较弱的连线未画出({zh}{zh_broken})",
            "{n} weaker arrows are not drawn ({en}{en_broken})"
        ),
        names,
    });
}

/// Broken links and steps up stay longest; then what passes a case on; then what happens often.
fn strength(edge: &Edge) -> (usize, usize, usize) {
    let rank = match edge.main() {
        _ if edge.broken > 0 => 4,
        Tie::HandOver | Tie::Escalate => 3,
        Tie::Report | Tie::Notify => 2,
        Tie::Assist | Tie::Joint | Tie::Supervise => 1,
        Tie::Guide | Tie::Enforce | Tie::Goes => 0,
    };
    (rank + edge.count().min(6) / 2, edge.count(), usize::MAX - edge.from)
}
