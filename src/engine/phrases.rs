//! The words of a plan as pieces of JSON, made once: a brief answer is put together from them without escaping a character again.

use std::io::Write as _;

use serde::Serialize;

use crate::model::{Fact, FactId, Model, Role, Told, ValueId};
use crate::route::{BriefLine, Options, Scopes, Status};

/// The pieces of one plan.
#[derive(Debug)]
pub struct Phrases {
    /// Form, plan and digest.
    head: String,
    /// The facts in the order of their names, each with its name as a key, and its values.
    facts: Vec<FactPhrases>,
    /// For each unit, what begins its lines.
    units: Vec<String>,
    /// The roles, in their order.
    roles: [String; 8],
    /// For each item, its clause and name.
    items: Vec<String>,
}

#[derive(Debug)]
struct FactPhrases {
    id: FactId,
    key: String,
    values: Vec<String>,
}

impl Phrases {
    /// Makes the pieces of a plan.
    pub fn of(model: &Model, digest: &str) -> Phrases {
        let mut facts: Vec<(FactId, &Fact)> = model.facts().collect();
        facts.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
        let facts = facts.into_iter().map(|(id, fact)| FactPhrases {
            id,
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
            units: model
                .units
                .iter()
                .map(|u| format!(r#"{{"unit":{}"#, text(&u.name)))
                .collect(),
            roles: Role::ALL.map(|role| format!(r#","role":"{}""#, role.name())),
            items: model.items.iter().map(item).collect(),
        }
    }

    /// Writes the members of `zeren.brief/v1`, without the braces around them; `told` says what is given of a fact.
    pub fn write<V: Iterator<Item = ValueId>>(
        &self,
        told: impl Fn(FactId) -> Option<Told<V>>,
        options: Options,
        lines: &[BriefLine],
        out: &mut Vec<u8>,
    ) {
        out.extend_from_slice(self.head.as_bytes());
        self.facts(told, out);
        out.push(b'}');
        if let Some(day) = options.as_of {
            let _ = write!(out, r#","as_of":"{day}""#);
        }
        if options.scopes == Scopes::All {
            out.extend_from_slice(br#","all_scopes":true"#);
        }
        out.extend_from_slice(br#","assignments":["#);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            let unit = line.unit.and_then(|u| self.units.get(u.index()));
            let unit = unit.map_or(r#"{"unit":null"#, String::as_str);
            let role = self.roles.get(line.role as usize).map_or("", String::as_str);
            let item = self.items.get(line.item.index()).map_or("", String::as_str);
            let status = match line.status {
                Status::Certain => r#"certain"}"#,
                Status::Possible => r#"possible"}"#,
                Status::Later => r#"later"}"#,
            };
            for piece in [unit, role, item, status] {
                out.extend_from_slice(piece.as_bytes());
            }
        }
        out.push(b']');
    }

    /// Writes the facts in the order of their names.
    fn facts<V: Iterator<Item = ValueId>>(&self, told: impl Fn(FactId) -> Option<Told<V>>, out: &mut Vec<u8>) {
        let known = self.facts.iter().filter_map(|fact| Some((fact, told(fact.id)?)));
        for (at, (fact, told)) in known.enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend_from_slice(fact.key.as_bytes());
            let value = |v: ValueId| fact.values.get(v.index()).map_or("null", String::as_str).as_bytes();
            match told {
                Told::Bool(yes) => out.extend_from_slice(if yes { &b"true"[..] } else { b"false" }),
                Told::Int(n) => {
                    // Quicker than formatting; writing to memory cannot fail.
                    let _ = serde_json::to_writer(&mut *out, &n);
                }
                Told::One(v) => out.extend_from_slice(value(v)),
                Told::Set(values) => {
                    out.push(b'[');
                    for (at, v) in values.enumerate() {
                        if at > 0 {
                            out.push(b',');
                        }
                        out.extend_from_slice(value(v));
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
