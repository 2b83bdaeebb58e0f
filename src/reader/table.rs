//! A table → lines, row by row, in the forms that a flattened table has in this genre.
//!
//! A table whose head names work and who does it (`序号 | 工作任务 | 责任单位 | 完成时限`) becomes a numbered item a row, its other cells
//! as `责任单位:…` below it. Other rows are one line each, cells between bars; a seat of a committee takes a colon. A cell that several
//! rows share counts for each of them where it names units or times, and stands once otherwise. A table of one column only frames text.

use std::collections::BTreeMap;

use super::Place;

/// A paragraph on its way to becoming lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words; soft breaks are `\n`.
    pub text: String,
    pub place: Place,
    pub anchor: Option<usize>,
}

/// A table as the file has it.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The column of the first cell, from 0.
    pub before: usize,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub paragraphs: Vec<Paragraph>,
    /// How many columns it takes; 0 counts as 1.
    pub span: usize,
    /// How many rows it takes, where the format says so; 0 counts as 1.
    pub rows: usize,
    /// Whether it goes on with the cell above.
    pub goes_on: bool,
}

/// How a column's head reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// 序号
    Number,
    /// What the row is about: 工作任务, 事项.
    Main,
    /// A group of rows: 类别.
    Group,
    /// Who, or by when; a shared cell counts for each row.
    Who,
    /// Anything else.
    Other,
}

const NUMBER_HEADS: &[&str] = &["序号", "编号", "序", "号", "项次"];
const MAIN_HEADS: &[&str] = &[
    "任务", "事项", "内容", "措施", "项目", "目标", "举措", "职责", "工作", "要求", "指标", "环节",
];
const GROUP_HEADS: &[&str] = &["类别", "分类", "领域", "板块", "方面", "大类", "一级"];
const WHO_HEADS: &[&str] = &[
    "单位", "部门", "时限", "时间", "责任人", "领导", "联系人", "期限", "科室", "牵头", "配合", "主办", "协办", "进度",
];
/// How the words for seats of a committee end.
const SEATS: &[&str] = &[
    "组长", "成员", "主任", "委员", "召集人", "总指挥", "指挥长", "主席", "顾问", "秘书长",
];
/// A head is no longer than this.
const HEAD: usize = 10;
/// A cell with more words than this holds text of its own, and no field.
const LONG: usize = 400;
/// Merged cells are followed over so many columns.
const COLUMNS: usize = 1000;

impl Table {
    /// The lines of the table, each at the place of the cell that says most of it.
    pub(super) fn lines(&self) -> Vec<Paragraph> {
        if self.rows.iter().all(|r| r.cells.len() < 2) {
            return self
                .cells()
                .flat_map(|c| c.paragraphs.iter().cloned())
                .filter(is_worded)
                .collect();
        }
        match self.head() {
            Some((at, heads)) => {
                let above = self.rows.iter().take(at).flat_map(plain);
                let mut group = String::new();
                let mut counted = 0;
                // The last cell of each column that did not go on with one above.
                let mut standing: BTreeMap<usize, &Cell> = BTreeMap::new();
                let below = self.rows.iter().skip(at + 1).flat_map(|row| {
                    if self.repeats_head(row, &heads) {
                        return Vec::new();
                    }
                    counted += 1;
                    let begun = heads
                        .iter()
                        .filter_map(|(column, ..)| row.at(*column).map(|c| (*column, c)));
                    standing.extend(begun.filter(|(_, c)| !c.goes_on));
                    row.fields(&standing, &heads, counted, &mut group)
                });
                above.chain(below.collect::<Vec<_>>()).collect()
            }
            None => self.rows.iter().flat_map(plain).collect(),
        }
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|r| &r.cells)
    }

    /// The row that names the columns, among the first two, with what each column is.
    fn head(&self) -> Option<(usize, Vec<Head>)> {
        self.rows.iter().take(2).enumerate().find_map(|(at, row)| {
            let heads: Vec<Head> = row
                .placed()
                .map(|(column, cell)| {
                    let name = squeeze(&cell.text());
                    let sort = sort(&name);
                    (column, name, sort)
                })
                .collect();
            let short = heads.iter().all(|(_, name, _)| name.chars().count() <= HEAD);
            let has = |sort| heads.iter().any(|(_, _, s)| *s == sort);
            (heads.len() > 1 && short && has(Column::Main) && has(Column::Who)).then_some((at, heads))
        })
    }

    /// A head printed again at the top of a page.
    fn repeats_head(&self, row: &Row, heads: &[Head]) -> bool {
        row.cells.len() == heads.len()
            && row
                .cells
                .iter()
                .zip(heads)
                .all(|(c, (_, name, _))| squeeze(&c.text()) == *name)
    }
}

/// A column's place, name and sort.
type Head = (usize, String, Column);

