//! Which plans a case can be for, found by one word of it: the plans of thousands of towns are not asked one by one.
//!
//! A plan whose header limits a fact of one value (`当: 地区 为 甲县`) is noted under every word of that fact that the limit admits. This only
//! leaves plans out that are certainly not for the case; whether the others are, their conditions tell.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, RawValue};
use super::policy::Policy;
use crate::logic::Formula;
use crate::model::{FactType, ValueId};
use crate::world::FactDims;

/// Plans by the words that admit them.
#[derive(Debug, Clone, Default)]
pub struct Territories {
    /// Plans without such a limit.
    everywhere: BTreeSet<String>,
    /// For each word of a fact, the plans that it limits.
    limited: BTreeMap<String, Limited>,
}

#[derive(Debug, Clone, Default)]
struct Limited {
    all: BTreeSet<String>,
    /// For each word of a value, the plans that it admits.
    admits: BTreeMap<String, BTreeSet<String>>,
}

/// The words of the fact that limits a plan, and those of the values that it admits.
struct Limit {
    fact: Vec<String>,
    admitted: Vec<String>,
}

impl Territories {
    /// Notes a plan.
    pub fn add(&mut self, policy: &Policy) {
        let id = policy.id().to_owned();
        let Some(limit) = limit(policy) else {
            self.everywhere.insert(id);
            return;
        };
        for fact in limit.fact {
            let limited = self.limited.entry(fact).or_default();
            limited.all.insert(id.clone());
            for word in &limit.admitted {
                limited.admits.entry(word.clone()).or_default().insert(id.clone());
            }
        }
    }

    /// Forgets a plan.
    pub fn remove(&mut self, policy: &Policy) {
        self.everywhere.remove(policy.id());
        for fact in limit(policy).into_iter().flat_map(|l| l.fact) {
            let Some(limited) = self.limited.get_mut(&fact) else {
                continue;
            };
            limited.all.remove(policy.id());
            limited.admits.retain(|_, plans| {
                plans.remove(policy.id());
                !plans.is_empty()
            });
            if limited.all.is_empty() {
                self.limited.remove(&fact);
            }
        }
    }

    /// The plans that a case may be for, in the order of their ids.
    pub fn pick(&self, facts: &Facts) -> BTreeSet<&str> {
        let mut out: BTreeSet<&str> = self.everywhere.iter().map(String::as_str).collect();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (fact, limited) in &self.limited {
            // A word that admits no plan may be a mistake, or said in another way: the plans themselves tell.
            if let Some(RawValue::Word(word)) = facts.get(fact)
                && let Some(admitted) = limited.admits.get(word)
            {
                out.extend(admitted.iter().map(String::as_str));
                told.extend(limited.all.iter().map(String::as_str));
            }
        }
        let all = self.limited.values().flat_map(|l| &l.all).map(String::as_str);
        out.extend(all.filter(|id| !told.contains(id)));
        out
    }
}

/// The limit of a plan, where its header has one by a fact of one value.
fn limit(policy: &Policy) -> Option<Limit> {
    let router = policy.router();
    let parts = match router.domain() {
        Formula::And(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    let world = &policy.plan().world;
    parts.iter().find_map(|part| {
        let Formula::Lit(dim, set) = part else { return None };
        let fact = world.owner(*dim)?;
        if !matches!(world.dims(fact), Some(FactDims::One(_))) {
            return None;
        }
        let fact = policy.model().fact(fact);
        debug_assert!(matches!(fact.kind, FactType::One | FactType::Ordered));
        let admitted = set.iter().filter_map(|class| fact.value(ValueId(class)));
        Some(Limit {
            fact: std::iter::once(&fact.name).chain(&fact.aliases).cloned().collect(),
            admitted: admitted
                .flat_map(|v| std::iter::once(&v.name).chain(&v.aliases))
                .cloned()
                .collect(),
        })
    })
}
