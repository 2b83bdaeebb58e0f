//! Doors by which bytes come in from files, without the files: for tests that hand them bytes.

use std::io::{BufReader, Cursor};

use super::batch::{Form, RowReader};
use super::{facts, matrix_import};
use crate::diagnostic::Words;
use crate::engine::{Facts, Registry};
use crate::matrix::Subject;

/// Reads facts as a facts file holds them.
pub fn facts(text: &str) -> Result<Facts, Words> {
    facts::read(text)
}

/// Reads a file of cases to its end and answers each; says how many rows were read.
pub fn batch(bytes: Vec<u8>, table: bool, policies: &Registry) -> usize {
    let form = if table { Form::Csv } else { Form::Ndjson };
    let input = Box::new(BufReader::new(Cursor::new(bytes)));
    let Ok(mut reader) = RowReader::new(form, input, policies) else {
        return 0;
    };
    let reading = reader.reading();
    let mut count = 0;
    while let Ok(rows) = reader.take(100, 1 << 20) {
        if rows.is_empty() {
            break;
        }
        count += rows.len();
        for case in rows.iter().filter_map(|r| reading.case(r).ok()) {
            let _ = policies.route(&case.facts, crate::route::Options::default()).is_ok();
        }
    }
    count
}

/// Lays an edited spreadsheet beside a plan.
pub fn sheet(bytes: Vec<u8>, subject: Subject<'_>) -> bool {
    matrix_import::sheet(subject, bytes).is_ok()
}
