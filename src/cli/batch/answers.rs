//! Answers of a batch as lines: the whole answer as JSON, or a table with a row for each assignment.

use std::io::Write;

use serde::Serialize;

use super::input::Form;
use crate::diagnostic::Lang;
use crate::engine::{Addressed, BriefRouting};
use crate::route::Options;
use crate::wire::v1;

/// How answers are written.
#[derive(Debug, Clone, Copy)]
pub struct Answers {
    /// The form; that of the cases where none is asked for.
    pub form: Option<Form>,
    /// Whether only who must act is told, without reasons, questions and gaps.
    pub brief: bool,
}

/// An answer with its row.
#[derive(Serialize)]
struct Line<'a, T> {
    row: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(flatten)]
    answer: T,
}

/// What ends an answer's line.
pub const END: &[u8] = b"}\n";

const COLUMNS: [&str; 13] = [
    "row", "id", "plan", "unit", "role", "status", "clause", "item", "stage", "topic", "action", "deadline", "missing",
];

impl Answers {
    /// The same, in the form of the cases where none is asked for.
    pub fn or(mut self, form: Form) -> Self {
        self.form.get_or_insert(form);
        self
    }

    /// The first row of a table.
    pub fn header(&self, out: &mut impl Write) -> std::io::Result<()> {
        if self.form != Some(Form::Csv) {
            return Ok(());
        }
        let mut line = Vec::new();
        table(&mut line, COLUMNS.iter().map(|c| (*c).to_owned()));
        out.write_all(&line)
    }

    /// Writes a plan's answer; tells whether somebody must act for certain. A row has a number, and perhaps the caller's own.
    pub fn write(
        &self,
        addressed: Addressed<'_>,
        (row, id): (u64, Option<&str>),
        options: Options,
        lang: Lang,
        out: &mut Vec<u8>,
    ) -> bool {
        if self.brief {
            let routing = addressed.policy.brief(addressed.situation, options);
            self.write_brief(&routing, (row, id), out);
            return routing.found_somebody();
        }
        let routing = addressed.route(options);
        let answer = routing.wire(lang);
        match self.form {
            Some(Form::Csv) => full_rows(&answer, row, id, out),
            _ => json(out, &Line { row, id, answer }),
        }
        routing.found_somebody()
    }

    /// Writes a brief answer.
    pub fn write_brief(&self, routing: &BriefRouting<'_>, (row, id): (u64, Option<&str>), out: &mut Vec<u8>) {
        if self.form == Some(Form::Csv) {
            return self.rows(&routing.wire(), row, id, out);
        }
        begin(row, id, out);
        routing.write_members(out);
        out.extend(END);
    }

    fn rows(&self, wire: &v1::Brief<'_>, row: u64, id: Option<&str>, out: &mut Vec<u8>) {
        let head = [row.to_string(), id.unwrap_or("").to_owned(), wire.plan.to_owned()];
        if wire.assignments.is_empty() {
            table(
                out,
                head.iter()
                    .cloned()
                    .chain(std::iter::repeat_n(String::new(), COLUMNS.len() - 3)),
            );
        }
        for a in &wire.assignments {
            let cells = [
                a.unit.unwrap_or(""),
                a.role,
                a.status,
                a.clause,
                a.item,
                "",
                "",
                "",
                "",
                "",
            ];
            table(out, head.iter().cloned().chain(cells.map(str::to_owned)));
        }
    }
}

/// Begins an answer's line: its row, and the caller's own number.
pub fn begin(row: u64, id: Option<&str>, out: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    out.extend(br#"{"row":"#);
    let _ = serde_json::to_writer(&mut *out, &row);
    out.push(b',');
    if let Some(id) = id {
        out.extend(br#""id":"#);
        let _ = serde_json::to_writer(&mut *out, id);
        out.push(b',');
    }
}

fn full_rows(wire: &v1::Route, row: u64, id: Option<&str>, out: &mut Vec<u8>) {
    let head = [row.to_string(), id.unwrap_or("").to_owned(), wire.plan.clone()];
    if wire.assignments.is_empty() {
        table(
            out,
            head.iter()
                .cloned()
                .chain(std::iter::repeat_n(String::new(), COLUMNS.len() - 3)),
        );
    }
    for a in &wire.assignments {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let cells = [
            text(&a.unit),
            a.role.to_owned(),
            a.status.to_owned(),
            a.clause.clone(),
            a.item.clone(),
            text(&a.stage),
            text(&a.topic),
            a.action.clone(),
            text(&a.deadline),
            a.missing.join("、"),
        ];
        table(out, head.iter().cloned().chain(cells));
    }
}

fn json(out: &mut Vec<u8>, line: &impl Serialize) {
    // Writing to memory cannot fail, and the forms hold nothing that JSON cannot say.
    let _ = serde_json::to_writer(&mut *out, line);
    out.push(b'\n');
}

fn table(out: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    let mut writer = csv::Writer::from_writer(out);
    let _ = writer.write_record(cells);
    let _ = writer.flush();
}
