//! What a lint of documents is, what it looks at, and the macro that declares one with its doc comment as its page.

use std::ops::Range;

use crate::diagnostic::{CodeInfo, Diagnostic, Severity, Words};
use crate::document::{Clause, Document, Kind};
use crate::text::{Source, SourceId, Span};

/// A document as lints see it.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'a> {
    /// Its clauses.
    pub document: &'a Document,
    /// Its text.
    pub source: &'a Source,
    /// The number of that text among the sources.
    pub id: SourceId,
}

impl<'a> Prose<'a> {
    /// The places that the document prints: clauses that are not cut out of another's text, or that have the text to themselves.
    pub(super) fn printed(&self) -> impl Iterator<Item = (usize, &'a Clause)> {
        self.document
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, c)| !c.kind.is_cut() || c.kind == Kind::Tail)
    }

    /// Bytes of the document as a span.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    /// The words in a clause's place, label included.
    pub(super) fn words(&self, clause: &Clause) -> &'a str {
        self.source.slice(clause.span.clone())
    }

    /// The line that a byte stands on, without its end.
    pub(super) fn line_at(&self, at: usize) -> Range<usize> {
        self.source.line_range(self.source.line_index(at))
    }
}

/// A lint of documents.
#[derive(Debug)]
pub struct ProseLint {
    /// Code, name, severity, headlines, and the page in both languages as its help.
    pub info: CodeInfo,
    /// A document in which it fires.
    pub bad: &'static str,
    /// The document mended.
    pub good: &'static str,
    /// Finds the fault.
    pub check: fn(&Prose<'_>) -> Vec<Diagnostic>,
}

impl ProseLint {
    /// A finding of this lint.
    #[must_use]
    pub fn at(&'static self, span: Span, message: Words) -> Diagnostic {
        Diagnostic::of(&self.info, span, message)
    }

    /// A finding that matters less or more than most.
    #[must_use]
    pub fn graded(&'static self, severity: Severity, span: Span, message: Words) -> Diagnostic {
        Diagnostic {
            severity,
            ..self.at(span, message)
        }
    }
}

/// Declares `LINT`, with a doc comment in Chinese and one in English as its page, and its examples from `tests/lint/NAME`.
macro_rules! declare_prose_lint {
    (
        $(#[doc = $zh:literal])+
        zh $title_zh:literal;
        $(#[doc = $en:literal])+
        en $title_en:literal;
        $number:literal $severity:ident $name:literal
    ) => {
        $(#[doc = $en])+
        pub static LINT: $crate::lint::ProseLint = $crate::lint::ProseLint {
            info: $crate::diagnostic::CodeInfo {
                code: $crate::diagnostic::Code($number),
                name: $name,
                severity: $crate::diagnostic::Severity::$severity,
                title_zh: $title_zh,
                title_en: $title_en,
                help_zh: concat!($($zh, "\n"),+),
                help_en: concat!($($en, "\n"),+),
                concern: $crate::diagnostic::Concern::Plan,
            },
            bad: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/", $name, "/fires.txt")),
            good: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/", $name, "/silent.txt")),
            check,
        };
    };
}

pub(super) use declare_prose_lint;
