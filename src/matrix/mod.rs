//! Who has which role in what, as a table: from one or several compiled plans to rows, columns of units, and the marks where they meet.
//!
//! Knows nothing of JSON, of spreadsheets, nor of how a table is drawn.

mod column;
mod compare;
mod duty_list;
mod edit;
mod row;
mod situation;
mod trigger;

use std::collections::BTreeMap;

use crate::compile::{Compiled, CompiledPlan};
use crate::model::{Condition, FactId, ItemId, LinkKind, Role, Scope, UnitId};
use crate::route::Status;
use crate::syntax::ast::File;
use crate::text::{SourceId, Sources};

pub use column::{Column, Form};
pub use compare::{Comparison, Leads, compare};
pub use duty_list::{DutyEntry, DutyList, Section, duty_list, units_with_duties};
pub use edit::{Change, EditedRow, Edits, Known, KnownRow, compare_edited, squeeze};
pub use trigger::trigger;

/// A plan with the text it was compiled from.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'c> {
    /// Its digest.
    pub digest: &'c str,
    /// Its texts.
    pub sources: &'c Sources,
    /// Its parsed files, whose words a duty list repeats; none where no list is asked for.
    pub files: &'c [(SourceId, File)],
    /// Model, graph and world.
    pub plan: &'c CompiledPlan,
}

impl<'c> Subject<'c> {
    /// A plan as it was compiled.
    #[must_use]
    pub fn new(compiled: &'c Compiled, plan: &'c CompiledPlan) -> Self {
        Subject {
            digest: &compiled.digest,
            sources: &compiled.sources,
            files: &compiled.files,
            plan,
        }
    }
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Topics, grouped by stage.
    Topic,
    /// Stages.
    Stage,
    /// Clauses, grouped by the clause above.
    Clause,
    /// Tasks, grouped by the clause above.
    Task,
    /// The situations of the plan's tests, or the values of one fact.
    Situation,
}

impl By {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            By::Topic => "topic",
            By::Stage => "stage",
            By::Clause => "clause",
            By::Task => "task",
            By::Situation => "situation",
        }
    }
}

/// What goes into a matrix.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// What the rows are.
    pub by: By,
    /// Items of this scope only.
    pub scope: Option<Scope>,
    /// For rows of situations: one row for each value of this fact, instead of one for each test. One fact a plan.
    pub fact: &'o [Option<FactId>],
}

/// A matrix.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// What the rows are.
    pub by: By,
    /// Who can stand in a cell, grouped by kind.
    pub columns: Vec<Column>,
    /// The rows in order.
    pub rows: Vec<Row>,
    /// Items in scope that give nobody a role, by plan: norms that bind without assigning.
    pub unassigned: Vec<(usize, ItemId)>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which plan it comes from.
    pub plan: usize,
    /// The heading above it, if any.
    pub group: Option<String>,
    /// What tells it from the other rows of its plan.
    pub key: String,
    /// What it says.
    pub label: String,
    /// The clauses of its items in the order of the document.
    pub clauses: Vec<String>,
    /// The deadlines of its items.
    pub deadlines: Vec<String>,
    /// The marks by column; columns without marks are left out.
    pub cells: BTreeMap<usize, Vec<Mark>>,
    /// What is wrong with who is accountable.
    pub fault: Option<Fault>,
}

/// A role that a unit has in an item.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The role.
    pub role: Role,
    /// RACI letters.
    pub letter: Letter,
    /// The item.
    pub item: ItemId,
    /// Its clause, as shown.
    pub clause: String,
    /// The link by which the unit comes in, if it does not act itself.
    pub via: Option<LinkKind>,
    /// For rows of situations, how sure it is.
    pub status: Option<Status>,
    /// Whether the item holds in some situations only.
    pub conditional: bool,
    /// The limit that this unit alone has, in words.
    pub limit: Option<String>,
}

/// What a role is in RACI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    /// Accountable, and does the work: the lead, or who alone acts.
    Accountable,
    /// Does the work.
    Responsible,
    /// Lends a hand.
    Consulted,
    /// Is told, guided or supervised.
    Informed,
}

