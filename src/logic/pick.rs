//! The simplest situation of a condition: the fewest dimensions off their default, then the earlier and lower classes.

use super::diagram::Diagram;
use super::node_store::{ByNode, NodeId};
use super::partial::Assignment;
use super::space::{Dim, Space};

type Costs = ByNode<u32>;

impl Diagram {
    /// The simplest situation where the label is not 0; dimensions that do not matter are at their default.
    pub fn pick(&self, space: &Space, node: NodeId) -> Option<Assignment> {
        let costs = self.costs(node);
        if cost_of(&costs, node) == u32::MAX {
            return None;
        }
        let mut situation = Assignment::default_of(space);
        let mut at = node;
        while let Some((dim, kind)) = self.store.level(at).and_then(|level| self.dim(level)) {
            let ranked = (0u32..).zip(self.store.children(at)).min_by_key(|&(class, &child)| {
                let off = off_default(kind, class);
                (cost_of(&costs, child).saturating_add(off), off, class)
            });
            let Some((class, &child)) = ranked else { break };
            situation.set(dim, class);
            at = child;
        }
        Some(situation)
    }

    /// The fewest dimensions off their default with which each node below `root` can be met.
    fn costs(&self, root: NodeId) -> Costs {
        let mut costs = Costs::up_to(root);
        for inner in self.store.reachable(root) {
            let Some((_, kind)) = self.store.level(inner).and_then(|level| self.dim(level)) else {
                continue;
            };
            let children = (0u32..).zip(self.store.children(inner));
            let least = children
                .map(|(class, &child)| cost_of(&costs, child).saturating_add(off_default(kind, class)))
                .min();
            costs.set(inner, least.unwrap_or(u32::MAX));
        }
        costs
    }
}

fn cost_of(costs: &Costs, node: NodeId) -> u32 {
    match node.label() {
        Some(0) => u32::MAX,
        Some(_) => 0,
        None => costs.get(node).unwrap_or(u32::MAX),
    }
}

fn off_default(dim: Dim, class: u32) -> u32 {
    u32::from(dim.default.is_some_and(|default| default != class))
}
