//! From the words of a file to the names of what they mean.

use std::collections::BTreeMap;

use super::symbol::{Symbol, SymbolKind};
use crate::model::Model;
use crate::syntax::ast::Name;
use crate::text::fold_name;

/// Names and aliases of a model, each with the name of what it means.
#[derive(Debug, Default)]
pub struct Names {
    units: BTreeMap<String, String>,
    facts: BTreeMap<String, String>,
    values: BTreeMap<(String, String), String>,
    definitions: BTreeMap<String, ()>,
    stages: Vec<String>,
}

impl Names {
    /// The names of a model; without one, every word stands for itself.
    pub fn new(model: Option<&Model>) -> Names {
        let mut out = Names::default();
        let Some(model) = model else { return out };
        for unit in &model.units {
            for word in std::iter::once(&unit.name).chain(&unit.aliases) {
                out.units.insert(word.clone(), unit.name.clone());
            }
        }
        for fact in &model.facts {
            for word in std::iter::once(&fact.name).chain(&fact.aliases) {
                out.facts.insert(word.clone(), fact.name.clone());
            }
            for value in &fact.values {
                for word in std::iter::once(&value.name).chain(&value.aliases) {
                    out.values.insert((fact.name.clone(), word.clone()), value.name.clone());
                }
            }
        }
        out.definitions = model.definitions.iter().map(|(n, ..)| (n.clone(), ())).collect();
        out.stages.clone_from(&model.plan.stages);
        out
    }

    pub fn unit(&self, word: &Name) -> Symbol {
        let word = fold_name(&word.text);
        let name = self.units.get(&word).cloned().unwrap_or(word);
        Symbol::new(SymbolKind::Unit, name)
    }

    pub fn fact(&self, word: &Name) -> Symbol {
        let word = fold_name(&word.text);
        let name = self.facts.get(&word).cloned().unwrap_or(word);
        Symbol::new(SymbolKind::Fact, name)
    }

    /// A value of the fact of this name (not an alias).
    pub fn value(&self, fact: &str, word: &Name) -> Symbol {
        let key = (fact.to_owned(), fold_name(&word.text));
        let name = self.values.get(&key).cloned().unwrap_or(key.1);
        Symbol::value(fact, name)
    }

    /// What a word alone in a condition means: a named condition, or a fact.
    pub fn condition(&self, word: &Name) -> Symbol {
        let folded = fold_name(&word.text);
        if self.definitions.contains_key(&folded) {
            Symbol::new(SymbolKind::Definition, folded)
        } else {
            self.fact(word)
        }
    }

    /// What a requirement stands at: a stage, or a topic.
    pub fn place(&self, word: &Name) -> Symbol {
        let folded = fold_name(&word.text);
        let kind = if self.stages.contains(&folded) {
            SymbolKind::Stage
        } else {
            SymbolKind::Topic
        };
        Symbol::new(kind, folded)
    }
}
