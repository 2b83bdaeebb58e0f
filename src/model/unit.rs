//! Units: who can have a responsibility.

use super::clause::Clause;
use super::id::UnitId;
use super::item::Allow;
use super::plan::Period;
use crate::text::Span;

/// What a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitForm {
    /// A body or actor that the text names.
    Body,
    /// 泛称: 有关部门 and the like, never resolved.
    Vague,
    /// 集合: several under one name.
    Group {
        /// Its members.
        members: Vec<UnitId>,
        /// Whether there may be more (等).
        open: bool,
    },
}

/// A unit, vague unit or group.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Those of them that the text uses without saying that they are this body.
    pub also_written: Vec<String>,
    /// Units that may be this body; the text does not say.
    pub perhaps_same: Vec<UnitId>,
    /// What it is.
    pub form: UnitForm,
    /// Its kind, as written (政府部门, 群团组织 …).
    pub kind: Option<String>,
    /// Its seats in the plan's committee.
    pub seats: Vec<String>,
    /// Its superior.
    pub superior: Option<UnitId>,
    /// Its level, as written (市, 县 …).
    pub level: Option<String>,
    /// When it exists.
    pub lifetime: Period,
    /// Who takes its place.
    pub successor: Option<UnitId>,
    /// Clauses that name it.
    pub clauses: Vec<Clause>,
    /// A remark.
    pub note: Option<String>,
    /// Accepted findings.
    pub allows: Vec<Allow>,
    /// Where it is declared.
    pub span: Span,
}

impl Unit {
    /// The members of a group; empty for others.
    #[must_use]
    pub fn members(&self) -> &[UnitId] {
        match &self.form {
            UnitForm::Group { members, .. } => members,
            _ => &[],
        }
    }

    /// Whether it is a vague unit.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.form == UnitForm::Vague
    }
}
