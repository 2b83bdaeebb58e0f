//! Classes that no formula of a question can tell apart, taken as one.
//!
//! A diagram branches once for every class: a fact with thousands of values (the places of a country) would cost thousands of
//! branches where a topic names three of them. Exact, as long as questions are put together from the formulas that were looked at.

use std::collections::BTreeMap;

use super::class_set::ClassSet;
use super::cover::Cover;
use super::cube::Cube;
use super::formula::Formula;
use super::partial::Assignment;
use super::simplest::SimpleCase;
use super::space::{Dim, DimId, Space};
use super::walk::{Branch, fold};

/// Dimensions with no more classes than this stay as they are.
const FEW: u32 = 64;

/// A space in which the classes of large dimensions are merged.
#[derive(Clone, Debug)]
pub(super) struct Atoms {
    pub(super) space: Space,
    merged: BTreeMap<DimId, Merged>,
}

/// The blocks of one dimension, in the order of their lowest classes.
#[derive(Clone, Debug)]
struct Merged {
    block_of: Vec<u32>,
    lowest: Vec<u32>,
    /// By what it has been cut, with the blocks of that: many formulas ask for the same classes.
    seen: BTreeMap<ClassSet, ClassSet>,
}

impl Atoms {
    /// Merges what none of `formulas` tells apart.
    pub(super) fn of<'f>(space: &Space, formulas: impl IntoIterator<Item = &'f Formula>) -> Atoms {
        let mut merged: BTreeMap<DimId, Merged> = BTreeMap::new();
        for formula in formulas {
            let note = |leaf: &Formula| {
                if let Formula::Lit(dim, set) = leaf
                    && set.classes() > FEW
                    && space.default_class(*dim).is_none()
                {
                    merged
                        .entry(*dim)
                        .or_insert_with(|| Merged::new(set.classes()))
                        .cut(set);
                }
            };
            fold(formula, note, |_, _| ());
        }
        merged.values_mut().for_each(Merged::finish);
        let mut atoms = Atoms {
            space: Space::new(),
            merged,
        };
        for (id, dim) in space.iter() {
            let blocks = atoms.merged.get(&id).map(Merged::blocks);
            atoms.space.add(blocks.map_or(dim, Dim::plain));
        }
        atoms
    }

    /// A formula over the merged classes; `None` where it tells some of them apart.
    pub(super) fn formula(&self, formula: &Formula) -> Option<Formula> {
        if self.merged.is_empty() {
            return Some(formula.clone());
        }
        let leaf = |leaf: &Formula| match leaf {
            Formula::Lit(dim, set) => match self.merged.get(dim) {
                Some(merged) => Some(Formula::lit(*dim, merged.merge(set)?)),
                None => Some(leaf.clone()),
            },
            other => Some(other.clone()),
        };
        fold(formula, leaf, |branch, mut parts| match branch {
            Branch::Not => parts.next_back().flatten().map(|part| !part),
            Branch::All => parts.collect::<Option<Vec<_>>>().map(Formula::and),
            Branch::Any => parts.collect::<Option<Vec<_>>>().map(Formula::or),
        })
    }

    /// A situation of the merged classes, by the lowest class of each.
    pub(super) fn situation(&self, found: Assignment) -> Assignment {
        let mut out = found;
        for (dim, merged) in &self.merged {
            out.set(*dim, merged.lowest_of(out.class(*dim)));
        }
        out
    }

    /// A cube of the merged classes with all that they stand for.
    pub(super) fn cube(&self, cube: Cube) -> Cube {
        if self.merged.is_empty() {
            return cube;
        }
        let part = |(dim, set): &(DimId, ClassSet)| match self.merged.get(dim) {
            Some(merged) => (*dim, merged.expand(set)),
            None => (*dim, set.clone()),
        };
        Cube::new(cube.parts().iter().map(part))
    }

    /// The same for each cube of a cover.
    pub(super) fn cover(&self, cover: Cover) -> Cover {
        Cover {
            cubes: cover.cubes.into_iter().map(|cube| self.cube(cube)).collect(),
            ..cover
        }
    }

    /// The same for the situation and the condition of a simplest case.
    pub(super) fn case(&self, case: SimpleCase) -> SimpleCase {
        SimpleCase {
            witness: self.situation(case.witness),
            condition: self.cover(case.condition),
            ..case
        }
    }
}

