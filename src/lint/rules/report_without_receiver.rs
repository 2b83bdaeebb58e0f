//! Something is reported to a unit to which the plan gives no duty in single cases.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::lint::receiving::{self, Receiving};
use crate::model::LinkKind;
use crate::words;

declare_lint! {
    /// 向一个单位报告,全文没有给它任何处理个案的职责。
    ///
    /// 为什么:报告了而没有人有责任处理,等于没有报告。
    /// 怎么改:给它写一条接报后做什么的职责,或改为向有职责的单位报告。
    /// 按接收单位合并报告;它有任何个案职责的不报。泛称和社会主体不算。
    zh "报告无人接";
    /// Something is reported to a unit to which the plan gives no duty in single cases.
    ///
    /// Why: a report that nobody has to act on is no report.
    /// What to do: say what it does with a report, or report to a unit that has a duty.
    /// Reported once for each receiver; not where it has any duty in single cases. Vague units and social actors are left out.
    en "report without receiver";
    363 Info "report-without-receiver" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    receiving::findings(
        &LINT,
        context,
        &[LinkKind::Report],
        Receiving::AnyDuty,
        words!("报告", "reported"),
    )
}
