//! Formulas mean what was said, simplified or not, however deep.

use super::*;

/// Everything that a formula answers, compared with what was said.
fn compare(space: &Space, said: &Said, formula: &Formula, random: &mut Random) {
    let all = situations(space);
    let normal = formula.nnf();
    for situation in &all {
        let expected = said.holds(situation);
        let at = whole(situation);
        assert_eq!(formula.eval(&at), expected, "{said:?}");
        assert_eq!(normal.eval(&at), expected, "{said:?}");
        assert_eq!(formula.kleene(&known(space, situation)), Some(expected), "{said:?}");
    }
    assert!(!format!("{normal:?}").contains("Not("), "{normal:?}");
    let partly = partly(space, random);
    let inside: Vec<bool> = all
        .iter()
        .filter(|s| meets(&partly, s))
        .map(|s| said.holds(s))
        .collect();
    if let Some(value) = formula.kleene(&partly) {
        assert!(inside.iter().all(|holds| *holds == value), "{said:?} {partly:?}");
    }
    let rest = formula.restrict(&partly);
    for situation in all.iter().filter(|s| meets(&partly, s)) {
        assert_eq!(
            rest.eval(&whole(situation)),
            said.holds(situation),
            "{said:?} {partly:?}"
        );
    }
    let settled = |dim: &DimId| partly.domain(*dim).is_some_and(|set| set.len() == 1);
    assert!(!rest.dims().iter().any(settled), "{rest:?} {partly:?}");
}

#[test]
fn a_formula_means_what_was_said() {
    let space = space();
    for seed in 0..120 {
        let mut random = Random::new(seed);
        let said = Said::random(&space, 4, &mut random);
        let (built, raw) = (said.built(&space), said.raw(&space));
        compare(&space, &said, &built, &mut random);
        compare(&space, &said, &raw, &mut random);
        assert_eq!(raw.dims(), said.dims());
        assert!(built.dims().is_subset(&said.dims()));
        for (dim, _) in space.iter() {
            assert_eq!(raw.mentions(|d| d == dim), said.dims().contains(&dim), "{said:?}");
        }
        let parts = raw.summed_up(|_| 1u32, |_, parts| 1 + parts.iter().sum::<u32>(), |inner| 1 + inner);
        assert_eq!(parts, count(&said), "{said:?}");
    }
}

fn count(said: &Said) -> u32 {
    match said {
        Said::Always(_) | Said::In(..) => 1,
        Said::Not(inner) => 1 + count(inner),
        Said::All(parts) | Said::Any(parts) => 1 + parts.iter().map(count).sum::<u32>(),
    }
}

#[test]
fn what_nothing_or_everything_meets_is_settled_before_anything_is_known() {
    let space = space();
    for (dim, kind) in space.iter() {
        let (none, all) = (ClassSet::empty(kind.classes), ClassSet::full(kind.classes));
        let one = space.single(dim, 1);
        for (set, expected) in [(none, Some(false)), (all, Some(true)), (one, None)] {
            assert_eq!(Formula::Lit(dim, set).kleene(&Partial::new()), expected, "{dim:?}");
        }
    }
}

#[test]
fn depth_changes_nothing() {
    let space = space();
    for seed in 0..6 {
        let mut random = Random::new(seed + 1_000);
        let mut said = Said::random(&space, 1, &mut random);
        for _ in 0..70 {
            let beside = Said::random(&space, 1, &mut random);
            said = match random.below(3) {
                0 => Said::Not(Box::new(said)),
                1 => Said::All(vec![Said::Any(vec![beside, Said::Always(true)]), said]),
                _ => Said::Any(vec![said, Said::All(vec![beside, Said::Always(false)])]),
            };
        }
        compare(&space, &said, &said.raw(&space), &mut random);
    }
}

