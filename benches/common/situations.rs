//! A seeded generator of conditions and situations, shaped as plans are: 19 facts, items scoped to nested jurisdictions.

#![allow(dead_code, reason = "the benchmark and the tests each use a part of it")]

use std::collections::BTreeSet;

use zeren::logic::{ClassSet, Dim, DimId, Formula, Partial, Space};
use zeren::route::index::{Case, Index};

/// Counties of a city, cities of a province; towns of a county.
const FAN: usize = 10;

/// A fact of the generated plans.
#[derive(Debug, Clone)]
enum Fact {
    /// One value of a tree: county, city or province. The first classes are the counties.
    Place {
        dim: DimId,
        counties: usize,
    },
    Tags(Vec<DimId>),
    One(DimId, u32),
    /// Intervals of a number.
    Number(DimId, u32),
    Bool(DimId),
}

/// What a situation says of one fact.
#[derive(Debug, Clone)]
pub enum Given {
    /// The dimension is in this class.
    Class(DimId, u32),
    /// Exactly these of a set are present; the first dimension names the set.
    Set(DimId, Vec<DimId>),
}

/// What a dimension is, for engines with a language of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of so many values, or intervals of a number.
    One(u32),
    /// Yes or no.
    Bool,
    /// A value of a set, by its number.
    Tag(usize),
}

/// The facts, and how many counties there are.
#[derive(Debug)]
pub struct Shape {
    pub space: Space,
    facts: Vec<Fact>,
    owner: Vec<u32>,
    /// Tests that every condition has beyond the usual one to five.
    more: usize,
}

