//! 责任清单: all that one unit has to do with, by the part it plays.

use super::{Subject, trigger};
use crate::model::{Item, ItemId, ItemKind, LinkKind, Model, Role, Scope, UnitId};
use crate::route::{Line, lines_of};

/// The part that a unit plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// It acts: leads, jointly, or named.
    Acts,
    /// It assists.
    Assists,
    /// It receives the child, the report or the case.
    Receives,
    /// It is told, or reported to.
    Told,
    /// It is guided or supervised.
    Overseen,
    /// It enforces a norm.
    Enforces,
    /// A norm binds it.
    Bound,
}

impl Section {
    /// All, in the order of a list.
    pub const ALL: [Section; 7] = [
        Section::Acts,
        Section::Assists,
        Section::Receives,
        Section::Told,
        Section::Overseen,
        Section::Enforces,
        Section::Bound,
    ];

    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Section::Acts => "acts",
            Section::Assists => "assists",
            Section::Receives => "receives",
            Section::Told => "told",
            Section::Overseen => "overseen",
            Section::Enforces => "enforces",
            Section::Bound => "bound",
        }
    }

    fn of(role: Role) -> Section {
        match role {
            Role::Lead | Role::Joint | Role::Responsible => Section::Acts,
            Role::Assist => Section::Assists,
            Role::Receive => Section::Receives,
            Role::Notify => Section::Told,
            Role::Guide | Role::Supervise => Section::Overseen,
        }
    }
}

/// The list of one unit in one plan.
#[derive(Debug, Clone)]
pub struct DutyList {
    /// The unit.
    pub unit: UnitId,
    /// Its entries: by part, then in the order of the document.
    pub entries: Vec<DutyEntry>,
}

/// One thing that the unit has to do with.
#[derive(Debug, Clone)]
pub struct DutyEntry {
    /// The part it plays.
    pub section: Section,
    /// Its role; `None` where it enforces, or where a norm only binds.
    pub role: Option<Role>,
    /// The link by which it comes in.
    pub via: Option<LinkKind>,
    /// The group through which it is meant.
    pub through: Option<UnitId>,
    /// The item.
    pub item: ItemId,
    /// When it applies, in the drafter's words; empty for always.
    pub when: String,
    /// The limit that this unit alone has.
    pub limit: Option<String>,
    /// The others, by role; the unit itself and the groups that hold it left out.
    pub with: Vec<(Role, Vec<Option<UnitId>>)>,
}

/// The list of one unit.
#[must_use]
pub fn duty_list(subject: Subject<'_>, unit: UnitId, scope: Option<Scope>) -> DutyList {
    let model = &subject.plan.model;
    let who = model.unit_and_groups(unit);
    let mut entries = Vec::new();
    for (id, item) in model.items() {
        if scope.is_none_or(|s| s == item.scope) {
            of_item(subject, &who, id, item, &mut entries);
        }
    }
    entries.sort_by(|a, b| {
        let clause = |e: &DutyEntry| model.item(e.item).clause().to_owned();
        a.section
            .cmp(&b.section)
            .then_with(|| model.outline.compare(&clause(a), &clause(b)))
            .then(a.item.cmp(&b.item))
    });
    DutyList { unit, entries }
}

fn of_item(subject: Subject<'_>, who: &[UnitId], id: ItemId, item: &Item, out: &mut Vec<DutyEntry>) {
    let model = &subject.plan.model;
    let lines = lines_of(item);
    let mut entry = |section, role, via, unit: UnitId, limit| {
        out.push(DutyEntry {
            section,
            role,
            via,
            through: Some(unit).filter(|u| who.first() != Some(u)),
            item: id,
            when: trigger(subject, item),
            limit,
            with: others(&lines, who),
        });
    };
    for line in &lines {
        if let Some(unit) = line.unit.filter(|u| who.contains(u)) {
            let limit = (!line.when.is_always()).then(|| crate::world::describe_condition(model, &line.when));
            entry(Section::of(line.role), Some(line.role), line.via, unit, limit);
        }
    }
    for enforcement in item.enforcement.iter().flatten().filter(|e| who.contains(&e.unit)) {
        entry(Section::Enforces, None, None, enforcement.unit, None);
    }
    let said = |unit: UnitId| lines.iter().any(|l| l.via.is_none() && l.unit == Some(unit));
    if item.kind == ItemKind::Norm {
        for party in item.parties.iter().filter_map(|p| p.unit) {
            if who.contains(&party) && !said(party) {
                entry(Section::Bound, None, None, party, None);
            }
        }
    }
}

/// The other units of an item by role.
fn others(lines: &[Line], who: &[UnitId]) -> Vec<(Role, Vec<Option<UnitId>>)> {
    let of = |role: Role| -> Vec<Option<UnitId>> {
        lines
            .iter()
            .filter(|l| l.role == role && l.unit.is_none_or(|u| !who.contains(&u)))
            .map(|l| l.unit)
            .collect()
    };
    Role::ALL
        .into_iter()
        .map(|r| (r, of(r)))
        .filter(|(_, units)| !units.is_empty())
        .collect()
}

/// The units of a plan that have anything in their list, in the order of declaration.
#[must_use]
pub fn units_with_duties(model: &Model) -> Vec<UnitId> {
    let mut out: Vec<UnitId> = Vec::new();
    for item in &model.items {
        out.extend(lines_of(item).iter().filter_map(|l| l.unit));
    }
    out.sort();
    out.dedup();
    out
}
