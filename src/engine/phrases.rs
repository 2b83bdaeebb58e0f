//! The words of a plan as pieces of JSON, made once: a brief answer is put together from them without escaping a character again.

use std::fmt::Display;
use std::io::Write as _;

use serde::Serialize;

use crate::model::{FactId, Given, Model, Situation};
use crate::route::{BriefLine, Options, Scopes};

/// The pieces of one plan.
#[derive(Debug)]
pub struct Phrases {
    /// Form, plan and digest.
    head: String,
    /// For each fact, its place among the names, its name as a key, and its values.
    facts: Vec<FactPhrases>,
    /// For each unit, its name.
    units: Vec<String>,
    /// For each item, its clause and name.
    items: Vec<String>,
}

#[derive(Debug)]
struct FactPhrases {
    place: usize,
    key: String,
    values: Vec<String>,
}

impl Phrases {
    /// Makes the pieces of a plan.
    pub fn of(model: &Model, digest: &str) -> Phrases {
        let mut order: Vec<FactId> = model.facts().map(|(id, _)| id).collect();
        order.sort_by(|a, b| model.fact(*a).name.cmp(&model.fact(*b).name));
        let place = |id| order.iter().position(|other| *other == id).unwrap_or(usize::MAX);
        let facts = model.facts().map(|(id, fact)| FactPhrases {
            place: place(id),
            key: format!("{}:", text(&fact.name)),
            values: fact.values.iter().map(|v| text(&v.name)).collect(),
        });
        let item = |item: &crate::model::Item| {
            let (clause, name) = (text(item.clause()), text(&item.name));
            format!(r#","clause":{clause},"item":{name},"status":""#)
        };
        let (plan, digest) = (text(&model.plan.id), text(digest));
        Phrases {
            head: format!(r#""schema":"zeren.brief/v1","plan":{plan},"policy_digest":{digest},"facts":{{"#),
            facts: facts.collect(),
            units: model.units.iter().map(|u| text(&u.name)).collect(),
            items: model.items.iter().map(item).collect(),
        }
    }

    /// Writes the members of `zeren.brief/v1`, without the braces around them.
    pub fn write(&self, situation: &Situation, options: Options, lines: &[BriefLine], out: &mut Vec<u8>) {
        out.extend(self.head.as_bytes());
        self.facts(situation, out);
        out.push(b'}');
        if let Some(day) = options.as_of {
            put(out, format_args!(r#","as_of":"{day}""#));
        }
        if options.scopes == Scopes::All {
            out.extend(br#","all_scopes":true"#);
        }
        out.extend(br#","assignments":["#);
        for (at, line) in lines.iter().enumerate() {
            out.extend(if at == 0 { &br#"{"unit":"#[..] } else { br#",{"unit":"# });
            let unit = line.unit.and_then(|u| self.units.get(u.index()));
            out.extend(unit.map_or("null", String::as_str).as_bytes());
            out.extend(br#","role":""#);
            out.extend(line.role.name().as_bytes());
            out.push(b'"');
            out.extend(self.items.get(line.item.index()).map_or("", String::as_str).as_bytes());
            out.extend(line.status.name().as_bytes());
            out.extend(br#""}"#);
        }
        out.push(b']');
    }

    /// Writes the facts in the order of their names.
    fn facts(&self, situation: &Situation, out: &mut Vec<u8>) {
        let known = situation.facts.iter();
        let mut known: Vec<(&FactPhrases, &Given)> = known
            .filter_map(|(id, given)| Some((self.facts.get(id.index())?, given)))
            .collect();
        known.sort_unstable_by_key(|(fact, _)| fact.place);
        for (at, (fact, given)) in known.into_iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend(fact.key.as_bytes());
            let value =
                |v: &crate::model::ValueId| fact.values.get(v.index()).map_or("null", String::as_str).as_bytes();
            match given {
                Given::Bool(yes) => out.extend(if *yes { &b"true"[..] } else { b"false" }),
                Given::Int(n) => put(out, n),
                Given::One(v) => out.extend(value(v)),
                Given::Set(values) => {
                    out.push(b'[');
                    for (at, v) in values.iter().enumerate() {
                        if at > 0 {
                            out.push(b',');
                        }
                        out.extend(value(v));
                    }
                    out.push(b']');
                }
            }
        }
    }
}

/// A word as JSON.
fn text(word: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(word).unwrap_or_default()
}

fn put(out: &mut Vec<u8>, what: impl Display) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{what}");
}
