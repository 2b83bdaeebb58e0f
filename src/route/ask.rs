//! What to ask next: the unknown facts, by how much of the answer each can settle.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::answer::{Answer, Question, Status};
use crate::logic::{ClassSet, DimId, Formula, Truth};
use crate::model::{FactId, ItemId};
use crate::world::FactDims;

/// At most this many tags of one set are tried one by one for one item.
const MAX_TAGS: usize = 64;

/// Fills in the questions.
pub fn ask(view: &View<'_, '_>, answer: &mut Answer) {
    let mut open: BTreeMap<ItemId, bool> = BTreeMap::new();
    for line in answer.assignments.iter().filter(|a| a.status == Status::Possible) {
        *open.entry(line.item).or_default() |= line.role.acts();
    }
    for norm in answer.norms.iter().filter(|n| n.status == Status::Possible) {
        open.entry(norm.item).or_default();
    }
    for escalation in answer.escalations.iter().filter(|e| e.status == Status::Possible) {
        open.entry(escalation.item).or_default();
    }
    let mut counts: BTreeMap<FactId, (usize, usize)> = BTreeMap::new();
    for (item, leads) in open {
        let formula = view.router.condition(item).restrict(&view.known.partial);
        let facts: BTreeSet<FactId> = formula
            .dims()
            .into_iter()
            .filter_map(|d| view.plan.world.owner(d))
            .collect();
        for fact in facts.into_iter().filter(|f| view.situation.get(*f).is_none()) {
            if answers(view, fact, &formula).iter().any(|a| settled(view, &formula, a)) {
                let count = counts.entry(fact).or_default();
                count.0 += 1;
                count.1 += usize::from(leads);
            }
        }
    }
    let mut questions: Vec<Question> = counts
        .into_iter()
        .map(|(fact, (settles, leads))| Question { fact, settles, leads })
        .collect();
    questions.sort_by_key(|q| (std::cmp::Reverse((q.leads, q.settles)), q.fact));
    answer.ask = questions;
}

/// Whether an answer that the laws allow decides the formula.
fn settled(view: &View<'_, '_>, formula: &Formula, answer: &[(DimId, ClassSet)]) -> bool {
    let truth = view.known.truth_with(&view.plan.world, formula, answer);
    matches!(truth, Some(Truth::True | Truth::False))
}

/// What each of the answers that can matter to a formula would make known.
fn answers(view: &View<'_, '_>, fact: FactId, formula: &Formula) -> Vec<Vec<(DimId, ClassSet)>> {
    let world = &view.plan.world;
    let single = |dim, class| (dim, world.space.single(dim, class));
    match world.dims(fact) {
        Some(FactDims::Bool(dim) | FactDims::One(dim) | FactDims::Int { dim, .. }) => {
            (0..world.space.classes(*dim)).map(|c| vec![single(*dim, c)]).collect()
        }
        Some(FactDims::Tags(tags)) => {
            let mentioned = formula.dims();
            let ours: Vec<_> = tags.iter().copied().filter(|t| mentioned.contains(t)).collect();
            // None of them, or exactly one of them.
            let set = |chosen: Option<usize>| {
                let tags = ours.iter().enumerate();
                tags.map(|(i, dim)| single(*dim, u32::from(chosen == Some(i))))
                    .collect()
            };
            std::iter::once(set(None))
                .chain((0..ours.len().min(MAX_TAGS)).map(|i| set(Some(i))))
                .collect()
        }
        None => Vec::new(),
    }
}
