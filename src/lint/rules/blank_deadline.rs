//! A deadline has a blank that was never filled in.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::about_items;
use crate::lint::declare::declare_lint;
use crate::model::{Deadline, Item};
use crate::words;

declare_lint! {
    /// 时限里有没填的空(`_月_日`、`××`)。
    ///
    /// 为什么:空着的日期等于没有日期,也说明文件可能不是定稿。
    /// 怎么改:填上。
    zh "时限留空";
    /// A deadline has a blank that was never filled in.
    ///
    /// Why: a date with a blank is no date, and the document may not be the final one.
    /// What to do: fill it in.
    en "blank deadline";
    554 Info "blank-deadline"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let blank = |d: &Deadline| matches!(d, Deadline::Soft(w) if ["_", "××", "空白", "□"].iter().any(|b| w.contains(b)) && !w.contains("掩码"));
    let found: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.deadlines.iter().any(blank))
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let mut texts: Vec<String> = found
        .iter()
        .flat_map(|i| &i.deadlines)
        .filter(|d| blank(d))
        .map(ToString::to_string)
        .collect();
    texts.dedup();
    let (n, list) = (found.len(), texts.join("、"));
    let message = words!("{n} 条的时限留了空:{list}", "{n} deadline(s) have blanks: {list}");
    vec![about_items(
        context.model,
        LINT.at(first.name_span, message)
            .help(words!("填上日期", "fill in the date")),
        &found,
    )]
}
