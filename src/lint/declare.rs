//! What a lint is, and the macro that declares one with its doc comment as its page.

use super::Context;
use crate::diagnostic::{CodeInfo, Diagnostic, Severity, Words};
use crate::text::Span;

/// A lint.
#[derive(Debug)]
pub struct Lint {
    /// Code, name, severity, headlines, and the page in both languages as its help.
    pub info: CodeInfo,
    /// Whether it reports that something is missing elsewhere: with declarations left out for their mistakes, it would be wrong.
    pub needs_whole: bool,
    /// A plan in which it fires.
    pub bad: &'static str,
    /// The plan mended.
    pub good: &'static str,
    /// Finds the fault.
    pub check: fn(&Context<'_>) -> Vec<Diagnostic>,
}

impl Lint {
    /// A finding of this lint.
    #[must_use]
    pub fn at(&'static self, span: Span, message: Words) -> Diagnostic {
        Diagnostic::of(&self.info, span, message)
    }

    /// A finding of this lint that matters less or more than most.
    #[must_use]
    pub fn graded(&'static self, severity: Severity, span: Span, message: Words) -> Diagnostic {
        Diagnostic {
            severity,
            ..self.at(span, message)
        }
    }
}

/// Declares `LINT`, with a doc comment in Chinese and one in English as its page, and its examples from `tests/lint/NAME`.
/// `about Encoding`: it is no fault of the plan itself. `needs whole`: it is silent where declarations were left out for their mistakes.
macro_rules! declare_lint {
    (@whole whole) => { true };
    (
        $(#[doc = $zh:literal])+
        zh $title_zh:literal;
        $(#[doc = $en:literal])+
        en $title_en:literal;
        $number:literal $severity:ident $name:literal $(about $concern:ident)? $(needs $whole:ident)?
    ) => {
        $(#[doc = $en])+
        pub static LINT: $crate::lint::Lint = $crate::lint::Lint {
            info: $crate::diagnostic::CodeInfo {
                code: $crate::diagnostic::Code($number),
                name: $name,
                severity: $crate::diagnostic::Severity::$severity,
                title_zh: $title_zh,
                title_en: $title_en,
                help_zh: concat!($($zh, "\n"),+),
                help_en: concat!($($en, "\n"),+),
                concern: [$($crate::diagnostic::Concern::$concern,)? $crate::diagnostic::Concern::Plan][0],
            },
            needs_whole: $(declare_lint!(@whole $whole) ||)? false,
            bad: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/", $name, "/fires.zr")),
            good: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/", $name, "/silent.zr")),
            check,
        };
    };
}

pub(super) use declare_lint;
