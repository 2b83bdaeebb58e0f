//! Hand-overs, reports, notifications and escalations that nobody takes up; one finding for each receiver.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, about_items, clauses};
use super::declare::Lint;
use crate::diagnostic::{Diagnostic, Words};
use crate::logic::Truth;
use crate::model::Kind;
use crate::model::{
    Condition, FactId, FactType, Given, Item, ItemId, Leaf, Link, LinkKind, Role, Scope, Situation, UnitForm, UnitId,
    ValueId,
};
use crate::words;

/// What counts as taking up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiving {
    /// A duty that says that it receives, in the situations in which something is sent.
    Stated,
    /// Any duty in single cases.
    AnyDuty,
}

type Sent<'a> = (ItemId, &'a Item, &'a Link);

/// The receivers that have no duty to take up what is passed on to them.
pub fn findings(
    lint: &'static Lint,
    context: &Context<'_>,
    kinds: &[LinkKind],
    receiving: Receiving,
    verb: Words,
) -> Vec<Diagnostic> {
    let mut receivers: BTreeMap<UnitId, Vec<Sent<'_>>> = BTreeMap::new();
    for (id, item) in context.items().filter(|(_, i)| i.scope == Scope::Case) {
        let counts = |l: &&Link| {
            kinds.contains(&l.kind) && is_answerable(context, l.unit) && !is_told_elsewhere(context, item, l)
        };
        for link in item.links.iter().filter(counts) {
            receivers.entry(link.unit).or_default().push((id, item, link));
        }
    }
    let mut out = Vec::new();
    for (unit, sent) in receivers {
        match receiving {
            Receiving::AnyDuty if !has_case_duty(context, unit) => {
                out.extend(nobody(lint, context, unit, &sent, &verb))
            }
            Receiving::AnyDuty => {}
            Receiving::Stated => out.extend(stated(lint, context, unit, &sent, &verb)),
        }
    }
    out
}

/// Units that can be held to a duty: not vague ones, not social actors, not those that are excused.
fn is_answerable(context: &Context<'_>, unit: UnitId) -> bool {
    let known = context.model.unit(unit);
    known.form == UnitForm::Body && Kind::of(known) != Kind::Social && !context.excuses(unit)
}

/// An escalation that repeats what a duty of the same clause hands over or reports: the duty's finding says it.
fn is_told_elsewhere(context: &Context<'_>, item: &Item, link: &Link) -> bool {
    let same = |other: &Item| {
        other.kind != item.kind
            && other.scope == Scope::Case
            && other.clause() == item.clause()
            && other
                .links
                .iter()
                .any(|l| l.unit == link.unit && matches!(l.kind, LinkKind::Report | LinkKind::HandOver))
    };
    link.kind == LinkKind::EscalateTo && context.model.items.iter().any(same)
}

fn has_case_duty(context: &Context<'_>, unit: UnitId) -> bool {
    let who = context.model.unit_and_groups(unit);
    context.model.items.iter().any(|i| {
        i.scope == Scope::Case
            && i.parties.iter().any(|p| {
                p.unit.is_some_and(|u| who.contains(&u))
                    && (p.role.acts() || matches!(p.role, Role::Assist | Role::Receive))
            })
    })
}

