//! Many questions about a few constraints: cut down to a few dimensions they leave the same situations there, and the same answers.

use std::collections::BTreeSet;

use zeren::logic::{Asked, Asker, Budget, Covered, Limits, Most, Outcome, Solver, forget};

use super::*;

/// Six tags, one fact of three values, and some constraints between them.
fn world(random: &mut Random) -> (Space, Vec<Formula>) {
    let mut space = Space::new();
    for _ in 0..6 {
        space.add(Dim::TAG);
    }
    space.add(Dim::plain(3));
    let laws = (0..3 + random.below(6)).map(|_| formula(&space, random)).collect();
    (space, laws)
}

/// A clause of up to three literals, one of which may be a conjunction.
fn formula(space: &Space, random: &mut Random) -> Formula {
    let literal = |random: &mut Random| {
        let dim = DimId(random.below(7));
        Formula::is(space, dim, random.below(space.classes(dim)))
    };
    let mut parts: Vec<Formula> = (0..2 + random.below(2)).map(|_| literal(random)).collect();
    if random.below(4) == 0 {
        parts.push(Formula::and([literal(random), literal(random)]));
    }
    Formula::or(parts)
}

fn assignments(space: &Space) -> Vec<Assignment> {
    situations(space).into_iter().map(Assignment::new).collect()
}

/// The same as a list made by hand: in no order, a dimension more than once.
fn by_hand(law: &Formula, space: &Space, random: &mut Random) -> Formula {
    let Formula::Or(parts) = law else { return law.clone() };
    let mut parts = parts.as_slice().to_vec();
    for _ in 0..random.below(3) {
        let one = parts[random.below(parts.len() as u32) as usize].clone();
        parts.push(match one {
            Formula::Lit(dim, _) => Formula::is(space, dim, random.below(space.classes(dim))),
            other => other,
        });
    }
    parts.reverse();
    Formula::Or(parts.into())
}

#[test]
fn what_is_forgotten_leaves_the_same_situations() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let (space, mut laws) = world(&mut random);
        if seed % 2 == 1 {
            laws = laws.iter().map(|law| by_hand(law, &space, &mut random)).collect();
        }
        let keep: BTreeSet<DimId> = (0..6).map(DimId).filter(|_| random.below(2) == 0).collect();
        let refs: Vec<&Formula> = laws.iter().collect();
        let all = assignments(&space);
        let seen = |s: &Assignment| -> Vec<u32> { keep.iter().chain([&DimId(6)]).map(|d| s.class(*d)).collect() };
        let situations = |laws: &[Formula]| -> BTreeSet<Vec<u32>> {
            let possible = all.iter().filter(|s| laws.iter().all(|l| l.eval(s)));
            possible.map(seen).collect()
        };
        let possible = situations(&laws);
        // What would make too many clauses stays; but never a dimension that is not of the space.
        for widest in [0, 1, 4, 1_000] {
            let left = forget(&space, &refs, &keep, widest, &mut Budget::steps(1_000_000)).unwrap();
            assert!(
                left.iter()
                    .flat_map(Formula::dims)
                    .all(|d| (d.0 as usize) < space.len())
            );
            let gone = |d: DimId| !keep.contains(&d) && d != DimId(6);
            assert!(widest < 1_000 || !left.iter().any(|l| l.mentions(gone)), "seed {seed}");
            assert_eq!(situations(&left), possible, "seed {seed}, {widest}: {laws:?} {left:?}");
        }
    }
}

#[test]
fn answers_are_those_of_an_enumeration_with_and_without_focus() {
    for seed in 0..400 {
        let mut random = Random::new(seed + 10_000);
        let (space, laws) = world(&mut random);
        let all = assignments(&space);
        let possible: Vec<&Assignment> = all.iter().filter(|s| laws.iter().all(|l| l.eval(s))).collect();
        // Contradictory constraints are reported before an analysis.
        if possible.is_empty() {
            continue;
        }
        let questions: Vec<Formula> = (0..4)
            .map(|_| Formula::and([formula(&space, &mut random), !formula(&space, &mut random)]))
            .collect();
        let mut plain = Asker::new(&space, &laws, Limits::default());
        let mut focused = plain.fresh();
        // Some questions lie outside what it was focused on.
        focused.focus(&questions[..1 + random.below(4) as usize]);
        for region in &questions {
            let expected = possible.iter().any(|s| region.eval(s));
            for asker in [&mut plain, &mut focused] {
                let mut slice = asker.slice(&[region]);
                assert_eq!(asker.nowhere(&mut slice, region), Some(!expected), "seed {seed}");
                // A plain situation proves that there is one; its absence proves nothing.
                assert!(expected || !asker.is_plainly_somewhere(region), "seed {seed}");
                match asker.ask(&mut slice, region) {
                    Asked::Here(found) => assert!(region.eval(&found) && possible.contains(&&found), "seed {seed}"),
                    other => assert!(!expected, "seed {seed}: {other:?}"),
                }
            }
        }
    }
}

