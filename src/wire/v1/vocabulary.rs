//! `zeren.vocabulary/v1`: the facts that a plan asks about, for whoever builds a form.

use serde::Serialize;

use crate::model::{Fact, FactType, FactValue, Model};

/// The facts of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Vocabulary {
    /// `zeren.vocabulary/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.vocabulary/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// The facts, in the order of the vocabularies and the plan.
    pub facts: Vec<FactEntry>,
}

/// A fact.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct FactEntry {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// bool, one_of, ordered, set_of or int
    pub kind: &'static str,
    /// The question that a form puts.
    pub question: Option<String>,
    /// What it means.
    pub note: Option<String>,
    /// Whether it is sensitive (敏感): logs mask it.
    pub sensitive: bool,
    /// Whether it can change while a case runs.
    pub evolves: bool,
    /// Its values, rising for an ordered fact.
    pub values: Vec<ValueEntry>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// The unit of a number, as written.
    pub measure: Option<String>,
}

/// A value of a fact.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ValueEntry {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Broader values that it implies.
    pub parents: Vec<String>,
    /// What it means.
    pub note: Option<String>,
}

/// The facts of a plan.
#[must_use]
pub fn vocabulary(model: &Model, digest: &str) -> Vocabulary {
    Vocabulary {
        schema: "zeren.vocabulary/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        facts: model.facts.iter().map(fact).collect(),
    }
}

fn fact(fact: &Fact) -> FactEntry {
    let (kind, bounds) = match fact.kind {
        FactType::Bool => ("bool", None),
        FactType::One => ("one_of", None),
        FactType::Ordered => ("ordered", None),
        FactType::Set => ("set_of", None),
        FactType::Int { min, max, .. } => ("int", Some((min, max))),
    };
    FactEntry {
        name: fact.name.clone(),
        aliases: fact.aliases.clone(),
        kind,
        question: fact.question.clone(),
        note: fact.note.clone(),
        sensitive: fact.sensitive,
        evolves: fact.evolves,
        values: fact.values.iter().map(|v| value(fact, v)).collect(),
        min: bounds.map(|b| b.0),
        max: bounds.map(|b| b.1),
        measure: fact.measure.clone(),
    }
}

fn value(fact: &Fact, value: &FactValue) -> ValueEntry {
    ValueEntry {
        name: value.name.clone(),
        aliases: value.aliases.clone(),
        parents: value.parents.iter().map(|p| fact.value_name(*p).to_owned()).collect(),
        note: value.note.clone(),
    }
}
