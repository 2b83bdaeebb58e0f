//! The facts of made-up plans: places within places, five sets of values with parents, three enumerations, two bools, an age and a
//! number of months, and about a hundred constraints.

use super::Breadth;
use super::random::Random;

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// The tree of places.
    Place,
    /// A set with so many values; every fourth has the others of its four below it.
    Set(usize),
    /// One of so many values.
    One(usize),
    /// Yes or no.
    Bool,
    /// From 0 to this number.
    Int(i64),
}

/// The facts, by name; the first is the place.
pub const FACTS: [(&str, FactKind); 13] = [
    ("地区", FactKind::Place),
    ("对象", FactKind::Set(40)),
    ("情形", FactKind::Set(32)),
    ("诉求", FactKind::Set(24)),
    ("场所", FactKind::Set(12)),
    ("施害人", FactKind::Set(8)),
    ("程度", FactKind::One(4)),
    ("户籍", FactKind::One(3)),
    ("照料", FactKind::One(5)),
    ("可联系", FactKind::Bool),
    ("已报告", FactKind::Bool),
    ("年龄", FactKind::Int(120)),
    ("月数", FactKind::Int(60)),
];
/// The age, which some constraints are about.
pub const AGE: usize = 11;

/// A constraint on values of sets: `(fact, value)`.
#[derive(Debug, Clone, Copy)]
pub enum Law {
    /// Where the first holds, so does the second.
    Implies((usize, usize), (usize, usize)),
    /// They do not hold together.
    Excludes((usize, usize), (usize, usize)),
    /// Where it holds, the age is below this.
    Younger((usize, usize), i64),
}

/// Words of a fact that a topic draws on.
#[derive(Debug, Clone)]
pub enum Sample {
    /// Values of a set or enumeration.
    Values(usize, Vec<usize>),
    /// A bool fact.
    Bool(usize),
    /// A number with the limits that occur.
    Limits(usize, Vec<i64>),
}

/// Facts and constraints.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Each place with the one that it lies in: first the country, then provinces, cities, counties.
    pub places: Vec<Option<usize>>,
    /// What holds in every situation.
    pub laws: Vec<Law>,
    within: Vec<Vec<usize>>,
}

impl Vocabulary {
    /// A vocabulary with so many counties.
    pub fn new(counties: usize, random: &mut Random) -> Vocabulary {
        let mut places = vec![None];
        let mut above = vec![0];
        for number in [1 + counties / 80, 1 + counties / 8, counties] {
            let start = places.len();
            places.extend((0..number).map(|n| Some(above[n % above.len()])));
            above = (start..places.len()).collect();
        }
        let mut within = vec![Vec::new(); places.len()];
        for (place, above) in places.iter().enumerate() {
            if let Some(above) = above {
                within[*above].push(place);
            }
        }
        let laws = (0..100).map(|_| law(random)).collect();
        Vocabulary { places, laws, within }
    }

    /// The places that lie in `place`, directly.
    pub fn within(&self, place: usize) -> Vec<usize> {
        self.within[place].clone()
    }

    /// These places with everything that lies in them.
    pub fn all_within(&self, places: &[usize]) -> Vec<usize> {
        let mut out = places.to_vec();
        let mut next = 0;
        while let Some(place) = out.get(next).copied() {
            out.extend(&self.within[place]);
            next += 1;
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Some words of some facts.
    pub fn some(&self, breadth: Breadth, random: &mut Random) -> Vec<Sample> {
        let (facts, values, limits) = match breadth {
            Breadth::Local => (4, 3, 2),
            Breadth::Wide => (6, 5, 4),
            Breadth::Whole => (12, 40, 8),
        };
        let all: Vec<usize> = (1..FACTS.len()).collect();
        let chosen = random.choose(&all, facts);
        let word = |fact: usize| match FACTS[fact].1 {
            FactKind::Place => Sample::Values(fact, vec![0]),
            FactKind::Set(n) | FactKind::One(n) => {
                let all: Vec<usize> = (0..n).collect();
                Sample::Values(fact, random.choose(&all, values))
            }
            FactKind::Bool => Sample::Bool(fact),
            FactKind::Int(max) => {
                let usual = [3, 6, 12, 14, 16, 18, 24, 36, 48, 60, 80];
                let usual: Vec<i64> = usual.into_iter().filter(|n| *n < max - 2).collect();
                Sample::Limits(fact, random.choose(&usual, limits))
            }
        };
        chosen.into_iter().map(word).collect()
    }
}

/// The value above another of the same set: the first of its four.
pub fn parent(value: usize) -> Option<usize> {
    (!value.is_multiple_of(4)).then_some(value / 4 * 4)
}

fn law(random: &mut Random) -> Law {
    let mut value = || {
        let fact = 1 + random.below(5);
        let FactKind::Set(n) = FACTS[fact].1 else {
            return (fact, 0);
        };
        (fact, random.below(n))
    };
    let (from, to) = (value(), value());
    match random.below(3) {
        // Only from later facts to earlier ones, so that no chain of constraints comes back.
        0 if from.0 > to.0 => Law::Implies(from, to),
        0 | 1 if from != to && parent(from.1) != Some(to.1) && parent(to.1) != Some(from.1) => Law::Excludes(from, to),
        _ => Law::Younger(from, 18),
    }
}
