//! On the day that was asked for, the plan is not yet, or no longer, in force.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::words;

declare_lint! {
    /// 在所问的日子,方案还没有施行,或者已经失效。
    ///
    /// 为什么:失效的方案不能作依据。
    /// 怎么改:用现行的方案;`实施` 写错了就改正。
    /// 只在命令行给了 `--as-of 日期` 时检查。
    zh "方案不在有效期";
    /// On the day that was asked for, the plan is not yet, or no longer, in force.
    ///
    /// Why: nobody can be held to a plan that is not in force.
    /// What to do: use the plan that is; mend `in force` where it is wrong.
    /// Only looked at when `--as-of DATE` is given.
    en "plan out of force";
    553 Warning "plan-out-of-force"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let plan = &context.model.plan;
    let Some(day) = context.day.filter(|d| !plan.period.contains(*d)) else {
        return Vec::new();
    };
    let period = plan.period;
    let message = words!(
        "{day} 不在方案的有效期内({period})",
        "the plan is not in force on {day} ({period})"
    );
    vec![LINT.at(context.first_line(plan.span), message).help(words!(
        "用现行的方案;`实施` 写错了就改正",
        "use the plan that is in force, or mend `in force`"
    ))]
}
