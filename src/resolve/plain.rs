//! What the plan says about itself: requirements, whom it is for, clauses left out, numbers that it gives, places that it leaves open.

use super::fields::Fields;
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Blank, Concerns, Condition, Count, Item, Requirement, Role, Unencoded};
use crate::syntax::ast::{Declaration, Head, Value};
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

/// Resolves whom the plan says it is for.
pub fn concerns(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Option<Concerns> {
    let plan = of(all, Keyword::Plan).into_iter().next()?;
    let field = plan.fields.iter().find(|f| f.key == Keyword::Concerns)?;
    let Value::Condition(who) = &field.value else {
        return None;
    };
    let clauses = Fields::of(&plan.fields).clauses();
    Some(Concerns {
        who: resolver.plain_condition(who)?,
        clauses,
        span: field.key_span,
    })
}

/// Resolves the numbers that the text gives.
pub fn counts(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Vec<Count> {
    let mut out = Vec::new();
    for d in of(all, Keyword::Count) {
        let (fields, sound) = Fields::check(resolver, &d.fields, Keyword::Count);
        let Some(name) = resolver.required_name(d) else {
            continue;
        };
        let clauses = fields.clauses();
        let says = fields.name(Keyword::Says);
        let number = says.and_then(|n| fold_name(&n.text).parse().ok());
        let (Some(says), true, true) = (number, fields.has(Keyword::Listed), !clauses.is_empty()) else {
            resolver.report(
                Diagnostic::new(
                    Code::MISSING_FIELD,
                    says.map_or(name.span, |n| n.span),
                    words!("`数目` 没有写全", "a `count` is not complete"),
                )
                .help(words!(
                    "写作 `数目 \"七大重点\" {{ 出处: 二  称: 7  实列: 二/1、二/2 }}`",
                    "write `count \"seven priorities\" {{ cites: 二  says: 7  listed: 二/1, 二/2 }}`"
                )),
            );
            continue;
        };
        if sound {
            out.push(Count {
                name: name.text.clone(),
                clauses,
                says,
                listed: fields.folded(Keyword::Listed),
                span: name.span,
            });
        }
    }
    out
}

/// Resolves the places that the text leaves open.
pub fn blanks(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Vec<Blank> {
    let mut out = Vec::new();
    for d in of(all, Keyword::Blank) {
        let (fields, sound) = Fields::check(resolver, &d.fields, Keyword::Blank);
        let Some(name) = resolver.required_name(d) else {
            continue;
        };
        let clauses = fields.clauses();
        if clauses.is_empty() {
            resolver.report(
                Diagnostic::new(
                    Code::NO_CITATION,
                    name.span,
                    words!("没有写是哪一条", "the clause is not named"),
                )
                .help(words!("补上 `出处: …`", "write `cites: …`")),
            );
        } else if sound {
            out.push(Blank {
                name: name.text.clone(),
                clauses,
                span: name.span,
            });
        }
    }
    out
}
