//! `diff` finds exactly the units whose role in a topic differs in some situation, and its witnesses show it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zeren::compile::CompiledPlan;
use zeren::diff::{Side, diff};
use zeren::logic::Limits;
use zeren::model::{Item, Role, Scope, Situation, UnitId};

use super::answer::lines_of;
use super::config;
use super::policy::{Policy, policy};
use super::world::{Raw, compiled, holds, situations};

/// Without what is pending: two plans share nothing of that.
fn decided(mut policy: Policy) -> Policy {
    policy.items.retain(|i| !i.fields.iter().any(|f| f.contains("待定")));
    policy
}

fn topic(item: &Item) -> &str {
    item.topic.as_deref().unwrap_or(&item.name)
}

/// Whether a unit has a role in a topic, here; norms that assign nobody and programmes aside.
fn has(plan: &CompiledPlan, raw: &Raw, unit: UnitId, role: Role, about: &str) -> bool {
    let items = plan
        .model
        .items
        .iter()
        .filter(|i| i.scope == Scope::Case && topic(i) == about && i.overdue.is_none());
    let mut of = items.filter(|i| holds(&i.condition, raw));
    of.any(|i| {
        let lines = lines_of(i);
        let limits = lines.get(&(Some(unit), role));
        limits.is_some_and(|(_, limits)| limits.iter().any(|l| holds(l, raw)))
    })
}

/// Unit, role, topic: lost or gained somewhere.
type Changes = BTreeSet<(bool, String, Role, String)>;

fn expected(a: &CompiledPlan, b: &CompiledPlan, all: &[Raw]) -> Changes {
    let topics: BTreeSet<&str> = a.model.items.iter().chain(&b.model.items).map(topic).collect();
    let mut out = Changes::new();
    for (unit, known) in a.model.units() {
        for role in Role::ALL {
            for about in &topics {
                for raw in all {
                    let (here, there) = (has(a, raw, unit, role, about), has(b, raw, unit, role, about));
                    if here != there {
                        out.insert((there, known.name.clone(), role, (*about).to_owned()));
                    }
                }
            }
        }
    }
    out
}

fn agrees(naive_all: &[Raw], witness: &Situation, model: &zeren::model::Model) -> bool {
    let raw = super::world::raw(model, witness);
    naive_all
        .iter()
        .any(|r| raw.iter().all(|(fact, value)| r[fact] == *value))
}

proptest! {
    #![proptest_config(config(40, "tests/it/naive/regressions/differences.txt"))]

    #[test]
    fn differences_are_those_of_every_situation(one in policy().prop_map(decided), other in policy().prop_map(decided)) {
        // The same constraints on both sides: what one side alone rules out is another matter.
        let other = Policy { constraints: one.constraints.clone(), requirements: Vec::new(), ..other };
        let one = Policy { requirements: Vec::new(), ..one };
        let (texts, plans) = ([one.text(), other.text()], [compiled(&one.text()), compiled(&other.text())]);
        let [a, b] = [plans[0].plan.as_ref().expect("a plan"), plans[1].plan.as_ref().expect("a plan")];
        let all = situations(&a.model);
        if all.is_empty() {
            return Ok(());
        }
        let found = diff(a, b, Limits::default());
        let name = |joint: usize| found.units.list[joint].name.clone();
        let got: Changes = found
            .roles
            .iter()
            .map(|c| (c.in_plan == Side::B, name(c.unit), c.role, c.topic.clone()))
            .collect();
        prop_assert_eq!(&got, &expected(a, b, &all), "{}\n----\n{}\nleft: the engine; right: naive", texts[0], texts[1]);
        for change in &found.roles {
            prop_assert!(change.proof.confirmed && agrees(&all, &change.proof.sides[0], &a.model), "{}\n----\n{}\n{:?}", texts[0], texts[1], change.proof.sides);
        }
    }
}
