//! The A-Tree crate: boolean expressions over typed attributes.

use a_tree::{ATree, AttributeDefinition, Event};
use zeren::logic::{DimId, Formula};

use super::Engine;
use crate::situations::{Given, Kind, Shape};
use crate::words::{Dialect, Test, tags, text};

struct Tree {
    tree: ATree<u32>,
    events: Vec<Event>,
}

const WORDS: Dialect = Dialect { and: " and ", or: " or ", test };

fn test(test: &Test) -> String {
    let fact = test.fact;
    match test.kind {
        Kind::Bool if test.wants() => format!("f{fact}"),
        Kind::Bool => format!("not f{fact}"),
        Kind::Tag(value) if test.wants() => format!("f{fact} one of [\"x{value}\"]"),
        Kind::Tag(value) => format!("f{fact} none of [\"x{value}\"]"),
        Kind::One(classes) => match test.range(classes) {
            Some(Ok(below)) => format!("f{fact} < {below}"),
            Some(Err(from)) => format!("f{fact} >= {from}"),
            None => format!("f{fact} in [{}]", test.list()),
        },
    }
}

pub fn build(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    let mut kinds: Vec<Option<Kind>> = vec![None; shape.facts()];
    for dim in (0..shape.space.len() as u32).map(DimId) {
        kinds[shape.group(dim) as usize] = Some(shape.kind(dim));
    }
    let definitions: Vec<AttributeDefinition> = kinds
        .iter()
        .enumerate()
        .map(|(fact, kind)| match kind {
            Some(Kind::Bool) => AttributeDefinition::boolean(&format!("f{fact}")),
            Some(Kind::Tag(_)) => AttributeDefinition::string_list(&format!("f{fact}")),
            _ => AttributeDefinition::integer(&format!("f{fact}")),
        })
        .collect();
    let mut tree = ATree::<u32>::new(&definitions).expect("attributes");
    for (number, condition) in conditions.iter().enumerate() {
        let expression = text(shape, &WORDS, condition);
        tree.insert(&(number as u32), &expression).unwrap_or_else(|e| panic!("{expression}: {e:?}"));
    }
    let events = asked.iter().map(|given| event(shape, &tree, given)).collect();
    Box::new(Tree { tree, events })
}

fn event(shape: &Shape, tree: &ATree<u32>, given: &[Given]) -> Event {
    let mut event = tree.make_event();
    for given in given {
        let told = match given {
            Given::Class(dim, class) if shape.kind(*dim) == Kind::Bool => {
                event.with_boolean(&format!("f{}", shape.group(*dim)), *class == 1)
            }
            Given::Class(dim, class) => event.with_integer(&format!("f{}", shape.group(*dim)), i64::from(*class)),
            Given::Set(first, present) => {
                let words = tags(shape, present);
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                event.with_string_list(&format!("f{}", shape.group(*first)), &words)
            }
        };
        told.expect("an attribute of its type");
    }
    event.build().expect("an event")
}

impl Engine for Tree {
    fn ask(&mut self, situation: usize) -> Vec<u32> {
        let report = self.tree.search(&self.events[situation]).expect("an answer");
        report.matches().iter().map(|n| **n).collect()
    }
}
