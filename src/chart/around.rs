//! The neighbourhood of a unit: what comes to it on the left, what goes from it on the right, lane by lane outward.

use std::collections::BTreeMap;

use super::fold::{self, Budget};
use super::ties::{Bond, bonds};
use super::whole::node;
use super::{Chart, Flow, Lane, View};
use crate::compile::CompiledPlan;
use crate::model::UnitId;
use crate::words;

type Bonds = BTreeMap<(UnitId, UnitId), Bond>;

/// Draws up the units that are at most `depth` steps from one.
#[must_use]
pub fn around(plan: &CompiledPlan, centre: UnitId, depth: usize, budget: Budget) -> Chart {
    let bonds = bonds(plan);
    let sides = sides(&bonds, centre, depth);
    let name = &plan.model.unit(centre).name;
    let mut levels: Vec<i64> = sides.values().copied().collect();
    levels.sort_unstable();
    levels.dedup();
    let mut chart = Chart {
        view: View::Around {
            unit: name.clone(),
            depth,
        },
        title: words!(
            "{name}:与谁往来({depth} 步以内)",
            "{name}: who it deals with (up to {depth} steps)"
        ),
        lanes: levels.iter().map(|l| lane(*l, name)).collect(),
        nodes: Vec::new(),
        edges: Vec::new(),
        folded: Vec::new(),
    };
    let mut index = BTreeMap::new();
    for (unit, level) in &sides {
        let lane = levels.iter().position(|l| l == level).unwrap_or(0);
        let mut node = node(plan, *unit, lane);
        node.centre = *unit == centre;
        index.insert(*unit, chart.nodes.len());
        chart.nodes.push(node);
    }
    for ((from, to), bond) in &bonds {
        if let (Some(from), Some(to)) = (index.get(from), index.get(to)) {
            chart.edges.push(bond.edge(&plan.model, *from, *to));
        }
    }
    fold::fold(&mut chart, budget);
    chart
}

fn lane(level: i64, name: &str) -> Lane {
    let steps = level.abs();
    let title = match level {
        0 => words!("{name}", "{name}"),
        -1 => words!("来自", "from"),
        1 => words!("去向", "to"),
        l if l < 0 => words!("来自({steps} 步)", "from ({steps} steps)"),
        _ => words!("去向({steps} 步)", "to ({steps} steps)"),
    };
    Lane {
        title,
        flow: Flow::Loose,
    }
}

/// How far each unit is from the centre: negative where more comes from it than goes to it.
fn sides(bonds: &Bonds, centre: UnitId, depth: usize) -> BTreeMap<UnitId, i64> {
    let mut out = BTreeMap::from([(centre, 0)]);
    let mut edge = vec![centre];
    for _ in 0..depth {
        // What each new unit gives (negative) and gets, seen from those that are there already.
        let mut met: BTreeMap<UnitId, (i64, i64)> = BTreeMap::new();
        for ((from, to), bond) in bonds {
            let count: usize = bond.ties.values().sum();
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            for (near, far, sign) in [(from, to, 1), (to, from, -1)] {
                if let Some(level) = out.get(near).filter(|_| edge.contains(near) && !out.contains_key(far)) {
                    let entry = met.entry(*far).or_insert((*level, 0));
                    entry.1 += sign * count;
                }
            }
        }
        edge = met.keys().copied().collect();
        for (unit, (level, net)) in met {
            let outward = match level {
                0 if net < 0 => -1,
                0 => 1,
                l => l.signum(),
            };
            out.insert(unit, level + outward);
        }
    }
    out
}
