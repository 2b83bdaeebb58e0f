//! What a new version of a document changes for a policy, for people: first what was said otherwise, then what only stands elsewhere.

use std::fmt::Write as _;

use crate::diagnostic::Lang;
use crate::revision::{Change, Pair, Revision};
use crate::wire::v1::{AffectedEntry, UpdateReport};

/// More lines than this of one kind are counted, not shown.
const SHOWN: usize = 200;
/// So many characters beside what changed are shown.
const BESIDE: usize = 16;
/// No more characters than this of one text are shown.
const CLIPPED: usize = 120;

/// The report on a new version. The words of the document are shown, a line each.
#[must_use]
pub fn update(report: &UpdateReport, revision: &Revision, lang: Lang) -> String {
    let mut out = String::new();
    let count = |change: Change| revision.changes.iter().filter(|p| p.change == change).count();
    let told = [Change::Reworded, Change::Added, Change::Removed, Change::Renumbered];
    let counts: Vec<String> = told
        .iter()
        .map(|c| format!("{} {}", word(*c, lang), count(*c)))
        .collect();
    let same = lang.pick("未变", "unchanged");
    let _ = writeln!(out, "{same} {} · {}", report.unchanged, counts.join(" · "));
    for change in told {
        clauses(&mut out, revision, change, lang);
    }
    items(&mut out, report, lang);
    out
}

fn clauses(out: &mut String, revision: &Revision, change: Change, lang: Lang) {
    let list: Vec<&Pair> = revision.changes.iter().filter(|p| p.change == change).collect();
    if list.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", word(change, lang));
    for pair in list.iter().take(SHOWN) {
        clause(out, pair, lang);
    }
    if list.len() > SHOWN {
        let _ = writeln!(out, "  … {}", list.len() - SHOWN);
    }
}

fn clause(out: &mut String, pair: &Pair, lang: Lang) {
    let (before, after) = (pair.before.as_ref(), pair.after.as_ref());
    let place = match (before, after) {
        (Some(b), Some(a)) if b.path != a.path => format!("{} → {}", b.path, a.path),
        (Some(one), _) | (None, Some(one)) => one.path.clone(),
        (None, None) => String::new(),
    };
    let line = after.or(before).map_or(0, |p| p.line);
    let lines = match (lang, after) {
        (Lang::Zh, Some(_)) => format!("第 {line} 行"),
        (Lang::Zh, None) => format!("旧版第 {line} 行"),
        (Lang::En, Some(_)) => format!("line {line}"),
        (Lang::En, None) => format!("line {line} of the old version"),
    };
    let _ = writeln!(out, "  {place}  {lines}");
    if pair.change == Change::Renumbered {
        return;
    }
    let (old, new) = (before.map(|p| p.text.as_str()), after.map(|p| p.text.as_str()));
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => {
            let (old, new) = differing(old, new);
            (Some(old), Some(new))
        }
        (old, new) => (old.map(clip), new.map(clip)),
    };
    for (sign, text) in [("-", old), ("+", new)] {
        if let Some(text) = text {
            let _ = writeln!(out, "    {sign} {text}");
        }
    }
}

/// Two texts cut to where they differ, with a little beside it.
fn differing(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()).saturating_sub(before);
    let after = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(room)
        .take_while(|(a, b)| a == b)
        .count();
    let cut = |text: &[char]| {
        let from = before.saturating_sub(BESIDE);
        let to = (text.len() - after + BESIDE).min(text.len());
        let middle: String = text.iter().skip(from).take(to.saturating_sub(from)).collect();
        let lead = if from > 0 { "…" } else { "" };
        let end = if to < text.len() { "…" } else { "" };
        clip(&format!("{lead}{middle}{end}"))
    };
    (cut(&old), cut(&new))
}

fn clip(text: &str) -> String {
    let mut short: String = text.chars().take(CLIPPED).collect();
    if text.chars().count() > CLIPPED {
        short.push('…');
    }
    short
}

fn items(out: &mut String, report: &UpdateReport, lang: Lang) {
    let (moved, changed): (Vec<&AffectedEntry>, Vec<&AffectedEntry>) =
        report.affected.iter().partition(|entry| entry.change == "renumbered");
    let (n, m) = (changed.len(), moved.len());
    let again = lang.pick(format!("要重看的条目 {n} 条"), format!("{n} items to look at again"));
    list(out, &again, &changed, lang);
    if m > 0 {
        let words = lang.pick(
            format!("只换了编号的条目 {m} 条:改出处即可"),
            format!("{m} items whose clauses only stand elsewhere: correct what they cite"),
        );
        list(out, &words, &moved, lang);
    }
    let added = report.changes.iter().filter(|c| c.change == "added").count();
    if added > 0 {
        let words = lang.pick(
            format!("新增的 {added} 处还没有编码"),
            format!("{added} added places are not encoded yet"),
        );
        let _ = writeln!(out, "\n{words}");
    }
    let untouched = report.untouched;
    let kept = lang.pick(
        format!("其余 {untouched} 处引用的条款没有变,编码照旧。方案文件没有改动。"),
        format!(
            "the other {untouched} citations rest on clauses that did not change. The policy's files were not touched."
        ),
    );
    let _ = writeln!(out, "\n{kept}");
}

fn list(out: &mut String, title: &str, entries: &[&AffectedEntry], lang: Lang) {
    let _ = writeln!(out, "\n{title}");
    for entry in entries {
        let now = entry.now.as_ref().map(|n| format!(" → {n}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {}  {}{now}  {}  {}:{}",
            change_word(entry.change, lang),
            entry.cites,
            entry.item,
            entry.file,
            entry.line
        );
    }
}

fn word(change: Change, lang: Lang) -> &'static str {
    change_word(change.name(), lang)
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

#[cfg(test)]
mod tests {
    use super::{BESIDE, differing};

    #[test]
    fn what_changed_is_shown_wherever_it_stands() {
        let lead = "村里把今年看过的水井、用过的药、换下来的旧管子都写在一张纸上,每年";
        let (old, new) = (format!("{lead}12月10日前交。"), format!("{lead}11月30日前交。"));
        let (old, new) = differing(&old, &new);
        // The first 1 is in both; before it stands what is left of the words beside.
        let letters: Vec<char> = lead.chars().collect();
        let beside: String = letters[letters.len() + 1 - BESIDE..].iter().collect();
        assert_eq!(old, format!("…{beside}12月10日前交。"));
        assert_eq!(new, format!("…{beside}11月30日前交。"));
        assert_eq!(differing("甲", "甲乙"), ("甲".to_owned(), "甲乙".to_owned()));
    }
}
