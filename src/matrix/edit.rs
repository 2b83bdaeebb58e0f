//! A matrix that came back from a spreadsheet, beside the plan: which roles it would add and take away.
//!
//! What the rows of the file are is another's business; here stand the rows as read and the rows as known.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::Role;
use crate::text::{fold_name, nearest};

/// A row of the plan's own matrix.
#[derive(Debug, Clone)]
pub struct KnownRow {
    /// What tells it from others.
    pub key: String,
    /// What it says.
    pub label: String,
    /// Its clauses.
    pub clauses: Vec<String>,
    /// Roles by unit.
    pub roles: BTreeMap<String, BTreeSet<Role>>,
}

/// A row as it stands in the file.
#[derive(Debug, Clone, Default)]
pub struct EditedRow {
    /// Its line in the sheet, from 1.
    pub line: usize,
    /// Its key, where the column is still there.
    pub key: Option<String>,
    /// What it says.
    pub label: String,
    /// The text of its cells by heading.
    pub cells: Vec<(String, String)>,
}

/// The names of units that a plan knows: each word with the name it stands for.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Names and aliases, folded, with the canonical name.
    pub units: BTreeMap<String, String>,
    /// The rows.
    pub rows: Vec<KnownRow>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A unit gains a role in a row.
    Gained {
        /// The row.
        row: String,
        /// Its clauses.
        clauses: Vec<String>,
        /// The unit.
        unit: String,
        /// The role.
        role: Role,
    },
    /// A unit loses a role in a row.
    Lost {
        /// The row.
        row: String,
        /// Its clauses.
        clauses: Vec<String>,
        /// The unit.
        unit: String,
        /// The role.
        role: Role,
    },
    /// A row of the plan is not in the file.
    RowGone {
        /// The row.
        row: String,
        /// Its clauses.
        clauses: Vec<String>,
    },
    /// A row that the plan does not know.
    UnknownRow {
        /// Its line in the sheet.
        line: usize,
        /// What it says.
        label: String,
        /// The nearest row.
        near: Option<String>,
    },
    /// The same row stands in the file twice.
    RowTwice {
        /// Its line in the sheet.
        line: usize,
        /// The row.
        row: String,
    },
    /// A heading that names no unit.
    UnknownUnit {
        /// The heading.
        name: String,
        /// The nearest unit.
        near: Option<String>,
    },
    /// A unit's column is gone.
    ColumnGone {
        /// The unit.
        unit: String,
    },
    /// A word in a cell that is no role.
    UnknownRole {
        /// Its line in the sheet.
        line: usize,
        /// The unit.
        unit: String,
        /// The word.
        word: String,
        /// The nearest role.
        near: Option<&'static str>,
    },
}

/// All differences.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    /// In the order of the plan, then what the plan does not know.
    pub changes: Vec<Change>,
}

/// Compares a file with a plan. `headings` are those of the columns that may be units.
#[must_use]
pub fn compare_edited(known: &Known, headings: &[String], rows: &[EditedRow]) -> Edits {
    let mut edits = Edits::default();
    let columns = columns(known, headings, &mut edits);
    let found = matched(known, rows, &mut edits);
    for (at, known) in known.rows.iter().enumerate() {
        let Some(row) = found.get(&at) else {
            edits.changes.push(Change::RowGone {
                row: known.label.clone(),
                clauses: known.clauses.clone(),
            });
            continue;
        };
        roles(known, row, &columns, &mut edits);
    }
    edits
}

/// The unit that each heading stands for; says what is unknown and what is gone.
fn columns(known: &Known, headings: &[String], edits: &mut Edits) -> BTreeMap<String, String> {
    let mut columns = BTreeMap::new();
    for heading in headings {
        match known.units.get(&squeeze(heading)) {
            Some(unit) => {
                columns.insert(heading.clone(), unit.clone());
            }
            None => edits.changes.push(Change::UnknownUnit {
                name: heading.clone(),
                near: nearest(&squeeze(heading), known.units.keys().map(String::as_str))
                    .and_then(|n| known.units.get(n).cloned()),
            }),
        }
    }
    let there: BTreeSet<&String> = columns.values().collect();
    let wanted: BTreeSet<&String> = known.rows.iter().flat_map(|r| r.roles.keys()).collect();
    for unit in wanted.difference(&there) {
        edits.changes.push(Change::ColumnGone { unit: (*unit).clone() });
    }
    columns
}

