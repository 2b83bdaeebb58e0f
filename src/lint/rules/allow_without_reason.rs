//! A finding is suppressed without a reason.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::model::Allow;
use crate::words;

declare_lint! {
    /// `允许` 没有写理由。
    ///
    /// 为什么:后来的人不知道当时为什么放过,也就不敢删。
    /// 怎么改:`允许: 无时限 因 "由上级预案规定"`。
    zh "例外无理由";
    /// A finding is suppressed without a reason.
    ///
    /// Why: whoever comes later does not know why, and dares not take it away.
    /// What to do: `allow: no-deadline because "set by the upper plan"`.
    en "suppression without reason";
    753 Warning "allow-without-reason" about Encoding
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let allows = context
        .items()
        .flat_map(|(_, i)| &i.allows)
        .chain(context.units().flat_map(|(_, u)| &u.allows));
    let bare = allows.filter(|a| a.because.as_ref().is_none_or(|b| b.trim().is_empty()));
    let finding = |a: &Allow| {
        let what = &a.what;
        LINT.at(
            a.span,
            words!("`允许: {what}` 没有写理由", "`allow: {what}` gives no reason"),
        )
        .help(words!(
            "写 `允许: {what} 因 \"…\"`",
            "write `allow: {what} because \"…\"`"
        ))
    };
    bare.map(finding).collect()
}
