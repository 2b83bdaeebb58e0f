//! Whatever a question may cost, what is answered is right, and what is left open says truly how far it is known.

use zeren::logic::{Asked, Asker, Limits, StillTrue};

use super::*;

/// Nine tags and a fact of three classes.
fn world(random: &mut Random) -> (Space, Vec<Said>) {
    let mut space = Space::new();
    for _ in 0..9 {
        space.add(Dim::TAG);
    }
    space.add(Dim::plain(3));
    let literal = |random: &mut Random| {
        let dim = DimId(random.below(10));
        Said::In(dim, vec![random.below(space.classes(dim))])
    };
    let said = (0..8 + random.below(14))
        .map(|_| Said::Any((0..2 + random.below(2)).map(|_| literal(random)).collect()))
        .collect();
    (space, said)
}

#[test]
fn answers_within_any_limits_are_right() {
    let mut told = BTreeSet::new();
    for seed in 0..30 {
        let mut random = Random::new(seed + 100_000);
        let (space, said) = world(&mut random);
        let laws: Vec<Formula> = said.iter().map(|s| s.built(&space)).collect();
        let all = situations(&space);
        let possible: Vec<&Vec<u32>> = all.iter().filter(|at| said.iter().all(|s| s.holds(at))).collect();
        // Contradictory constraints are reported before an analysis.
        if possible.is_empty() {
            continue;
        }
        let wanted: Vec<Said> = (0..1 + random.below(4))
            .map(|_| Said::In(DimId(random.below(9)), vec![1]))
            .collect();
        let region = Said::All(wanted);
        let formula = region.built(&space);
        let least = possible
            .iter()
            .filter(|at| region.holds(at))
            .map(|at| present(&space, at).len())
            .min();
        for search in [5, 20, 40, 60, 90, 130, 200, 400, 20_000] {
            let limits = Limits {
                forget: u64::from(random.below(3)) * 100,
                diagram: u64::from(random.below(3)) * 20,
                search,
                together: u64::MAX,
            };
            let mut asker = Asker::new(&space, &laws, limits);
            let mut slice = asker.slice(&[&formula]);
            if let Some(nowhere) = asker.nowhere(&mut slice, &formula) {
                assert_eq!(nowhere, least.is_none(), "seed {seed} {limits:?}");
            }
            match asker.ask(&mut slice, &formula) {
                Asked::Nowhere => assert_eq!(least, None, "seed {seed} {limits:?}"),
                Asked::Here(found) => {
                    assert!(region.holds(found.classes()), "seed {seed} {limits:?}");
                    assert!(
                        possible.iter().any(|at| **at == found.classes()),
                        "seed {seed} {limits:?}"
                    );
                }
                Asked::Open(StillTrue::Nothing) => assert!(search < 20_000, "seed {seed} {limits:?}"),
                Asked::Open(StillTrue::NoneWithPresentUpTo(most)) => {
                    assert!(search < 20_000, "seed {seed} {limits:?}");
                    assert!(
                        least.is_none_or(|least| least > most),
                        "seed {seed} {limits:?}: {least:?}, not above {most}"
                    );
                    told.insert(most);
                }
            }
        }
    }
    assert!(!told.is_empty(), "no question was left half open");
}