/// Numbers that look random and are the same on every run.
#[derive(Debug)]
pub struct Seeded(u64);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Seeded(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// True in `percent` of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

impl Shape {
    /// Facts for a plan of so many items: about 300 items a county.
    pub fn new(items: usize) -> Shape {
        let counties = (items / 300).max(1);
        let mut shape = Shape {
            space: Space::new(),
            facts: Vec::new(),
            owner: Vec::new(),
            more: 0,
        };
        let place = shape.dim(Dim::plain(counties as u32 + 1));
        shape.facts.push(Fact::Place { dim: place, counties });
        for size in [60, 40, 24, 12] {
            let tags = (0..size).map(|_| shape.dim(Dim::TAG)).collect();
            shape.facts.push(Fact::Tags(tags));
        }
        for classes in [8, 6, 12, 5] {
            let dim = shape.dim(Dim::plain(classes));
            shape.facts.push(Fact::One(dim, classes));
        }
        for classes in [18, 12] {
            let dim = shape.dim(Dim::plain(classes));
            shape.facts.push(Fact::Number(dim, classes));
        }
        for _ in 0..8 {
            let dim = shape.dim(Dim::plain(2));
            shape.facts.push(Fact::Bool(dim));
        }
        shape
    }

    /// The same with so many tests more in every condition, so that fewer hold of a situation.
    pub fn narrower(self, more: usize) -> Shape {
        Shape { more, ..self }
    }

    fn dim(&mut self, dim: Dim) -> DimId {
        self.owner.push(self.facts.len() as u32);
        self.space.add(dim)
    }

    /// How many facts there are.
    pub fn facts(&self) -> usize {
        self.facts.len()
    }

    /// The fact that a dimension belongs to.
    pub fn group(&self, dim: DimId) -> u32 {
        self.owner[dim.0 as usize]
    }

    /// What a dimension is.
    pub fn kind(&self, dim: DimId) -> Kind {
        match &self.facts[self.group(dim) as usize] {
            Fact::Place { counties, .. } => Kind::One(*counties as u32 + 1),
            Fact::One(_, classes) | Fact::Number(_, classes) => Kind::One(*classes),
            Fact::Bool(_) => Kind::Bool,
            Fact::Tags(tags) => Kind::Tag(tags.iter().position(|t| *t == dim).unwrap_or(0)),
        }
    }

    /// Conditions of items, the same for a seed.
    pub fn conditions(&self, items: usize, seed: u64) -> Vec<Formula> {
        let mut seeded = Seeded::new(seed);
        (0..items).map(|_| self.condition(&mut seeded)).collect()
    }

    fn condition(&self, seeded: &mut Seeded) -> Formula {
        let mut parts = vec![self.place(seeded)];
        // Nearly every item says what happened; further tests are of any fact.
        if seeded.chance(90) {
            parts.push(self.test(1, seeded));
        }
        for _ in 0..self.more + seeded.below(4) {
            let fact = 1 + seeded.below(self.facts.len() - 1);
            parts.push(match seeded.below(10) {
                0 => Formula::or([
                    self.test(fact, seeded),
                    self.test(1 + seeded.below(self.facts.len() - 1), seeded),
                ]),
                1 => !self.test(fact, seeded),
                _ => self.test(fact, seeded),
            });
        }
        Formula::and(parts)
    }

    /// Most items are a county's, some a city's, few a province's.
    fn place(&self, seeded: &mut Seeded) -> Formula {
        let Fact::Place { dim, counties } = &self.facts[0] else {
            return Formula::True;
        };
        let classes = self.space.classes(*dim);
        let at = seeded.below(*counties);
        let within = |size: usize| {
            let from = at / size * size;
            ClassSet::of(classes, (from..(from + size).min(*counties)).map(|c| c as u32))
        };
        match seeded.below(1_000) {
            0 => Formula::True,
            1..=20 => Formula::lit(*dim, within(FAN)),
            _ => Formula::lit(*dim, within(1)),
        }
    }

    fn test(&self, fact: usize, seeded: &mut Seeded) -> Formula {
        match &self.facts[fact] {
            Fact::Tags(tags) => {
                let any = 1 + usize::from(seeded.chance(30));
                Formula::or((0..any).map(|_| Formula::is(&self.space, tags[seeded.below(tags.len())], 1)))
            }
            Fact::One(dim, classes) => Formula::is(&self.space, *dim, seeded.below(*classes as usize) as u32),
            Fact::Number(dim, classes) => {
                let limit = 1 + seeded.below(*classes as usize - 1) as u32;
                let set = if seeded.chance(50) { 0..limit } else { limit..*classes };
                Formula::lit(*dim, ClassSet::of(*classes, set))
            }
            Fact::Bool(dim) => Formula::is(&self.space, *dim, seeded.below(2) as u32),
            Fact::Place { .. } => self.place(seeded),
        }
    }

    /// A situation; of every ten facts `unknown` are left out (the place never is).
    pub fn situation(&self, seed: u64, unknown: usize) -> Vec<Given> {
        let mut seeded = Seeded::new(seed + 1_000);
        let mut out = Vec::new();
        for (at, fact) in self.facts.iter().enumerate() {
            let given = match fact {
                Fact::Place { dim, counties } => Given::Class(*dim, seeded.below(*counties) as u32),
                Fact::Tags(tags) => {
                    let present = (0..seeded.below(4)).map(|_| tags[seeded.below(tags.len())]);
                    let present: BTreeSet<DimId> = present.collect();
                    Given::Set(tags[0], present.into_iter().collect())
                }
                Fact::One(dim, classes) | Fact::Number(dim, classes) => {
                    Given::Class(*dim, seeded.below(*classes as usize) as u32)
                }
                Fact::Bool(dim) => Given::Class(*dim, seeded.below(2) as u32),
            };
            if at == 0 || seeded.below(10) >= unknown {
                out.push(given);
            }
        }
        out
    }

    /// A situation as what is known of each dimension.
    pub fn partial(&self, given: &[Given]) -> Partial {
        let mut out = Partial::new();
        for given in given {
            match given {
                Given::Class(dim, class) => out.narrow(*dim, self.space.single(*dim, *class)),
                Given::Set(first, present) => {
                    for tag in self.tags(*first) {
                        out.narrow(*tag, self.space.single(*tag, u32::from(present.contains(tag))));
                    }
                }
            }
        }
        out
    }

    fn tags(&self, first: DimId) -> &[DimId] {
        self.facts
            .iter()
            .find_map(|f| match f {
                Fact::Tags(tags) if tags[0] == first => Some(tags.as_slice()),
                _ => None,
            })
            .unwrap_or(&[])
    }

    /// A situation noted for an index.
    pub fn case(&self, index: &Index, given: &[Given]) -> Case {
        let mut case = Case::default();
        self.note(index, given, &mut case);
        case
    }

    /// Notes a situation in a case that was used before.
    pub fn note(&self, index: &Index, given: &[Given], case: &mut Case) {
        if given.len() < self.facts.len() {
            return case.read(index, &self.partial(given));
        }
        case.begin(index);
        for given in given {
            match given {
                Given::Class(dim, class) => case.give(index, *dim, *class),
                Given::Set(_, present) => present.iter().for_each(|tag| case.give(index, *tag, 1)),
            }
        }
    }
}
