//! Escalations and limits: verdicts on random policies agree with every situation, tried one by one.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zeren::analyze::{Analysis, Finding, Options, Verdict, analyze};
use zeren::diagnostic::Code;
use zeren::model::{Deadline, Item, ItemKind, LinkKind, Model, TimeUnit, UnitId};

use super::policy::cases;
use crate::naive::world::{Raw, acts, compiled, completions, holds, parties, raw, situations};

const UNITS: [&str; 4] = ["东局", "西办", "南院", "北站"];
const LIMITS: [&str; 6] = [
    "时限: 3日 自 受理",
    "时限: 72小时 自 受理",
    "时限: 5日 自 受理",
    "时限: 5日 自 立案",
    "时限: 及时",
    "",
];

/// A policy of escalations, and of duties with limits, all of one topic.
#[derive(Debug, Clone)]
struct Policy {
    escalations: Vec<(usize, usize, String)>,
    duties: Vec<(usize, Option<String>, Option<usize>, &'static str, &'static str, String)>,
    constraint: bool,
    below: bool,
}

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["急", "忙", "年龄 < 1", "年龄 >= 2", "非 急", "非 忙"]);
    prop::collection::vec(leaf, 1..3).prop_map(|parts| parts.join(" 且 "))
}

fn policy() -> impl Strategy<Value = Policy> {
    let unit = || 0..UNITS.len();
    let escalations = prop::collection::vec((unit(), unit(), condition()), 0..6);
    let duty = (
        unit(),
        prop::option::weighted(0.4, condition()),
        prop::option::weighted(0.4, unit()),
        prop::sample::select(LIMITS.to_vec()),
        prop::sample::select(vec!["出具调查报告", "登记在册"]),
        condition(),
    );
    (
        escalations,
        prop::collection::vec(duty, 0..4),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(escalations, duties, constraint, below)| Policy {
            escalations,
            duties,
            constraint,
            below,
        })
}

fn text(policy: &Policy) -> String {
    let mut out = String::from("方案 试 { 标题: \"试\"  词表: 无 }\n");
    for (at, unit) in UNITS.iter().enumerate() {
        let above = if policy.below && at > 1 {
            " { 上级: 东局 }"
        } else {
            ""
        };
        out += &format!("单位 {unit}{above}\n");
    }
    out += "事实 急 { 类型: 是否 }\n事实 忙 { 类型: 是否 }\n事实 年龄 { 类型: 整数  取值: 0..3 }\n";
    if policy.constraint {
        out += "约束 约 { 若: 急  则: 年龄 < 2 }\n";
    }
    for (at, (from, to, when)) in policy.escalations.iter().enumerate() {
        let (from, to) = (UNITS[*from], UNITS[*to]);
        out +=
            &format!("升级 升{at} {{ 出处: 一/{at}  自: {from}  至: {to}  事项: 事  当: {when}  办理: \"报{at}\" }}\n");
    }
    for (at, (unit, limit, second, deadline, action, when)) in policy.duties.iter().enumerate() {
        let limit = limit.as_ref().map(|l| format!(" 当 {l}")).unwrap_or_default();
        let second = second
            .filter(|s| s != unit)
            .map(|s| format!("; {}", UNITS[s]))
            .unwrap_or_default();
        out += &format!(
            "职责 责{at} {{ 出处: 二/{at}  责任: {}{limit}{second}  事项: 事  当: {when}  办理: \"{action}\"  {deadline}  范围: 个案 }}\n",
            UNITS[*unit]
        );
    }
    out
}

fn ends(item: &Item, kind: LinkKind) -> BTreeSet<UnitId> {
    item.links.iter().filter(|l| l.kind == kind).map(|l| l.unit).collect()
}

fn agree(model: &Model, all: &[Raw], found: Option<&Finding>, what: &str, fault: impl Fn(&Raw) -> bool) {
    assert_eq!(found.is_some(), all.iter().any(&fault), "{what}");
    let Some(finding) = found else { return };
    assert_eq!(finding.verdict, Verdict::Proved, "{what}");
    let witness = finding.witness.as_ref().unwrap_or_else(|| panic!("no witness: {what}"));
    let all = completions(all, &raw(model, witness));
    assert!(!all.is_empty() && all.iter().all(|c| fault(c)), "{what}: {witness:?}");
}

