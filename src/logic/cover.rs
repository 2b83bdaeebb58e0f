//! Describes a region by few large cubes: each maximal, none superfluous.
//!
//! A cube may reach into situations that the constraints rule out, where that makes it shorter to read.

use std::collections::BTreeSet;

use super::budget::Spent;
use super::class_set::ClassSet;
use super::cube::Cube;
use super::diagram::Diagram;
use super::node_store::{Marks, NodeId};
use super::space::{DimId, Space};

/// Cubes that cover a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Shortest first.
    pub cubes: Vec<Cube>,
    /// Whether they cover all of it.
    pub extent: Extent,
}

/// How much of a region is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The limit was reached; there is more.
    Part,
}

/// A cube while it grows: the classes allowed, by level.
type Growing = Vec<ClassSet>;

impl Diagram {
    /// Covers `region` within `domain` (both conditions) by at most `limit` maximal cubes, none of which the others cover.
    pub fn primes(&mut self, space: &Space, region: NodeId, domain: NodeId, limit: usize) -> Result<Cover, Spent> {
        let region = self.and(region, domain)?;
        let outside = self.not(domain)?;
        let bound = self.or(region, outside)?;
        let mut left = region;
        let mut cubes = Vec::new();
        while left != NodeId::FALSE && cubes.len() < limit {
            let cube = self.prime(space, left, bound)?;
            let taken = self.cube(cube.parts())?;
            left = self.minus(left, taken)?;
            cubes.push(cube);
        }
        let extent = if left == NodeId::FALSE {
            Extent::Whole
        } else {
            Extent::Part
        };
        let mut cubes = self.without_superfluous(space, region, cubes)?;
        cubes.sort_by_cached_key(|cube| (cube.length(space), cube.clone()));
        Ok(Cover { cubes, extent })
    }

    /// A maximal cube within `bound` around the simplest situation that is `left`.
    fn prime(&mut self, space: &Space, left: NodeId, bound: NodeId) -> Result<Cube, Spent> {
        let seed = self.pick(space, left).ok_or(Spent)?;
        let boxed: Growing = self
            .order
            .iter()
            .map(|&(id, _)| space.single(id, seed.class(id)))
            .collect();
        let present: BTreeSet<DimId> = seed.present(space).collect();
        let (mut quiet, loud): (Vec<usize>, Vec<usize>) = (0..self.order.len())
            .partition(|&level| self.order.get(level).is_some_and(|(id, _)| !present.contains(id)));
        let loud_first: Vec<usize> = loud.iter().chain(&quiet).copied().collect();
        quiet.extend(loud);
        let first = self.grown(boxed.clone(), bound, &quiet)?;
        let second = self.grown(boxed, bound, &loud_first)?;
        Ok(if second.length(space) < first.length(space) {
            second
        } else {
            first
        })
    }

    /// Widens one level after another as far as `bound` lets it. What a level could not take then, it cannot take later.
    fn grown(&mut self, mut boxed: Growing, bound: NodeId, levels: &[usize]) -> Result<Cube, Spent> {
        for &level in levels {
            let Some(old) = boxed.get(level).cloned() else { continue };
            let full = ClassSet::full(old.classes());
            if self.fits_with(&mut boxed, level, full.clone(), bound)? {
                continue;
            }
            let mut widest = old.clone();
            for class in full.minus(&old).iter() {
                if self.fits_with(&mut boxed, level, ClassSet::single(old.classes(), class), bound)? {
                    widest.insert(class);
                }
            }
            if let Some(slot) = boxed.get_mut(level) {
                *slot = widest;
            }
        }
        Ok(Cube::new(self.order.iter().map(|&(id, _)| id).zip(boxed)))
    }

    /// Tells whether the box with `set` at `level` lies within `bound`; leaves it so.
    fn fits_with(&mut self, boxed: &mut Growing, level: usize, set: ClassSet, bound: NodeId) -> Result<bool, Spent> {
        if let Some(slot) = boxed.get_mut(level) {
            *slot = set;
        }
        self.lies_within(boxed, bound)
    }

    /// Tells whether the condition holds throughout the box.
    fn lies_within(&mut self, boxed: &Growing, bound: NodeId) -> Result<bool, Spent> {
        let mut seen = Marks::default();
        let mut open = vec![bound];
        while let Some(node) = open.pop() {
            if node == NodeId::FALSE {
                return Ok(false);
            }
            let Some(level) = self.store.level(node) else { continue };
            if seen.mark(node) {
                self.step()?;
                let allowed = |class| boxed.get(level as usize).is_none_or(|set| set.contains(class));
                let children = (0u32..).zip(self.store.children(node));
                open.extend(children.filter(|&(class, _)| allowed(class)).map(|(_, &child)| child));
            }
        }
        Ok(true)
    }

    /// Leaves out, the longest first, each cube whose part of the region the others cover.
    fn without_superfluous(&mut self, space: &Space, region: NodeId, mut cubes: Vec<Cube>) -> Result<Vec<Cube>, Spent> {
        cubes.sort_by_cached_key(|cube| (std::cmp::Reverse(cube.length(space)), cube.clone()));
        let mut parts = Vec::with_capacity(cubes.len());
        for cube in &cubes {
            let place = self.cube(cube.parts())?;
            parts.push(self.and(place, region)?);
        }
        // What the cubes from each one on cover together.
        let mut rest = vec![NodeId::FALSE];
        for &part in parts.iter().rev() {
            let last = rest.last().copied().unwrap_or(NodeId::FALSE);
            rest.push(self.or(last, part)?);
        }
        rest.reverse();
        let mut kept = Vec::new();
        let mut covered = NodeId::FALSE;
        for ((cube, part), later) in cubes.into_iter().zip(parts).zip(rest.into_iter().skip(1)) {
            let others = self.or(covered, later)?;
            if !self.implies(part, others)? {
                covered = self.or(covered, part)?;
                kept.push(cube);
            }
        }
        Ok(kept)
    }
}
