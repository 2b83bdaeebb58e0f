//! Random policies that reach every construct: items of all kinds, roles, links, limits, discretion, pending and residual
//! conditions, constraints of both sorts, requirements, groups, ends of units.

use proptest::prelude::*;

/// A random policy: declarations that stand or fall by themselves, so that shrinking leaves few.
#[derive(Debug, Clone)]
pub struct Policy {
    pub constraints: Vec<&'static str>,
    pub items: Vec<Item>,
    pub requirements: Vec<String>,
}

/// An item: its keyword, its fields without name and clause.
#[derive(Debug, Clone)]
pub struct Item {
    pub kind: &'static str,
    pub fields: Vec<String>,
}

/// What every random policy declares.
pub const HEAD: &str = "方案 试 { 标题: \"试\"  词表: 无  阶段: 前段 > 后段 }
单位 东局 { 别名: 东 }
单位 西办
泛称 有关部门
集合 两家 = 东局、西办
事实 情形 { 类型: 多选  值 甲  值 乙 { 上位: 甲 }  值 丙 }
事实 况 { 类型: 多选  会变: 是  值 坏  值 更坏 { 上位: 坏 } }
事实 年龄 { 类型: 整数  取值: 0..4 }
事实 类 { 类型: 单选  值 子  值 丑 { 上位: 子 }  值 寅 }
事实 级 { 类型: 等级  值 蓝  值 黄  值 红 }
事实 急 { 类型: 是否 }
定义 小 = 年龄 < 2
";

const CONSTRAINTS: [&str; 7] = [
    "约束 约一 { 若: 情形 含 丙  则: 年龄 >= 2 }",
    "约束 约二 { 若: 急  则: 非 类 为 子 }",
    "约束 约三 { 若: 类 为 寅  则: 情形 含 甲 }",
    "约束 约四 { 出处: 九/1  若: 急 且 级 = 红  则: 情形 含 丙 }",
    "约束 约五 { 则: 非 (情形 含全部 (乙、丙)) }",
    "约束 约六 { 若: 况 含 更坏  则: 级 > 蓝 }",
    "约束 约七 { 出处: 九/2  若: 年龄 = 4  则: 况 含 坏 }",
];

fn fact_test() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["甲", "乙", "丙"]).prop_map(|v| format!("情形 含 {v}")),
        prop::sample::select(vec!["坏", "更坏"]).prop_map(|v| format!("况 含 {v}")),
        prop::sample::select(vec!["含任一", "含全部"]).prop_map(|o| format!("情形 {o} (乙、丙)")),
        Just("情形 不含 甲".to_owned()),
        (prop::sample::select(vec!["<", ">=", "=", "!="]), 0..5).prop_map(|(o, n)| format!("年龄 {o} {n}")),
        Just("年龄 属于 1..<4".to_owned()),
        prop::sample::select(vec!["为 子", "为 丑", "不为 寅", "属于 (丑、寅)"]).prop_map(|t| format!("类 {t}")),
        prop::sample::select(vec![">= 黄", "= 红", "< 红", "属于 (蓝、红)"]).prop_map(|t| format!("级 {t}")),
        Just("急".to_owned()),
        Just("小".to_owned()),
    ]
}

/// A condition of facts alone.
pub fn condition() -> impl Strategy<Value = String> {
    fact_test().prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} 且 {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} 或 {b})")),
            inner.prop_map(|a| format!("非 ({a})")),
        ]
    })
}

/// A condition of an item: of facts, sometimes with discretion, something pending, or a residual of the topic 事三.
fn when() -> impl Strategy<Value = String> {
    let further = prop::sample::select(vec!["视情", "必要时", "待定 \"未明\"", "无人 办理 事三"]);
    (condition(), prop::option::weighted(0.2, (further, any::<bool>()))).prop_map(|(when, more)| match more {
        Some((word, true)) => format!("{when} 且 {word}"),
        Some((word, false)) => format!("{when} 或 {word}"),
        None => when,
    })
}

fn unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["东局", "东", "西办", "有关部门", "两家"])
}

fn units() -> impl Strategy<Value = String> {
    let limited = (unit(), prop::option::weighted(0.3, condition())).prop_map(|(unit, when)| match when {
        Some(when) => format!("{unit} 当 {when}"),
        None => unit.to_owned(),
    });
    prop::collection::vec(limited, 1..3).prop_map(|groups| groups.join("; "))
}

fn links() -> impl Strategy<Value = Vec<String>> {
    let link =
        (prop::sample::select(vec!["移交", "通报", "报告"]), units()).prop_map(|(key, to)| format!("{key}: {to}"));
    prop::collection::vec(link, 0..2)
}

