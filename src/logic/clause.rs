//! Turns formulas into clauses over the same dimensions and fresh two-class ones.

use super::class_set::ClassSet;
use super::formula::Formula;
use super::space::DimId;

/// The dimension is in one of the classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) dim: DimId,
    pub(super) set: ClassSet,
}

impl Literal {
    /// The fresh two-class dimension is on (`1`) or off (`0`).
    pub(super) fn switch(dim: DimId, class: u32) -> Self {
        Self {
            dim,
            set: ClassSet::single(2, class),
        }
    }
}

/// At least one literal holds; every dimension occurs once.
pub(super) type Clause = Vec<Literal>;

/// Clauses that a situation meets, with some classes of the fresh dimensions, exactly where `formula` holds.
///
/// A part below a disjunction gets a fresh dimension that implies it (one direction is enough after normalisation).
pub(super) fn clauses_of(formula: &Formula, mut fresh: impl FnMut() -> DimId) -> Vec<Clause> {
    if let Some(clause) = plain(formula) {
        return vec![clause];
    }
    let normal = formula.nnf();
    let mut clauses = Vec::new();
    let mut open: Vec<(Option<Literal>, &Formula)> = vec![(None, &normal)];
    while let Some((guard, part)) = open.pop() {
        let mut clause: Clause = guard.iter().cloned().collect();
        match part {
            Formula::True => continue,
            Formula::And(parts) => {
                open.extend(parts.as_slice().iter().rev().map(|part| (guard.clone(), part)));
                continue;
            }
            Formula::Or(parts) => {
                for part in parts.as_slice() {
                    if let Formula::Lit(dim, set) = part {
                        clause.push(Literal {
                            dim: *dim,
                            set: set.clone(),
                        });
                    } else {
                        let switch = fresh();
                        clause.push(Literal::switch(switch, 1));
                        open.push((Some(Literal::switch(switch, 0)), part));
                    }
                }
            }
            Formula::Lit(dim, set) => clause.push(Literal {
                dim: *dim,
                set: set.clone(),
            }),
            // The normal form has no negation.
            Formula::False | Formula::Not(_) => {}
        }
        clauses.push(clause);
    }
    clauses
}

/// A formula that is a clause as it stands.
fn plain(formula: &Formula) -> Option<Clause> {
    let literals = match formula {
        Formula::Lit(..) => std::slice::from_ref(formula),
        Formula::Or(parts) => parts.as_slice(),
        _ => return None,
    };
    let mut clause = Clause::with_capacity(literals.len() + 1);
    for literal in literals {
        let Formula::Lit(dim, set) = literal else { return None };
        // Every dimension occurs once; of lists made by hand the normal form takes care.
        if clause.last().is_some_and(|last: &Literal| last.dim >= *dim) {
            return None;
        }
        clause.push(Literal {
            dim: *dim,
            set: set.clone(),
        });
    }
    Some(clause)
}
