//! The parts of an answer's JSON form that cases name, and how they are compared.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// A sentence where two values differ.
pub fn compare<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, got: &T) -> Option<String> {
    (expected != got).then(|| format!("{what}: expected {expected:?}, got {got:?}"))
}

/// The same for JSON, shown as JSON.
pub fn compare_json(what: &str, expected: &Value, got: &Value) -> Option<String> {
    (expected != got).then(|| format!("{what}: expected {expected}, got {got}"))
}

/// A list whose order says nothing.
pub fn sorted(value: Value) -> Value {
    match value {
        Value::Array(mut list) => {
            list.sort_by_key(Value::to_string);
            Value::Array(list)
        }
        other => other,
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn picked(entry: &Value, keys: &[&str]) -> Value {
    keys.iter().map(|k| entry[*k].clone()).collect()
}

/// Item or unit, to something of its line.
fn map(lines: &[Value], key: &str, value: impl Fn(&Value) -> Option<Value>) -> Value {
    let pairs = lines
        .iter()
        .filter_map(|l| Some((l[key].as_str()?.to_owned(), value(l)?)));
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn set(values: impl Iterator<Item = Value>) -> Value {
    let distinct: BTreeSet<String> = values.filter_map(|v| v.as_str().map(str::to_owned)).collect();
    json!(distinct)
}

const LINE: [&str; 4] = ["status", "role", "unit", "item"];

/// A part of `zeren.route/v1`; `None` for a name that is none.
pub fn part(answer: &Value, name: &str) -> Option<Value> {
    let lines = list(answer, "assignments");
    let of = |key: &'static str| map(lines, "item", move |l| Some(l[key].clone()));
    let each = |key: &str, keys: &[&str]| list(answer, key).iter().map(|e| picked(e, keys)).collect::<Value>();
    Some(match name {
        "lines" => sorted(lines.iter().map(|l| picked(l, &LINE)).collect()),
        "sequence" => lines.iter().map(|l| picked(l, &LINE)).collect(),
        "order" => {
            let mut seen = BTreeSet::new();
            let first = lines.iter().filter(|l| seen.insert(l["item"].to_string()));
            first.map(|l| l["item"].clone()).collect()
        }
        "norms" => sorted(each("norms", &["status", "modality", "actor", "item", "enforced_by"])),
        "escalations" => each("escalations", &["status", "item", "from", "to"]),
        "ask" => list(answer, "ask").iter().map(|a| a["fact"].clone()).collect(),
        "gaps" => sorted(list(answer, "gaps").iter().map(|g| g["stage"].clone()).collect()),
        "broken" => sorted(each("broken_links", &["kind", "from", "to"])),
        "deadlines" => of("deadline"),
        "actions" => of("action"),
        "clauses" => map(lines, "item", |l| {
            let at = l["at"].as_str().map(|a| format!("@{a}")).unwrap_or_default();
            Some(json!(format!("{}{at}", l["clause"].as_str()?)))
        }),
        "places" => map(lines, "item", |l| Some(picked(l, &["stage", "topic"]))),
        "kinds" => map(lines, "item", |l| Some(picked(l, &["kind", "scope"]))),
        "missing" => map(lines, "item", |l| {
            let same = lines.iter().filter(|o| o["item"] == l["item"]);
            Some(set(same.flat_map(|o| list(o, "missing")).cloned()))
        }),
        "discretionary" => set(lines
            .iter()
            .filter(|l| l["discretionary"] == true)
            .map(|l| l["item"].clone())),
        "vague" => set(lines.iter().filter(|l| l["vague"] == true).map(|l| l["unit"].clone())),
        "members" => map(lines, "unit", |l| l.get("members").cloned()),
        "formerly" => map(lines, "unit", |l| l.get("formerly").cloned()),
        "remarks" => json!(list(answer, "warnings").len()),
        "known" => answer["facts"].clone(),
        _ => return None,
    })
}

/// What a case expects of a part, in the order in which it is compared.
pub fn wanted(name: &str, value: &Value) -> Value {
    match name {
        "lines" | "norms" | "gaps" | "broken" | "discretionary" | "vague" => sorted(value.clone()),
        "missing" => {
            let facts = value.as_object().into_iter().flatten();
            facts.map(|(item, list)| (item.clone(), sorted(list.clone()))).collect()
        }
        _ => value.clone(),
    }
}
