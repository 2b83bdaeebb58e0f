//! A comparison as a book: topics by plans, who leads in each.

use super::sign::{Style, citation, role_word};
use crate::diagnostic::Lang;
use crate::render::sheet::{Book, Cell, Column, ColumnKind, Row, Sheet, Tone};
use crate::wire::v1::{CompareReport, TopicCell};

/// So many units of one role are named in one cell.
const NAMED: usize = 5;
/// So many clauses are named in one cell.
const CITED: usize = 3;

/// The book of a comparison: topics of most plans first.
#[must_use]
pub fn book(report: &CompareReport, style: Style, lang: Lang) -> Book {
    let mut topics: Vec<_> = report.topics.iter().collect();
    topics.sort_by_key(|t| std::cmp::Reverse(t.plans));
    let mut columns = vec![
        Column::new(lang.pick("序号", "no."), ColumnKind::Number, 3),
        Column::new(lang.pick("事项", "topic"), ColumnKind::Name, 10),
        Column::new(lang.pick("方案数", "plans"), ColumnKind::Text, 3),
    ];
    columns.extend(
        report
            .plans
            .iter()
            .map(|p| Column::new(p.id.as_str(), ColumnKind::Text, 14)),
    );
    let rows = topics.iter().enumerate().map(|(at, topic)| {
        let mut cells = vec![
            (0, Cell::new((at + 1).to_string())),
            (1, Cell::new(topic.topic.as_str())),
            (2, Cell::new(topic.plans.to_string())),
        ];
        cells.extend(
            topic
                .cells
                .iter()
                .enumerate()
                .filter_map(|(at, c)| Some((at + 3, cell(c.as_ref()?, style, lang)))),
        );
        Row { cells }
    });
    Book {
        title: match lang {
            Lang::Zh => format!("{}份方案各事项由谁主责", report.plans.len()),
            Lang::En => format!("who acts on each topic in {} plans", report.plans.len()),
        },
        below: Vec::new(),
        lang,
        sheets: vec![Sheet {
            name: lang.pick("方案对照", "comparison").to_owned(),
            heading: None,
            columns,
            rows: rows.collect(),
        }],
        legend: report
            .plans
            .iter()
            .map(|p| {
                (
                    p.id.clone(),
                    [Some(&p.title), p.number.as_ref()]
                        .into_iter()
                        .flatten()
                        .cloned()
                        .collect::<Vec<_>>()
                        .join(" "),
                )
            })
            .collect(),
        notes: vec![
            lang.pick(
                "空格:该方案没有单位承办这一事项(事项按名称对应)",
                "an empty cell: nobody acts on the topic in that plan (topics are matched by name)",
            )
            .to_owned(),
        ],
        findings: None,
    }
}

/// A line for each role, leads first.
fn cell(cell: &TopicCell, style: Style, lang: Lang) -> Cell {
    let mut roles: Vec<(String, Vec<&str>)> = Vec::new();
    let mut units: Vec<_> = cell.units.iter().collect();
    units.sort_by_key(|u| (u.role != "lead", u.letter != "A/R"));
    for unit in &units {
        let sign = match style {
            Style::Roles => role_word(unit.role, lang),
            Style::Raci => unit.letter.to_owned(),
        };
        let name = if unit.unit.is_empty() {
            super::roles::nobody(lang)
        } else {
            &unit.unit
        };
        match roles.iter_mut().find(|(s, _)| *s == sign) {
            Some((_, names)) => names.push(name),
            None => roles.push((sign, vec![name])),
        }
    }
    let mut lines: Vec<String> = roles
        .iter()
        .map(|(sign, names)| format!("{sign}:{}", few(names, lang)))
        .collect();
    let mut clauses: Vec<String> = cell.clauses.iter().take(CITED).map(|c| citation(c)).collect();
    if cell.clauses.len() > CITED {
        clauses.push("…".to_owned());
    }
    lines.push(format!("({})", clauses.join("、")));
    Cell {
        text: lines.join("\n"),
        tone: match units.first() {
            Some(first) if first.role == "lead" => Tone::Lead,
            _ => Tone::Plain,
        },
    }
}

/// The first names, and how many there are.
fn few(names: &[&str], lang: Lang) -> String {
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    match (names.len() > NAMED, lang) {
        (false, _) => first,
        (true, Lang::Zh) => format!("{first}等{}家", names.len()),
        (true, Lang::En) => format!("{first} … ({})", names.len()),
    }
}
