//! What an answer tells beside who must act: the duties that came nearest, what an escalation waits for, what keeps a unit out.

use std::fmt::Write as _;

use serde_json::{Value, json};
use zeren::route::{Options, Probe, Router, Status, why_not};
use zeren::{Facts, Lang, Policy};

const HEAD: &str = "方案 例 { 标题: \"例\"  词表: 无 }\n单位 局\n单位 校\n事实 甲 { 类型: 是否 }\n事实 乙 { 类型: 是否 }\n事实 丙 { 类型: 是否 }\n\
    事实 丁 { 类型: 是否 }\n事实 情形 { 类型: 多选  值 侵害  值 失踪 }\n";

fn policy(items: &str) -> Policy {
    Policy::from_text(&format!("{HEAD}{items}")).expect("a plan without mistakes")
}

fn facts(facts: &Value) -> Facts {
    Facts::from_json(&facts.to_string()).expect("facts")
}

fn answer(items: &str, given: &Value) -> Value {
    policy(items).route(&facts(given)).expect("an answer").to_json(Lang::Zh)
}

#[test]
fn the_nearest_duties_are_those_that_the_fewest_changes_bring_in() {
    let items = "职责 无人 { 出处: 一/6  责任: 无  主语: 缺失  当: 甲 }
        任务 面上 { 出处: 一/7  范围: 制度  牵头: 局  当: 甲 }
        职责 配合 { 出处: 一/9  责任: 无  主语: 缺失  配合: 校  当: 乙 }
        职责 两步 { 出处: 一/1  责任: 局  当: 甲 且 乙 }
        职责 空着 { 出处: 一/2  责任: 局  当: 情形 含 侵害 }
        职责 一步 { 出处: 一/3  责任: 局  当: 甲 }
        职责 一样 { 出处: 一/4  责任: 校  当: 甲 }
        职责 半成 { 出处: 一/5  责任: 局  当: 乙 且 丁 }
        职责 也一步 { 出处: 一/8  责任: 局  当: 丙 }";
    let given = json!({"甲": false, "乙": false, "丙": false, "丁": true, "情形": []});
    let gaps = answer(items, &given);
    let gap = &gaps["gaps"][0];
    // Where more of the condition holds already comes first; nobody's clauses, programmes and mere help are no duty to be near to.
    assert_eq!(gap["nearest"], json!(["一/5", "一/3", "一/4"]), "{gap}");
    // With fewer duties there are fewer; of equals, one that needs nothing of a set that was said to be empty comes first.
    let few = "职责 空着 { 出处: 一/2  责任: 局  当: 情形 含 侵害 }\n职责 两步 { 出处: 一/1  责任: 局  当: 甲 且 乙 }\n职责 一步 { 出处: 一/3  责任: 局  当: 丙 }";
    assert_eq!(
        answer(few, &given)["gaps"][0]["nearest"],
        json!(["一/3", "一/2", "一/1"])
    );
    // However many there are, and in whatever order they stand.
    let mut many: String = (0..36).map(|n| format!("事实 旁{n} {{ 类型: 是否 }}\n")).collect();
    for n in 0..32 {
        let _ = writeln!(many, "职责 两步{n} {{ 出处: 二/{n}  责任: 局  当: 旁{n} 且 甲 }}");
    }
    many.push_str("职责 远 { 出处: 三/1  责任: 局  当: 旁33 且 旁34 且 旁35 且 甲 }\n职责 近 { 出处: 三/2  责任: 局  当: 旁32 }\n");
    let mut given: serde_json::Map<String, Value> = (0..36).map(|n| (format!("旁{n}"), json!(false))).collect();
    given.insert("甲".to_owned(), json!(false));
    assert_eq!(
        answer(&many, &Value::Object(given))["gaps"][0]["nearest"],
        json!(["三/2", "二/0", "二/1"])
    );
    // A set to which a value would be added is another matter than one that was said to be empty.
    let sets = "事实 诉求 { 类型: 多选  值 报案  值 求助 }\n职责 求 { 出处: 一/1  责任: 局  当: 诉求 含 报案 }\n职责 害 { 出处: 一/2  责任: 局  当: 情形 含 侵害 }";
    assert_eq!(
        answer(sets, &json!({"情形": ["失踪"], "诉求": []}))["gaps"][0]["nearest"],
        json!(["一/2", "一/1"])
    );
}

