//! A draft as a compiled plan: its facts and units go through the compiler, its duties are put into the model as they are.

use zeren::compile::{CompiledPlan, compile};
use zeren::graph::Graph;
use zeren::model::{
    Clause, Condition, Deadline, FactId, Item, ItemKind, Leaf, Link, LinkKind, Model, Party, Role, Scope, TimeUnit,
    UnitId, ValueId,
};
use zeren::text::{Source, Span};
use zeren::world::World;

use super::text::{action, topic_name};
use super::{Draft, Duty, FACTS, FactKind, STAGES, Test};

impl Draft {
    /// The plan without its duties parsed: a hundred thousand in about a second.
    pub fn compiled(&self) -> CompiledPlan {
        let model = self.model();
        CompiledPlan {
            graph: Graph::build(&model),
            world: World::new(&model),
            model,
        }
    }

    /// Its model alone.
    pub fn model(&self) -> Model {
        let head = compile(vec![Source::new("made-up.zr", self.head())], &mut |_| None);
        assert!(head.diagnostics.is_empty(), "{:?}", head.diagnostics.first());
        let mut model = head.plan.expect("the draft has a header").model;
        let span = model.plan.span;
        let items = self.duties.iter().enumerate();
        model.items = items
            .map(|(number, duty)| item(span, number, duty, |test| self.condition(span, test)))
            .collect();
        model
    }

    fn condition(&self, span: Span, test: &Test) -> Condition {
        let leaf = |leaf| Condition::Leaf(leaf, span);
        match test {
            Test::Any(fact, values) => {
                let id = FactId::from_index(*fact);
                let ids =
                    |values: &[usize]| -> Vec<ValueId> { values.iter().map(|v| ValueId::from_index(*v)).collect() };
                match FACTS[*fact].1 {
                    FactKind::Set(_) => {
                        Condition::Any(ids(values).into_iter().map(|v| leaf(Leaf::Has(id, v))).collect())
                    }
                    FactKind::Place => leaf(Leaf::Among(id, ids(&self.vocabulary.all_within(values)))),
                    _ => leaf(Leaf::Among(id, ids(values))),
                }
            }
            Test::Yes(fact) => leaf(Leaf::Yes(FactId::from_index(*fact))),
            Test::Within(fact, low, high) => leaf(Leaf::Within(FactId::from_index(*fact), Some(*low), Some(*high))),
            Test::Not(inner) => self.condition(span, inner).negated(),
            Test::Or(parts) => Condition::Any(parts.iter().map(|p| self.condition(span, p)).collect()),
        }
    }
}

fn item(span: Span, number: usize, duty: &Duty, condition: impl Fn(&Test) -> Condition) -> Item {
    let party = |role, unit: usize| Party {
        role,
        unit: Some(UnitId::from_index(unit)),
        when: Condition::Always,
        span,
    };
    let link = |kind, unit: usize| Link {
        kind,
        unit: UnitId::from_index(unit),
        when: Condition::Always,
        span,
    };
    let role = if duty.actor.0 == "责任" {
        Role::Responsible
    } else {
        Role::Lead
    };
    let assist = duty.assist.iter().map(|unit| party(Role::Assist, *unit));
    let receive = duty.receives.then(|| party(Role::Receive, duty.actor.1));
    let told = duty.notifies.map(|unit| link(LinkKind::Notify, unit));
    let taken = duty.hands_over.map(|unit| link(LinkKind::HandOver, unit));
    Item {
        kind: ItemKind::Duty,
        name: format!("职责{number}"),
        title: None,
        clauses: vec![Clause {
            path: format!("一/{}", number + 1),
            at: None,
            span,
        }],
        topic: Some(topic_name(duty.topic)),
        stage: Some(STAGES[duty.stage].to_owned()),
        scope: Scope::Case,
        condition: Condition::All(duty.when.iter().map(condition).collect()),
        exceptions: Vec::new(),
        parties: std::iter::once(party(role, duty.actor.1))
            .chain(assist)
            .chain(receive)
            .collect(),
        links: told.into_iter().chain(taken).collect(),
        unaddressed: Vec::new(),
        action: Some(action(number)),
        deadlines: duty
            .days
            .map(|days| Deadline::Within(days, TimeUnit::Day, Some("报告".to_owned())))
            .into_iter()
            .collect(),
        actor: None,
        targets: Vec::new(),
        modality: None,
        enforcement: None,
        strength: None,
        overdue: None,
        manner: None,
        local_names: Vec::new(),
        open_lists: Vec::new(),
        allows: Vec::new(),
        notes: Vec::new(),
        doc: String::new(),
        span,
        name_span: span,
    }
}
