//! Topics of several plans side by side: who leads in each.

use super::row::topic;
use super::{Letter, Subject};
use crate::model::{Role, Scope};
use crate::route::lines_of;

/// Topics by plans.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// One row a topic: in the order of the first plan that has it.
    pub rows: Vec<(String, Vec<Option<Leads>>)>,
}

/// Who is accountable for a topic in one plan.
#[derive(Debug, Clone, Default)]
pub struct Leads {
    /// Units with the role that makes them accountable, or that act beside others; each once.
    pub acting: Vec<(String, Role, Letter)>,
    /// The clauses.
    pub clauses: Vec<String>,
}

/// Compares plans.
#[must_use]
pub fn compare(subjects: &[Subject<'_>], scope: Option<Scope>) -> Comparison {
    let mut rows: Vec<(String, Vec<Option<Leads>>)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for (at, subject) in subjects.iter().enumerate() {
        let model = &subject.plan.model;
        for item in model.items.iter().filter(|i| scope.is_none_or(|s| s == i.scope)) {
            let lines = lines_of(item);
            let acting: Vec<_> = lines.iter().filter(|l| l.via.is_none() && l.role.acts()).collect();
            if acting.is_empty() {
                continue;
            }
            let row = *known.entry(topic(item).to_owned()).or_insert_with(|| {
                rows.push((topic(item).to_owned(), vec![None; subjects.len()]));
                rows.len() - 1
            });
            let Some(cell) = rows.get_mut(row).and_then(|(_, cells)| cells.get_mut(at)) else {
                continue;
            };
            let leads = cell.get_or_insert_default();
            for line in &acting {
                let unit = line.unit.map_or_else(String::new, |u| model.unit(u).name.clone());
                let letter = Letter::of(line.role, acting.len() == 1);
                leads.add(unit, line.role, letter);
            }
            if !leads.clauses.iter().any(|c| c == item.clause()) {
                leads.clauses.push(item.clause().to_owned());
            }
        }
    }
    Comparison { rows }
}

impl Leads {
    /// A unit stands once, with its weightiest role.
    fn add(&mut self, unit: String, role: Role, letter: Letter) {
        match self.acting.iter_mut().find(|(u, _, _)| *u == unit) {
            Some(same) => {
                same.1 = same.1.min(role);
                same.2 = same.2.min(letter);
            }
            None => self.acting.push((unit, role, letter)),
        }
    }
}
