//! Version 1 of the JSON forms.

mod analyze;
mod check;
mod diff;
mod impact;
mod problem;
mod route;
mod service;
mod test;
mod trace;
mod why_not;

pub use analyze::{Analyze, AnalyzeFinding, FactorEntry, Way, analyze};
pub use check::{Check, CheckDiagnostic, Location, Summary, check};
pub use diff::{DiffReport, ProofEntry, RoleEntry, diff};
pub use impact::{EffectEntry, ImpactReport, impact};
pub use problem::{Problem, ProblemEntry};
pub use route::{AssignmentLine, Route, facts, remarks, route};
pub use service::{NotAsked, Ready, Routes};
pub use test::{TestReport, TestResult};
pub use trace::{TraceReport, force_name, trace};
pub use why_not::{WhyNotAnswer, change_words, why_not};
