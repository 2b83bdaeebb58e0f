//! zen-engine: a decision table that collects, a row for each alternative of a rule, its index on.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use zen_engine::Decision;
use zen_engine::model::GraphContent;
use zeren::logic::Formula;

use super::Engine;
use crate::situations::{Given, Kind, Shape};
use crate::words::{Test, alternatives, facts};

struct Zen {
    decision: Decision,
    runtime: tokio::runtime::Runtime,
    inputs: Vec<Value>,
}

fn cell(test: &Test) -> String {
    match test.kind {
        Kind::Bool => test.wants().to_string(),
        Kind::Tag(value) if test.wants() => format!("contains($, 'x{value}')"),
        Kind::Tag(value) => format!("not contains($, 'x{value}')"),
        Kind::One(classes) => match test.range(classes) {
            Some(Ok(below)) => format!("< {below}"),
            Some(Err(from)) => format!(">= {from}"),
            None => test.list(),
        },
    }
}

pub fn build(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    let inputs: Vec<Value> = (0..shape.facts())
        .map(|fact| json!({"id": format!("i{fact}"), "name": format!("f{fact}"), "field": format!("f{fact}")}))
        .collect();
    let mut rules = Vec::new();
    for (number, condition) in conditions.iter().enumerate() {
        for cube in alternatives(shape, condition) {
            let mut cells: BTreeMap<u32, Vec<String>> = BTreeMap::new();
            for (dim, set) in &cube {
                let test = Test::new(shape, *dim, set);
                cells.entry(test.fact).or_default().push(cell(&test));
            }
            let mut row = Map::new();
            row.insert("_id".into(), json!(format!("r{}", rules.len())));
            for (fact, tests) in cells {
                row.insert(format!("i{fact}"), json!(tests.join(" and ")));
            }
            row.insert("o".into(), json!(number.to_string()));
            rules.push(Value::Object(row));
        }
    }
    let content: GraphContent = serde_json::from_value(json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "content": {}},
            {"id": "table", "name": "table", "type": "decisionTableNode", "content": {
                "hitPolicy": "collect",
                "inputs": inputs,
                "outputs": [{"id": "o", "name": "item", "field": "item"}],
                "rules": rules,
            }},
            {"id": "out", "name": "out", "type": "outputNode", "content": {}},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table"},
            {"id": "b", "sourceId": "table", "targetId": "out"},
        ],
    }))
    .expect("a decision");
    let mut decision = Decision::from(Arc::new(content));
    decision.compile();
    Box::new(Zen {
        decision,
        runtime: tokio::runtime::Builder::new_current_thread().build().expect("a runtime"),
        inputs: asked.iter().map(|given| facts(shape, given)).collect(),
    })
}

impl Engine for Zen {
    fn ask(&mut self, situation: usize) -> Vec<u32> {
        let input = self.inputs[situation].clone();
        let answer = self.runtime.block_on(self.decision.evaluate(input.into())).expect("an answer");
        let rows = answer.result.to_value();
        let rows = rows.as_array().cloned().unwrap_or_default();
        rows.iter().filter_map(|row| row["item"].as_u64()).map(|n| n as u32).collect()
    }
}
