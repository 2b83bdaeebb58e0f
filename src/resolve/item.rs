//! Duties, tasks, norms and escalations.

use std::collections::BTreeMap;

use super::fact::time_unit;
use super::fields::{Fields, bad_date, clause};
use super::{Input, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ActorSource, Allow, Condition, Date, Deadline, Enforcement, Item, ItemKind, Link, LinkKind, LocalName, Modality,
    Overdue, Party, Role, Scope, Strength, Target, UnitId,
};
use crate::syntax::ast::{self, Declaration, Name, Operator, UnitGroup, Value};
use crate::syntax::keyword::Keyword;
use crate::text::{Span, fold_name};
use crate::words;

/// The role that a keyword names.
pub fn role(keyword: Keyword) -> Option<Role> {
    Some(match keyword {
        Keyword::Lead => Role::Lead,
        Keyword::Joint => Role::Joint,
        Keyword::Responsible => Role::Responsible,
        Keyword::Assist => Role::Assist,
        Keyword::Receive => Role::Receive,
        Keyword::Notifies => Role::Notify,
        Keyword::Guides => Role::Guide,
        Keyword::Supervises => Role::Supervise,
        _ => return None,
    })
}

/// Resolves all items of the plan.
pub fn items(resolver: &mut Resolver<'_>, input: &Input) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut names: BTreeMap<String, Span> = BTreeMap::new();
    for d in input.files.iter().flat_map(|f| &f.declarations) {
        let kind = match d.keyword {
            Keyword::Duty => ItemKind::Duty,
            Keyword::Task => ItemKind::Task,
            Keyword::Norm => ItemKind::Norm,
            Keyword::Escalation => ItemKind::Escalation,
            _ => continue,
        };
        let before = resolver.problems.errors();
        let Some(item) = item(resolver, d, kind) else { continue };
        if let Some(first) = names.insert(item.name.clone(), item.name_span) {
            resolver.report(
                Diagnostic::new(
                    Code::DUPLICATE_NAME,
                    item.name_span,
                    words!("`{}` 重名", "`{}` is the name of two items", item.name),
                )
                .related(first, words!("第一个在这里", "the first is here"))
                .help(words!(
                    "名字在一份方案的职责、任务、规范、升级里不能重复",
                    "names are distinct over duties, tasks, norms and escalations of a plan"
                )),
            );
        }
        // A declaration with a mistake is left out, the others stand.
        if resolver.problems.errors() == before {
            out.push(item);
        }
    }
    out
}

fn item(resolver: &mut Resolver<'_>, d: &Declaration, kind: ItemKind) -> Option<Item> {
    let name = resolver.required_name(d)?;
    let (fields, _) = Fields::check(resolver, &d.fields, d.keyword);
    let clauses = fields.clauses();
    if clauses.is_empty() {
        resolver.report(
            Diagnostic::new(
                Code::NO_CITATION,
                name.span,
                words!("`{}` 没有出处", "`{}` cites no clause", name.text),
            )
            .help(words!(
                "补上 `出处: 四/市公安局/2`:答案的每一行都要能指回条款",
                "write `cites: 四/市公安局/2`: every line of an answer points to its clause"
            )),
        );
    }
    let local = local_names(resolver, &fields);
    let condition = condition(resolver, &fields);
    let (parties, actor) = parties(resolver, &fields, kind, &local);
    let links = links(resolver, &fields, kind, &local);
    if matches!(kind, ItemKind::Duty | ItemKind::Task) && !names_somebody(&fields) {
        resolver.report(
            Diagnostic::new(
                Code::NO_ROLE,
                name.span,
                words!("`{}` 没有写谁办", "`{}` names no unit", name.text),
            )
            .help(words!(
                "写上 `责任: 单位`;原文确实没有写明的,写 `责任: 无  主语: 缺失`",
                "write `responsible: unit`; where the text names none, `responsible: none  actor: missing`"
            )),
        );
    }
    let (modality, norm_action) = modality(resolver, &fields, kind, name);
    let stage = stage(resolver, &fields);
    let scope = match fields.word(Keyword::Scope) {
        Some(Keyword::CaseScope) => Scope::Case,
        Some(_) => Scope::Programme,
        None if fields.has(Keyword::When) || fields.has(Keyword::Unless) || fields.has(Keyword::Overdue) => Scope::Case,
        None => Scope::Programme,
    };
    let deadlines = deadlines(resolver, &fields);
    let enforcement = enforcement(resolver, &fields, &local);
    Some(Item {
        kind,
        name: name.text.clone(),
        title: fields.text(Keyword::Title),
        clauses,
        topic: fields.folded(Keyword::Topic).into_iter().next(),
        stage,
        scope,
        condition: condition.unwrap_or(Condition::Never),
        exceptions: fields.texts(Keyword::Exception),
        parties,
        links,
        unaddressed: unaddressed(&fields),
        action: norm_action.or_else(|| fields.text(Keyword::Does)),
        deadlines,
        actor,
        targets: targets(&fields),
        modality,
        enforcement,
        strength: fields.word(Keyword::Strength).map(|w| match w {
            Keyword::Specific => Strength::Specific,
            Keyword::Partial => Strength::Partial,
            _ => Strength::General,
        }),
        overdue: overdue(&fields),
        manner: fields.text(Keyword::Manner),
        allows: allows(&fields),
        notes: fields.texts(Keyword::Note),
        doc: resolver.doc(d),
        open_lists: open_lists(&fields),
        local_names: local,
        span: d.span,
        name_span: name.span,
    })
}

