//! Rows of a file of cases, one at a time: bytes become facts, or what is wrong with the row.

use std::io::{BufRead, Read as _};
use std::sync::Arc;

use super::input::Form;
use crate::cli::facts::MAX_FACTS;
use crate::diagnostic::Words;
use crate::engine::{Facts, FactsError, RawValue, Registry};
use crate::model::FactType;
use crate::words;

/// More room is not made for a row before it is read.
const USUAL: usize = 4096;
/// Columns (or keys) that carry the caller's own number of a case.
const ID: [&str; 2] = ["id", "编号"];

/// A row of the file.
#[derive(Debug)]
pub struct Row {
    /// Its line in the file, from 1.
    pub number: u64,
    /// As it stands in the file.
    pub raw: Vec<u8>,
    /// Why it cannot be read at all.
    pub broken: Option<Words>,
}

/// How rows are read: what the first row of a table says of the others. Rows are read on all cores.
#[derive(Debug, Clone)]
pub struct Reading {
    columns: Option<Arc<[Column]>>,
}

/// A case of the file.
#[derive(Debug, Default)]
pub struct Case {
    /// The caller's own number.
    pub id: Option<String>,
    /// Its facts.
    pub facts: Facts,
    /// The whole object, where there is more than facts: an earlier answer.
    pub earlier: Option<serde_json::Value>,
}

/// Reads rows.
pub struct RowReader {
    input: Box<dyn BufRead + Send>,
    form: Form,
    line: u64,
    bytes: u64,
    /// Room for a row: a little more than the last one took.
    usual: usize,
    header: Option<Header>,
}

/// The first row of a table.
struct Header {
    raw: Vec<u8>,
    columns: Arc<[Column]>,
}

#[derive(Debug, Clone)]
enum Column {
    Id,
    Set(String),
    Word(String),
}

impl RowReader {
    /// Reads rows of a form; the first row of a table must name facts that some policy has.
    pub fn new(form: Form, input: Box<dyn BufRead + Send>, policies: &Registry) -> Result<Self, Words> {
        let mut reader = RowReader {
            input,
            form,
            line: 0,
            bytes: 0,
            usual: 0,
            header: None,
        };
        if form == Form::Csv {
            let Some((_, raw)) = reader.record()? else {
                return Err(words!(
                    "表是空的:第一行应是事实的名称",
                    "the table is empty: its first row should name facts"
                ));
            };
            let raw = raw.map_err(|problem| problem.words)?;
            let columns = columns(&raw, policies)?.into();
            reader.header = Some(Header { raw, columns });
        }
        Ok(reader)
    }

    /// The form of the file.
    pub fn form(&self) -> Form {
        self.form
    }

    /// How many bytes were read.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The first row of a table, for a file of rejected rows.
    pub fn header_line(&self) -> Option<&[u8]> {
        self.header.as_ref().map(|h| h.raw.as_slice())
    }

    /// The next rows: so many, or so many bytes of them. None at the end of the file.
    pub fn take(&mut self, rows: usize, bytes: usize) -> Result<Vec<Row>, Words> {
        let mut out = Vec::new();
        let mut held = 0;
        while out.len() < rows && held < bytes {
            let Some((number, record)) = self.record()? else { break };
            let row = match record {
                Ok(raw) if raw.trim_ascii().is_empty() => continue,
                Ok(raw) => Row {
                    number,
                    raw,
                    broken: None,
                },
                Err(problem) => Row {
                    number,
                    raw: problem.begun,
                    broken: Some(problem.words),
                },
            };
            held += row.raw.len();
            out.push(row);
        }
        Ok(out)
    }

    /// How its rows are read.
    pub fn reading(&self) -> Reading {
        Reading {
            columns: self.header.as_ref().map(|h| h.columns.clone()),
        }
    }

    /// The next record with the line it begins at: a line, or in a table as many as its quotes span.
    fn record(&mut self) -> Result<Option<Record>, Words> {
        let begins = self.line + 1;
        // Rows are much alike in length.
        let mut raw = Vec::with_capacity(self.usual);
        loop {
            let before = raw.len();
            let room = (MAX_FACTS as usize + 1).saturating_sub(before);
            let read = self
                .input
                .by_ref()
                .take(room as u64)
                .read_until(b'\n', &mut raw)
                .map_err(|e| words!("读不下去:{e}", "cannot read on: {e}"))?;
            self.bytes += read as u64;
            if read == 0 && raw.is_empty() {
                return Ok(None);
            }
            self.line += 1;
            if raw.len() > MAX_FACTS as usize {
                self.skip_line()?;
                raw.truncate(4096);
                return Ok(Some((
                    begins,
                    Err(Problem {
                        begun: raw,
                        words: words!("超过 4 MiB", "has more than 4 MiB"),
                    }),
                )));
            }
            if self.line == 1 && raw.starts_with(b"\xef\xbb\xbf") {
                raw.drain(..3);
            }
            let open = self.form == Form::Csv && raw.iter().filter(|b| **b == b'"').count() % 2 == 1;
            if !open || read == 0 {
                self.usual = (raw.len() + 64).min(USUAL);
                return Ok(Some((begins, Ok(raw))));
            }
        }
    }

