//! A condition over dimensions, kept small while it is built: constants fold, nested lists flatten, literals of one
//! dimension merge.

use std::collections::BTreeSet;
use std::ops::Not;
use std::sync::Arc;

use super::class_set::ClassSet;
use super::normal;
use super::partial::{Assignment, Partial};
use super::quick;
use super::space::{DimId, Space};
use super::walk::{Branch, fold};

/// A condition. Built by its functions, it is in simplest surface form; built by hand, it means the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Always.
    True,
    /// Never.
    False,
    /// The dimension is in one of these classes.
    Lit(DimId, ClassSet),
    /// The condition does not hold.
    Not(Box<Formula>),
    /// All hold.
    And(Parts),
    /// At least one holds.
    Or(Parts),
}

/// The parts of a conjunction or disjunction. Shared, so that a copy costs nothing; dropped without recursion, however deep.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parts(Arc<Vec<Formula>>);

impl Formula {
    /// The dimension is in one of the classes of `set`.
    pub fn lit(dim: DimId, set: ClassSet) -> Self {
        if set.is_empty() {
            Self::False
        } else if set.is_full() {
            Self::True
        } else {
            Self::Lit(dim, set)
        }
    }

    /// The dimension is in `class`.
    pub fn is(space: &Space, dim: DimId, class: u32) -> Self {
        Self::lit(dim, space.single(dim, class))
    }

    /// All of `parts` hold.
    pub fn and(parts: impl IntoIterator<Item = Self>) -> Self {
        join(Branch::All, parts)
    }

    /// At least one of `parts` holds.
    pub fn or(parts: impl IntoIterator<Item = Self>) -> Self {
        join(Branch::Any, parts)
    }

    /// Where `self` holds, so does `then`.
    pub fn implies(self, then: Self) -> Self {
        Self::or([!self, then])
    }

    /// The same with negations moved into the literals.
    pub fn nnf(&self) -> Self {
        normal::nnf(self)
    }

    /// The same where `known` holds, without the literals that it decides.
    pub fn restrict(&self, known: &Partial) -> Self {
        if let Some((branch, parts)) = self.flat() {
            return self.restrict_flat(branch, parts, known);
        }
        if !self.mentions(|dim| known.domain(dim).is_some()) {
            return self.clone();
        }
        fold(
            self,
            |leaf| restrict_leaf(leaf, known),
            |branch, mut parts| match branch {
                Branch::Not => !parts.next_back().unwrap_or(Self::False),
                Branch::All => settled(Self::and(parts), known),
                Branch::Any => settled(Self::or(parts), known),
            },
        )
    }

    /// A leaf, or the parts of a conjunction or disjunction of leaves: most conditions are no deeper.
    pub(super) fn flat(&self) -> Option<(Branch, &[Self])> {
        let is_leaf = |part: &Self| matches!(part, Self::True | Self::False | Self::Lit(..));
        let (branch, parts) = match self {
            Self::And(parts) => (Branch::All, parts.as_slice()),
            Self::Or(parts) => (Branch::Any, parts.as_slice()),
            leaf => (Branch::All, std::slice::from_ref(leaf)),
        };
        parts.iter().all(is_leaf).then_some((branch, parts))
    }

    /// The literals that a conjunction asks for besides its other parts.
    pub fn plain_literals(&self) -> impl Iterator<Item = (DimId, &ClassSet)> {
        self.parts().iter().filter_map(Self::as_literal)
    }

    /// The parts of a conjunction; the condition itself where it is none.
    fn parts(&self) -> &[Self] {
        match self {
            Self::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        }
    }

    fn as_literal(&self) -> Option<(DimId, &ClassSet)> {
        match self {
            Self::Lit(dim, set) => Some((*dim, set)),
            _ => None,
        }
    }

    /// Whether literals that both ask for exclude each other: then nothing meets both. `false` says nothing.
    pub fn clashes(&self, other: &Self) -> bool {
        let excludes = |(dim, set): (DimId, &ClassSet)| {
            let same = other.plain_literals().find(|(d, _)| *d == dim);
            same.is_some_and(|(_, there)| !set.meets(there))
        };
        self.plain_literals().any(excludes)
    }

    fn restrict_flat(&self, branch: Branch, parts: &[Self], known: &Partial) -> Self {
        let truth = |part: &Self| kleene_leaf(part, known);
        match strongest(parts.iter().map(truth), branch == Branch::Any) {
            Some(value) => return if value { Self::True } else { Self::False },
            None if parts.iter().all(|part| truth(part).is_none()) => return self.clone(),
            None => {}
        }
        let open = parts.iter().filter(|part| truth(part).is_none()).cloned();
        join(branch, open)
    }

