//! A situation of the space as facts that a caller would give: the witness of a finding.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{FactDims, World};
use crate::logic::{Assignment, DimId, Formula};
use crate::model::{FactId, Given, Model, Situation, ValueId};

impl World {
    /// The facts that decide `dims`: their owners, and the facts from which values of those follow.
    #[must_use]
    pub fn facts_that_decide(&self, dims: impl IntoIterator<Item = DimId>) -> BTreeSet<FactId> {
        let mut facts: BTreeSet<FactId> = dims.into_iter().filter_map(|d| self.owner(d)).collect();
        let mut open: Vec<FactId> = facts.iter().copied().collect();
        while let Some(fact) = open.pop() {
            let premises = self
                .derived
                .iter()
                .filter(|((f, _), _)| *f == fact)
                .flat_map(|(_, premises)| premises);
            for more in premises.flat_map(|p| p.formula.dims()).filter_map(|d| self.owner(d)) {
                if facts.insert(more) {
                    open.push(more);
                }
            }
        }
        facts
    }

    /// Whether a formula rests on a condition that is not yet encoded.
    #[must_use]
    pub fn pending_dims(&self, formula: &Formula) -> Vec<DimId> {
        if self.pending.is_empty() {
            return Vec::new();
        }
        formula
            .dims()
            .into_iter()
            .filter(|d| self.pending.values().any(|p| p == d))
            .collect()
    }

    /// The facts of a situation: sets by their most particular values, numbers at the edge of their interval.
    #[must_use]
    pub fn situation(&self, model: &Model, found: &Assignment, facts: &BTreeSet<FactId>) -> Situation {
        let given = facts
            .iter()
            .filter_map(|id| Some((*id, self.given(model, found, *id)?)));
        Situation {
            facts: given.collect::<BTreeMap<_, _>>(),
        }
    }

    fn given(&self, model: &Model, found: &Assignment, id: FactId) -> Option<Given> {
        let fact = model.fact(id);
        Some(match self.dims(id)? {
            FactDims::Bool(dim) => Given::Bool(found.class(*dim) == 1),
            FactDims::One(dim) => Given::One(ValueId(found.class(*dim))),
            FactDims::Int { dim, starts, max } => Given::Int(edge(starts, *max, found.class(*dim))),
            FactDims::Tags(tags) => {
                let present = (0..)
                    .map(ValueId)
                    .zip(tags)
                    .filter(|(_, dim)| found.class(**dim) == 1)
                    .map(|(v, _)| v);
                let present: BTreeSet<ValueId> = present.collect();
                let implied = |v: ValueId| {
                    present
                        .iter()
                        .any(|other| *other != v && fact.ancestors(*other).contains(&v))
                };
                Given::Set(present.iter().copied().filter(|v| !implied(*v)).collect())
            }
        })
    }

    /// The numbers of one class of a number's dimension; both ends included.
    #[must_use]
    pub fn bounds(starts: &[i64], max: i64, class: u32) -> Option<(i64, i64)> {
        let from = *starts.get(class as usize)?;
        Some((from, starts.get(class as usize + 1).map_or(max, |next| next - 1)))
    }
}

/// The first interval shows its last number, the others their first: the number next to the limit.
fn edge(starts: &[i64], max: i64, class: u32) -> i64 {
    match (class, World::bounds(starts, max, class)) {
        (0, Some((_, to))) if starts.len() > 1 => to,
        (_, Some((from, _))) => from,
        (_, None) => max,
    }
}