/// The row of the file for each row of the plan: by its key, else by what it says.
fn matched<'r>(known: &Known, rows: &'r [EditedRow], edits: &mut Edits) -> BTreeMap<usize, &'r EditedRow> {
    let keys = places(known, |row| &row.key);
    let labels = places(known, |row| &row.label);
    let mut found = BTreeMap::new();
    for row in rows {
        let at = match &row.key {
            Some(key) => keys.get(&squeeze(key)),
            None => labels.get(&squeeze(&row.label)),
        };
        match at.copied() {
            Some(at) if found.contains_key(&at) => edits.changes.push(Change::RowTwice {
                line: row.line,
                row: row.label.clone(),
            }),
            Some(at) => {
                found.insert(at, row);
            }
            None => edits.changes.push(Change::UnknownRow {
                line: row.line,
                label: row.label.clone(),
                near: nearest(&row.label, known.rows.iter().map(|r| r.label.as_str())).map(ToOwned::to_owned),
            }),
        }
    }
    found
}

/// The first row of each key, or of each label.
fn places(known: &Known, of: impl Fn(&KnownRow) -> &String) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for (at, row) in known.rows.iter().enumerate() {
        out.entry(squeeze(of(row))).or_insert(at);
    }
    out
}

fn roles(known: &KnownRow, row: &EditedRow, columns: &BTreeMap<String, String>, edits: &mut Edits) {
    let mut written: BTreeMap<&String, BTreeSet<Role>> = BTreeMap::new();
    for (heading, text) in &row.cells {
        let Some(unit) = columns.get(heading) else { continue };
        for word in words(text) {
            match Role::find(&word) {
                Some(role) => {
                    written.entry(unit).or_default().insert(role);
                }
                None => edits.changes.push(Change::UnknownRole {
                    line: row.line,
                    unit: unit.clone(),
                    near: nearest(&word, Role::ALL.map(Role::zh)).and_then(|n| Role::find(n).map(Role::zh)),
                    word,
                }),
            }
        }
    }
    let none = BTreeSet::new();
    let units: BTreeSet<&String> = columns.values().collect();
    for unit in units {
        let (old, new) = (
            known.roles.get(unit).unwrap_or(&none),
            written.get(unit).unwrap_or(&none),
        );
        for role in new.difference(old) {
            edits.changes.push(Change::Gained {
                row: known.label.clone(),
                clauses: known.clauses.clone(),
                unit: unit.clone(),
                role: *role,
            });
        }
        for role in old.difference(new) {
            edits.changes.push(Change::Lost {
                row: known.label.clone(),
                clauses: known.clauses.clone(),
                unit: unit.clone(),
                role: *role,
            });
        }
    }
}

/// The roles written in a cell: parted by 、 , ; / or lines; footnotes, counts and the signs of the legend left out.
fn words(text: &str) -> Vec<String> {
    let sign = |c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, '\u{2460}'..='\u{2473}' | '(' | ')' | '×' | '※' | '?' | '[' | ']')
    };
    text.chars()
        .map(crate::text::fold_char)
        .collect::<String>()
        .split(['、', ',', ';', '/', '\n', '\r', '|', '。', '+'])
        .flat_map(|part| part.split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>())
        .map(|w| w.trim_matches(sign).to_owned())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "-" | "—" | "–"))
        .collect()
}

/// A name as it is compared: folded, without any white space.
#[must_use]
pub fn squeeze(name: &str) -> String {
    fold_name(name).chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_however_they_are_parted() {
        for text in [
            "牵头、配合",
            "牵头\n配合",
            "牵头①②　配合③",
            "牵头,配合※",
            "牵头×12; 配合?",
        ] {
            assert_eq!(words(text), ["牵头", "配合"], "{text}");
        }
        assert!(words(" — ").is_empty());
    }
}
