//! `zeren.plans/v1`, `zeren.plan/v1`, `zeren.units/v1`, `zeren.items/v1`: what a plan holds.

use serde::Serialize;

use crate::model::{ActorSource, Item, Model, Unit, UnitForm};
use crate::world::describe_condition;

/// The plans in service.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Plans {
    /// `zeren.plans/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.plans/v1")))]
    pub schema: &'static str,
    /// BLAKE3 over the ids and digests of all plans: replicas with the same digest answer alike.
    pub policies_digest: String,
    /// The plans, by id.
    pub plans: Vec<PlanHeader>,
}

/// A plan's header.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PlanHeader {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Document number (文号).
    pub number: Option<String>,
    /// Date, as written.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Administrative level.
    pub level: Option<String>,
    /// First day in force.
    pub from: Option<String>,
    /// Last day in force.
    pub until: Option<String>,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// Number of units.
    pub units: usize,
    /// Number of duties, tasks, norms and escalations.
    pub items: usize,
}

/// `zeren.plan/v1`: one plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PlanPage {
    /// `zeren.plan/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.plan/v1")))]
    pub schema: &'static str,
    /// The header.
    #[serde(flatten)]
    pub header: PlanHeader,
    /// Laws and upper documents that it rests on.
    pub basis: Vec<String>,
    /// Its vocabularies.
    pub vocabularies: Vec<String>,
    /// Its stages in order.
    pub stages: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// The units of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Units {
    /// `zeren.units/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.units/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// The units, in the order of the text.
    pub units: Vec<UnitEntry>,
}

/// A unit.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct UnitEntry {
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// body, vague or group
    pub form: &'static str,
    /// Its kind, as written.
    pub kind: Option<String>,
    /// Its seats in the plan's committee.
    pub seats: Vec<String>,
    /// Its superior.
    pub superior: Option<String>,
    /// Its level, as written.
    pub level: Option<String>,
    /// Members, where it is a group.
    pub members: Vec<String>,
    /// Whether a group may have more members than are named (等).
    pub open: bool,
    /// First day of its existence.
    pub from: Option<String>,
    /// Last day of its existence.
    pub until: Option<String>,
    /// Who takes its place.
    pub successor: Option<String>,
    /// Clauses that name it.
    pub clauses: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

/// The items of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Items {
    /// `zeren.items/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.items/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// Duties, tasks, norms and escalations, in the order of the text.
    pub items: Vec<ItemEntry>,
}

/// A duty, task, norm or escalation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ItemEntry {
    /// Its name.
    pub name: String,
    /// duty, task, norm or escalation
    pub kind: &'static str,
    /// The clauses that it rests on; the first is the one that answers show.
    pub clauses: Vec<String>,
    /// case or programme
    pub scope: &'static str,
    /// The stage.
    pub stage: Option<String>,
    /// The topic.
    pub topic: Option<String>,
    /// When it applies, in the words of the language.
    pub when: String,
    /// What to do, in own words.
    pub action: String,
    /// The deadline with its anchor.
    pub deadline: Option<String>,
    /// Who acts, in which role.
    pub parties: Vec<PartyEntry>,
    /// What is passed on to whom.
    pub links: Vec<LinkEntry>,
    /// must, must_not, may, should or should_not, for a norm
    pub modality: Option<&'static str>,
    /// Who enforces a norm.
    pub enforced_by: Vec<String>,
    /// Where the unit comes from: stated, heading, tail, inherited or missing
    pub actor_source: Option<&'static str>,
}

/// A unit in a role.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PartyEntry {
    /// Canonical name, or null where the text names nobody.
    pub unit: Option<String>,
    /// lead, joint, responsible or assist
    pub role: &'static str,
}

/// A link to another unit.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct LinkEntry {
    /// hand_over, notify, report, guide, supervise, receive_from, escalate_from or escalate_to
    pub kind: &'static str,
    /// The other unit.
    pub unit: String,
}

/// A plan's header.
#[must_use]
pub fn plan_header(model: &Model, digest: &str) -> PlanHeader {
    let plan = &model.plan;
    PlanHeader {
        id: plan.id.clone(),
        title: plan.title.clone(),
        number: plan.number.clone(),
        date: plan.date.clone(),
        issuer: plan.issuer.clone(),
        level: plan.level.clone(),
        from: plan.period.from.map(|d| d.to_string()),
        until: plan.period.until.map(|d| d.to_string()),
        policy_digest: digest.to_owned(),
        units: model.units.len(),
        items: model.items.len(),
    }
}

/// One plan.
#[must_use]
pub fn plan_page(model: &Model, digest: &str) -> PlanPage {
    PlanPage {
        schema: "zeren.plan/v1",
        header: plan_header(model, digest),
        basis: model.plan.basis.clone(),
        vocabularies: model.plan.vocabularies.clone(),
        stages: model.plan.stages.clone(),
        notes: model.plan.notes.clone(),
    }
}

/// The units of a plan.
#[must_use]
pub fn units(model: &Model, digest: &str) -> Units {
    Units {
        schema: "zeren.units/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        units: model.units.iter().map(|u| unit(model, u)).collect(),
    }
}

fn unit(model: &Model, u: &Unit) -> UnitEntry {
    let name = |id: crate::model::UnitId| model.unit(id).name.clone();
    UnitEntry {
        name: u.name.clone(),
        aliases: u.aliases.clone(),
        form: match u.form {
            UnitForm::Body => "body",
            UnitForm::Vague => "vague",
            UnitForm::Group { .. } => "group",
        },
        kind: u.kind.clone(),
        seats: u.seats.clone(),
        superior: u.superior.map(name),
        level: u.level.clone(),
        members: u.members().iter().map(|m| name(*m)).collect(),
        open: matches!(u.form, UnitForm::Group { open: true, .. }),
        from: u.lifetime.from.map(|d| d.to_string()),
        until: u.lifetime.until.map(|d| d.to_string()),
        successor: u.successor.map(name),
        clauses: u.clauses.iter().map(|c| c.path.clone()).collect(),
        note: u.note.clone(),
    }
}

/// The items of a plan.
#[must_use]
pub fn items(model: &Model, digest: &str) -> Items {
    Items {
        schema: "zeren.items/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        items: model.items.iter().map(|i| item(model, i)).collect(),
    }
}

fn item(model: &Model, i: &Item) -> ItemEntry {
    let name = |id: crate::model::UnitId| model.unit(id).name.clone();
    ItemEntry {
        name: i.name.clone(),
        kind: i.kind.name(),
        clauses: i.clauses.iter().map(|c| c.path.clone()).collect(),
        scope: i.scope.name(),
        stage: i.stage.clone(),
        topic: i.topic.clone(),
        when: describe_condition(model, &i.condition),
        action: i.action_text().to_owned(),
        deadline: i.deadline_text(),
        parties: i
            .parties
            .iter()
            .map(|p| PartyEntry {
                unit: p.unit.map(name),
                role: p.role.name(),
            })
            .collect(),
        links: i
            .links
            .iter()
            .map(|l| LinkEntry {
                kind: l.kind.name(),
                unit: name(l.unit),
            })
            .collect(),
        modality: i.modality.map(|m| m.name()),
        enforced_by: i.enforcement.iter().flatten().map(|e| name(e.unit)).collect(),
        actor_source: i.actor.map(|a| match a {
            ActorSource::Stated => "stated",
            ActorSource::Heading => "heading",
            ActorSource::Tail => "tail",
            ActorSource::Inherited => "inherited",
            ActorSource::Missing => "missing",
        }),
    }
}