impl Merged {
    /// All classes in one block.
    fn new(classes: u32) -> Self {
        Merged {
            block_of: vec![0; classes as usize],
            lowest: vec![0],
            seen: BTreeMap::new(),
        }
    }

    fn blocks(&self) -> u32 {
        u32::try_from(self.lowest.len()).unwrap_or(u32::MAX)
    }

    fn lowest_of(&self, block: u32) -> u32 {
        self.lowest.get(block as usize).copied().unwrap_or(0)
    }

    /// Cuts every block into what lies in `set` and what does not.
    fn cut(&mut self, set: &ClassSet) {
        if self.seen.contains_key(set) {
            return;
        }
        self.seen.insert(set.clone(), ClassSet::empty(0));
        // The new numbers of each block: of what lies outside, and of what lies inside.
        let mut numbers: Vec<[Option<u32>; 2]> = vec![[None; 2]; self.lowest.len()];
        self.lowest.clear();
        for (class, block) in (0u32..).zip(&mut self.block_of) {
            let next = u32::try_from(self.lowest.len()).unwrap_or(u32::MAX);
            let sides = numbers.get_mut(*block as usize);
            let Some(number) = sides.and_then(|sides| sides.get_mut(usize::from(set.contains(class)))) else {
                continue;
            };
            if number.is_none() {
                self.lowest.push(class);
            }
            *block = *number.get_or_insert(next);
        }
    }

    /// Notes the blocks of all that it has been cut by.
    fn finish(&mut self) {
        let mut seen = std::mem::take(&mut self.seen);
        for (set, blocks) in &mut seen {
            *blocks = self.blocks_of(set);
        }
        self.seen = seen;
    }

    /// The blocks that begin in `set`.
    fn blocks_of(&self, set: &ClassSet) -> ClassSet {
        let inside = (0u32..).zip(&self.lowest).filter(|(_, class)| set.contains(**class));
        ClassSet::of(self.blocks(), inside.map(|(block, _)| block))
    }

    /// The blocks that make up `set`; `None` where it cuts through one.
    fn merge(&self, set: &ClassSet) -> Option<ClassSet> {
        if let Some(blocks) = self.seen.get(set) {
            return Some(blocks.clone());
        }
        let merged = self.blocks_of(set);
        (self.expand(&merged) == *set).then_some(merged)
    }

    fn expand(&self, set: &ClassSet) -> ClassSet {
        let classes = u32::try_from(self.block_of.len()).unwrap_or(u32::MAX);
        let inside = (0u32..).zip(&self.block_of).filter(|(_, block)| set.contains(**block));
        ClassSet::of(classes, inside.map(|(class, _)| class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_no_formula_tells_apart_are_one() {
        let mut space = Space::new();
        let place = space.add(Dim::plain(1_000));
        let few = space.add(Dim::plain(3));
        let within = |from: u32, to: u32| Formula::lit(place, ClassSet::of(1_000, from..to));
        let formulas = [within(10, 20), within(15, 500), Formula::is(&space, few, 1)];
        let atoms = Atoms::of(&space, &formulas);
        assert_eq!((atoms.space.classes(place), atoms.space.classes(few)), (4, 3));
        // A combination of them is the same set of classes again.
        let both = Formula::and([within(10, 20), !within(15, 500)]);
        let Some(Formula::Lit(dim, set)) = atoms.formula(&both) else {
            panic!("{both:?}")
        };
        let cube = atoms.cube(Cube::new([(dim, set)]));
        assert_eq!(cube, Cube::new([(place, ClassSet::of(1_000, 10..15))]));
        assert_eq!(atoms.formula(&within(10, 12)), None);
        // What they were made of is itself again, too.
        for formula in &formulas[..2] {
            let (Formula::Lit(_, asked), Some(Formula::Lit(dim, set))) = (formula, atoms.formula(formula)) else {
                panic!("{formula:?}")
            };
            assert_eq!(atoms.cube(Cube::new([(dim, set)])), Cube::new([(place, asked.clone())]));
        }
    }

    #[test]
    fn situations_name_the_lowest_class() {
        let mut space = Space::new();
        let place = space.add(Dim::plain(100));
        let far = Formula::lit(place, ClassSet::of(100, 40..50));
        let atoms = Atoms::of(&space, [&far]);
        let mut found = Assignment::default_of(&atoms.space);
        found.set(place, 1);
        assert_eq!(atoms.situation(found).class(place), 40);
    }
}
