//! Things that a plan names, and the places that name them.

use crate::text::Span;

/// A kind of thing that a plan names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SymbolKind {
    /// The plan itself.
    Plan,
    /// A unit, vague unit or group.
    Unit,
    /// A fact.
    Fact,
    /// A value of a fact.
    Value,
    /// A named condition.
    Definition,
    /// A topic.
    Topic,
    /// A stage.
    Stage,
    /// A clause.
    Clause,
    /// A duty, task, norm or escalation.
    Item,
    /// A test.
    Test,
    /// A constraint.
    Constraint,
}

/// A thing that a plan names, under its own name whatever alias is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// The fact of a value; nothing for others.
    pub of: String,
    /// Its name.
    pub name: String,
}

impl Symbol {
    /// A thing that is no value.
    #[must_use]
    pub fn new(kind: SymbolKind, name: impl Into<String>) -> Symbol {
        Symbol {
            kind,
            of: String::new(),
            name: name.into(),
        }
    }

    /// A value of a fact.
    #[must_use]
    pub fn value(fact: impl Into<String>, name: impl Into<String>) -> Symbol {
        Symbol {
            kind: SymbolKind::Value,
            of: fact.into(),
            name: name.into(),
        }
    }
}

/// What a mention does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Declares the thing.
    Declares,
    /// Declares another name of it.
    Aliases,
    /// Uses it.
    Uses,
}

/// A place that names something.
#[derive(Debug, Clone)]
pub struct Mention {
    /// What.
    pub symbol: Symbol,
    /// The word that stands there, folded, without quotes.
    pub written: String,
    /// Its bytes, with quotes.
    pub span: Span,
    /// What it does there.
    pub part: Part,
}
