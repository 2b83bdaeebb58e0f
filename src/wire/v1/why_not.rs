//! `zeren.why-not/v1`: why a unit is not in the answer.

use serde::Serialize;

use crate::model::Model;
use crate::route::WhyNot;
use crate::world::Change;

/// Why a unit is, or is not, in the answer.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct WhyNotAnswer {
    /// `zeren.why-not/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.why-not/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// The unit.
    pub unit: String,
    /// Its lines that do apply.
    pub present: Vec<PresentLine>,
    /// Its items that do not, the nearest first.
    pub absent: Vec<AbsentLine>,
}

/// A line that applies.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PresentLine {
    /// The clause's path.
    pub clause: String,
    /// The item's name.
    pub item: String,
    /// The role.
    pub role: &'static str,
    /// certain or possible
    pub status: &'static str,
}

/// A line that does not.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct AbsentLine {
    /// The clause that keeps it out.
    pub clause: String,
    /// The item's name.
    pub item: String,
    /// What the unit would do.
    pub action: String,
    /// The role that it would have.
    pub role: &'static str,
    /// The tests that fail.
    pub blocked_by: Vec<String>,
    /// The smallest change of facts that would bring it in; null where none would.
    pub smallest_change: Option<Vec<String>>,
}

/// Writes the answer to "why not".
#[must_use]
pub fn why_not(model: &Model, answer: &WhyNot) -> WhyNotAnswer {
    let present = answer.present.iter().map(|(item, role, status)| {
        let item = model.item(*item);
        PresentLine {
            clause: item.clause().to_owned(),
            item: item.name.clone(),
            role: role.name(),
            status: status.name(),
        }
    });
    let absent = answer.absent.iter().map(|a| {
        let item = model.item(a.item);
        AbsentLine {
            clause: item.clause().to_owned(),
            item: item.name.clone(),
            action: item.action_text().to_owned(),
            role: a.role.name(),
            blocked_by: a.blocked_by.clone(),
            smallest_change: a
                .change
                .as_ref()
                .map(|c| c.iter().map(|c| change_words(model, c)).collect()),
        }
    });
    WhyNotAnswer {
        schema: "zeren.why-not/v1",
        plan: model.plan.id.clone(),
        unit: model.unit(answer.unit).name.clone(),
        present: present.collect(),
        absent: absent.collect(),
    }
}

/// A change in the words of the language: `情形 + 侵害`, `年龄 → 16..17`.
#[must_use]
pub fn change_words(model: &Model, change: &Change) -> String {
    match change {
        Change::Add(fact, value) => format!("{} + {}", model.fact(*fact).name, model.fact(*fact).value_name(*value)),
        Change::Remove(fact, value) => format!("{} - {}", model.fact(*fact).name, model.fact(*fact).value_name(*value)),
        Change::Become(fact, value) => format!("{} → {}", model.fact(*fact).name, model.fact(*fact).value_name(*value)),
        Change::Turn(fact, yes) => format!("{} → {}", model.fact(*fact).name, if *yes { "是" } else { "否" }),
        Change::Move(fact, from, to) if from == to => format!("{} → {from}", model.fact(*fact).name),
        Change::Move(fact, from, to) => format!("{} → {from}..{to}", model.fact(*fact).name),
    }
}
