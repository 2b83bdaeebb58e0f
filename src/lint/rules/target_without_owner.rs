//! There is a target and nobody who has to reach it.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Context;
use crate::lint::context::{about_items, acting};
use crate::lint::declare::declare_lint;
use crate::model::Item;
use crate::words;

declare_lint! {
    /// 写了指标,没有写谁来完成。
    ///
    /// 为什么:没有主人的指标到年底没有人交账。
    /// 怎么改:写 `牵头` 或 `责任`。
    zh "指标无人负责";
    /// There is a target and nobody who has to reach it.
    ///
    /// Why: at the end of the year nobody accounts for it.
    /// What to do: write `lead` or `responsible`.
    en "target without owner";
    366 Warning "target-without-owner"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let ownerless = |i: &&Item| !i.targets.is_empty() && acting(i).iter().all(|u| context.model.unit(*u).is_vague());
    let found = context.items().map(|(_, i)| i).filter(ownerless);
    let finding = |i: &Item| {
        let target = i.targets.first().map_or("", |t| &t.what);
        let message = words!(
            "指标 `{target}` 没有单位负责({})",
            "nobody has to reach the target `{target}` ({})",
            i.clause()
        );
        // Where the reader found nobody, missing-actor says so already.
        let severity = if i.parties.iter().any(|p| p.unit.is_none()) {
            Severity::Info
        } else {
            Severity::Warning
        };
        about_items(
            context.model,
            LINT.graded(severity, i.name_span, message)
                .help(words!("写 `牵头` 或 `责任`", "write `lead` or `responsible`")),
            &[i],
        )
    };
    found.map(finding).collect()
}
