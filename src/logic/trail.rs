//! The domains of a search and how they came to be: every narrowing in order, with its reason, to be undone.
#![allow(
    clippy::indexing_slicing,
    reason = "dimensions and positions are handed out by this trail"
)]

use super::class_set::ClassSet;
use super::space::DimId;

/// Why a domain was narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Decided or assumed.
    Decision,
    /// All other literals of the clause were false.
    Clause(usize),
}

/// One narrowing.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) dim: DimId,
    pub(super) before: ClassSet,
    pub(super) reason: Reason,
    previous: Option<usize>,
}

/// The current domains, with their history.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    domains: Vec<ClassSet>,
    latest: Vec<Option<usize>>,
    entries: Vec<Entry>,
    /// Where each level above the first begins.
    marks: Vec<usize>,
    head: usize,
}

impl Trail {
    pub(super) fn grow(&mut self, domain: ClassSet) {
        self.domains.push(domain);
        self.latest.push(None);
    }

    pub(super) fn domain(&self, dim: DimId) -> &ClassSet {
        &self.domains[dim.index()]
    }

    pub(super) fn entry(&self, position: usize) -> &Entry {
        &self.entries[position]
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn level(&self) -> usize {
        self.marks.len()
    }

    /// Opens a level.
    pub(super) fn open(&mut self) {
        self.marks.push(self.entries.len());
    }

    /// Where the current level begins.
    pub(super) fn level_start(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    /// Where the first decision was made; everything before follows from the clauses alone.
    pub(super) fn first_decision(&self) -> usize {
        self.marks.first().copied().unwrap_or(self.entries.len())
    }

    pub(super) fn level_of(&self, position: usize) -> usize {
        self.marks.partition_point(|&mark| mark <= position)
    }

    /// Narrows a domain to its classes in `set`; nothing happens if they all are.
    pub(super) fn narrow(&mut self, dim: DimId, set: &ClassSet, reason: Reason) {
        let index = dim.index();
        let narrowed = self.domains[index].and(set);
        if narrowed == self.domains[index] {
            return;
        }
        let before = std::mem::replace(&mut self.domains[index], narrowed);
        let previous = self.latest[index].replace(self.entries.len());
        self.entries.push(Entry {
            dim,
            before,
            reason,
            previous,
        });
    }

    /// The next narrowed dimension whose clauses have not been looked at.
    pub(super) fn pending(&mut self) -> Option<DimId> {
        let dim = self.entries.get(self.head)?.dim;
        self.head += 1;
        Some(dim)
    }

    /// Where a literal that is false became so; `None` if it is not false, or never was otherwise.
    pub(super) fn falsified(&self, dim: DimId, set: &ClassSet) -> Option<usize> {
        if self.domains[dim.index()].meets(set) {
            return None;
        }
        let mut at = self.latest[dim.index()];
        while let Some(position) = at {
            let entry = &self.entries[position];
            if entry.before.meets(set) {
                return Some(position);
            }
            at = entry.previous;
        }
        None
    }

    /// Undoes every narrowing above `level`, the latest first.
    pub(super) fn back_to(&mut self, level: usize, mut undone: impl FnMut(DimId, &ClassSet)) {
        let Some(&start) = self.marks.get(level) else { return };
        self.marks.truncate(level);
        self.head = self.head.min(start);
        while self.entries.len() > start
            && let Some(entry) = self.entries.pop()
        {
            let index = entry.dim.index();
            let narrowed = std::mem::replace(&mut self.domains[index], entry.before);
            self.latest[index] = entry.previous;
            undone(entry.dim, &narrowed);
        }
    }
}
