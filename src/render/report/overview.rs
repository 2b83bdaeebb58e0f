//! The summary: what the plan holds, and what to look at first.

use std::collections::BTreeSet;

use super::{Subject, label, number, table};
use crate::diagnostic::{Lang, Severity};
use crate::model::ItemKind;
use crate::render::docx::{Block, Cell};

/// Writes the section.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let mut out = vec![header(subject, lang), counts(subject, lang)];
    let count = |s| subject.findings.iter().filter(|d| d.severity == s).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let broken = subject.chart.broken();
    out.push(Block::text(match lang {
        Lang::Zh => format!("检查结果:{errors} 处错误,{warnings} 处警告,{infos} 处提示;图中有 {broken} 处断链。"),
        Lang::En => {
            format!(
                "Checked: {errors} errors, {warnings} warnings, {infos} remarks; {broken} broken links in the picture."
            )
        }
    }));
    out
}

fn header(subject: Subject<'_>, lang: Lang) -> Block {
    let plan = &subject.plan.model.plan;
    let period = (plan.period.from.is_some() || plan.period.until.is_some()).then(|| plan.period.to_string());
    let basis = (!plan.basis.is_empty()).then(|| plan.basis.join("、"));
    let notes = (!plan.notes.is_empty()).then(|| plan.notes.join("\n"));
    let rows = [
        ("文号", "Number", plan.number.clone()),
        ("日期", "Date", plan.date.clone()),
        ("制定", "Issued by", plan.issuer.clone()),
        ("层级", "Level", plan.level.clone()),
        ("实施", "In force", period),
        ("依据", "Rests on", basis),
        ("说明", "Remarks", notes),
        ("方案摘要", "Digest", Some(subject.digest.to_owned())),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(zh, en, value)| Some(vec![label(lang.pick(zh, en)), Cell::new(value?)]));
    table(&[1, 6], &[], rows.collect())
}

fn counts(subject: Subject<'_>, lang: Lang) -> Block {
    let model = &subject.plan.model;
    let items = |kind| model.items.iter().filter(|i| i.kind == kind).count();
    let clauses: BTreeSet<&str> = model
        .items
        .iter()
        .flat_map(|i| &i.clauses)
        .map(|c| c.path.as_str())
        .collect();
    let cells = [
        ("单位", "Units", model.units.len()),
        ("职责", "Duties", items(ItemKind::Duty)),
        ("任务", "Tasks", items(ItemKind::Task)),
        ("规范", "Norms", items(ItemKind::Norm)),
        ("升级", "Escalations", items(ItemKind::Escalation)),
        ("引用条款", "Clauses cited", clauses.len()),
        ("测试", "Tests", model.tests.len()),
    ];
    let head: Vec<&str> = cells.iter().map(|(zh, en, _)| lang.pick(*zh, *en)).collect();
    let row = cells.iter().map(|(.., n)| number(*n)).collect();
    table(&[1; 7], &head, vec![row])
}
