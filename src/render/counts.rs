//! How much each plan holds, as a Markdown table.

use std::fmt::Write as _;

use crate::compile::Compiled;
use crate::diagnostic::{Lang, Severity};
use crate::model::{ItemKind, Scope};

/// Writes one row a plan.
#[must_use]
pub fn render<'c>(plans: impl IntoIterator<Item = &'c Compiled>, lang: Lang) -> String {
    let mut out = String::from(match lang {
        Lang::Zh => "| 方案 | 单位 | 任务 | 职责 | 规范 | 升级 | 其中个案 | 未编码 | 测试 | 警告 |\n",
        Lang::En => {
            "| plan | units | tasks | duties | norms | escalations | of case scope | unencoded | tests | warnings |\n"
        }
    });
    out.push_str("|---|---|---|---|---|---|---|---|---|---|\n");
    for compiled in plans {
        let Some(plan) = &compiled.plan else { continue };
        let model = &plan.model;
        let kind = |kind: ItemKind| model.items.iter().filter(|i| i.kind == kind).count();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            model.plan.id,
            model.units.len(),
            kind(ItemKind::Task),
            kind(ItemKind::Duty),
            kind(ItemKind::Norm),
            kind(ItemKind::Escalation),
            model.items.iter().filter(|i| i.scope == Scope::Case).count(),
            model.unencoded.len(),
            model.tests.len(),
            compiled.count(Severity::Warning),
        );
    }
    out
}
