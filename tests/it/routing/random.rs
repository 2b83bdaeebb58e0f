//! Random policies, random facts.

use proptest::prelude::*;
use zeren::model::{Given, Model, Situation, ValueId};
use zeren::route::{Options, Router};

use crate::analyze::policy::policy;
use crate::fixtures;

fn situation(model: &Model, picks: &[Option<u8>]) -> Situation {
    let mut out = Situation::default();
    for ((id, fact), pick) in model.facts().zip(picks) {
        let Some(pick) = *pick else { continue };
        use zeren::model::FactType;
        let given = match fact.kind {
            FactType::Bool => Given::Bool(pick % 2 == 1),
            FactType::Set => {
                let values = (0..fact.values.len() as u32).filter(|v| pick >> v & 1 == 1);
                Given::Set(values.map(ValueId).collect())
            }
            FactType::One | FactType::Ordered => Given::One(ValueId(u32::from(pick) % fact.values.len() as u32)),
            FactType::Int { min, max, .. } => Given::Int(min + i64::from(pick) % (max - min + 1)),
        };
        out.facts.insert(id, given);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_answers_as_the_scan(
        policy in policy(),
        cases in prop::collection::vec(prop::collection::vec(prop::option::of(any::<u8>()), 4), 1..12),
    ) {
        let text = policy.text();
        let compiled = fixtures::plan(&text);
        let plan = compiled.plan.as_ref().expect("a plan");
        let router = Router::new(plan);
        for picks in &cases {
            let situation = situation(&plan.model, picks);
            prop_assert_eq!(router.matching(&situation), router.matching_by_scan(&situation), "{}\n{:?}", text, situation);
            let (fast, slow) = (router.route(&situation, Options::default()), router.route_by_scan(&situation, Options::default()));
            prop_assert_eq!(format!("{fast:?}"), format!("{slow:?}"), "{}\n{:?}", text, situation);
        }
    }
}
