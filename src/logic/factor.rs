//! One fact at a time: in which classes of it a region is covered, partly or not.

use std::collections::BTreeSet;

use super::budget::Spent;
use super::diagram::Diagram;
use super::node_store::NodeId;
use super::space::{DimId, Space};

/// How much of a class is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Covered {
    /// Every situation of it.
    Fully,
    /// Some, not all.
    Partly,
    /// None.
    Not,
    /// There is no such situation in the scope.
    Impossible,
}

/// The classes of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorRow {
    /// The dimension.
    pub dim: DimId,
    /// By class.
    pub classes: Vec<Covered>,
}

impl Diagram {
    /// For each dimension and class, how much `covered` covers of `scope` (which should lie within the constraints).
    ///
    /// The dimensions of `quiet` are at their default while another one is looked at: with all tags quiet, a row tells
    /// of "the scope and this tag alone"; with none, of "the scope and this tag, whatever else".
    pub fn single_factor(
        &mut self,
        space: &Space,
        covered: NodeId,
        scope: NodeId,
        quiet: &BTreeSet<DimId>,
    ) -> Result<Vec<FactorRow>, Spent> {
        let dims = self.order.clone();
        let mut rows = Vec::with_capacity(dims.len());
        for (id, dim) in dims {
            let still = quiet.iter().filter(|&&other| other != id);
            let still: Vec<_> = still
                .filter_map(|&other| Some((other, space.single(other, space.default_class(other)?))))
                .collect();
            let still = self.cube(&still)?;
            let around = self.and(scope, still)?;
            let classes = (0..dim.classes).map(|class| {
                let place = self.literal(id, &space.single(id, class))?;
                let cell = self.and(around, place)?;
                self.covered(cell, covered)
            });
            rows.push(FactorRow {
                dim: id,
                classes: classes.collect::<Result<_, _>>()?,
            });
        }
        Ok(rows)
    }

    fn covered(&mut self, cell: NodeId, covered: NodeId) -> Result<Covered, Spent> {
        let inside = self.and(cell, covered)?;
        Ok(match inside {
            _ if cell == NodeId::FALSE => Covered::Impossible,
            NodeId::FALSE => Covered::Not,
            all if all == cell => Covered::Fully,
            _ => Covered::Partly,
        })
    }
}
