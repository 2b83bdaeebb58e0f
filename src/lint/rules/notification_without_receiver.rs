//! A unit is told of a case, and the plan gives it no duty in single cases.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::lint::receiving::{self, Receiving};
use crate::model::LinkKind;
use crate::words;

declare_lint! {
    /// 通报给一个单位,全文没有给它任何处理个案的职责。
    ///
    /// 为什么:它知道了以后做什么,没有写。
    /// 怎么改:给它写一条得知后做什么的职责,或删去通报。
    /// 按接收单位合并报告;它有任何个案职责的不报。泛称和社会主体不算。
    zh "通报无人接";
    /// A unit is told of a case, and the plan gives it no duty in single cases.
    ///
    /// Why: what it does with what it knows is not said.
    /// What to do: say what it does then, or leave the notification out.
    /// Reported once for each receiver; not where it has any duty in single cases. Vague units and social actors are left out.
    en "notification without receiver";
    364 Info "notification-without-receiver" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    receiving::findings(
        &LINT,
        context,
        &[LinkKind::Notify],
        Receiving::AnyDuty,
        words!("通报", "told"),
    )
}
