//! Whether a condition follows from what is known of a situation and from the constraints.

use super::budget::Budget;
use super::class_set::ClassSet;
use super::formula::Formula;
use super::partial::Partial;
use super::slice::connected;
use super::solve::{Outcome, Solver};
use super::space::Space;

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds in every situation that is still possible.
    True,
    /// It holds in none.
    False,
    /// It holds in some and not in others.
    Open,
    /// The budget was spent.
    Exhausted,
}

/// Tells whether `formula` holds in the situations that meet `constraints` and `known`.
///
/// Constraints without an undetermined dimension in common with the formula, directly or through others, are left out:
/// they matter only if contradictory by themselves, which [`core`](super::core) finds. From contradictory knowledge
/// everything follows: the answer is then `True`, unless the formula is false by itself.
pub fn decide(
    space: &Space,
    formula: &Formula,
    constraints: &[Formula],
    known: &Partial,
    budget: &mut Budget,
) -> Truth {
    match formula.kleene(known) {
        Some(true) => return Truth::True,
        Some(false) => return Truth::False,
        None => {}
    }
    let open = formula.restrict(known);
    let mut solver = Solver::new(space);
    let constraints: Vec<Formula> = constraints
        .iter()
        .map(|constraint| constraint.restrict(known))
        .collect();
    for constraint in connected(open.dims(), &constraints) {
        solver.add(constraint);
    }
    let holds = solver.add_switched(&open);
    let fails = solver.add_switched(&!open);
    let mut ask = |switch| {
        let assumed = known.clone().with(switch, ClassSet::single(2, 1));
        solver.solve(&assumed, budget)
    };
    match ask(fails) {
        Outcome::Unsat => Truth::True,
        Outcome::Exhausted => Truth::Exhausted,
        Outcome::Model(_) => match ask(holds) {
            Outcome::Unsat => Truth::False,
            Outcome::Exhausted => Truth::Exhausted,
            Outcome::Model(_) => Truth::Open,
        },
    }
}