/// Whether a duty says who acts, be it that the text names nobody.
fn names_somebody(fields: &Fields<'_>) -> bool {
    [
        Keyword::Lead,
        Keyword::Joint,
        Keyword::Responsible,
        Keyword::Assist,
        Keyword::Receive,
    ]
    .into_iter()
    .any(|key| fields.has(key))
}

/// `当`, less `除非`.
fn condition(resolver: &mut Resolver<'_>, fields: &Fields<'_>) -> Option<Condition> {
    let when = match fields.condition(Keyword::When) {
        Some(c) => resolver.condition(c),
        None => Some(Condition::Always),
    };
    let unless = match fields.condition(Keyword::Unless) {
        Some(c) => resolver.condition(c),
        None => Some(Condition::Never),
    };
    let (when, unless) = (when?, unless?);
    Some(match unless {
        Condition::Never => when,
        unless => when.and(unless.negated()),
    })
}

fn local_names(resolver: &mut Resolver<'_>, fields: &Fields<'_>) -> Vec<LocalName> {
    let mut out = Vec::new();
    for field in fields.all(Keyword::LocalName) {
        let Value::LocalNames(list) = &field.value else {
            continue;
        };
        for (word, unit) in list {
            if let Some(id) = resolver.unit(unit, &[]) {
                out.push(LocalName {
                    word: fold_name(&word.text),
                    unit: id,
                    span: word.span,
                });
            }
        }
    }
    out
}

fn parties(
    resolver: &mut Resolver<'_>,
    fields: &Fields<'_>,
    kind: ItemKind,
    local: &[LocalName],
) -> (Vec<Party>, Option<ActorSource>) {
    let mut out = Vec::new();
    for key in [
        Keyword::Lead,
        Keyword::Joint,
        Keyword::Responsible,
        Keyword::Assist,
        Keyword::Receive,
        Keyword::Subject,
    ] {
        let role = role(key).unwrap_or(Role::Responsible);
        for group in fields.groups(key) {
            let Some((units, when)) = group_units(resolver, group, local) else {
                continue;
            };
            if group.none {
                out.push(Party {
                    role,
                    unit: None,
                    when: when.clone(),
                    span: group.span,
                });
            }
            out.extend(units.into_iter().map(|(unit, span)| Party {
                role,
                unit: Some(unit),
                when: when.clone(),
                span,
            }));
        }
    }
    if kind == ItemKind::Norm && !fields.has(Keyword::Subject) {
        out.push(Party {
            role: Role::Responsible,
            unit: None,
            when: Condition::Always,
            span: Span::new(crate::text::SourceId(0), 0..0),
        });
    }
    let actor = fields.word(Keyword::Actor).map(|w| match w {
        Keyword::HeadingWord => ActorSource::Heading,
        Keyword::Tail => ActorSource::Tail,
        Keyword::Inherited => ActorSource::Inherited,
        Keyword::Missing => ActorSource::Missing,
        _ => ActorSource::Stated,
    });
    (out, actor)
}

