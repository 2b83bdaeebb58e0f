//! Two units have the same duty, each in its own clause, and none leads.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, acting, clauses, same_body};
use crate::lint::declare::declare_lint;
use crate::lint::likeness::likeness;
use crate::model::{Item, ItemKind, Kind, Model, Role, Scope, UnitId, is_judicial};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 两个单位在两个条款里各有同样的一件事,没有写谁牵头。
    ///
    /// 为什么:一件事原则上由一个部门负责(《部门职责分工协调办法》第六条)。两家都写了,容易都办或者都不办。
    /// 怎么改:写明谁牵头;各管一块的,写明哪一块。
    /// 同一事项、适用情形相同、动作文字几乎一样的才报;同一系统上下级(公安机关与市公安局)不算;法院、检察院依法各办各的,也不算。
    zh "同事两家";
    /// Two units have the same duty, each in its own clause, and none leads.
    ///
    /// Why: one matter is in principle one department's (部门职责分工协调办法, art. 6). Where two have it, both do it or none does.
    /// What to do: say who leads; where each has a part, say which.
    /// Only where topic and situations are the same and the actions read almost alike; units of one line of command, and courts and procuratorates, whose parts the law divides, are left out.
    en "same action in two units";
    454 Info "shared-action"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let candidate = |i: &&Item| {
        i.kind == ItemKind::Duty
            && i.scope == Scope::Case
            && i.action.is_some()
            && i.topic.is_some()
            && agency(context.model, i).is_some()
    };
    let duties: Vec<&Item> = context.items().map(|(_, i)| i).filter(candidate).collect();
    let mut topics: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for duty in duties {
        topics
            .entry(duty.topic.as_deref().unwrap_or(""))
            .or_default()
            .push(duty);
    }
    topics
        .iter()
        .flat_map(|(topic, items)| within_topic(context, topic, items))
        .collect()
}

fn within_topic(context: &Context<'_>, topic: &str, items: &[&Item]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for (at, first) in items.iter().enumerate() {
        let same: Vec<usize> = (at + 1..items.len())
            .filter(|j| !told.contains(j) && items.get(*j).is_some_and(|second| is_shared(context, first, second)))
            .collect();
        if told.contains(&at) || same.is_empty() {
            continue;
        }
        let all: Vec<&Item> = std::iter::once(*first)
            .chain(same.iter().filter_map(|j| items.get(*j).copied()))
            .collect();
        let units: Vec<UnitId> = all.iter().filter_map(|i| agency(context.model, i)).collect();
        let (names, list) = (context.names(&units, 6).zh, clauses(&all));
        let message = words!(
            "事项 `{topic}`:{names} 各有同样的职责 `{}`({list}),没有写谁牵头、各管哪一段",
            "topic `{topic}`: {names} have the same duty `{}` ({list}); neither who leads nor who has which part is said",
            first.action_text()
        );
        out.push(about_items(
            context.model,
            LINT.at(first.name_span, message).help(words!(
                "写明谁牵头,或各管哪一块",
                "say who leads, or who has which part"
            )),
            &all,
        ));
        told.extend(same);
    }
    out
}

fn is_shared(context: &Context<'_>, a: &Item, b: &Item) -> bool {
    let (Some(ours), Some(theirs)) = (agency(context.model, a), agency(context.model, b)) else {
        return false;
    };
    let alike = likeness(a.action_text(), b.action_text()) >= 0.75;
    alike
        && a.clause() != b.clause()
        && !same_body(context.model, ours, theirs)
        && context.plan.world.formula(&a.condition) == context.plan.world.formula(&b.condition)
}

/// The one agency that is responsible, where none leads.
fn agency(model: &Model, item: &Item) -> Option<UnitId> {
    let units = acting(item);
    let leads = item
        .parties
        .iter()
        .any(|p| p.role != Role::Responsible && p.role.acts());
    let only = units.first().filter(|_| units.len() == 1 && !leads)?;
    let unit = model.unit(*only);
    (Kind::of(unit) == Kind::Agency && !is_judicial(unit)).then_some(*only)
}
