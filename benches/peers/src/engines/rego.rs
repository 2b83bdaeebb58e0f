//! regorus: a partial rule for each alternative of a rule.

use regorus::{Engine as Rego, Value};
use zeren::logic::Formula;

use super::Engine;
use crate::situations::{Given, Kind, Shape};
use crate::words::{Test, alternatives, facts};

struct Regorus {
    engine: Rego,
    inputs: Vec<Value>,
}

fn test(test: &Test) -> String {
    let fact = format!("input.f{}", test.fact);
    match test.kind {
        Kind::Bool => format!("{fact} == {}", test.wants()),
        Kind::Tag(value) if test.wants() => format!("\"x{value}\" in {fact}"),
        Kind::Tag(value) => format!("not \"x{value}\" in {fact}"),
        Kind::One(classes) => match (test.range(classes), test.classes.as_slice()) {
            (Some(Ok(below)), _) => format!("{fact} < {below}"),
            (Some(Err(from)), _) => format!("{fact} >= {from}"),
            (None, [one]) => format!("{fact} == {one}"),
            (None, _) => format!("{fact} in {{{}}}", test.list()),
        },
    }
}

pub fn build(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    let mut text = String::from("package p\nimport rego.v1\n");
    for (number, condition) in conditions.iter().enumerate() {
        for cube in alternatives(shape, condition) {
            let tests: Vec<String> = cube.iter().map(|(dim, set)| test(&Test::new(shape, *dim, set))).collect();
            text.push_str(&format!("hits contains {number} if {{ {} }}\n", tests.join("; ")));
        }
    }
    let mut engine = Rego::new();
    engine.add_policy("p.rego".to_owned(), text).expect("a policy");
    let input = |given: &Vec<Given>| Value::from_json_str(&facts(shape, given).to_string()).expect("facts");
    Box::new(Regorus { engine, inputs: asked.iter().map(input).collect() })
}

impl Engine for Regorus {
    fn ask(&mut self, situation: usize) -> Vec<u32> {
        self.engine.set_input(self.inputs[situation].clone());
        let hits = self.engine.eval_rule("data.p.hits".to_owned()).expect("an answer");
        let hits = hits.as_set().expect("a set");
        hits.iter().map(|v| v.as_u32().expect("a number")).collect()
    }
}
