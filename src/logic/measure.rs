//! How many situations a condition covers, counted or weighed.

use super::diagram::Diagram;
use super::node_store::{ByNode, NodeId};
use super::space::DimId;

impl Diagram {
    /// Counts the situations over the diagram's dimensions where the label is not 0; `None` if there are 2¹²⁸ or more.
    pub fn count(&self, node: NodeId) -> Option<u128> {
        let between = |from: u32, to: u32| {
            let dims = self
                .order
                .iter()
                .skip(from as usize)
                .take(to.saturating_sub(from) as usize);
            dims.map(|(_, dim)| u128::from(dim.classes))
                .try_fold(1, u128::checked_mul)
        };
        let bottom = u32::try_from(self.order.len()).ok()?;
        let level = |node: NodeId| self.store.level(node).unwrap_or(bottom);
        let counted = self.bottom_up(
            node,
            |label| Some(u128::from(label != 0)),
            |at, children: &[(NodeId, Option<u128>)]| {
                children.iter().try_fold(0u128, |sum, &(child, count)| {
                    let below = match count? {
                        0 => 0,
                        count => count.checked_mul(between(at + 1, level(child))?)?,
                    };
                    sum.checked_add(below)
                })
            },
        )?;
        if counted == 0 {
            Some(0)
        } else {
            counted.checked_mul(between(0, level(node))?)
        }
    }

    /// The share of situations where the label is not 0, when dimensions are independent and `weight` gives the share of
    /// each class, summing to 1 over a dimension.
    pub fn share(&self, node: NodeId, weight: impl Fn(DimId, u32) -> f64) -> f64 {
        self.bottom_up(
            node,
            |label| if label == 0 { 0.0 } else { 1.0 },
            |level, children| {
                let Some((dim, _)) = self.dim(level) else { return 0.0 };
                (0u32..)
                    .zip(children)
                    .map(|(class, (_, share))| weight(dim, class) * share)
                    .sum()
            },
        )
    }

    /// A value for `root` from those of its labels and children, each node read once.
    pub(super) fn bottom_up<T: Copy>(
        &self,
        root: NodeId,
        leaf: impl Fn(u32) -> T,
        node: impl Fn(u32, &[(NodeId, T)]) -> T,
    ) -> T {
        let mut values: ByNode<T> = ByNode::up_to(root);
        let value =
            |values: &ByNode<T>, node: NodeId| values.get(node).unwrap_or_else(|| leaf(node.label().unwrap_or(0)));
        for inner in self.store.reachable(root) {
            let children: Vec<(NodeId, T)> = self
                .store
                .children(inner)
                .iter()
                .map(|&child| (child, value(&values, child)))
                .collect();
            let made = node(self.store.level(inner).unwrap_or(0), &children);
            values.set(inner, made);
        }
        value(&values, root)
    }
}
