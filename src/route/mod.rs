//! Who must act on a situation, in what role, by when, on which clause's authority, and who is next.
//!
//! Knows nothing of the form in which the answer is shown.

mod answer;
mod ask;
mod assign;
mod brief;
mod escalate;
mod gap;
pub mod index;
mod line;
mod matching;
mod probe;
mod reason;
mod why_not;

pub use answer::{Answer, Assignment, BrokenLink, Escalation, Gap, NormLine, Question, Status, Unless};
use brief::LineTable;
pub use brief::{BriefLine, Desk};
pub use line::{Line, lines_of};
pub use matching::Matching;
pub use probe::{Probe, Probed};
pub use why_not::{Absence, WhyNot, why_not};

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::compile::CompiledPlan;
use crate::logic::{Formula, Truth};
use crate::model::{Condition, Date, ItemId, ItemKind, Scope, Situation};
use crate::world::{Known, World};
use index::Index;

/// What to answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether programme-level items are listed too.
    pub scopes: Scopes,
    /// The day for which units and the plan's validity are judged.
    pub as_of: Option<Date>,
}

impl Options {
    /// Whether items of a scope are listed.
    fn lists(self, scope: Scope) -> bool {
        self.scopes == Scopes::All || scope == Scope::Case
    }
}

/// Which items are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scopes {
    /// Items that act on one situation.
    #[default]
    Case,
    /// Those and programmes.
    All,
}

/// What is worked out of a plan once, for all questions: its conditions as formulas, and the lines of its items.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// For each item, its condition with discretion granted.
    conditions: Vec<Formula>,
    /// For each item, the first with the same condition: what is asked of one is answered for all.
    alike: Vec<ItemId>,
    lines: Vec<Vec<Line>>,
    table: LineTable,
    /// For each item, the conditions of its lines together with its own; empty where all lines stand as the item does.
    limits: Vec<Box<[Formula]>>,
    /// For each item that leaves something to discretion, what holds without anybody's.
    strict: BTreeMap<ItemId, Formula>,
    escalations: Vec<ItemId>,
    /// The items by which somebody must act on a case.
    acting: Vec<ItemId>,
    /// The cases that the plan is for.
    applies: Formula,
    /// For each requirement, where it holds.
    requirements: Vec<Formula>,
    index: Index,
    /// For each item, its place in an answer.
    ranks: Vec<u32>,
    /// For each item, whether it gives an answer's lines: not what is done when another is overdue.
    giving: Vec<Option<Scope>>,
}

impl Prepared {
    /// Makes a plan ready.
    #[must_use]
    pub fn new(plan: &CompiledPlan) -> Self {
        let (model, world) = (&plan.model, &plan.world);
        let conditions: Vec<Formula> = model.items.iter().map(|i| world.formula(&i.condition)).collect();
        let group = |dim| match world.owner(dim) {
            Some(fact) => fact.0,
            // A condition not yet encoded belongs to no fact.
            None => u32::MAX - dim.0,
        };
        let lines: Vec<Vec<Line>> = model.items.iter().map(lines_of).collect();
        let limits = lines
            .iter()
            .zip(&conditions)
            .map(|(lines, own)| limits(world, lines, own));
        let discretionary = model.items().filter(|(_, item)| item.condition.has_discretion());
        let escalations = model.items().filter(|(_, item)| item.kind == ItemKind::Escalation);
        let acts = |id: ItemId| {
            let lines = lines.get(id.index()).into_iter().flatten();
            lines.into_iter().any(|l| l.role.acts() && l.unit.is_some())
        };
        let acting = model
            .items()
            .filter(|(id, item)| item.scope == Scope::Case && acts(*id));
        Prepared {
            ranks: assign::ranks(model),
            giving: model
                .items
                .iter()
                .map(|i| i.overdue.is_none().then_some(i.scope))
                .collect(),
            index: Index::new(&world.space, group, &conditions),
            limits: limits.collect(),
            strict: discretionary
                .map(|(id, item)| (id, world.without_discretion(&item.condition)))
                .collect(),
            escalations: escalations.map(|(id, _)| id).collect(),
            acting: acting.map(|(id, _)| id).collect(),
            applies: world.formula(&model.applies),
            requirements: model.requirements.iter().map(|r| world.formula(&r.when)).collect(),
            alike: alike(&conditions),
            table: LineTable::of(model, &lines),
            lines,
            conditions,
        }
    }
}

fn alike(conditions: &[Formula]) -> Vec<ItemId> {
    let mut first: HashMap<&Formula, ItemId> = HashMap::new();
    let conditions = conditions.iter().enumerate();
    conditions
        .map(|(at, condition)| *first.entry(condition).or_insert(ItemId::from_index(at)))
        .collect()
}

fn limits(world: &World, lines: &[Line], own: &Formula) -> Box<[Formula]> {
    if lines.iter().all(|line| line.when.is_always()) {
        return Box::default();
    }
    let limited = |line: &Line| Formula::and([own.clone(), world.formula(&line.when)]);
    lines.iter().map(limited).collect()
}

