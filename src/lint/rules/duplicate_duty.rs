//! A unit has the same duty in two clauses.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses, in_role};
use crate::lint::declare::declare_lint;
use crate::lint::likeness::likeness;
use crate::model::{Item, ItemKind, Role, UnitId};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 同一个单位的同一件事,在两个条款里各写了一遍。
    ///
    /// 为什么:两处写法稍有不同,就有两个依据;改一处忘一处。
    /// 怎么改:合并,或写明两处的区别。
    /// 同一单位、同一事项、动作文字相近,而且适用情形相同(文字几乎一样的,情形可以有宽有窄)的才报。
    zh "职责重复";
    /// A unit has the same duty in two clauses.
    ///
    /// Why: with two wordings there are two rules, and a change to one forgets the other.
    /// What to do: join them, or say what tells them apart.
    /// Only where unit and topic are the same, the actions read alike, and the situations are the same (or the actions almost equal).
    en "duplicate duty";
    453 Info "duplicate-duty"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let duties: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.kind == ItemKind::Duty && i.action.is_some() && !doers(i).is_empty())
        .collect();
    let mut groups: BTreeMap<(Vec<UnitId>, Option<&str>), Vec<&Item>> = BTreeMap::new();
    for duty in duties {
        groups
            .entry((doers(duty), duty.topic.as_deref()))
            .or_default()
            .push(duty);
    }
    groups.values().flat_map(|group| pairs(context, group)).collect()
}

fn pairs(context: &Context<'_>, group: &[&Item]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (at, first) in group.iter().enumerate() {
        let twins: Vec<&Item> = group
            .iter()
            .skip(at + 1)
            .copied()
            .filter(|second| is_twin(context, first, second))
            .collect();
        if twins.is_empty() {
            continue;
        }
        let all: Vec<&Item> = std::iter::once(*first).chain(twins.iter().copied()).collect();
        let (unit, list) = (context.names(&doers(first), 4).zh, clauses(&all));
        let message = words!(
            "`{unit}` 的同一件事写了 {} 遍:`{}`({list})",
            "`{unit}` has the same duty {} times: `{}` ({list})",
            all.len(),
            first.action_text()
        );
        out.push(about_items(
            context.model,
            LINT.at(first.name_span, message)
                .help(words!("合并,或写明区别", "join them, or say what tells them apart")),
            &all,
        ));
    }
    out
}

/// Who acts or assists.
fn doers(item: &Item) -> Vec<UnitId> {
    in_role(item, |r| r.acts() || r == Role::Assist)
}

/// Another clause, actions that read alike, and the same situations; where the actions are almost equal, one may be wider.
fn is_twin(context: &Context<'_>, a: &Item, b: &Item) -> bool {
    let likeness = likeness(a.action_text(), b.action_text());
    let same_case =
        a.scope == b.scope && context.plan.world.formula(&a.condition) == context.plan.world.formula(&b.condition);
    let enough = if !same_case {
        ALMOST_EQUAL
    } else if a.condition.is_always() {
        ALIKE
    } else {
        ALIKE_IN_ONE_CASE
    };
    a.clause() != b.clause() && likeness >= enough
}

/// Share of character pairs in common.
const ALIKE: f64 = 0.7;
/// The same where both apply in the same limited situations.
const ALIKE_IN_ONE_CASE: f64 = 0.45;
/// The same where one applies in more situations than the other.
const ALMOST_EQUAL: f64 = 0.8;
