//! A duty in single cases of an emergency stage has no deadline at all.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, clauses};
use crate::lint::declare::declare_lint;
use crate::model::{Item, ItemKind, Scope};
use crate::words;

declare_lint! {
    /// 应急处置阶段的个案职责没有任何时限。
    ///
    /// 为什么:人身安全的事,晚一天与没有办差不多。《关于建立侵害未成年人案件强制报告制度的意见(试行)》要求公安机关三日内反馈,说明这一阶段写得出时限。
    /// 怎么改:写数字时限(`24小时 自 接报`);至少写 `立即`。
    /// 只看名称含“应急”“处置”“响应”的阶段;一份方案合并报告。
    zh "无时限";
    /// A duty in single cases of an emergency stage has no deadline at all.
    ///
    /// Why: where a person is in danger, late is as good as never. The rules on mandatory reporting give the police three days for feedback: this stage can have deadlines.
    /// What to do: write a number (`24 hours from report`); at least `at once`.
    /// Only stages whose name says so (应急, 处置, 响应, emergency, response); one finding for a plan.
    en "no deadline";
    550 Info "no-deadline"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let urgent = |i: &Item| {
        matches!(i.kind, ItemKind::Duty | ItemKind::Task | ItemKind::Escalation)
            && i.scope == Scope::Case
            && i.stage.as_deref().is_some_and(is_emergency)
    };
    let all: Vec<&Item> = context.items().map(|(_, i)| i).filter(|i| urgent(i)).collect();
    let found: Vec<&Item> = all
        .iter()
        .copied()
        .filter(|i| i.deadlines.is_empty() && i.overdue.is_none())
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let (n, of, list) = (found.len(), all.len(), clauses(&found));
    let message = words!(
        "应急阶段 {of} 条个案职责,{n} 条没有时限:{list}",
        "duties of the emergency stage without a deadline: {n} of {of} ({list})"
    );
    let help = words!(
        "写数字时限,如 `时限: 24小时 自 接报`;至少写 `立即`",
        "write a number, as `within: 24 hours from report`; at least `at once`"
    );
    vec![about_items(
        context.model,
        LINT.at(first.name_span, message).help(help),
        &found,
    )]
}

fn is_emergency(stage: &str) -> bool {
    let stage = stage.to_lowercase();
    ["应急", "处置", "响应", "emergency", "response"]
        .iter()
        .any(|w| stage.contains(w))
}
