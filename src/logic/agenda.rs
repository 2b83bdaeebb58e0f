//! Which undetermined dimension to decide next: the one that took part in the most recent conflicts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::space::DimId;

const GROWTH: f64 = 1.0 / 0.95;
const LIMIT: f64 = 1e100;

/// Activities of dimensions in a queue that tolerates stale entries.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    slots: Vec<Slot>,
    heap: BinaryHeap<(u64, Reverse<DimId>)>,
    step: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    activity: f64,
    queued: bool,
}

impl Agenda {
    pub(super) fn new() -> Self {
        Self {
            slots: Vec::new(),
            heap: BinaryHeap::new(),
            step: 1.0,
        }
    }

    /// Makes room for a new dimension and queues it.
    pub(super) fn grow(&mut self, dim: DimId) {
        self.slots.resize(dim.index() + 1, Slot::default());
        self.queue(dim);
    }

    /// Queues a dimension that is undetermined again.
    pub(super) fn queue(&mut self, dim: DimId) {
        if let Some(slot) = self.slots.get_mut(dim.index())
            && !slot.queued
        {
            slot.queued = true;
            self.heap.push((slot.activity.to_bits(), Reverse(dim)));
        }
    }

    /// Takes the most active queued dimension.
    pub(super) fn next(&mut self) -> Option<DimId> {
        while let Some((key, Reverse(dim))) = self.heap.pop() {
            if let Some(slot) = self.slots.get_mut(dim.index())
                && slot.queued
                && slot.activity.to_bits() == key
            {
                slot.queued = false;
                return Some(dim);
            }
        }
        None
    }

    /// Notes that a dimension took part in a conflict.
    pub(super) fn bump(&mut self, dim: DimId) {
        let Some(slot) = self.slots.get_mut(dim.index()) else {
            return;
        };
        slot.activity += self.step;
        if slot.queued {
            // Positive floats are ordered like their bits.
            self.heap.push((slot.activity.to_bits(), Reverse(dim)));
        }
        if slot.activity > LIMIT {
            self.rescale();
        }
    }

    /// Lets earlier conflicts count less.
    pub(super) fn decay(&mut self) {
        self.step *= GROWTH;
    }

    fn rescale(&mut self) {
        self.step /= LIMIT;
        self.heap.clear();
        for (dim, slot) in (0u32..).map(DimId).zip(&mut self.slots) {
            slot.activity /= LIMIT;
            if slot.queued {
                self.heap.push((slot.activity.to_bits(), Reverse(dim)));
            }
        }
    }
}
