//! What to ask next: the unknown facts, by how much of the answer each can settle.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::answer::{Answer, Question, Status};
use super::reason::{bearing, unknown_facts};
use crate::logic::{ClassSet, DimId, Formula, Truth};
use crate::model::{FactId, ItemId, ValueId};
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
    let mut settling: BTreeMap<ItemId, Vec<FactId>> = BTreeMap::new();
    for (item, leads) in open {
        let alike = view.router.alike(item);
        for fact in settling.entry(alike).or_insert_with(|| facts_that_settle(view, alike)) {
            let count = counts.entry(*fact).or_default();
            count.0 += 1;
            count.1 += usize::from(leads);
        }
    }
    let mut questions: Vec<Question> = counts
        .into_iter()
        .map(|(fact, (settles, leads))| Question { fact, settles, leads })
        .collect();
    questions.sort_by_key(|q| (std::cmp::Reverse((q.leads, q.settles)), q.fact));
    answer.ask = questions;
}

/// The unknown facts of which some answer decides whether an item applies.
fn facts_that_settle(view: &View<'_, '_>, item: ItemId) -> Vec<FactId> {
    let formula = view.router.condition(item).restrict(&view.known.partial);
    let bearing = bearing(view, &formula);
    let settles = |fact: &FactId| {
        answers(view, *fact, &bearing)
            .iter()
            .any(|a| settled(view, &formula, a))
    };
    unknown_facts(view, &bearing).into_iter().filter(settles).collect()
}

/// Whether an answer that the laws allow decides the formula.
fn settled(view: &View<'_, '_>, formula: &Formula, answer: &[(DimId, ClassSet)]) -> bool {
    let truth = view.known.truth_with(&view.plan.world, formula, answer);
    matches!(truth, Some(Truth::True | Truth::False))
}

/// What would be known after each of the answers that can matter to what turns on these dimensions.
fn answers(view: &View<'_, '_>, fact: FactId, bearing: &BTreeSet<DimId>) -> Vec<Vec<(DimId, ClassSet)>> {
    let world = &view.plan.world;
    let single = |dim, class| (dim, world.space.single(dim, class));
    match world.dims(fact) {
        Some(FactDims::Bool(dim) | FactDims::One(dim) | FactDims::Int { dim, .. }) => {
            (0..world.space.classes(*dim)).map(|c| vec![single(*dim, c)]).collect()
        }
        Some(FactDims::Tags(tags)) => {
            let ours: Vec<_> = tags.iter().copied().filter(|t| bearing.contains(t)).collect();
            // None of them, all of them, or one of them with what it implies.
            let known = view.plan.model.fact(fact);
            let set = |held: &dyn Fn(ValueId) -> bool| {
                let values = tags
                    .iter()
                    .enumerate()
                    .map(|(i, dim)| (dim, held(ValueId::from_index(i))));
                let asked = values.filter(|(dim, _)| ours.contains(dim));
                asked.map(|(dim, yes)| single(*dim, u32::from(yes))).collect::<Vec<_>>()
            };
            let values = (0..tags.len()).map(ValueId::from_index);
            let asked = values.filter(|v| tags.get(v.index()).is_some_and(|d| ours.contains(d)));
            let one = |value| {
                let implied = known.ancestors(value);
                set(&|v| implied.contains(&v))
            };
            [set(&|_| false), set(&|_| true)]
                .into_iter()
                .chain(asked.take(MAX_TAGS).map(one))
                .collect()
        }
        None => Vec::new(),
    }
}
