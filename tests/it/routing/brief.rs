//! Brief answers, pieced together without reasoning, on every situation of a plan with every kind of line.

use std::fmt::Write as _;

use serde_json::json;
use zeren::model::{Date, FactType, Given, Model, Situation, ValueId};
use zeren::route::{Desk, Options, Router, Scopes, Status};
use zeren::{Facts, Policy};

use super::same::check_brief;

const PLAN: &str = "方案 例 { 标题: \"例\"  词表: 无  阶段: 前 > 后  当: 非 (类 为 寅 且 急) }
单位 局
单位 校 { 存续: ..2025-06-30  改为: 院 }
单位 院
单位 所
事实 情形 { 类型: 多选  值 甲  值 乙 { 上位: 甲 }  值 丙 }
事实 年龄 { 类型: 整数  取值: 0..4 }
事实 类 { 类型: 单选  值 子  值 丑 { 上位: 子 }  值 寅 }
事实 急 { 类型: 是否 }
职责 后办 { 出处: 一/1  阶段: 后  责任: 局  配合: 校 当 急; 所  当: 情形 含 甲 }
职责 先办 { 出处: 一/2  阶段: 前  牵头: 校  共同: 局 当 年龄 < 2 或 情形 含 丙  通报: 所 当 非 急  当: 类 为 子 或 年龄 >= 3 }
职责 空 { 出处: 一/3  责任: 无  主语: 缺失  当: 情形 含全部 (乙、丙) }
任务 面上 { 出处: 二/1  牵头: 所  当: 非 情形 含 丙 }
规范 去 { 出处: 二/2  必须: \"去\"  主体: 院  范围: 个案  当: 急 且 视情 }
升级 上 { 出处: 三/1  自: 局  至: 院  当: 年龄 = 4 }
升级 催 { 出处: 三/2  自: 局  至: 院  逾期: 超过 3日 自 受理 }
";

/// Every situation of which everything is given.
fn situations(model: &Model) -> Vec<Situation> {
    let mut out = vec![Situation::default()];
    for (id, fact) in model.facts() {
        let given: Vec<Given> = match fact.kind {
            FactType::Bool => vec![Given::Bool(false), Given::Bool(true)],
            FactType::Set => (0..1u32 << fact.values.len())
                .map(|word| {
                    Given::Set(
                        (0..fact.values.len() as u32)
                            .filter(|v| word >> v & 1 == 1)
                            .map(ValueId)
                            .collect(),
                    )
                })
                .collect(),
            FactType::One | FactType::Ordered => {
                (0..fact.values.len() as u32).map(|v| Given::One(ValueId(v))).collect()
            }
            FactType::Int { min, max, .. } => (min..=max).map(Given::Int).collect(),
        };
        let longer = |s: &Situation| {
            let mut all = Vec::new();
            for one in &given {
                let mut situation = s.clone();
                situation.facts.insert(id, one.clone());
                all.push(situation);
            }
            all
        };
        out = out.iter().flat_map(longer).collect();
    }
    out
}

#[test]
fn brief_answers_are_those_of_reasoning_in_every_situation() {
    let policy = Policy::from_text(PLAN).expect("a plan");
    let days = [None, Date::parse("2025-06-30"), Date::parse("2025-07-01")];
    let all = situations(policy.model());
    assert_eq!(all.len(), 8 * 5 * 3 * 2);
    for (at, situation) in all.iter().enumerate() {
        let scopes = if at % 2 == 0 { Scopes::Case } else { Scopes::All };
        let options = Options {
            scopes,
            as_of: days[at % 3],
        };
        check_brief(&policy, situation, options);
        let brief = policy.router().brief(situation, options);
        let whole = policy.router().route(situation, options);
        let lines: Vec<_> = whole
            .assignments
            .iter()
            .map(|a| (a.unit, a.role, a.item, a.status))
            .collect();
        let brief: Vec<_> = brief.iter().map(|b| (b.unit, b.role, b.item, b.status)).collect();
        assert_eq!(brief, lines, "{situation:?} {options:?}");
        // The index finds what every item says of itself.
        assert_eq!(
            policy.router().matching(situation),
            policy.router().matching_by_scan(situation)
        );
    }
}

/// The lines of a brief answer as words, and whether the plan is for the case.
fn lines(policy: &Policy, facts: &serde_json::Value, options: Options, desk: &mut Desk) -> (Vec<String>, bool) {
    let situation = policy
        .situation(&Facts::from_json(&facts.to_string()).expect("facts"))
        .expect("facts");
    let (model, router) = (policy.model(), policy.router());
    let told = situation.facts.iter().map(|(fact, given)| (*fact, given.told()));
    let applies = router.brief_whole(told, options, desk).expect("everything is given");
    let line = |b: &zeren::route::BriefLine| {
        assert_eq!(b.status, Status::Certain);
        let unit = b.unit.map_or("无", |u| &model.unit(u).name);
        format!("{} {} {unit}", model.item(b.item).name, b.role.name())
    };
    (desk.lines().iter().map(line).collect(), applies)
}

#[test]
fn brief_answers_have_the_lines_that_the_text_says() {
    let policy = Policy::from_text(PLAN).expect("a plan");
    let mut desk = Desk::default();
    let case = Options::default();
    let facts = json!({"情形": ["乙", "丙"], "年龄": 4, "类": "寅", "急": false});
    let said = [
        "先办 lead 校", "先办 joint 局", "先办 notify 所", "后办 responsible 局", "后办 assist 所",
        "空 responsible 无", "上 receive 院",
    ];
    assert_eq!(
        lines(&policy, &facts, case, &mut desk),
        (said.map(str::to_owned).to_vec(), true)
    );
    // The same desk again, on another day, with programmes, in a case that the plan is not for.
    let later = Options {
        scopes: Scopes::All,
        as_of: Date::parse("2026-01-01"),
    };
    let facts = json!({"情形": ["甲"], "年龄": 0, "类": "寅", "急": true});
    let said = [
        "后办 responsible 局", "后办 assist 所", "后办 assist 院", "面上 lead 所", "去 responsible 院",
    ];
    let (found, applies) = lines(&policy, &facts, later, &mut desk);
    assert_eq!((found, applies), (said.map(str::to_owned).to_vec(), false));
}

/// A set of so many values, a duty for each and for pairs of them, and one with more alternatives than are sorted.
fn large(values: usize) -> String {
    let mut out =
        String::from("方案 例 { 标题: \"例\"  词表: 无 }\n单位 局\n事实 急 { 类型: 是否 }\n事实 情形 { 类型: 多选\n");
    for v in 0..values {
        let _ = writeln!(out, "  值 v{v}");
    }
    out.push_str("}\n");
    for v in 0..values {
        let _ = writeln!(out, "职责 有{v} {{ 出处: 一/{v}  责任: 局  当: 情形 含 v{v} }}");
        let next = (v + 7) % values;
        let _ = writeln!(
            out,
            "职责 只{v} {{ 出处: 二/{v}  责任: 局  当: 急 且 情形 含 v{v} 且 情形 不含 v{next} }}"
        );
    }
    let any: Vec<String> = (0..values).map(|v| format!("(情形 含 v{v} 且 急)")).collect();
    let _ = writeln!(out, "职责 任一 {{ 出处: 三/1  责任: 局  当: {} }}", any.join(" 或 "));
    out
}

#[test]
fn of_large_sets_few_or_most_values_are_found_alike() {
    let values = 260;
    let policy = Policy::from_text(&large(values)).expect("a plan");
    let compiled = crate::fixtures::plan(&large(values));
    let router = Router::new(compiled.plan.as_ref().expect("a plan"));
    let set = policy.model().facts().nth(1).expect("a fact").0;
    let urgent = policy.model().facts().next().expect("a fact").0;
    let mut desk = Desk::default();
    // Few are looked up one by one, of many every branch is asked: 48 are the border.
    for (count, step) in [
        (0, 1),
        (1, 1),
        (2, 63),
        (3, 60),
        (12, 10),
        (47, 2),
        (48, 2),
        (49, 2),
        (60, 1),
        (260, 1),
    ] {
        for offset in [0, 1, 63, 64] {
            let mut situation = Situation::default();
            let held = (0..count).map(|n| ValueId(((offset + n * step) % values) as u32));
            situation.facts.insert(set, Given::Set(held.collect()));
            assert_eq!(
                router.matching(&situation),
                router.matching_by_scan(&situation),
                "{count} {step} {offset}"
            );
            situation.facts.insert(urgent, Given::Bool(offset % 2 == 1));
            assert_eq!(
                router.matching(&situation),
                router.matching_by_scan(&situation),
                "{count} {step} {offset}"
            );
            let (options, told) = (Options::default(), situation.facts.iter());
            let told = told.map(|(fact, given)| (*fact, given.told()));
            assert!(router.brief_whole(told, options, &mut desk).is_some());
            assert_eq!(desk.lines(), router.brief_by_reasoning(&situation, options));
        }
    }
}

#[test]
fn a_successor_stands_where_its_own_name_belongs() {
    let text = "方案 例 { 标题: \"例\"  词表: 无 }\n单位 丁 { 存续: ..2020-01-01  改为: 庄 }\n单位 中\n单位 庄\n事实 急 { 类型: 是否 }\n\
        职责 办 { 出处: 一/1  责任: 丁、中  当: 急 }\n";
    let policy = Policy::from_text(text).expect("a plan");
    let facts = json!({"急": true});
    let on = |day: &str| Options {
        as_of: Date::parse(day),
        ..Options::default()
    };
    let mut desk = Desk::default();
    let (before, _) = lines(&policy, &facts, on("2019-12-31"), &mut desk);
    assert_eq!(before, ["办 responsible 丁", "办 responsible 中"]);
    let (after, _) = lines(&policy, &facts, on("2020-01-02"), &mut desk);
    assert_eq!(after, ["办 responsible 中", "办 responsible 庄"]);
}
