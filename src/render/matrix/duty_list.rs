//! Duty lists (责任清单) as a book, one sheet a unit: what, in which part, when triggered, with whom, by when, on which clause.

use super::roles::{below, nobody};
use super::sign::{citation, role_word};
use crate::diagnostic::Lang;
use crate::model::LinkKind;
use crate::render::sheet::{Book, Column, ColumnKind, Row, Sheet, Tone};
use crate::wire::v1::{DutyListReport, ListEntry, UnitList};

/// The book of the lists of one or several units.
#[must_use]
pub fn book(reports: &[DutyListReport], lang: Lang) -> Book {
    let lists = || reports.iter().flat_map(|r| &r.lists);
    let sheets: Vec<Sheet> = lists().map(|l| sheet(l, lang)).collect();
    let (title, plans) = (title(reports, lang), lists().map(|l| &l.plan));
    let mut plans: Vec<_> = plans.cloned().collect();
    plans.dedup_by(|a, b| a.id == b.id);
    Book {
        title,
        below: below(&plans),
        lang,
        sheets,
        legend: legend(lang),
        notes: Vec::new(),
        findings: None,
    }
}

fn title(reports: &[DutyListReport], lang: Lang) -> String {
    let mut plans: Vec<&str> = reports
        .iter()
        .flat_map(|r| &r.lists)
        .map(|l| l.plan.title.as_str())
        .collect();
    plans.dedup();
    let whose = match (reports, plans.as_slice()) {
        ([one], _) => one.unit.clone(),
        (_, [plan]) => (*plan).to_owned(),
        _ => String::new(),
    };
    match lang {
        Lang::Zh => format!("{whose}责任清单"),
        Lang::En => format!("{whose}: duties"),
    }
}

fn sheet(list: &UnitList, lang: Lang) -> Sheet {
    let count = |parts: &[&str]| list.entries.iter().filter(|e| parts.contains(&e.part)).count();
    let (acts, assists) = (count(&["acts"]), count(&["assists"]));
    let seats = if list.seats.is_empty() {
        String::new()
    } else {
        format!("({})", list.seats.join("、"))
    };
    let sum = list.entries.len();
    let heading = match lang {
        Lang::Zh => format!("{}{seats}:共 {sum} 项,主责 {acts} 项,配合 {assists} 项", list.unit),
        Lang::En => format!(
            "{}{seats}: {sum} entries, acts in {acts}, assists in {assists}",
            list.unit
        ),
    };
    Sheet {
        name: list.unit.clone(),
        heading: Some(heading),
        columns: columns(lang),
        rows: list
            .entries
            .iter()
            .enumerate()
            .map(|(at, e)| row(at, e, lang))
            .collect(),
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::new(lang.pick("序号", "no."), ColumnKind::Number, 3),
        Column::new(lang.pick("类别", "part"), ColumnKind::Group, 4),
        Column::new(lang.pick("工作内容", "what"), ColumnKind::Name, 22),
        Column::new(lang.pick("角色", "role"), ColumnKind::Text, 4),
        Column::new(lang.pick("启动条件", "when"), ColumnKind::Text, 20),
        Column::new(lang.pick("协同单位", "with whom"), ColumnKind::Text, 18),
        Column::new(lang.pick("时限", "by when"), ColumnKind::Text, 7),
        Column::new(lang.pick("条款依据", "clause"), ColumnKind::Text, 9),
    ]
}

fn row(at: usize, entry: &ListEntry, lang: Lang) -> Row {
    let clauses: Vec<String> = entry.clauses.iter().map(|c| citation(&c.replace('@', "/"))).collect();
    let mut row = Row::of([
        (at + 1).to_string(),
        part(entry.part, lang).to_owned(),
        action(entry, lang),
        role(entry, lang),
        when(entry, lang),
        with(entry, lang),
        entry.deadline.clone().unwrap_or_default(),
        clauses.join("、"),
    ]);
    let tone = match entry.role {
        Some("lead") => Tone::Lead,
        Some("joint" | "responsible") => Tone::Act,
        _ => Tone::Plain,
    };
    for (column, cell) in &mut row.cells {
        if *column == 3 {
            cell.tone = tone;
        }
    }
    row
}

/// What is to be done; a norm with its force.
fn action(entry: &ListEntry, lang: Lang) -> String {
    let force = match entry.modality {
        Some("must_not") => lang.pick("不得:", "must not: "),
        Some("may") => lang.pick("可以:", "may: "),
        Some("should") => lang.pick("宜:", "should: "),
        Some("should_not") => lang.pick("不宜:", "should not: "),
        _ => "",
    };
    format!("{force}{}", entry.action)
}

fn role(entry: &ListEntry, lang: Lang) -> String {
    let word = match (entry.role, entry.part) {
        (Some(role), _) => role_word(role, lang),
        (None, "enforces") => lang.pick("执行", "enforces").to_owned(),
        (None, _) => lang.pick("须守", "bound").to_owned(),
    };
    let via = entry.via.and_then(|v| link(v, lang)).unwrap_or_default();
    let through = entry
        .through
        .as_ref()
        .map(|g| match lang {
            Lang::Zh => format!("\n(属{g})"),
            Lang::En => format!("\n(in {g})"),
        })
        .unwrap_or_default();
    format!("{word}{via}{through}")
}

/// By which link a unit comes in, where the role alone does not say.
fn link(via: &str, lang: Lang) -> Option<&'static str> {
    match via {
        "hand_over" => Some(lang.pick("(移交)", " (handed over)")),
        "report" => Some(lang.pick("(报告)", " (reported)")),
        "escalate_to" => Some(lang.pick("(升级)", " (escalated)")),
        _ if LinkKind::Notify.name() == via => None,
        _ => None,
    }
}

fn when(entry: &ListEntry, lang: Lang) -> String {
    let always = lang.pick("经常性工作", "always");
    let when = if entry.when.is_empty() {
        always.to_owned()
    } else {
        entry.when.clone()
    };
    match &entry.limit {
        Some(limit) => format!("{when}\n※ {limit}"),
        None => when,
    }
}

fn with(entry: &ListEntry, lang: Lang) -> String {
    let group = |w: &crate::wire::v1::WithEntry| {
        let units: Vec<&str> = w.units.iter().map(|u| u.as_deref().unwrap_or(nobody(lang))).collect();
        format!("{}:{}", role_word(w.role, lang), units.join("、"))
    };
    entry.with.iter().map(group).collect::<Vec<_>>().join("\n")
}

fn part(name: &str, lang: Lang) -> &'static str {
    match name {
        "acts" => lang.pick("主责", "acts"),
        "assists" => lang.pick("配合", "assists"),
        "receives" => lang.pick("接收", "receives"),
        "told" => lang.pick("被告知", "is told"),
        "overseen" => lang.pick("受指导监督", "is overseen"),
        "enforces" => lang.pick("执法", "enforces"),
        _ => lang.pick("应遵守", "is bound"),
    }
}

fn legend(lang: Lang) -> Vec<(String, String)> {
    let list = [
        (
            lang.pick("启动条件", "when"),
            lang.pick(
                "方案写明的触发情形,用方案自己的词",
                "when it applies, in the plan's own words",
            ),
        ),
        ("※", lang.pick("该单位只在此情形下承担", "only in these situations")),
        (
            lang.pick("属…", "in …"),
            lang.pick(
                "方案写的是集合,该单位是其中之一",
                "the plan names a group that the unit belongs to",
            ),
        ),
    ];
    list.map(|(s, m)| (s.to_owned(), m.to_owned())).to_vec()
}
