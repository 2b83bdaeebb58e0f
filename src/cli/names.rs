//! Names that a user gives: found, or answered with the nearest known one.

use crate::diagnostic::Words;
use crate::model::{Model, UnitId};
use crate::text::nearest;
use crate::words;

/// The unit of this name or alias.
pub fn unit(model: &Model, name: &str) -> Result<UnitId, Words> {
    model
        .find_unit(name)
        .ok_or_else(|| unknown(("单位", "unit"), name, unit_names(model)))
}

/// Names and aliases of all units.
pub fn unit_names(model: &Model) -> impl Iterator<Item = &str> {
    model
        .units
        .iter()
        .flat_map(|u| std::iter::once(&u.name).chain(&u.aliases))
        .map(String::as_str)
}

/// A plan has no such thing; perhaps another was meant. `kind` is what it is, in Chinese and English.
pub fn unknown<'n>((zh, en): (&str, &str), name: &str, known: impl IntoIterator<Item = &'n str>) -> Words {
    match nearest(name, known) {
        Some(near) => words!(
            "方案里没有{zh} `{name}`。是不是 `{near}`?",
            "the plan has no {en} `{name}`; did you mean `{near}`?"
        ),
        None => words!("方案里没有{zh} `{name}`", "the plan has no {en} `{name}`"),
    }
}
