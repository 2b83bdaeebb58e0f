//! Responsibility passes up to a unit to which the plan gives no duty in single cases.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::lint::receiving::{self, Receiving};
use crate::model::LinkKind;
use crate::words;

declare_lint! {
    /// 责任升级到一个单位,全文没有给它任何对应的职责。
    ///
    /// 为什么:报上去以后谁来办,没有写。
    /// 怎么改:给它写一条职责,写明接到以后做什么。
    /// 按接收单位合并报告;它有任何个案职责的不报。泛称和社会主体不算。
    zh "升级无人接";
    /// Responsibility passes up to a unit to which the plan gives no duty in single cases.
    ///
    /// Why: what happens after it has been passed up is not said.
    /// What to do: give it a duty that says what it does then.
    /// Reported once for each receiver; not where it has any duty in single cases. Vague units and social actors are left out.
    en "escalation without receiver";
    362 Info "escalation-without-receiver" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    receiving::findings(
        &LINT,
        context,
        &[LinkKind::EscalateTo],
        Receiving::AnyDuty,
        words!("升级", "escalated"),
    )
}
