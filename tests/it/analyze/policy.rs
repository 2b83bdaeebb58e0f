//! Random small policies, as text.

use proptest::prelude::*;

/// How many random policies: as many times more as `ZEREN_MORE` says.
pub fn cases(few: u32) -> u32 {
    let more = std::env::var("ZEREN_MORE").ok().and_then(|n| n.parse::<u32>().ok());
    few * more.unwrap_or(1)
}

/// One item of a random policy.
#[derive(Debug, Clone)]
pub struct Item {
    pub role: &'static str,
    pub unit: &'static str,
    pub topic: &'static str,
    pub stage: &'static str,
    pub action: &'static str,
    pub when: String,
    pub hands_over: Option<(&'static str, Option<String>)>,
    pub second: Option<(&'static str, &'static str, Option<String>)>,
}

/// A random policy.
#[derive(Debug, Clone)]
pub struct Policy {
    pub items: Vec<Item>,
    pub constraints: Vec<&'static str>,
    pub requirement: Option<(&'static str, &'static str, String)>,
}

pub const UNITS: [&str; 3] = ["东局", "西办", "南院"];

const CONSTRAINTS: [&str; 5] = [
    "约束 约一 { 若: 情形 含 丙  则: 年龄 >= 2 }",
    "约束 约二 { 若: 急  则: 非 类 为 子 }",
    "约束 约三 { 若: 类 为 丑  则: 情形 含 甲 }",
    "约束 约四 { 若: 情形 含 丁  则: 急 }",
    "约束 约五 { 则: 非 (情形 含全部 (乙、丙)) }",
];

pub fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec!["甲", "乙", "丙", "丁"]).prop_map(|v| format!("情形 含 {v}")),
        prop::sample::select(vec!["乙", "丁"]).prop_map(|v| format!("情形 不含 {v}")),
        Just("情形 含任一 (乙、丙)".to_owned()),
        (0..5).prop_map(|n| format!("年龄 < {n}")),
        (0..5).prop_map(|n| format!("年龄 >= {n}")),
        Just("年龄 属于 1..2".to_owned()),
        Just("类 为 子".to_owned()),
        Just("类 属于 (子、丑)".to_owned()),
        Just("急".to_owned()),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} 且 {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} 或 {b})")),
            inner.prop_map(|a| format!("非 ({a})")),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
    let role = prop::sample::select(vec!["牵头", "牵头", "责任", "责任", "共同", "配合", "接收", "责任无"]);
    let unit = || prop::sample::select(UNITS.to_vec());
    let second = prop::option::weighted(
        0.3,
        (
            prop::sample::select(vec!["牵头", "共同", "责任", "配合"]),
            unit(),
            prop::option::of(condition()),
        ),
    );
    let hands_over = prop::option::weighted(0.3, (unit(), prop::option::of(condition())));
    let topic = prop::sample::select(vec!["事一", "事二"]);
    let stage = prop::sample::select(vec!["前段", "后段"]);
    let action = prop::sample::select(vec!["受理并处置", "登记在册"]);
    (role, unit(), topic, stage, action, condition(), hands_over, second).prop_map(
        |(role, unit, topic, stage, action, when, hands_over, second)| Item {
            role,
            unit,
            topic,
            stage,
            action,
            when,
            hands_over,
            second,
        },
    )
}

pub fn policy() -> impl Strategy<Value = Policy> {
    let constraints = prop::sample::subsequence(CONSTRAINTS.to_vec(), 0..=2);
    let requirement = prop::option::of((
        prop::sample::select(vec!["牵头", "责任"]),
        prop::sample::select(vec!["前段", "事二"]),
        condition(),
    ));
    (prop::collection::vec(item(), 1..6), constraints, requirement).prop_map(|(items, constraints, requirement)| {
        Policy {
            items,
            constraints,
            requirement,
        }
    })
}

impl Policy {
    /// The policy as a `.zr` text.
    pub fn text(&self) -> String {
        let mut out = String::from("方案 试 { 标题: \"试\" 词表: 无 阶段: 前段 > 后段 }\n");
        for unit in UNITS {
            out += &format!("单位 {unit}\n");
        }
        out += "事实 情形 { 类型: 多选  值 甲  值 乙 { 上位: 甲 }  值 丙  值 丁 }\n";
        out += "事实 年龄 { 类型: 整数  取值: 0..4 }\n事实 类 { 类型: 单选  值 子  值 丑  值 寅 }\n事实 急 { 类型: 是否 }\n";
        for constraint in &self.constraints {
            out += &format!("{constraint}\n");
        }
        for (at, item) in self.items.iter().enumerate() {
            out += &item.text(at);
        }
        if let Some((role, at, when)) = &self.requirement
            && self.items.iter().any(|i| i.stage == *at || i.topic == *at)
        {
            out += &format!("须有 {role} 于 {at} 当 {when}\n");
        }
        out
    }
}

impl Item {
    fn text(&self, at: usize) -> String {
        let (role, unit) = if self.role == "责任无" {
            ("责任", "无")
        } else {
            (self.role, self.unit)
        };
        let mut out = format!(
            "职责 条{at} {{ 出处: 一/{}  事项: {}  阶段: {}  范围: 个案  办理: \"{}\"\n  当: {}\n  {role}: {unit}\n",
            at + 1,
            self.topic,
            self.stage,
            self.action,
            self.when
        );
        if let Some((second, other, when)) = &self.second
            && *second != role
        {
            out += &format!("  {second}: {other}{}\n", limit(when));
        }
        if let Some((to, when)) = &self.hands_over {
            out += &format!("  移交: {to}{}\n", limit(when));
        }
        out + "}\n"
    }
}

fn limit(when: &Option<String>) -> String {
    when.as_ref().map(|w| format!(" 当 {w}")).unwrap_or_default()
}
