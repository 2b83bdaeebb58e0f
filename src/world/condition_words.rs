//! Conditions in the words of the language.

use super::words::describe_leaf;
use crate::model::{Condition, Discretion, Leaf, Model};

/// A condition as it would be written: `情形 含 流浪 且 年龄 <= 15岁`.
#[must_use]
pub fn describe_condition(model: &Model, condition: &Condition) -> String {
    match condition {
        Condition::Always => "任何情形".to_owned(),
        Condition::Never => "无此情形".to_owned(),
        Condition::All(parts) => joined(model, parts, " 且 "),
        Condition::Any(parts) => any(model, parts),
        Condition::Not(inner) if is_list(inner) => format!("非 ({})", describe_condition(model, inner)),
        Condition::Not(inner) => format!("非 {}", describe_condition(model, inner)),
        Condition::Leaf(leaf, _) => describe_leaf(model, leaf),
        Condition::Discretion(Discretion::AtDiscretion, _) => "视情".to_owned(),
        Condition::Discretion(Discretion::IfNecessary, _) => "必要时".to_owned(),
        Condition::Nobody(topic, _) => format!("无人 办理 {topic}"),
        Condition::Pending(words, _, _) => format!("待定 \"{words}\""),
    }
}

fn is_list(condition: &Condition) -> bool {
    matches!(condition, Condition::All(_) | Condition::Any(_))
}

fn joined(model: &Model, parts: &[Condition], between: &str) -> String {
    let one = |part: &Condition| match describe_condition(model, part) {
        text if matches!(part, Condition::Any(_)) && text.contains(" 或 ") => format!("({text})"),
        text => text,
    };
    parts.iter().map(one).collect::<Vec<_>>().join(between)
}

/// Tests of one set are told together: `情形 含任一 (侵害、失踪)`.
fn any(model: &Model, parts: &[Condition]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut rest: Vec<&Condition> = parts.iter().collect();
    while let Some(first) = rest.first().copied() {
        let Condition::Leaf(Leaf::Has(fact, value), _) = first else {
            out.push(describe_condition(model, first));
            rest.remove(0);
            continue;
        };
        let of_fact = |c: &&Condition| matches!(c, Condition::Leaf(Leaf::Has(f, _), _) if f == fact);
        let values = rest.iter().filter(|c| of_fact(c)).filter_map(|c| match c {
            Condition::Leaf(Leaf::Has(_, v), _) => Some(model.fact(*fact).value_name(*v)),
            _ => None,
        });
        let values: Vec<&str> = values.collect();
        let name = &model.fact(*fact).name;
        out.push(match values.as_slice() {
            [_] => format!("{name} 含 {}", model.fact(*fact).value_name(*value)),
            several => format!("{name} 含任一 ({})", several.join("、")),
        });
        rest.retain(|c| !of_fact(c));
    }
    out.join(" 或 ")
}
