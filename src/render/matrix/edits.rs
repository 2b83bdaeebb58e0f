//! What an edited matrix would change, for people.

use std::fmt::Write as _;

use super::sign::{citation, role_word};
use crate::diagnostic::Lang;
use crate::render::paint::Paint;
use crate::wire::v1::{EditEntry, EditsReport};

/// Writes the differences: gained and lost by row, then what the plan does not know.
#[must_use]
pub fn render(report: &EditsReport, lang: Lang, paint: Paint) -> String {
    let mut out = String::new();
    if report.equal {
        let _ = writeln!(
            out,
            "{}",
            paint.green(lang.pick("与方案一致,没有改动", "as the plan has it: no change"))
        );
        return out;
    }
    let mut last: Option<&str> = None;
    for entry in &report.changes {
        if let "gained" | "lost" = entry.kind {
            if last != entry.row.as_deref() {
                last = entry.row.as_deref();
                let clauses: Vec<String> = entry.clauses.iter().map(|c| citation(c)).collect();
                let heading = format!("{} ({})", last.unwrap_or(""), clauses.join("、"));
                let _ = writeln!(out, "{}", paint.bold(&heading));
            }
            let _ = writeln!(out, "  {}", role_line(entry, lang, paint));
        } else {
            let _ = writeln!(out, "{}", paint.yellow(&other(entry, lang)));
        }
    }
    let _ = writeln!(out, "\n{}", sum(report, lang));
    out
}

fn role_line(entry: &EditEntry, lang: Lang, paint: Paint) -> String {
    let text = format!(
        "{} {}",
        entry.unit.as_deref().unwrap_or(""),
        entry.role.map(|r| role_word(r, lang)).unwrap_or_default()
    );
    if entry.kind == "gained" {
        paint.green(&format!("+ {text}"))
    } else {
        paint.red(&format!("- {text}"))
    }
}

fn other(entry: &EditEntry, lang: Lang) -> String {
    let row = entry.row.as_deref().unwrap_or("");
    let unit = entry.unit.as_deref().unwrap_or("");
    let word = entry.word.as_deref().unwrap_or("");
    let line = entry.line.unwrap_or(0);
    let near = entry.near.as_ref().map_or_else(String::new, |n| match lang {
        Lang::Zh => format!("。是不是 `{n}`?"),
        Lang::En => format!("; did you mean `{n}`?"),
    });
    match (entry.kind, lang) {
        ("row_gone", Lang::Zh) => format!("! 表里没有这一行:{row}"),
        ("row_gone", Lang::En) => format!("! the sheet no longer has the row: {row}"),
        ("unknown_row", Lang::Zh) => format!("! 第 {line} 行,方案里没有:`{row}`{near}"),
        ("unknown_row", Lang::En) => format!("! line {line}, not in the plan: `{row}`{near}"),
        ("row_twice", Lang::Zh) => format!("! 第 {line} 行重复,只看前一行:{row}"),
        ("row_twice", Lang::En) => format!("! line {line} repeats a row; the first counts: {row}"),
        ("unknown_unit", Lang::Zh) => format!("! 表头 `{unit}` 不是方案里的单位{near}"),
        ("unknown_unit", Lang::En) => format!("! the heading `{unit}` is no unit of the plan{near}"),
        ("column_gone", Lang::Zh) => format!("! 表里没有这个单位的列:{unit}"),
        ("column_gone", Lang::En) => format!("! the sheet no longer has a column for {unit}"),
        (_, Lang::Zh) => format!("! 第 {line} 行 {unit}:`{word}` 不是角色{near}"),
        (_, Lang::En) => format!("! line {line}, {unit}: `{word}` is no role{near}"),
    }
}

fn sum(report: &EditsReport, lang: Lang) -> String {
    let count = |kind: &str| report.changes.iter().filter(|c| c.kind == kind).count();
    let (gained, lost) = (count("gained"), count("lost"));
    let rest = report.changes.len() - gained - lost;
    match lang {
        Lang::Zh => format!("增加 {gained} 处,减少 {lost} 处,其他 {rest} 处"),
        Lang::En => format!("{gained} gained, {lost} lost, {rest} others"),
    }
}
