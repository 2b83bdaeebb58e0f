//! Version 1 of the JSON forms.

mod analyze;
mod brief;
mod check;
mod diff;
mod duty_list;
mod graph;
mod impact;
mod matrix;
mod matrix_compare;
mod replay;
mod route;
mod test;
mod trace;
mod why_not;

pub use analyze::{Analyze, AnalyzeFinding, FactorEntry, Way, analyze};
pub use brief::{Brief, BriefEntry, brief};
pub use check::{Check, CheckDiagnostic, Location, Summary, check};
pub use diff::{DiffReport, ProofEntry, RoleEntry, diff};
pub use duty_list::{DutyListReport, ListEntry, UnitList, WithEntry, duty_list};
pub use graph::{FoldedEntry, Graph, GraphEdge, GraphNode, TieEntry, WorkEntry, graph, node_id};
pub use impact::{EffectEntry, ImpactReport, impact};
pub use matrix::{
    MatrixCell, MatrixColumn, MatrixMark, MatrixReport, MatrixRow, PlanFinding, PlanHead, Unassigned, matrix, plan_head,
};
pub use matrix_compare::{
    ActingUnit, CompareReport, EditEntry, EditsReport, TopicCell, TopicRow, matrix_compare, matrix_edits,
};
pub use replay::{DigestEntry, GapCount, LineChange, Replay, ReplayedLine, RowChange};
pub use route::{Ask, AssignmentLine, EscalationLine, NormEntry, Route, facts, remarks, route};
pub use test::{TestReport, TestResult};
pub use trace::{TraceReport, force_name, trace};
pub use why_not::{WhyNotAnswer, change_words, why_not};
