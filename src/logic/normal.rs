//! Negation normal form: negations move into the literals, lists of the same kind flatten.

use super::formula::Formula;
use super::walk::{Branch, parts};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plain,
    Negated,
}

impl Sign {
    fn flip(self) -> Self {
        match self {
            Self::Plain => Self::Negated,
            Self::Negated => Self::Plain,
        }
    }

    fn branch(self, branch: Branch) -> Branch {
        match self {
            Self::Plain => branch,
            Self::Negated => branch.dual(),
        }
    }
}

enum Visit<'a> {
    /// Read a formula whose value goes into a list of the given kind.
    Enter(&'a Formula, Sign, Branch),
    /// Close the list that began when there were this many values.
    Leave(Branch, usize),
    /// Open a list of the parts.
    Begin(&'a [Formula], Sign, Branch),
}

/// The same formula without `Not`.
pub(super) fn nnf(root: &Formula) -> Formula {
    // The outermost list is a conjunction of one.
    let mut open = vec![Visit::Enter(root, Sign::Plain, Branch::All)];
    let mut values: Vec<Formula> = Vec::new();
    while let Some(visit) = open.pop() {
        match visit {
            Visit::Enter(formula, sign, around) => match parts(formula) {
                None => values.push(signed_leaf(formula, sign)),
                Some((Branch::Not, inner)) => {
                    open.extend(inner.iter().map(|part| Visit::Enter(part, sign.flip(), around)));
                }
                Some((branch, inner)) if sign.branch(branch) == around => {
                    open.extend(inner.iter().rev().map(|part| Visit::Enter(part, sign, around)));
                }
                Some((branch, inner)) => open.push(Visit::Begin(inner, sign, sign.branch(branch))),
            },
            Visit::Begin(inner, sign, branch) => {
                open.push(Visit::Leave(branch, values.len()));
                open.extend(inner.iter().rev().map(|part| Visit::Enter(part, sign, branch)));
            }
            Visit::Leave(branch, from) => {
                let closed = close(branch, values.split_off(from));
                values.push(closed);
            }
        }
    }
    Formula::and(values)
}

fn close(branch: Branch, parts: Vec<Formula>) -> Formula {
    match branch {
        Branch::Any => Formula::or(parts),
        Branch::All | Branch::Not => Formula::and(parts),
    }
}

fn signed_leaf(leaf: &Formula, sign: Sign) -> Formula {
    let leaf = match leaf {
        Formula::Lit(dim, set) => Formula::lit(*dim, set.clone()),
        Formula::True => Formula::True,
        _ => Formula::False,
    };
    match sign {
        Sign::Plain => leaf,
        Sign::Negated => !leaf,
    }
}
