//! The solver against every situation; what it says of assumptions; hard questions, and budgets.

use zeren::logic::{Budget, Outcome, Solver};

use super::*;

const PLENTY: u64 = 10_000_000;

fn world(random: &mut Random) -> (Space, Vec<Said>) {
    let space = space();
    let said = (0..2 + random.below(5))
        .map(|_| Said::random(&space, 3, random))
        .collect();
    (space, said)
}

#[test]
fn one_solver_answers_question_after_question() {
    for seed in 0..120 {
        let mut random = Random::new(seed + 10_000);
        let (space, said) = world(&mut random);
        let all = situations(&space);
        let mut solver = Solver::new(&space);
        said.iter().for_each(|s| solver.add(&s.built(&space)));
        let possible: Vec<&Vec<u32>> = all.iter().filter(|at| said.iter().all(|s| s.holds(at))).collect();
        for _ in 0..6 {
            let assumed = partly(&space, &mut random);
            let expected = possible.iter().any(|at| meets(&assumed, at));
            // A question that was given up changes nothing.
            let steps = u64::from(random.below(40));
            let mut short = Budget::steps(steps);
            let given_up = solver.solve(&assumed, &mut short);
            assert!(short.left() <= steps);
            right(&given_up, &assumed, &possible);
            let answer = solver.solve(&assumed, &mut Budget::steps(PLENTY));
            assert_eq!(matches!(answer, Outcome::Model(_)), expected, "seed {seed}");
            right(&answer, &assumed, &possible);
            if answer == Outcome::Unsat {
                because(&mut solver, &assumed, !possible.is_empty());
            }
        }
    }
}

/// An answer is right, or none.
fn right(answer: &Outcome, assumed: &Partial, possible: &[&Vec<u32>]) {
    match answer {
        Outcome::Model(found) => {
            assert!(meets(assumed, found.classes()), "{found:?}");
            assert!(possible.iter().any(|at| **at == found.classes()), "{found:?}");
        }
        Outcome::Unsat => assert!(!possible.iter().any(|at| meets(assumed, at)), "{assumed:?}"),
        Outcome::Exhausted => {}
    }
}

/// The assumptions that failed fail by themselves; none where the formulas do.
fn because(solver: &mut Solver, assumed: &Partial, possible: bool) {
    let failed = solver.failed().to_vec();
    assert_eq!(failed.is_empty(), !possible, "{failed:?}");
    let fewer: Partial = assumed
        .iter()
        .filter(|(dim, _)| failed.contains(dim))
        .map(|(dim, set)| (dim, set.clone()))
        .collect();
    assert_eq!(fewer.iter().count(), failed.len(), "only what was assumed");
    assert_eq!(solver.solve(&fewer, &mut Budget::steps(PLENTY)), Outcome::Unsat);
}

#[test]
fn what_is_added_between_questions_holds_from_then_on() {
    for seed in 0..80 {
        let mut random = Random::new(seed + 12_000);
        let (space, said) = world(&mut random);
        let all = situations(&space);
        let mut solver = Solver::new(&space);
        for (at, next) in said.iter().enumerate() {
            solver.add(&next.built(&space));
            let so_far = &said[..=at];
            let possible: Vec<&Vec<u32>> = all.iter().filter(|s| so_far.iter().all(|law| law.holds(s))).collect();
            for _ in 0..3 {
                let assumed = partly(&space, &mut random);
                let answer = solver.solve(&assumed, &mut Budget::steps(PLENTY));
                assert_ne!(answer, Outcome::Exhausted);
                right(&answer, &assumed, &possible);
                if answer == Outcome::Unsat {
                    let failed = solver.failed();
                    assert!(
                        failed.iter().all(|dim| assumed.domain(*dim).is_some()),
                        "{failed:?} {assumed:?}"
                    );
                    let meets = |at: &&&Vec<u32>| {
                        let mut of_failed = assumed.iter().filter(|(dim, _)| failed.contains(dim));
                        of_failed.all(|(dim, set)| set.contains(at[dim.0 as usize]))
                    };
                    assert_eq!(possible.iter().find(meets), None, "seed {seed}: {failed:?}");
                }
            }
        }
    }
}

