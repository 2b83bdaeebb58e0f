//! One world over the facts of two plans, in which the conditions of both can be compared.
//!
//! Facts and values are matched by name. What both plans (or the only one that knows the words) take for granted holds throughout: common
//! is-a relations and common constraints. What one plan alone defines, "such a child counts as …", holds on its own side only: its
//! conditions are read through its own definitions. Other constraints of one plan exclude situations on both sides: compared
//! are the situations that both plans take to be possible.

use std::collections::{BTreeMap, BTreeSet};

use crate::logic::Assignment;
use crate::model::{Condition, Constraint, Fact, FactId, FactType, Given, Leaf, Model, Situation, ValueId};
use crate::world::{FactDims, World, describe_condition};

/// Which plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// The merged facts, with the way from each plan's facts to them.
#[derive(Debug)]
pub struct Merged {
    /// A model of facts, constraints and conditions alone.
    pub model: Model,
    maps: [FactMap; 2],
}

/// From one plan's facts and values to the merged ones.
#[derive(Debug, Default)]
struct FactMap {
    facts: Vec<FactId>,
    values: Vec<Vec<ValueId>>,
}

/// Reads the conditions of one plan in merged words.
struct Reader<'a> {
    own: &'a Model,
    merged: &'a Model,
    map: &'a FactMap,
    /// Constraints of this plan alone that only add values.
    derives: Vec<&'a Constraint>,
    pending: &'a mut BTreeMap<String, u32>,
}

impl Merged {
    /// Merges the facts of two plans; conditions follow by [`Merged::read`].
    #[must_use]
    pub fn of(a: &Model, b: &Model) -> Merged {
        let mut facts: Vec<Fact> = Vec::new();
        let maps = [a, b].map(|side| merge_facts(&mut facts, side));
        parents(&mut facts, [a, b], &maps);
        let mut model = a.clone();
        model.facts = facts;
        model.items.clear();
        model.constraints.clear();
        model.definitions.clear();
        model.requirements.clear();
        model.tests.clear();
        Merged { model, maps }
    }

    /// Takes in the constraints of both plans and reads their conditions, each list in its own plan's words.
    #[must_use]
    pub fn read(mut self, plans: [&Model; 2], lists: [&[Condition]; 2]) -> (Merged, [Vec<Condition>; 2]) {
        let mut pending = BTreeMap::new();
        let keys = plans.map(|p| p.constraints.iter().map(|c| key(p, c)).collect::<BTreeSet<_>>());
        let mut constraints = Vec::new();
        let mut out = [Vec::new(), Vec::new()];
        for side in [0, 1] {
            let (Some(own), Some(map), Some(list), Some(others)) = (
                plans.get(side),
                self.maps.get(side),
                lists.get(side),
                keys.get(1 - side),
            ) else {
                continue;
            };
            let alone = |c: &&Constraint| !others.contains(&key(own, c));
            let derives: Vec<&Constraint> = own
                .constraints
                .iter()
                .filter(alone)
                .filter(|c| only_adds(&c.conclusion))
                .collect();
            let mut reader = Reader {
                own,
                merged: &self.model,
                map,
                derives,
                pending: &mut pending,
            };
            for constraint in &own.constraints {
                // A common constraint is taken once, from the first plan.
                let common = others.contains(&key(own, constraint));
                let defines = !common && only_adds(&constraint.conclusion);
                if defines || (common && side == 1) {
                    continue;
                }
                let mut constraint = constraint.clone();
                constraint.premise = reader.condition(&constraint.premise, 0);
                constraint.conclusion = reader.condition(&constraint.conclusion, 0);
                constraints.push(constraint);
            }
            if let Some(slot) = out.get_mut(side) {
                *slot = list.iter().map(|c| reader.condition(c, 0)).collect();
            }
        }
        self.model.constraints = constraints;
        let all = out.iter().flatten().cloned();
        self.model.definitions = all.map(|c| (String::new(), c, self.model.plan.span, 0)).collect();
        (self, out)
    }

