//! A suppression silences nothing, or names no lint.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;

declare_lint! {
    /// `允许` 没有消掉任何问题,或者写的规则不存在。
    ///
    /// 为什么:问题改掉了而例外还在,同样的问题再来就看不见。
    /// 怎么改:删去。
    zh "例外无用";
    /// A suppression silences nothing, or names no lint.
    ///
    /// Why: the fault is gone and the exception stays; when the fault comes back nobody sees it.
    /// What to do: take it away.
    en "unused suppression";
    754 Warning "unused-allow" about Encoding needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    // Known only when the others have run.
    context.unused.to_vec()
}
