//! A matter has units that assist and, in the whole topic, none that leads or is responsible.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, acting, clauses, in_role};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Model, Role, UnitId};
use crate::words;

declare_lint! {
    /// 一件事只写了谁配合,同一事项里没有任何单位牵头、负责。
    ///
    /// 为什么:配合的前提是有人主办。只有配合,等于没有人办。
    /// 怎么改:找出主办单位,补一条写它的职责;原文确实没有的,把这个空白报给起草单位。
    /// 不算:同一事项另有单位牵头或负责的。
    zh "只有配合";
    /// A matter has units that assist and, in the whole topic, none that leads or is responsible.
    ///
    /// Why: to assist, somebody must host. With helpers only, nobody does it.
    /// What to do: find the host and write its duty; where the text has none, tell the drafters.
    /// Not meant: a topic in which some other item names who acts.
    en "assist only";
    353 Warning "assist-without-lead" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut topics: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for (_, item) in context.items().filter(|(_, i)| !assistants(i).is_empty()) {
        if let Some(topic) = item.topic.as_deref().filter(|t| !is_hosted(context.model, t)) {
            topics.entry(topic).or_default().push(item);
        }
    }
    topics
        .into_iter()
        .filter_map(|(topic, items)| about(context, topic, &items))
        .collect()
}

fn assistants(item: &Item) -> Vec<UnitId> {
    in_role(item, |r| r == Role::Assist)
}

/// Whether some unit leads or is responsible in the topic.
fn is_hosted(model: &Model, topic: &str) -> bool {
    model
        .items
        .iter()
        .any(|i| i.topic.as_deref() == Some(topic) && i.kind != ItemKind::Norm && !acting(i).is_empty())
}

fn about(context: &Context<'_>, topic: &str, items: &[&Item]) -> Option<Diagnostic> {
    let first = items.first()?;
    let mut all: Vec<UnitId> = items.iter().flat_map(|i| assistants(i)).collect();
    all.sort();
    all.dedup();
    let (units, list) = (context.names(&all, 6), clauses(items));
    let message = Words::new(
        format!("`{topic}` 只有配合({}),没有单位牵头或负责({list})", units.zh),
        format!(
            "`{topic}` has units that assist ({}) and none that leads or is responsible ({list})",
            units.en
        ),
    );
    let help = words!(
        "补上主办单位的职责;原文确实没有的,报给起草单位",
        "write the host's duty; where the text has none, tell the drafters"
    );
    let mut finding = about_items(context.model, LINT.at(first.name_span, message).help(help), items);
    finding.units = all.iter().map(|u| context.name(*u).to_owned()).collect();
    Some(finding)
}
