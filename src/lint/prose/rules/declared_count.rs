//! The text says how many there are, and lists another number.

use crate::diagnostic::Diagnostic;
use crate::document::{Clause, Kind};
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::words;

declare_prose_lint! {
    /// 写了“下列五项”“以下3个方面”“甲、乙、丙等4个部门”,实际列出的不是这个数。
    ///
    /// 为什么:增删之后没有改数,读的人不知道是漏列了还是写错了。
    /// 怎么改:改数,或者补上漏列的。
    /// 只看“下列”“以下”“如下”后面带数的列举,和以“N个部门(单位)”收尾的名单;名单后有“等”而列得少的,不报。
    zh "所称数目不符";
    /// The text announces five items, or twelve departments, and lists another number.
    ///
    /// Why: something was added or struck out and the number was left; nobody knows whether an entry is missing.
    /// What to do: correct the number, or add what is missing.
    /// Only lists announced by 下列, 以下 or 如下 with a number, and lists that close with a number of bodies; a list closed by 等 may be shorter.
    en "count differs from the list";
    653 Warning "count-differs"
}

/// What announces a list.
const ANNOUNCING: &[&str] = &["下列", "以下", "如下"];
/// What is counted in a list of items.
const ITEMS: &[&str] = &[
    "项", "条", "个方面", "方面", "点", "类", "种", "款", "个环节", "个步骤", "个阶段", "件",
];
/// What is counted in a list of bodies.
const BODIES: &[&str] = &[
    "个部门", "个单位", "家单位", "家部门", "个成员单位", "个市直部门", "个县直部门",
];

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (index, clause) in prose.printed() {
        let words = prose.words(clause);
        out.extend(announced(prose, index, clause, words));
        out.extend(bodies(prose, clause, words));
    }
    out
}

/// `下列五项…:` against the numbered items that follow.
fn announced(prose: &Prose<'_>, index: usize, clause: &Clause, words: &str) -> Option<Diagnostic> {
    let (at, number, value, length) = ANNOUNCING.iter().find_map(|cue| {
        let at = words.find(cue)?;
        let rest = words.get(at + cue.len()..)?;
        let (number, value) = numeral(rest)?;
        let after = rest.get(number.len()..)?;
        let unit = ITEMS.iter().find(|u| after.starts_with(**u))?;
        Some((at, number, value, cue.len() + number.len() + unit.len()))
    })?;
    // What is announced stands below the clause, or below the place that holds it.
    let below = |parent: usize| {
        prose
            .document
            .clauses
            .iter()
            .filter(|c| {
                c.parent == Some(parent)
                    && matches!(c.kind, Kind::Item | Kind::Heading)
                    && c.span.start > clause.span.start
            })
            .count()
    };
    let own = below(index);
    let listed = if own > 0 {
        own
    } else {
        clause.parent.filter(|_| clause.kind == Kind::Body).map_or(0, below)
    };
    if listed < 2 || listed == value {
        return None;
    }
    let start = clause.span.start + at;
    let said = number;
    Some(
        LINT.at(
            prose.span(start..start + length),
            words!(
                "写的是{said},下面列了 {listed} 项",
                "{value} are announced and {listed} are listed"
            ),
        )
        .clause(&clause.path)
        .help(words!(
            "把数改成 {listed},或补上漏列的",
            "write {listed}, or add what is missing"
        )),
    )
}

/// `甲、乙、丙等4个部门` against the names before it.
fn bodies(prose: &Prose<'_>, clause: &Clause, words: &str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for unit in BODIES {
        for (at, _) in words.match_indices(unit) {
            let before = words.get(..at).unwrap_or_default();
            let Some((number, value)) = numeral_before(before) else {
                continue;
            };
            let list = before.strip_suffix(number).unwrap_or(before);
            let (list, open) = list.strip_suffix('等').map_or((list, false), |l| (l, true));
            let sentence = list
                .rsplit([
                    '。', ';', '\u{ff1b}', ':', '\u{ff1a}', '(', '\u{ff08}', '由', ',', '\u{ff0c}',
                ])
                .next()
                .unwrap_or_default();
            let listed = sentence.split('、').filter(|n| !n.trim().is_empty()).count();
            let differs = if open { listed > value } else { listed != value };
            if listed < 2 || !sentence.contains('、') || !differs {
                continue;
            }
            let end = clause.span.start + at + unit.len();
            out.push(
                LINT.at(
                    prose.span(end - unit.len() - number.len()..end),
                    words!(
                        "写的是 {value} 个,前面列了 {listed} 个",
                        "{value} are counted and {listed} are listed"
                    ),
                )
                .clause(&clause.path)
                .help(words!(
                    "把数改成 {listed},或改名单",
                    "write {listed}, or correct the list"
                )),
            );
        }
    }
    out
}

/// The numeral that a text opens with.
fn numeral(text: &str) -> Option<(&str, usize)> {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c);
    let end = text.find(|c| !is_numeral(c))?;
    let number = text.get(..end)?;
    Some((number, value(number)?))
}

/// The numeral that a text ends with.
fn numeral_before(text: &str) -> Option<(&str, usize)> {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c);
    let start = text.char_indices().rev().take_while(|(_, c)| is_numeral(*c)).last()?.0;
    let number = text.get(start..)?;
    Some((number, value(number)?))
}

/// Numbers up to 99.
fn value(number: &str) -> Option<usize> {
    if let Ok(value) = number.parse() {
        return Some(value).filter(|v| (1..100).contains(v));
    }
    let digit = |c: char| match c {
        '两' => Some(2),
        c => "零一二三四五六七八九".chars().position(|d| d == c),
    };
    let (tens, ones) = number.split_once('十').unwrap_or(("零", number));
    let one = |s: &str, none: usize| {
        let mut chars = s.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(none),
            (Some(c), None) => digit(c),
            _ => None,
        }
    };
    let value = one(tens, 1)? * 10 + one(ones, 0)?;
    Some(value).filter(|v| *v > 0)
}
