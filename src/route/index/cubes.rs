//! A condition as alternatives: cubes, of which one at least must hold, each of literals that must all hold.

use std::collections::BTreeMap;

use crate::logic::{ClassSet, DimId, Formula};

/// A condition of more alternatives is not sorted into the trie but looked at for every case.
const MOST: usize = 64;

/// Literals that must all hold, one a dimension, in the order of dimensions.
pub type Cube = Vec<(DimId, ClassSet)>;

/// The alternatives of a condition; `None` where they are too many. A condition that never holds has none.
pub fn alternatives(condition: &Formula) -> Option<Vec<Cube>> {
    let open = cubes(&condition.nnf())?;
    Some(open.into_iter().map(|cube| cube.into_iter().collect()).collect())
}

type Open = BTreeMap<DimId, ClassSet>;

fn cubes(formula: &Formula) -> Option<Vec<Open>> {
    match formula {
        Formula::True => Some(vec![Open::new()]),
        Formula::False => Some(Vec::new()),
        Formula::Lit(dim, set) => Some(vec![Open::from([(*dim, set.clone())])]),
        // In this form a negation stands at a literal only; anything else is left to the condition itself.
        Formula::Not(inner) => match inner.as_ref() {
            Formula::Lit(dim, set) => Some(vec![Open::from([(*dim, set.complement())])]),
            _ => None,
        },
        Formula::Or(parts) => {
            let mut out = Vec::new();
            for part in parts.as_slice() {
                out.extend(cubes(part)?);
                if out.len() > MOST {
                    return None;
                }
            }
            Some(out)
        }
        Formula::And(parts) => {
            let mut out = vec![Open::new()];
            for part in parts.as_slice() {
                out = product(&out, &cubes(part)?)?;
            }
            Some(out)
        }
    }
}

fn product(left: &[Open], right: &[Open]) -> Option<Vec<Open>> {
    if left.len().saturating_mul(right.len()) > MOST * 4 {
        return None;
    }
    let mut out: Vec<Open> = Vec::new();
    for a in left {
        out.extend(right.iter().filter_map(|b| meet(a, b)));
    }
    (out.len() <= MOST).then_some(out)
}

/// Both; `None` where they exclude each other.
fn meet(a: &Open, b: &Open) -> Option<Open> {
    let mut out = a.clone();
    for (dim, set) in b {
        let both = out.get(dim).map_or_else(|| set.clone(), |old| old.and(set));
        if both.is_empty() {
            return None;
        }
        out.insert(*dim, both);
    }
    Some(out)
}
