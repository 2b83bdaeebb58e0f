//! `zeren matrix --import`: a spreadsheet that came back, read and laid beside the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Range, Reader as _, Xlsx};
use quick_xml::events::Event;

use super::args::Global;
use super::matrix::ScopeArg;
use super::{files, output};
use crate::diagnostic::Words;
use crate::matrix::{self, By, EditedRow, Known, KnownRow, Options, Subject, squeeze};
use crate::model::Scope;
use crate::render::matrix::Style;
use crate::wire::v1::{self, EditsReport};
use crate::words;

/// A spreadsheet holds at most this many bytes.
const MAX_SHEET: u64 = 64 * 1024 * 1024;
/// So many cells are read.
const MAX_CELLS: usize = 5_000_000;
/// Unpacked, a spreadsheet has at most this many bytes.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// The heading row is looked for in this many rows.
const HEADING_WITHIN: usize = 40;
/// Where the origin of a sheet is written.
const SIGN: &str = "zeren.matrix/v1";
/// Headings of columns that are no units.
const OTHER_HEADINGS: [&str; 33] = [
    "序号", "no.", "方案", "plan", "阶段", "stage", "部分", "part", "工作内容", "what", "工作任务", "task", "工作事项",
    "topic", "情形", "situation", "时限", "bywhen", "条款依据", "clauses", "提示", "remark", "(未写明单位)",
    "(nobodynamed)", "备注", "说明", "签字", "确认", "条款", "事项", "任务", "remarks", "comment",
];
/// Headings of the column that says what a row is.
const NAME_HEADINGS: [&str; 12] = [
    "工作内容", "what", "工作任务", "task", "工作事项", "topic", "阶段", "stage", "事项", "任务", "情形", "situation",
];

/// How a sheet was made; written over its hidden column.
#[derive(Debug, Clone)]
pub struct Origin {
    /// What the rows are.
    pub by: By,
    /// Of which scope.
    pub scope: ScopeArg,
    /// What stands in the cells.
    pub style: Style,
    /// The plan's id.
    pub plan: String,
}

impl Origin {
    /// `zeren.matrix/v1 by=task scope=all style=roles plan=zhangye-2016`
    pub fn text(&self) -> String {
        let scope = self.scope.scope().map_or("all", Scope::name);
        format!(
            "{SIGN} by={} scope={scope} style={} plan={}",
            self.by.name(),
            self.style.name(),
            self.plan
        )
    }
}

/// What the command line asks for, where the sheet does not say.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What the rows are.
    pub by: Option<By>,
    /// Of which scope.
    pub scope: Option<Scope>,
}

/// Reads a sheet and compares it with the plan.
pub fn report(subject: Subject<'_>, file: &Path, asked: Asked, global: &Global) -> Result<EditsReport, Words> {
    let bytes = files::bytes(file, MAX_SHEET).map_err(|e| e.message)?;
    let grid = grid(bytes, file)?;
    let names = names(subject);
    let table = Table::find(&grid, &names, file)?;
    let (by, scope) = table.origin(asked, subject, global)?;
    let known = known(subject, by, scope, names);
    let edits = matrix::compare_edited(&known, &table.headings(), &table.rows());
    Ok(v1::matrix_edits(&subject, &file.display().to_string(), &edits))
}

/// Reads a sheet of no file.
#[cfg(feature = "batch")]
pub fn sheet(subject: Subject<'_>, bytes: Vec<u8>) -> Result<usize, Words> {
    let file = Path::new("edited.xlsx");
    let grid = grid(bytes, file)?;
    let names = names(subject);
    let table = Table::find(&grid, &names, file)?;
    let known = known(subject, By::Topic, None, names);
    Ok(matrix::compare_edited(&known, &table.headings(), &table.rows())
        .changes
        .len())
}

/// The first sheet in which something stands, as text.
fn grid(bytes: Vec<u8>, file: &Path) -> Result<Range<Data>, Words> {
    let shown = file.display();
    let failed = |e: calamine::XlsxError| {
        words!(
            "`{shown}` 不是能读的 XLSX:文件不完整,或只是改了扩展名。在表格软件里打开,另存为 .xlsx 再试({e})",
            "`{shown}` is no XLSX that can be read: it is cut short, or another kind of file under that name; save it as .xlsx in the spreadsheet program ({e})"
        )
    };
    if unpacked(&bytes) > MAX_UNPACKED {
        return Err(words!(
            "`{shown}` 展开后超过 512 MiB",
            "`{shown}` has more than 512 MiB, unpacked"
        ));
    }
    if !refers_within_a_sheet(&bytes) {
        return Err(words!(
            "`{shown}` 里有表格没有的单元格编号(列至多三个字母,行至多七位数):在表格软件里打开,另存为 .xlsx 再试",
            "`{shown}` has references to cells that no sheet has (at most three letters and seven digits): save it as .xlsx in the spreadsheet program"
        ));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    for name in book.sheet_names() {
        // Counted before it is laid out: two cells far apart would ask for all cells between them.
        if extent(&mut book, &name).map_err(failed)? > MAX_CELLS as u64 {
            return Err(words!(
                "`{shown}` 的表 `{name}` 超过 {MAX_CELLS} 格",
                "the sheet `{name}` of `{shown}` has more than {MAX_CELLS} cells"
            ));
        }
        let range = book.worksheet_range(&name).map_err(failed)?;
        if !range.is_empty() {
            return Ok(range);
        }
    }
    Err(words!("`{shown}` 是空的", "`{shown}` is empty"))
}

/// Bytes of all parts of a package, unpacked; one too many where there are more than the limit.
fn unpacked(bytes: &[u8]) -> u64 {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return 0;
    };
    let mut total = 0;
    for index in 0..package.len() {
        let Ok(part) = package.by_index(index) else { continue };
        let room = MAX_UNPACKED + 1 - total;
        total += std::io::copy(&mut part.take(room), &mut std::io::sink()).unwrap_or(0);
        if total > MAX_UNPACKED {
            break;
        }
    }
    total
}

