//! A condition as alternatives: cubes, of which one at least must hold, each of literals that must all hold.

use crate::logic::{ClassSet, DimId, Formula};

/// A condition of more alternatives is not sorted into the trie but looked at for every case.
const MOST: usize = 64;

/// Literals that must all hold, one a dimension, in the order of dimensions.
pub type Cube = Vec<(DimId, ClassSet)>;

/// The alternatives of a condition; `None` where they are too many. A condition that never holds has none.
pub fn alternatives(condition: &Formula) -> Option<Vec<Cube>> {
    cubes(&condition.nnf())
}

fn cubes(formula: &Formula) -> Option<Vec<Cube>> {
    match formula {
        Formula::True => Some(vec![Cube::new()]),
        Formula::False => Some(Vec::new()),
        Formula::Lit(dim, set) => Some(vec![vec![(*dim, set.clone())]]),
        // In normal form there is none.
        Formula::Not(_) => None,
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
            let mut out = vec![Cube::new()];
            for part in parts.as_slice() {
                match part {
                    Formula::Lit(dim, set) => out.retain_mut(|cube| narrow(cube, *dim, set)),
                    part => out = product(&out, &cubes(part)?)?,
                }
            }
            Some(out)
        }
    }
}

fn product(left: &[Cube], right: &[Cube]) -> Option<Vec<Cube>> {
    if left.len().saturating_mul(right.len()) > MOST * 4 {
        return None;
    }
    let mut out: Vec<Cube> = Vec::new();
    for a in left {
        for b in right {
            let mut both = a.clone();
            if b.iter().all(|(dim, set)| narrow(&mut both, *dim, set)) {
                out.push(both);
            }
        }
    }
    (out.len() <= MOST).then_some(out)
}

/// Adds a literal to a cube; whether the cube can still hold.
fn narrow(cube: &mut Cube, dim: DimId, set: &ClassSet) -> bool {
    match cube.binary_search_by_key(&dim, |(dim, _)| *dim) {
        Err(at) => {
            cube.insert(at, (dim, set.clone()));
            true
        }
        Ok(at) => cube.get_mut(at).is_some_and(|(_, old)| {
            *old = old.and(set);
            !old.is_empty()
        }),
    }
}
