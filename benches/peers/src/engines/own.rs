//! zeren's index, sorted and unsorted.

use zeren::logic::Formula;
use zeren::route::index::{Case, Found, Index, Scratch};

use super::Engine;
use crate::situations::{Given, Shape};

struct Own {
    index: Index,
    asked: Vec<Vec<Given>>,
    case: Case,
    scratch: Scratch,
    found: Vec<Found>,
}

pub fn sorted(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    own(Index::new(&shape.space, |d| shape.group(d), conditions), asked)
}

pub fn unsorted(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    own(Index::unsorted(&shape.space, |d| shape.group(d), conditions), asked)
}

fn own(index: Index, asked: &[Vec<Given>]) -> Box<dyn Engine> {
    Box::new(Own {
        index,
        asked: asked.to_vec(),
        case: Case::default(),
        scratch: Scratch::default(),
        found: Vec::new(),
    })
}

impl Engine for Own {
    fn ask(&mut self, situation: usize) -> Vec<u32> {
        let Own { index, asked, case, scratch, found } = self;
        case.begin(index);
        for given in &asked[situation] {
            match given {
                Given::Class(dim, class) => case.give(index, *dim, *class),
                Given::Set(_, present) => present.iter().for_each(|tag| case.give(index, *tag, 1)),
            }
        }
        index.find(case, scratch, found);
        found.iter().map(|f| f.condition).collect()
    }
}
