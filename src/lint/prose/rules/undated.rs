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
    let dated = edges.copied().any(|line| is_date(line) || cells(&line))
        || closing
            .flat_map(|c| c.text.lines())
            .any(|l| l.contains("年") && l.contains("月"));
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

/// A line with little besides a date: `2022年10月20日`, `二〇二二年十月`, `2018-09-18 09:31`.
fn is_date(line: &str) -> bool {
    let numeral = |c: &char| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(*c);
    let kept: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = kept.chars().filter(|c| numeral(c)).count();
    let rest = kept.chars().filter(|c| !numeral(c)).count();
    let dated = (kept.contains('年') && kept.contains('月')) || has_dashes(&kept);
    dated && digits >= 4 && rest <= 12
}

/// A year and a month before two dashes; a telephone number has more digits there.
fn has_dashes(line: &str) -> bool {
    let parts: Vec<&str> = line.split('-').collect();
    let [year, month, _] = parts[..] else { return false };
    let year = year.chars().rev().take_while(char::is_ascii_digit).count();
    year == 4 && month.len() <= 2 && month.parse::<u8>().is_ok()
}
