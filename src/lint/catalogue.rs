//! The catalogue of lints as one page, `docs/lints.md`; made from the registry, so that it cannot go stale.

use std::fmt::Write as _;

use super::page::{explain, explain_prose};
use super::registry::is_analysed;
use super::{LINTS, PROSE};
use crate::diagnostic::{CODES, CodeInfo, Lang};

/// The text of `docs/lints.md`.
#[must_use]
pub fn catalogue() -> String {
    let mut out = String::from(
        "# 规则 · Lints\n\n<!-- Made from src/lint/rules; a test fails when this page is stale (ZEREN_BLESS=1 renews it). Do not edit. -->\n\n\
         `zeren check` 用这些规则检查方案,重要的在前。级别写在方案旁(或上级文件夹)的 `zeren.yaml`:`lints: {无时限: 关, no-lead: 错误}`\
         (关、提示、警告、错误)。单条例外写在条目或单位里:`允许: 无时限 因 \"…\"`。\n\n\
         `zeren check` looks for these faults, the important ones first. Levels stand in a `zeren.yaml` beside the plan or in a parent folder: \
         `lints: {no-deadline: off, no-lead: error}`. A single exception is written into the item or unit: `allow: no-deadline because \"…\"`.\n\n\
         | code | 名称 | name | level |\n|---|---|---|---|\n",
    );
    for lint in LINTS {
        out.push_str(&row(&lint.info));
    }
    out.push_str(
        "\n`zeren lint` 直接检查文档([说明](lint-documents.md)),除以上能用于文档的规则外,还有:\n\n\
         `zeren lint` looks at documents themselves ([how](lint-documents.md)); besides those of the lints above that fit, it has:\n\n\
         | code | 名称 | name | level |\n|---|---|---|---|\n",
    );
    for lint in PROSE {
        out.push_str(&row(&lint.info));
    }
    for lint in LINTS {
        out.push_str(&entry(&lint.info, &explain(lint, Lang::Zh)));
    }
    for lint in PROSE {
        out.push_str(&entry(&lint.info, &explain_prose(lint, Lang::Zh)));
    }
    out.push_str(
        "\n# 分析 · Analysis\n\n`zeren check` 也报告分析的发现:每条都有一个能复核的情形。一处毛病只报一次:看一条就知道的归规则,几条放在一起才显出来的归分析。\
         级别、`允许` 和 `zeren explain` 与规则相同;怎样算见 [analysis.md](analysis.md)。\n\n\
         `zeren check` also reports what the analysis finds, each with a situation that can be checked. A fault is reported once: what one clause shows is the lint's, what shows \
         where clauses meet is the analysis'. Levels, `allow` and `zeren explain` work as for lints; what counts is told in [analysis.md](analysis.md).\n",
    );
    for info in analysed() {
        let _ = write!(
            out,
            "\n<a id=\"{0}\"></a>\n## {0} {1} · {2}\n\n`{3}` {4}\n\n{5}\n\n{6}\n",
            info.code,
            info.title_zh,
            info.title_en,
            info.name,
            info.severity.name(),
            info.help_en,
            info.help_zh
        );
    }
    out
}

/// The codes of the analysis: those of gaps, overlaps and escalations that are no mistakes of writing.
fn analysed() -> impl Iterator<Item = &'static CodeInfo> {
    CODES.iter().filter(|c| is_analysed(c.code))
}

fn row(info: &CodeInfo) -> String {
    format!(
        "| [{0}](#{0}) | {1} | `{2}` | {3} |\n",
        info.code,
        info.title_zh,
        info.name,
        info.severity.name()
    )
}

fn entry(info: &CodeInfo, page: &str) -> String {
    let english: String = info
        .help_en
        .lines()
        .map(|l| l.strip_prefix(' ').unwrap_or(l))
        .fold(String::new(), |out, l| out + l + "\n");
    format!(
        "\n<a id=\"{0}\"></a>\n## {0} {1} · {2}\n\n`{3}`\n\n{4}\n{5}",
        info.code, info.title_zh, info.title_en, info.name, english, page
    )
}
