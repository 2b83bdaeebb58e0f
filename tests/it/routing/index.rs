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

/// Facts of so many values each, some of them sets; conditions on one value, on two, and on a value that must be absent.
fn of_all_sizes(random: &mut Random) -> (Space, Vec<Vec<DimId>>, Vec<Formula>) {
    let mut space = Space::new();
    let facts: Vec<Vec<DimId>> = (0..5)
        .map(|_| match random.below(3) {
            0 => vec![space.add(Dim::plain(2 + random.below(90)))],
            _ => (0..1 + random.below(120)).map(|_| space.add(Dim::TAG)).collect(),
        })
        .collect();
    let literal = |random: &mut Random, of: &[DimId]| {
        let dim = of[random.below(of.len() as u32) as usize];
        let class = if space.classes(dim) == 2 {
            1
        } else {
            random.below(space.classes(dim))
        };
        Formula::is(&space, dim, class)
    };
    let mut conditions = Vec::new();
    for fact in &facts {
        for dim in fact {
            let classes = space.classes(*dim);
            conditions.extend((u32::from(classes == 2)..classes).map(|class| Formula::is(&space, *dim, class)));
        }
        for _ in 0..fact.len() / 2 {
            let other = &facts[random.below(5) as usize];
            let (one, two) = (literal(random, fact), literal(random, other));
            conditions.push(match random.below(3) {
                0 => Formula::and([one, !two]),
                1 => Formula::or([one, two]),
                _ => Formula::and([one, two]),
            });
        }
    }
    (space, facts, conditions)
}

#[test]
fn facts_of_all_sizes_are_looked_up_alike() {
    for seed in 0..60 {
        let mut random = Random(seed + 1);
        let (space, facts, conditions) = of_all_sizes(&mut random);
        let group = |dim: DimId| facts.iter().position(|fact| fact.contains(&dim)).unwrap_or(9) as u32;
        let index = Index::new(&space, group, &conditions);
        let unsorted = Index::unsorted(&space, group, &conditions);
        let mut scratch = Scratch::default();
        for _ in 0..12 {
            // Of each fact nothing is known, or all: few values hold, or most.
            let (mut known, mut whole) = (Partial::new(), Case::default());
            whole.begin(&index);
            let everything = random.below(2) == 0;
            for fact in &facts {
                if !everything && random.below(3) == 0 {
                    continue;
                }
                let of_ten = [0, 0, 1, 9][random.below(4) as usize];
                for dim in fact {
                    let class = match space.classes(*dim) {
                        2 => u32::from(random.below(10) < of_ten),
                        classes => random.below(classes),
                    };
                    known.narrow(*dim, space.single(*dim, class));
                    if class != 0 {
                        whole.give(&index, *dim, class);
                    }
                }
            }
            let case = Case::of(&index, &known);
            let by_index = found(&index, &case);
            assert_eq!(by_index, found(&unsorted, &Case::of(&unsorted, &known)), "seed {seed}");
            let mut again = Vec::new();
            index.find(&case, &mut scratch, &mut again);
            assert_eq!(
                by_index, again,
                "seed {seed}: what the last search wrote down does not show"
            );
            if everything {
                assert_eq!(by_index, found(&index, &whole), "seed {seed}");
            }
            for (number, condition) in (0u32..).zip(&conditions) {
                let told = by_index.iter().find(|f| f.condition == number).map(|f| f.open);
                let expected = match condition.kleene(&known) {
                    Some(true) => Some(false),
                    Some(false) => None,
                    None => Some(true),
                };
                assert_eq!(told, expected, "seed {seed}: {condition:?} {known:?}");
            }
        }
    }
}

#[test]
fn an_index_says_how_large_it_is() {
    let mut space = Space::new();
    let dims: Vec<DimId> = (0..40).map(|_| space.add(Dim::plain(130))).collect();
    let conditions: Vec<Formula> = (0..1_000)
        .map(|n| Formula::and([n, n + 7].map(|at: usize| Formula::is(&space, dims[at % 40], at as u32 % 130))))
        .collect();
    let index = |count: usize| Index::new(&space, |dim| dim.0, &conditions[..count]);
    assert!(index(0).is_empty() && !index(1).is_empty() && !index(3).is_empty());
    assert_eq!([0, 1, 3].map(|count| index(count).len()), [0, 1, 3]);
    // A condition with new literals, and one whose literals are known.
    let bytes = |from: usize, to: usize| (index(to).bytes() - index(from).bytes()) / (to - from);
    let new = [bytes(60, 120), bytes(120, 520)];
    assert!(new.iter().all(|b| (180..215).contains(b)), "{new:?}");
    assert!((14..19).contains(&bytes(520, 1_000)), "{}", bytes(520, 1_000));
}

/// Numbers that are the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % bound
    }
}

#[test]
fn conditions_of_many_alternatives_are_open_and_of_no_more_than_allowed_are_told() {
    let mut space = Space::new();
    let facts: Vec<DimId> = (0..40).map(|_| space.add(Dim::plain(20))).collect();
    let is = |fact: usize, class: usize| Formula::is(&space, facts[fact], class as u32);
    let both = |n: usize| Formula::and([is(n % 40, 1 + n / 40), is((n + 1) % 40, 2)]);
    let any = |count: usize| Formula::or((0..count).map(both));
    let each = |from: usize, count: usize| Formula::or((from..from + count).map(|fact| is(fact, 3)));
    let conditions = [
        any(64),
        any(65),
        Formula::and([each(0, 8), each(8, 8)]),
        Formula::and([each(0, 9), each(9, 8)]),
    ];
    let index = Index::new(&space, |dim| dim.0, &conditions);
    // Everything is given, and none of them holds; then the first and third alternative of each does.
    let told = |classes: &[(usize, u32)]| {
        let mut case = Case::default();
        case.begin(&index);
        classes
            .iter()
            .for_each(|(fact, class)| case.give(&index, facts[*fact], *class));
        found(&index, &case)
            .iter()
            .map(|f| (f.condition, f.open))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), [(1, true), (3, true)]);
    assert_eq!(told(&[(0, 1), (1, 2)]), [(0, false), (1, true), (3, true)]);
    assert_eq!(told(&[(2, 3), (12, 3)]), [(1, true), (2, false), (3, true)]);
}