#[test]
fn what_was_learned_in_thousands_of_conflicts_is_still_right() {
    let mut told = [0, 0];
    // Few clauses of three tags leave many situations, many leave none; in between a question takes hundreds of conflicts.
    for clauses in [500, 530, 556] {
        let mut random = Random::new(70_000);
        let mut space = Space::new();
        let tags: Vec<DimId> = (0..130).map(|_| space.add(Dim::TAG)).collect();
        let tag = |random: &mut Random| tags[random.below(130) as usize];
        let clauses: Vec<Formula> = (0..clauses)
            .map(|_| Formula::or([(); 3].map(|()| Formula::is(&space, tag(&mut random), random.below(2)))))
            .collect();
        let with_all = || {
            let mut solver = Solver::new(&space);
            clauses.iter().for_each(|clause| solver.add(clause));
            solver
        };
        let mut one = with_all();
        for question in 0..80u32 {
            // Questions begin alike: what they assume first need not be followed again.
            let begin = (0..4).map(|at| (tags[at], space.single(tags[at], (question / 20) >> at & 1)));
            let mut assumed: Partial = begin.collect();
            for _ in 0..3 {
                assumed.narrow(tag(&mut random), ClassSet::single(2, random.below(2)));
            }
            if assumed.is_contradictory() {
                continue;
            }
            match one.solve(&assumed, &mut Budget::steps(PLENTY)) {
                Outcome::Model(found) => {
                    assert!(meets(&assumed, found.classes()) && clauses.iter().all(|clause| clause.eval(&found)));
                    told[0] += 1;
                }
                Outcome::Unsat => {
                    because(&mut one, &assumed, true);
                    told[1] += 1;
                    if told[1] % 10 == 0 {
                        let fresh = with_all().solve(&assumed, &mut Budget::steps(PLENTY));
                        assert_eq!(fresh, Outcome::Unsat, "question {question}");
                    }
                }
                Outcome::Exhausted => panic!("question {question}"),
            }
        }
    }
    assert!(told.iter().all(|n| *n > 20), "{told:?}");
}

/// Facts of four values, clauses that name some of them, and a situation that meets all of these.
fn hidden(random: &mut Random) -> (Space, Vec<u32>, Solver) {
    let mut space = Space::new();
    let dims: Vec<DimId> = (0..36).map(|_| space.add(Dim::plain(4))).collect();
    let hidden: Vec<u32> = dims.iter().map(|_| random.below(4)).collect();
    let mut solver = Solver::new(&space);
    let mut clauses = 0;
    while clauses < 170 {
        let parts = (0..3).map(|_| {
            let classes = [random.below(4), random.below(4)];
            Said::In(dims[random.below(36) as usize], classes.to_vec())
        });
        let clause = Said::Any(parts.collect());
        if clause.holds(&hidden) {
            solver.add(&clause.built(&space));
            clauses += 1;
        }
    }
    (space, hidden, solver)
}

#[test]
fn a_situation_that_there_is_is_never_denied() {
    let mut denied = 0;
    for seed in 0..70 {
        let mut random = Random::new(seed + 17_000);
        let (space, hidden, mut solver) = hidden(&mut random);
        for question in 0..12 {
            // Every third question is about the hidden situation: some of each fact's values, its own among them.
            let mut assumed = Partial::new();
            for (dim, class) in (0u32..).map(DimId).zip(&hidden) {
                if random.below(3) == 0 {
                    let own = if question % 3 == 0 { *class } else { random.below(4) };
                    assumed.narrow(dim, ClassSet::of(4, [own, random.below(4)]));
                }
            }
            match solver.solve(&assumed, &mut Budget::steps(PLENTY)) {
                Outcome::Model(found) => assert!(meets(&assumed, found.classes()), "seed {seed}"),
                Outcome::Unsat => {
                    // What is blamed is against the hidden situation, for that meets everything else.
                    let blamed = solver.failed().iter();
                    let against = blamed.filter(|dim| {
                        let set = assumed.domain(**dim).expect("something was assumed of it");
                        !set.contains(hidden[dim.0 as usize])
                    });
                    assert!(against.count() > 0, "seed {seed}: {assumed:?}");
                    denied += 1;
                }
                Outcome::Exhausted => panic!("seed {seed}"),
            }
        }
        assert_eq!(space.len(), hidden.len());
    }
    assert!(denied > 100, "{denied}");
}

