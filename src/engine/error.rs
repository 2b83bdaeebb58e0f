//! What can go wrong for a caller. New kinds may be added; those that are here keep their meaning.

use std::fmt;

use crate::diagnostic::{Diagnostic, Lang, Severity, Words};

/// Why texts do not become a policy.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum PolicyError {
    /// There is no header (方案 …) in them.
    NoPlan {
        /// What is wrong.
        findings: Vec<Diagnostic>,
    },
    /// Some declarations have errors.
    Faulty {
        /// What is wrong, errors and warnings.
        findings: Vec<Diagnostic>,
    },
}

impl PolicyError {
    /// What is wrong, with places in the text.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        match self {
            PolicyError::NoPlan { findings } | PolicyError::Faulty { findings } => findings,
        }
    }

    /// The error in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let first = self.findings().iter().find(|d| d.severity == Severity::Error);
        let said = first.map(|d| format!(": {}", d.message.get(lang))).unwrap_or_default();
        let words = match self {
            PolicyError::NoPlan { .. } => Words::new(
                format!("这些文本里没有方案{said}"),
                format!("there is no plan in these texts{said}"),
            ),
            PolicyError::Faulty { findings } => {
                let errors = findings.iter().filter(|d| d.severity == Severity::Error).count();
                Words::new(
                    format!("方案有 {errors} 处错误{said}"),
                    format!("the plan has {errors} errors{said}"),
                )
            }
        };
        words.get(lang).to_owned()
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for PolicyError {}

/// What is wrong with one fact of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FactProblemKind {
    /// The facts are no map from fact to value, or cannot be read at all.
    Form,
    /// The policy has no such fact.
    UnknownFact,
    /// The value is none of the fact's, or not of its type.
    BadValue,
    /// The fact is given twice, perhaps once by an alias.
    GivenTwice,
    /// There are more mistakes than are reported.
    TooMany,
}

impl FactProblemKind {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FactProblemKind::Form => "form",
            FactProblemKind::UnknownFact => "unknown_fact",
            FactProblemKind::BadValue => "bad_value",
            FactProblemKind::GivenTwice => "given_twice",
            FactProblemKind::TooMany => "too_many",
        }
    }
}

/// One mistake in the facts of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactProblem {
    /// The fact, as the caller wrote it; empty where the mistake is in the whole.
    pub fact: String,
    /// What kind of mistake.
    pub kind: FactProblemKind,
    /// What is wrong and what to write instead.
    pub message: Words,
    /// The nearest known word, if one is near.
    pub nearest: Option<String>,
}

/// The facts of a case do not fit the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsError {
    /// Everything that is wrong, in the order of the facts.
    pub problems: Vec<FactProblem>,
}

impl FactsError {
    /// All that is wrong, one mistake a line.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let lines: Vec<&str> = self.problems.iter().map(|p| p.message.get(lang)).collect();
        lines.join("\n")
    }

    /// The sentences alone.
    #[must_use]
    pub fn into_words(self) -> Vec<Words> {
        self.problems.into_iter().map(|p| p.message).collect()
    }
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for FactsError {}
