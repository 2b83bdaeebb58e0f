//! `zeren.route/v1`: an answer.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::{Map, Value};

use crate::diagnostic::{Lang, Words};
use crate::model::{Date, Fact, Given, ItemKind, Modality, Model, Period, Situation, UnitForm, UnitId, ValueId};
use crate::route::{Answer, Assignment, BrokenLink, Escalation, Gap, NormLine, Options, Scopes, Status, Unless};
use crate::world::describe_condition;

/// The whole of an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Route {
    /// `zeren.route/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.route/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// The digest of the sources with which it was made.
    pub policy_digest: String,
    /// The facts, by canonical names.
    pub facts: Map<String, Value>,
    /// The day for which it was asked, if it was asked for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Whether programme-level items were asked for; absent where not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_scopes: bool,
    /// Who must act.
    pub assignments: Vec<AssignmentLine>,
    /// Steps up.
    pub escalations: Vec<EscalationLine>,
    /// Norms that the situation touches.
    pub norms: Vec<NormEntry>,
    /// What to ask next.
    pub ask: Vec<Ask>,
    /// What the plan fails to provide.
    pub gaps: Vec<GapEntry>,
    /// What is passed on and not taken up.
    pub broken_links: Vec<BrokenEntry>,
    /// Remarks on the question: contradictory facts, a plan out of force.
    pub warnings: Vec<String>,
}

/// One line: a unit in a role in an item.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct AssignmentLine {
    /// Canonical name, or null where the clause applies and names nobody.
    pub unit: Option<String>,
    /// lead, joint, responsible, assist, receive, notify, guide or supervise
    pub role: &'static str,
    /// The clause's path.
    pub clause: String,
    /// The item's name.
    pub item: String,
    /// duty, task, norm or escalation
    pub kind: &'static str,
    /// case or programme
    pub scope: &'static str,
    /// certain or possible
    pub status: &'static str,
    /// The stage.
    pub stage: Option<String>,
    /// The topic.
    pub topic: Option<String>,
    /// What to do, in own words.
    pub action: String,
    /// The deadline with its anchor.
    pub deadline: Option<String>,
    /// The part of the condition that held, with the facts.
    pub why: Vec<String>,
    /// Facts that would settle a possible line.
    pub missing: Vec<String>,
    /// The place inside the clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Whether it rests on discretion (视情).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub discretionary: bool,
    /// Whether the unit is a vague one (有关部门).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub vague: bool,
    /// Members, where the unit is a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// The unit that the text names, where it has ended and this one stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formerly: Option<String>,
}

/// A step up.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct EscalationLine {
    /// The clause's path.
    pub clause: String,
    /// The item's name.
    pub item: String,
    /// Whose responsibility ends; null where the text names nobody.
    pub from: Option<String>,
    /// Whose begins.
    pub to: Vec<String>,
    /// certain, possible or later
    pub status: &'static str,
    /// What sets it off: the condition in the words of the language (the item's name where it has none), and for `later` what it waits for.
    pub trigger: String,
    /// The deadline.
    pub deadline: Option<String>,
    /// What is done.
    pub action: String,
    /// Facts that would settle it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// A norm.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct NormEntry {
    /// The clause's path.
    pub clause: String,
    /// The item's name.
    pub item: String,
    /// Whom it addresses; null where the text names nobody.
    pub actor: Option<String>,
    /// must, must_not, may, should or should_not
    pub modality: &'static str,
    /// What, in own words.
    pub action: String,
    /// certain or possible
    pub status: &'static str,
    /// Who enforces it.
    pub enforced_by: Vec<String>,
    /// Facts that would settle it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// A fact to ask for.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Ask {
    /// The fact.
    pub fact: String,
    /// How many open items some answer to it would settle.
    pub settles: usize,
    /// The question that a form puts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// Something missing.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct GapEntry {
    /// The stage or topic, if it is about one.
    pub stage: Option<String>,
    /// What is missing.
    pub note: String,
    /// The clauses that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// Where nobody acts: clauses of the duties that came nearest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<String>,
}

/// Something passed on and not taken up.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct BrokenEntry {
    /// The clause that passes it on.
    pub clause: String,
    /// By whom.
    pub from: Option<String>,
    /// To whom.
    pub to: String,
    /// hand_over, notify, report or escalate_to
    pub kind: &'static str,
}