impl Row {
    /// A row under a head: its item, and its other cells as fields.
    fn fields(
        &self,
        standing: &BTreeMap<usize, &Cell>,
        heads: &[Head],
        counted: usize,
        group: &mut String,
    ) -> Vec<Paragraph> {
        // A cell across the whole table is a heading inside it.
        if let [only] = self.cells.as_slice() {
            return only.paragraphs.iter().filter(|p| is_worded(p)).cloned().collect();
        }
        let (mut number, mut main, mut fields, mut out) = (None, None, Vec::new(), Vec::new());
        for (column, name, sort) in heads {
            let Some(cell) = self.at(*column) else { continue };
            let shared = standing.get(column).copied().filter(|_| cell.goes_on);
            let origin = shared.unwrap_or(cell);
            let words = origin.text();
            if words.trim().is_empty() {
                continue;
            }
            match sort {
                Column::Number => number = words.trim().trim_end_matches(['.', '、', '．']).parse::<u32>().ok(),
                Column::Main if main.is_none() => main = shared.is_none().then_some(cell),
                Column::Group => {
                    if words != *group {
                        out.extend(origin.paragraphs.iter().filter(|p| is_worded(p)).cloned());
                        *group = words;
                    }
                }
                Column::Who => fields.extend(cell.or(shared).field(name, "、")),
                Column::Main | Column::Other if shared.is_none() => fields.extend(cell.field(name, " ")),
                Column::Main | Column::Other => {}
            }
        }
        if let Some(main) = main {
            out.extend(main.item(number.unwrap_or(u32::try_from(counted).unwrap_or(u32::MAX))));
        }
        out.extend(fields);
        out
    }

    /// The cells with their columns, from 0.
    fn placed(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let mut column = self.before;
        self.cells.iter().map(move |cell| {
            let at = column;
            column = column.saturating_add(cell.span.clamp(1, COLUMNS));
            (at, cell)
        })
    }

    /// The cell over a column.
    fn at(&self, column: usize) -> Option<&Cell> {
        self.placed()
            .filter(|(at, _)| *at <= column)
            .last()
            .map(|(_, cell)| cell)
    }
}

impl Cell {
    fn text(&self) -> String {
        let words: Vec<&str> = self
            .paragraphs
            .iter()
            .map(|p| p.text.trim())
            .filter(|t| !t.is_empty())
            .collect();
        words.join("\n")
    }

    /// The cell itself, or the one it goes on with, at this cell's own place.
    fn or<'c>(&'c self, shared: Option<&'c Cell>) -> &'c Cell {
        shared.unwrap_or(self)
    }

    /// `责任单位:…`
    fn field(&self, name: &str, between: &str) -> Option<Paragraph> {
        let first = self.paragraphs.iter().find(|p| is_worded(p))?;
        let text = self.text().replace('\n', between).replace("、、", "、");
        Some(Paragraph {
            text: format!("{name}:{text}"),
            ..first.clone()
        })
    }

    /// The paragraphs of an item, the first with its number before it unless it has one.
    fn item(&self, number: u32) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = self.paragraphs.iter().filter(|p| is_worded(p)).cloned().collect();
        if let Some(first) = paragraphs.first_mut()
            && !opens_with_number(&first.text)
        {
            first.text = format!("{number}.{}", first.text.trim());
        }
        paragraphs
    }
}

/// A row without a head to explain it: one line, or its paragraphs where a cell holds text of its own.
fn plain(row: &Row) -> Vec<Paragraph> {
    let all = || {
        row.cells
            .iter()
            .filter(|c| !c.goes_on)
            .flat_map(|c| &c.paragraphs)
            .filter(|p| is_worded(p))
    };
    if row.cells.iter().any(|c| c.text().chars().count() > LONG) {
        return all().cloned().collect();
    }
    let cells: Vec<String> = row
        .cells
        .iter()
        .filter(|c| !c.goes_on)
        .map(|c| c.text().replace('\n', " "))
        .filter(|t| !t.is_empty())
        .collect();
    let Some(first) = all().next() else { return Vec::new() };
    let text = match cells.split_first() {
        Some((seat, rest)) if !rest.is_empty() && is_seat(seat) => {
            format!(
                "{}:{}",
                squeeze(seat).trim_end_matches([':', '\u{ff1a}']),
                rest.join("  ")
            )
        }
        _ => cells.join(" | "),
    };
    vec![Paragraph { text, ..first.clone() }]
}

fn is_seat(words: &str) -> bool {
    let name = squeeze(words);
    let name = name.trim_end_matches([':', '\u{ff1a}']);
    name.chars().count() <= 8 && SEATS.iter().any(|end| name.ends_with(end))
}

fn is_worded(paragraph: &Paragraph) -> bool {
    !paragraph.text.trim().is_empty()
}

/// Whether words open with a printed number: `1.`, `（一）`, `一、`, `①`.
fn opens_with_number(words: &str) -> bool {
    let words = words.trim_start();
    let rest = words.trim_start_matches(['(', '（', '第']);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let after = rest.trim_start_matches(numeral);
    let marked = after.len() < rest.len() && after.starts_with(['.', '、', '．', ')', '）', '条', '项']);
    marked || words.starts_with(|c: char| ('①'..='⒛').contains(&c))
}

pub(super) fn sort(name: &str) -> Column {
    let ends = |list: &[&str]| list.iter().any(|word| name.ends_with(word));
    let holds = |list: &[&str]| list.iter().any(|word| name.contains(word));
    if NUMBER_HEADS.contains(&name) {
        Column::Number
    } else if ends(GROUP_HEADS) {
        Column::Group
    } else if holds(WHO_HEADS) {
        Column::Who
    } else if holds(MAIN_HEADS) {
        Column::Main
    } else {
        Column::Other
    }
}

pub(super) fn squeeze(words: &str) -> String {
    words
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{3000}')
        .collect()
}
