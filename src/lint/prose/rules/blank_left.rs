//! A blank of the draft was never filled in.

use crate::diagnostic::Diagnostic;
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::words;

declare_prose_lint! {
    /// 稿子里留着没有填的空:“××局”“____日”“【待定】”“XX月”。
    ///
    /// 为什么:套用模板后漏填的空,印发出去就是没有单位、没有日期的条款。
    /// 怎么改:填上;确实未定的,写明由谁何时定。
    /// 整份文件隐去名称的(空超过 30 处),只报一次。
    zh "未填的空";
    /// A blank of the draft was never filled in: ××局, ____日, 【待定】.
    ///
    /// Why: what a template left open goes out as a clause without a body or a date.
    /// What to do: fill it in; if it is undecided, say who decides it and when.
    /// A document in which names are masked throughout (more than 30 blanks) has one finding.
    en "blank left open";
    755 Info "blank-left"
}

const BLANKS: &[&str] = &[
    "××", "XX", "xx", "__", "＿＿", "待定】", "待定)", "待定\u{ff09}", "(待定", "\u{ff08}待定", "待补充", "待填",
    "TBD", "＊＊", "**",
];
/// More blanks than this are a way of masking names.
const MASKED: usize = 30;

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let mut places: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for line in prose.source.text().split_inclusive('\n') {
        let first = BLANKS
            .iter()
            .filter_map(|b| line.find(b).map(|p| (start + p, *b)))
            .min();
        places.extend(first);
        start += line.len();
    }
    let read = |at: usize| prose.document.clauses.iter().find(|c| c.span.contains(&at));
    let found: Vec<Diagnostic> = places
        .into_iter()
        .filter_map(|(at, blank)| read(at).map(|clause| (at, blank, clause)))
        .map(|(at, blank, clause)| {
            LINT.at(
                prose.span(at..at + blank.len()),
                words!("这里的空没有填", "this blank was not filled in"),
            )
            .clause(&clause.path)
            .help(words!(
                "填上;未定的写明由谁何时定",
                "fill it in, or say who decides it and when"
            ))
        })
        .collect();
    if found.len() <= MASKED {
        return found;
    }
    let count = found.len();
    let mut found = found.into_iter().take(1).collect::<Vec<_>>();
    for one in &mut found {
        one.message = words!(
            "有 {count} 行留着空或隐去了名称",
            "{count} lines hold blanks or masked names"
        );
    }
    found
}
