//! `zeren.duty_list/v1`: all that one unit has to do with.

use serde::Serialize;

use super::matrix::{PlanHead, plan_head};
use crate::matrix::{DutyEntry, DutyList, Subject};
use crate::model::{Modality, Model, UnitId};

/// The lists of a unit, one a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DutyListReport {
    /// `zeren.duty_list/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.duty_list/v1")))]
    pub schema: &'static str,
    /// The name that was asked for.
    pub unit: String,
    /// One list a plan that knows the unit.
    pub lists: Vec<UnitList>,
}

/// The list of one plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct UnitList {
    /// The plan.
    pub plan: PlanHead,
    /// The unit's name in it.
    pub unit: String,
    /// Its kind.
    pub kind: Option<String>,
    /// Its seats in the plan's committee.
    pub seats: Vec<String>,
    /// The entries: by part, then in the order of the document.
    pub entries: Vec<ListEntry>,
}

/// One entry.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ListEntry {
    /// acts, assists, receives, told, overseen, enforces or bound
    pub part: &'static str,
    /// The role; null where the unit enforces, or a norm only binds it.
    pub role: Option<&'static str>,
    /// The link by which the unit comes in.
    pub via: Option<&'static str>,
    /// The group through which it is meant.
    pub through: Option<String>,
    /// What is to be done.
    pub action: String,
    /// must, must_not, may, should or should_not, for norms.
    pub modality: Option<&'static str>,
    /// When it applies, in the drafter's words; empty for always.
    pub when: String,
    /// The limit that this unit alone has.
    pub limit: Option<String>,
    /// With whom.
    pub with: Vec<WithEntry>,
    /// By when.
    pub deadline: Option<String>,
    /// The clauses; the first is the one shown.
    pub clauses: Vec<String>,
    /// The item's name.
    pub item: String,
    /// duty, task, norm or escalation
    pub kind: &'static str,
    /// case or programme
    pub scope: &'static str,
    /// The stage.
    pub stage: Option<String>,
    /// The topic.
    pub topic: Option<String>,
}

/// Others in the same item.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct WithEntry {
    /// Their role.
    pub role: &'static str,
    /// Who; null where the text names nobody.
    pub units: Vec<Option<String>>,
}

/// Writes the lists of a unit.
#[must_use]
pub fn duty_list(unit: &str, lists: &[(Subject<'_>, DutyList)]) -> DutyListReport {
    DutyListReport {
        schema: "zeren.duty_list/v1",
        unit: unit.to_owned(),
        lists: lists.iter().map(|(s, l)| list(s, l)).collect(),
    }
}

fn list(subject: &Subject<'_>, list: &DutyList) -> UnitList {
    let model = &subject.plan.model;
    let unit = model.unit(list.unit);
    UnitList {
        plan: plan_head(subject),
        unit: unit.name.clone(),
        kind: unit.kind.clone(),
        seats: unit.seats.clone(),
        entries: list.entries.iter().map(|e| entry(model, e)).collect(),
    }
}

fn entry(model: &Model, entry: &DutyEntry) -> ListEntry {
    let item = model.item(entry.item);
    let name = |u: UnitId| model.unit(u).name.clone();
    ListEntry {
        part: entry.section.name(),
        role: entry.role.map(crate::model::Role::name),
        via: entry.via.map(crate::model::LinkKind::name),
        through: entry.through.map(name),
        action: item.action_text().to_owned(),
        modality: item.modality.map(Modality::name),
        when: entry.when.clone(),
        limit: entry.limit.clone(),
        with: entry
            .with
            .iter()
            .map(|(role, units)| WithEntry {
                role: role.name(),
                units: units.iter().map(|u| u.map(name)).collect(),
            })
            .collect(),
        deadline: item.deadline_text(),
        clauses: item.clauses.iter().map(crate::model::Clause::full).collect(),
        item: item.name.clone(),
        kind: item.kind.name(),
        scope: item.scope.name(),
        stage: item.stage.clone(),
        topic: item.topic.clone(),
    }
}
