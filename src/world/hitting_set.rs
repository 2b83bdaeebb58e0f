//! The smallest set that shares a member with each of several sets.

use std::collections::BTreeSet;

use crate::logic::DimId;

/// The smallest set of at most `most` that shares a member with each of `sets`; of equally small ones the first in order.
pub(super) fn smallest_hitting_set(sets: &[BTreeSet<DimId>], most: usize) -> Option<BTreeSet<DimId>> {
    (0..=most).find_map(|size| {
        let mut chosen = BTreeSet::new();
        hit(sets, &mut chosen, DimId(0), size).then_some(chosen)
    })
}

/// Adds `left` members from `from` on, in rising order, so that every set is met.
fn hit(sets: &[BTreeSet<DimId>], chosen: &mut BTreeSet<DimId>, from: DimId, left: usize) -> bool {
    let missed: Vec<&BTreeSet<DimId>> = sets.iter().filter(|s| s.is_disjoint(chosen)).collect();
    if missed.is_empty() {
        return true;
    }
    if left < apart(&missed) {
        return false;
    }
    // A member is chosen no later than the last that some missed set has.
    let last = missed.iter().filter_map(|s| s.last()).min().copied();
    let mut candidates: BTreeSet<DimId> = BTreeSet::new();
    for set in &missed {
        candidates.extend(
            last.into_iter()
                .filter(|l| *l >= from)
                .flat_map(|l| set.range(from..=l)),
        );
    }
    for dim in candidates {
        chosen.insert(dim);
        if hit(sets, chosen, DimId(dim.0 + 1), left - 1) {
            return true;
        }
        chosen.remove(&dim);
    }
    false
}

/// So many of the sets have no member in common with each other: each needs a member of its own.
fn apart(sets: &[&BTreeSet<DimId>]) -> usize {
    let mut counted: Vec<&BTreeSet<DimId>> = Vec::new();
    for set in sets {
        if counted.iter().all(|other| other.is_disjoint(set)) {
            counted.push(set);
        }
    }
    counted.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(lists: &[&[u32]]) -> Vec<BTreeSet<DimId>> {
        lists.iter().map(|l| l.iter().copied().map(DimId).collect()).collect()
    }

    #[test]
    fn the_smallest_hitting_set_is_the_first_in_order() {
        let first = |lists: &[&[u32]], most| {
            smallest_hitting_set(&sets(lists), most).map(|s| s.into_iter().map(|d| d.0).collect::<Vec<_>>())
        };
        assert_eq!(first(&[], 6), Some(vec![]));
        assert_eq!(first(&[&[4, 7], &[7, 9]], 6), Some(vec![7]));
        assert_eq!(first(&[&[4, 7], &[2, 9]], 6), Some(vec![2, 4]));
        assert_eq!(first(&[&[4, 7], &[2, 9], &[7, 9]], 6), Some(vec![2, 7]));
        assert_eq!(first(&[&[4, 7], &[2, 9]], 1), None);
    }
}
