//! Every test of the plans, whole and with facts left out: the index finds what the scan finds, and the answers are the same.

use std::collections::BTreeSet;

use zeren::compile::{Compiled, CompiledPlan};
use zeren::model::{Date, FactId, Situation};
use zeren::route::{Options, Router, Scopes};
use zeren::{Facts, Policy};

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

/// Put together from pieces, a brief answer is what its form says; and its facts are read back as they were, quickly and slowly.
pub fn check_brief(policy: &Policy, situation: &Situation, options: Options) {
    let brief = policy.brief(situation.clone(), options);
    assert_eq!(
        brief.lines(),
        policy.router().brief_by_reasoning(situation, options),
        "{situation:?}"
    );
    let mut pieces = b"{".to_vec();
    brief.write_members(&mut pieces);
    pieces.push(b'}');
    let whole = serde_json::to_value(brief.wire()).expect("it can be said");
    let same = serde_json::to_string(&brief.wire()).expect("it can be said");
    assert_eq!(String::from_utf8_lossy(&pieces), same);
    let text = whole["facts"].to_string();
    let (mut desk, mut quickly) = (zeren::Desk::default(), b"{".to_vec());
    let somebody = policy.brief_json(&text, options, &mut desk, &mut quickly);
    if policy.applies(situation).is_some() {
        assert_eq!(somebody, Some(brief.found_somebody()), "{text}");
        quickly.push(b'}');
        assert_eq!(String::from_utf8_lossy(&quickly), same, "{text}");
        let mut at_once = b"{".to_vec();
        if let Some(sure) = policy.brief_json_at_once(&text, options, &mut desk, &mut at_once) {
            at_once.push(b'}');
            assert_eq!((Some(sure), at_once), (somebody, quickly), "{text}");
        } else {
            assert_eq!(at_once, b"{", "{text}");
        }
    }
    let slowly = Facts::from_json(&text).expect("facts").situation(policy.model());
    assert_eq!(slowly.as_ref(), Ok(situation), "{text}");
}

#[test]
fn brief_answers_of_every_test_are_what_their_form_says() {
    let day = Date::parse("2026-11-22");
    for compiled in plans() {
        let situations: Vec<Situation> = {
            let tests = &compiled.plan.as_ref().expect("a plan").model.tests;
            tests.iter().map(|t| t.situation.clone()).collect()
        };
        let policy = Policy::from_compiled(compiled).expect("a plan");
        for (at, situation) in situations.iter().enumerate() {
            let options = Options {
                scopes: if at % 2 == 0 { Scopes::Case } else { Scopes::All },
                as_of: day.filter(|_| at % 3 == 0),
            };
            check_brief(&policy, situation, options);
        }
    }
}

#[test]
fn quick_reading_leaves_to_slow_reading_what_it_does_not_understand() {
    let policy = Policy::from_text(
        r#"方案 试 { 标题: "试" 词表: 无 }
           事实 情形 { 类型: 多选  别名: 状况  值 甲 { 别名: 子 }  值 乙 }
           事实 急 { 类型: 是否 }
           事实 年龄 { 类型: 整数  取值: 0..17 }
           事实 身份 { 类型: 单选  值 工  值 农 }"#,
    )
    .expect("a plan");
    let slowly = |text: &str| Facts::from_json(text).and_then(|f| f.situation(policy.model())).ok();
    let mut desk = zeren::Desk::default();
    for (text, quick) in [
        (r#"{"情形": ["甲", "乙"], "急": true, "年龄": 9, "身份": "农"}"#, true),
        (r#"{"状况": ["子"], "急": null}"#, true),
        (r#" {} "#, true),
        (r#"{"急": false}"#, true),
        (r#"{"急": "是"}"#, false),
        (r#"{"情形": "甲、乙"}"#, false),
        (r#"{"年龄": 18}"#, false),
        (r#"{"年龄": 1.0}"#, false),
        (r#"{"年龄": "9"}"#, false),
        (r#"{"年龄": 9, "年龄": 10}"#, false),
        (r#"{"情形": ["甲"], "状况": ["乙"]}"#, false),
        (r#"{"身份": ["工"]}"#, false),
        (r#"{"身份": "兵"}"#, false),
        (r#"{"别的": 1}"#, false),
        (r#"{"急": true} {}"#, false),
        (r#"[]"#, false),
        ("", false),
    ] {
        let mut out = b"{".to_vec();
        let read = policy.brief_json(text, Options::default(), &mut desk, &mut out);
        assert_eq!(read.is_some(), quick, "{text}");
        if quick {
            out.push(b'}');
            let facts = serde_json::from_slice::<serde_json::Value>(&out).expect("JSON")["facts"].to_string();
            assert_eq!(slowly(&facts), slowly(text), "{text}");
        } else {
            assert_eq!(out, b"{", "{text}");
        }
    }
}

fn check(plan: &CompiledPlan, router: &Router<'_>, situation: &Situation) {
    let id = &plan.model.plan.id;
    let (fast, slow) = (router.matching(situation), router.matching_by_scan(situation));
    assert_eq!(fast, slow, "{id}: {situation:?}");
    // Whom a plan is for is told with and without what is made ready.
    assert_eq!(
        zeren::route::applies(plan, situation),
        router.applies(situation),
        "{id}: {situation:?}"
    );
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
