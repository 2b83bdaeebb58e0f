//! `zeren.vocabulary/v1`: the facts that a plan asks about, for whoever builds a form.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Fact, FactId, FactType, FactValue, Leaf, Model, ValueId};

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
    /// How many items hang on it: a form may leave out what none does.
    pub used: usize,
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
    /// How many items name it in their condition.
    pub used: usize,
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
        facts: {
            let uses = Uses::of(model);
            model.facts().map(|(id, f)| fact(id, f, &uses)).collect()
        },
    }
}

/// How many items name each fact, and each value of it.
struct Uses {
    facts: BTreeMap<FactId, usize>,
    values: BTreeMap<(FactId, ValueId), usize>,
}

impl Uses {
    fn of(model: &Model) -> Self {
        let mut uses = Uses {
            facts: BTreeMap::new(),
            values: BTreeMap::new(),
        };
        for item in &model.items {
            let leaves = item.condition.leaves();
            let facts: BTreeSet<FactId> = leaves.iter().map(|(leaf, _)| leaf.fact()).collect();
            let values: BTreeSet<(FactId, ValueId)> = leaves.iter().flat_map(|(leaf, _)| named(leaf)).collect();
            facts.into_iter().for_each(|f| *uses.facts.entry(f).or_default() += 1);
            values.into_iter().for_each(|v| *uses.values.entry(v).or_default() += 1);
        }
        uses
    }
}

fn named(leaf: &Leaf) -> Vec<(FactId, ValueId)> {
    match leaf {
        Leaf::Has(fact, value) => vec![(*fact, *value)],
        Leaf::Among(fact, values) => values.iter().map(|v| (*fact, *v)).collect(),
        Leaf::Yes(_) | Leaf::Within(..) => Vec::new(),
    }
}

fn fact(id: FactId, fact: &Fact, uses: &Uses) -> FactEntry {
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
        used: uses.facts.get(&id).copied().unwrap_or_default(),
        values: fact
            .values
            .iter()
            .enumerate()
            .map(|(at, v)| {
                let used = uses.values.get(&(id, ValueId::from_index(at)));
                value(fact, v, used.copied().unwrap_or_default())
            })
            .collect(),
        min: bounds.map(|b| b.0),
        max: bounds.map(|b| b.1),
        measure: fact.measure.clone(),
    }
}

fn value(fact: &Fact, value: &FactValue, used: usize) -> ValueEntry {
    ValueEntry {
        name: value.name.clone(),
        aliases: value.aliases.clone(),
        parents: value.parents.iter().map(|p| fact.value_name(*p).to_owned()).collect(),
        used,
        note: value.note.clone(),
    }
}
