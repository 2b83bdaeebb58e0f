//! Every situation of a small vocabulary, one by one, with an evaluator of conditions of its own.

use std::collections::{BTreeMap, BTreeSet};

use zeren::compile::{Compiled, compile};
use zeren::model::{Condition, Constraint, FactType, Given, Item, Leaf, LinkKind, Model, Role, Situation, UnitId};
use zeren::text::Source;

/// Every fact's raw value; sets hold what is implied too. Conditions not yet encoded stand behind the facts, from [`PENDING`] on.
pub type Raw = BTreeMap<u32, Value>;

/// The first key of a condition that is not yet encoded.
pub const PENDING: u32 = 1_000_000;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Set(BTreeSet<u32>),
    One(u32),
    Int(i64),
    Bool(bool),
}

/// Compiles a text that has no mistakes.
pub fn compiled(text: &str) -> Compiled {
    let compiled = compile(vec![Source::new("试.zr", text)], &mut |_| None);
    assert!(compiled.diagnostics.is_empty(), "{:?}\n{text}", compiled.diagnostics);
    compiled
}

/// Every situation that the constraints allow.
pub fn situations(model: &Model) -> Vec<Raw> {
    let mut all: Vec<Raw> = vec![Raw::new()];
    for (at, fact) in (0u32..).zip(&model.facts) {
        let values: Vec<Value> = match fact.kind {
            FactType::Bool => vec![Value::Bool(false), Value::Bool(true)],
            FactType::One | FactType::Ordered => (0..fact.values.len() as u32).map(Value::One).collect(),
            FactType::Int { min, max, .. } => (min..=max).map(Value::Int).collect(),
            FactType::Set => {
                let sets = (0u32..1 << fact.values.len()).map(|bits| {
                    (0..fact.values.len() as u32)
                        .filter(|v| bits >> v & 1 == 1)
                        .collect::<BTreeSet<u32>>()
                });
                let closed = |s: &BTreeSet<u32>| {
                    s.iter()
                        .all(|v| fact.values[*v as usize].parents.iter().all(|p| s.contains(&p.0)))
                };
                sets.filter(closed).map(Value::Set).collect()
            }
        };
        all = all
            .iter()
            .flat_map(|raw| {
                values.iter().map(|v| {
                    let mut raw = raw.clone();
                    raw.insert(at, v.clone());
                    raw
                })
            })
            .collect();
    }
    all.retain(|raw| model.constraints.iter().all(|c| obeys(c, raw)));
    for number in pending(model) {
        all = all
            .into_iter()
            .flat_map(|raw| {
                [false, true].map(|yes| {
                    let mut raw = raw.clone();
                    raw.insert(PENDING + number, Value::Bool(yes));
                    raw
                })
            })
            .collect();
    }
    all
}

/// Whether a situation obeys a constraint.
pub fn obeys(constraint: &Constraint, raw: &Raw) -> bool {
    !holds(&constraint.premise, raw) || holds(&constraint.conclusion, raw)
}

/// The numbers of the conditions that are not yet encoded.
fn pending(model: &Model) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    let limits = |i: &'_ Item| -> Vec<Condition> {
        let parties = i.parties.iter().map(|p| p.when.clone());
        parties.chain(i.links.iter().map(|l| l.when.clone())).collect()
    };
    for item in &model.items {
        for condition in std::iter::once(item.condition.clone()).chain(limits(item)) {
            condition.visit(&mut |c| {
                if let Condition::Pending(_, number, _) = c {
                    out.insert(*number);
                }
            });
        }
    }
    out
}

/// Whether a condition holds, with discretion granted.
pub fn holds(condition: &Condition, raw: &Raw) -> bool {
    match condition {
        Condition::Always | Condition::Discretion(..) => true,
        Condition::Never => false,
        Condition::Pending(_, number, _) => raw[&(PENDING + number)] == Value::Bool(true),
        Condition::All(parts) => parts.iter().all(|p| holds(p, raw)),
        Condition::Any(parts) => parts.iter().any(|p| holds(p, raw)),
        Condition::Not(inner) => !holds(inner, raw),
        Condition::Leaf(leaf, _) => match (leaf, &raw[&leaf.fact().0]) {
            (Leaf::Yes(_), Value::Bool(yes)) => *yes,
            (Leaf::Has(_, v), Value::Set(set)) => set.contains(&v.0),
            (Leaf::Among(_, list), Value::One(v)) => list.iter().any(|x| x.0 == *v),
            (Leaf::Within(_, from, to), Value::Int(n)) => from.is_none_or(|f| f <= *n) && to.is_none_or(|t| *n <= t),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// A witness as raw values; facts that it leaves out are absent.
pub fn raw(model: &Model, situation: &Situation) -> Raw {
    let mut out = Raw::new();
    for (id, given) in &situation.facts {
        let value = match given {
            Given::Bool(yes) => Value::Bool(*yes),
            Given::One(v) => Value::One(v.0),
            Given::Int(n) => Value::Int(*n),
            Given::Set(values) => Value::Set(
                values
                    .iter()
                    .flat_map(|v| model.fact(*id).ancestors(*v))
                    .map(|v| v.0)
                    .collect(),
            ),
        };
        out.insert(id.0, value);
    }
    out
}

/// The allowed situations that agree with a witness.
pub fn completions<'a>(all: &'a [Raw], witness: &Raw) -> Vec<&'a Raw> {
    all.iter()
        .filter(|raw| witness.iter().all(|(fact, value)| raw[fact] == *value))
        .collect()
}

/// Who has a role of its own in an item, here.
pub fn parties(item: &Item, raw: &Raw) -> Vec<(Option<UnitId>, Role)> {
    if !holds(&item.condition, raw) {
        return Vec::new();
    }
    item.parties
        .iter()
        .filter(|p| holds(&p.when, raw))
        .map(|p| (p.unit, p.role))
        .collect()
}

pub fn acts(role: Role) -> bool {
    matches!(role, Role::Lead | Role::Joint | Role::Responsible)
}

/// Whether somebody named has to act in an item, here.
pub fn somebody_acts(item: &Item, raw: &Raw) -> bool {
    parties(item, raw)
        .iter()
        .any(|(unit, role)| unit.is_some() && acts(*role))
}

/// To whom an item hands over, here.
pub fn handed(item: &Item, raw: &Raw) -> Vec<UnitId> {
    let links = item
        .links
        .iter()
        .filter(|l| l.kind == LinkKind::HandOver && holds(&item.condition, raw) && holds(&l.when, raw));
    links.map(|l| l.unit).collect()
}
