//! Which constraints contradict each other: fewest, and no fewer.

use zeren::logic::{Budget, Core, core};

use super::*;

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
