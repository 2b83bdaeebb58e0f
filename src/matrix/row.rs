//! Rows of what a plan says whatever the situation: topics, stages, clauses, tasks.

use std::collections::{BTreeMap, HashMap};

use super::{By, Letter, Mark, Matrix, Row, View, fault, limits};
use crate::model::{Item, ItemId, ItemKind, Model};
use crate::route::{Line, lines_of};
use crate::world::describe_condition;

/// Adds the rows of one plan.
pub fn rows(view: &View<'_, '_>, matrix: &mut Matrix) {
    let model = &view.subject.plan.model;
    let mut rows: Vec<Row> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (id, item) in in_order(model) {
        if !view.is_listed(item.scope) || (view.options.by == By::Task && item.kind != ItemKind::Task) {
            continue;
        }
        let marks = marks(view, id, item);
        if marks.is_empty() {
            matrix.unassigned.push((view.at, id));
            continue;
        }
        let key = key(item, view.options.by);
        let at = *by_key.entry(key.clone()).or_insert_with(|| {
            rows.push(row(view, item, key));
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(at) {
            fill(row, item, marks);
        }
    }
    for row in &mut rows {
        row.fault = fault(&row.cells, view.options.by);
    }
    sort(model, view.options.by, &mut rows);
    ungroup(&mut rows);
    matrix.rows.append(&mut rows);
}

/// The items in the order of the document.
fn in_order(model: &Model) -> Vec<(ItemId, &Item)> {
    let mut items: Vec<(ItemId, &Item)> = model.items().collect();
    items.sort_by(|(a, x), (b, y)| model.outline.compare(x.clause(), y.clause()).then(a.cmp(b)));
    items
}

/// The marks of an item with their columns.
fn marks(view: &View<'_, '_>, id: ItemId, item: &Item) -> Vec<(usize, Mark)> {
    let lines = lines_of(item);
    let alone = is_alone(&lines);
    let one = |line: &Line| {
        let mark = Mark {
            role: line.role,
            letter: Letter::of(line.role, alone),
            item: id,
            clause: item.clause().to_owned(),
            via: line.via,
            status: None,
            conditional: limits(&item.condition) || limits(&line.when),
            limit: limits(&line.when).then(|| describe_condition(&view.subject.plan.model, &line.when)),
        };
        (view.column(line.unit), mark)
    };
    lines.iter().map(one).collect()
}

/// Whether only one unit acts in an item itself.
pub fn is_alone(lines: &[Line]) -> bool {
    lines.iter().filter(|l| l.via.is_none() && l.role.acts()).count() == 1
}

/// What tells an item's row from the others.
fn key(item: &Item, by: By) -> String {
    match by {
        By::Topic => topic(item).to_owned(),
        By::Stage => item.stage.clone().unwrap_or_default(),
        By::Clause => item.clause().to_owned(),
        By::Task | By::Situation => item.name.clone(),
    }
}

fn row(view: &View<'_, '_>, item: &Item, key: String) -> Row {
    let (group, label) = match view.options.by {
        By::Topic => (item.stage.clone(), key.clone()),
        By::Stage => (None, key.clone()),
        By::Clause | By::Task | By::Situation => (above(item.clause()), item.action_text().to_owned()),
    };
    Row {
        plan: view.at,
        group,
        key,
        label,
        clauses: Vec::new(),
        deadlines: Vec::new(),
        cells: BTreeMap::new(),
        fault: None,
    }
}

/// The clause above a clause.
fn above(path: &str) -> Option<String> {
    path.rsplit_once('/').map(|(above, _)| above.to_owned())
}

fn fill(row: &mut Row, item: &Item, marks: Vec<(usize, Mark)>) {
    let clause = item.clause();
    if !row.clauses.iter().any(|c| c == clause) {
        row.clauses.push(clause.to_owned());
    }
    if let Some(deadline) = item.deadline_text()
        && !row.deadlines.contains(&deadline)
    {
        row.deadlines.push(deadline);
    }
    for (column, mark) in marks {
        row.cells.entry(column).or_default().push(mark);
    }
}

/// Topics and stages stand in the order of the plan's stages; the others as in the document.
fn sort(model: &Model, by: By, rows: &mut [Row]) {
    match by {
        By::Topic => rows.sort_by_key(|r| model.stage_rank(r.group.as_deref())),
        By::Stage => rows.sort_by_key(|r| model.stage_rank(Some(&r.key))),
        By::Clause | By::Task | By::Situation => {}
    }
}

/// Headings that stand above each row alone only take room.
fn ungroup(rows: &mut [Row]) {
    let mut groups: Vec<&Option<String>> = rows.iter().map(|r| &r.group).collect();
    groups.dedup();
    let useful = groups.len() > 1 && groups.len() * 4 <= rows.len() * 3;
    if !useful {
        rows.iter_mut().for_each(|r| r.group = None);
    }
}

/// What an item is about; an item without a topic is one of its own.
pub fn topic(item: &Item) -> &str {
    item.topic.as_deref().unwrap_or(&item.name)
}
