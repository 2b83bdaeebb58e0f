//! `zeren.matrix_compare/v1`: topics of several plans side by side, who leads in each; and `zeren.matrix_edits/v1`.

use serde::Serialize;

use super::matrix::{PlanHead, plan_head};
use crate::matrix::{Change, Comparison, Edits, Leads, Subject};

/// A comparison.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct CompareReport {
    /// `zeren.matrix_compare/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.matrix_compare/v1")))]
    pub schema: &'static str,
    /// The plans, one a column.
    pub plans: Vec<PlanHead>,
    /// The topics.
    pub topics: Vec<TopicRow>,
}

/// A topic.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TopicRow {
    /// Its name.
    pub topic: String,
    /// In how many of the plans somebody acts on it.
    pub plans: usize,
    /// For each plan, who acts; null where nobody does.
    pub cells: Vec<Option<TopicCell>>,
}

/// Who acts on a topic in one plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TopicCell {
    /// The units.
    pub units: Vec<ActingUnit>,
    /// The clauses.
    pub clauses: Vec<String>,
}

/// A unit that acts.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ActingUnit {
    /// Its name; empty where the text names nobody.
    pub unit: String,
    /// lead, joint or responsible
    pub role: &'static str,
    /// A/R or R
    pub letter: &'static str,
}

/// Writes a comparison.
#[must_use]
pub fn matrix_compare(subjects: &[Subject<'_>], comparison: &Comparison) -> CompareReport {
    let row = |(topic, cells): &(String, Vec<Option<Leads>>)| TopicRow {
        topic: topic.clone(),
        plans: cells.iter().flatten().count(),
        cells: cells.iter().map(|c| c.as_ref().map(cell)).collect(),
    };
    CompareReport {
        schema: "zeren.matrix_compare/v1",
        plans: subjects.iter().map(plan_head).collect(),
        topics: comparison.rows.iter().map(row).collect(),
    }
}

fn cell(leads: &Leads) -> TopicCell {
    let unit = |(unit, role, letter): &(String, crate::model::Role, crate::matrix::Letter)| ActingUnit {
        unit: unit.clone(),
        role: role.name(),
        letter: letter.name(),
    };
    TopicCell {
        units: leads.acting.iter().map(unit).collect(),
        clauses: leads.clauses.clone(),
    }
}

/// What an edited matrix would change.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct EditsReport {
    /// `zeren.matrix_edits/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.matrix_edits/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// Digest of the plan's sources.
    pub policy_digest: String,
    /// The file.
    pub file: String,
    /// Whether nothing would change.
    pub equal: bool,
    /// The differences.
    pub changes: Vec<EditEntry>,
}

/// One difference. `kind` is gained, lost, row_gone, unknown_row, row_twice, unknown_unit, column_gone or unknown_role.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct EditEntry {
    /// What it is.
    pub kind: &'static str,
    /// The row.
    pub row: Option<String>,
    /// Its clauses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The role.
    pub role: Option<&'static str>,
    /// The word that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// The nearest known name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// The line in the sheet, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// Writes what an edited matrix would change.
#[must_use]
pub fn matrix_edits(subject: &Subject<'_>, file: &str, edits: &Edits) -> EditsReport {
    EditsReport {
        schema: "zeren.matrix_edits/v1",
        plan: subject.plan.model.plan.id.clone(),
        policy_digest: subject.digest.to_owned(),
        file: file.to_owned(),
        equal: edits.changes.is_empty(),
        changes: edits.changes.iter().map(entry).collect(),
    }
}

fn entry(change: &Change) -> EditEntry {
    let role_change = |kind, row: &String, clauses: &[String], unit: &String, role: crate::model::Role| EditEntry {
        kind,
        row: Some(row.clone()),
        clauses: clauses.to_vec(),
        unit: Some(unit.clone()),
        role: Some(role.name()),
        ..EditEntry::default()
    };
    match change {
        Change::Gained {
            row,
            clauses,
            unit,
            role,
        } => role_change("gained", row, clauses, unit, *role),
        Change::Lost {
            row,
            clauses,
            unit,
            role,
        } => role_change("lost", row, clauses, unit, *role),
        Change::RowGone { row, clauses } => EditEntry {
            kind: "row_gone",
            row: Some(row.clone()),
            clauses: clauses.clone(),
            ..EditEntry::default()
        },
        Change::UnknownRow { line, label, near } => EditEntry {
            kind: "unknown_row",
            row: Some(label.clone()),
            near: near.clone(),
            line: Some(*line),
            ..EditEntry::default()
        },
        Change::RowTwice { line, row } => EditEntry {
            kind: "row_twice",
            row: Some(row.clone()),
            line: Some(*line),
            ..EditEntry::default()
        },
        Change::UnknownUnit { name, near } => EditEntry {
            kind: "unknown_unit",
            unit: Some(name.clone()),
            near: near.clone(),
            ..EditEntry::default()
        },
        Change::ColumnGone { unit } => EditEntry {
            kind: "column_gone",
            unit: Some(unit.clone()),
            ..EditEntry::default()
        },
        Change::UnknownRole { line, unit, word, near } => EditEntry {
            kind: "unknown_role",
            unit: Some(unit.clone()),
            word: Some(word.clone()),
            near: near.map(ToOwned::to_owned),
            line: Some(*line),
            ..EditEntry::default()
        },
    }
}
