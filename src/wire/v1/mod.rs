//! Version 1 of the JSON forms.

mod analyze;
mod check;
mod diff;
mod graph;
mod impact;
mod route;
mod test;
mod trace;
mod why_not;

pub use analyze::{Analyze, AnalyzeFinding, FactorEntry, Way, analyze};
pub use check::{Check, CheckDiagnostic, Location, Summary, check};
pub use diff::{DiffReport, ProofEntry, RoleEntry, diff};
pub use graph::{FoldedEntry, Graph, GraphEdge, GraphNode, TieEntry, WorkEntry, graph, node_id};
pub use impact::{EffectEntry, ImpactReport, impact};
pub use route::{Ask, AssignmentLine, EscalationLine, NormEntry, Route, facts, route};
pub use test::{TestReport, TestResult};
pub use trace::{TraceReport, force_name, trace};
pub use why_not::{WhyNotAnswer, change_words, why_not};
