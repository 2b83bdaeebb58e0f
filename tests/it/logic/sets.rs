//! Sets of classes, within one word and beyond, against sets of numbers; what is known of dimensions.

use std::collections::BTreeSet;

use super::*;

#[test]
fn sets_of_classes_are_sets() {
    for classes in [1, 2, 5, 63, 64, 65, 128, 130] {
        let mut random = Random::new(u64::from(classes));
        let mut members = random.some_of(classes);
        for round in 0..40 {
            // Now and then few, none or all.
            let next = match round % 8 {
                0 => Vec::new(),
                1 => (0..classes).collect(),
                2 => vec![random.below(classes)],
                3 => vec![classes - 1],
                _ => random.some_of(classes),
            };
            compare(classes, &members, &next);
            members = next;
        }
    }
}

fn compare(classes: u32, a: &[u32], b: &[u32]) {
    let (x, y) = (
        ClassSet::of(classes, a.iter().copied()),
        ClassSet::of(classes, b.iter().copied()),
    );
    let (a, b): (BTreeSet<u32>, BTreeSet<u32>) = (a.iter().copied().collect(), b.iter().copied().collect());
    let members = |set: &ClassSet| set.iter().collect::<Vec<_>>();
    let list = |set: BTreeSet<u32>| set.into_iter().collect::<Vec<_>>();
    let all: BTreeSet<u32> = (0..classes).collect();
    assert_eq!(members(&x.and(&y)), list(&a & &b));
    assert_eq!(members(&x.or(&y)), list(&a | &b));
    assert_eq!(members(&x.minus(&y)), list(&a - &b));
    assert_eq!(members(&x.complement()), list(&all - &a));
    assert_eq!(x.meets(&y), !a.is_disjoint(&b));
    assert_eq!(x.is_subset(&y), a.is_subset(&b));
    assert_eq!(x == y, a == b);
    assert_eq!(x.is_empty(), a.is_empty());
    assert_eq!(x.is_full(), a.len() == classes as usize);
    assert_eq!(x.len() as usize, a.len());
    assert_eq!(x.first(), a.first().copied());
    assert_eq!(x.only(), a.first().copied().filter(|_| a.len() == 1));
    assert_eq!(x.classes(), classes);
    for class in 0..classes + 70 {
        assert_eq!(x.contains(class), a.contains(&class), "{class} of {classes}");
    }
    let mut more = x.clone();
    more.insert(classes);
    more.insert(classes + 64);
    assert_eq!(more, x, "what the dimension does not have");
    more.insert(classes - 1);
    assert!(more.contains(classes - 1));
    assert_eq!(members(&x), list(a), "the other is its own");
    assert_eq!(members(&ClassSet::full(classes)), list(all));
    assert_eq!(members(&ClassSet::single(classes, classes - 1)), [classes - 1]);
    assert!(ClassSet::single(classes, classes).is_empty() && ClassSet::empty(classes).is_empty());
}

#[test]
fn what_is_known_only_grows_narrower() {
    let space = space();
    let age = DimId(4);
    let set = |classes: &[u32]| ClassSet::of(4, classes.iter().copied());
    let mut known = Partial::new();
    assert!(known.domain(age).is_none() && !known.lies_in(age, &set(&[0, 1, 2, 3])));
    known.narrow(age, set(&[0, 1, 2]));
    known.narrow(age, set(&[1, 2, 3]));
    assert_eq!(known.domain(age), Some(&set(&[1, 2])));
    assert!(known.lies_in(age, &set(&[1, 2, 3])) && !known.lies_in(age, &set(&[1])));
    assert!(!known.is_contradictory());
    let over = known.clone().with(age, set(&[0]));
    assert!(over.is_contradictory());
    known.replace(age, set(&[0]));
    assert_eq!(known.iter().collect::<Vec<_>>(), [(age, &set(&[0]))]);
    // Nothing asked for what is not known; the default where it is possible, else the lowest.
    let plain = |known: &Partial| Assignment::plainest(&space, known).map(|s| s.classes().to_vec());
    assert_eq!(plain(&Partial::new()), Some(vec![0, 0, 0, 0, 2]));
    assert_eq!(
        plain(&Partial::new().with(age, set(&[1, 2]))),
        Some(vec![0, 0, 0, 0, 2])
    );
    assert_eq!(
        plain(&Partial::new().with(age, set(&[1, 3]))),
        Some(vec![0, 0, 0, 0, 1])
    );
    assert_eq!(plain(&over), None);
}

#[test]
fn a_space_says_what_its_dimensions_are() {
    let space = space();
    assert_eq!(space.len(), 5);
    assert!(!space.is_empty() && Space::new().is_empty());
    assert_eq!((space.classes(DimId(3)), space.classes(DimId(9))), (3, 0));
    assert_eq!(space.present(DimId(0)).iter().collect::<Vec<_>>(), [1]);
    assert_eq!(space.present(DimId(4)).iter().collect::<Vec<_>>(), [0, 1, 3]);
    assert!(
        space.present(DimId(3)).is_empty(),
        "without a default nothing is off it"
    );
    let situation = whole(&[1, 0, 1, 2, 3]);
    assert_eq!(
        situation.present(&space).collect::<Vec<_>>(),
        [DimId(0), DimId(2), DimId(4)]
    );
}
