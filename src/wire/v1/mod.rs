//! Version 1 of the JSON forms.

mod check;
mod route;
mod test;
mod trace;
mod why_not;

pub use check::{Check, CheckDiagnostic, Location, Summary, check};
pub use route::{AssignmentLine, Route, facts, route};
pub use trace::{TraceReport, force_name, trace};
pub use test::{TestReport, TestResult};
pub use why_not::{WhyNotAnswer, change_words, why_not};
