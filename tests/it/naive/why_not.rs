//! "Why not" names a change that brings the line in, and no smaller one would.

use proptest::prelude::*;
use zeren::model::{FactId, FactType, Given, Model, Situation, ValueId};
use zeren::route::{Options, Router, why_not};
use zeren::world::Change;

use super::answer::{Naive, lines_of};
use super::config;
use super::policy::policy;
use super::routing::{picks, situation};
use super::world::{compiled, holds};

/// Every situation that differs from `given` by one change of what is given.
fn one_change(model: &Model, given: &Situation) -> Vec<Situation> {
    let mut out = Vec::new();
    for (id, now) in &given.facts {
        let fact = model.fact(*id);
        let values = || (0..fact.values.len() as u32).map(ValueId);
        let others: Vec<Given> = match (now, fact.kind) {
            (Given::Bool(yes), _) => vec![Given::Bool(!yes)],
            (Given::One(v), _) => values().filter(|o| o != v).map(Given::One).collect(),
            (Given::Int(n), FactType::Int { min, max, .. }) => (min..=max).filter(|o| o != n).map(Given::Int).collect(),
            (Given::Set(named), _) => {
                let flipped = |v: ValueId| {
                    let mut set = named.clone();
                    if !set.remove(&v) {
                        set.insert(v);
                    }
                    Given::Set(set)
                };
                values().map(flipped).collect()
            }
            _ => Vec::new(),
        };
        out.extend(others.into_iter().map(|value| with(given, *id, value)));
    }
    out
}

fn with(given: &Situation, fact: FactId, value: Given) -> Situation {
    let mut after = given.clone();
    after.facts.insert(fact, value);
    after
}

/// What is given after changes; a number moves to one end of where it may lie, or to the other.
fn changed(given: &Situation, changes: &[Change], low: bool) -> Situation {
    let mut after = given.clone();
    for change in changes {
        let set = |fact: &FactId| match given.get(*fact) {
            Some(Given::Set(values)) => values.clone(),
            other => panic!("{other:?} is no set"),
        };
        let (fact, value) = match change {
            Change::Add(fact, value) => {
                let now = match after.get(*fact) {
                    Some(Given::Set(v)) => v.clone(),
                    _ => set(fact),
                };
                (fact, Given::Set(now.into_iter().chain([*value]).collect()))
            }
            Change::Remove(fact, value) => {
                let now = match after.get(*fact) {
                    Some(Given::Set(v)) => v.clone(),
                    _ => set(fact),
                };
                (fact, Given::Set(now.into_iter().filter(|v| v != value).collect()))
            }
            Change::Become(fact, value) => (fact, Given::One(*value)),
            Change::Turn(fact, yes) => (fact, Given::Bool(*yes)),
            Change::Move(fact, from, to) => (fact, Given::Int(if low { *from } else { *to })),
        };
        after.facts.insert(*fact, value);
    }
    after
}

proptest! {
    #![proptest_config(config(40, "tests/it/naive/regressions/why_not.txt"))]

    #[test]
    fn the_smallest_change_works_and_is_the_smallest(policy in policy(), picks in picks()) {
        let text = policy.text();
        let compiled = compiled(&text);
        let plan = compiled.plan.as_ref().expect("a plan");
        let (model, router) = (&plan.model, Router::new(plan));
        let naive = Naive::new(model);
        let given = situation(model, &picks);
        if naive.completions(&given).is_empty() {
            return Ok(());
        }
        for (unit, _) in model.units() {
            for absence in why_not(&router, &given, unit, Options::default()).absent {
                let item = model.item(absence.item);
                let limits: Vec<_> = lines_of(item)
                    .into_iter()
                    .filter(|((u, role), _)| u.is_some() && *role == absence.role)
                    .filter(|((u, _), _)| u.is_some_and(|u| model.unit_and_groups(unit).contains(&u)))
                    .flat_map(|(_, (_, limits))| limits)
                    .collect();
                let can_come = |after: &Situation| {
                    let here = |raw: &&super::world::Raw| holds(&item.condition, raw) && limits.iter().any(|l| holds(l, raw));
                    naive.completions(after).iter().any(here)
                };
                let shown = format!("{text}\n{given:?}\n{} {:?}: {:?}", item.name, absence.role, absence.change);
                match &absence.change {
                    Some(changes) => {
                        for low in [true, false] {
                            prop_assert!(can_come(&changed(&given, changes, low)), "does not bring it in\n{}", shown);
                        }
                        prop_assert!(changes.len() < 2 || !one_change(model, &given).iter().any(can_come), "one change is enough\n{}", shown);
                    }
                    None => {
                        prop_assert!(!one_change(model, &given).iter().any(can_come), "one change brings it in\n{}", shown);
                    }
                }
            }
        }
    }
}
