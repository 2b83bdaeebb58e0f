//! Each unit's duties: what, in which role, when, with whom, by when, on which clause.

use super::{Subject, table};
use crate::diagnostic::Lang;
use crate::model::{Item, Model, Role, UnitId};
use crate::render::docx::{Block, Cell, Level};
use crate::world::describe_condition;

/// Writes the section: units by the number of their duties come as the plan declares them; those without any are named at the end.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let model = &subject.plan.model;
    let mut out = Vec::new();
    let mut idle = Vec::new();
    for (id, unit) in model.units() {
        let rows = rows(subject, id, lang);
        if rows.is_empty() {
            idle.push(unit.name.as_str());
            continue;
        }
        let about: Vec<&str> = [unit.kind.as_deref(), unit.level.as_deref()].into_iter().flatten().collect();
        let about = if about.is_empty() { String::new() } else { format!(" · {}", about.join(" · ")) };
        let count = rows.len();
        let heading = match lang {
            Lang::Zh => format!("{}({count} 条{about})", unit.name),
            Lang::En => format!("{} ({count}{about})", unit.name),
        };
        out.push(Block::Heading(Level::Second, heading));
        let head = match lang {
            Lang::Zh => ["角色", "办什么", "何时", "与谁", "时限", "条款"],
            Lang::En => ["Role", "What", "When", "With whom", "By when", "Clause"],
        };
        out.push(table(&[2, 7, 7, 6, 3, 4], &head, rows));
    }
    if !idle.is_empty() {
        let words = lang.pick("自己没有职责的单位:", "Units without a duty of their own: ");
        out.push(Block::note(format!("{words}{}", idle.join("、"))));
    }
    out
}

fn rows(subject: Subject<'_>, unit: UnitId, lang: Lang) -> Vec<Vec<Cell>> {
    let model = &subject.plan.model;
    let mut acts = subject.plan.graph.acts(unit);
    acts.sort_by(|(a, x), (b, y)| {
        let (a, b) = (model.item(*a), model.item(*b));
        let rank = |i: &Item| model.stage_rank(i.stage.as_deref());
        (rank(a), x).cmp(&(rank(b), y)).then_with(|| model.outline.compare(a.clause(), b.clause()))
    });
    acts.dedup();
    let row = |(id, role): &(crate::model::ItemId, Role)| {
        let item = model.item(*id);
        vec![
            Cell::new(lang.pick(role.zh(), role.name())).centred(),
            Cell::new(what(item, lang)),
            Cell::new(when(model, item, lang)),
            Cell::new(with(model, item, unit, lang)),
            Cell::new(item.deadline_text().unwrap_or_default()),
            Cell::new(item.clause()),
        ]
    };
    acts.iter().map(row).collect()
}

fn what(item: &Item, lang: Lang) -> String {
    let force = item.modality.map(|m| lang.pick(m.zh(), m.name()));
    let stage = item.stage.as_deref().map(|s| format!("[{s}] ")).unwrap_or_default();
    match force {
        Some(force) => format!("{stage}{force}: {}", item.action_text()),
        None => format!("{stage}{}", item.action_text()),
    }
}

fn when(model: &Model, item: &Item, lang: Lang) -> String {
    if item.condition.is_always() {
        return lang.pick("一律", "always").to_owned();
    }
    describe_condition(model, &item.condition)
}

/// The other units of an item, by what they have to do.
fn with(model: &Model, item: &Item, unit: UnitId, lang: Lang) -> String {
    let mut out: Vec<String> = Vec::new();
    for role in Role::ALL {
        let others = item.parties.iter().filter(|p| p.role == role);
        let names: Vec<&str> = others
            .filter_map(|p| p.unit.filter(|u| *u != unit))
            .map(|u| model.unit(u).name.as_str())
            .collect();
        if !names.is_empty() {
            out.push(format!("{}:{}", lang.pick(role.zh(), role.name()), names.join("、")));
        }
    }
    for link in &item.links {
        let kind = lang.pick(link.kind.zh(), link.kind.name());
        out.push(format!("{kind}:{}", model.unit(link.unit).name));
    }
    out.join("\n")
}
