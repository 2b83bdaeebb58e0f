//! Earlier answers beside today's, for a terminal.

use std::fmt::Write as _;

use super::paint::Paint;
use crate::diagnostic::Lang;
use crate::wire::v1::{Replay, ReplayedLine};
use crate::words;

/// So many assignments, answers and gaps are shown; the JSON form has more.
const SHOWN: usize = 12;

/// Lays out what became of earlier answers.
#[must_use]
pub fn render(report: &Replay, lang: Lang, paint: Paint) -> String {
    let mut out = String::new();
    let Replay {
        replayed,
        same,
        changed,
        rejected,
        ..
    } = report;
    let head = words!(
        "重答 {replayed} 例:{same} 例相同,{changed} 例不同;退回 {rejected} 行",
        "{replayed} asked again: {same} the same, {changed} different; {rejected} rows rejected"
    );
    let _ = writeln!(out, "{}", paint.bold(head.get(lang)));
    for d in &report.digests {
        let (plan, answers, changed) = (&d.plan, d.answers, d.changed);
        let then = d
            .then
            .as_deref()
            .map_or_else(|| lang.pick("未注明", "not named").to_owned(), short);
        let now = short(&d.now);
        let said = if d.then.as_deref() == Some(&d.now) {
            words!(
                "{plan}:{answers} 例出自同一方案 {now},{changed} 例不同",
                "{plan}: {answers} made with this very policy {now}, {changed} different"
            )
        } else {
            words!(
                "{plan}:{answers} 例出自 {then},现在是 {now},{changed} 例不同",
                "{plan}: {answers} made with {then}, now {now}, {changed} different"
            )
        };
        let _ = writeln!(out, "  {}", said.get(lang));
    }
    section(
        &mut out,
        paint,
        lang.pick("去掉和新增的分派", "Assignments that went or came"),
        report.lines.iter().map(|l| {
            let (mark, painted) = if l.change == "lost" {
                ("-", paint.red(&line(&l.line)))
            } else {
                ("+", paint.green(&line(&l.line)))
            };
            format!("{:>6} {mark} {painted}", l.answers)
        }),
        lang,
    );
    section(
        &mut out,
        paint,
        lang.pick("不同的答案", "Answers that differ"),
        report.rows.iter().map(|r| {
            let id = r.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
            let row = r.row;
            let (lost, gained) = (r.lost.len(), r.gained.len());
            words!(
                "第 {row} 行{id}:去掉 {lost} 行,新增 {gained} 行",
                "row {row}{id}: {lost} gone, {gained} new"
            )
            .get(lang)
            .to_owned()
        }),
        lang,
    );
    section(
        &mut out,
        paint,
        lang.pick("最常见的空白", "The most frequent gaps"),
        report.gaps.iter().map(|g| {
            let stage = g.stage.as_ref().map(|s| format!("[{s}] ")).unwrap_or_default();
            format!("{:>6}  {stage}{}", g.answers, g.note)
        }),
        lang,
    );
    out
}

fn section(out: &mut String, paint: Paint, title: &str, lines: impl ExactSizeIterator<Item = String>, lang: Lang) {
    let all = lines.len();
    if all == 0 {
        return;
    }
    let _ = writeln!(out, "\n{}", paint.bold(title));
    for line in lines.take(SHOWN) {
        let _ = writeln!(out, "  {line}");
    }
    if all > SHOWN {
        let more = all - SHOWN;
        let _ = writeln!(
            out,
            "  {}",
            paint.dim(words!("… 另有 {more} 条,见 --format json", "… and {more} more: --format json").get(lang))
        );
    }
}

fn line(l: &ReplayedLine) -> String {
    let unit = l.unit.as_deref().unwrap_or("—");
    format!("{unit} {} {} {} {}", l.role, l.clause, l.item, l.status)
}

fn short(digest: &str) -> String {
    digest.chars().take(12).collect()
}