impl Letter {
    /// The letters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Letter::Accountable => "A/R",
            Letter::Responsible => "R",
            Letter::Consulted => "C",
            Letter::Informed => "I",
        }
    }

    /// What a role is, where `alone` says that nobody else acts in the item.
    #[must_use]
    pub fn of(role: Role, alone: bool) -> Letter {
        match role {
            Role::Lead => Letter::Accountable,
            Role::Joint | Role::Responsible if alone => Letter::Accountable,
            Role::Joint | Role::Responsible | Role::Receive => Letter::Responsible,
            Role::Assist => Letter::Consulted,
            Role::Notify | Role::Guide | Role::Supervise => Letter::Informed,
        }
    }
}

/// What is wrong with who is accountable in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody is.
    Nobody,
    /// These are, by column.
    Several(Vec<usize>),
}

/// Builds the matrix of one or several plans.
#[must_use]
pub fn matrix(subjects: &[Subject<'_>], options: Options<'_>) -> Matrix {
    let columns = column::columns(subjects);
    let mut matrix = Matrix {
        by: options.by,
        columns: columns.list().to_vec(),
        rows: Vec::new(),
        unassigned: Vec::new(),
    };
    for (at, subject) in subjects.iter().enumerate() {
        let view = View {
            at,
            subject: *subject,
            columns: &columns,
            options,
        };
        match options.by {
            By::Situation => situation::rows(&view, &mut matrix),
            _ => row::rows(&view, &mut matrix),
        }
    }
    drop_empty_columns(&mut matrix);
    matrix
}

/// One plan on its way into a matrix.
struct View<'a, 'c> {
    at: usize,
    subject: Subject<'c>,
    columns: &'a column::Columns,
    options: Options<'a>,
}

impl View<'_, '_> {
    fn column(&self, unit: Option<UnitId>) -> usize {
        let name = unit.map(|u| self.subject.plan.model.unit(u).name.as_str());
        self.columns.find(name)
    }

    fn is_listed(&self, scope: Scope) -> bool {
        self.options.scope.is_none_or(|s| s == scope)
    }
}

/// Whether a condition limits anything.
fn limits(condition: &Condition) -> bool {
    !condition.is_always()
}

/// What is wrong with who is accountable. Where a row is one matter, there must be exactly one; where it gathers many (a stage, a
/// situation), at least one.
fn fault(cells: &BTreeMap<usize, Vec<Mark>>, by: By) -> Option<Fault> {
    let accountable = |marks: &Vec<Mark>| {
        marks
            .iter()
            .any(|m| m.letter == Letter::Accountable && m.status != Some(Status::Possible))
    };
    let who: Vec<usize> = cells.iter().filter(|(_, m)| accountable(m)).map(|(c, _)| *c).collect();
    match who.as_slice() {
        [] => Some(Fault::Nobody),
        [_] => None,
        _ if matches!(by, By::Stage | By::Situation) => None,
        _ => Some(Fault::Several(who)),
    }
}

/// Columns in which nothing stands say nothing.
fn drop_empty_columns(matrix: &mut Matrix) {
    let mut used = vec![false; matrix.columns.len()];
    for column in matrix.rows.iter().flat_map(|r| r.cells.keys()) {
        if let Some(used) = used.get_mut(*column) {
            *used = true;
        }
    }
    let mut place = Vec::with_capacity(used.len());
    let mut next = 0;
    for used in &used {
        place.push(next);
        next += usize::from(*used);
    }
    let moved = |column: usize| place.get(column).copied().unwrap_or(column);
    for row in &mut matrix.rows {
        row.cells = std::mem::take(&mut row.cells)
            .into_iter()
            .map(|(c, marks)| (moved(c), marks))
            .collect();
        if let Some(Fault::Several(who)) = &mut row.fault {
            who.iter_mut().for_each(|c| *c = moved(*c));
        }
    }
    let mut keep = used.into_iter();
    matrix.columns.retain(|_| keep.next().unwrap_or(true));
}