#[test]
fn the_simplest_form_on_the_surface() {
    let space = space();
    let lit = |dim: u32, classes: &[u32]| {
        Formula::lit(
            DimId(dim),
            ClassSet::of(space.classes(DimId(dim)), classes.iter().copied()),
        )
    };
    assert_eq!(lit(3, &[]), Formula::False);
    assert_eq!(lit(3, &[0, 1, 2]), Formula::True);
    assert_eq!(Formula::and([lit(3, &[0, 1]), lit(3, &[1, 2])]), lit(3, &[1]));
    assert_eq!(Formula::or([lit(3, &[0]), lit(3, &[1])]), lit(3, &[0, 1]));
    assert_eq!(Formula::or([lit(3, &[0]), lit(3, &[1, 2])]), Formula::True);
    assert_eq!(Formula::and([lit(3, &[0]), lit(3, &[1, 2])]), Formula::False);
    assert_eq!(Formula::and([]), Formula::True);
    assert_eq!(Formula::or([]), Formula::False);
    assert_eq!(Formula::and([lit(0, &[1]), Formula::False]), Formula::False);
    assert_eq!(Formula::or([lit(0, &[1]), Formula::True]), Formula::True);
    // Nested lists become one, literals first and in their order.
    let (a, b, c) = (lit(0, &[1]), lit(1, &[1]), lit(2, &[1]));
    let either = Formula::or([a.clone(), b.clone()]);
    let nested = Formula::and([either.clone(), Formula::and([c.clone(), b.clone()]), a.clone()]);
    let Formula::And(parts) = &nested else {
        panic!("{nested:?}")
    };
    assert_eq!(parts.as_slice(), [a.clone(), b.clone(), c.clone(), either]);
    assert_eq!(!!nested.clone(), nested);
    assert_eq!(!a.clone(), lit(0, &[0]));
    assert_eq!(a.clone().implies(b.clone()), Formula::or([lit(0, &[0]), b.clone()]));
    // What is asked for besides the other parts of a conjunction.
    assert_eq!(a.plain_literals().count(), 1);
    assert_eq!(Formula::and([a.clone(), b.clone()]).plain_literals().count(), 2);
    assert_eq!(nested.plain_literals().count(), 3);
    for none in [Formula::True, Formula::False, Formula::or([a, b])] {
        assert_eq!(none.plain_literals().count(), 0);
    }
}

#[test]
fn literals_clash_where_nothing_meets_both() {
    let space = space();
    let all = situations(&space);
    for seed in 0..300 {
        let mut random = Random::new(seed + 2_000);
        let mut some = |least: usize| {
            let parts = (0..least + random.below(3) as usize).map(|_| Said::random(&space, 0, &mut random));
            Said::All(parts.collect())
        };
        let (one, other) = (some(1), some(1));
        let (x, y) = (one.built(&space), other.built(&space));
        let nothing = !all.iter().any(|s| one.holds(s) && other.holds(s));
        if matches!(x, Formula::False) || matches!(y, Formula::False) {
            continue;
        }
        assert_eq!(x.clashes(&y), nothing, "{one:?} {other:?}");
    }
}

#[test]
fn an_order_names_every_dimension_once_and_keeps_company() {
    let space = space();
    for seed in 0..50 {
        let mut random = Random::new(seed + 3_000);
        let formulas: Vec<Formula> = (0..4)
            .map(|_| Said::random(&space, 3, &mut random).built(&space))
            .collect();
        let mut order = zeren::logic::force_order(&formulas);
        assert_eq!(order, zeren::logic::force_order(formulas.iter().rev().chain(&formulas)));
        order.sort_unstable();
        let mentioned: BTreeSet<DimId> = formulas.iter().flat_map(Formula::dims).collect();
        assert_eq!(order, mentioned.into_iter().collect::<Vec<_>>());
    }
    // A chain whose numbers are scrambled: neighbours come nearer to each other than by their numbers.
    let tag = |n: u32| Formula::lit(DimId(n * 5 % 16), ClassSet::single(2, 1));
    let pairs: Vec<Formula> = (0..15).map(|n| Formula::or([tag(n), tag(n + 1)])).collect();
    let order = zeren::logic::force_order(&pairs);
    let place = |n: u32| order.iter().position(|d| d.0 == n * 5 % 16).expect("a place") as i64;
    let apart: i64 = (0..15).map(|n| (place(n) - place(n + 1)).abs()).sum();
    assert!(apart <= 30, "{apart} by {order:?}; by their numbers it would be 97");
}

#[test]
fn a_formula_of_any_depth_is_taken_apart_on_a_small_stack() {
    let leaf = Formula::Lit(DimId(0), ClassSet::single(2, 1));
    let deeper =
        |inner: Formula| Formula::And(vec![Formula::Or(vec![inner, leaf.clone()].into()), leaf.clone()].into());
    let deep = (0..100_000).fold(leaf.clone(), |inner, _| deeper(inner));
    let end = std::thread::Builder::new()
        .stack_size(128 * 1024)
        .spawn(move || drop(deep));
    end.expect("a thread").join().expect("it ends well");
}
