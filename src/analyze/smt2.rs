//! Questions of an analysis as SMT-LIB 2, so that another solver can be asked the same: one file a question, with the answer
//! that was given as `:status`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Analysis;
use crate::compile::CompiledPlan;
use crate::logic::{DimId, Formula};

/// File names and texts of all questions that were decided.
#[must_use]
pub fn questions(plan: &CompiledPlan, analysis: &Analysis) -> Vec<(String, String)> {
    let laws = plan.world.laws();
    let decided = analysis
        .questions
        .iter()
        .enumerate()
        .filter_map(|(at, q)| Some((at, q, q.answer?)));
    decided
        .map(|(at, q, answer)| {
            (
                format!("{}-{at:05}.smt2", plan.model.plan.id),
                text(plan, &laws, &q.name, &q.region, answer),
            )
        })
        .collect()
}

fn text(plan: &CompiledPlan, laws: &[Formula], name: &str, region: &Formula, answer: bool) -> String {
    let relevant = crate::logic::connected(region.dims(), laws);
    let dims: BTreeSet<DimId> = relevant
        .iter()
        .copied()
        .chain([region])
        .flat_map(Formula::dims)
        .collect();
    let mut out = format!(
        "; {}\n(set-logic QF_LIA)\n(set-info :status {})\n",
        name.replace('\n', " "),
        if answer { "sat" } else { "unsat" }
    );
    for dim in dims {
        let _ = writeln!(
            out,
            "(declare-const d{0} Int) (assert (and (<= 0 d{0}) (< d{0} {1})))",
            dim.0,
            plan.world.space.classes(dim)
        );
    }
    for formula in relevant.into_iter().chain([region]) {
        let mut line = String::new();
        write(&mut line, formula);
        let _ = writeln!(out, "(assert {line})");
    }
    out.push_str("(check-sat)\n");
    out
}

fn write(out: &mut String, formula: &Formula) {
    match formula {
        Formula::True => out.push_str("true"),
        Formula::False => out.push_str("false"),
        Formula::Lit(dim, set) => {
            out.push_str("(or");
            for class in set.iter() {
                let _ = write!(out, " (= d{} {class})", dim.0);
            }
            out.push(')');
        }
        Formula::Not(inner) => list(out, "not", std::slice::from_ref(&**inner)),
        Formula::And(parts) => list(out, "and", parts.as_slice()),
        Formula::Or(parts) => list(out, "or", parts.as_slice()),
    }
}

fn list(out: &mut String, word: &str, parts: &[Formula]) {
    let _ = write!(out, "({word}");
    for part in parts {
        out.push(' ');
        write(out, part);
    }
    out.push(')');
}
