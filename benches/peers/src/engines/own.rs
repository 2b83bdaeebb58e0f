//! zeren's index, sorted and unsorted.

use zeren::logic::{DimId, Formula};
use zeren::route::index::{Case, Found, Index, Scratch};

use super::Engine;
use crate::situations::{Given, Shape};

struct Own {
    index: Index,
    groups: Vec<u32>,
    asked: Vec<Vec<Given>>,
    case: Case,
    scratch: Scratch,
    found: Vec<Found>,
}

pub fn sorted(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    own(shape, Index::new(&shape.space, |d| shape.group(d), conditions), asked)
}

pub fn unsorted(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    own(shape, Index::unsorted(&shape.space, |d| shape.group(d), conditions), asked)
}

fn own(shape: &Shape, index: Index, asked: &[Vec<Given>]) -> Box<dyn Engine> {
    let groups = (0..shape.space.len() as u32).map(|d| shape.group(DimId(d))).collect();
    Box::new(Own {
        index,
        groups,
        asked: asked.to_vec(),
        case: Case::default(),
        scratch: Scratch::default(),
        found: Vec::new(),
    })
}

impl Engine for Own {
    fn ask(&mut self, situation: usize) -> Vec<u32> {
        let Own { index, groups, asked, case, scratch, found } = self;
        case.forget(index);
        for given in &asked[situation] {
            match given {
                Given::Class(dim, class) => case.give(index, *dim, *class),
                Given::Set(first, present) => {
                    case.give_none(index, groups[first.0 as usize]);
                    present.iter().for_each(|tag| case.give(index, *tag, 1));
                }
            }
        }
        index.find(case, scratch, found);
        found.iter().map(|f| f.condition).collect()
    }
}
