//! A matrix as a book: number, heading, row, units by kind, deadlines, clauses, what is wrong.

use super::findings;
use super::sign::{MOST_NOTES, Style, basis, by_word, cell, citation};
use crate::diagnostic::Lang;
use crate::render::sheet::{Book, Cell, Column, ColumnKind, Row, Sheet, Tone};
use crate::wire::v1::{MatrixColumn, MatrixReport, MatrixRow, PlanHead};

/// Unit names of a column are at most this long in a sheet's heading.
const NAMED: usize = 3;

/// The book of a matrix. `origin` says for a later import how it was made.
#[must_use]
pub fn book(report: &MatrixReport, style: Style, origin: &str, lang: Lang) -> Book {
    let sheet = Layout::of(report).sheet(report, style, origin, lang);
    Book {
        title: title(report, lang),
        below: below(&report.plans),
        lang,
        sheets: vec![sheet],
        legend: legend(report, style, lang),
        notes: notes(report, lang),
        findings: Some(findings::sheet(report, lang)),
    }
}

fn title(report: &MatrixReport, lang: Lang) -> String {
    let what = match lang {
        Lang::Zh => format!("责任分工表(按{})", by_word(report.by, lang)),
        Lang::En => format!("responsibilities by {}", by_word(report.by, lang)),
    };
    match (report.plans.as_slice(), lang) {
        ([one], Lang::Zh) => format!("{}{what}", one.title),
        ([one], Lang::En) => format!("{}: {what}", one.title),
        (several, Lang::Zh) => format!("{}份方案{what}", several.len()),
        (several, Lang::En) => format!("{} plans: {what}", several.len()),
    }
}

/// Number, date and issuer of one plan.
pub fn below(plans: &[PlanHead]) -> Vec<String> {
    let [plan] = plans else { return Vec::new() };
    let parts: Vec<&str> = [&plan.number, &plan.issuer, &plan.date]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if parts.is_empty() {
        Vec::new()
    } else {
        vec![parts.join("  ")]
    }
}

/// Where the columns stand.
struct Layout {
    has_plan: bool,
    has_group: bool,
    has_deadline: bool,
    has_fault: bool,
    first_unit: usize,
}

impl Layout {
    fn of(report: &MatrixReport) -> Layout {
        let has_plan = report.plans.len() > 1;
        let has_group = report.rows.iter().any(|r| r.group.is_some());
        Layout {
            has_plan,
            has_group: has_group || has_plan,
            has_deadline: report.rows.iter().any(|r| !r.deadlines.is_empty()),
            has_fault: report.rows.iter().any(|r| r.fault.is_some()),
            first_unit: 2 + usize::from(has_group || has_plan),
        }
    }

    fn sheet(&self, report: &MatrixReport, style: Style, origin: &str, lang: Lang) -> Sheet {
        Sheet {
            name: lang.pick("责任分工表", "matrix").to_owned(),
            heading: None,
            columns: self.columns(report, origin, lang),
            rows: report
                .rows
                .iter()
                .enumerate()
                .map(|(at, r)| self.row(report, at, r, style, lang))
                .collect(),
        }
    }

    fn columns(&self, report: &MatrixReport, origin: &str, lang: Lang) -> Vec<Column> {
        let mut out = vec![Column::new(lang.pick("序号", "no."), ColumnKind::Number, 2)];
        if self.has_group {
            let title = match (self.has_plan, report.by) {
                (true, _) => lang.pick("方案", "plan"),
                (_, "topic") => lang.pick("阶段", "stage"),
                _ => lang.pick("部分", "part"),
            };
            out.push(Column::new(title, ColumnKind::Group, 4));
        }
        out.push(Column::new(by_title(report.by, lang), ColumnKind::Name, 11));
        out.extend(report.columns.iter().map(|c| unit_column(c, lang)));
        if self.has_deadline {
            out.push(Column::new(lang.pick("时限", "by when"), ColumnKind::Text, 5));
        }
        out.push(Column::new(lang.pick("条款依据", "clauses"), ColumnKind::Text, 6));
        if self.has_fault {
            out.push(Column::new(lang.pick("提示", "remark"), ColumnKind::Text, 6));
        }
        out.push(Column::new(origin, ColumnKind::Key, 4));
        out
    }

    fn row(&self, report: &MatrixReport, at: usize, row: &MatrixRow, style: Style, lang: Lang) -> Row {
        let mut cells = vec![(0, Cell::new((at + 1).to_string()))];
        if self.has_group {
            let text = self.group(report, row, lang);
            if !text.is_empty() {
                cells.push((1, Cell::new(text)));
            }
        }
        cells.push((self.first_unit - 1, Cell::new(row.label.as_str())));
        cells.extend(
            row.cells
                .iter()
                .map(|c| (self.first_unit + c.column, cell(row, c, style, lang))),
        );
        let mut next = self.first_unit + report.columns.len();
        let mut put = |text: String, tone: Tone| {
            if !text.is_empty() {
                cells.push((next, Cell { text, tone }));
            }
            next += 1;
        };
        if self.has_deadline {
            put(row.deadlines.join(";"), Tone::Plain);
        }
        put(basis(row, lang), Tone::Plain);
        if self.has_fault {
            put(fault(row, lang), Tone::Fault);
        }
        put(row.key.clone(), Tone::Plain);
        Row { cells }
    }