#[test]
fn what_has_nothing_to_do_with_a_conflict_is_not_blamed() {
    let mut blamed = 0;
    for seed in 0..80 {
        let mut random = Random::new(seed + 15_000);
        // Twice the same world, side by side: what is said of one has nothing to do with the other.
        let (one, said) = world(&mut random);
        let mut both = one.clone();
        for (_, dim) in one.iter() {
            both.add(dim);
        }
        let beside = |dim: DimId| DimId(dim.0 + one.len() as u32);
        let mut solver = Solver::new(&both);
        for said in &said {
            solver.add(&said.built(&one));
            solver.add(&moved(said, &beside).built(&both));
        }
        for _ in 0..12 {
            let (left, right) = (partly(&one, &mut random), partly(&one, &mut random));
            let right = right.iter().map(|(dim, set)| (beside(dim), set.clone()));
            let assumed = left.iter().map(|(dim, set)| (dim, set.clone())).chain(right).collect();
            if solver.solve(&assumed, &mut Budget::steps(PLENTY)) == Outcome::Unsat {
                let of_one = solver
                    .failed()
                    .iter()
                    .filter(|dim| (dim.0 as usize) < one.len())
                    .count();
                assert!(
                    of_one == 0 || of_one == solver.failed().len(),
                    "seed {seed}: {:?}",
                    solver.failed()
                );
                blamed += usize::from(!solver.failed().is_empty());
            }
        }
    }
    assert!(blamed > 50, "{blamed}");
}

/// The same said of other dimensions.
fn moved(said: &Said, to: &impl Fn(DimId) -> DimId) -> Said {
    let all = |parts: &[Said]| parts.iter().map(|part| moved(part, to)).collect();
    match said {
        Said::Always(yes) => Said::Always(*yes),
        Said::In(dim, classes) => Said::In(to(*dim), classes.clone()),
        Said::Not(inner) => Said::Not(Box::new(moved(inner, to))),
        Said::All(parts) => Said::All(all(parts)),
        Said::Any(parts) => Said::Any(all(parts)),
    }
}

#[test]
fn what_is_known_from_the_start_is_kept() {
    for seed in 0..80 {
        let mut random = Random::new(seed + 20_000);
        let (space, said) = world(&mut random);
        let known = partly(&space, &mut random);
        let all = situations(&space);
        let mut solver = Solver::within(&space, &known);
        said.iter().for_each(|s| solver.add(&s.raw(&space)));
        let possible: Vec<&Vec<u32>> = all
            .iter()
            .filter(|at| meets(&known, at) && said.iter().all(|s| s.holds(at)))
            .collect();
        let answer = solver.solve(&Partial::new(), &mut Budget::steps(PLENTY));
        assert_eq!(matches!(answer, Outcome::Model(_)), !possible.is_empty(), "seed {seed}");
        right(&answer, &Partial::new(), &possible);
    }
    let space = space();
    let nothing = Partial::new().with(DimId(0), ClassSet::empty(2));
    let mut solver = Solver::within(&space, &nothing);
    assert_eq!(
        solver.solve(&Partial::new(), &mut Budget::steps(PLENTY)),
        Outcome::Unsat
    );
}

