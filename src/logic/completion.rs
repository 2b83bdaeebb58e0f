//! Completes a situation of a few dimensions so that it meets all clauses, by what follows and nothing else.
#![allow(
    clippy::indexing_slicing,
    reason = "there is a place for every dimension that a clause mentions"
)]

use super::clause::Clause;
use super::formula::Formula;
use super::partial::{Assignment, Partial};
use super::space::{DimId, Space};

/// Clauses, found by their dimensions.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    clauses: Vec<Clause>,
    by_dim: Vec<Vec<u32>>,
    /// The plainest situation, with a place for every dimension that a clause mentions.
    plainest: Vec<u32>,
    /// The clauses that it does not meet: a situation is held against these, and against those of what is otherwise in it.
    unmet: Vec<u32>,
    visible: usize,
}

impl Rules {
    pub(super) fn new<'c>(space: &Space, clauses: impl Iterator<Item = &'c Clause>) -> Self {
        let clauses: Vec<Clause> = clauses.cloned().collect();
        let mentioned = clauses.iter().flatten().map(|l| l.dim.index() + 1).max();
        let mut by_dim = vec![Vec::new(); space.len().max(mentioned.unwrap_or(0))];
        for (index, clause) in (0u32..).zip(&clauses) {
            for literal in clause {
                by_dim[literal.dim.index()].push(index);
            }
        }
        let mut plainest = Assignment::default_of(space).classes().to_vec();
        plainest.resize(by_dim.len(), 0);
        let fails = |clause: &Clause| !clause.iter().any(|l| l.set.contains(plainest[l.dim.index()]));
        let unmet = (0u32..).zip(&clauses).filter(|(_, clause)| fails(clause));
        Self {
            unmet: unmet.map(|(index, _)| index).collect(),
            clauses,
            by_dim,
            plainest,
            visible: space.len(),
        }
    }

    /// A situation that meets what is `known`, `region` and all clauses, where a plain one does: each part is met in the first way that
    /// offers itself. `None` says nothing.
    pub(super) fn plain(&self, space: &Space, known: &Partial, region: &Formula) -> Option<Assignment> {
        let normal = region.nnf();
        let mut narrowed = known.clone();
        let mut open = vec![&normal];
        while let Some(part) = open.pop() {
            match part {
                Formula::And(parts) => open.extend(parts.as_slice().iter().rev()),
                Formula::Or(parts) => {
                    let parts = parts.as_slice();
                    if parts.iter().all(|p| p.kleene(&narrowed) != Some(true)) {
                        open.push(parts.iter().find(|p| p.kleene(&narrowed).is_none())?);
                    }
                }
                Formula::Lit(dim, set) => narrowed.narrow(*dim, set.clone()),
                Formula::True => {}
                Formula::False | Formula::Not(_) => return None,
            }
        }
        let found = Assignment::plainest(space, &narrowed)?;
        let kept = known.iter().map(|(dim, _)| dim).chain(region.dims());
        self.least(&found, kept).filter(|whole| region.eval(whole))
    }

    /// The situation that is `found` on the dimensions of `kept`, where the others are as in `found` but for what must differ:
    /// then no situation needs less. `None` where there is a choice or a contradiction, which only a search can tell.
    pub(super) fn least(&self, found: &Assignment, kept: impl IntoIterator<Item = DimId>) -> Option<Assignment> {
        let mut classes = found.classes().to_vec();
        classes.resize(self.by_dim.len(), 0);
        let mut fixed = vec![false; classes.len()];
        for dim in kept {
            *fixed.get_mut(dim.index())? = true;
        }
        let mut open = self.unmet.clone();
        for (at, (class, plain)) in classes.iter().zip(&self.plainest).enumerate() {
            if class != plain {
                open.extend(&self.by_dim[at]);
            }
        }
        open.sort_unstable_by(|a, b| b.cmp(a));
        open.dedup();
        while let Some(index) = open.pop() {
            let clause = &self.clauses[index as usize];
            if clause.iter().any(|l| l.set.contains(classes[l.dim.index()])) {
                continue;
            }
            let mut free = clause.iter().filter(|l| !fixed[l.dim.index()]);
            let (Some(only), None) = (free.next(), free.next()) else {
                return None;
            };
            let place = only.dim.index();
            classes[place] = only.set.first()?;
            fixed[place] = true;
            open.extend(&self.by_dim[place]);
        }
        classes.truncate(self.visible);
        Some(Assignment::new(classes))
    }
}