/// Whether a plan is for a situation (`当` in its header); `None` where it is for none such.
#[must_use]
pub fn applies(plan: &CompiledPlan, situation: &Situation) -> Option<Status> {
    holds(plan, &plan.world.formula(&plan.model.applies), situation)
}

fn holds(plan: &CompiledPlan, formula: &Formula, situation: &Situation) -> Option<Status> {
    match formula {
        Formula::True => Some(Status::Certain),
        formula => matching::status(plan.world.know(&plan.model, situation).truth(&plan.world, formula)),
    }
}

/// A plan with what is worked out of it, to be asked.
#[derive(Debug, Clone)]
pub struct Router<'p> {
    plan: &'p CompiledPlan,
    prepared: Cow<'p, Prepared>,
}

impl<'p> Router<'p> {
    /// Makes a plan ready.
    #[must_use]
    pub fn new(plan: &'p CompiledPlan) -> Self {
        Router {
            plan,
            prepared: Cow::Owned(Prepared::new(plan)),
        }
    }

    /// Takes a plan that was made ready before.
    #[must_use]
    pub fn with(plan: &'p CompiledPlan, prepared: &'p Prepared) -> Self {
        Router {
            plan,
            prepared: Cow::Borrowed(prepared),
        }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'p CompiledPlan {
        self.plan
    }

    /// Whether the plan is for a situation; `None` where it is for none such.
    #[must_use]
    pub fn applies(&self, situation: &Situation) -> Option<Status> {
        holds(self.plan, &self.prepared.applies, situation)
    }

    /// The cases that the plan is for, as a formula.
    #[must_use]
    pub fn domain(&self) -> &Formula {
        &self.prepared.applies
    }

    /// Answers one situation.
    #[must_use]
    pub fn route(&self, situation: &Situation, options: Options) -> Answer {
        let known = self.plan.world.know(&self.plan.model, situation);
        let matching = self.matching_known(&known);
        self.answer(situation, &known, Some(&matching), options)
    }

    /// Answers one situation by looking at every item: what the index is measured against.
    #[must_use]
    pub fn route_by_scan(&self, situation: &Situation, options: Options) -> Answer {
        let known = self.plan.world.know(&self.plan.model, situation);
        self.answer(situation, &known, None, options)
    }

    fn answer(&self, situation: &Situation, known: &Known, matching: Option<&Matching>, options: Options) -> Answer {
        let view = View {
            plan: self.plan,
            router: self,
            situation,
            known,
            matching,
        };
        let mut answer = Answer {
            contradicted: known.contradicted.clone(),
            ..Answer::default()
        };
        assign::assign(&view, options, &mut answer);
        escalate::escalate(&view, options, &mut answer);
        gap::gaps(&view, &mut answer);
        ask::ask(&view, &mut answer);
        assign::sort(&self.plan.model, &self.prepared.ranks, &mut answer);
        answer
    }

    /// The condition of an item as a formula, with discretion granted.
    #[must_use]
    pub fn condition(&self, id: ItemId) -> &Formula {
        self.prepared.conditions.get(id.index()).unwrap_or(&Formula::False)
    }

    /// The first item with the same condition.
    fn alike(&self, id: ItemId) -> ItemId {
        self.prepared.alike.get(id.index()).copied().unwrap_or(id)
    }

    fn lines(&self, id: ItemId) -> &[Line] {
        self.prepared.lines.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The condition of an item's line, its own limit and the item's condition together.
    fn line_condition(&self, id: ItemId, line: usize) -> &Formula {
        let limits = self.prepared.limits.get(id.index());
        limits
            .and_then(|limits| limits.get(line))
            .unwrap_or_else(|| self.condition(id))
    }
}

/// One question in the making.
struct View<'a, 'p> {
    plan: &'p CompiledPlan,
    router: &'a Router<'p>,
    situation: &'a Situation,
    known: &'a Known,
    /// What the index found; without it every item is looked at.
    matching: Option<&'a Matching>,
}

impl View<'_, '_> {
    fn truth(&self, formula: &Formula) -> Truth {
        self.known.truth(&self.plan.world, formula)
    }

    /// The status of a formula; `None` where it holds in no case.
    fn status(&self, formula: &Formula) -> Option<Status> {
        matching::status(self.truth(formula))
    }

    /// The status of an item; `None` where it applies in no case.
    fn item_status(&self, id: ItemId) -> Option<Status> {
        match self.matching {
            Some(matching) => matching.status(id),
            None => self.status(self.router.condition(id)),
        }
    }

    /// The items that apply or may apply, in the order of the text.
    fn items_found(&self) -> Vec<(ItemId, Status)> {
        match self.matching {
            Some(matching) => matching.iter().collect(),
            None => {
                let items = self.plan.model.items().map(|(id, _)| id);
                items.filter_map(|id| Some((id, self.item_status(id)?))).collect()
            }
        }
    }

    /// An item's condition together with a further limit.
    fn limited(&self, id: ItemId, when: &Condition) -> Formula {
        match when {
            Condition::Always => self.router.condition(id).clone(),
            when => Formula::and([self.router.condition(id).clone(), self.plan.world.formula(when)]),
        }
    }
}
