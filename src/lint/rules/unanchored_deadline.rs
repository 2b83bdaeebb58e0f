//! A deadline has a number and no event from which it counts.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::about_items;
use crate::lint::declare::declare_lint;
use crate::model::Deadline;
use crate::words;

declare_lint! {
    /// 时限有数,没有写从什么时候算起。
    ///
    /// 为什么:“30日内”从受理、接报还是发生之日起,能差出几十天。
    /// 怎么改:写 `30日 自 受理`。
    zh "时限无起点";
    /// A deadline has a number and no event from which it counts.
    ///
    /// Why: thirty days from the report and thirty days from the decision can be months apart.
    /// What to do: write `30 days from acceptance`.
    en "unanchored deadline";
    552 Info "unanchored-deadline"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (_, item) in context.items() {
        let open = item
            .deadlines
            .iter()
            .filter(|d| matches!(d, Deadline::Within(_, _, None)))
            .map(ToString::to_string);
        let late = item
            .overdue
            .iter()
            .filter(|o| o.from.is_none())
            .map(|o| format!("{}{}", o.number, o.unit.zh()));
        for time in open.chain(late) {
            let message = words!(
                "时限 `{time}` 没有写从什么时候算起({})",
                "the deadline `{time}` does not say from when it counts ({})",
                item.clause()
            );
            out.push(about_items(
                context.model,
                LINT.at(item.name_span, message).help(words!(
                    "写明起点,如 `30日 自 受理`",
                    "name the event, as `30 days from acceptance`"
                )),
                &[item],
            ));
        }
    }
    out
}
