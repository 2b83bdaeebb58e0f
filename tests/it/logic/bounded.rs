//! Whatever a question may cost, what is answered is right, and what is left open says truly how far it is known.

use zeren::logic::{Asked, Asker, Limits, Most, StillTrue};

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

#[test]
fn a_situation_that_the_solver_finds_has_nothing_that_could_be_left_out() {
    let mut asked = 0;
    for seed in 0..60 {
        let mut random = Random::new(seed + 110_000);
        let (space, said) = world(&mut random);
        let laws: Vec<Formula> = said.iter().map(|s| s.built(&space)).collect();
        let region = Said::Any((0..2).map(|_| Said::In(DimId(random.below(9)), vec![1])).collect());
        let limits = Limits {
            forget: 0,
            diagram: 0,
            search: 1_000_000,
            together: u64::MAX,
        };
        let mut asker = Asker::new(&space, &laws, limits);
        let formula = region.built(&space);
        let mut slice = asker.slice(&[&formula]);
        let Asked::Here(found) = asker.ask(&mut slice, &formula) else {
            continue;
        };
        asked += 1;
        let here = present(&space, found.classes());
        for at in situations(&space) {
            let less = present(&space, &at);
            let meets = region.holds(&at) && said.iter().all(|s| s.holds(&at));
            assert!(
                !meets || less == here || !less.is_subset(&here),
                "seed {seed}: {found:?}, but {at:?}"
            );
        }
    }
    assert!(asked > 30, "{asked}");
}

/// `s` leaves no way but `w`; without it, seven would have to sit on six chairs, which takes long to refute.
fn a_small_way_out() -> (Space, DimId, Vec<Formula>) {
    let mut space = Space::new();
    let free = space.add(Dim::plain(2));
    let way = space.add(Dim::TAG);
    let seats: Vec<Vec<DimId>> = (0..7).map(|_| (0..6).map(|_| space.add(Dim::TAG)).collect()).collect();
    let on = |dim: DimId| Formula::is(&space, dim, 1);
    let mut laws = vec![on(free).implies(on(way))];
    for (at, own) in seats.iter().enumerate() {
        laws.push(Formula::or(own.iter().map(|d| on(*d)).chain([on(free)])));
        for other in &seats[at + 1..] {
            laws.extend(own.iter().zip(other).map(|(a, b)| !Formula::and([on(*a), on(*b)])));
        }
    }
    (space, way, laws)
}

#[test]
fn where_a_search_is_given_up_the_smallest_situation_is_found_all_the_same() {
    let (space, way, laws) = a_small_way_out();
    let region = laws[1].clone();
    let limits = Limits {
        forget: 0,
        diagram: 0,
        search: 4_000,
        together: u64::MAX,
    };
    let mut asker = Asker::new(&space, &laws, limits);
    let mut slice = asker.slice(&[&region]);
    let asked = asker.ask(&mut slice, &region);
    let Asked::Here(found) = asked else {
        panic!("{asked:?} after {} steps", asker.steps())
    };
    assert_eq!(found.present(&space).collect::<Vec<_>>(), [way]);
}

/// Clauses of three tags each, at random: a diagram of many nodes, whatever the order, and no question for a solver.
fn tangled(tags: u32) -> (Space, Formula) {
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..tags).map(|_| space.add(Dim::TAG)).collect();
    let mut random = Random::new(7);
    let clauses = (0..tags.len() * 2).map(|_| {
        Formula::or((0..3).map(|_| {
            let dim = tags[random.below(tags.len() as u32) as usize];
            Formula::is(&space, dim, random.below(2))
        }))
    });
    let clauses: Vec<Formula> = clauses.collect();
    (space, Formula::and(clauses))
}

