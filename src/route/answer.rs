//! An answer.

use std::collections::BTreeSet;

use crate::model::{FactId, ItemId, LinkKind, Role, UnitId};

/// How sure a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Holds whatever the unknown facts are.
    Certain,
    /// Holds or not, as the unknown facts turn out.
    Possible,
    /// Does not hold now, but will if time passes or a fact changes.
    Later,
}

impl Status {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Certain => "certain",
            Status::Possible => "possible",
            Status::Later => "later",
        }
    }
}

/// A unit with a role in an item.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The unit; `None` where the clause applies and names nobody.
    pub unit: Option<UnitId>,
    /// The unit that it stands in for on the day asked about, where that one has ended.
    pub formerly: Option<UnitId>,
    /// Its role.
    pub role: Role,
    /// The item.
    pub item: ItemId,
    /// The link by which it comes in, if it is not the item's own actor.
    pub via: Option<LinkKind>,
    /// How sure.
    pub status: Status,
    /// Whether it rests on somebody's discretion.
    pub discretionary: bool,
    /// The part of the condition that holds, with the facts.
    pub why: Vec<String>,
    /// Facts that would settle it.
    pub missing: Vec<FactId>,
}

/// What has to happen before a later escalation holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unless {
    /// A fact becomes so, in the words of the language.
    Becomes(String),
    /// A time runs out.
    Overdue(String),
}

/// A step up.
#[derive(Debug, Clone)]
pub struct Escalation {
    /// The item.
    pub item: ItemId,
    /// Whose responsibility ends.
    pub from: Vec<UnitId>,
    /// Whose begins.
    pub to: Vec<UnitId>,
    /// How sure.
    pub status: Status,
    /// What it waits for.
    pub awaits: Option<Unless>,
    /// Facts that would settle it.
    pub missing: Vec<FactId>,
}

/// A norm that the situation touches.
#[derive(Debug, Clone)]
pub struct NormLine {
    /// The norm.
    pub item: ItemId,
    /// How sure.
    pub status: Status,
    /// Facts that would settle it.
    pub missing: Vec<FactId>,
}

/// A fact to ask for next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: FactId,
    /// How many open items some answer to it would settle.
    pub settles: usize,
    /// How many of those say who leads or is responsible.
    pub leads: usize,
}

/// Something that the plan fails to provide here.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The stage or topic, if it is about one.
    pub place: Option<String>,
    /// What is missing, in Chinese and English.
    pub note: crate::diagnostic::Words,
    /// The items that it is about.
    pub items: Vec<ItemId>,
    /// Where nobody acts: the duties that came nearest.
    pub nearest: Vec<ItemId>,
}

/// Something that is passed on to a unit that has no duty to take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLink {
    /// The item that passes it on.
    pub item: ItemId,
    /// By whom.
    pub from: Option<UnitId>,
    /// To whom.
    pub to: UnitId,
    /// How.
    pub kind: LinkKind,
}

/// Who must act.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Units with their roles, by stage and clause.
    pub assignments: Vec<Assignment>,
    /// Steps up that hold now, may hold, or will.
    pub escalations: Vec<Escalation>,
    /// Norms that the situation touches.
    pub norms: Vec<NormLine>,
    /// Facts to ask for, the most useful first.
    pub ask: Vec<Question>,
    /// What the plan fails to provide.
    pub gaps: Vec<Gap>,
    /// What is passed on and not taken up.
    pub broken_links: Vec<BrokenLink>,
    /// Constraints (by index) that contradict the given facts; the answer is made without them.
    pub contradicted: Vec<usize>,
}

impl Answer {
    /// The items that the answer is sure of; escalations that will hold count among them.
    #[must_use]
    pub fn reached(&self) -> BTreeSet<ItemId> {
        let assigned = self
            .assignments
            .iter()
            .filter(|a| a.status == Status::Certain)
            .map(|a| a.item);
        let bound = self
            .norms
            .iter()
            .filter(|n| n.status == Status::Certain)
            .map(|n| n.item);
        let raised = self
            .escalations
            .iter()
            .filter(|e| e.status != Status::Possible)
            .map(|e| e.item);
        assigned.chain(bound).chain(raised).collect()
    }
}
