//! The document has no date.

use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::lint::prose::Prose;
use crate::lint::prose::declare::declare_prose_lint;
use crate::words;

declare_prose_lint! {
    /// 文件没有成文日期。
    ///
    /// 为什么:“自印发之日起施行”“30日内”从哪一天算,没有日期就无从算起;改了几稿也分不清先后。
    /// 怎么改:落款处写成文日期(2022年10月20日)。
    zh "没有成文日期";
    /// The document has no date.
    ///
    /// Why: periods that run from its issue cannot be counted, and drafts cannot be told apart.
    /// What to do: write the date under the issuer's name.
    en "no date";
    656 Info "undated"
}

/// Lines at the head and the foot in which a date may stand.
const EDGE: usize = 40;

fn check(prose: &Prose<'_>) -> Vec<Diagnostic> {
    let lines: Vec<&str> = prose.source.text().lines().filter(|l| !l.trim().is_empty()).collect();
    let edges = lines.iter().take(EDGE).chain(lines.iter().rev().take(EDGE));
    let closing = prose
        .document
        .clauses
        .iter()
        .filter(|c| ["落款", "元数据", "通知"].iter().any(|p| c.path.contains(p)));
    let cells = |line: &&str| line.split(['|', ' ', '\u{3000}', '\t']).any(is_date);
    let dated =
        edges.copied().any(|line| is_date(line) || cells(&line)) || closing.flat_map(|c| c.text.lines()).any(has_date);
    if dated || lines.is_empty() {
        return Vec::new();
    }
    let title = prose.document.clauses.iter().find(|c| c.kind == Kind::Title);
    let place = title.map_or_else(|| prose.line_at(0), |c| c.span.clone());
    vec![
        LINT.at(
            prose.span(place),
            words!("文件没有成文日期", "the document has no date"),
        )
        .help(words!(
            "落款处写成文日期,如 2022年10月20日",
            "write the date under the issuer's name, such as 2022年10月20日"
        )),
    ]
}

/// A line with little besides a date.
fn is_date(line: &str) -> bool {
    let rest = line.chars().filter(|c| !c.is_whitespace() && !is_numeral(*c)).count();
    has_date(line) && rest <= 12
}

/// Whether a line has a year and a month: `2022年10月20日`, `二〇二二年十月`, `2018-09-18 09:31`. A month that was left open (`2022年 月 日`) is none.
fn has_date(line: &str) -> bool {
    let digits = line.chars().filter(|c| is_numeral(*c)).count();
    ((line.contains('年') && line.contains('月')) || has_dashes(line)) && digits > 4
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

/// A year and a month before two dashes; a telephone number has more digits there.
fn has_dashes(line: &str) -> bool {
    let parts: Vec<&str> = line.split('-').map(str::trim).collect();
    let [year, month, _] = parts[..] else { return false };
    let year = year.chars().rev().take_while(char::is_ascii_digit).count();
    year == 4 && month.len() <= 2 && month.parse::<u8>().is_ok()
}