#[test]
fn an_escalation_says_what_it_waits_for() {
    let items = "升级 好 { 出处: 一/1  自: 局  至: 校  当: 非 甲 }\n升级 坏 { 出处: 一/2  自: 局  至: 校  当: 乙 }";
    let given = json!({"甲": true, "乙": false});
    let said = answer(items, &given);
    let waits: Vec<&Value> = said["escalations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| &e["trigger"])
        .collect();
    assert_eq!(waits, ["如果 非 甲", "如果 乙"]);
}

#[test]
fn a_unit_that_is_left_out_is_told_which_tests_fail() {
    let items = "职责 办 { 出处: 一/1  责任: 局  配合: 校 当 乙  当: 甲 且 情形 含 侵害 且 非 (丙 或 丁) }";
    let policy = policy(items);
    let unit = |name: &str| policy.model().find_unit(name).expect("a unit");
    let blocked = |name: &str, given: Value| {
        let situation = policy.situation(&facts(&given)).expect("facts");
        let told = why_not(&policy.router(), &situation, unit(name), Options::default());
        told.absent.into_iter().flat_map(|a| a.blocked_by).collect::<Vec<_>>()
    };
    let rest = json!({"甲": false, "情形": ["失踪"], "丙": true, "丁": false, "乙": true});
    assert_eq!(blocked("局", rest.clone()), ["甲", "情形 含 侵害", "非 丙"]);
    assert_eq!(blocked("校", rest), ["甲", "情形 含 侵害", "非 丙"]);
    // The item applies: what keeps the unit out stands at its line.
    let line = json!({"甲": true, "情形": ["侵害"], "丙": false, "丁": false, "乙": false});
    assert_eq!(blocked("校", line.clone()), ["乙"]);
    assert!(blocked("局", line).is_empty());
    // What both ask for is told once.
    let twice = self::policy("职责 办 { 出处: 一/1  责任: 局  配合: 校 当 甲  当: 甲 }");
    let situation = twice.situation(&facts(&json!({"甲": false}))).expect("facts");
    let school = twice.model().find_unit("校").expect("a unit");
    let told = why_not(&twice.router(), &situation, school, Options::default());
    assert_eq!(told.absent[0].blocked_by, ["甲"]);
    // What is not known keeps nobody out by itself.
    assert_eq!(blocked("局", json!({"甲": false})), ["甲"]);
}

#[test]
fn a_probe_knows_contradictions_and_discretion() {
    let items = "约束 不 { 若: 甲  则: 非 乙 }\n职责 一 { 出处: 一/1  责任: 局  配合: 校 当 视情  当: 丙 }\n职责 二 { 出处: 一/2  责任: 局  当: 丙 且 视情 }";
    let policy = policy(items);
    let router = Router::new(policy.plan());
    let probe = |given: Value, ask: &dyn Fn(&Probe<'_, '_>)| {
        let situation = policy.situation(&facts(&given)).expect("facts");
        ask(&Probe::new(&router, &situation));
    };
    probe(json!({"甲": true, "乙": true}), &|p| assert!(!p.is_consistent()));
    probe(json!({"甲": true, "乙": false, "丙": true}), &|p| {
        assert!(p.is_consistent());
        let bound = policy.model().items().flat_map(|(id, _)| p.lines(id));
        let bound: Vec<_> = bound.map(|line| (line.status, line.bound)).collect();
        let (sure, granted) = ((Status::Certain, Some(Status::Certain)), (Status::Certain, None));
        assert_eq!(bound, [sure, granted, granted]);
    });
}

#[test]
fn an_answer_is_sure_of_what_is_certain_and_of_escalations_that_will_hold() {
    let items = "职责 定 { 出处: 一/1  责任: 局  当: 甲 }
        职责 未定 { 出处: 一/2  责任: 局  当: 乙 }
        规范 守 { 出处: 二/1  不得: \"去\"  当: 甲 }
        规范 未必 { 出处: 二/2  不得: \"来\"  当: 乙 }
        规范 不守 { 出处: 二/3  不得: \"留\"  当: 非 甲 }
        升级 上 { 出处: 三/1  自: 局  至: 校  当: 甲 }
        升级 或上 { 出处: 三/2  自: 局  至: 校  当: 乙 }
        升级 催 { 出处: 三/3  自: 局  至: 校  当: 甲  逾期: 超过 3日 自 受理 }";
    let policy = policy(items);
    let situation = policy.situation(&facts(&json!({"甲": true}))).expect("facts");
    let answer = policy.router().route(&situation, Options::default());
    let reached = answer
        .reached()
        .into_iter()
        .map(|id| policy.model().item(id).name.as_str());
    assert_eq!(reached.collect::<Vec<_>>(), ["定", "守", "上", "催"]);
}

#[test]
fn where_nobody_acts_it_is_said_whether_anybody_may() {
    let note = |items: &str| answer(items, &json!({"甲": false}))["gaps"][0]["note"].clone();
    let (asked_for, nobody) = ("已知的事实还定不下任何主责单位", "没有任何条款规定");
    for (items, said) in [
        ("职责 办 { 出处: 一/1  责任: 局  当: 乙 }", asked_for),
        ("职责 办 { 出处: 一/1  责任: 局  当: 甲 }", nobody),
        // Who may only help does not act, and who helps for certain does not either.
        (
            "职责 办 { 出处: 一/1  责任: 局  配合: 校 当 乙  当: 甲 }\n职责 帮 { 出处: 一/2  配合: 校  当: 乙 }",
            nobody,
        ),
        ("职责 帮 { 出处: 一/2  配合: 校  当: 非 甲 }", nobody),
    ] {
        let note = note(items);
        assert!(note.as_str().is_some_and(|n| n.starts_with(said)), "{items}: {note}");
    }
}

#[test]
fn links_that_nobody_takes_up_come_in_the_order_of_the_text() {
    let items =
        "职责 后 { 出处: 二/1  责任: 局  当: 甲  移交: 校; 局 }\n职责 先 { 出处: 一/1  责任: 局  当: 甲  通报: 校 }";
    let policy = policy(items);
    let situation = policy.situation(&facts(&json!({"甲": true}))).expect("facts");
    let answer = policy.router().route(&situation, Options::default());
    let broken = answer.broken_links.iter().map(|b| {
        let model = policy.model();
        (model.item(b.item).name.as_str(), model.unit(b.to).name.as_str())
    });
    assert_eq!(broken.collect::<Vec<_>>(), [("先", "校"), ("后", "局"), ("后", "校")]);
}

#[test]
fn what_is_open_names_the_facts_that_are_missing() {
    let items = "职责 办 { 出处: 一/1  责任: 局  配合: 校 当 乙  当: 甲 }
        规范 守 { 出处: 二/1  不得: \"去\"  当: 丙 }
        升级 上 { 出处: 三/1  自: 局  至: 校  当: 丙 且 丁 }
        升级 定 { 出处: 三/2  自: 局  至: 校  当: 甲 }
        升级 催 { 出处: 三/3  自: 局  至: 校  当: 甲  逾期: 超过 3日 自 受理 }";
    let policy = policy(items);
    let model = policy.model();
    let told = |given: Value| {
        let situation = policy.situation(&facts(&given)).expect("facts");
        let answer = policy.router().route(&situation, Options::default());
        let names = |missing: &[zeren::model::FactId]| -> String {
            let names = missing.iter().map(|fact| model.fact(*fact).name.as_str());
            names.collect::<Vec<_>>().join(" ")
        };
        let unit = |a: &zeren::route::Assignment| a.unit.map_or("无", |unit| &model.unit(unit).name).to_owned();
        let lines = answer.assignments.iter().filter(|a| a.via.is_none());
        let lines: Vec<_> = lines.map(|a| (unit(a), a.why.join(" "), names(&a.missing))).collect();
        let norms: Vec<String> = answer.norms.iter().map(|n| names(&n.missing)).collect();
        let steps = answer.escalations.iter();
        let steps: Vec<String> = steps
            .map(|e| format!("{} {}", model.item(e.item).name, names(&e.missing)))
            .collect();
        (lines, norms, steps)
    };
    let line = |unit: &str, why: &str, missing: &str| (unit.to_owned(), why.to_owned(), missing.to_owned());
    let (lines, norms, steps) = told(json!({"甲": true}));
    assert_eq!(lines, [line("局", "甲", ""), line("校", "甲", "乙")]);
    assert_eq!(norms, ["丙"]);
    assert_eq!(steps, ["定 ", "上 丙 丁", "催 "]);
    // A unit's own condition is a reason of its own.
    let (lines, norms, steps) = told(json!({"甲": true, "乙": true, "丙": true}));
    assert_eq!(lines, [line("局", "甲", ""), line("校", "甲 乙", "")]);
    assert_eq!(
        (norms, steps),
        (vec![String::new()], vec!["定 ".into(), "上 丁".into(), "催 ".into()])
    );
}

#[test]
fn norms_come_in_the_order_of_the_clauses() {
    let items = "规范 后 { 出处: 二/1  不得: \"去\"  当: 甲 }\n规范 中 { 出处: 一/10  不得: \"来\"  当: 甲 }\n规范 先 { 出处: 一/9  不得: \"留\"  当: 甲 }";
    let policy = policy(items);
    let situation = policy.situation(&facts(&json!({"甲": true}))).expect("facts");
    let answer = policy.router().route(&situation, Options::default());
    let names = answer.norms.iter().map(|n| policy.model().item(n.item).name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["先", "中", "后"]);
}
