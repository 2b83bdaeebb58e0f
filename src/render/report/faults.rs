//! The findings: the grave ones first, those of one kind together, each with its place, clauses and witness.

use std::collections::BTreeMap;

use super::{Subject, number, table};
use crate::diagnostic::{Code, Diagnostic, Lang, Severity};
use crate::render::docx::{Block, Cell, Level};

/// Writes the section.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    if subject.findings.is_empty() {
        let words = lang.pick("没有发现问题。", "Nothing was found.");
        return vec![Block::text(words)];
    }
    let mut kinds: BTreeMap<(std::cmp::Reverse<Severity>, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in subject.findings {
        let key = (std::cmp::Reverse(finding.severity), finding.code);
        kinds.entry(key).or_default().push(finding);
    }
    let mut out = vec![tally(&kinds, lang)];
    for findings in kinds.values() {
        out.extend(kind(subject, findings, lang));
    }
    out
}

type Kinds<'a> = BTreeMap<(std::cmp::Reverse<Severity>, Code), Vec<&'a Diagnostic>>;

fn tally(kinds: &Kinds<'_>, lang: Lang) -> Block {
    let row = |findings: &Vec<&Diagnostic>| {
        let first = findings.first()?;
        Some(vec![
            Cell::new(severity(first.severity, lang)).centred(),
            Cell::new(first.code.to_string()),
            Cell::new(title(first, lang)),
            number(findings.len()),
        ])
    };
    let head = match lang {
        Lang::Zh => ["级别", "代码", "问题", "处数"],
        Lang::En => ["Level", "Code", "Fault", "How many"],
    };
    table(&[2, 2, 10, 2], &head, kinds.values().filter_map(row).collect())
}

fn title(finding: &Diagnostic, lang: Lang) -> &'static str {
    lang.pick(finding.info.title_zh, finding.info.title_en)
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Info => lang.pick("提示", "remark"),
    }
}

fn kind(subject: Subject<'_>, findings: &[&Diagnostic], lang: Lang) -> Vec<Block> {
    let Some(first) = findings.first() else {
        return Vec::new();
    };
    let words = title(first, lang);
    let heading = format!(
        "{} {} · {words}({})",
        first.code,
        severity(first.severity, lang),
        findings.len()
    );
    let proven = findings.iter().any(|f| !f.witness.is_empty());
    let mut rows: Vec<Vec<Cell>> = findings.iter().map(|f| row(subject, f, lang)).collect();
    let mut head = match lang {
        Lang::Zh => vec!["问题与改法", "条款", "方案中的位置", "见证(一个这样的情形)"],
        Lang::En => vec![
            "What is wrong, and what to write",
            "Clauses",
            "Place in the plan",
            "Witness (such a case)",
        ],
    };
    let mut widths = vec![10, 5, 3, 6];
    if !proven {
        head.truncate(3);
        widths.truncate(3);
        rows.iter_mut().for_each(|r| r.truncate(3));
    }
    vec![Block::Heading(Level::Second, heading), table(&widths, &head, rows)]
}

fn row(subject: Subject<'_>, finding: &Diagnostic, lang: Lang) -> Vec<Cell> {
    let mut what = finding.message.get(lang).to_owned();
    if let Some(help) = &finding.help {
        let mark = lang.pick("改法:", "write: ");
        what = format!("{what}\n{mark}{}", help.get(lang));
    }
    let witness: Vec<String> = finding.witness_facts().collect();
    let place = subject.sources.start(finding.primary.span);
    let file = subject
        .sources
        .get(finding.primary.span.source)
        .map_or("", |s| s.name().rsplit(['/', '\\']).next().unwrap_or(""));
    let place = format!("{file}:{}", place.line);
    vec![
        Cell::new(what),
        Cell::new(finding.clauses.join("、")),
        Cell::new(place),
        Cell::new(witness.join("\n")),
    ]
}