/// Remarks on the plan itself: declarations that were left out, a plan that is not in force on the day asked about.
#[must_use]
pub fn remarks(errors: usize, period: Period, as_of: Option<Date>) -> Vec<Words> {
    let mut out = Vec::new();
    if errors > 0 {
        out.push(crate::words!(
            "方案有 {errors} 处错误,有错的声明未参与回答;先运行 zeren check",
            "the plan has {errors} errors; the declarations with errors took no part: run zeren check first"
        ));
    }
    if let Some(day) = as_of.filter(|d| !period.contains(*d)) {
        out.push(crate::words!(
            "{day} 不在方案的有效期 {period} 之内",
            "the plan is in force {period}, not on {day}"
        ));
    }
    out
}

/// A remark where it is not certain that the plan is for the case.
#[must_use]
pub fn beyond(model: &Model, applies: Option<Status>) -> Option<Words> {
    let domain = || describe_condition(model, &model.applies);
    match applies {
        Some(Status::Certain) => None,
        Some(_) => Some(crate::words!(
            "这份方案只管 {} 的情形;所给事实还定不下是不是",
            "the plan is for cases with {}; the facts leave open whether this is one",
            domain()
        )),
        None => Some(crate::words!(
            "这份方案只管 {} 的情形,这里不是",
            "the plan is for cases with {}, and this is none",
            domain()
        )),
    }
}

/// Writes an answer.
#[must_use]
pub fn route(
    model: &Model,
    digest: &str,
    situation: &Situation,
    options: Options,
    answer: &Answer,
    mut warnings: Vec<String>,
    lang: Lang,
) -> Route {
    for index in &answer.contradicted {
        if let Some(constraint) = model.constraints.get(*index) {
            let why = constraint.because.as_deref().unwrap_or("");
            let words = crate::words!(
                "所给事实与约束“{}”矛盾({why}),回答时未用这条约束",
                "the facts contradict the constraint `{}` ({why}); the answer is made without it",
                constraint.name
            );
            warnings.push(words.get(lang).to_owned());
        }
    }
    let w = Writer { model, lang };
    Route {
        schema: "zeren.route/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        facts: facts(model, situation),
        as_of: options.as_of.map(|day| day.to_string()),
        all_scopes: options.scopes == Scopes::All,
        assignments: answer.assignments.iter().map(|a| w.assignment(a)).collect(),
        escalations: answer.escalations.iter().flat_map(|e| w.escalation(e)).collect(),
        norms: answer.norms.iter().flat_map(|n| w.norm(n)).collect(),
        ask: answer.ask.iter().map(|q| w.ask(q.fact, q.settles)).collect(),
        gaps: answer.gaps.iter().map(|g| w.gap(g)).collect(),
        broken_links: answer.broken_links.iter().map(|b| w.broken(b)).collect(),
        warnings,
    }
}

/// The facts by canonical names.
#[must_use]
pub fn facts(model: &Model, situation: &Situation) -> Map<String, Value> {
    let one = |(id, given): (&crate::model::FactId, &Given)| {
        let fact = model.fact(*id);
        let value = match given {
            Given::Set(values) => Value::Array(values.iter().map(|v| Value::from(fact.value_name(*v))).collect()),
            Given::One(value) => Value::from(fact.value_name(*value)),
            Given::Int(n) => Value::from(*n),
            Given::Bool(yes) => Value::from(*yes),
        };
        (fact.name.clone(), value)
    };
    situation.facts.iter().map(one).collect()
}

/// The same, written without being made: a map from names to values in the order of names.
#[derive(Debug, Clone, Copy)]
pub struct FactMap<'a> {
    /// Whose facts they are.
    pub model: &'a Model,
    /// The case.
    pub situation: &'a Situation,
}

impl Serialize for FactMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = self
            .situation
            .facts
            .iter()
            .map(|(id, given)| (self.model.fact(*id), given));
        let mut facts: Vec<(&Fact, &Given)> = facts.collect();
        facts.sort_unstable_by(|a, b| a.0.name.cmp(&b.0.name));
        let mut map = serializer.serialize_map(Some(facts.len()))?;
        for (fact, given) in facts {
            map.serialize_key(&fact.name)?;
            match given {
                Given::Set(values) => map.serialize_value(&ValueNames(fact, values))?,
                Given::One(value) => map.serialize_value(fact.value_name(*value))?,
                Given::Int(n) => map.serialize_value(n)?,
                Given::Bool(yes) => map.serialize_value(yes)?,
            }
        }
        map.end()
    }
}

struct ValueNames<'a>(&'a Fact, &'a BTreeSet<ValueId>);

impl Serialize for ValueNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().map(|v| self.0.value_name(*v)))
    }
}

