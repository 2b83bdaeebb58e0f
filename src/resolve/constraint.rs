//! Constraints.

use super::fields::Fields;
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Constraint};
use crate::syntax::ast::Declaration;
use crate::syntax::keyword::Keyword;
use crate::words;

/// Resolves all constraints.
pub fn constraints(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Vec<Constraint> {
    of(all, Keyword::Constraint)
        .into_iter()
        .enumerate()
        .filter_map(|(i, d)| constraint(resolver, d, i))
        .collect()
}

fn constraint(resolver: &mut Resolver<'_>, d: &Declaration, index: usize) -> Option<Constraint> {
    let (fields, sound) = Fields::check(resolver, &d.fields, Keyword::Constraint);
    let Some(conclusion) = fields.condition(Keyword::Then) else {
        resolver.report(
            Diagnostic::new(
                Code::MISSING_FIELD,
                resolver.head_span(d),
                words!("约束没有写 `则`", "the constraint has no `then`"),
            )
            .help(words!(
                "写作 `约束 名 {{ 若: 条件  则: 条件 }}`",
                "write `constraint name {{ if: condition  then: condition }}`"
            )),
        );
        return None;
    };
    let premise = match fields.condition(Keyword::If) {
        Some(c) => resolver.plain_condition(c),
        None => Some(Condition::Always),
    };
    let conclusion = resolver.plain_condition(conclusion);
    let name = d
        .name
        .as_ref()
        .map_or_else(|| format!("约束{}", index + 1), |n| n.text.clone());
    let span = d.name.as_ref().map_or(d.span, |n| n.span);
    (sound).then_some(Constraint {
        name,
        premise: premise?,
        conclusion: conclusion?,
        because: fields.text(Keyword::Because),
        clauses: fields.clauses(),
        span,
    })
}
