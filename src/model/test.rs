//! Tests: situations with what the answer must and must not contain.

use super::id::UnitId;
use super::role::Role;
use super::situation::Situation;
use crate::text::Span;

/// Whom an expectation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// This unit.
    Unit(UnitId),
    /// The clause applies and names nobody.
    Nobody,
    /// Any unit.
    Any,
    /// The answer reports a gap.
    Gap,
}

/// One line that must, or must not, be certain in the answer.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// In this role, or in any.
    pub role: Option<Role>,
    /// Who.
    pub who: Who,
    /// Under this clause, or under any.
    pub clause: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A test.
#[derive(Debug, Clone)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// The situation.
    pub situation: Situation,
    /// Lines that must come.
    pub expect: Vec<Expectation>,
    /// Lines that must not come.
    pub expect_not: Vec<Expectation>,
    /// Where it is declared.
    pub span: Span,
}
