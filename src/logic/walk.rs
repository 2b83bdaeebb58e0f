//! Reads a formula bottom up without recursion, so that no input is too deep.

use std::vec::Drain;

use super::class_set::ClassSet;
use super::formula::Formula;

/// What joins the parts of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Branch {
    Not,
    All,
    Any,
}

impl Branch {
    /// The classes allowed by two literals of one dimension that are joined so.
    pub(super) fn merge(self, left: &ClassSet, right: &ClassSet) -> ClassSet {
        match self {
            Self::Any => left.or(right),
            Self::All | Self::Not => left.and(right),
        }
    }

    /// What joins the negated parts after a negation moved inwards.
    pub(super) fn dual(self) -> Self {
        match self {
            Self::Not => Self::Not,
            Self::All => Self::Any,
            Self::Any => Self::All,
        }
    }
}

/// The branch of a formula and its parts; `None` for a leaf.
pub(super) fn parts(formula: &Formula) -> Option<(Branch, &[Formula])> {
    match formula {
        Formula::True | Formula::False | Formula::Lit(..) => None,
        Formula::Not(inner) => Some((Branch::Not, std::slice::from_ref(inner))),
        Formula::And(parts) => Some((Branch::All, parts.as_slice())),
        Formula::Or(parts) => Some((Branch::Any, parts.as_slice())),
    }
}

enum Visit<'a> {
    Enter(&'a Formula),
    Leave(Branch, usize),
}

/// The value of `root`: `leaf` gives that of constants and literals, `node` that of a branch from its parts, in order.
pub(super) fn fold<T>(
    root: &Formula,
    mut leaf: impl FnMut(&Formula) -> T,
    mut node: impl FnMut(Branch, Drain<'_, T>) -> T,
) -> T {
    fold_in(
        &mut (),
        root,
        |(), formula| leaf(formula),
        |(), branch, parts| node(branch, parts),
    )
}

/// The same, where `leaf` and `node` work on one context.
pub(super) fn fold_in<C, T>(
    context: &mut C,
    root: &Formula,
    mut leaf: impl FnMut(&mut C, &Formula) -> T,
    mut node: impl FnMut(&mut C, Branch, Drain<'_, T>) -> T,
) -> T {
    let mut open = vec![Visit::Enter(root)];
    let mut values = Vec::new();
    while let Some(visit) = open.pop() {
        match visit {
            Visit::Enter(formula) => match parts(formula) {
                None => values.push(leaf(context, formula)),
                Some((branch, parts)) => {
                    open.push(Visit::Leave(branch, parts.len()));
                    open.extend(parts.iter().rev().map(Visit::Enter));
                }
            },
            Visit::Leave(branch, count) => {
                let from = values.len().saturating_sub(count);
                let value = node(context, branch, values.drain(from..));
                values.push(value);
            }
        }
    }
    // One value is always left; reading the root as a leaf only tells the compiler so.
    values.pop().unwrap_or_else(|| leaf(context, root))
}
