//! In an emergency, a report, hand-over or rescue is due "promptly", without a number.

use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::words;

declare_prose_lint! {
    /// 紧急情形下的报告、移交、救援,时限只写“及时”“第一时间”“尽快”,没有数。
    ///
    /// 为什么:人身安全的事,多久算“及时”事后各说各的;强制报告、应急处置的上位规定多有数。
    /// 怎么改:写到小时或分钟,并写明从什么时候起算:“接报后1小时内报告”。
    /// 只看同一句里有险情(受伤、侵害、失踪、事故、突发等),又有报告、移交、救援一类动作的;句里已有小时、分钟、日数的不报。“立即”不报。
    zh "应急软时限";
    /// A report, hand-over or rescue in an emergency is due "promptly" or "as soon as possible", without a number.
    ///
    /// Why: where somebody's safety is at stake, what was prompt is argued about afterwards; the rules above mostly have a number.
    /// What to do: write hours or minutes, and from when they run: "within one hour of the report".
    /// Only sentences that name both a danger and such an act, and no number of minutes, hours or days; 立即 is left alone.
    en "soft deadline in an emergency";
    555 Warning "soft-deadline-in-emergency"
}

const SOFT: &[&str] = &["及时", "第一时间", "尽快", "尽早", "迅速", "适时"];
const DANGER: &[&str] = &[
    "紧急", "突发", "险情", "危险", "受伤", "伤害", "侵害", "失踪", "走失", "事故", "灾害", "疫情", "自杀", "遇险",
    "被困", "暴力", "重大安全", "危及", "生命",
];
const ACTS: &[&str] = &[
    "报告", "报警", "上报", "通报", "移交", "移送", "转移", "救援", "救治", "救助", "送医", "送往", "到场", "赶赴",
    "处置", "疏散", "撤离", "抢险",
];
/// Units of time with which a deadline has a number.
const MEASURED: &[&str] = &["小时", "分钟", "日内", "天内", "个工作日", "时限为"];

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (index, clause) in prose.printed() {
        if matches!(clause.kind, Kind::Title | Kind::Roster | Kind::Tail) {
            continue;
        }
        let words = prose.words(clause);
        let mut at = clause.span.start;
        for sentence in words.split_inclusive(['。', ';', '\u{ff1b}', '!', '\u{ff01}', '\n']) {
            let start = at;
            at += sentence.len();
            let has = |list: &[&str]| list.iter().any(|w| sentence.contains(w));
            if !has(DANGER) || !has(ACTS) || has(MEASURED) {
                continue;
            }
            let Some((place, word)) = SOFT.iter().filter_map(|w| sentence.find(w).map(|p| (p, *w))).min() else {
                continue;
            };
            let span = prose.span(start + place..start + place + word.len());
            out.push(
                LINT.at(
                    span,
                    words!(
                        "紧急情形的时限只写“{word}”,没有数",
                        "the deadline in an emergency is only `{word}`, without a number"
                    ),
                )
                .clause(path_at(prose, index, start + place))
                .help(words!(
                    "写到小时或分钟,并写从何时起算,如“接报后1小时内”",
                    "write hours or minutes and from when they run, such as 接报后1小时内"
                )),
            );
        }
    }
    out
}

/// The path of the innermost clause that holds a byte.
fn path_at(prose: &Prose<'_>, index: usize, at: usize) -> String {
    let clauses = &prose.document.clauses;
    let inner = clauses
        .iter()
        .skip(index)
        .take_while(|c| c.span.start <= at)
        .filter(|c| c.span.contains(&at))
        .last();
    inner
        .or_else(|| clauses.get(index))
        .map(|c| c.path.clone())
        .unwrap_or_default()
}
