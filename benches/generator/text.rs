//! A draft as text in the language.

use std::fmt::Write as _;

use super::vocabulary::parent;
use super::{Draft, Duty, FACTS, FactKind, Law, STAGES, Test};

impl Draft {
    /// The whole plan.
    pub fn text(&self) -> String {
        let mut out = self.head();
        for (number, duty) in self.duties.iter().enumerate() {
            item(&mut out, number, duty);
        }
        out
    }

    /// The plan without its duties.
    pub fn head(&self) -> String {
        let mut out = format!(
            "方案 made-up {{\n  标题: \"made up\"\n  词表: 无\n  阶段: {}\n}}\n",
            STAGES.join(" > ")
        );
        for (fact, (name, kind)) in FACTS.iter().enumerate() {
            self.fact(&mut out, fact, name, *kind);
        }
        for (number, law) in self.vocabulary.laws.iter().enumerate() {
            constraint(&mut out, number, law);
        }
        for unit in 0..self.units {
            let _ = writeln!(out, "单位 {}", unit_name(unit));
        }
        out
    }

    fn fact(&self, out: &mut String, fact: usize, name: &str, kind: FactKind) {
        let (word, above): (String, Vec<Option<usize>>) = match kind {
            FactKind::Place => ("单选".to_owned(), self.vocabulary.places.clone()),
            FactKind::Set(n) => ("多选".to_owned(), (0..n).map(parent).collect()),
            FactKind::One(n) => ("单选".to_owned(), vec![None; n]),
            FactKind::Bool => ("是否".to_owned(), vec![]),
            FactKind::Int(max) => (format!("整数  取值: 0..{max}"), vec![]),
        };
        let _ = writeln!(out, "事实 {name} {{\n  类型: {word}");
        for (value, above) in above.into_iter().enumerate() {
            let parents = above.map_or(String::new(), |a| format!(" {{ 上位: {} }}", value_name(fact, a)));
            let _ = writeln!(out, "  值 {}{parents}", value_name(fact, value));
        }
        out.push_str("}\n");
    }
}

fn item(out: &mut String, number: usize, duty: &Duty) {
    let _ = write!(
        out,
        "职责 职责{number} {{\n  出处: 一/{}\n  事项: {}\n  阶段: {}\n  {}: {}\n",
        number + 1,
        topic_name(duty.topic),
        STAGES[duty.stage],
        duty.actor.0,
        unit_name(duty.actor.1),
    );
    if !duty.assist.is_empty() {
        let units: Vec<String> = duty.assist.iter().map(|u| unit_name(*u)).collect();
        let _ = writeln!(out, "  配合: {}", units.join("、"));
    }
    if duty.receives {
        let _ = writeln!(out, "  接收: {}", unit_name(duty.actor.1));
    }
    let when: Vec<String> = duty.when.iter().map(words).collect();
    let _ = writeln!(out, "  当: {}\n  办理: \"{}\"", when.join(" 且 "), action(number));
    if let Some(days) = duty.days {
        let _ = writeln!(out, "  时限: {days}日 自 报告");
    }
    if let Some(unit) = duty.notifies {
        let _ = writeln!(out, "  通报: {}", unit_name(unit));
    }
    if let Some(unit) = duty.hands_over {
        let _ = writeln!(out, "  移交: {}", unit_name(unit));
    }
    out.push_str("}\n");
}

fn words(test: &Test) -> String {
    match test {
        Test::Any(fact, values) => {
            let list: Vec<String> = values.iter().map(|v| value_name(*fact, *v)).collect();
            let verb = match (FACTS[*fact].1, list.len()) {
                (FactKind::Set(_), 1) => return format!("{} 含 {}", FACTS[*fact].0, list[0]),
                (FactKind::Set(_), _) => "含任一",
                _ => "属于",
            };
            format!("{} {verb} ({})", FACTS[*fact].0, list.join("、"))
        }
        Test::Yes(fact) => FACTS[*fact].0.to_owned(),
        Test::Within(fact, low, high) => format!("{0} >= {low} 且 {0} <= {high}", FACTS[*fact].0),
        Test::Not(inner) => format!("非 ({})", words(inner)),
        Test::Or(parts) => {
            let parts: Vec<String> = parts.iter().map(words).collect();
            format!("({})", parts.join(" 或 "))
        }
    }
}

fn constraint(out: &mut String, number: usize, law: &Law) {
    let has = |(fact, value): (usize, usize)| format!("{} 含 {}", FACTS[fact].0, value_name(fact, value));
    let (premise, conclusion) = match *law {
        Law::Implies(from, to) => (has(from), has(to)),
        Law::Excludes(one, other) => (has(one), format!("非 {}", has(other))),
        Law::Younger(tag, age) => (has(tag), format!("年龄 < {age}")),
    };
    let _ = writeln!(
        out,
        "约束 约束{number} {{ 若: {premise}  则: {conclusion}  因: \"made up\" }}"
    );
}

/// What duty `number` does: one of fifty actions.
pub fn action(number: usize) -> String {
    format!("办第{}类事", number % 50)
}

/// The name of a unit.
pub fn unit_name(unit: usize) -> String {
    format!("单位{unit}")
}

/// The name of a topic.
pub fn topic_name(topic: usize) -> String {
    format!("事项{topic}")
}

/// The name of a value.
pub fn value_name(fact: usize, value: usize) -> String {
    format!("{}{value}", FACTS[fact].0)
}
