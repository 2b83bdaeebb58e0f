//! Columns: the units of all plans under their names, grouped by kind and level.

use std::collections::HashMap;

use super::Subject;
use crate::model::{Unit, UnitForm};

/// A unit as a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name; `None` for items that name nobody.
    pub unit: Option<String>,
    /// Its kind as the plan writes it, with the level where there are several; `None` where nothing is said.
    pub group: Option<String>,
    /// What it is.
    pub form: Form,
}

/// What a column's unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A body or actor that the text names.
    Body,
    /// Several under one name.
    Group,
    /// An unnamed body, kept as written.
    Vague,
    /// Nobody: the text names no unit.
    Nobody,
}

impl Form {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Body => "body",
            Form::Group => "group",
            Form::Vague => "vague",
            Form::Nobody => "nobody",
        }
    }
}

/// All columns, found by name.
pub struct Columns {
    list: Vec<Column>,
    by_name: HashMap<String, usize>,
}

impl Columns {
    /// The columns in order; the last is nobody's.
    pub fn list(&self) -> &[Column] {
        &self.list
    }

    /// The column of a unit, or nobody's.
    pub fn find(&self, unit: Option<&str>) -> usize {
        unit.and_then(|u| self.by_name.get(u).copied())
            .unwrap_or(self.list.len().saturating_sub(1))
    }
}

/// The columns of all plans.
pub fn columns(subjects: &[Subject<'_>]) -> Columns {
    let mut found: Vec<Found> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for subject in subjects {
        for unit in &subject.plan.model.units {
            seen.entry(unit.name.clone()).or_insert_with(|| {
                found.push(Found::new(unit));
                found.len()
            });
        }
    }
    let order = Order::of(&found);
    found.sort_by_key(|f| order.place(f));
    let mut list: Vec<Column> = found.into_iter().map(|f| f.column(&order)).collect();
    list.push(Column {
        unit: None,
        group: None,
        form: Form::Nobody,
    });
    let by_name = list
        .iter()
        .enumerate()
        .filter_map(|(at, c)| c.unit.clone().map(|u| (u, at)))
        .collect();
    Columns { list, by_name }
}

struct Found {
    name: String,
    kind: Option<String>,
    level: Option<String>,
    form: Form,
}

impl Found {
    fn new(unit: &Unit) -> Found {
        Found {
            name: unit.name.clone(),
            kind: unit.kind.clone(),
            level: unit.level.clone(),
            form: match unit.form {
                UnitForm::Body => Form::Body,
                UnitForm::Vague => Form::Vague,
                UnitForm::Group { .. } => Form::Group,
            },
        }
    }

    fn column(self, order: &Order) -> Column {
        let group = match (self.kind, self.level) {
            (Some(kind), Some(level)) if order.has_levels(&kind) => Some(format!("{kind}({level})")),
            (kind, _) => kind,
        };
        Column {
            unit: Some(self.name),
            group,
            form: self.form,
        }
    }
}

/// Kinds and levels in the order in which the plans declare them: a drafter's order of rank.
struct Order {
    kinds: Vec<(String, Vec<Option<String>>)>,
}

impl Order {
    fn of(found: &[Found]) -> Order {
        let mut kinds: Vec<(String, Vec<Option<String>>)> = Vec::new();
        for f in found {
            let Some(kind) = &f.kind else { continue };
            let at = kinds.iter().position(|(k, _)| k == kind).unwrap_or_else(|| {
                kinds.push((kind.clone(), Vec::new()));
                kinds.len() - 1
            });
            if let Some((_, levels)) = kinds.get_mut(at)
                && !levels.contains(&f.level)
            {
                levels.push(f.level.clone());
            }
        }
        Order { kinds }
    }

    fn levels(&self, kind: &str) -> &[Option<String>] {
        let found = self.kinds.iter().find(|(k, _)| k == kind);
        found.map_or(&[], |(_, levels)| levels.as_slice())
    }

    fn has_levels(&self, kind: &str) -> bool {
        self.levels(kind).len() > 1
    }

    /// Bodies, groups, vague units; within each by kind (those of no kind last), then by level.
    fn place(&self, f: &Found) -> (Form, usize, usize) {
        let Some(kind) = &f.kind else {
            return (f.form, self.kinds.len(), 0);
        };
        let rank = self
            .kinds
            .iter()
            .position(|(k, _)| k == kind)
            .unwrap_or(self.kinds.len());
        let level = self.levels(kind).iter().position(|l| *l == f.level).unwrap_or(0);
        (f.form, rank, level)
    }
}