#[test]
fn a_switch_turns_a_formula_on() {
    for seed in 0..80 {
        let mut random = Random::new(seed + 30_000);
        let (space, said) = world(&mut random);
        let all = situations(&space);
        let mut solver = Solver::new(&space);
        let switches: Vec<DimId> = said.iter().map(|s| solver.add_switched(&s.built(&space))).collect();
        for _ in 0..5 {
            let on: Vec<bool> = said.iter().map(|_| random.below(2) == 0).collect();
            let mut assumed = Partial::new();
            for (switch, on) in switches.iter().zip(&on) {
                if *on {
                    assumed.narrow(*switch, ClassSet::single(2, 1));
                }
            }
            let asked = || said.iter().zip(&on).filter(|(_, on)| **on).map(|(s, _)| s);
            let expected = all.iter().any(|at| asked().all(|s| s.holds(at)));
            match solver.solve(&assumed, &mut Budget::steps(PLENTY)) {
                Outcome::Model(found) => assert!(asked().all(|s| s.holds(found.classes())), "seed {seed}"),
                other => assert!(!expected && other == Outcome::Unsat, "seed {seed}: {other:?}"),
            }
        }
    }
}

#[test]
fn what_is_said_of_dimensions_that_there_are_not_is_not_heard() {
    let space = space();
    let beyond = Partial::new().with(DimId(space.len() as u32), ClassSet::single(2, 1));
    let mut solver = Solver::within(&space, &beyond);
    assert!(matches!(
        solver.solve(&beyond, &mut Budget::steps(PLENTY)),
        Outcome::Model(_)
    ));
}

/// So many sit on so many chairs, no two on one.
fn seats(sitters: u32, chairs: u32) -> (Space, Vec<Formula>) {
    let mut space = Space::new();
    let dims: Vec<DimId> = (0..sitters).map(|_| space.add(Dim::plain(chairs))).collect();
    let mut rules = Vec::new();
    for (at, one) in dims.iter().enumerate() {
        for other in &dims[at + 1..] {
            for chair in 0..chairs {
                rules.push(!Formula::and([
                    Formula::is(&space, *one, chair),
                    Formula::is(&space, *other, chair),
                ]));
            }
        }
    }
    (space, rules)
}

#[test]
fn hard_questions_are_answered_and_leave_the_solver_sound() {
    // One too many: thousands of conflicts, so that clauses are forgotten and searches begun again.
    let (space, rules) = seats(8, 7);
    let mut solver = Solver::new(&space);
    let last: Vec<DimId> = rules.iter().map(|rule| solver.add_switched(rule)).collect();
    let with = |rules: &[DimId]| -> Partial { rules.iter().map(|rule| (*rule, ClassSet::single(2, 1))).collect() };
    let whole = with(&last);
    assert_eq!(solver.solve(&whole, &mut Budget::steps(1_000)), Outcome::Exhausted);
    assert_eq!(solver.solve(&whole, &mut Budget::steps(1_000_000_000)), Outcome::Unsat);
    assert_eq!(solver.failed().len(), last.len(), "every rule is needed");
    // Any rule left out makes room for two on one chair.
    for left_out in [0, 57, last.len() - 1] {
        let fewer: Vec<DimId> = last.iter().copied().filter(|rule| *rule != last[left_out]).collect();
        let Outcome::Model(found) = solver.solve(&with(&fewer), &mut Budget::steps(1_000_000_000)) else {
            panic!("without rule {left_out} all can sit");
        };
        let broken: Vec<usize> = (0..rules.len()).filter(|rule| !rules[*rule].eval(&found)).collect();
        assert_eq!(broken, [left_out]);
    }
}

#[test]
fn hard_questions_without_switches() {
    for (sitters, chairs) in [(7, 7), (7, 6), (2, 1), (1, 1)] {
        let (space, rules) = seats(sitters, chairs);
        let mut solver = Solver::new(&space);
        rules.iter().for_each(|rule| solver.add(rule));
        for _ in 0..2 {
            match solver.solve(&Partial::new(), &mut Budget::steps(1_000_000_000)) {
                Outcome::Model(found) => {
                    assert!(sitters <= chairs);
                    let taken: BTreeSet<u32> = found.classes().iter().copied().collect();
                    assert_eq!(taken.len(), sitters as usize);
                }
                other => assert!(sitters > chairs && other == Outcome::Unsat, "{other:?}"),
            }
        }
    }
}