    /// A merged situation in the words of one plan; facts and values that it does not know are left out.
    #[must_use]
    pub fn situation(
        &self,
        world: &World,
        found: &Assignment,
        facts: &BTreeSet<FactId>,
        own: &Model,
        side: Side,
    ) -> Situation {
        let whole = world.situation(&self.model, found, facts);
        let mut out = Situation::default();
        let Some(map) = self.maps.get(side as usize) else {
            return out;
        };
        for (id, fact) in own.facts() {
            let Some(merged) = map.facts.get(id.index()).filter(|m| facts.contains(m)) else {
                continue;
            };
            let values = map.values.get(id.index()).map_or(&[][..], Vec::as_slice);
            let given = match (world.dims(*merged), whole.get(*merged)) {
                (Some(FactDims::Tags(tags)), _) => {
                    let here = |m: &ValueId| tags.get(m.index()).is_some_and(|d| found.class(*d) == 1);
                    let present = (0..).map(ValueId).zip(values).filter(|(_, m)| here(m)).map(|(v, _)| v);
                    let present: BTreeSet<ValueId> = present.collect();
                    let implied = |v: &ValueId| present.iter().any(|o| o != v && fact.ancestors(*o).contains(v));
                    Given::Set(present.iter().copied().filter(|v| !implied(v)).collect())
                }
                (_, Some(Given::One(value))) => match values.iter().position(|m| m == value) {
                    Some(at) => Given::One(ValueId::from_index(at)),
                    None => continue,
                },
                (_, Some(other)) => other.clone(),
                (_, None) => continue,
            };
            out.facts.insert(id, given);
        }
        out
    }
}

/// What tells whether two plans have the same constraint.
fn key(model: &Model, constraint: &Constraint) -> (String, String) {
    (
        describe_condition(model, &constraint.premise),
        describe_condition(model, &constraint.conclusion),
    )
}

/// Whether a conclusion does nothing but add values to sets.
fn only_adds(conclusion: &Condition) -> bool {
    match conclusion {
        Condition::Leaf(Leaf::Has(..), _) => true,
        Condition::All(parts) => parts.iter().all(only_adds),
        _ => false,
    }
}

fn merge_facts(facts: &mut Vec<Fact>, side: &Model) -> FactMap {
    let mut map = FactMap::default();
    for (_, fact) in side.facts() {
        let same_kind = |f: &Fact| std::mem::discriminant(&f.kind) == std::mem::discriminant(&fact.kind);
        let at = match facts.iter().position(|f| f.name == fact.name && same_kind(f)) {
            Some(at) => at,
            None => {
                facts.push(Fact {
                    values: Vec::new(),
                    ..fact.clone()
                });
                facts.len() - 1
            }
        };
        let Some(merged) = facts.get_mut(at) else { continue };
        widen(&mut merged.kind, fact.kind);
        let mut values = Vec::new();
        for value in &fact.values {
            let found = merged.values.iter().position(|v| v.name == value.name);
            let index = found.unwrap_or_else(|| {
                merged.values.push(crate::model::FactValue {
                    parents: Vec::new(),
                    ..value.clone()
                });
                merged.values.len() - 1
            });
            values.push(ValueId::from_index(index));
        }
        map.facts.push(FactId::from_index(at));
        map.values.push(values);
    }
    map
}

/// A number's range takes in both plans'.
fn widen(kind: &mut FactType, other: FactType) {
    if let (
        FactType::Int { min, max, .. },
        FactType::Int {
            min: low, max: high, ..
        },
    ) = (kind, other)
    {
        *min = (*min).min(low);
        *max = (*max).max(high);
    }
}

