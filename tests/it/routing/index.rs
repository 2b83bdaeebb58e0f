//! The index over generated conditions: it finds what the conditions themselves say, and both ways to note a case agree.

#[path = "../../../benches/common/situations.rs"]
mod situations;

use situations::Shape;
use zeren::logic::{ClassSet, Dim, DimId, Formula, Partial, Space};
use zeren::route::index::{Case, Found, Index, Scratch};

fn found(index: &Index, case: &Case) -> Vec<Found> {
    let mut out = Vec::new();
    index.find(case, &mut Scratch::default(), &mut out);
    out
}

#[test]
fn the_index_finds_what_the_conditions_say() {
    for items in [3, 30, 900] {
        let shape = Shape::new(items);
        let conditions = shape.conditions(items, 7);
        let index = Index::new(&shape.space, |dim| shape.group(dim), &conditions);
        assert_eq!(index.len(), items);
        for unknown in [0, 3, 8] {
            for seed in 0..40 {
                let given = shape.situation(seed, unknown);
                let known = shape.partial(&given);
                let by_index = found(&index, &shape.case(&index, &given));
                assert_eq!(by_index, found(&index, &Case::of(&index, &known)), "{given:?}");
                for (number, condition) in conditions.iter().enumerate() {
                    let told = by_index.iter().find(|f| f.condition as usize == number).map(|f| f.open);
                    match condition.kleene(&known) {
                        Some(true) => assert_eq!(told, Some(false), "{number} holds: {given:?}"),
                        Some(false) => assert_eq!(told, None, "{number} does not hold: {given:?}"),
                        // Literals together may say more than parts one by one; with all facts known nothing is open.
                        None => assert!(unknown > 0, "{number} is open: {given:?}"),
                    }
                }
            }
        }
    }
}

#[test]
fn a_case_that_was_used_before_knows_nothing_of_it() {
    let shape = Shape::new(300);
    let conditions = shape.conditions(300, 7);
    let index = Index::new(&shape.space, |dim| shape.group(dim), &conditions);
    let mut used = Case::default();
    // Whole cases and partial ones in turn: what is left over must not show.
    for seed in 0..60 {
        let given = shape.situation(seed, [0, 9, 3][seed as usize % 3]);
        shape.note(&index, &given, &mut used);
        assert_eq!(
            found(&index, &used),
            found(&index, &shape.case(&index, &given)),
            "{given:?}"
        );
    }
}

#[test]
fn of_what_is_known_in_part_the_index_says_what_the_conditions_say() {
    let shape = Shape::new(200);
    let conditions = shape.conditions(200, 11);
    let index = Index::new(&shape.space, |dim| shape.group(dim), &conditions);
    let mut told = [0, 0];
    for seed in 0..60u32 {
        let mut known = shape.partial(&shape.situation(u64::from(seed), 5));
        for (dim, kind) in shape.space.iter().filter(|(_, kind)| kind.classes > 2) {
            // All classes but a third.
            let some = ClassSet::of(kind.classes, (0..kind.classes).filter(|c| (c + seed) % 3 > 0));
            known.replace(dim, some);
        }
        let by_index = found(&index, &Case::of(&index, &known));
        for (number, condition) in conditions.iter().enumerate() {
            let open = by_index.iter().find(|f| f.condition as usize == number).map(|f| f.open);
            match condition.kleene(&known) {
                Some(true) => assert_eq!(open, Some(false), "{number} holds: {known:?}"),
                Some(false) => assert_eq!(open, None, "{number} does not hold: {known:?}"),
                None => {
                    assert_ne!(open, Some(false), "{number} is open: {known:?}");
                    continue;
                }
            }
            told[usize::from(open.is_some())] += 1;
        }
    }
    assert!(told.iter().all(|n| *n > 20), "{told:?}");
}

#[test]
fn what_is_open_at_one_fork_stays_open_at_the_next() {
    let mut space = Space::new();
    let facts: Vec<DimId> = [40, 12, 3].map(|classes| space.add(Dim::plain(classes))).into();
    let classes = |fact: usize| (0..space.classes(facts[fact])).collect::<Vec<_>>();
    let mut conditions = Vec::new();
    for a in classes(0) {
        for b in classes(1) {
            for c in classes(2) {
                let values = facts.iter().zip([a, b, c]);
                conditions.push(Formula::and(
                    values.map(|(fact, class)| Formula::is(&space, *fact, class)),
                ));
            }
        }
    }
    let index = Index::new(&space, |dim| dim.0, &conditions);
    // The fact by which they are sorted first is unknown, the others are known.
    let known: Partial = [
        (facts[1], space.single(facts[1], 3)),
        (facts[2], space.single(facts[2], 1)),
    ]
    .into_iter()
    .collect();
    let by_index = found(&index, &Case::of(&index, &known));
    assert_eq!(by_index.len(), 40);
    assert!(by_index.iter().all(|f| f.open), "{by_index:?}");
}