#[test]
fn a_plain_situation_is_of_the_region_and_of_what_is_known() {
    let mut plain = 0;
    for seed in 0..600 {
        let mut random = Random::new(seed + 40_000);
        let (space, mut laws) = world(&mut random);
        // Some of what is known may be against a law by itself.
        for _ in 0..random.below(3) {
            let dim = DimId(random.below(7));
            laws.push(Formula::is(&space, dim, random.below(space.classes(dim))));
        }
        let all = assignments(&space);
        let mut asker = Asker::new(&space, &laws, Limits::default());
        for _ in 0..6 {
            let (known, region) = (partly(&space, &mut random), formula(&space, &mut random));
            if asker.is_plainly_somewhere_within(&known, &region) {
                plain += 1;
                let here = |s: &&Assignment| {
                    region.eval(s) && meets(&known, s.classes()) && laws.iter().all(|law| law.eval(s))
                };
                assert!(all.iter().find(here).is_some(), "seed {seed}: {known:?} {region:?}");
            }
        }
    }
    assert!(plain > 200, "{plain}");
}

/// One solver, question after question: what the last one left behind changes no answer, and what it blames is enough to blame.
#[test]
fn a_solver_answers_every_question_as_a_fresh_one_would() {
    for seed in 0..300 {
        let mut random = Random::new(seed + 20_000);
        let (space, laws) = world(&mut random);
        let all = assignments(&space);
        let mut solver = Solver::new(&space);
        laws.iter().for_each(|law| solver.add(law));
        let mut wanted: Vec<(DimId, Formula)> = Vec::new();
        for question in 0..24 {
            if question % 5 == 0 {
                let formula = formula(&space, &mut random);
                wanted.push((solver.add_switched(&formula), formula));
            }
            let asked = random.below(1 + wanted.len() as u32) as usize;
            let mut assumed: Partial = (0..7)
                .map(DimId)
                .filter(|_| random.below(3) > 0)
                .map(|d| (d, space.single(d, 0)))
                .collect();
            if let Some((switch, _)) = wanted.get(asked) {
                assumed.narrow(*switch, ClassSet::single(2, 1));
            }
            let also = wanted.get(asked);
            let meets = |s: &Assignment, only: &dyn Fn(DimId) -> bool| {
                let given = assumed.iter().filter(|(d, _)| (d.0 as usize) < space.len() && only(*d));
                let wanted = also.filter(|(switch, _)| only(*switch)).map(|(_, formula)| formula);
                let lawful = laws.iter().chain(wanted).all(|law| law.eval(s));
                lawful && given.into_iter().all(|(d, set)| set.contains(s.class(d)))
            };
            match solver.solve(&assumed, &mut Budget::steps(1_000_000)) {
                Outcome::Model(found) => assert!(meets(&found, &|_| true), "seed {seed}, question {question}"),
                Outcome::Unsat => {
                    let blamed = solver.failed();
                    let possible = all.iter().any(|s| meets(s, &|d| blamed.contains(&d)));
                    assert!(!possible, "seed {seed}, question {question}: {blamed:?}");
                }
                Outcome::Exhausted => panic!("seed {seed}, question {question}"),
            }
        }
    }
}

