//! Conditions over facts, with names resolved and definitions put in place.

use super::id::{FactId, ValueId};
use crate::text::Span;

/// A condition.
#[derive(Debug, Clone)]
pub enum Condition {
    /// Holds in every situation.
    Always,
    /// Holds in none.
    Never,
    /// All of them.
    All(Vec<Condition>),
    /// Any of them.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// A test of one fact, and where it stands.
    Leaf(Leaf, Span),
    /// Discretion: whoever decides may find that it applies.
    Discretion(Discretion, Span),
    /// No item of this topic (or of this name) applies; replaced by their conditions when the model is complete.
    Nobody(String, Span),
    /// Not yet encoded: the wording, and a number that tells it from others.
    Pending(String, u32, Span),
}

/// A test of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A bool fact is true.
    Yes(FactId),
    /// A set holds the value or one below it.
    Has(FactId, ValueId),
    /// The single value, or the grade, is one of these (values below them included).
    Among(FactId, Vec<ValueId>),
    /// The number lies in this range; both ends included.
    Within(FactId, Option<i64>, Option<i64>),
}

impl Leaf {
    /// The fact that is tested.
    #[must_use]
    pub fn fact(&self) -> FactId {
        match self {
            Leaf::Yes(f) | Leaf::Has(f, _) | Leaf::Among(f, _) | Leaf::Within(f, _, _) => *f,
        }
    }
}

/// A kind of discretion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discretion {
    /// 视情
    AtDiscretion,
    /// 必要时
    IfNecessary,
}

impl Condition {
    /// Both conditions.
    #[must_use]
    pub fn and(self, other: Condition) -> Condition {
        match (self, other) {
            (Condition::Always, c) | (c, Condition::Always) => c,
            (Condition::All(mut parts), c) => {
                parts.push(c);
                Condition::All(parts)
            }
            (a, b) => Condition::All(vec![a, b]),
        }
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Condition {
        match self {
            Condition::Always => Condition::Never,
            Condition::Never => Condition::Always,
            Condition::Not(inner) => *inner,
            other => Condition::Not(Box::new(other)),
        }
    }

    /// Calls `visit` on every part, outermost first.
    pub fn visit<'a>(&'a self, visit: &mut impl FnMut(&'a Condition)) {
        visit(self);
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|p| p.visit(visit)),
            Condition::Not(inner) => inner.visit(visit),
            _ => {}
        }
    }

    /// The tests of facts in it.
    #[must_use]
    pub fn leaves(&self) -> Vec<(&Leaf, Span)> {
        let mut out = Vec::new();
        self.visit(&mut |c| {
            if let Condition::Leaf(leaf, span) = c {
                out.push((leaf, *span));
            }
        });
        out
    }

    /// Whether discretion stands somewhere in it.
    #[must_use]
    pub fn has_discretion(&self) -> bool {
        let mut found = false;
        self.visit(&mut |c| found |= matches!(c, Condition::Discretion(..)));
        found
    }

    /// Whether it holds whatever the facts are, as far as its form shows.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Condition::Always)
    }
}
