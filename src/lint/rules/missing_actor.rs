//! A clause says what is to be done and not who does it (`responsible: none`).

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Context;
use crate::lint::context::{about_items, acting, by_section, clauses, listed, section};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Modality, Scope};
use crate::words;

declare_lint! {
    /// 条款说了要做什么,没有说谁做(`责任: 无`)。
    ///
    /// 为什么:没有主语的职责没有人能被问责,热线派单也派不出去。这是原文写明了“查过,确实没有单位”的一类;忘了写的是 ZR302“没有写谁办”。
    /// 怎么改:在方案里补上责任单位。同一条款的几句合并报告;没有写约束谁的要求,一份方案合并成一条提示。
    zh "无主语";
    /// A clause says what is to be done and not who does it (`responsible: none`).
    ///
    /// Why: nobody can be held to a duty without a subject, and a hotline has nobody to send it to. This is the case where the reader looked and found nobody; a forgotten unit is ZR302.
    /// What to do: name the unit in the plan. Sentences of one clause are reported together; commands that bind nobody by name are one remark.
    en "no actor";
    351 Warning "missing-actor"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let nobody = |i: &&Item| {
        matches!(i.kind, ItemKind::Duty | ItemKind::Task)
            && acting(i).is_empty()
            && i.parties.iter().any(|p| p.role.acts() && p.unit.is_none())
    };
    let found: Vec<&Item> = context.items().map(|(_, i)| i).filter(nobody).collect();
    let mut out: Vec<Diagnostic> = by_section(&found)
        .iter()
        .filter_map(|group| about(context, group))
        .collect();
    out.extend(commands(context));
    out
}

/// Commands that bind nobody by name, in one remark: often the reader can tell from what stands around them whom they mean.
fn commands(context: &Context<'_>) -> Option<Diagnostic> {
    let binds_nobody = |i: &&Item| {
        i.kind == ItemKind::Norm
            && matches!(i.modality, Some(Modality::Must | Modality::MustNot))
            && acting(i).is_empty()
            && i.enforcement.as_ref().is_none_or(Vec::is_empty)
    };
    let norms: Vec<&Item> = context.items().map(|(_, i)| i).filter(binds_nobody).collect();
    let first = norms.first()?;
    let (n, list) = (
        norms.len(),
        listed(&norms.iter().map(|i| i.action_text()).collect::<Vec<_>>(), 4, "条"),
    );
    let message = Words::new(
        format!("{n} 条要求没有写约束谁,也没有单位执行:{}({})", list.zh, clauses(&norms)),
        format!(
            "commands that name neither whom they bind nor who enforces them: {n}, {} ({})",
            list.en,
            clauses(&norms)
        ),
    );
    let help = words!("写明主体,或写明由谁执行", "say whom they bind, or who enforces them");
    Some(about_items(
        context.model,
        LINT.graded(Severity::Info, first.name_span, message).help(help),
        &norms,
    ))
}

fn about(context: &Context<'_>, group: &[&Item]) -> Option<Diagnostic> {
    let first = group.first()?;
    let actions = listed(&group.iter().map(|i| i.action_text()).collect::<Vec<_>>(), 4, "件");
    let (n, place) = (group.len(), section(first.clause()));
    let message = Words::new(
        format!("{place} 有 {n} 件事没有写谁办:{}", actions.zh),
        format!("{place} names nobody for {n} piece(s) of work: {}", actions.en),
    );
    let help = words!("补上责任单位", "name the responsible unit");
    let severity = if group.iter().any(|i| i.scope == Scope::Case) {
        Severity::Warning
    } else {
        Severity::Info
    };
    Some(about_items(
        context.model,
        LINT.graded(severity, first.name_span, message).help(help),
        group,
    ))
}