#[test]
fn a_witness_has_no_more_than_its_region_and_the_constraints_ask() {
    for seed in 0..600 {
        let mut random = Random::new(seed + 30_000);
        let (space, laws) = world(&mut random);
        let possible: Vec<Assignment> = assignments(&space)
            .into_iter()
            .filter(|s| laws.iter().all(|l| l.eval(s)))
            .collect();
        let region = formula(&space, &mut random);
        let mut asker = Asker::new(&space, &laws, Limits::default());
        let mut slice = asker.slice(&[&region]);
        let Asked::Here(found) = asker.ask(&mut slice, &region) else {
            continue;
        };
        // What the region mentions is as it was found, and so is the fact that has no default.
        let mut settled = region.dims();
        settled.insert(DimId(6));
        for loose in found.present(&space).filter(|d| !settled.contains(d)) {
            let simpler = |s: &&Assignment| {
                let as_found = |d: &DimId| s.class(*d) == found.class(*d);
                let off = |d: DimId| s.class(d) == 0;
                settled.iter().all(as_found)
                    && off(loose)
                    && (0..6)
                        .map(DimId)
                        .all(|d| settled.contains(&d) || found.class(d) == 1 || off(d))
            };
            let better = possible.iter().find(simpler);
            assert_eq!(better, None, "seed {seed}: {found:?} need not have {loose:?}");
        }
    }
}

#[test]
fn each_value_by_itself_is_told_once() {
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..4).map(|_| space.add(Dim::TAG)).collect();
    let on = |at: usize| Formula::is(&space, tags[at], 1);
    // The second implies the first; the third is covered where the fourth holds too.
    let laws = [on(1).implies(on(0))];
    let scope = Formula::or(tags.iter().map(|d| Formula::is(&space, *d, 1)));
    let covered = Formula::or([on(0), Formula::and([on(2), on(3)])]);
    let mut asker = Asker::new(&space, &laws, Limits::default());
    let mut slice = asker.slice(&[&scope, &covered]);
    let asked = [0, 1, 1, 2, 0, 3].map(|at: usize| tags[at]);
    let factors = asker.factors(&mut slice, &covered, &scope, &asked);
    let told: Vec<(Vec<u32>, Covered)> = factors
        .iter()
        .map(|f| (f.present.iter().map(|d| d.0).collect(), f.covered))
        .collect();
    let (full, not) = (Covered::Fully, Covered::Not);
    assert_eq!(
        told,
        [(vec![0], full), (vec![0, 1], full), (vec![2], not), (vec![3], not)]
    );
}

#[test]
fn a_value_that_is_covered_in_part_says_where_it_is_not() {
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..2).map(|_| space.add(Dim::TAG)).collect();
    let age = space.add(Dim::plain(3));
    let scope = Formula::or(tags.iter().map(|d| Formula::is(&space, *d, 1)));
    let covered = Formula::and([Formula::is(&space, tags[0], 1), !Formula::is(&space, age, 2)]);
    let mut asker = Asker::new(&space, &[], Limits::default());
    let mut slice = asker.slice(&[&scope, &covered]);
    let factors = asker.factors(&mut slice, &covered, &scope, &tags);
    let covered: Vec<Covered> = factors.iter().map(|f| f.covered).collect();
    assert_eq!(covered, [Covered::Partly, Covered::Not]);
    let uncovered = &factors[0].uncovered;
    assert_eq!(uncovered.len(), 1, "{uncovered:?}");
    for situation in situations(&space).iter().filter(|s| s[0] == 1 && s[1] == 0) {
        assert_eq!(
            uncovered[0].contains(&whole(situation)),
            situation[2] == 2,
            "{situation:?}"
        );
    }
    assert!(factors[1].uncovered.is_empty());
}

#[test]
fn a_dimension_goes_that_makes_no_more_clauses_than_allowed() {
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..6).map(|_| space.add(Dim::TAG)).collect();
    let is = |at: usize, class: u32| Formula::is(&space, tags[at], class);
    // Two clauses with the middle and three without it: six out of five.
    let laws = [
        Formula::or([is(0, 1), is(1, 1)]),
        Formula::or([is(0, 1), is(2, 1)]),
        Formula::or([is(0, 0), is(3, 1)]),
        Formula::or([is(0, 0), is(4, 1)]),
        Formula::or([is(0, 0), is(5, 1)]),
    ];
    let keep: BTreeSet<DimId> = tags[1..].iter().copied().collect();
    let refs: Vec<&Formula> = laws.iter().collect();
    let left = |widest| forget(&space, &refs, &keep, widest, &mut Budget::steps(1_000)).unwrap();
    assert!(
        forget(&space, &refs, &keep, 6, &mut Budget::steps(10)).is_err(),
        "each clause costs"
    );
    let mentions = |laws: &[Formula]| laws.iter().any(|law| law.mentions(|dim| dim == tags[0]));
    let (gone, stays) = (left(6), left(5));
    assert!(!mentions(&gone) && gone.len() == 6, "{gone:?}");
    assert!(mentions(&stays) && stays.len() == 5, "{stays:?}");
}

