//! Requirements and unencoded clauses.

use super::fields::Fields;
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Item, Requirement, Role, Unencoded};
use crate::syntax::ast::{Declaration, Head};
use crate::syntax::keyword::Keyword;
use crate::text::fold_name;
use crate::words;

/// Resolves the requirements.
pub fn requirements(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Vec<Requirement> {
    let mut out = Vec::new();
    for d in of(all, Keyword::Require) {
        let Head::Require(require) = &d.head else { continue };
        let when = match &require.when {
            Some(c) => resolver.plain_condition(c),
            None => Some(Condition::Always),
        };
        let Some(when) = when else { continue };
        out.push(Requirement {
            role: super::item::role(require.role).unwrap_or(Role::Lead),
            at: require.at.iter().map(|n| fold_name(&n.text)).collect(),
            when,
            because: require.because.as_ref().map(|b| b.text.clone()),
            span: d.span,
        });
    }
    out
}

/// Every stage or topic of a requirement must be one that the plan has.
pub fn topics_of_requirements(resolver: &mut Resolver<'_>, items: &[Item], requirements: &[Requirement]) {
    let mut known: Vec<&str> = items
        .iter()
        .flat_map(|i| [i.topic.as_deref(), i.stage.as_deref()])
        .flatten()
        .collect();
    known.extend(resolver.plan.stages.iter().map(String::as_str));
    let mut problems = Vec::new();
    for requirement in requirements {
        for at in requirement.at.iter().filter(|a| !known.contains(&a.as_str())) {
            let problem = Diagnostic::new(
                Code::UNKNOWN_TOPIC,
                requirement.span,
                words!("没有阶段或事项 `{at}`", "there is no stage or topic `{at}`"),
            );
            problems.push(match resolver.problems.suggest(at, known.iter().copied()) {
                Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
                None => problem,
            });
        }
    }
    problems.into_iter().for_each(|p| resolver.report(p));
}

/// Resolves the unencoded clauses.
pub fn unencoded(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Vec<Unencoded> {
    let mut out = Vec::new();
    for d in of(all, Keyword::Unencoded) {
        let (fields, sound) = Fields::check(resolver, &d.fields, Keyword::Unencoded);
        let clauses = fields.clauses();
        if clauses.is_empty() {
            resolver.report(
                Diagnostic::new(
                    Code::NO_CITATION,
                    resolver.head_span(d),
                    words!("没有写是哪一条", "the clause is not named"),
                )
                .help(words!("补上 `出处: …`", "write `cites: …`")),
            );
            continue;
        }
        let Some(because) = fields.text(Keyword::Because) else {
            resolver.report(
                Diagnostic::new(
                    Code::MISSING_FIELD,
                    resolver.head_span(d),
                    words!("没有写为什么不编码", "the reason is missing"),
                )
                .help(words!("补上 `因: \"…\"`", "write `because: \"…\"`")),
            );
            continue;
        };
        if sound {
            out.push(Unencoded {
                clauses,
                content: fields.text(Keyword::Content),
                because,
                span: d.span,
            });
        }
    }
    out
}
