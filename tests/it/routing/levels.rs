//! A city's plan, its counties' and their towns' in one registry: jurisdiction as a fact picks the plans.

use std::sync::Arc;

use serde_json::json;
use zeren::{Facts, Lang, Options, Policy, Registry};

/// Places within places: one city, counties, towns of each.
fn places(counties: usize, towns: usize) -> String {
    let mut out = String::from("事实 地区 { 类型: 单选  提问: \"在哪里?\"  值 全市 { 别名: 市 }\n");
    for county in 0..counties {
        out.push_str(&format!("值 县{county} {{ 上位: 全市 }}\n"));
        for town in 0..towns {
            out.push_str(&format!("值 镇{county}之{town} {{ 上位: 县{county} }}\n"));
        }
    }
    out + "}\n"
}

fn plan(id: &str, place: &str, places: &str, more: &str) -> Arc<Policy> {
    let text = format!(
        r#"方案 {id} {{ 标题: "例" 词表: 无  当: 地区 为 {place} }}
           单位 {id}局
           事实 急 {{ 类型: 是否 }}
           {places}{more}
           职责 办 {{ 出处: 一/1  责任: {id}局  当: 急 }}"#
    );
    Arc::new(Policy::from_text(&text).unwrap_or_else(|e| panic!("{}", e.message(Lang::En))))
}

fn answering(plans: &Registry, facts: serde_json::Value) -> Vec<String> {
    let facts = Facts::try_from(&facts).unwrap();
    let routings = plans.route(&facts, Options::default()).unwrap();
    routings.answers.iter().map(|r| r.policy().id().to_owned()).collect()
}

fn three_levels() -> Registry {
    let places = places(2, 2);
    [
        plan("市", "全市", &places, ""),
        plan("县0", "县0", &places, "事实 山区 { 类型: 是否 }"),
        plan("县1", "县1", &places, ""),
        plan("镇0之1", "镇0之1", &places, ""),
    ]
    .into_iter()
    .collect()
}

#[test]
fn a_case_is_asked_of_the_plans_of_its_place() {
    let plans = three_levels();
    assert_eq!(
        answering(&plans, json!({"地区": "镇0之1", "急": true})),
        ["县0", "市", "镇0之1"]
    );
    assert_eq!(answering(&plans, json!({"地区": "镇1之0", "急": true})), ["县1", "市"]);
    assert_eq!(answering(&plans, json!({"地区": "市", "急": true})), ["市"]);
    // Where the place is not told, every plan may be meant, and each says so.
    let facts = Facts::try_from(&json!({"急": true})).unwrap();
    let routings = plans.route(&facts, Options::default()).unwrap();
    assert_eq!(routings.answers.len(), 4);
    let warnings = &routings.answers[0].to_json(Lang::En)["warnings"];
    assert!(warnings[0].as_str().unwrap().contains("地区 为 县0"), "{warnings}");
}

#[test]
fn a_fact_of_one_plan_is_left_out_for_the_others_and_a_word_of_none_is_a_mistake() {
    let plans = three_levels();
    let facts = Facts::try_from(&json!({"地区": "镇0之0", "急": true, "山区": true})).unwrap();
    let routings = plans.route(&facts, Options::default()).unwrap();
    let left_out: Vec<_> = routings
        .answers
        .iter()
        .map(|r| (r.policy().id(), r.left_out().len()))
        .collect();
    assert_eq!(left_out, [("县0", 0), ("市", 1)]);
    let told = routings.answers[1].to_json(Lang::En)["warnings"].to_string();
    assert!(told.contains("山区"), "{told}");
    for wrong in [
        json!({"地区": "镇9", "急": true}),
        json!({"地区": "镇0之0", "着急": true}),
    ] {
        let facts = Facts::try_from(&wrong).unwrap();
        assert!(plans.route(&facts, Options::default()).is_err(), "{wrong}");
    }
}

#[test]
fn picking_plans_by_a_word_leaves_none_out() {
    let (counties, towns) = (7, 9);
    let places = places(counties, towns);
    let mut plans: Registry = (0..counties)
        .map(|c| plan(&format!("县{c}"), &format!("县{c}"), &places, ""))
        .collect();
    for county in 0..counties {
        for town in 0..towns {
            let id = format!("镇{county}之{town}");
            plans.put(plan(&id, &id, &places, ""));
        }
    }
    plans.put(plan("市", "全市", &places, ""));
    assert_eq!(answering(&plans, json!({"地区": "镇3之4"})), ["县3", "市", "镇3之4"]);
    // Every plan asked by itself says the same.
    let facts = Facts::try_from(&json!({"地区": "镇3之4"})).unwrap();
    let own: Vec<&str> = plans
        .iter()
        .filter(|p| p.applies(&p.situation(&facts).unwrap()).is_some())
        .map(|p| p.id())
        .collect();
    assert_eq!(own, ["县3", "市", "镇3之4"]);
    // A plan that is replaced is found by its new place, and no longer by its old one.
    let before = plans.get("市").unwrap().clone();
    plans.put(plan("镇3之4", "镇0之0", &places, ""));
    assert_eq!(answering(&plans, json!({"地区": "镇3之4"})), ["县3", "市"]);
    assert_eq!(
        answering(&plans, json!({"地区": "镇0之0"})),
        ["县0", "市", "镇0之0", "镇3之4"]
    );
    assert!(
        Arc::ptr_eq(plans.get("市").unwrap(), &before),
        "the others are not made again"
    );
    plans.remove("县3");
    assert_eq!(answering(&plans, json!({"地区": "镇3之4"})), ["市"]);
}
