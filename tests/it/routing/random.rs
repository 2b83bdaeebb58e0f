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

/// Found by the random policies: two tests of one number that are each open and together hold, once a constraint has cut it.
#[test]
fn tests_of_one_number_that_hold_together_are_certain() {
    let compiled = fixtures::plan(
        r#"方案 试 { 标题: "试" 词表: 无 }
           单位 东局
           事实 情形 { 类型: 多选  值 甲  值 丙 }
           事实 年龄 { 类型: 整数  取值: 0..4 }
           约束 约一 { 若: 情形 含 丙  则: 年龄 >= 2 }
           职责 条 { 出处: 一/1  牵头: 东局  当: (年龄 属于 1..2 且 情形 含 甲) 或 非 (年龄 < 3) }"#,
    );
    let plan = compiled.plan.as_ref().expect("a plan");
    let given = situation(&plan.model, &[Some(3)]);
    let router = Router::new(plan);
    assert_eq!(router.matching(&given), router.matching_by_scan(&given));
    assert_eq!(router.route(&given, Options::default()).reached().len(), 1);
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
        let asked = zeren::Policy::from_text(&text).expect("a plan");
        for picks in &cases {
            let given = (0u8..).zip(picks).map(|(at, pick)| pick.or(Some(at.wrapping_mul(85)))).collect::<Vec<_>>();
            for picks in [picks, &given] {
                super::same::check_brief(&asked, &situation(asked.model(), picks), Options::default());
            }
        }
    }
}
