//! `zeren.check/v1`: findings with their places.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label, Lang, Severity};
use crate::text::Sources;

/// The whole of a check.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Check {
    /// `zeren.check/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.check/v1")))]
    pub schema: &'static str,
    /// The findings, in the order of the text.
    pub diagnostics: Vec<CheckDiagnostic>,
    /// How many of each severity.
    pub summary: Summary,
}

/// How many findings of each severity.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Remarks.
    pub info: usize,
}

/// One finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct CheckDiagnostic {
    /// `ZR201`
    pub code: String,
    /// `unknown-unit`
    pub name: &'static str,
    /// `error`, `warning` or `info`
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The place, then further places.
    pub locations: Vec<Location>,
    /// Clauses that it is about.
    pub clauses: Vec<String>,
    /// Units that it is about.
    pub units: Vec<String>,
    /// A situation that proves it.
    pub witness: BTreeMap<String, String>,
}

/// A place. Lines and columns count from 1, columns in characters; the end column is behind the last character.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Location {
    /// The file.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column behind the last.
    pub end_column: usize,
    /// What stands there.
    pub label: String,
    /// The place in words, where the file has no lines: paragraph, cell of a table, note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Writes findings in the words of `lang`.
#[must_use]
pub fn check(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> Check {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    Check {
        schema: "zeren.check/v1",
        diagnostics: diagnostics.iter().map(|d| diagnostic(d, sources, lang)).collect(),
        summary: Summary {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            info: count(Severity::Info),
        },
    }
}

fn diagnostic(d: &Diagnostic, sources: &Sources, lang: Lang) -> CheckDiagnostic {
    CheckDiagnostic {
        code: d.code.to_string(),
        name: d.info.name,
        severity: d.severity.name(),
        message: d.message.get(lang).to_owned(),
        help: d.help.as_ref().map(|h| h.get(lang).to_owned()),
        locations: std::iter::once(&d.primary)
            .chain(&d.related)
            .map(|l| location(l, sources, lang))
            .collect(),
        clauses: d.clauses.clone(),
        units: d.units.clone(),
        witness: d.witness.iter().cloned().collect(),
    }
}

fn location(label: &Label, sources: &Sources, lang: Lang) -> Location {
    let (start, end) = (sources.start(label.span), sources.end(label.span));
    Location {
        file: sources.get(label.span.source).map_or("", |s| s.name()).to_owned(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        label: label.words.get(lang).to_owned(),
        place: None,
    }
}
