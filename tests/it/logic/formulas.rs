//! Formulas mean what was said, simplified or not, however deep.

use super::*;

/// Everything that a formula answers, compared with what was said; what is left of it where something is known.
fn compare(space: &Space, said: &Said, formula: &Formula, partly: &Partial) -> Formula {
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
    let inside: Vec<bool> = all.iter().filter(|s| meets(partly, s)).map(|s| said.holds(s)).collect();
    if let Some(value) = formula.kleene(partly) {
        assert!(inside.iter().all(|holds| *holds == value), "{said:?} {partly:?}");
    }
    let rest = formula.restrict(partly);
    for situation in all.iter().filter(|s| meets(partly, s)) {
        assert_eq!(
            rest.eval(&whole(situation)),
            said.holds(situation),
            "{said:?} {partly:?}"
        );
    }
    let settled = |dim: &DimId| partly.domain(*dim).is_some_and(|set| set.len() == 1);
    assert!(!rest.dims().iter().any(settled), "{rest:?} {partly:?}");
    rest
}

/// Whether some literal of a formula is decided by what is known.
fn holds_decided(formula: &Formula, known: &Partial) -> bool {
    let leaf = |leaf: &Formula| matches!(leaf, Formula::Lit(..)) && leaf.kleene(known).is_some();
    formula.summed_up(leaf, |_, parts| parts.contains(&true), |inner| inner)
}

#[test]
fn a_formula_means_what_was_said() {
    let space = space();
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let said = Said::random(&space, 4, &mut random);
        let (built, raw) = (said.built(&space), said.raw(&space));
        for _ in 0..3 {
            let partly = partly(&space, &mut random);
            // Built by the functions that simplify, nothing is left of what is decided.
            let rest = compare(&space, &said, &built, &partly);
            assert!(!holds_decided(&rest, &partly), "{rest:?} {partly:?}");
            compare(&space, &said, &raw, &partly);
        }
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
        compare(&space, &said, &said.raw(&space), &partly(&space, &mut random));
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
    // What always or never holds falls out, made by hand too.
    let always = Formula::Lit(DimId(3), ClassSet::full(3));
    let never = Formula::Lit(DimId(3), ClassSet::empty(3));
    assert_eq!(Formula::and([always.clone(), lit(0, &[1])]), lit(0, &[1]));
    assert_eq!(Formula::or([never.clone(), lit(0, &[1])]), lit(0, &[1]));
    assert_eq!(Formula::or([always, lit(0, &[1])]), Formula::True);
    assert_eq!(Formula::and([never, lit(0, &[1])]), Formula::False);
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
    // Groups of all sizes: each pulls its own to its middle, however many they are.
    let apart = |seed: u64| -> usize {
        let mut random = Random::new(seed + 4_000);
        let mut group = |at: u32| {
            let near = (0..2 + random.below(4)).map(|_| DimId((at * 2 + random.below(6)) * 29 % 61));
            Formula::or(
                near.map(|dim| Formula::lit(dim, ClassSet::single(2, 1)))
                    .collect::<Vec<_>>(),
            )
        };
        let groups: Vec<Formula> = (0..24).map(&mut group).collect();
        let order = zeren::logic::force_order(&groups);
        let place = |dim: &DimId| order.iter().position(|d| d == dim).expect("a place");
        let wide = |group: &Formula| {
            let places: BTreeSet<usize> = group.dims().iter().map(place).collect();
            places.last().unwrap_or(&0) - places.first().unwrap_or(&0)
        };
        groups.iter().map(wide).sum()
    };
    let apart: usize = (0..20).map(apart).sum();
    assert!(apart <= 1_880, "{apart}");
}

#[test]
fn a_formula_of_any_depth_is_taken_apart_on_a_small_stack() {
    let leaf = Formula::Lit(DimId(0), ClassSet::single(2, 1));
    let deeper =
        |inner: Formula| Formula::And(vec![Formula::Or(vec![inner, leaf.clone()].into()), leaf.clone()].into());
    let deep = (0..100_000).fold(leaf.clone(), |inner, _| deeper(inner));
    // The thread bears the test's name, for whoever asks which test comes by.
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    let end = std::thread::Builder::new()
        .name(name)
        .stack_size(128 * 1024)
        .spawn(move || drop(deep));
    end.expect("a thread").join().expect("it ends well");
}

#[test]
fn constraints_that_share_no_dimension_are_left_aside() {
    let tag = |n: u32| Formula::lit(DimId(n), ClassSet::single(2, 1));
    let either = |a: u32, b: u32| Formula::or([tag(a), tag(b)]);
    // Two chains, the links in no order, one tag by itself, and a constraint that mentions nothing.
    let laws = [
        either(6, 2),
        either(3, 1),
        either(4, 2),
        tag(9),
        either(5, 3),
        either(8, 6),
        either(7, 5),
        Formula::False,
    ];
    let connected = |dims: &[u32]| -> Vec<usize> {
        let found = zeren::logic::connected(dims.iter().map(|n| DimId(*n)), &laws);
        let place = |law: &Formula| laws.iter().position(|l| l == law).expect("one of them");
        found.into_iter().map(place).collect()
    };
    for even in [2, 4, 6, 8] {
        assert_eq!(connected(&[even]), [0, 2, 5, 7], "{even}");
    }
    for odd in [1, 3, 5, 7] {
        assert_eq!(connected(&[odd]), [1, 4, 6, 7], "{odd}");
    }
    assert_eq!(connected(&[9]), [3, 7]);
    assert_eq!(connected(&[4, 9]), [0, 2, 3, 5, 7]);
    assert_eq!(connected(&[0]), [7], "nobody mentions it");
    assert_eq!(connected(&[]), [7]);
}
