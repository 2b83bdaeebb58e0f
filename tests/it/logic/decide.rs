//! Whether a condition follows from what is known and from constraints, against every situation.

use zeren::logic::{Budget, Truth, decide};

use super::*;

#[test]
fn what_follows_is_told_as_every_situation_tells_it() {
    let mut told = BTreeSet::new();
    for seed in 0..300 {
        let mut random = Random::new(seed + 130_000);
        let space = space();
        let all = situations(&space);
        let said: Vec<Said> = (0..1 + random.below(4))
            .map(|_| Said::random(&space, 2, &mut random))
            .collect();
        let laws: Vec<Formula> = said.iter().map(|s| s.built(&space)).collect();
        for _ in 0..6 {
            let (known, asked) = (partly(&space, &mut random), Said::random(&space, 2, &mut random));
            let possible = all
                .iter()
                .filter(|at| meets(&known, at) && said.iter().all(|law| law.holds(at)));
            let values: BTreeSet<bool> = possible.map(|at| asked.holds(at)).collect();
            let formula = asked.built(&space);
            let expected = match (values.contains(&true), values.contains(&false)) {
                (true, true) => Truth::Open,
                (true, false) => Truth::True,
                (false, true) => Truth::False,
                // From what contradicts itself everything follows.
                (false, false) => continue,
            };
            let steps = u64::from(random.below(40));
            let answer = |steps: u64| decide(&space, &formula, &laws, &known, &mut Budget::steps(steps));
            assert_eq!(answer(1_000_000), expected, "seed {seed}: {asked:?} {said:?} {known:?}");
            let soon = answer(steps);
            assert!(
                soon == expected || soon == Truth::Exhausted,
                "seed {seed}: {soon:?} within {steps}"
            );
            told.insert(format!(
                "{expected:?} by {}",
                if soon == expected { "few steps" } else { "many" }
            ));
        }
    }
    assert_eq!(told.len(), 6, "{told:?}");
}