#[test]
fn questions_are_counted_and_together_they_are_bounded() {
    let (space, region) = tangled(16);
    let open = Limits {
        together: u64::MAX,
        ..Limits::default()
    };
    let mut asker = Asker::new(&space, &[], open);
    let mut slice = asker.slice(&[&region]);
    assert!(matches!(asker.ask(&mut slice, &region), Asked::Here(_)));
    let first = asker.steps();
    assert!((300..5_000).contains(&first), "{first}");
    // The same again costs little: it is drawn already. Other limits count in the same way.
    asker.ask(&mut slice, &region);
    assert!(asker.steps() > first && asker.steps() < 2 * first, "{}", asker.steps());
    // Whatever is asked of a diagram is counted.
    let counted = |ask: &mut dyn FnMut(&mut Asker<'_>)| {
        let mut asker = Asker::new(&space, &[], open);
        ask(&mut asker);
        asker.steps()
    };
    let tags: Vec<DimId> = region.dims().into_iter().collect();
    let nowhere = Formula::and([region.clone(), !region.clone()]);
    let sliced = counted(&mut |asker| drop(asker.slice(&[&region])));
    let most = Most { cubes: 3, cases: 2 };
    let ways: [(&str, &mut dyn FnMut(&mut Asker<'_>)); 3] = [
        ("nowhere", &mut |asker| {
            let mut slice = asker.slice(&[&region]);
            assert_eq!(asker.nowhere(&mut slice, &nowhere), Some(true));
        }),
        ("shape", &mut |asker| {
            let mut slice = asker.slice(&[&region]);
            assert!(asker.shape(&mut slice, &region, &Formula::True, most).is_some());
        }),
        ("factors", &mut |asker| {
            let mut slice = asker.slice(&[&region]);
            assert!(!asker.factors(&mut slice, &region, &Formula::True, &tags).is_empty());
        }),
    ];
    for (name, way) in ways {
        let cost = counted(way);
        assert!(cost > sliced + 300, "{name}: {cost}, and {sliced} for the slice alone");
    }
    let before = asker.steps();
    asker.focus([&region]);
    assert!(asker.steps() - before < 100, "nothing had to be forgotten");
    let spent = Limits {
        together: first / 2,
        ..Limits::default()
    };
    let mut asker = Asker::new(&space, &[], spent);
    let mut slice = asker.slice(&[&region]);
    asker.ask(&mut slice, &region);
    assert!(asker.steps() >= first / 2);
    assert_eq!(asker.ask(&mut slice, &region), Asked::Open(StillTrue::Nothing));
}

#[test]
fn where_diagrams_blow_up_the_next_question_tries_less_of_one() {
    let (space, region) = tangled(40);
    let limits = Limits {
        forget: 0,
        diagram: 6_400,
        search: 1_000_000,
        together: u64::MAX,
    };
    let mut asker = Asker::new(&space, &[], limits);
    let mut costs = Vec::new();
    for _ in 0..9 {
        let before = asker.steps();
        let mut slice = asker.slice(&[&region]);
        asker.ask(&mut slice, &region);
        costs.push(asker.steps() - before);
    }
    // A diagram that was given up costs nothing more.
    let mut slice = asker.slice(&[&region]);
    asker.ask(&mut slice, &region);
    let before = asker.steps();
    asker.ask(&mut slice, &region);
    assert_eq!(asker.steps() - before, costs[8] - 100);
    // Halved again and again, six times at the most; what the solver took is in it.
    let solver = costs[8] - 100;
    let diagram: Vec<u64> = costs.iter().map(|c| c - solver).collect();
    assert_eq!(diagram, [6_400, 3_200, 1_600, 800, 400, 200, 100, 100, 100]);
    // A question that a diagram answers takes one halving back.
    let (easy, before) = (Formula::is(&space, DimId(3), 1), asker.steps());
    let mut slice = asker.slice(&[&easy]);
    assert!(matches!(asker.ask(&mut slice, &easy), Asked::Here(_)));
    let after = asker.steps();
    assert!(after - before < 100);
    let mut slice = asker.slice(&[&region]);
    asker.ask(&mut slice, &region);
    assert_eq!(asker.steps() - after, solver + 200);
}

#[test]
fn a_question_that_a_slice_was_not_made_for_spoils_it_for_no_other() {
    let mut space = Space::new();
    let (own, foreign) = (space.add(Dim::TAG), space.add(Dim::TAG));
    let limits = Limits {
        search: 0,
        ..Limits::default()
    };
    let mut asker = Asker::new(&space, &[], limits);
    let (own, foreign) = (Formula::is(&space, own, 1), Formula::is(&space, foreign, 1));
    let mut slice = asker.slice(&[&own]);
    assert_eq!(asker.ask(&mut slice, &foreign), Asked::Open(StillTrue::Nothing));
    assert!(matches!(asker.ask(&mut slice, &own), Asked::Here(_)));
}

#[test]
fn what_follows_and_nothing_else_needs_no_search() {
    // Each tag brings in the next; the last brings in one of two, which only a search can tell.
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..12).map(|_| space.add(Dim::TAG)).collect();
    let on = |at: usize| Formula::is(&space, tags[at], 1);
    let mut laws: Vec<Formula> = (0..9).map(|at| on(at).implies(on(at + 1))).collect();
    let mut asker = Asker::new(&space, &laws, Limits::default());
    let mut slice = asker.slice(&[&on(0)]);
    let Asked::Here(found) = asker.ask(&mut slice, &on(0)) else {
        panic!("there is one")
    };
    assert_eq!(found.present(&space).collect::<Vec<_>>(), tags[..10]);
    let before = asker.steps();
    let mut plain = Assignment::default_of(&space);
    plain.set(tags[0], 1);
    assert_eq!(asker.complete(&slice, &plain), Some(found));
    assert_eq!(asker.steps(), before, "what follows was followed");
    assert!(asker.is_plainly_somewhere(&on(0)) && asker.is_plainly_somewhere(&on(3)));
    laws.push(on(9).implies(Formula::or([on(10), on(11)])));
    let mut asker = Asker::new(&space, &laws, Limits::default());
    let mut slice = asker.slice(&[&on(0)]);
    let before = asker.steps();
    let Asked::Here(found) = asker.ask(&mut slice, &on(0)) else {
        panic!("there is one")
    };
    assert_eq!(found.present(&space).count(), 11);
    assert!(asker.steps() > before + 10, "a search was needed");
}

/// `free` needs the first and the last of some tags; without it, six sit on five chairs.
fn a_way_out_by_two(tags: u32) -> (Space, Vec<Formula>) {
    let mut space = Space::new();
    let free = space.add(Dim::plain(2));
    let tags: Vec<DimId> = (0..tags).map(|_| space.add(Dim::TAG)).collect();
    let sitters: Vec<DimId> = (0..6).map(|_| space.add(Dim::plain(5))).collect();
    let is = |dim: DimId, class: u32| Formula::is(&space, dim, class);
    let (first, last) = (tags[0], tags[tags.len() - 1]);
    let mut laws = vec![is(free, 1).implies(Formula::and([is(first, 1), is(last, 1)]))];
    for (at, one) in sitters.iter().enumerate() {
        for other in &sitters[at + 1..] {
            for chair in 0..5 {
                laws.push(Formula::or([
                    is(free, 1),
                    !Formula::and([is(*one, chair), is(*other, chair)]),
                ]));
            }
        }
    }
    // The tags share in the question, whether they matter or not.
    laws.extend(
        tags.iter()
            .map(|tag| Formula::or([is(*tag, 0), is(sitters[0], 0), !is(sitters[0], 0), is(free, 0)])),
    );
    laws.extend(
        tags.windows(2)
            .map(|pair| Formula::or([is(pair[0], 0), is(pair[1], 0), is(free, 1)])),
    );
    (space, laws)
}

#[test]
fn every_choice_of_few_present_is_tried() {
    for tags in [3, 4] {
        let (space, laws) = a_way_out_by_two(tags);
        let region = laws[1].clone();
        let mut found = Vec::new();
        for search in (6_000..48_000).step_by(3_000) {
            let limits = Limits {
                forget: 0,
                diagram: 0,
                search,
                together: u64::MAX,
            };
            let mut asker = Asker::new(&space, &laws, limits);
            let mut slice = asker.slice(&[&region]);
            match asker.ask(&mut slice, &region) {
                Asked::Here(situation) => found.push((search, situation.present(&space).collect::<Vec<_>>())),
                Asked::Open(StillTrue::Nothing | StillTrue::NoneWithPresentUpTo(0 | 1)) => {}
                other => panic!("{other:?} within {search} steps"),
            }
        }
        assert!(
            found.iter().all(|(_, present)| *present == [DimId(1), DimId(tags)]),
            "{found:?}"
        );
        assert!(found.iter().any(|(search, _)| *search == 24_000), "{found:?}");
    }
}