#[test]
fn no_constraint_that_is_left_follows_from_another() {
    for seed in 0..200 {
        let mut random = Random::new(seed + 50_000);
        let (space, laws) = world(&mut random);
        let all = assignments(&space);
        let keep: BTreeSet<DimId> = (0..6).map(DimId).filter(|_| random.below(2) == 0).collect();
        let refs: Vec<&Formula> = laws.iter().collect();
        let left = forget(&space, &refs, &keep, 1_000, &mut Budget::steps(1_000_000)).unwrap();
        let tables: Vec<Vec<bool>> = left.iter().map(|l| all.iter().map(|s| l.eval(s)).collect()).collect();
        for (at, one) in tables.iter().enumerate() {
            assert!(one.contains(&false), "seed {seed}: {:?} asks nothing", left[at]);
            let implied = |(n, other): (usize, &Vec<bool>)| n != at && other.iter().zip(one).all(|(o, i)| !o || *i);
            assert!(
                !tables.iter().enumerate().any(implied),
                "seed {seed}: {:?} of {left:?}",
                left[at]
            );
        }
    }
}

#[test]
fn facts_of_many_values_are_asked_like_any_other() {
    let mut space = Space::new();
    let place = space.add(Dim::plain(90));
    let kind = space.add(Dim::plain(3));
    for _ in 0..2 {
        space.add(Dim::TAG);
    }
    let all = assignments(&space);
    let some = |random: &mut Random| {
        let part = (0..1 + random.below(3)).map(|_| match random.below(3) {
            0 => Formula::is(&space, kind, random.below(3)),
            1 => Formula::is(&space, DimId(2 + random.below(2)), random.below(2)),
            _ => {
                let from = random.below(90);
                Formula::lit(place, ClassSet::of(90, from..from + 1 + random.below(30)))
            }
        });
        part.collect::<Vec<_>>()
    };
    let mut answered = [0, 0];
    for seed in 0..150 {
        let mut random = Random::new(seed + 140_000);
        let laws: Vec<Formula> = (0..random.below(4)).map(|_| Formula::or(some(&mut random))).collect();
        let possible: Vec<&Assignment> = all.iter().filter(|s| laws.iter().all(|l| l.eval(s))).collect();
        if possible.is_empty() {
            continue;
        }
        let region = Formula::and([Formula::and(some(&mut random)), Formula::or(some(&mut random))]);
        let scope = Formula::or(some(&mut random));
        let mut asker = Asker::new(&space, &laws, Limits::default());
        let mut slice = asker.slice(&[&region, &scope]);
        let here = possible.iter().any(|s| region.eval(s));
        assert_eq!(asker.nowhere(&mut slice, &region), Some(!here), "seed {seed}");
        match asker.ask(&mut slice, &region) {
            Asked::Here(found) => assert!(region.eval(&found) && possible.contains(&&found), "seed {seed}"),
            other => assert!(!here && other == Asked::Nowhere, "seed {seed}: {other:?}"),
        }
        answered[usize::from(here)] += 1;
        let most = Most { cubes: 50, cases: 50 };
        let shape = asker
            .shape(&mut slice, &region, &scope, most)
            .expect("within the limits");
        assert!(!shape.more_cubes);
        for situation in possible.iter().filter(|s| scope.eval(s)) {
            let told = shape.cubes.iter().any(|cube| cube.contains(situation));
            assert_eq!(
                told,
                region.eval(situation),
                "seed {seed}: {region:?} {scope:?} {:?}",
                shape.cubes
            );
        }
        let simplest = shape.simplest.iter().map(|case| &case.witness);
        for witness in simplest {
            assert!(region.eval(witness), "seed {seed}: {witness:?}");
        }
    }
    assert!(answered.iter().all(|n| *n > 20), "{answered:?}");
}
