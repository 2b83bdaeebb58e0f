//! A report, a notification or a hand-over, and nobody to whom it goes.

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, by_clause};
use crate::lint::declare::declare_lint;
use crate::model::{Item, LinkKind};
use crate::words;

declare_lint! {
    /// 写了要上报、通报、移交或者转介,没有写给谁。
    ///
    /// 为什么:不知道报给谁,报告就到不了能处置的人手里;出了事,报的说报了,收的说没有收到。
    /// 怎么改:写明接收的单位。
    /// 由编码写成 `报告: 无`、`通报: 无`、`移交: 无`,升级写成 `至: 无`。同一条只报一次;只是通报的作为提示。
    zh "没写报给谁";
    /// Something is to be reported, told, handed over or escalated, and to whom is not said.
    ///
    /// Why: what is reported to nobody in particular does not reach anybody who can act on it.
    /// What to do: name the unit that receives it.
    /// Encoded as `reports to: none`, `notifies: none`, `hands over: none`, of an escalation `to: none`. One finding a clause; a mere notification is a remark.
    en "receiver not named";
    367 Warning "receiver-not-named"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = context.items().map(|(_, i)| i).filter(|i| !i.unaddressed.is_empty());
    let found: Vec<&Item> = found.collect();
    by_clause(&found)
        .iter()
        .filter_map(|items| about(context, items))
        .collect()
}

fn about(context: &Context<'_>, items: &[&Item]) -> Option<Diagnostic> {
    let first = items.first()?;
    let mut kinds: Vec<LinkKind> = Vec::new();
    for kind in items.iter().flat_map(|i| &i.unaddressed) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    let word = |kind: &LinkKind| match kind {
        LinkKind::Report => ("报给谁", "whom it is reported"),
        LinkKind::Notify => ("通报给谁", "whom it is told"),
        LinkKind::HandOver => ("移交给谁", "whom it is handed over"),
        _ => ("下一步交给谁", "whom it goes next"),
    };
    let zh: Vec<&str> = kinds.iter().map(|k| word(k).0).collect();
    let en: Vec<&str> = kinds.iter().map(|k| word(k).1).collect();
    let actions: Vec<&str> = items.iter().map(|i| i.action_text()).collect();
    let (zh, en, actions, clause) = (zh.join("、"), en.join(", to "), actions.join("`、`"), first.clause());
    let message = Words::new(
        format!("`{actions}`:没有写{zh}({clause})"),
        format!("`{actions}` ({clause}): to {en} is not said"),
    );
    let severity = if kinds.iter().all(|k| *k == LinkKind::Notify) {
        Severity::Info
    } else {
        Severity::Warning
    };
    Some(about_items(
        context.model,
        LINT.graded(severity, first.name_span, message)
            .help(words!("写明接收的单位", "name the unit that receives it")),
        items,
    ))
}