    /// The dimensions that it mentions.
    pub fn dims(&self) -> BTreeSet<DimId> {
        let mut dims = BTreeSet::new();
        let note = |leaf: &Self| {
            if let Self::Lit(dim, _) = leaf {
                dims.insert(*dim);
            }
        };
        fold(self, note, |_, _| ());
        dims
    }

    /// Tells whether some dimension that it mentions is one of those asked for.
    pub fn mentions(&self, mut wanted: impl FnMut(DimId) -> bool) -> bool {
        let mut open: Vec<std::slice::Iter<'_, Self>> = Vec::new();
        let mut list = std::slice::from_ref(self).iter();
        loop {
            match list.next() {
                Some(Self::Lit(dim, _)) if wanted(*dim) => return true,
                Some(Self::Not(inner)) => {
                    open.push(std::mem::replace(&mut list, std::slice::from_ref(&**inner).iter()))
                }
                Some(Self::And(parts) | Self::Or(parts)) => {
                    open.push(std::mem::replace(&mut list, parts.as_slice().iter()));
                }
                Some(_) => {}
                None => match open.pop() {
                    Some(outer) => list = outer,
                    None => return false,
                },
            }
        }
    }

    /// A value worked out bottom up: `leaf` gives that of constants and literals, `joined` that of a conjunction (`true`) or disjunction from
    /// its parts, `negated` that of a negation.
    pub fn summed_up<T: Clone>(
        &self,
        leaf: impl FnMut(&Self) -> T,
        joined: impl Fn(bool, &[T]) -> T,
        negated: impl Fn(T) -> T,
    ) -> T {
        fold(self, leaf, |branch, parts| match (branch, parts.as_slice()) {
            (Branch::Not, [one]) => negated(one.clone()),
            (Branch::All | Branch::Not, all) => joined(true, all),
            (Branch::Any, all) => joined(false, all),
        })
    }

    /// Tells whether it holds in a situation.
    pub fn eval(&self, situation: &Assignment) -> bool {
        quick::eval(self, situation, quick::DEEPEST).unwrap_or_else(|_| self.eval_without_recursion(situation))
    }

    fn eval_without_recursion(&self, situation: &Assignment) -> bool {
        let leaf = |leaf: &Self| match leaf {
            Self::Lit(dim, set) => set.contains(situation.class(*dim)),
            other => *other == Self::True,
        };
        fold(self, leaf, |branch, mut parts| match branch {
            Branch::Not => !parts.any(|part| part),
            Branch::All => parts.all(|part| part),
            Branch::Any => parts.any(|part| part),
        })
    }

    /// Tells whether it holds from what is known, part by part: `None` may still be decided by [`decide`](super::decide).
    pub fn kleene(&self, known: &Partial) -> Option<bool> {
        quick::kleene(self, known, quick::DEEPEST).unwrap_or_else(|_| self.kleene_without_recursion(known))
    }

    fn kleene_without_recursion(&self, known: &Partial) -> Option<bool> {
        let leaf = |leaf: &Self| kleene_leaf(leaf, known);
        fold(self, leaf, |branch, mut parts| match branch {
            Branch::Not => parts.next_back().flatten().map(bool::not),
            Branch::All => strongest(parts, false),
            Branch::Any => strongest(parts, true),
        })
    }
}

impl Not for Formula {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Lit(dim, set) => Self::lit(dim, set.complement()),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

impl Parts {
    /// The parts in order.
    pub fn as_slice(&self) -> &[Formula] {
        &self.0
    }

    fn take(&mut self) -> Vec<Formula> {
        Arc::try_unwrap(std::mem::take(&mut self.0)).unwrap_or_else(|shared| shared.to_vec())
    }

