//! Runs the lints over a plan, with levels and suppressions.

use super::context::Context;
use super::suppress::{Suppressions, spans_of};
use super::{LINTS, Levels, needs_whole};
use crate::compile::CompiledPlan;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Date;
use crate::text::{Sources, Span};

/// How to lint.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Levels that differ from the lints' own.
    pub levels: Levels,
    /// The day to judge by; without it, lints that need one are silent.
    pub day: Option<Date>,
    /// Only findings of these codes; empty for all.
    pub only: Vec<Code>,
}

impl Settings {
    /// Whether findings of this code are wanted.
    #[must_use]
    pub fn runs(&self, code: Code) -> bool {
        !self.levels.is_off(code) && (self.only.is_empty() || self.only.contains(&code))
    }
}

/// Everything that is wrong with a plan, in the order of the text: what compiling it found (`found`), less what is suppressed, and what the lints find.
#[must_use]
pub fn lint(plan: &CompiledPlan, sources: &Sources, found: Vec<Diagnostic>, settings: &Settings) -> Vec<Diagnostic> {
    let whole = found.iter().all(|d| d.severity != Severity::Error);
    let mut suppressions = Suppressions::of(&plan.model);
    let mut out: Vec<Diagnostic> = found
        .into_iter()
        .filter(|d| settings.runs(d.code) && !suppressions.silence(d))
        .collect();
    let ground = Context {
        plan,
        model: &plan.model,
        sources,
        day: settings.day,
        excused: &[],
        unused: &[],
    };
    for lint in LINTS
        .iter()
        .filter(|l| !settings.levels.is_off(l.info.code) && (whole || !needs_whole(l.info.code)))
    {
        let findings = (lint.check)(&ground);
        let excused: Vec<Span> = suppressions.apply(lint, &findings);
        let findings = if excused.is_empty() {
            findings
        } else {
            (lint.check)(&Context {
                excused: &excused,
                ..ground
            })
        };
        out.extend(findings.into_iter().filter(|d| {
            settings.runs(d.code)
                && !excused
                    .iter()
                    .any(|e| spans_of(d).next().is_some_and(|s| within(s, *e)))
        }));
    }
    let unused = suppressions.unused(&settings.levels);
    let last = Context {
        unused: &unused,
        ..ground
    };
    let unused_lint = &super::rules::unused_allow::LINT;
    if whole && settings.runs(unused_lint.info.code) {
        out.extend((unused_lint.check)(&last));
    }
    let mut out: Vec<Diagnostic> = out.into_iter().map(|d| settings.levels.grade(d)).collect();
    crate::compile::sort(&mut out);
    out
}

/// Whether a span lies in another.
#[must_use]
pub fn within(inner: Span, outer: Span) -> bool {
    inner.source == outer.source && outer.start <= inner.start && inner.end <= outer.end
}