/// Is-a relations that both plans have, or that the only plan has that knows both words.
fn parents(facts: &mut [Fact], plans: [&Model; 2], maps: &[FactMap; 2]) {
    let edges = |side: usize| -> BTreeSet<(FactId, ValueId, ValueId)> {
        let (Some(plan), Some(map)) = (plans.get(side), maps.get(side)) else {
            return BTreeSet::new();
        };
        let mut out = BTreeSet::new();
        for ((_, fact), (id, values)) in plan.facts().zip(map.facts.iter().zip(&map.values)) {
            for (value, child) in fact.values.iter().zip(values) {
                out.extend(
                    value
                        .parents
                        .iter()
                        .filter_map(|p| values.get(p.index()))
                        .map(|parent| (*id, *child, *parent)),
                );
            }
        }
        out
    };
    let knows = |side: usize, fact: FactId, value: ValueId| {
        let map = maps.get(side);
        let at = map.and_then(|m| m.facts.iter().position(|f| *f == fact));
        at.and_then(|i| map?.values.get(i)).is_some_and(|v| v.contains(&value))
    };
    let all = [edges(0), edges(1)];
    for side in [0, 1] {
        let (Some(own), Some(other)) = (all.get(side), all.get(1 - side)) else {
            continue;
        };
        for (fact, child, parent) in own {
            let unknown = !knows(1 - side, *fact, *child) || !knows(1 - side, *fact, *parent);
            if (other.contains(&(*fact, *child, *parent)) || unknown)
                && let Some(value) = facts
                    .get_mut(fact.index())
                    .and_then(|f| f.values.get_mut(child.index()))
                && !value.parents.contains(parent)
            {
                value.parents.push(*parent);
            }
        }
    }
}

/// Definitions that rest on definitions are followed so deep.
const DEEPEST: usize = 8;

impl Reader<'_> {
    fn condition(&mut self, condition: &Condition, depth: usize) -> Condition {
        match condition {
            Condition::All(parts) => Condition::All(parts.iter().map(|p| self.condition(p, depth)).collect()),
            Condition::Any(parts) => Condition::Any(parts.iter().map(|p| self.condition(p, depth)).collect()),
            Condition::Not(inner) => self.condition(inner, depth).negated(),
            Condition::Pending(words, _, span) => {
                let next = u32::try_from(self.pending.len()).unwrap_or(u32::MAX);
                Condition::Pending(words.clone(), *self.pending.entry(words.clone()).or_insert(next), *span)
            }
            Condition::Leaf(leaf, span) => self.leaf(leaf, *span, depth),
            other => other.clone(),
        }
    }

    fn fact(&self, id: FactId) -> FactId {
        self.map.facts.get(id.index()).copied().unwrap_or(id)
    }

    fn value(&self, fact: FactId, value: ValueId) -> ValueId {
        self.map
            .values
            .get(fact.index())
            .and_then(|v| v.get(value.index()))
            .copied()
            .unwrap_or(value)
    }

    fn leaf(&mut self, leaf: &Leaf, span: crate::text::Span, depth: usize) -> Condition {
        let plain = match leaf {
            Leaf::Yes(f) => Leaf::Yes(self.fact(*f)),
            Leaf::Within(f, from, to) => Leaf::Within(self.fact(*f), *from, *to),
            Leaf::Among(f, values) => Leaf::Among(self.fact(*f), values.iter().map(|v| self.value(*f, *v)).collect()),
            Leaf::Has(f, v) => return self.has(*f, *v, span, depth),
        };
        Condition::Leaf(plain, span)
    }

    /// A value as this plan understands it: itself, what this plan alone puts below it, and what brings it in here.
    fn has(&mut self, fact: FactId, value: ValueId, span: crate::text::Span, depth: usize) -> Condition {
        let (id, merged) = (self.fact(fact), self.value(fact, value));
        let mut ways = vec![Condition::Leaf(Leaf::Has(id, merged), span)];
        for below in self.own.fact(fact).descendants(value) {
            let theirs = self.value(fact, below);
            if !self.merged.fact(id).ancestors(theirs).contains(&merged) {
                ways.push(Condition::Leaf(Leaf::Has(id, theirs), span));
            }
            if depth < DEEPEST {
                let premises: Vec<Condition> = self
                    .derives
                    .iter()
                    .filter(|c| adds(&c.conclusion, fact, below))
                    .map(|c| c.premise.clone())
                    .collect();
                ways.extend(premises.iter().map(|p| self.condition(p, depth + 1)));
            }
        }
        if ways.len() == 1 {
            ways.remove(0)
        } else {
            Condition::Any(ways)
        }
    }
}

fn adds(conclusion: &Condition, fact: FactId, value: ValueId) -> bool {
    match conclusion {
        Condition::Leaf(Leaf::Has(f, v), _) => *f == fact && *v == value,
        Condition::All(parts) => parts.iter().any(|p| adds(p, fact, value)),
        _ => false,
    }
}