    /// Moves the parts into `open`, unless they are still in use elsewhere.
    fn release(&mut self, open: &mut Vec<Formula>) {
        if let Some(parts) = Arc::get_mut(&mut self.0) {
            open.append(parts);
        }
    }
}

impl From<Vec<Formula>> for Parts {
    fn from(parts: Vec<Formula>) -> Self {
        Self(Arc::new(parts))
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        let mut open = Vec::new();
        self.release(&mut open);
        while let Some(mut formula) = open.pop() {
            match &mut formula {
                Formula::And(parts) | Formula::Or(parts) => parts.release(&mut open),
                Formula::Not(inner) => open.push(std::mem::replace(&mut **inner, Formula::True)),
                Formula::True | Formula::False | Formula::Lit(..) => {}
            }
        }
    }
}

/// The value `decisive` if any part has it, else unknown if any part is unknown.
fn strongest(parts: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut result = Some(!decisive);
    for part in parts {
        match part {
            Some(value) if value == decisive => return part,
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

fn kleene_leaf(leaf: &Formula, known: &Partial) -> Option<bool> {
    match leaf {
        Formula::Lit(dim, set) => known.truth(*dim, set),
        other => Some(*other == Formula::True),
    }
}

fn restrict_leaf(leaf: &Formula, known: &Partial) -> Formula {
    match leaf {
        Formula::Lit(dim, set) => match known.truth(*dim, set) {
            Some(true) => Formula::True,
            Some(false) => Formula::False,
            None => Formula::Lit(*dim, set.clone()),
        },
        Formula::True => Formula::True,
        _ => Formula::False,
    }
}

/// Literals of one dimension that were each open merge to one that may be decided: `1..2` or `>= 3`, where it is known to be at least 1.
fn settled(joined: Formula, known: &Partial) -> Formula {
    let decides = |parts: &Parts, value: bool| {
        let truth = |part: &Formula| match part {
            Formula::Lit(dim, set) => known.truth(*dim, set),
            _ => None,
        };
        parts.as_slice().iter().any(|part| truth(part) == Some(value))
    };
    match &joined {
        Formula::Lit(..) => restrict_leaf(&joined, known),
        Formula::Or(parts) if decides(parts, true) => Formula::True,
        Formula::And(parts) if decides(parts, false) => Formula::False,
        _ => joined,
    }
}

/// A conjunction or disjunction in simplest surface form: its literals first, one a dimension, in their order.
fn join(branch: Branch, parts: impl IntoIterator<Item = Formula>) -> Formula {
    let mut literals: Vec<(DimId, ClassSet)> = Vec::new();
    let mut others = Vec::new();
    let mut inner: Vec<std::vec::IntoIter<Formula>> = Vec::new();
    let mut parts = parts.into_iter();
    loop {
        let next = match inner.last_mut() {
            Some(list) => match list.next() {
                Some(part) => part,
                None => {
                    inner.pop();
                    continue;
                }
            },
            None => match parts.next() {
                Some(part) => part,
                None => break,
            },
        };
        match (next, branch) {
            (Formula::And(mut list), Branch::All) | (Formula::Or(mut list), Branch::Any) => {
                inner.push(list.take().into_iter());
            }
            (Formula::True, Branch::Any) => return Formula::True,
            (Formula::False, Branch::All) => return Formula::False,
            (Formula::True | Formula::False, _) => {}
            (Formula::Lit(dim, set), _) => literals.push((dim, set)),
            (other, _) => others.push(other),
        }
    }
    if !literals.is_sorted_by_key(|(dim, _)| *dim) {
        literals.sort_by_key(|(dim, _)| *dim);
    }
    literals.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = branch.merge(&kept.1, &next.1);
        }
        same
    });
    assemble(branch, literals, others)
}

fn assemble(branch: Branch, literals: Vec<(DimId, ClassSet)>, others: Vec<Formula>) -> Formula {
    let (neutral, decisive) = match branch {
        Branch::Any => (Formula::False, Formula::True),
        Branch::All | Branch::Not => (Formula::True, Formula::False),
    };
    let mut parts = Vec::with_capacity(literals.len() + others.len());
    for (dim, set) in literals {
        match Formula::lit(dim, set) {
            constant if constant == decisive => return decisive,
            constant if constant == neutral => {}
            literal => parts.push(literal),
        }
    }
    parts.extend(others);
    match (parts.len(), branch) {
        (0, _) => neutral,
        (1, _) => parts.pop().unwrap_or(neutral),
        (_, Branch::Any) => Formula::Or(parts.into()),
        (_, Branch::All | Branch::Not) => Formula::And(parts.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restricted_formula_has_no_literal_that_is_decided() {
        let age = DimId(0);
        let within = |members: &[u32]| ClassSet::of(4, members.iter().copied());
        let known = Partial::new().with(age, within(&[1, 2, 3]));
        let lit = |members: &[u32]| Formula::lit(age, within(members));
        assert_eq!(Formula::or([lit(&[1, 2]), lit(&[3])]).restrict(&known), Formula::True);
        assert_eq!(
            Formula::and([lit(&[0, 1]), lit(&[0, 2])]).restrict(&known),
            Formula::False
        );
        let held = Formula::lit(DimId(1), ClassSet::of(2, [1]));
        let some = known.clone().with(DimId(1), ClassSet::of(2, [1]));
        let told = Formula::or([Formula::and([lit(&[1, 2]), held]), lit(&[3])]);
        assert_eq!(told.restrict(&some), Formula::True);
        // Beside what stays open, too.
        let (held, open) = (
            Formula::lit(DimId(1), ClassSet::of(2, [1])),
            Formula::lit(DimId(2), ClassSet::of(2, [1])),
        );
        let either = Formula::or([Formula::and([lit(&[1, 2]), held.clone()]), lit(&[3]), open.clone()]);
        assert_eq!(either.restrict(&some), Formula::True);
        let both = Formula::and([Formula::or([lit(&[0, 1]), !held]), lit(&[0, 2]), open]);
        assert_eq!(both.restrict(&some), Formula::False);
    }
}
