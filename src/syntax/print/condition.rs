//! Conditions as text, broken at 且 and 或 where they do not fit a line.

use super::super::ast::{Condition, ConditionKind, Operand, Operator};
use super::super::keyword::Keyword;
use super::{Printer, WIDTH, columns, value};

impl Printer<'_> {
    /// A condition whose first line starts at column `column`; further lines are indented by `indent`.
    pub(super) fn condition(&self, c: &Condition, column: usize, indent: usize) -> String {
        let flat = self.flat(c, Strength::Lowest);
        if columns(&flat) + column <= WIDTH {
            return flat;
        }
        let (parts, joint) = match &c.kind {
            ConditionKind::Or(parts) => (parts, Keyword::Or),
            ConditionKind::And(parts) => (parts, Keyword::And),
            _ => return flat,
        };
        let needs = inside(joint);
        let lines: Vec<String> = parts.iter().map(|p| self.flat(p, needs)).collect();
        lines.join(&format!("\n{:indent$}  {} ", "", self.word(joint)))
    }

    fn flat(&self, c: &Condition, around: Strength) -> String {
        let (text, own) = match &c.kind {
            ConditionKind::Or(parts) => (self.joined(parts, Keyword::Or), Strength::Or),
            ConditionKind::And(parts) => (self.joined(parts, Keyword::And), Strength::And),
            ConditionKind::Not(inner) => (
                format!("{} {}", self.word(Keyword::Not), self.flat(inner, Strength::Highest)),
                Strength::Highest,
            ),
            ConditionKind::Named(name) => (value::name(name), Strength::Highest),
            ConditionKind::Discretion(k) => (self.word(*k).to_owned(), Strength::Highest),
            ConditionKind::Nobody(name) => (
                format!("{} {}", self.word(Keyword::NobodyHandles), value::name(name)),
                Strength::Highest,
            ),
            ConditionKind::Pending(text) => {
                let text = text
                    .as_ref()
                    .map(|t| format!(" {}", value::name(t)))
                    .unwrap_or_default();
                (format!("{}{text}", self.word(Keyword::Pending)), Strength::Highest)
            }
            ConditionKind::Test {
                fact,
                operator,
                operand,
            } => (self.test(&value::name(fact), *operator, operand), Strength::Highest),
        };
        if own < around { format!("({text})") } else { text }
    }

    fn joined(&self, parts: &[Condition], joint: Keyword) -> String {
        let word = format!(" {} ", self.word(joint));
        parts
            .iter()
            .map(|p| self.flat(p, inside(joint)))
            .collect::<Vec<_>>()
            .join(&word)
    }

    fn test(&self, fact: &str, operator: Operator, operand: &Operand) -> String {
        let operand_text = self.operand(
            operand,
            matches!(operator, Operator::HasAny | Operator::HasAll | Operator::In),
        );
        let sign = match operator {
            Operator::Has => self.word(Keyword::Has),
            Operator::Lacks => self.word(Keyword::Lacks),
            Operator::HasAny => self.word(Keyword::HasAny),
            Operator::HasAll => self.word(Keyword::HasAll),
            Operator::Is => self.word(Keyword::Is),
            Operator::IsNot => self.word(Keyword::IsNot),
            Operator::In => self.word(Keyword::In),
            other => sign(other),
        };
        format!("{fact} {sign} {operand_text}")
    }

    pub(super) fn operand(&self, operand: &Operand, brackets: bool) -> String {
        match operand {
            Operand::Values(values) if brackets || values.len() > 1 => format!("({})", self.names(values)),
            Operand::Values(values) => self.names(values),
            Operand::Amount(amount) => self.amount(*amount),
            Operand::Bool(true, _) => self.word(Keyword::Yes).to_owned(),
            Operand::Bool(false, _) => self.word(Keyword::No).to_owned(),
            Operand::Range {
                from, to, exclusive, ..
            } => {
                let end = |n: &Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
                format!("{}{}{}", end(from), if *exclusive { "..<" } else { ".." }, end(to))
            }
        }
    }
}

/// How closely an operator binds; brackets stand where a looser one is inside a closer one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Lowest,
    Or,
    And,
    Highest,
}

/// How closely a part of 且 or 或 must bind to stand without brackets. A part of the same kind keeps its brackets: it was written so.
fn inside(joint: Keyword) -> Strength {
    if joint == Keyword::Or {
        Strength::And
    } else {
        Strength::Highest
    }
}

pub fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::AtMost => "<=",
        Operator::Greater => ">",
        Operator::AtLeast => ">=",
        _ => "=",
    }
}
