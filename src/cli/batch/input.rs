//! Which form a file of cases has, and the reader for it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::super::files;
use super::rows::RowReader;
use crate::diagnostic::Words;
use crate::engine::Registry;
use crate::words;

/// The form of a file of cases or answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A JSON object a line.
    Ndjson,
    /// A table: facts in columns, a case a row.
    Csv,
}

/// Opens a file of cases, `-` for standard input; with its size, where that is known. By its name it is CSV, else by its first character:
/// an object begins with `{`.
pub fn open(path: &Path, policies: &Registry) -> Result<(RowReader, Option<u64>), Words> {
    let shown = path.display();
    let failed = |e: std::io::Error| files::unread(&shown, &e);
    if path == Path::new("-") {
        let mut input = BufReader::new(std::io::stdin());
        let form = sniff(&mut input).map_err(failed)?;
        return Ok((RowReader::new(form, Box::new(input), policies)?, None));
    }
    let file = File::open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if meta.is_dir() {
        return Err(words!(
            "`{shown}` 是文件夹,这里要案情文件",
            "`{shown}` is a folder; a file of cases is wanted"
        ));
    }
    let size = meta.is_file().then_some(meta.len());
    let mut input = BufReader::with_capacity(256 * 1024, file);
    let form = match path.extension().and_then(|e| e.to_str()) {
        Some("csv") => Form::Csv,
        Some("ndjson" | "jsonl" | "json") => Form::Ndjson,
        _ => sniff(&mut input).map_err(failed)?,
    };
    Ok((RowReader::new(form, Box::new(input), policies)?, size))
}

fn sniff(input: &mut impl BufRead) -> std::io::Result<Form> {
    let start = input.fill_buf()?;
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let first = text.iter().find(|b| !b.is_ascii_whitespace());
    Ok(if first.is_none_or(|b| *b == b'{') {
        Form::Ndjson
    } else {
        Form::Csv
    })
}
