//! Version 1 of the JSON forms.

mod analyze;
mod brief;
mod check;
mod decision;
mod diff;
mod dispatch;
mod duty_list;
mod graph;
mod impact;
mod import;
mod material;
mod matrix;
mod matrix_compare;
mod plan;
mod problem;
mod replay;
mod route;
mod service;
mod test;
mod trace;
mod vocabulary;
mod why_not;

pub use analyze::{Analyze, AnalyzeFinding, FactorEntry, Way, analyze};
pub use brief::{Brief, BriefEntry, brief};
pub use check::{Check, CheckDiagnostic, Location, Summary, check};
pub use decision::{Decision, DecisionLine, brief_lines, decision_lines};
pub use diff::{DiffReport, ProofEntry, RoleEntry, diff};
pub use dispatch::{Sheet, SheetBlock, SheetCell};
pub use duty_list::{DutyListReport, ListEntry, UnitList, WithEntry, duty_list};
pub use graph::{FoldedEntry, Graph, GraphEdge, GraphNode, TieEntry, WorkEntry, graph, node_id};
pub use impact::{EffectEntry, ImpactReport, impact};
pub use import::{AffectedEntry, ImportReport, UpdateReport, confidence_name, import, update};
pub use material::{Draft, PlanText, TestCase, Tests, Texts, tests, texts};
pub use matrix::{
    MatrixCell, MatrixColumn, MatrixMark, MatrixReport, MatrixRow, PlanFinding, PlanHead, Unassigned, matrix, plan_head,
};
pub use matrix_compare::{
    ActingUnit, CompareReport, EditEntry, EditsReport, TopicCell, TopicRow, matrix_compare, matrix_edits,
};
pub use plan::{
    ItemEntry, Items, LinkEntry, PartyEntry, PlanHeader, PlanPage, Plans, UnitEntry, Units, items, plan_header,
    plan_page, units,
};
pub use problem::{Problem, ProblemEntry};
pub use replay::{DigestEntry, GapCount, LineChange, Replay, ReplayedLine, RowChange};
pub use route::{Ask, AssignmentLine, EscalationLine, FactMap, NormEntry, Route, beyond, facts, remarks, route};
pub use service::{Briefs, NotAsked, Ready, Routes};
pub use test::{TestReport, TestResult};
pub use trace::{TraceReport, force_name, trace};
pub use vocabulary::{FactEntry, ValueEntry, Vocabulary, vocabulary};
pub use why_not::{WhyNotAnswer, change_words, why_not};
