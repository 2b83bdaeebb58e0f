//! Clause coverage: against the document where it is given, else what the plan cites and what it records as left out.

use std::collections::BTreeMap;

use super::{Subject, label, number, table};
use crate::diagnostic::Lang;
use crate::render::docx::{Block, Cell, Level};
use crate::trace::{Count, Trace};

/// Writes the section.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let mut out = match subject.trace {
        Some(trace) => traced(trace, lang),
        None => vec![Block::note(lang.pick(
            "未给原文,只能按方案自己的引用统计;给出原文(--source)可逐条核对。",
            "No document was given: this counts what the plan itself cites. With --source each clause is checked.",
        ))],
    };
    out.push(parts(subject, lang));
    out.extend(left_out(subject, lang));
    out
}

fn traced(trace: &Trace, lang: Lang) -> Vec<Block> {
    let row = |words: &str, count: Count| {
        vec![
            label(words),
            number(count.total),
            number(count.encoded),
            number(count.unencoded),
            number(count.total - count.covered()),
            Cell::new(format!("{}.{}%", count.permille() / 10, count.permille() % 10)).centred(),
        ]
    };
    let head = match lang {
        Lang::Zh => ["条款", "总数", "已编码", "说明未编码", "缺", "覆盖"],
        Lang::En => [
            "Clauses", "All", "Encoded", "Left out, with reason", "Missing", "Covered",
        ],
    };
    let rows = vec![
        row(lang.pick("有约束力的句子", "Binding sentences"), trace.binding),
        row(lang.pick("全部句子", "All sentences"), trace.all),
    ];
    let mut out = vec![table(&[5, 2, 2, 3, 2, 2], &head, rows)];
    let missing: Vec<String> = trace.missing().map(|e| trace.path(e.clause).to_owned()).collect();
    if !missing.is_empty() {
        let words = lang.pick("没有条目对应的约束性条款:", "Binding clauses that no item speaks for: ");
        out.push(Block::text(format!("{words}{}", missing.join("、"))));
    }
    let unknown: Vec<&str> = trace.unknown.iter().map(|u| u.citation.as_str()).collect();
    if !unknown.is_empty() {
        let words = lang.pick("原文里找不到的引用:", "Citations that the document does not have: ");
        out.push(Block::text(format!("{words}{}", unknown.join("、"))));
    }
    out
}

/// For each part of the document, how many clauses are cited by how many items.
fn parts(subject: Subject<'_>, lang: Lang) -> Block {
    let model = &subject.plan.model;
    let mut parts: BTreeMap<&str, (Vec<&str>, usize)> = BTreeMap::new();
    for item in &model.items {
        for clause in &item.clauses {
            let part = clause.path.split('/').next().unwrap_or("");
            let entry = parts.entry(part).or_default();
            entry.0.push(&clause.path);
            entry.1 += 1;
        }
    }
    let mut parts: Vec<(&str, (Vec<&str>, usize))> = parts.into_iter().collect();
    parts.sort_by(|a, b| model.outline.compare(a.0, b.0));
    let row = |(part, (clauses, items)): &(&str, (Vec<&str>, usize))| {
        let mut clauses = clauses.clone();
        clauses.sort_unstable();
        clauses.dedup();
        vec![label(*part), number(clauses.len()), number(*items)]
    };
    let head = match lang {
        Lang::Zh => ["部分", "引用的条款", "条目"],
        Lang::En => ["Part", "Clauses cited", "Items"],
    };
    table(&[3, 2, 2], &head, parts.iter().map(row).collect())
}

fn left_out(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let records = &subject.plan.model.unencoded;
    if records.is_empty() {
        return Vec::new();
    }
    let row = |u: &crate::model::Unencoded| {
        let clauses: Vec<String> = u.clauses.iter().map(crate::model::Clause::full).collect();
        vec![
            Cell::new(clauses.join("、")),
            Cell::new(u.content.clone().unwrap_or_default()),
            Cell::new(u.because.clone()),
        ]
    };
    let head = match lang {
        Lang::Zh => ["条款", "内容", "为什么未编码"],
        Lang::En => ["Clauses", "What they say", "Why they are left out"],
    };
    let heading = lang.pick("有意未编码的条款", "Clauses left out on purpose");
    vec![
        Block::Heading(Level::Second, heading.to_owned()),
        table(&[5, 7, 6], &head, records.iter().map(row).collect()),
    ]
}