/// What all kinds share: topic, stage, scope, condition.
fn frame() -> impl Strategy<Value = Vec<String>> {
    let topic = prop::option::of(prop::sample::select(vec!["事项: 事一", "事项: 事二", "事项: 事三"]));
    let stage = prop::option::of(prop::sample::select(vec!["阶段: 前段", "阶段: 后段"]));
    let scope = prop::sample::select(vec!["", "", "", "范围: 个案", "范围: 制度"]);
    let when = prop::option::weighted(0.9, when()).prop_map(|w| w.map(|w| format!("当: {w}")));
    let unless = prop::option::weighted(0.1, condition()).prop_map(|w| w.map(|w| format!("除非: {w}")));
    (topic, stage, scope, when, unless).prop_map(|(topic, stage, scope, when, unless)| {
        let fixed = [topic.unwrap_or(""), stage.unwrap_or(""), scope].map(str::to_owned);
        let all = fixed.into_iter().chain(when).chain(unless);
        all.filter(|f| !f.is_empty()).collect()
    })
}

fn duty() -> impl Strategy<Value = Item> {
    let role = prop::sample::select(vec!["牵头", "共同", "责任", "责任", "配合", "接收"]);
    let roles = prop::collection::btree_map(role, units(), 1..3);
    let nobody = prop::bool::weighted(0.1);
    let further = prop::option::weighted(0.15, unit()).prop_map(|u| u.map(|u| format!("接收自: {u}")));
    let kind = prop::sample::select(vec!["职责", "职责", "任务"]);
    (kind, frame(), roles, nobody, links(), further).prop_map(|(kind, frame, roles, nobody, links, further)| {
        let roles = if nobody {
            vec!["责任: 无".to_owned()]
        } else {
            roles
                .into_iter()
                .map(|(role, units)| format!("{role}: {units}"))
                .collect()
        };
        let fields = frame.into_iter().chain(roles).chain(links).chain(further).collect();
        Item { kind, fields }
    })
}

fn norm() -> impl Strategy<Value = Item> {
    let force = prop::sample::select(vec!["必须", "不得", "不得", "可以", "宜", "不宜"]);
    let subject = prop::option::weighted(0.8, unit()).prop_map(|u| u.map(|u| format!("主体: {u}")));
    let enforced = prop::option::of(prop::sample::select(vec!["执行: 无", "执行: 西办 据 九/3"]));
    (frame(), force, subject, enforced, links()).prop_map(|(frame, force, subject, enforced, links)| {
        let force = [format!("{force}: \"去\"")];
        let enforced = enforced.map(str::to_owned);
        let fields = frame
            .into_iter()
            .chain(force)
            .chain(subject)
            .chain(enforced)
            .chain(links)
            .collect();
        Item { kind: "规范", fields }
    })
}

fn escalation() -> impl Strategy<Value = Item> {
    let overdue = prop::bool::weighted(0.2);
    let from = prop::option::weighted(0.8, unit()).prop_map(|u| u.map(|u| format!("自: {u}")));
    (frame(), from, units(), overdue).prop_map(|(frame, from, to, overdue)| {
        let to = [format!("至: {to}")];
        let overdue = overdue.then(|| "逾期: 超过 30日 自 受理".to_owned());
        let fields = frame.into_iter().chain(from).chain(to).chain(overdue).collect();
        Item { kind: "升级", fields }
    })
}

/// A random policy.
pub fn policy() -> impl Strategy<Value = Policy> {
    let item = prop_oneof![3 => duty(), 1 => norm(), 1 => escalation()];
    let requirement = (
        prop::sample::select(vec!["牵头", "责任", "配合"]),
        prop::sample::select(vec!["前段", "后段"]),
        condition(),
    );
    let requirement = requirement.prop_map(|(role, at, when)| format!("须有 {role} 于 {at} 当 {when}"));
    (
        prop::sample::subsequence(CONSTRAINTS.to_vec(), 0..=2),
        prop::collection::vec(item, 1..5),
        prop::collection::vec(requirement, 0..2),
    )
        .prop_map(|(constraints, items, requirements)| Policy {
            constraints,
            items,
            requirements,
        })
}

impl Policy {
    /// The policy as a `.zr` text.
    pub fn text(&self) -> String {
        let mut out = HEAD.to_owned();
        for constraint in &self.constraints {
            out += &format!("{constraint}\n");
        }
        for (at, Item { kind, fields }) in self.items.iter().enumerate() {
            out += &format!("{kind} 条{at} {{ 出处: 一/{}  {} }}\n", at + 1, fields.join("  "));
        }
        // So that the residual's topic is there.
        out += "职责 垫底 { 出处: 八/1  事项: 事三  责任: 西办  当: 情形 含 丙 }\n";
        for requirement in &self.requirements {
            out += &format!("{requirement}\n");
        }
        out
    }
}
