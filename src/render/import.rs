//! What was drafted, and what a new version changes, for people.

use std::fmt::Write as _;

use crate::diagnostic::Lang;
use crate::revision::{Change, Revision};
use crate::wire::v1::{ImportReport, UpdateReport};

/// More lines than this of one kind are counted, not shown.
const SHOWN: usize = 200;

/// The summary of a draft: what it holds, what to look at first.
#[must_use]
pub fn summary(report: &ImportReport, lang: Lang) -> String {
    let c = &report.counts;
    let mut out = match lang {
        Lang::Zh => format!(
            "起草:单位 {}、席位 {}、任务 {}、职责 {}、规范 {}、升级 {};未编码 {}。\n先看:把握低的 {} 条;待编码的条件 {} 处;别名都是推测。\n",
            c.units, c.members, c.tasks, c.duties, c.norms, c.escalations, c.unencoded, c.low, c.pending
        ),
        Lang::En => format!(
            "drafted: {} units, {} seats, {} tasks, {} duties, {} norms, {} escalations; {} places left out.\nlook first at: {} items of low confidence; {} conditions to encode; every alias is a guess.\n",
            c.units, c.members, c.tasks, c.duties, c.norms, c.escalations, c.unencoded, c.low, c.pending
        ),
    };
    if c.worded + c.suggested > 0 {
        let _ = match lang {
            Lang::Zh => writeln!(
                out,
                "词表:{} 处条件照词表写出,须核对;{} 处待编码的条件里有词表词,见条目上方的注释。",
                c.worded, c.suggested
            ),
            Lang::En => writeln!(
                out,
                "vocabulary: {} conditions are written with its words, check them; {} conditions to encode hold some, see the comments above the items.",
                c.worded, c.suggested
            ),
        };
    }
    out
}

/// The report on a new version. The words of the document are shown, a line each.
#[must_use]
pub fn update(report: &UpdateReport, revision: &Revision, lang: Lang) -> String {
    let mut out = String::new();
    let say = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let count = |change: Change| revision.changes.iter().filter(|p| p.change == change).count();
    let _ = writeln!(
        out,
        "{} {} · {} {} · {} {} · {} {} · {} {}",
        say("未变", "unchanged"),
        report.unchanged,
        say("改写", "reworded"),
        count(Change::Reworded),
        say("新增", "added"),
        count(Change::Added),
        say("删去", "removed"),
        count(Change::Removed),
        say("改号", "renumbered"),
        count(Change::Renumbered),
    );
    for (change, zh, en) in [
        (Change::Reworded, "改写", "reworded"),
        (Change::Added, "新增", "added"),
        (Change::Removed, "删去", "removed"),
        (Change::Renumbered, "改号", "renumbered"),
    ] {
        clauses(&mut out, revision, change, say(zh, en), lang);
    }
    items(&mut out, report, lang);
    out
}

fn clauses(out: &mut String, revision: &Revision, change: Change, title: &str, lang: Lang) {
    let list: Vec<_> = revision.changes.iter().filter(|p| p.change == change).collect();
    if list.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for pair in list.iter().take(SHOWN) {
        let before = pair.before.as_ref();
        let after = pair.after.as_ref();
        let place = match (before, after) {
            (Some(b), Some(a)) if b.path != a.path => format!("{} → {}", b.path, a.path),
            (Some(one), _) | (None, Some(one)) => one.path.clone(),
            (None, None) => String::new(),
        };
        let line = after.or(before).map_or(0, |p| p.line);
        let lines = if lang == Lang::Zh {
            format!("第 {line} 行")
        } else {
            format!("line {line}")
        };
        let _ = writeln!(out, "  {place}  {lines}");
        if change != Change::Renumbered {
            for (sign, piece) in [("-", before), ("+", after)] {
                if let Some(piece) = piece {
                    let _ = writeln!(out, "    {sign} {}", clip(&piece.text));
                }
            }
        }
    }
    if list.len() > SHOWN {
        let _ = writeln!(out, "  … {}", list.len() - SHOWN);
    }
}

fn clip(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if text.chars().count() > 80 {
        short.push('…');
    }
    short
}

fn items(out: &mut String, report: &UpdateReport, lang: Lang) {
    let (title, kept) = match lang {
        Lang::Zh => (
            format!("要重看的条目 {} 条", report.affected.len()),
            format!(
                "其余 {} 处引用的条款没有变,编码照旧。方案文件没有改动。",
                report.untouched
            ),
        ),
        Lang::En => (
            format!("{} items to look at again", report.affected.len()),
            format!(
                "the other {} citations rest on clauses that did not change. The policy's files were not touched.",
                report.untouched
            ),
        ),
    };
    let _ = writeln!(out, "\n{title}");
    for entry in &report.affected {
        let word = change_word(entry.change, lang);
        let now = entry.now.as_ref().map(|n| format!(" → {n}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {word}  {}{now}  {}  {}:{}",
            entry.cites, entry.item, entry.file, entry.line
        );
    }
    let _ = writeln!(out, "\n{kept}");
}

fn change_word(change: &str, lang: Lang) -> &'static str {
    let zh = lang == Lang::Zh;
    match change {
        "renumbered" if zh => "改号",
        "reworded" if zh => "改写",
        "removed" if zh => "删去",
        "added" if zh => "新增",
        "renumbered" => "renumbered",
        "reworded" => "reworded",
        "removed" => "removed",
        "added" => "added",
        _ if zh => "旧版无此条",
        _ => "not in the old version",
    }
}
