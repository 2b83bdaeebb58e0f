//! A comparison as a book: topics by plans, who leads in each.

use super::sign::{Style, citation, role_word};
use crate::diagnostic::Lang;
use crate::render::sheet::{Book, Cell, Column, ColumnKind, Row, Sheet, Tone};
use crate::wire::v1::{CompareReport, TopicCell};

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

/// Leads first; without a lead, who acts.
fn cell(cell: &TopicCell, style: Style, lang: Lang) -> Cell {
    let mut units: Vec<_> = cell.units.iter().collect();
    units.sort_by_key(|u| (u.letter != "A/R", u.role != "lead"));
    let words: Vec<String> = units
        .iter()
        .map(|u| {
            let sign = match style {
                Style::Roles => role_word(u.role, lang),
                Style::Raci => u.letter.to_owned(),
            };
            let unit = if u.unit.is_empty() {
                super::roles::nobody(lang)
            } else {
                &u.unit
            };
            format!("{unit}[{sign}]")
        })
        .collect();
    let mut clauses: Vec<String> = cell.clauses.iter().take(CITED).map(|c| citation(c)).collect();
    if cell.clauses.len() > CITED {
        clauses.push("…".to_owned());
    }
    Cell {
        text: format!("{}\n{}", words.join("、"), clauses.join("、")),
        tone: if units.iter().any(|u| u.role == "lead") {
            Tone::Lead
        } else {
            Tone::Act
        },
    }
}