/// Where lists of units end in 等.
fn open_lists(fields: &Fields<'_>) -> Vec<Span> {
    let keys = [
        Keyword::Lead,
        Keyword::Joint,
        Keyword::Responsible,
        Keyword::Assist,
        Keyword::Subject,
    ];
    keys.into_iter()
        .flat_map(|key| fields.groups(key))
        .filter(|g| g.open)
        .map(|g| g.span)
        .collect()
}

type LimitedUnits = (Vec<(UnitId, Span)>, Condition);

fn group_units(resolver: &mut Resolver<'_>, group: &UnitGroup, local: &[LocalName]) -> Option<LimitedUnits> {
    let units: Vec<(UnitId, Span)> = group
        .names
        .iter()
        .filter_map(|n| resolver.unit(n, local).map(|id| (id, n.span)))
        .collect();
    let when = match &group.when {
        Some(c) => resolver.condition(c)?,
        None => Condition::Always,
    };
    // Every unit of the group gets the condition.
    if !resolver.afford(super::condition::size(&when).saturating_mul(units.len())) {
        resolver.too_large(group.span);
        return None;
    }
    Some((units, when))
}

fn links(resolver: &mut Resolver<'_>, fields: &Fields<'_>, kind: ItemKind, local: &[LocalName]) -> Vec<Link> {
    let mut keys = vec![
        (Keyword::HandsOver, LinkKind::HandOver),
        (Keyword::Notifies, LinkKind::Notify),
        (Keyword::ReportsTo, LinkKind::Report),
        (Keyword::Guides, LinkKind::Guide),
        (Keyword::Supervises, LinkKind::Supervise),
        (Keyword::ReceivesFrom, LinkKind::ReceiveFrom),
    ];
    if kind == ItemKind::Escalation {
        keys.extend([
            (Keyword::From, LinkKind::EscalateFrom),
            (Keyword::To, LinkKind::EscalateTo),
        ]);
    }
    let mut out = Vec::new();
    for (key, kind) in keys {
        for group in fields.groups(key) {
            let Some((units, when)) = group_units(resolver, group, local) else {
                continue;
            };
            out.extend(units.into_iter().map(|(unit, span)| Link {
                kind,
                unit,
                when: when.clone(),
                span,
            }));
        }
    }
    out
}

/// What is passed on to nobody in particular.
fn unaddressed(fields: &Fields<'_>) -> Vec<LinkKind> {
    let keys = [
        (Keyword::HandsOver, LinkKind::HandOver),
        (Keyword::Notifies, LinkKind::Notify),
        (Keyword::ReportsTo, LinkKind::Report),
        (Keyword::To, LinkKind::EscalateTo),
    ];
    let to_nobody = keys.into_iter().filter(|(key, _)| fields.groups(*key).any(|g| g.none));
    to_nobody.map(|(_, kind)| kind).collect()
}

fn modality(
    resolver: &mut Resolver<'_>,
    fields: &Fields<'_>,
    kind: ItemKind,
    name: &Name,
) -> (Option<Modality>, Option<String>) {
    if kind != ItemKind::Norm {
        return (None, None);
    }
    let keys = [
        (Keyword::Must, Modality::Must),
        (Keyword::MustNot, Modality::MustNot),
        (Keyword::May, Modality::May),
        (Keyword::Should, Modality::Should),
        (Keyword::ShouldNot, Modality::ShouldNot),
    ];
    let found: Vec<_> = keys
        .into_iter()
        .filter_map(|(key, modality)| fields.text(key).map(|t| (modality, t)))
        .collect();
    if found.len() != 1 {
        let problem = match found.len() {
            0 => Diagnostic::new(
                Code::MISSING_FIELD,
                name.span,
                words!(
                    "规范 `{}` 没有写必须、不得还是可以",
                    "norm `{}` says neither must, must not nor may",
                    name.text
                ),
            ),
            _ => Diagnostic::new(
                Code::REPEATED_FIELD,
                name.span,
                words!("规范 `{}` 写了两种要求", "norm `{}` says two things", name.text),
            ),
        };
        resolver.report(problem.help(words!(
            "写一栏:`必须`、`不得`、`可以`、`宜` 或 `不宜`",
            "write one field: `must`, `must not`, `may`, `should` or `should not`"
        )));
    }
    match found.into_iter().next() {
        Some((modality, text)) => (Some(modality), Some(text)),
        None => (None, None),
    }
}

