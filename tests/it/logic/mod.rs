//! The parts of `logic` one by one, against conditions read naively and every situation of small spaces.

mod asker;
mod bounded;
mod cores;
mod decide;
mod diagrams;
mod formulas;
mod sets;
mod solver;

use std::collections::BTreeSet;

use zeren::logic::{Assignment, ClassSet, Dim, DimId, Formula, Partial, Space};

/// Numbers that are the same on every run.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1))
    }

    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % bound
    }

    fn some_of(&mut self, classes: u32) -> Vec<u32> {
        (0..classes).filter(|_| self.below(2) == 0).collect()
    }
}

/// A condition as one would say it.
#[derive(Clone, Debug)]
enum Said {
    Always(bool),
    In(DimId, Vec<u32>),
    Not(Box<Said>),
    All(Vec<Said>),
    Any(Vec<Said>),
}

impl Said {
    fn holds(&self, situation: &[u32]) -> bool {
        match self {
            Said::Always(yes) => *yes,
            Said::In(dim, classes) => classes.contains(&situation[dim.0 as usize]),
            Said::Not(inner) => !inner.holds(situation),
            Said::All(parts) => parts.iter().all(|p| p.holds(situation)),
            Said::Any(parts) => parts.iter().any(|p| p.holds(situation)),
        }
    }

    /// By the functions that simplify.
    fn built(&self, space: &Space) -> Formula {
        match self {
            Said::Always(true) => Formula::True,
            Said::Always(false) => Formula::False,
            Said::In(dim, classes) => Formula::lit(*dim, ClassSet::of(space.classes(*dim), classes.iter().copied())),
            Said::Not(inner) => !inner.built(space),
            Said::All(parts) => Formula::and(parts.iter().map(|p| p.built(space))),
            Said::Any(parts) => Formula::or(parts.iter().map(|p| p.built(space))),
        }
    }

    /// By hand, as it is said.
    fn raw(&self, space: &Space) -> Formula {
        match self {
            Said::In(dim, classes) => Formula::Lit(*dim, ClassSet::of(space.classes(*dim), classes.iter().copied())),
            Said::Not(inner) => Formula::Not(Box::new(inner.raw(space))),
            Said::All(parts) => Formula::And(parts.iter().map(|p| p.raw(space)).collect::<Vec<_>>().into()),
            Said::Any(parts) => Formula::Or(parts.iter().map(|p| p.raw(space)).collect::<Vec<_>>().into()),
            constant => constant.built(space),
        }
    }

    fn dims(&self) -> BTreeSet<DimId> {
        match self {
            Said::Always(_) => BTreeSet::new(),
            Said::In(dim, _) => BTreeSet::from([*dim]),
            Said::Not(inner) => inner.dims(),
            Said::All(parts) | Said::Any(parts) => parts.iter().flat_map(Said::dims).collect(),
        }
    }

    fn random(space: &Space, depth: u32, random: &mut Random) -> Said {
        let dim = DimId(random.below(space.len() as u32));
        if depth == 0 || random.below(4) == 0 {
            return match random.below(12) {
                0 => Said::Always(random.below(2) == 0),
                _ => Said::In(dim, random.some_of(space.classes(dim))),
            };
        }
        let parts = |random: &mut Random| -> Vec<Said> {
            (0..random.below(4))
                .map(|_| Said::random(space, depth - 1, random))
                .collect()
        };
        match random.below(3) {
            0 => Said::Not(Box::new(Said::random(space, depth - 1, random))),
            1 => Said::All(parts(random)),
            _ => Said::Any(parts(random)),
        }
    }
}

/// Three tags, one of three classes without a default, one of four whose default is the third: 96 situations.
fn space() -> Space {
    let mut space = Space::new();
    for _ in 0..3 {
        space.add(Dim::TAG);
    }
    space.add(Dim::plain(3));
    space.add(Dim {
        classes: 4,
        default: Some(2),
    });
    space
}

fn situations(space: &Space) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new()];
    for (_, dim) in space.iter() {
        let longer = |classes: &Vec<u32>| {
            (0..dim.classes)
                .map(|c| [classes.as_slice(), &[c]].concat())
                .collect::<Vec<_>>()
        };
        out = out.iter().flat_map(longer).collect();
    }
    out
}

fn whole(situation: &[u32]) -> Assignment {
    Assignment::new(situation.to_vec())
}

/// Exactly this situation is known.
fn known(space: &Space, situation: &[u32]) -> Partial {
    space
        .iter()
        .map(|(dim, _)| (dim, space.single(dim, situation[dim.0 as usize])))
        .collect()
}

/// Something is known of some dimensions; of each at least one class is left.
fn partly(space: &Space, random: &mut Random) -> Partial {
    let mut out = Partial::new();
    for (dim, kind) in space.iter() {
        if random.below(2) == 0 {
            let mut classes = random.some_of(kind.classes);
            classes.push(random.below(kind.classes));
            out.narrow(dim, ClassSet::of(kind.classes, classes));
        }
    }
    out
}

fn meets(known: &Partial, situation: &[u32]) -> bool {
    known.iter().all(|(dim, set)| set.contains(situation[dim.0 as usize]))
}

/// How many dimensions are off their default.
fn present(space: &Space, situation: &[u32]) -> BTreeSet<DimId> {
    let off = |dim: &DimId| {
        space
            .default_class(*dim)
            .is_some_and(|class| class != situation[dim.0 as usize])
    };
    space.iter().map(|(dim, _)| dim).filter(off).collect()
}
