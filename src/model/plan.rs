//! The whole of a plan.

use super::clause::{Clause, Outline};
use super::condition::Condition;
use super::fact::{Constraint, Fact};
use super::id::{FactId, ItemId, UnitId};
use super::item::Item;
use super::test::Test;
use super::unit::Unit;
use crate::text::Span;

/// A day, comparable as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
}

impl Date {
    /// Reads `2022-10-20`; `None` where there is no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        );
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (parts.next().is_none() && (1..=last).contains(&day)).then_some(Date { year, month, day })
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A period; both ends belong to it, either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Period {
    /// Whether a day belongs to it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.until.is_none_or(|u| day <= u)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        write!(f, "{}..{}", end(self.from), end(self.until))
    }
}

/// A plan's header.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Document number.
    pub number: Option<String>,
    /// Date, as written.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Administrative level.
    pub level: Option<String>,
    /// Laws and upper documents that it rests on.
    pub basis: Vec<String>,
    /// When it is in force.
    pub period: Period,
    /// Names of its vocabularies.
    pub vocabularies: Vec<String>,
    /// SHA-256 of the document's text, in hexadecimal.
    pub source_sha256: Option<String>,
    /// Its stages in order.
    pub stages: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Where it is declared.
    pub span: Span,
}

/// 须有: a role that must be filled in a stage or topic, throughout a region.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Whether a lead is asked for, or anyone who acts.
    pub role: super::role::Role,
    /// Stages or topics.
    pub at: Vec<String>,
    /// Where it is required.
    pub when: Condition,
    /// Why.
    pub because: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// 未编码: clauses left out on purpose.
#[derive(Debug, Clone)]
pub struct Unencoded {
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// What they say, in own words.
    pub content: Option<String>,
    /// Why they are left out.
    pub because: String,
    /// Where it is declared.
    pub span: Span,
}

/// 适用: whom the plan says it is for.
#[derive(Debug, Clone)]
pub struct Concerns {
    /// Who they are.
    pub who: Condition,
    /// The clauses that say so.
    pub clauses: Vec<Clause>,
    /// Where it is written.
    pub span: Span,
}

/// 数目: a number that the text gives, with what it then lists.
#[derive(Debug, Clone)]
pub struct Count {
    /// What is counted.
    pub name: String,
    /// The clauses that give the number.
    pub clauses: Vec<Clause>,
    /// The number.
    pub says: u32,
    /// What is listed: clauses or names.
    pub listed: Vec<String>,
    /// Where the name stands.
    pub span: Span,
}

/// 留空: a place that the text leaves open.
#[derive(Debug, Clone)]
pub struct Blank {
    /// What is missing.
    pub name: String,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// Where the name stands.
    pub span: Span,
}

/// A plan, resolved.
#[derive(Debug, Clone)]
pub struct Model {
    /// The header.
    pub plan: Plan,
    /// The cases that the plan is for: a jurisdiction, mostly.
    pub applies: Condition,
    /// Units, vague units and groups.
    pub units: Vec<Unit>,
    /// Facts of the vocabularies and of the plan.
    pub facts: Vec<Fact>,
    /// Constraints of the vocabularies and of the plan.
    pub constraints: Vec<Constraint>,
    /// Duties, tasks, norms and escalations in the order of the text.
    pub items: Vec<Item>,
    /// Named conditions, resolved, with where they are declared and how often they are used.
    pub definitions: Vec<(String, Condition, Span, usize)>,
    /// What must be covered.
    pub requirements: Vec<Requirement>,
    /// Clauses left out on purpose.
    pub unencoded: Vec<Unencoded>,
    /// Whom the plan says it is for.
    pub concerns: Option<Concerns>,
    /// Numbers that the text gives.
    pub counts: Vec<Count>,
    /// Places that the text leaves open.
    pub blanks: Vec<Blank>,
    /// Tests.
    pub tests: Vec<Test>,
    /// Order of headings.
    pub outline: Outline,
}

impl Model {
    /// The unit with this id.
    ///
    /// # Panics
    /// Never for an id of this model.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "ids are made with the model that they index")]
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.index()]
    }

    /// The fact with this id.
    ///
    /// # Panics
    /// Never for an id of this model.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "ids are made with the model that they index")]
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }

    /// The item with this id.
    ///
    /// # Panics
    /// Never for an id of this model.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "ids are made with the model that they index")]
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.index()]
    }

    /// All items with their ids.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.items
            .iter()
            .enumerate()
            .map(|(i, item)| (ItemId::from_index(i), item))
    }

    /// All units with their ids.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.units
            .iter()
            .enumerate()
            .map(|(i, unit)| (UnitId::from_index(i), unit))
    }

    /// All facts with their ids.
    pub fn facts(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        self.facts
            .iter()
            .enumerate()
            .map(|(i, fact)| (FactId::from_index(i), fact))
    }

    /// Finds a unit by name or alias.
    #[must_use]
    pub fn find_unit(&self, word: &str) -> Option<UnitId> {
        let word = crate::text::fold_name(word);
        let by_name = self.units.iter().position(|u| u.name == word);
        by_name
            .or_else(|| self.units.iter().position(|u| u.aliases.contains(&word)))
            .map(UnitId::from_index)
    }

    /// Finds a fact by name or alias.
    #[must_use]
    pub fn find_fact(&self, word: &str) -> Option<FactId> {
        let word = crate::text::fold_name(word);
        let by_name = self.facts.iter().position(|f| f.name == word);
        by_name
            .or_else(|| self.facts.iter().position(|f| f.aliases.contains(&word)))
            .map(FactId::from_index)
    }

    /// The place of a stage in the plan's order; stages that the header does not list come last.
    #[must_use]
    pub fn stage_rank(&self, stage: Option<&str>) -> usize {
        stage
            .and_then(|s| self.plan.stages.iter().position(|p| p == s))
            .unwrap_or(self.plan.stages.len())
    }

    /// The unit and the groups that hold it, directly or through other groups.
    #[must_use]
    pub fn unit_and_groups(&self, unit: UnitId) -> Vec<UnitId> {
        let mut out = vec![unit];
        let mut next = 0;
        while let Some(current) = out.get(next).copied() {
            for (id, group) in self.units() {
                if group.members().contains(&current) && !out.contains(&id) {
                    out.push(id);
                }
            }
            next += 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_dates() {
        assert!(Date::parse("2024-02-29").is_some());
        assert!(Date::parse("2023-02-29").is_none());
        assert!(Date::parse("2023-13-01").is_none());
    }
}
