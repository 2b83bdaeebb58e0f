//! Each unit's duties, as `matrix --unit all` lists them.

use super::Subject;
use crate::diagnostic::Lang;
use crate::render::docx::{Block, Level};
use crate::render::matrix::duty_list;
use crate::render::sheet;

/// Writes the section: a table a unit, and the units that have nothing to do.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let mut out = Vec::new();
    for list in subject.lists {
        let document = sheet::docx::document(&duty_list::book(std::slice::from_ref(list), lang));
        if !document.blocks.iter().any(|b| matches!(b, Block::Heading(..))) {
            out.push(Block::Heading(Level::Second, list.unit.clone()));
        }
        out.extend(document.blocks);
    }
    let known: Vec<&str> = subject.lists.iter().map(|l| l.unit.as_str()).collect();
    let units = subject.plan.model.units.iter().map(|u| u.name.as_str());
    let idle: Vec<&str> = units.filter(|u| !known.contains(u)).collect();
    if !idle.is_empty() {
        let words = lang.pick("没有职责的单位:", "Units without a duty: ");
        out.push(Block::note(format!("{words}{}", idle.join("、"))));
    }
    out
}