/// Facts of several values, and rules that name some of them: few situations are left, or none.
fn values(random: &mut Random) -> (Space, Vec<Said>) {
    let mut space = Space::new();
    for _ in 0..6 {
        space.add(Dim::plain(3 + random.below(2)));
    }
    let some = |random: &mut Random| {
        let dim = DimId(random.below(6));
        let mut classes = random.some_of(space.classes(dim));
        classes.push(random.below(space.classes(dim)));
        Said::In(dim, classes)
    };
    let said = (0..24 + random.below(16))
        .map(|_| Said::Any((0..2 + random.below(2)).map(|_| some(random)).collect()))
        .collect();
    (space, said)
}

#[test]
fn facts_of_several_values_are_answered_as_every_situation_says() {
    let mut found = [0, 0];
    for seed in 0..60 {
        let mut random = Random::new(seed + 50_000);
        let (space, said) = values(&mut random);
        let all = situations(&space);
        let possible: Vec<&Vec<u32>> = all.iter().filter(|at| said.iter().all(|s| s.holds(at))).collect();
        let mut solver = Solver::new(&space);
        said.iter().for_each(|s| solver.add(&s.built(&space)));
        for _ in 0..20 {
            let assumed = partly(&space, &mut random);
            let expected = possible.iter().any(|at| meets(&assumed, at));
            let answer = solver.solve(&assumed, &mut Budget::steps(PLENTY));
            assert_eq!(matches!(answer, Outcome::Model(_)), expected, "seed {seed}");
            right(&answer, &assumed, &possible);
            if answer == Outcome::Unsat {
                because(&mut solver, &assumed, !possible.is_empty());
            }
            found[usize::from(expected)] += 1;
        }
    }
    assert!(found.iter().all(|n| *n > 100), "{found:?}: questions of one kind only");
}

#[test]
fn hard_questions_take_no_more_conflicts_than_they_did() {
    // Steps are the same on every machine. Whoever learns less, forgets the wrong clauses or decides badly takes many times as many.
    let mut taken = Vec::new();
    for (sitters, chairs) in [(5, 4), (6, 5), (7, 6)] {
        let (space, rules) = seats(sitters, chairs);
        let mut solver = Solver::new(&space);
        let switches: Vec<DimId> = rules.iter().map(|rule| solver.add_switched(rule)).collect();
        let all: Partial = switches.iter().map(|s| (*s, ClassSet::single(2, 1))).collect();
        let mut budget = Budget::steps(PLENTY);
        assert_eq!(solver.solve(&all, &mut budget), Outcome::Unsat);
        assert_eq!(solver.failed().len(), switches.len(), "every rule is needed");
        taken.push(PLENTY - budget.left());
    }
    let most = [3_600, 46_000, 1_150_000];
    assert!(taken.iter().zip(most).all(|(t, m)| *t <= m), "{taken:?}");
    // Clauses of three tags, as many as leave it open whether any situation is left; and facts of four values.
    let scattered = |seed: u64, classes: u32, dims: u32, clauses: u32| {
        let mut random = Random::new(seed + 60_000);
        let mut space = Space::new();
        let dims: Vec<DimId> = (0..dims).map(|_| space.add(Dim::plain(classes))).collect();
        let mut solver = Solver::new(&space);
        for _ in 0..clauses {
            let literal = |random: &mut Random| {
                let dim = dims[random.below(dims.len() as u32) as usize];
                Formula::is(&space, dim, random.below(classes))
            };
            solver.add(&Formula::or((0..classes + 1).map(|_| literal(&mut random))));
        }
        let mut budget = Budget::steps(PLENTY);
        assert_ne!(solver.solve(&Partial::new(), &mut budget), Outcome::Exhausted);
        PLENTY - budget.left()
    };
    let sum = |classes, dims, clauses| (0..6).map(|seed| scattered(seed, classes, dims, clauses)).sum::<u64>();
    let taken = [sum(2, 110, 480), sum(4, 24, 420)];
    let most = [520_000, 252_000];
    assert!(taken.iter().zip(most).all(|(t, m)| *t <= m), "{taken:?}");
}
