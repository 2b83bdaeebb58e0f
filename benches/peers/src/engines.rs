//! The engines, each asked in its own way about the same rules.

#[cfg(feature = "a-tree")]
mod atree;
#[cfg(feature = "cedar")]
mod cedar;
mod own;
#[cfg(feature = "rego")]
mod rego;
#[cfg(feature = "zen")]
mod zen;

use zeren::logic::Formula;

use crate::situations::{Given, Shape};

pub const NAMES: [&str; 6] = ["zeren", "zeren, unsorted", "a-tree", "zen-engine", "regorus", "cedar-policy"];

/// An engine that holds the rules, and the situations in its own form.
pub trait Engine {
    /// The rules that apply to a situation, by number.
    fn ask(&mut self, situation: usize) -> Vec<u32>;
}

/// Makes an engine ready; `None` where it was left out, or does not take so many rules in reasonable time.
pub fn build(name: &str, shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Option<Box<dyn Engine>> {
    #[allow(unused_variables, reason = "some engines may be left out")]
    let normal = || conditions.iter().map(Formula::nnf).collect::<Vec<_>>();
    Some(match name {
        "zeren" => own::sorted(shape, conditions, asked),
        "zeren, unsorted" => own::unsorted(shape, conditions, asked),
        #[cfg(feature = "a-tree")]
        "a-tree" if conditions.len() <= 30_000 => atree::build(shape, &normal(), asked),
        #[cfg(feature = "zen")]
        "zen-engine" if conditions.len() <= 30_000 => zen::build(shape, &normal(), asked),
        #[cfg(feature = "rego")]
        "regorus" if conditions.len() <= 3_000 => rego::build(shape, &normal(), asked),
        #[cfg(feature = "cedar")]
        "cedar-policy" if conditions.len() <= 30_000 => cedar::build(shape, &normal(), asked),
        _ => return None,
    })
}
