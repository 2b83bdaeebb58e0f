//! A deadline is a word such as "promptly" or "as soon as possible", without a number.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::about_items;
use crate::lint::declare::declare_lint;
use crate::model::{Deadline, Item};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 时限是“及时”“尽快”“立即”这样的词,没有数。
    ///
    /// 为什么:没有数的时限到了没有到,各说各的,超期无从认定。
    /// 怎么改:重要的几处改成数字(`24小时 自 接报`、`5工作日 自 受理`)。
    /// 一份方案合并报告,附各词次数,并与有数的时限对照。
    zh "软时限";
    /// A deadline is a word such as "promptly" or "as soon as possible", without a number.
    ///
    /// Why: whether it has passed is anybody's opinion, so nothing is ever overdue.
    /// What to do: give the important ones a number (`24 hours from report`).
    /// One finding for a plan, with the words and how often each occurs, against the deadlines that can be measured.
    en "soft deadline";
    551 Info "soft-deadline"
}

const SOFT: [&str; 22] = [
    "及时", "立即", "第一时间", "尽快", "适时", "定期", "不定期", "迅速", "快速", "紧急", "实时", "即时", "限时",
    "限期", "逐步", "逐年", "随时", "同时", "优先", "定时", "平时", "长期",
];

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    // A remark in brackets does not make it a number.
    let soft = |d: &Deadline| matches!(d, Deadline::Soft(w) if w.split(['(', '\u{ff08}']).next().is_some_and(|bare| SOFT.contains(&bare)));
    let found: Vec<&Item> = context
        .items()
        .map(|(_, i)| i)
        .filter(|i| i.deadlines.iter().any(soft))
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for deadline in found.iter().flat_map(|i| &i.deadlines) {
        if let Deadline::Soft(word) = deadline
            && soft(deadline)
        {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let total: usize = counts.iter().map(|(_, n)| n).sum();
    let list = counts
        .iter()
        .map(|(w, n)| format!("{w} {n}"))
        .collect::<Vec<_>>()
        .join("、");
    let measured = context
        .model
        .items
        .iter()
        .flat_map(|i| &i.deadlines)
        .filter(|d| !matches!(d, Deadline::Soft(_)))
        .count();
    let message = words!(
        "{total} 处时限没有数({list});有数的 {measured} 处",
        "deadlines without a number: {total} ({list}); with one: {measured}"
    );
    vec![about_items(
        context.model,
        LINT.at(first.name_span, message).help(words!(
            "重要的几处改成数字,如 `24小时 自 接报`",
            "give the important ones a number, as `24 hours from report`"
        )),
        &found,
    )]
}
