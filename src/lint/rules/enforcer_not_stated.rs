//! Something is commanded or forbidden, and it is not said who enforces it, nor that nobody does.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Modality};
use crate::words;

declare_lint! {
    /// 规定了必须或者不得,没有写谁执行,也没有写 `执行: 无`。
    ///
    /// 为什么:查过而没有人执行,与没有查过,是两回事。
    /// 怎么改:写 `执行: 单位 据 条款`;查过确实没有的,写 `执行: 无`。
    zh "未写执行";
    /// Something is commanded or forbidden, and it is not said who enforces it, nor that nobody does.
    ///
    /// Why: to have looked and found nobody is not the same as not to have looked.
    /// What to do: write `enforced by: unit under clause`; where there is nobody, `enforced by: none`.
    en "enforcer not stated";
    372 Info "enforcer-not-stated" about Encoding
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let commands =
        |n: &Item| n.kind == ItemKind::Norm && matches!(n.modality, Some(Modality::Must | Modality::MustNot));
    let found: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|n| commands(n) && n.enforcement.is_none())
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let (n, list) = (found.len(), clauses(&found));
    let message = words!(
        "{n} 条规范没有写谁执行:{list}",
        "norms that do not say who enforces them: {n} ({list})"
    );
    let help = words!(
        "写 `执行: 单位 据 条款`;查过确实没有的,写 `执行: 无`",
        "write `enforced by: unit under clause`, or `enforced by: none`"
    );
    vec![about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        &found,
    )]
}
