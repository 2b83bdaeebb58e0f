//! Findings of the analysis: what is wrong, where exactly, the situation that proves it, and what would mend it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Severity, Words};
use crate::logic::StillTrue;
use crate::model::{FactId, ItemId, Situation, UnitId};

/// A finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The kind of fault.
    pub code: Code,
    /// How much it matters here.
    pub severity: Severity,
    /// The topic (an item's name where it has none).
    pub topic: Option<String>,
    /// The stage, where it is about one.
    pub stage: Option<String>,
    /// What is wrong.
    pub message: Words,
    /// What would repair it.
    pub repair: Words,
    /// The units that it is about.
    pub units: Vec<UnitId>,
    /// The items on both sides, the accused first.
    pub items: Vec<ItemId>,
    /// How sure it is.
    pub verdict: Verdict,
    /// A situation that proves it.
    pub witness: Option<Situation>,
    /// The whole region.
    pub region: Option<Region>,
    /// One value at a time.
    pub factors: Vec<FactorLine>,
}

/// How sure a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is proved, and where there is a witness, routing it confirms it.
    Proved,
    /// The limits were reached; this is proved nevertheless.
    Inconclusive(StillTrue),
    /// The router does not confirm the witness: a fault of the engine.
    Unconfirmed,
}

/// A region in words.
#[derive(Debug, Clone, Default)]
pub struct Region {
    /// The simplest situations: a sentence, and facts.
    pub simplest: Vec<(String, Situation)>,
    /// Whether there are more of these.
    pub more_simplest: bool,
    /// The largest parts, in words.
    pub parts: Vec<String>,
    /// How many more parts there are, and whether that is a lower bound.
    pub more_parts: usize,
    /// Whether there are more than were counted.
    pub more_than_counted: bool,
}

/// One value by itself within the scope.
#[derive(Debug, Clone)]
pub struct FactorLine {
    /// The values that are present: one, or one with those that it needs in the scope.
    pub values: Vec<(FactId, String)>,
    /// Covered, partly or not.
    pub state: FactorState,
    /// Where it is not covered, if only partly.
    pub uncovered: Vec<String>,
}

/// How much of a value's situations is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorState {
    /// All.
    Covered,
    /// A part.
    Partly,
    /// None.
    Uncovered,
}

impl Finding {
    /// A finding without details; its severity is the code's own.
    #[must_use]
    pub fn new(code: Code, message: Words, repair: Words) -> Self {
        Finding {
            code,
            severity: code.info().severity,
            topic: None,
            stage: None,
            message,
            repair,
            units: Vec::new(),
            items: Vec::new(),
            verdict: Verdict::Proved,
            witness: None,
            region: None,
            factors: Vec::new(),
        }
    }

    /// With its topic.
    #[must_use]
    pub fn topic(mut self, topic: &str) -> Self {
        self.topic = Some(topic.to_owned());
        self
    }

    /// With its stage.
    #[must_use]
    pub fn stage(mut self, stage: Option<&str>) -> Self {
        self.stage = stage.map(str::to_owned);
        self
    }

    /// With the items on both sides.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = ItemId>) -> Self {
        let mut seen: BTreeSet<ItemId> = self.items.iter().copied().collect();
        self.items.extend(items.into_iter().filter(|item| seen.insert(*item)));
        self
    }

    /// With the units that it is about.
    #[must_use]
    pub fn units(mut self, units: impl IntoIterator<Item = UnitId>) -> Self {
        for unit in units {
            if !self.units.contains(&unit) {
                self.units.push(unit);
            }
        }
        self
    }

    /// With another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// How many facts of the witness say something: fewer are plainer.
    #[must_use]
    pub fn weight(&self) -> usize {
        use crate::model::Given;
        let size = |given: &Given| {
            if let Given::Set(values) = given {
                values.len()
            } else {
                1
            }
        };
        self.witness.as_ref().map_or(0, |w| w.facts.values().map(size).sum())
    }
}