struct Writer<'a> {
    model: &'a Model,
    lang: Lang,
}

impl Writer<'_> {
    fn name(&self, unit: UnitId) -> String {
        self.model.unit(unit).name.clone()
    }

    fn names(&self, units: &[UnitId]) -> Vec<String> {
        units.iter().map(|u| self.name(*u)).collect()
    }

    fn fact_names(&self, facts: &[crate::model::FactId]) -> Vec<String> {
        facts.iter().map(|f| self.model.fact(*f).name.clone()).collect()
    }

    fn assignment(&self, a: &Assignment) -> AssignmentLine {
        let item = self.model.item(a.item);
        let unit = a.unit.map(|u| self.model.unit(u));
        AssignmentLine {
            unit: unit.map(|u| u.name.clone()),
            role: a.role.name(),
            clause: item.clause().to_owned(),
            item: item.name.clone(),
            kind: item.kind.name(),
            scope: item.scope.name(),
            status: a.status.name(),
            stage: item.stage.clone(),
            topic: item.topic.clone(),
            action: item.action_text().to_owned(),
            deadline: item.deadline_text(),
            why: a.why.clone(),
            missing: self.fact_names(&a.missing),
            at: item.clauses.first().and_then(|c| c.at.clone()),
            discretionary: a.discretionary,
            vague: unit.is_some_and(crate::model::Unit::is_vague),
            members: match unit.map(|u| &u.form) {
                Some(UnitForm::Group { members, .. }) => self.names(members),
                _ => Vec::new(),
            },
            formerly: a.formerly.map(|u| self.name(u)),
        }
    }

    /// One line for each unit whose responsibility ends.
    fn escalation(&self, e: &Escalation) -> Vec<EscalationLine> {
        let item = self.model.item(e.item);
        let mut trigger = match item.condition.is_always() {
            true => item.name.clone(),
            false => describe_condition(self.model, &item.condition),
        };
        match &e.awaits {
            Some(Unless::Becomes(step)) => {
                trigger = crate::words!("如果 {step}", "if {step}").get(self.lang).to_owned()
            }
            Some(Unless::Overdue(time)) => trigger = time.clone(),
            None => {}
        }
        let line = |from: Option<String>| EscalationLine {
            clause: item.clause().to_owned(),
            item: item.name.clone(),
            from,
            to: self.names(&e.to),
            status: e.status.name(),
            trigger: trigger.clone(),
            deadline: item.deadline_text(),
            action: item.action_text().to_owned(),
            missing: self.fact_names(&e.missing),
        };
        if e.from.is_empty() {
            vec![line(None)]
        } else {
            e.from.iter().map(|u| line(Some(self.name(*u)))).collect()
        }
    }

    /// One entry for each subject.
    fn norm(&self, n: &NormLine) -> Vec<NormEntry> {
        let item = self.model.item(n.item);
        debug_assert_eq!(item.kind, ItemKind::Norm);
        let enforced_by: Vec<String> = item.enforcement.iter().flatten().map(|e| self.name(e.unit)).collect();
        let entry = |actor: Option<String>| NormEntry {
            clause: item.clause().to_owned(),
            item: item.name.clone(),
            actor,
            modality: item.modality.unwrap_or(Modality::Must).name(),
            action: item.action_text().to_owned(),
            status: n.status.name(),
            enforced_by: enforced_by.clone(),
            missing: self.fact_names(&n.missing),
        };
        item.parties
            .iter()
            .map(|p| entry(p.unit.map(|u| self.name(u))))
            .collect()
    }

    fn ask(&self, fact: crate::model::FactId, settles: usize) -> Ask {
        let fact = self.model.fact(fact);
        Ask {
            fact: fact.name.clone(),
            settles,
            question: fact.question.clone(),
        }
    }

    fn gap(&self, gap: &Gap) -> GapEntry {
        let clauses = |items: &[crate::model::ItemId]| {
            let mut out: Vec<String> = items.iter().map(|i| self.model.item(*i).clause().to_owned()).collect();
            out.dedup();
            out
        };
        GapEntry {
            stage: gap.place.clone(),
            note: gap.note.get(self.lang).to_owned(),
            clauses: clauses(&gap.items),
            nearest: clauses(&gap.nearest),
        }
    }

    fn broken(&self, link: &BrokenLink) -> BrokenEntry {
        BrokenEntry {
            clause: self.model.item(link.item).clause().to_owned(),
            from: link.from.map(|u| self.name(u)),
            to: self.name(link.to),
            kind: link.kind.name(),
        }
    }
}