/// Whether all references to cells are of a length that a sheet has. The reader of spreadsheets multiplies their letters and digits
/// without looking: longer ones would come out as other cells.
fn refers_within_a_sheet(bytes: &[u8]) -> bool {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return true;
    };
    (0..package.len()).all(|index| {
        let Ok(part) = package.by_index(index) else { return true };
        refers_well(BufReader::new(part.take(MAX_UNPACKED)))
    })
}

/// The same of one part. What is no XML from some place on is for the reader to refuse.
fn refers_well(part: impl BufRead) -> bool {
    let mut reader = quick_xml::Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut text = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut text) {
        let tag = match event {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => break,
            _ => {
                text.clear();
                continue;
            }
        };
        if matches!(tag.local_name().as_ref(), "c" | "row" | "dimension" | "mergeCell" | "f") {
            let mut attributes = tag.attributes();
            let mut references = attributes
                .with_checks(false)
                .flatten()
                .filter(|a| matches!(a.key.as_ref(), "r" | "ref"));
            if !references.all(|a| a.value.split(':').all(is_short)) {
                return false;
            }
        }
        text.clear();
    }
    true
}

/// At most three letters, then at most seven digits.
fn is_short(reference: &str) -> bool {
    let letters = reference.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = reference.chars().skip(letters).take_while(char::is_ascii_digit).count();
    letters <= 3 && digits <= 7
}

/// How many cells the rectangle around all cells of a sheet has.
fn extent(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<u64, calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut corners: Option<[(u32, u32); 2]> = None;
    while let Some(cell) = cells.next_cell()? {
        let at = cell.get_position();
        let [low, high] = corners.unwrap_or([at, at]);
        corners = Some([(low.0.min(at.0), low.1.min(at.1)), (high.0.max(at.0), high.1.max(at.1))]);
    }
    let sides = corners.map(|[low, high]| (u64::from(high.0 - low.0) + 1, u64::from(high.1 - low.1) + 1));
    Ok(sides.map_or(0, |(rows, columns)| rows.saturating_mul(columns)))
}

/// Names and aliases of units, squeezed, with the canonical name.
fn names(subject: Subject<'_>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let units = &subject.plan.model.units;
    for unit in units {
        out.insert(squeeze(&unit.name), unit.name.clone());
    }
    for unit in units {
        for alias in &unit.aliases {
            out.entry(squeeze(alias)).or_insert_with(|| unit.name.clone());
        }
    }
    out
}

/// The plan's own matrix as rows to compare with.
fn known(subject: Subject<'_>, by: By, scope: Option<Scope>, units: BTreeMap<String, String>) -> Known {
    let own = matrix::matrix(&[subject], Options { by, scope, fact: &[] });
    let row = |row: &matrix::Row| {
        let roles = row.cells.iter().filter_map(|(column, marks)| {
            let unit = own.columns.get(*column)?.unit.clone()?;
            Some((unit, marks.iter().map(|m| m.role).collect::<BTreeSet<_>>()))
        });
        KnownRow {
            key: row.key.clone(),
            label: row.label.clone(),
            clauses: row.clauses.clone(),
            roles: roles.collect(),
        }
    };
    Known {
        rows: own.rows.iter().map(row).collect(),
        units,
    }
}

/// The table within a sheet: its heading row, and what each column is.
struct Table<'g> {
    grid: &'g Range<Data>,
    /// Its heading row.
    top: usize,
    /// The heading of each column.
    titles: Vec<String>,
    key: Option<usize>,
    name: Option<usize>,
}