    /// Passes over the rest of a line that is too long.
    fn skip_line(&mut self) -> Result<(), Words> {
        let mut rest = Vec::new();
        loop {
            rest.clear();
            let read = self
                .input
                .by_ref()
                .take(64 * 1024)
                .read_until(b'\n', &mut rest)
                .map_err(|e| words!("读不下去:{e}", "cannot read on: {e}"))?;
            self.bytes += read as u64;
            if read == 0 || rest.ends_with(b"\n") {
                return Ok(());
            }
        }
    }
}

impl Reading {
    /// The text of a row that can be read as a JSON object.
    pub fn plain_facts<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let is_json = self.columns.is_none() && row.broken.is_none();
        simdutf8::basic::from_utf8(&row.raw).ok().filter(|_| is_json)
    }

    /// What a row says.
    pub fn case(&self, row: &Row) -> Result<Case, Words> {
        if let Some(problem) = &row.broken {
            return Err(problem.clone());
        }
        let text = std::str::from_utf8(&row.raw).map_err(|_| not_utf8())?;
        match &self.columns {
            None => object(text.trim()),
            Some(columns) => record(text, columns),
        }
    }
}

/// The line at which a record begins, and its bytes.
type Record = (u64, Result<Vec<u8>, Problem>);

/// A row that cannot be read whole.
struct Problem {
    begun: Vec<u8>,
    words: Words,
}

/// A line of facts, or an object in which they stand under `facts`: the form of an answer.
fn object(text: &str) -> Result<Case, Words> {
    #[derive(serde::Deserialize)]
    struct Wrapped {
        facts: Facts,
    }
    let said = |error: FactsError| error.into_words().into_iter().next().unwrap_or_default();
    let bare = match Facts::from_json(text) {
        Ok(facts) => {
            return Ok(Case {
                id: None,
                facts,
                earlier: None,
            });
        }
        Err(error) => error,
    };
    let Ok(wrapped) = serde_json::from_str::<Wrapped>(text) else {
        return Err(said(bare));
    };
    let whole: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let id = ID
        .iter()
        .find_map(|key| whole.get(*key))
        .map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
    Ok(Case {
        id,
        facts: wrapped.facts,
        earlier: Some(whole),
    })
}

fn fields(text: &str) -> Result<csv::StringRecord, Words> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(_) => Ok(record),
        Err(error) => Err(words!("读不懂:{error}", "cannot be read: {error}")),
    }
}

fn columns(raw: &[u8], policies: &Registry) -> Result<Vec<Column>, Words> {
    let text = std::str::from_utf8(raw).map_err(|_| not_utf8())?;
    let column = |name: &str| {
        let name = name.trim();
        for policy in policies.iter() {
            let model = policy.model();
            if let Some(id) = model.find_fact(name) {
                let set = model.fact(id).kind == FactType::Set;
                return Ok(if set {
                    Column::Set(name.to_owned())
                } else {
                    Column::Word(name.to_owned())
                });
            }
        }
        if ID.contains(&name) {
            return Ok(Column::Id);
        }
        // The message of the facts themselves names the nearest fact.
        let error = policies
            .iter()
            .next()
            .and_then(|p| Facts::new().with(name, true).situation(p.model()).err());
        let said = error
            .and_then(|e| e.into_words().into_iter().next())
            .unwrap_or_default();
        Err(Words::new(
            format!("表的第一行:{}", said.zh),
            format!("first row of the table: {}", said.en),
        ))
    };
    fields(text)?.iter().map(column).collect()
}

/// A row of a table: an empty cell is unknown, `[]` a set that is empty, values of a set stand between 、 or ;.
fn record(text: &str, columns: &[Column]) -> Result<Case, Words> {
    let record = fields(text)?;
    let (cells, wanted) = (record.len(), columns.len());
    if cells != wanted {
        return Err(words!(
            "有 {cells} 格,第一行有 {wanted} 格",
            "has {cells} cells where the first row has {wanted}"
        ));
    }
    let mut case = Case::default();
    for (column, cell) in columns.iter().zip(&record) {
        let cell = cell.trim();
        match column {
            _ if cell.is_empty() => {}
            Column::Id => case.id = Some(cell.to_owned()),
            Column::Word(fact) => case.facts.insert(fact.clone(), RawValue::from(cell)),
            Column::Set(fact) => {
                let inner = cell.strip_prefix('[').and_then(|c| c.strip_suffix(']')).unwrap_or(cell);
                let values = inner
                    .split(['、', ';', ';', ',', ','])
                    .map(str::trim)
                    .filter(|v| !v.is_empty());
                case.facts
                    .insert(fact.clone(), RawValue::List(values.map(RawValue::from).collect()));
            }
        }
    }
    Ok(case)
}

fn not_utf8() -> Words {
    words!(
        "不是 UTF-8。如果是 GB18030(表格软件存的“CSV”),先转换:iconv -f GB18030 -t UTF-8",
        "is not UTF-8. If it is GB18030, convert it first: iconv -f GB18030 -t UTF-8"
    )
}
