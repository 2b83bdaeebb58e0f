//! Version 1 of the JSON forms.

mod analyze;
mod brief;
mod check;
mod decision;
mod diff;
mod impact;
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
pub use decision::{Decision, DecisionLine, decision_lines};
pub use diff::{DiffReport, ProofEntry, RoleEntry, diff};
pub use impact::{EffectEntry, ImpactReport, impact};
pub use plan::{
    ItemEntry, Items, LinkEntry, PartyEntry, PlanHeader, PlanPage, Plans, UnitEntry, Units, items, plan_header,
    plan_page, units,
};
pub use problem::{Problem, ProblemEntry};
pub use replay::{DigestEntry, GapCount, LineChange, Replay, ReplayedLine, RowChange};
pub use route::{AssignmentLine, Route, facts, remarks, route};
pub use service::{NotAsked, Ready, Routes};
pub use test::{TestReport, TestResult};
pub use trace::{TraceReport, force_name, trace};
pub use vocabulary::{FactEntry, ValueEntry, Vocabulary, vocabulary};
pub use why_not::{WhyNotAnswer, change_words, why_not};
