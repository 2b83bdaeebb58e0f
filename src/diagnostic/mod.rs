//! Diagnostics: what is wrong with the user's text, where, and what to write instead.
//!
//! Neutral findings; how they are shown is `render`'s affair. Every text exists in Chinese and in English.

mod code;
mod words;

pub use code::{CODES, Code, CodeInfo, Concern, find_code};
pub use words::{Lang, Words};

use crate::text::Span;

/// An author's word that findings of a kind are meant so, for one item or unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excuse {
    /// The kind.
    pub code: Code,
    /// The item, or the unit's name.
    pub place: Span,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A fault of the plan, or a likely mistake.
    Warning,
    /// The declaration cannot be used as it stands.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// A place, with words on what is seen there.
#[derive(Debug, Clone)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there; may be empty.
    pub words: Words,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The kind of fault.
    pub code: Code,
    /// What is known of that kind.
    pub info: &'static CodeInfo,
    /// How much it matters here.
    pub severity: Severity,
    /// What is wrong.
    pub message: Words,
    /// What to write instead.
    pub help: Option<Words>,
    /// The place.
    pub primary: Label,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// Clauses that it is about.
    pub clauses: Vec<String>,
    /// Units that it is about.
    pub units: Vec<String>,
    /// A situation that proves it: facts with their values.
    pub witness: Vec<(String, String)>,
}

impl Diagnostic {
    /// A finding at `span`; its severity is the code's own.
    #[must_use]
    pub fn new(code: Code, span: Span, message: Words) -> Self {
        Diagnostic::of(code.info(), span, message)
    }

    /// A finding of a kind that is described elsewhere (a lint).
    #[must_use]
    pub fn of(info: &'static CodeInfo, span: Span, message: Words) -> Self {
        Diagnostic {
            code: info.code,
            info,
            severity: info.severity,
            message,
            help: None,
            primary: Label {
                span,
                words: Words::default(),
            },
            related: Vec::new(),
            clauses: Vec::new(),
            units: Vec::new(),
            witness: Vec::new(),
        }
    }

    /// With words on what stands at the place itself.
    #[must_use]
    pub fn label(mut self, words: Words) -> Self {
        self.primary.words = words;
        self
    }

    /// With what to write instead.
    #[must_use]
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, span: Span, words: Words) -> Self {
        self.related.push(Label { span, words });
        self
    }

    /// With the units that it is about.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.units.push(unit.into());
        self
    }

    /// The facts of its witness, each as it would be written in a test.
    pub fn witness_facts(&self) -> impl Iterator<Item = String> {
        self.witness.iter().map(|(fact, value)| format!("{fact} = {value}"))
    }

    /// With a clause that it is about.
    #[must_use]
    pub fn clause(mut self, clause: impl Into<String>) -> Self {
        self.clauses.push(clause.into());
        self
    }
}
