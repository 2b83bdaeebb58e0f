//! The whole plan: a node a unit, a lane a kind of unit, an arrow for all that two units have to do with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{self, Budget};
use super::ties::bonds;
use super::{Chart, Flow, Folded, Lane, Node, Shape, Sure, View};
use crate::compile::CompiledPlan;
use crate::diagnostic::Words;
use crate::model::{Model, UnitForm, UnitId};
use crate::words;

/// Draws up a whole plan within a budget.
#[must_use]
pub fn whole(plan: &CompiledPlan, budget: Budget) -> Chart {
    let model = &plan.model;
    let bonds = bonds(plan);
    let tied: BTreeSet<UnitId> = bonds.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let mut chart = Chart {
        view: View::Whole,
        title: Words::new(model.plan.title.clone(), model.plan.title.clone()),
        lanes: Vec::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
        folded: Vec::new(),
    };
    let (mut index, mut idle) = (BTreeMap::new(), Vec::new());
    for (id, unit) in model.units() {
        if !tied.contains(&id) && items(plan, id) == 0 {
            idle.push(unit.name.clone());
            continue;
        }
        let lane = lane_of(&mut chart.lanes, unit.kind.as_deref());
        index.insert(id, chart.nodes.len());
        chart.nodes.push(node(plan, id, lane));
    }
    for ((from, to), bond) in &bonds {
        if let (Some(from), Some(to)) = (index.get(from), index.get(to)) {
            chart.edges.push(bond.edge(model, *from, *to));
        }
    }
    if !idle.is_empty() {
        let n = idle.len();
        chart.folded.push(Folded {
            note: words!(
                "{n} 个单位没有职责,也与别的单位没有往来,未画出",
                "{n} units with no duty and nothing to do with another are not drawn"
            ),
            names: idle,
        });
    }
    fold::fold(&mut chart, budget);
    order_lanes(&mut chart);
    chart
}

/// A unit as a node.
pub(super) fn node(plan: &CompiledPlan, id: UnitId, lane: usize) -> Node {
    let unit = plan.model.unit(id);
    Node {
        name: unit.name.clone(),
        shape: shape(&plan.model, id),
        lane,
        items: items(plan, id),
        works: Vec::new(),
        holds: unit
            .members()
            .iter()
            .map(|m| plan.model.unit(*m).name.clone())
            .collect(),
        centre: false,
        sure: Sure::Certain,
    }
}

/// What a unit is, in a picture.
pub(super) fn shape(model: &Model, id: UnitId) -> Shape {
    match model.unit(id).form {
        UnitForm::Body => Shape::Unit,
        UnitForm::Vague => Shape::Vague,
        UnitForm::Group { .. } => Shape::Group,
    }
}

/// In how many items a unit itself acts.
fn items(plan: &CompiledPlan, id: UnitId) -> usize {
    let acts = plan.graph.acts(id).into_iter().filter(|(_, role)| role.acts());
    acts.map(|(item, _)| item).collect::<BTreeSet<_>>().len()
}

/// The lane of a kind of unit, made if there is none yet.
fn lane_of(lanes: &mut Vec<Lane>, kind: Option<&str>) -> usize {
    let title = kind.map_or_else(|| Words::new("未归类", "no kind given"), |k| Words::new(k, k));
    lanes.iter().position(|l| l.title == title).unwrap_or_else(|| {
        lanes.push(Lane {
            title,
            flow: Flow::Loose,
        });
        lanes.len() - 1
    })
}

/// Puts the lanes that give more than they get to the left, drops empty ones.
fn order_lanes(chart: &mut Chart) {
    let mut balance = vec![(0_i64, 0_i64); chart.lanes.len()];
    let lane = |n: usize| chart.nodes.get(n).map_or(0, |n| n.lane);
    for edge in &chart.edges {
        let count = i64::try_from(edge.count()).unwrap_or(i64::MAX);
        for (node, sign) in [(edge.from, -1), (edge.to, 1)] {
            if let Some((net, all)) = balance.get_mut(lane(node)) {
                *net += sign * count;
                *all += count;
            }
        }
    }
    let share = |l: usize| {
        let (net, all) = balance.get(l).copied().unwrap_or_default();
        net * 1000 / all.max(1)
    };
    let mut order: Vec<usize> = (0..chart.lanes.len())
        .filter(|l| chart.nodes.iter().any(|n| n.lane == *l))
        .collect();
    order.sort_by_key(|l| (share(*l), *l));
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    for node in &mut chart.nodes {
        node.lane = place.get(&node.lane).copied().unwrap_or(0);
    }
    chart.lanes = order.iter().filter_map(|l| chart.lanes.get(*l).cloned()).collect();
}
