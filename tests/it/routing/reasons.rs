//! Why a unit must act: the parts of the condition that hold, each with the fact that makes it so.

use serde_json::{Value, json};
use zeren::{Facts, Lang, Policy};

const HEAD: &str = "方案 例 { 标题: \"例\"  词表: 无 }\n单位 局\n事实 甲 { 类型: 是否 }\n事实 乙 { 类型: 是否 }\n事实 丙 { 类型: 是否 }\n\
    事实 丁 { 类型: 是否 }\n事实 戊 { 类型: 是否 }\n事实 情形 { 类型: 多选  值 侵害  值 虐待 { 上位: 侵害 }  值 失踪 }\n\
    事实 场所 { 类型: 单选  值 学校  值 街头  值 家中 }\n事实 年龄 { 类型: 整数  取值: 0..120 }\n约束 连 { 若: 丁  则: 戊 }\n定义 两样 = 丙 且 丁\n定义 某样 = 乙 或 丙\n";

/// The reasons for the one line of a duty under this condition.
fn reasons(condition: &str, facts: &Value) -> Vec<String> {
    let text = format!("{HEAD}职责 办 {{ 出处: 一  责任: 局  当: {condition} }}\n");
    let policy = Policy::from_text(&text).expect("a plan without mistakes");
    let facts = Facts::from_json(&facts.to_string()).expect("facts");
    let answer = policy.route(&facts).expect("an answer").to_json(Lang::Zh);
    let lines = answer["assignments"].as_array().expect("lines");
    assert_eq!(lines.len(), 1, "{condition} {facts:?}");
    let why = lines[0]["why"].as_array().expect("reasons");
    why.iter().map(|w| w.as_str().expect("words").to_owned()).collect()
}

#[test]
fn reasons_are_the_parts_that_hold() {
    let cases: [(&str, Value, &[&str]); 24] = [
        ("甲 且 乙", json!({"甲": true, "乙": true}), &["甲", "乙"]),
        ("甲 且 乙", json!({"甲": true}), &["甲"]),
        ("甲 且 甲", json!({"甲": true}), &["甲"]),
        // What is named stands within another condition: its parts are reasons one by one.
        ("甲 且 两样", json!({"甲": true, "丙": true}), &["甲", "丙"]),
        ("甲 或 乙", json!({"甲": true, "乙": true}), &["甲", "乙"]),
        ("甲 或 乙", json!({"甲": true, "乙": false}), &["甲"]),
        ("甲 或 两样", json!({"甲": true, "丙": true}), &["甲"]),
        ("甲 且 (乙 或 丙)", json!({"甲": true, "丙": true}), &["甲", "丙"]),
        ("甲 且 (乙 或 丙)", json!({"甲": true}), &["甲"]),
        ("非 甲", json!({"甲": false}), &["非 甲"]),
        ("非 (甲 或 乙)", json!({"甲": false, "乙": false}), &["非 甲", "非 乙"]),
        ("非 (甲 或 乙)", json!({"甲": false}), &["非 甲"]),
        (
            "非 (甲 或 某样)",
            json!({"甲": false, "丙": false}),
            &["非 甲", "非 丙"],
        ),
        ("非 (甲 且 乙)", json!({"甲": false, "乙": true}), &["非 甲"]),
        ("甲 且 视情", json!({"甲": true}), &["甲", "视情"]),
        ("甲 且 必要时", json!({"甲": true}), &["甲", "必要时"]),
        ("情形 含 侵害", json!({"情形": ["侵害"]}), &["情形 含 侵害"]),
        (
            "情形 含 侵害",
            json!({"情形": ["虐待", "失踪"]}),
            &["情形 含 侵害(虐待)"],
        ),
        // Given itself, it needs nothing that implies it.
        ("情形 含 侵害", json!({"情形": ["侵害", "虐待"]}), &["情形 含 侵害"]),
        ("非 情形 含 侵害", json!({"情形": ["失踪"]}), &["非 情形 含 侵害"]),
        ("年龄 < 16", json!({"年龄": 6}), &["年龄 <= 15(6)"]),
        ("场所 为 学校", json!({"场所": "学校"}), &["场所 为 学校"]),
        (
            "场所 属于 (学校、街头)",
            json!({"场所": "街头"}),
            &["场所 属于 (学校、街头)(街头)"],
        ),
        ("戊", json!({"丁": true}), &["戊(推得)"]),
    ];
    let mut wrong = Vec::new();
    for (condition, facts, expected) in &cases {
        let found = reasons(condition, facts);
        if found != *expected {
            wrong.push(format!("{condition} {facts}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