/// Whether the escalations that apply here lead from some unit back to it.
fn circle(model: &Model, raw: &Raw) -> bool {
    let mut steps = BTreeSet::new();
    for item in model
        .items
        .iter()
        .filter(|i| i.kind == ItemKind::Escalation && holds(&i.condition, raw))
    {
        for from in ends(item, LinkKind::EscalateFrom) {
            steps.extend(
                ends(item, LinkKind::EscalateTo)
                    .iter()
                    .filter(|to| **to != from)
                    .map(|to| (from, *to)),
            );
        }
    }
    // Whoever can go nowhere is taken away until nobody goes: those left go round.
    loop {
        let starts: BTreeSet<UnitId> = steps.iter().map(|(from, _)| *from).collect();
        let before = steps.len();
        steps.retain(|(_, to)| starts.contains(to));
        if steps.len() == before {
            return !steps.is_empty();
        }
    }
}

/// Hours, for limits that can be compared; a month is none.
fn hours(number: i64, unit: TimeUnit) -> (i64, bool) {
    match unit {
        TimeUnit::Hour => (number, true),
        TimeUnit::Day => (number * 24, true),
        _ => (number, false),
    }
}

fn disagree(one: &Deadline, other: &Deadline) -> bool {
    match (one, other) {
        (Deadline::Within(n, u, from), Deadline::Within(m, v, since)) => {
            from == since && hours(*n, *u) != hours(*m, *v)
        }
        _ => false,
    }
}

fn check(text: &str) {
    let compiled = compiled(text);
    let plan = compiled.plan.as_ref().expect("a plan");
    let model = &plan.model;
    let all = situations(model);
    let analysis: Analysis = analyze(plan, Options::default());
    let of = |code: Code| analysis.findings.iter().filter(move |f| f.code == code);
    agree(
        model,
        &all,
        of(Code::ESCALATION_CIRCLE).next(),
        &format!("circle\n{text}"),
        |r| circle(model, r),
    );
    for (id, item) in model.items().filter(|(_, i)| i.kind == ItemKind::Escalation) {
        let (from, to) = (ends(item, LinkKind::EscalateFrom), ends(item, LinkKind::EscalateTo));
        let here = |r: &Raw| holds(&item.condition, r);
        let found = of(Code::ESCALATES_TO_ITSELF).find(|f| f.items == [id]);
        agree(model, &all, found, &format!("itself {}\n{text}", item.name), |r| {
            from == to && here(r)
        });
        let found = of(Code::ESCALATES_DOWN).find(|f| f.items == [id]);
        let down = from
            .iter()
            .any(|high| to.iter().any(|low| model.unit(*low).superior == Some(*high)));
        agree(model, &all, found, &format!("down {}\n{text}", item.name), |r| {
            down && here(r)
        });
    }
    for (unit, _) in model.units() {
        let works = |i: &Item| {
            i.parties.iter().any(|p| p.unit == Some(unit)) || ends(i, LinkKind::EscalateFrom).contains(&unit)
        };
        let idle = !model.items.iter().any(works);
        let found = of(Code::ESCALATES_NOWHERE).find(|f| f.units == [unit]);
        agree(model, &all, found, &format!("nowhere {unit:?}\n{text}"), |r| {
            idle && model
                .items
                .iter()
                .any(|i| ends(i, LinkKind::EscalateTo).contains(&unit) && holds(&i.condition, r))
        });
    }
    for (x, i) in model.items() {
        for (y, j) in model.items().filter(|(y, _)| x < *y) {
            let differ = i.deadlines.iter().any(|d| j.deadlines.iter().any(|e| disagree(d, e)));
            let alike = i.deadlines.iter().any(|d| j.deadlines.contains(d));
            let one_work = i.kind == ItemKind::Duty && j.kind == ItemKind::Duty && i.action == j.action;
            let found = of(Code::TWO_LIMITS).find(|f| f.items == [x, y]);
            let both = |r: &Raw| {
                let acting = |k: &Item| {
                    parties(k, r)
                        .into_iter()
                        .filter(|(u, role)| u.is_some() && acts(*role))
                        .map(|(u, _)| u)
                        .collect::<BTreeSet<_>>()
                };
                !acting(i).is_disjoint(&acting(j))
            };
            agree(
                model,
                &all,
                found,
                &format!("limits {} {}\n{text}", i.name, j.name),
                |r| one_work && differ && !alike && both(r),
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn escalations_and_limits_agree_with_every_situation(policy in policy()) {
        check(&text(&policy));
    }
}
