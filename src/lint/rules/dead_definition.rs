//! A named condition is used nowhere.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::model::Condition;
use crate::text::Span;
use crate::words;

declare_lint! {
    /// `定义` 的条件没有一处用到。
    ///
    /// 为什么:多半是条件写重了,或者该用它的地方写了别的。
    /// 怎么改:用上,或删去。
    zh "定义未用";
    /// A named condition is used nowhere.
    ///
    /// Why: mostly it was written twice, or the place that should use it says something else.
    /// What to do: use it, or take it away.
    en "dead definition";
    752 Info "dead-definition" about Encoding needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let dead = context.model.definitions.iter().filter(|(_, _, _, uses)| *uses == 0);
    let finding = |(name, _, span, _): &(String, Condition, Span, usize)| {
        LINT.at(
            *span,
            words!("定义 `{name}` 没有一处用到", "the definition `{name}` is used nowhere"),
        )
        .help(words!("用上,或删去", "use it, or take it away"))
    };
    dead.map(finding).collect()
}