impl<'g> Table<'g> {
    /// The row that names most units is the heading.
    fn find(grid: &'g Range<Data>, names: &BTreeMap<String, String>, file: &Path) -> Result<Table<'g>, Words> {
        let score = |row: &[Data]| {
            row.iter()
                .map(text)
                .filter(|t| names.contains_key(&squeeze(t)) || t.starts_with(SIGN))
                .count()
        };
        let best = grid
            .rows()
            .take(HEADING_WITHIN)
            .enumerate()
            .map(|(at, row)| (score(row), at))
            .filter(|(n, _)| *n > 0)
            .max_by_key(|(n, at)| (*n, std::cmp::Reverse(*at)));
        let shown = file.display();
        let Some((_, top)) = best else {
            return Err(words!(
                "`{shown}` 里找不到写着单位名称的表头:应是 zeren matrix --format xlsx 写出的表",
                "`{shown}` has no row of headings with names of units: it should be a sheet that zeren matrix --format xlsx wrote"
            ));
        };
        let titles: Vec<String> = grid.rows().nth(top).unwrap_or(&[]).iter().map(text).collect();
        // Headings without a group stand over both lines: their text is in the upper.
        let above: Vec<String> = top
            .checked_sub(1)
            .and_then(|at| grid.rows().nth(at))
            .unwrap_or(&[])
            .iter()
            .map(text)
            .collect();
        let says = |t: &String| NAME_HEADINGS.contains(&squeeze(t).to_lowercase().as_str());
        Ok(Table {
            grid,
            top,
            key: titles.iter().position(|t| t.starts_with(SIGN)),
            name: titles.iter().rposition(says).or_else(|| above.iter().rposition(says)),
            titles,
        })
    }

    /// What the rows are, as the sheet says, else as asked.
    fn origin(&self, asked: Asked, subject: Subject<'_>, global: &Global) -> Result<(By, Option<Scope>), Words> {
        let said = self.key.and_then(|k| self.titles.get(k)).map_or("", String::as_str);
        let value = |name: &str| {
            said.split_whitespace()
                .find_map(|w| w.strip_prefix(name)?.strip_prefix('='))
        };
        if value("style").is_some_and(|s| s != Style::Roles.name()) {
            return Err(words!(
                "这张表写的是 RACI 字母,几种角色合成了一个字母,读不回来:用 --style roles 写出的表来改",
                "this sheet holds RACI letters, which stand for several roles each: edit a sheet written with --style roles"
            ));
        }
        let id = &subject.plan.model.plan.id;
        if let Some(other) = value("plan").filter(|p| p != id) {
            let words = words!(
                "注意:这张表是从方案 `{other}` 写出的,现在与 `{id}` 比较",
                "note: this sheet was written from the plan `{other}`, and is compared with `{id}`"
            );
            output::err(&format!("{}\n", words.get(global.lang())));
        }
        let by = match value("by") {
            Some("topic") => By::Topic,
            Some("stage") => By::Stage,
            Some("clause") => By::Clause,
            Some("situation") => By::Situation,
            Some(_) => By::Task,
            None => asked.by.ok_or_else(|| {
                words!(
                    "表里没有标识列,说不准每行是什么:加 --by task(或 topic、clause、stage)",
                    "the sheet has lost its column of keys: say what the rows are with --by task (or topic, clause, stage)"
                )
            })?,
        };
        if by == By::Situation {
            return Err(words!(
                "按情形的表是推算出来的,改了也对不到条文:改按任务、条款或事项的表",
                "a table of situations is worked out, not written: edit one by task, clause or topic"
            ));
        }
        let scope = match value("scope") {
            Some("case") => Some(Scope::Case),
            Some("programme") => Some(Scope::Programme),
            Some(_) => None,
            None => asked.scope,
        };
        Ok((by, scope))
    }

    /// The columns that should be units.
    fn units(&self) -> impl Iterator<Item = (usize, &String)> {
        let other = |t: &String| {
            let word = squeeze(t).to_lowercase();
            word.is_empty() || t.starts_with(SIGN) || OTHER_HEADINGS.contains(&word.as_str())
        };
        self.titles.iter().enumerate().filter(move |(_, t)| !other(t))
    }

    fn headings(&self) -> Vec<String> {
        self.units().map(|(_, t)| t.clone()).collect()
    }

    /// The rows below the headings in which something stands.
    fn rows(&self) -> Vec<EditedRow> {
        let first = self.grid.start().map_or(0, |(row, _)| row as usize);
        let rows = self.grid.rows().enumerate().skip(self.top + 1);
        rows.map(|(at, row)| self.row(first + at + 1, row))
            .filter(|r| r.key.is_some() || !r.label.is_empty() || !r.cells.is_empty())
            .collect()
    }

    fn row(&self, line: usize, row: &[Data]) -> EditedRow {
        let at = |column: Option<usize>| column.and_then(|c| row.get(c)).map(text).unwrap_or_default();
        let cells = self.units().filter_map(|(column, title)| {
            let text = at(Some(column));
            (!text.trim().is_empty()).then(|| (title.clone(), text))
        });
        EditedRow {
            line,
            key: Some(at(self.key)).filter(|k| !k.is_empty()),
            label: at(self.name),
            cells: cells.collect(),
        }
    }
}

/// What a cell says. The apostrophe that keeps a text from being a formula is no part of it.
fn text(cell: &Data) -> String {
    let text = match cell {
        Data::Empty | Data::Error(_) => return String::new(),
        Data::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.trim().to_owned()
}
