//! A compiled plan, checked: what compiling found, what the lints find and what the analysis finds, as one list in which each fault
//! stands once.

use crate::analyze::{Options, analyze};
use crate::compile::CompiledPlan;
use crate::diagnostic::Diagnostic;
use crate::lint::{Run, Settings};
use crate::text::Sources;

/// Everything that is wrong with a plan, in the order of the text. A plan with mistakes is linted and not analysed: with declarations
/// left out, most of it would be gaps.
#[must_use]
pub fn check(plan: &CompiledPlan, sources: &Sources, found: Vec<Diagnostic>, settings: &Settings) -> Vec<Diagnostic> {
    let mut run = Run::new(plan, sources, found, settings);
    run.lints();
    if run.is_whole() {
        run.analysis(|excused| {
            let options = Options {
                excused,
                ..Options::default()
            };
            analyze(plan, options).diagnostics(&plan.model)
        });
    }
    run.finish()
}
