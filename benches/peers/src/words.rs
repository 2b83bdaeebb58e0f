//! Conditions and situations in the words of other languages: facts are `f0`, `f1`, …, values of sets `x0`, `x1`, ….

use serde_json::{Map, Value, json};
use zeren::logic::{ClassSet, DimId, Formula};

use crate::situations::{Given, Kind, Shape};

/// How a language writes things.
pub struct Dialect {
    pub and: &'static str,
    pub or: &'static str,
    pub test: fn(&Test) -> String,
}

/// A test of one fact.
pub struct Test {
    pub fact: u32,
    pub kind: Kind,
    pub classes: Vec<u32>,
}

impl Test {
    pub fn new(shape: &Shape, dim: DimId, set: &ClassSet) -> Test {
        Test { fact: shape.group(dim), kind: shape.kind(dim), classes: set.iter().collect() }
    }

    /// A range from the first or to the last class: `Ok(k)` for below `k`, `Err(k)` for `k` and above.
    pub fn range(&self, classes: u32) -> Option<Result<u32, u32>> {
        let (first, last) = (*self.classes.first()?, *self.classes.last()?);
        let whole = last - first + 1 == self.classes.len() as u32 && self.classes.len() > 1;
        match (first, last) {
            (0, last) if whole => Some(Ok(last + 1)),
            (first, last) if whole && last + 1 == classes => Some(Err(first)),
            _ => None,
        }
    }

    /// Whether the value, or yes, is asked for.
    pub fn wants(&self) -> bool {
        self.classes == [1]
    }

    pub fn list(&self) -> String {
        self.classes.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// A condition in a language.
pub fn text(shape: &Shape, dialect: &Dialect, formula: &Formula) -> String {
    let joined = |parts: &[Formula], by: &str| {
        let parts: Vec<String> = parts.iter().map(|p| text(shape, dialect, p)).collect();
        format!("({})", parts.join(by))
    };
    match formula {
        Formula::And(parts) => joined(parts.as_slice(), dialect.and),
        Formula::Or(parts) => joined(parts.as_slice(), dialect.or),
        Formula::Lit(dim, set) => (dialect.test)(&Test::new(shape, *dim, set)),
        Formula::True | Formula::False | Formula::Not(_) => unreachable!("conditions are in normal form and not constant"),
    }
}

/// A condition as alternatives of tests.
pub fn alternatives(shape: &Shape, formula: &Formula) -> Vec<Vec<(DimId, ClassSet)>> {
    match formula {
        Formula::Lit(dim, set) => vec![vec![(*dim, set.clone())]],
        Formula::Or(parts) => parts.as_slice().iter().flat_map(|p| alternatives(shape, p)).collect(),
        Formula::And(parts) => parts.as_slice().iter().fold(vec![Vec::new()], |all, part| {
            let more = alternatives(shape, part);
            let pair = |a: &Vec<(DimId, ClassSet)>| more.iter().map(|b| [a.clone(), b.clone()].concat()).collect::<Vec<_>>();
            all.iter().flat_map(pair).collect()
        }),
        Formula::True | Formula::False | Formula::Not(_) => unreachable!("conditions are in normal form and not constant"),
    }
}

/// A situation as JSON.
pub fn facts(shape: &Shape, given: &[Given]) -> Value {
    let mut out = Map::new();
    for given in given {
        let (name, value) = match given {
            Given::Class(dim, class) if shape.kind(*dim) == Kind::Bool => (shape.group(*dim), json!(*class == 1)),
            Given::Class(dim, class) => (shape.group(*dim), json!(class)),
            Given::Set(first, present) => (shape.group(*first), json!(tags(shape, present))),
        };
        out.insert(format!("f{name}"), value);
    }
    Value::Object(out)
}

/// The values of a set.
pub fn tags(shape: &Shape, present: &[DimId]) -> Vec<String> {
    let tag = |dim: &DimId| match shape.kind(*dim) {
        Kind::Tag(number) => format!("x{number}"),
        Kind::One(_) | Kind::Bool => unreachable!("only sets have values"),
    };
    let mut out: Vec<String> = present.iter().map(tag).collect();
    out.sort();
    out.dedup();
    out
}
