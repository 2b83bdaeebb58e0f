//! What `check` says of the plans behind a matrix, as a sheet.

use super::sign::citation;
use crate::diagnostic::Lang;
use crate::render::sheet::{Cell, Column, ColumnKind, Row, Sheet, Tone};
use crate::wire::v1::{MatrixReport, PlanFinding};

/// The sheet of findings: the gravest first.
#[must_use]
pub fn sheet(report: &MatrixReport, lang: Lang) -> Sheet {
    let mut list: Vec<&PlanFinding> = report.findings.iter().collect();
    list.sort_by_key(|f| severity(f.finding.severity));
    let row = |(at, f): (usize, &&PlanFinding)| {
        let plan = report.plans.get(f.plan).map_or("", |p| &p.id);
        let clauses: Vec<String> = f.finding.clauses.iter().map(|c| citation(c)).collect();
        let mut row = Row::of([
            (at + 1).to_string(),
            word(f.finding.severity, lang).to_owned(),
            f.finding.message.clone(),
            f.finding.help.clone().unwrap_or_default(),
            clauses.join("、"),
            f.finding.units.join("、"),
            f.finding.code.clone(),
            plan.to_owned(),
        ]);
        if f.finding.severity == "error"
            && let Some((_, cell)) = row.cells.get_mut(1)
        {
            cell.tone = Tone::Fault;
        }
        row
    };
    let mut rows: Vec<Row> = list.iter().enumerate().map(row).collect();
    if rows.is_empty() {
        let none = lang.pick("没有发现问题", "nothing found").to_owned();
        rows.push(Row {
            cells: vec![(2, Cell::new(none))],
        });
    }
    Sheet {
        name: lang.pick("检查发现", "findings").to_owned(),
        heading: Some(lang.pick("检查发现", "Findings").to_owned()),
        columns: columns(lang),
        rows,
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::new(lang.pick("序号", "no."), ColumnKind::Number, 3),
        Column::new(lang.pick("级别", "severity"), ColumnKind::Text, 4),
        Column::new(lang.pick("问题", "finding"), ColumnKind::Name, 30),
        Column::new(lang.pick("建议", "advice"), ColumnKind::Text, 26),
        Column::new(lang.pick("条款", "clauses"), ColumnKind::Text, 10),
        Column::new(lang.pick("单位", "units"), ColumnKind::Text, 12),
        Column::new(lang.pick("代码", "code"), ColumnKind::Text, 4),
        Column::new(lang.pick("方案", "plan"), ColumnKind::Text, 8),
    ]
}

fn severity(name: &str) -> u8 {
    match name {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    }
}

fn word(name: &str, lang: Lang) -> &'static str {
    match name {
        "error" => lang.pick("错误", "error"),
        "warning" => lang.pick("警告", "warning"),
        _ => lang.pick("提示", "remark"),
    }
}
