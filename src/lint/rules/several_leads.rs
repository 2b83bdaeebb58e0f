//! Several units lead one piece of work.

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, always, by_clause};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Role, UnitId};
use crate::words;

declare_lint! {
    /// 一项工作写了几个牵头单位。
    ///
    /// 为什么:《部门职责分工协调办法》第六条要求分清主办和协办;第七条:几个部门都是牵头的,由列在第一位的召集协商。
    /// 怎么改:留一个 `牵头`;第一位就是主办的,把其余写进 `配合` 或 `共同`。
    /// 不算:牵头各管一部分情形的(`单位 当 …`),写明“各自牵头”的。
    zh "多头牵头";
    /// Several units lead one piece of work.
    ///
    /// Why: the lead is told apart from those who assist (部门职责分工协调办法, art. 6); where several leads are named, the first listed hosts the consultation (art. 7).
    /// What to do: keep one `lead`; where the first is the host, write the others in `assist` or `jointly`.
    /// Not meant: leads that are each limited to a part of the situations, or that lead each their own part.
    en "several leads";
    451 Warning "several-leads"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let several: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| leads(i).len() > 1 && !i.is_each_for_itself())
        .collect();
    // A task stands for the duties of its clause.
    let task_of = |item: &Item| {
        several.iter().any(|t| {
            t.kind == ItemKind::Task
                && item.kind != ItemKind::Task
                && t.clause() == item.clause()
                && leads(t) == leads(item)
        })
    };
    let kept: Vec<&Item> = several.iter().copied().filter(|i| !task_of(i)).collect();
    by_clause(&kept)
        .iter()
        .filter_map(|group| about(context, group))
        .collect()
}

fn about(context: &Context<'_>, group: &[&Item]) -> Option<Diagnostic> {
    let first = group.first()?;
    let leads = leads(first);
    let host = leads.first().map_or("", |u| context.name(*u));
    let (units, clause) = (context.names(&leads, 10), first.clause());
    let message = Words::new(
        format!(
            "`{}` 有 {} 个牵头单位:{}({clause})",
            first.action_text(),
            leads.len(),
            units.zh
        ),
        format!(
            "`{}` has {} leads: {} ({clause})",
            first.action_text(),
            leads.len(),
            units.en
        ),
    );
    let help = words!(
        "依部门职责分工协调办法第七条,列在第一位的 `{host}` 召集协商;写明一个牵头,其余配合",
        "by 部门职责分工协调办法 art. 7, `{host}`, listed first, hosts the consultation; name one lead and let the others assist"
    );
    Some(about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        group,
    ))
}

/// The units that lead in all of its situations.
fn leads(item: &Item) -> Vec<UnitId> {
    always(item, Role::Lead).filter_map(|p| p.unit).collect()
}
