//! Which constraints contradict each other: fewest, and no fewer.

use zeren::logic::{Budget, Core, core};

use super::*;

/// Many clauses of few tags: most conflicts hold more than they need.
fn crowded(random: &mut Random) -> (Space, Vec<Said>) {
    let mut space = Space::new();
    for _ in 0..6 {
        space.add(Dim::TAG);
    }
    let literal = |random: &mut Random| Said::In(DimId(random.below(6)), vec![random.below(2)]);
    let clauses = (0..24).map(|_| Said::Any((0..2 + random.below(2)).map(|_| literal(random)).collect()));
    let clauses = clauses.collect();
    (space, clauses)
}

#[test]
fn wherever_a_budget_ends_no_core_is_called_minimal_that_is_not() {
    let mut told = [0, 0];
    for seed in 0..40 {
        let mut random = Random::new(seed + 45_000);
        let (space, said) = crowded(&mut random);
        let all = situations(&space);
        let constraints: Vec<Formula> = said.iter().map(|s| s.built(&space)).collect();
        let conflict = |chosen: &[usize]| !all.iter().any(|at| chosen.iter().all(|c| said[*c].holds(at)));
        let everything: Vec<usize> = (0..said.len()).collect();
        if !conflict(&everything) {
            continue;
        }
        let mut whole = Budget::steps(10_000_000);
        core(&space, &constraints, &Partial::new(), &mut whole);
        let taken = 10_000_000 - whole.left();
        for part in 0..60 {
            let steps = taken * part / 60;
            match core(&space, &constraints, &Partial::new(), &mut Budget::steps(steps)) {
                Core::Minimal(kept) => {
                    let without = |one: &usize| kept.iter().copied().filter(|k| k != one).collect::<Vec<_>>();
                    let needless = kept.iter().find(|one| conflict(&without(one)));
                    assert_eq!(needless, None, "seed {seed}, {steps} of {taken}: {kept:?}");
                    told[0] += 1;
                }
                Core::Reduced(kept) => {
                    assert!(conflict(&kept), "seed {seed}: {kept:?}");
                    told[1] += 1;
                }
                Core::Exhausted => {}
                Core::Consistent => panic!("seed {seed}: they conflict"),
            }
        }
    }
    assert!(told[1] > 100, "{told:?}");
}

#[test]
fn a_core_conflicts_and_loses_that_with_any_of_its_parts() {
    for seed in 0..80 {
        let mut random = Random::new(seed + 40_000);
        let space = space();
        let all = situations(&space);
        let said: Vec<Said> = (0..3 + random.below(5))
            .map(|_| Said::random(&space, 2, &mut random))
            .collect();
        let constraints: Vec<Formula> = said.iter().map(|s| s.built(&space)).collect();
        let known = partly(&space, &mut random);
        let conflict = |chosen: &[usize]| {
            !all.iter()
                .any(|at| meets(&known, at) && chosen.iter().all(|c| said[*c].holds(at)))
        };
        let everything: Vec<usize> = (0..said.len()).collect();
        for steps in (0..300).step_by(12).chain([10_000_000, u64::from(random.below(30))]) {
            match core(&space, &constraints, &known, &mut Budget::steps(steps)) {
                Core::Consistent => assert!(!conflict(&everything), "seed {seed}"),
                Core::Minimal(kept) => {
                    assert!(conflict(&kept), "seed {seed}: {kept:?}");
                    for one in &kept {
                        let rest: Vec<usize> = kept.iter().copied().filter(|k| k != one).collect();
                        assert!(!conflict(&rest), "seed {seed}: {one} is not needed in {kept:?}");
                    }
                }
                Core::Reduced(kept) => assert!(steps < 1_000 && conflict(&kept), "seed {seed}: {kept:?}"),
                Core::Exhausted => assert!(steps < 1_000, "seed {seed}"),
            }
        }
    }
}
