//! Version 1 of the JSON forms.

mod analyze;
mod check;
mod diff;
mod impact;
mod import;
mod route;
mod test;
mod trace;
mod why_not;

pub use analyze::{Analyze, AnalyzeFinding, FactorEntry, Way, analyze};
pub use check::{Check, CheckDiagnostic, Location, Summary, check};
pub use diff::{DiffReport, ProofEntry, RoleEntry, diff};
pub use impact::{EffectEntry, ImpactReport, impact};
pub use import::{ImportReport, UpdateReport, confidence_name, import, update};
pub use route::{AssignmentLine, Route, facts, route};
pub use test::{TestReport, TestResult};
pub use trace::{TraceReport, force_name, trace};
pub use why_not::{WhyNotAnswer, change_words, why_not};