fn stage(resolver: &mut Resolver<'_>, fields: &Fields<'_>) -> Option<String> {
    let name = fields.name(Keyword::Stages)?;
    let stage = fold_name(&name.text);
    let stages = &resolver.plan.stages;
    if !stages.is_empty() && !stages.contains(&stage) {
        let problem = Diagnostic::new(
            Code::UNKNOWN_STAGE,
            name.span,
            words!("方案头部没有阶段 `{stage}`", "the plan's header has no stage `{stage}`"),
        );
        let problem = match resolver.problems.suggest(&stage, stages.iter().map(String::as_str)) {
            Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
            None => problem.help(words!("头部列出的阶段:{}", "its stages: {}", stages.join("、"))),
        };
        resolver.report(problem);
    }
    Some(stage)
}

fn deadlines(resolver: &mut Resolver<'_>, fields: &Fields<'_>) -> Vec<Deadline> {
    let Some(Value::Deadlines(list)) = fields.get(Keyword::Within).map(|f| &f.value) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for deadline in list {
        out.push(match deadline {
            ast::Deadline::Words(name) => Deadline::Soft(name.text.clone()),
            ast::Deadline::Every(amount) => match amount.unit.and_then(time_unit) {
                Some(unit) => Deadline::Every(amount.number, unit),
                None => continue,
            },
            ast::Deadline::Within(duration) => match duration.amount.unit.and_then(time_unit) {
                Some(unit) => Deadline::Within(
                    duration.amount.number,
                    unit,
                    duration.from.as_ref().map(|f| f.text.clone()),
                ),
                None => continue,
            },
            ast::Deadline::By(name) => {
                if Date::parse(&name.text).is_none() {
                    resolver.report(bad_date(&name.text, name.span));
                }
                Deadline::By(name.text.clone())
            }
        });
    }
    out
}

fn enforcement(resolver: &mut Resolver<'_>, fields: &Fields<'_>, local: &[LocalName]) -> Option<Vec<Enforcement>> {
    let Value::Enforcers(list) = &fields.get(Keyword::EnforcedBy)?.value else {
        return None;
    };
    let mut out = Vec::new();
    for enforcer in list {
        for name in &enforcer.names {
            if let Some(unit) = resolver.unit(name, local) {
                out.push(Enforcement {
                    unit,
                    under: enforcer.under.iter().map(clause).collect(),
                });
            }
        }
    }
    Some(out)
}

fn overdue(fields: &Fields<'_>) -> Option<Overdue> {
    let Value::Overdue(duration) = &fields.get(Keyword::Overdue)?.value else {
        return None;
    };
    Some(Overdue {
        number: duration.amount.number,
        unit: duration.amount.unit.and_then(time_unit)?,
        from: duration.from.as_ref().map(|f| f.text.clone()),
    })
}

fn targets(fields: &Fields<'_>) -> Vec<Target> {
    let mut out = Vec::new();
    for field in fields.all(Keyword::Targets) {
        let Value::Targets(list) = &field.value else { continue };
        out.extend(list.iter().map(|t| Target {
            what: t.what.text.clone(),
            goal: t.goal.clone().map(|(o, n, u)| (sign(o), n, u)),
        }));
    }
    out
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::NotEqual => "≠",
        Operator::Less => "<",
        Operator::AtMost => "≤",
        Operator::Greater => ">",
        Operator::AtLeast => "≥",
        _ => "=",
    }
}

/// Findings that a declaration accepts.
pub fn allows(fields: &Fields<'_>) -> Vec<Allow> {
    let list = fields.all(Keyword::Allow).filter_map(|f| match &f.value {
        Value::Allow(what, because) => Some(Allow {
            what: what.text.clone(),
            because: because.as_ref().map(|b| b.text.clone()),
            span: what.span,
        }),
        _ => None,
    });
    list.collect()
}
