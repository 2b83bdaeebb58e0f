//! `zeren.matrix/v1`: who has which role in what; and the forms of a duty list, of a comparison, and of an edited matrix.

use serde::Serialize;

use super::CheckDiagnostic;
use crate::matrix::{Fault, Mark, Matrix, Row, Subject};
use crate::model::{Model, Plan};
use crate::route::Status;

/// A matrix.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct MatrixReport {
    /// `zeren.matrix/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.matrix/v1")))]
    pub schema: &'static str,
    /// topic, stage, clause, task or situation
    pub by: &'static str,
    /// The plans that the rows come from.
    pub plans: Vec<PlanHead>,
    /// The columns: units by kind and level.
    pub columns: Vec<MatrixColumn>,
    /// The rows in order.
    pub rows: Vec<MatrixRow>,
    /// Items that give nobody a role, and so stand in no row: norms that bind without assigning.
    pub unassigned: Vec<Unassigned>,
    /// What `check` says of the plans.
    pub findings: Vec<PlanFinding>,
}

/// The head of a plan.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PlanHead {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Document number.
    pub number: Option<String>,
    /// Date, as written.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Digest of the plan's sources.
    pub policy_digest: String,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct MatrixColumn {
    /// The unit; null for items that name nobody.
    pub unit: Option<String>,
    /// Its kind (with the level, where the kind has several); null where the plan says nothing.
    pub group: Option<String>,
    /// body, group, vague or nobody
    pub form: &'static str,
}

/// A row.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct MatrixRow {
    /// Index into `plans`.
    pub plan: usize,
    /// The heading above it.
    pub group: Option<String>,
    /// What tells it from the other rows of its plan.
    pub key: String,
    /// What it says.
    pub label: String,
    /// The clauses of its items; marks point into it.
    pub clauses: Vec<String>,
    /// The deadlines of its items.
    pub deadlines: Vec<String>,
    /// The cells in which something stands, by column.
    pub cells: Vec<MatrixCell>,
    /// `nobody` or `several`, where not exactly one unit is accountable.
    pub fault: Option<&'static str>,
    /// The units that are accountable, where they are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accountable: Vec<String>,
}

/// A cell.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct MatrixCell {
    /// Index into `columns`.
    pub column: usize,
    /// The unit, as in the column.
    pub unit: Option<String>,
    /// What stands in it.
    pub marks: Vec<MatrixMark>,
}

/// A mark.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct MatrixMark {
    /// lead, joint, responsible, assist, receive, notify, guide or supervise
    pub role: &'static str,
    /// A/R, R, C or I
    pub letter: &'static str,
    /// The clause's path.
    pub clause: String,
    /// Index into the row's `clauses`.
    pub note: usize,
    /// The item's name.
    pub item: String,
    /// The link by which the unit comes in: hand_over, notify, report, guide, supervise or escalate_to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<&'static str>,
    /// For rows of situations: certain or possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Whether the item holds in some situations only.
    pub conditional: bool,
    /// The limit that this unit alone has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
}

/// An item in no row.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Unassigned {
    /// Index into `plans`.
    pub plan: usize,
    /// duty, task, norm or escalation
    pub kind: &'static str,
    /// Its name.
    pub item: String,
    /// Its clause.
    pub clause: String,
}

/// What `check` says, with the plan that it is about.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PlanFinding {
    /// Index into `plans`.
    pub plan: usize,
    /// The finding.
    #[serde(flatten)]
    pub finding: CheckDiagnostic,
}

/// Writes a matrix.
#[must_use]
pub fn matrix(subjects: &[Subject<'_>], matrix: &Matrix, findings: Vec<PlanFinding>) -> MatrixReport {
    let columns: Vec<MatrixColumn> = matrix.columns.iter().map(column).collect();
    let rows = matrix.rows.iter().filter_map(|r| {
        let model = &subjects.get(r.plan)?.plan.model;
        Some(row(model, &columns, r))
    });
    MatrixReport {
        schema: "zeren.matrix/v1",
        by: matrix.by.name(),
        plans: subjects.iter().map(|s| plan_head(s)).collect(),
        rows: rows.collect(),
        unassigned: unassigned(subjects, matrix),
        columns,
        findings,
    }
}

/// The head of a plan.
#[must_use]
pub fn plan_head(subject: &Subject<'_>) -> PlanHead {
    let Plan {
        id,
        title,
        number,
        date,
        issuer,
        ..
    } = subject.plan.model.plan.clone();
    PlanHead {
        id,
        title,
        number,
        date,
        issuer,
        policy_digest: subject.digest.to_owned(),
    }
}

fn column(column: &crate::matrix::Column) -> MatrixColumn {
    MatrixColumn {
        unit: column.unit.clone(),
        group: column.group.clone(),
        form: column.form.name(),
    }
}

fn row(model: &Model, columns: &[MatrixColumn], row: &Row) -> MatrixRow {
    let unit = |at: usize| columns.get(at).and_then(|c| c.unit.clone());
    let cell = |(at, marks): (&usize, &Vec<Mark>)| MatrixCell {
        column: *at,
        unit: unit(*at),
        marks: marks.iter().map(|m| mark(model, row, m)).collect(),
    };
    let accountable = match &row.fault {
        Some(Fault::Several(who)) => who.iter().filter_map(|c| unit(*c)).collect(),
        _ => Vec::new(),
    };
    MatrixRow {
        plan: row.plan,
        group: row.group.clone(),
        key: row.key.clone(),
        label: row.label.clone(),
        clauses: row.clauses.clone(),
        deadlines: row.deadlines.clone(),
        cells: row.cells.iter().map(cell).collect(),
        fault: row.fault.as_ref().map(|f| match f {
            Fault::Nobody => "nobody",
            Fault::Several(_) => "several",
        }),
        accountable,
    }
}

fn mark(model: &Model, row: &Row, mark: &Mark) -> MatrixMark {
    MatrixMark {
        role: mark.role.name(),
        letter: mark.letter.name(),
        clause: mark.clause.clone(),
        note: row.clauses.iter().position(|c| *c == mark.clause).unwrap_or(0),
        item: model.item(mark.item).name.clone(),
        via: mark.via.map(crate::model::LinkKind::name),
        status: mark.status.map(Status::name),
        conditional: mark.conditional,
        limit: mark.limit.clone(),
    }
}

fn unassigned(subjects: &[Subject<'_>], matrix: &Matrix) -> Vec<Unassigned> {
    let one = |(plan, id): &(usize, crate::model::ItemId)| {
        let item = subjects.get(*plan)?.plan.model.item(*id);
        Some(Unassigned {
            plan: *plan,
            kind: item.kind.name(),
            item: item.name.clone(),
            clause: item.clause().to_owned(),
        })
    };
    matrix.unassigned.iter().filter_map(one).collect()
}