fn nobody(
    lint: &'static Lint,
    context: &Context<'_>,
    unit: UnitId,
    sent: &[Sent<'_>],
    verb: &Words,
) -> Option<Diagnostic> {
    let items: Vec<&Item> = sent.iter().map(|(_, i, _)| *i).collect();
    let (_, first, link) = sent.first()?;
    let (name, n, list, zh, en) = (context.name(unit), items.len(), clauses(&items), &verb.zh, &verb.en);
    let what = Words::new(first.action_text(), first.action_text());
    let message = words!(
        "{n} 处{zh}给 `{name}`({list}),方案没有写它接到以后做什么",
        "{n} thing(s) are {en} to `{name}` ({list}), and the plan does not say what it does then"
    );
    let help = words!("给 `{name}` 写一条职责", "give `{name}` a duty");
    Some(about_items(
        context.model,
        lint.at(link.span, message).label(what).help(help).unit(name),
        &items,
    ))
}

/// For hand-overs: first those that nobody takes at all, then those of which a part is not taken.
fn stated(
    lint: &'static Lint,
    context: &Context<'_>,
    unit: UnitId,
    sent: &[Sent<'_>],
    verb: &Words,
) -> Vec<Diagnostic> {
    let takers_of = |id: ItemId, kind: LinkKind| -> Vec<&Item> {
        let takers = context.plan.graph.takers_for(id, unit, kind).into_iter();
        takers.map(|f| context.model.item(f)).collect()
    };
    let (none, some): (Vec<Sent<'_>>, Vec<Sent<'_>>) = sent
        .iter()
        .copied()
        .partition(|(id, _, link)| takers_of(*id, link.kind).is_empty());
    let mut out = Vec::new();
    if has_case_duty(context, unit) {
        out.extend(unsaid(lint, context, unit, &none, verb));
    } else {
        out.extend(nobody(lint, context, unit, &none, verb));
    }
    // Courts and agencies take what the law lets them take; shelters and homes take what their duty says.
    let houses = !matches!(
        Kind::of(context.model.unit(unit)),
        Kind::Agency | Kind::Committee | Kind::Town
    );
    out.extend(
        some.iter()
            .filter(|_| houses)
            .filter_map(|(id, item, link)| refused(lint, context, (item, link), &takers_of(*id, link.kind))),
    );
    out
}

/// The receiver has duties, and none of them says that it receives.
fn unsaid(
    lint: &'static Lint,
    context: &Context<'_>,
    unit: UnitId,
    sent: &[Sent<'_>],
    verb: &Words,
) -> Option<Diagnostic> {
    use crate::diagnostic::Severity;
    let items: Vec<&Item> = sent.iter().map(|(_, i, _)| *i).collect();
    let (_, first, link) = sent.first()?;
    let (name, n, list, zh, en) = (context.name(unit), items.len(), clauses(&items), &verb.zh, &verb.en);
    let message = words!(
        "{n} 处{zh}给 `{name}`({list}),它的职责里没有一条写接收",
        "{n} thing(s) are {en} to `{name}` ({list}); none of its duties says that it receives them"
    );
    let help = words!(
        "给它写一条带 `接收` 的职责,或在它的职责里写 `接收自`",
        "give it a duty with `receives`, or write `receives from` in one of its duties"
    );
    let what = Words::new(first.action_text(), first.action_text());
    Some(about_items(
        context.model,
        lint.graded(Severity::Info, link.span, message)
            .label(what)
            .help(help)
            .unit(name),
        &items,
    ))
}

/// The receiver takes some, and there is a plain situation that is sent and not taken.
fn refused(
    lint: &'static Lint,
    context: &Context<'_>,
    (item, link): (&Item, &Link),
    takers: &[&Item],
) -> Option<Diagnostic> {
    let mut refused: Vec<(FactId, ValueId)> = Vec::new();
    let sending = item.condition.clone().and(link.when.clone());
    for (fact, value) in named_values(&sending) {
        if is_refused(context, fact, value, &sending, takers) {
            refused.push((fact, value));
        }
    }
    // A value says all that the values below it say.
    let broader = |(f, v): &(FactId, ValueId)| {
        refused
            .iter()
            .any(|(g, w)| f == g && v != w && context.model.fact(*f).ancestors(*v).contains(w))
    };
    let refused: Vec<(FactId, ValueId)> = refused.iter().filter(|r| !broader(r)).copied().collect();
    let words_of = |(fact, value): &(FactId, ValueId)| context.model.fact(*fact).value_name(*value).to_owned();
    let names: Vec<String> = refused.iter().map(words_of).collect();
    let (example, (fact, value)) = (names.first()?, refused.first()?);
    let list = super::context::listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), 20, "种");
    let (name, clause, taken) = (context.name(link.unit), item.clause(), clauses(takers));
    let message = Words::new(
        format!(
            "`{}` 移交给 `{name}`({clause}),它的接收职责({taken})不收这些情形:{}",
            item.action_text(),
            list.zh
        ),
        format!(
            "`{}` hands over to `{name}` ({clause}); its receiving duty ({taken}) does not take: {}",
            item.action_text(),
            list.en
        ),
    );
    let help = words!(
        "把 `{example}` 写进接收职责的情形,或写明送到别处",
        "let the receiving duty take `{example}`, or say where else it goes"
    );
    let mut finding = about_items(
        context.model,
        lint.at(link.span, message).help(help).unit(name),
        &[item],
    );
    for taker in takers {
        finding = finding
            .related(taker.name_span, words!("接收职责", "the receiving duty"))
            .clause(taker.clause());
    }
    finding.witness = vec![(context.model.fact(*fact).name.clone(), words_of(&(*fact, *value)))];
    Some(finding)
}

/// The values of sets that a condition names, each once.
fn named_values(condition: &Condition) -> Vec<(FactId, ValueId)> {
    let mut out = Vec::new();
    for (leaf, _) in condition.leaves() {
        if let Leaf::Has(fact, value) = leaf
            && !out.contains(&(*fact, *value))
        {
            out.push((*fact, *value));
        }
    }
    out
}

/// With this value alone (all other sets empty, all else unknown) the hand-over holds and no taker can.
fn is_refused(context: &Context<'_>, fact: FactId, value: ValueId, sending: &Condition, takers: &[&Item]) -> bool {
    let world = &context.plan.world;
    let mut situation = Situation::default();
    for (id, _) in context.model.facts().filter(|(_, f)| f.kind == FactType::Set) {
        let only = (id == fact).then_some(value);
        situation
            .facts
            .insert(id, Given::Set(only.into_iter().collect::<BTreeSet<_>>()));
    }
    let known = world.know(context.model, &situation);
    known.contradicted.is_empty()
        && known.truth(world, &world.formula(sending)) == Truth::True
        && takers
            .iter()
            .all(|t| known.truth(world, &world.formula(&t.condition)) == Truth::False)
}
