//! Turns a conflict into the clause to learn from it, by resolving reasons from the latest backwards.
//!
//! Two clauses with the literals `d in S` and `d in T` resolve to one with `d in S and T`. A literal is false from the
//! position where the domain last met its set; so the literals of the conflict are resolved in the order of these.
#![allow(clippy::indexing_slicing, reason = "dimensions are handed out by the trail")]

use super::class_set::ClassSet;
use super::clause::{Clause, Literal};
use super::space::DimId;
use super::trail::{Reason, Trail};

/// The false literals met so far, one a dimension; kept between conflicts for its memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolvent {
    held: Vec<Option<Held>>,
    seen: Vec<DimId>,
}

#[derive(Clone, Debug)]
struct Held {
    set: ClassSet,
    falsified: usize,
}

/// A clause that is false now, and becomes unit at `level` with its first literal left.
#[derive(Debug)]
pub(super) struct Learned {
    pub(super) clause: Clause,
    pub(super) level: usize,
}

impl Resolvent {
    pub(super) fn grow(&mut self) {
        self.held.push(None);
    }

    /// The dimensions that took part in the last resolution.
    pub(super) fn seen(&self) -> &[DimId] {
        &self.seen
    }

    /// The clause that has one literal of the current level: the first unique implication point.
    pub(super) fn learn(&mut self, trail: &Trail, clauses: &[Clause], conflict: usize) -> Learned {
        self.seen.clear();
        let start = trail.level_start();
        let mut current = 0;
        self.absorb(trail, &clauses[conflict], None, start, &mut current);
        for position in (start..trail.len()).rev() {
            let dim = trail.entry(position).dim;
            if !self.falsified_at(dim, position) {
                continue;
            }
            match trail.entry(position).reason {
                Reason::Clause(reason) if current > 1 => {
                    self.resolve(trail, &clauses[reason], dim, start, &mut current);
                }
                _ => break,
            }
        }
        self.finish(trail, start)
    }

    /// The decided dimensions that together make `literal` false. What is held goes on the way: a reason's literals became false before
    /// what it forced, and nothing became false before the first decision.
    ///
    /// All decisions are assumptions then, one a level, in the order of `assumed`.
    pub(super) fn decisions(
        &mut self,
        trail: &Trail,
        clauses: &[Clause],
        assumed: &[Literal],
        literal: &Literal,
    ) -> Vec<DimId> {
        self.seen.clear();
        let mut ignored = 0;
        let mut decided = vec![literal.dim];
        self.absorb(trail, std::slice::from_ref(literal), None, 0, &mut ignored);
        for position in (trail.first_decision()..trail.len()).rev() {
            let entry = trail.entry(position);
            if !self.falsified_at(entry.dim, position) {
                continue;
            }
            match entry.reason {
                Reason::Clause(reason) => self.resolve(trail, &clauses[reason], entry.dim, 0, &mut ignored),
                Reason::Decision => {
                    // What the assumption itself leaves in had gone before, for another reason.
                    let own = trail.level_of(position).checked_sub(1).and_then(|at| assumed.get(at));
                    let own = own.map_or(&[][..], std::slice::from_ref);
                    self.resolve(trail, own, entry.dim, 0, &mut ignored);
                    decided.push(entry.dim);
                }
            }
        }
        decided
    }

    fn falsified_at(&self, dim: DimId, position: usize) -> bool {
        self.held[dim.index()]
            .as_ref()
            .is_some_and(|held| held.falsified == position)
    }

    /// Replaces the literal of `dim` by the other literals of its reason, and what the reason left of it.
    fn resolve(&mut self, trail: &Trail, reason: &[Literal], dim: DimId, start: usize, current: &mut usize) {
        let Some(held) = self.held[dim.index()].take() else {
            return;
        };
        // Only what became false at the current level is resolved.
        *current = current.saturating_sub(1);
        let left = reason
            .iter()
            .find(|literal| literal.dim == dim)
            .map(|literal| held.set.and(&literal.set));
        if let Some(set) = left.filter(|set| !set.is_empty()) {
            self.absorb(trail, &[Literal { dim, set }], None, start, current);
        }
        self.absorb(trail, reason, Some(dim), start, current);
    }

    /// Adds false literals, but for those of `except` and those false from the clauses alone.
    fn absorb(
        &mut self,
        trail: &Trail,
        literals: &[Literal],
        except: Option<DimId>,
        start: usize,
        current: &mut usize,
    ) {
        for literal in literals.iter().filter(|literal| Some(literal.dim) != except) {
            let Some(falsified) = trail.falsified(literal.dim, &literal.set) else {
                continue;
            };
            if falsified < trail.first_decision() {
                continue;
            }
            let slot = &mut self.held[literal.dim.index()];
            let was_current = slot.as_ref().is_some_and(|held| held.falsified >= start);
            let held = slot.get_or_insert_with(|| Held {
                set: literal.set.clone(),
                falsified,
            });
            held.set = held.set.or(&literal.set);
            held.falsified = held.falsified.max(falsified);
            *current += usize::from(held.falsified >= start && !was_current);
            self.seen.push(literal.dim);
        }
    }

    /// Takes the clause out, the literal of the current level first and the next latest second.
    fn finish(&mut self, trail: &Trail, start: usize) -> Learned {
        let mut held: Vec<(usize, Literal)> = Vec::new();
        for &dim in &self.seen {
            if let Some(Held { set, falsified }) = self.held[dim.index()].take() {
                held.push((falsified, Literal { dim, set }));
            }
        }
        held.sort_by_key(|&(falsified, _)| std::cmp::Reverse(falsified));
        let level = held
            .iter()
            .find(|&&(falsified, _)| falsified < start)
            .map_or(0, |&(falsified, _)| trail.level_of(falsified));
        Learned {
            clause: held.into_iter().map(|(_, literal)| literal).collect(),
            level,
        }
    }
}
