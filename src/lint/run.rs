//! Runs the lints over a plan, with levels and suppressions; what another part of the engine finds joins in by the same rules.

use super::context::Context;
use super::one_fault::merged;
use super::suppress::{Suppressions, spans_of};
use super::{LINTS, Levels};
use crate::compile::CompiledPlan;
use crate::diagnostic::{Code, Diagnostic, Excuse, Severity};
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
    pub fn shows(&self, code: Code) -> bool {
        !self.levels.is_off(code) && (self.only.is_empty() || self.only.contains(&code))
    }
}

/// Everything that is wrong with a plan, in the order of the text: what compiling it found (`found`), less what is suppressed, and what the lints find.
#[must_use]
pub fn lint(plan: &CompiledPlan, sources: &Sources, found: Vec<Diagnostic>, settings: &Settings) -> Vec<Diagnostic> {
    let mut run = Run::new(plan, sources, found, settings);
    run.lints();
    run.finish()
}

/// A check in the making.
#[derive(Debug)]
pub struct Run<'a> {
    ground: Context<'a>,
    settings: &'a Settings,
    suppressions: Suppressions,
    whole: bool,
    analysed: bool,
    found: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    /// Begins with what compiling found.
    #[must_use]
    pub fn new(plan: &'a CompiledPlan, sources: &'a Sources, found: Vec<Diagnostic>, settings: &'a Settings) -> Self {
        let whole = found.iter().all(|d| d.severity != Severity::Error);
        let mut suppressions = Suppressions::of(&plan.model);
        Run {
            ground: Context {
                plan,
                model: &plan.model,
                sources,
                day: settings.day,
                excused: &[],
                unused: &[],
            },
            settings,
            found: found.into_iter().filter(|d| !suppressions.silence(d)).collect(),
            suppressions,
            whole,
            analysed: false,
        }
    }

    /// Whether no declaration was left out for its mistakes.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Adds what the lints find.
    pub fn lints(&mut self) {
        for lint in LINTS.iter().filter(|l| self.whole || !l.needs_whole) {
            let findings = (lint.check)(&self.ground);
            let excused: Vec<Span> = self.suppressions.excuse(&findings).iter().map(|e| e.place).collect();
            let findings = if excused.is_empty() {
                findings
            } else {
                (lint.check)(&Context {
                    excused: &excused,
                    ..self.ground
                })
            };
            let stands = |d: &Diagnostic| {
                let place = spans_of(d).next();
                !excused.iter().any(|e| place.is_some_and(|s| within(s, *e)))
            };
            self.found.extend(findings.into_iter().filter(stands));
        }
    }

    /// Adds what the analysis finds; it is asked again, without what is excused.
    pub fn analysis(&mut self, find: impl Fn(&[Excuse]) -> Vec<Diagnostic>) {
        self.analysed = true;
        let findings = find(&[]);
        let excused = self.suppressions.excuse(&findings);
        self.found
            .extend(if excused.is_empty() { findings } else { find(&excused) });
    }

    /// The findings at their levels, each fault once, in the order of the text.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut out = merged(self.found);
        let unused = self.suppressions.unused(&self.settings.levels, self.analysed);
        if self.whole {
            let lint = &super::rules::unused_allow::LINT;
            out.extend((lint.check)(&Context {
                unused: &unused,
                ..self.ground
            }));
        }
        out.retain(|d| self.settings.shows(d.code));
        let mut out: Vec<Diagnostic> = out.into_iter().map(|d| self.settings.levels.grade(d)).collect();
        crate::compile::sort(&mut out);
        out
    }
}

/// Whether a span lies in another.
#[must_use]
pub fn within(inner: Span, outer: Span) -> bool {
    inner.source == outer.source && outer.start <= inner.start && inner.end <= outer.end
}
