//! Every test of the plans, whole and with facts left out: the index finds what the scan finds, and the answers are the same.

use std::collections::BTreeSet;

use zeren::compile::{Compiled, CompiledPlan};
use zeren::model::{FactId, Situation};
use zeren::route::{Options, Router, Scopes};

use crate::fixtures;

/// The plans of the repository.
pub fn plans() -> Vec<Compiled> {
    let folders: BTreeSet<_> = fixtures::zr_files("policies")
        .into_iter()
        .filter_map(|f| f.parent().map(std::path::Path::to_owned))
        .filter(|f| !f.ends_with("vocabulary"))
        .collect();
    folders.iter().map(|f| fixtures::plan_folder(f)).collect()
}

/// The situation with facts left out, a few ways; the same in every run.
pub fn parts(situation: &Situation) -> Vec<Situation> {
    let facts: Vec<FactId> = situation.facts.keys().copied().collect();
    let mut out = Vec::new();
    for seed in 1u64..=2 {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut part = situation.clone();
        for fact in &facts {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(seed);
            if state >> 62 == 0 {
                part.facts.remove(fact);
            }
        }
        out.push(part);
    }
    out
}

fn check(plan: &CompiledPlan, router: &Router<'_>, situation: &Situation) {
    let id = &plan.model.plan.id;
    let (fast, slow) = (router.matching(situation), router.matching_by_scan(situation));
    assert_eq!(fast, slow, "{id}: {situation:?}");
}

#[test]
fn the_index_finds_what_the_scan_finds_on_every_test_of_the_plans() {
    let mut asked = 0;
    for compiled in plans() {
        let plan = compiled.plan.as_ref().expect("a plan");
        let router = Router::new(plan);
        check(plan, &router, &Situation::default());
        for (at, test) in plan.model.tests.iter().enumerate() {
            check(plan, &router, &test.situation);
            // The solver decides what facts left out leave open: a few of those are enough here, the random policies ask the rest.
            for part in parts(&test.situation).iter().take(2 * usize::from(at % 8 == 0)) {
                check(plan, &router, part);
            }
            asked += 1;
        }
    }
    assert!(asked > 200, "only {asked} situations were asked");
}

#[test]
fn answers_are_the_same_by_index_and_by_scan() {
    for compiled in plans() {
        let plan = compiled.plan.as_ref().expect("a plan");
        let router = Router::new(plan);
        for (at, test) in plan.model.tests.iter().enumerate().step_by(4) {
            let options = Options {
                scopes: if at % 8 == 0 { Scopes::Case } else { Scopes::All },
                as_of: None,
            };
            let (fast, slow) = (
                router.route(&test.situation, options),
                router.route_by_scan(&test.situation, options),
            );
            assert_eq!(
                format!("{fast:?}"),
                format!("{slow:?}"),
                "{}: {}",
                plan.model.plan.id,
                test.name
            );
        }
    }
}
