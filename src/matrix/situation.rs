//! Rows of situations: what routing answers to each test of a plan, or to each value of one fact.

use std::collections::{BTreeMap, BTreeSet};

use super::row::is_alone;
use super::{By, Letter, Mark, Matrix, Row, View, fault};
use crate::model::{FactId, FactType, Given, Model, Scope, Situation, ValueId};
use crate::route::{Assignment, Options, Router, Scopes};

/// Adds the rows of one plan.
pub fn rows(view: &View<'_, '_>, matrix: &mut Matrix) {
    let plan = view.subject.plan;
    let router = Router::new(plan);
    let options = Options {
        scopes: if view.options.scope == Some(Scope::Case) {
            Scopes::Case
        } else {
            Scopes::All
        },
        as_of: None,
    };
    for (name, situation) in situations(view) {
        let answer = router.route(&situation, options);
        let mut row = Row {
            plan: view.at,
            group: None,
            key: name.clone(),
            label: name,
            clauses: Vec::new(),
            deadlines: Vec::new(),
            cells: BTreeMap::new(),
            fault: None,
        };
        for a in &answer.assignments {
            if view.is_listed(plan.model.item(a.item).scope) {
                add(view, &mut row, a);
            }
        }
        row.fault = fault(&row.cells, By::Situation);
        matrix.rows.push(row);
    }
}

fn add(view: &View<'_, '_>, row: &mut Row, a: &Assignment) {
    let item = view.subject.plan.model.item(a.item);
    let mark = Mark {
        role: a.role,
        letter: Letter::of(a.role, is_alone(&crate::route::lines_of(item))),
        item: a.item,
        clause: item.clause().to_owned(),
        via: a.via,
        status: Some(a.status),
        conditional: super::limits(&item.condition),
        limit: None,
    };
    if !row.clauses.contains(&mark.clause) {
        row.clauses.push(mark.clause.clone());
    }
    if let Some(deadline) = item.deadline_text()
        && !row.deadlines.contains(&deadline)
    {
        row.deadlines.push(deadline);
    }
    row.cells.entry(view.column(a.unit)).or_default().push(mark);
}

/// The situations with their names.
fn situations(view: &View<'_, '_>) -> Vec<(String, Situation)> {
    let model = &view.subject.plan.model;
    match view.options.fact.get(view.at).copied().flatten() {
        Some(fact) => values(model, fact),
        None => model
            .tests
            .iter()
            .map(|t| (t.name.clone(), t.situation.clone()))
            .collect(),
    }
}

/// One situation for each value of a fact that some item asks for; nothing else is known.
fn values(model: &Model, id: FactId) -> Vec<(String, Situation)> {
    let fact = model.fact(id);
    let situation = |given: Given| Situation {
        facts: BTreeMap::from([(id, given)]),
    };
    let asked = asked(model, id);
    let value = |(at, v): (usize, &crate::model::FactValue)| {
        let value = ValueId::from_index(at);
        let given = match fact.kind {
            FactType::Set => Given::Set(BTreeSet::from([value])),
            _ => Given::One(value),
        };
        asked.contains(&value).then(|| (v.name.clone(), situation(given)))
    };
    match fact.kind {
        FactType::Bool => [("是", true), ("否", false)]
            .into_iter()
            .map(|(word, yes)| (format!("{} = {word}", fact.name), situation(Given::Bool(yes))))
            .collect(),
        FactType::Int { .. } => Vec::new(),
        _ => fact.values.iter().enumerate().filter_map(value).collect(),
    }
}

/// The values of a fact that some condition names.
fn asked(model: &Model, id: FactId) -> BTreeSet<ValueId> {
    use crate::model::Leaf;
    let mut out = BTreeSet::new();
    for item in &model.items {
        for (leaf, _) in item.condition.leaves() {
            match leaf {
                Leaf::Has(fact, value) if *fact == id => {
                    out.insert(*value);
                }
                Leaf::Among(fact, values) if *fact == id => out.extend(values.iter().copied()),
                _ => {}
            }
        }
    }
    out
}
