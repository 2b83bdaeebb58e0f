//! The simplest situations of a region: sets of present tags, none including another, each with its condition on the rest.

use super::budget::Spent;
use super::cover::{Cover, Extent};
use super::cube::Cube;
use super::diagram::Diagram;
use super::formula::Formula;
use super::node_store::NodeId;
use super::partial::{Assignment, Partial};
use super::space::{DimId, Space};

/// Situations in which just these dimensions are off their default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimpleCase {
    /// The dimensions off their default.
    pub present: Vec<DimId>,
    /// One such situation.
    pub witness: Assignment,
    /// What else must hold: of dimensions without a default, and which class of those that have more than two.
    pub condition: Cover,
}

impl Diagram {
    /// At most `limit` cases of `region` within `domain` with minimal sets of present dimensions, the smallest first;
    /// the condition of each in at most `cubes` cubes.
    pub fn simplest(
        &mut self,
        space: &Space,
        region: NodeId,
        domain: NodeId,
        limit: usize,
        cubes: usize,
    ) -> Result<(Vec<SimpleCase>, Extent), Spent> {
        let mut left = self.and(region, domain)?;
        let mut cases = Vec::new();
        while cases.len() < limit {
            let Some(witness) = self.pick(space, left) else {
                return Ok((cases, Extent::Whole));
            };
            let present: Vec<DimId> = witness.present(space).collect();
            let just_these = self.just_present(space, &present)?;
            let inside = self.and(domain, just_these)?;
            let condition = self.condition(space, region, inside, &present, cubes)?;
            let includes = Formula::and(present.iter().map(|&dim| Formula::lit(dim, space.present(dim))));
            let includes = self.formula(&includes)?;
            left = self.minus(left, includes)?;
            cases.push(SimpleCase {
                present,
                witness,
                condition,
            });
        }
        Ok((
            cases,
            if left == NodeId::FALSE {
                Extent::Whole
            } else {
                Extent::Part
            },
        ))
    }

    /// Where of the dimensions with a default just `present` are off it.
    fn just_present(&mut self, space: &Space, present: &[DimId]) -> Result<NodeId, Spent> {
        let defaults = self.order.iter().filter_map(|&(id, dim)| Some((id, dim.default?)));
        let literals = defaults.map(|(id, class)| {
            let off = present.contains(&id);
            (
                id,
                if off {
                    space.present(id)
                } else {
                    space.single(id, class)
                },
            )
        });
        let literals: Vec<_> = literals.collect();
        self.cube(&literals)
    }

    /// The region inside, described without the dimensions that are fixed there.
    fn condition(
        &mut self,
        space: &Space,
        region: NodeId,
        inside: NodeId,
        present: &[DimId],
        limit: usize,
    ) -> Result<Cover, Spent> {
        let fixed = |&(id, _): &(DimId, _)| {
            let class = if present.contains(&id) {
                space.present(id).only()?
            } else {
                space.default_class(id)?
            };
            Some((id, space.single(id, class)))
        };
        let fixed: Partial = self.order.iter().filter_map(fixed).collect();
        let region = self.restrict(region, &fixed)?;
        let domain = self.restrict(inside, &fixed)?;
        let mut cover = self.primes(space, region, domain, limit)?;
        for cube in &mut cover.cubes {
            *cube = off_default(space, cube, present);
        }
        Ok(cover)
    }
}

/// The same cube where `present` dimensions are off their default, which then goes without saying.
fn off_default(space: &Space, cube: &Cube, present: &[DimId]) -> Cube {
    Cube::new(cube.parts().iter().filter_map(|(dim, set)| {
        let off = space.present(*dim);
        match present.contains(dim) {
            true if off.is_subset(set) => None,
            true => Some((*dim, set.and(&off))),
            false => Some((*dim, set.clone())),
        }
    }))
}