    fn group(&self, report: &MatrixReport, row: &MatrixRow, lang: Lang) -> String {
        if self.has_plan {
            return report.plans.get(row.plan).map_or_else(String::new, |p| p.id.clone());
        }
        match (report.by, &row.group) {
            ("topic", Some(stage)) => stage.clone(),
            ("topic", None) => lang.pick("未分阶段", "no stage").to_owned(),
            (_, group) => group.as_deref().map(citation).unwrap_or_default(),
        }
    }
}

fn by_title(by: &str, lang: Lang) -> &'static str {
    match by {
        "clause" => lang.pick("工作内容", "what"),
        "task" => lang.pick("工作任务", "task"),
        "topic" => lang.pick("工作事项", "topic"),
        by => by_word(by, lang),
    }
}

fn unit_column(column: &MatrixColumn, lang: Lang) -> Column {
    let group = match (&column.group, column.form) {
        (Some(kind), "body") => Some(kind.clone()),
        (None, "body") => Some(lang.pick("其他", "others").to_owned()),
        (_, "group") => Some(lang.pick("集合", "groups").to_owned()),
        (_, "vague") => Some(lang.pick("泛称", "vague").to_owned()),
        _ => None,
    };
    Column {
        title: column.unit.clone().unwrap_or_else(|| nobody(lang).to_owned()),
        group,
        kind: ColumnKind::Mark,
        width: 2,
    }
}

/// The heading of the column of items that name nobody.
#[must_use]
pub fn nobody(lang: Lang) -> &'static str {
    lang.pick("(未写明单位)", "(nobody named)")
}

/// What is wrong with who is accountable.
#[must_use]
pub fn fault(row: &MatrixRow, lang: Lang) -> String {
    match (row.fault, lang) {
        (Some("nobody"), Lang::Zh) => "▲无牵头".to_owned(),
        (Some("nobody"), Lang::En) => "▲no A".to_owned(),
        (Some(_), Lang::Zh) => format!("▲{}家牵头:{}", row.accountable.len(), few(&row.accountable, lang)),
        (Some(_), Lang::En) => format!("▲{} A: {}", row.accountable.len(), few(&row.accountable, lang)),
        (None, _) => String::new(),
    }
}

fn few(units: &[String], lang: Lang) -> String {
    let first: Vec<&str> = units.iter().take(NAMED).map(String::as_str).collect();
    let more = if units.len() > NAMED {
        lang.pick("等", " …")
    } else {
        ""
    };
    format!("{}{more}", first.join("、"))
}

fn legend(report: &MatrixReport, style: Style, lang: Lang) -> Vec<(String, String)> {
    let mut out: Vec<(&str, &str)> = match (style, lang) {
        (Style::Raci, Lang::Zh) => vec![
            ("A/R", "负总责并承办:牵头,或独家负责"),
            ("R", "承办:共同、责任(不止一家)、接收"),
            ("C", "配合"),
            ("I", "知会:被通报、被指导、被监督"),
        ],
        (Style::Raci, Lang::En) => vec![
            ("A/R", "accountable and responsible: leads, or alone acts"),
            ("R", "responsible: joint, one of several, or receives"),
            ("C", "consulted: assists"),
            ("I", "informed: told, guided or supervised"),
        ],
        (Style::Roles, Lang::Zh) => vec![
            ("牵头", "主办"),
            ("共同", "几家一起办,不分主次"),
            ("责任", "写明负责,未分主次"),
            ("配合", "协办"),
            ("接收", "接收人、案或报告"),
            ("通报", "被告知或被报告"),
            ("指导", "被指导"),
            ("监督", "被监督"),
        ],
        (Style::Roles, Lang::En) => vec![
            ("lead", "leads"),
            ("joint", "several, none leading"),
            ("responsible", "named, without rank"),
            ("assist", "assists"),
            ("receive", "receives the child, case or report"),
            ("notify", "is told or reported to"),
            ("guide", "is guided"),
            ("supervise", "is supervised"),
        ],
    };
    if style == Style::Roles {
        let used = |word: &str| {
            let roles = report.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.marks);
            roles.map(|m| m.role).any(|r| super::sign::role_word(r, lang) == word)
        };
        out.retain(|(word, _)| used(word));
    }
    let marks = || report.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.marks);
    if report.rows.iter().any(|r| (2..=MOST_NOTES).contains(&r.clauses.len())) {
        out.push((
            "①②…",
            lang.pick("条款,见本行“条款依据”", "the clause, in the row's last columns"),
        ));
    }
    if report.rows.iter().any(|r| r.clauses.len() > MOST_NOTES) {
        out.push((
            "×n",
            lang.pick(
                "共 n 处(条款过多,不逐一编号)",
                "in n items (too many clauses to number)",
            ),
        ));
    }
    if marks().any(|m| m.limit.is_some()) {
        out.push((
            "※",
            lang.pick("该单位只在部分情形下承担", "only in a part of the situations"),
        ));
    }
    if marks().any(|m| m.status == Some("possible")) {
        out.push((
            "?",
            lang.pick("取决于未知的事实", "depends on facts that are not known"),
        ));
    }
    if report.rows.iter().any(|r| r.fault.is_some()) {
        out.push((
            "▲",
            lang.pick("总负责的单位不是恰好一家", "not exactly one is accountable"),
        ));
    }
    out.into_iter().map(|(s, m)| (s.to_owned(), m.to_owned())).collect()
}

fn notes(report: &MatrixReport, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    let norms = report.unassigned.len();
    if norms > 0 {
        out.push(match lang {
            Lang::Zh => format!("另有 {norms} 条只约束行为、不给单位分派角色(多为规范),未列入本表"),
            Lang::En => format!("{norms} more items bind but give nobody a role (mostly norms), and stand in no row"),
        });
    }
    out
}
