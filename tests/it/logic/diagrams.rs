//! Diagrams against every situation: operations, one node a function, the plainest situation, covers by cubes, simplest cases.

use zeren::logic::{Budget, Cover, Diagram, Extent, NodeId};

use super::*;

struct Drawn {
    space: Space,
    all: Vec<Vec<u32>>,
    diagram: Diagram,
}

impl Drawn {
    fn new(random: &mut Random) -> Self {
        let space = space();
        let mut order: Vec<DimId> = space.iter().map(|(dim, _)| dim).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u32 + 1) as usize);
        }
        Drawn {
            all: situations(&space),
            diagram: Diagram::new(&space, &order, Budget::steps(1_000_000)),
            space,
        }
    }

    /// A condition, drawn as it is built.
    fn said(&mut self, depth: u32, random: &mut Random) -> (Said, NodeId) {
        let said = Said::random(&self.space, depth, random);
        let node = self.diagram.formula(&said.built(&self.space)).unwrap();
        (said, node)
    }

    /// Where a node holds.
    fn table(&mut self, node: NodeId) -> Vec<bool> {
        let mut out = Vec::new();
        for at in &self.all {
            let end = self.diagram.restrict(node, &known(&self.space, at)).unwrap();
            assert!(end.label().is_some(), "everything is known");
            out.push(end == NodeId::TRUE);
        }
        out
    }
}

fn said_table(drawn: &Drawn, said: &Said) -> Vec<bool> {
    drawn.all.iter().map(|at| said.holds(at)).collect()
}

#[test]
fn operations_are_those_of_every_situation_and_equal_functions_are_one_node() {
    for seed in 0..40 {
        let mut random = Random::new(seed + 50_000);
        let mut drawn = Drawn::new(&mut random);
        let (a, b) = (
            Said::random(&drawn.space, 3, &mut random),
            Said::random(&drawn.space, 3, &mut random),
        );
        let (x, y) = (
            drawn.diagram.formula(&a.built(&drawn.space)).unwrap(),
            drawn.diagram.formula(&b.raw(&drawn.space)).unwrap(),
        );
        let (ta, tb) = (said_table(&drawn, &a), said_table(&drawn, &b));
        assert_eq!(drawn.table(x), ta, "{a:?}");
        assert_eq!(drawn.table(y), tb, "{b:?}");
        let joined = |of: fn(bool, bool) -> bool| ta.iter().zip(&tb).map(|(p, q)| of(*p, *q)).collect::<Vec<_>>();
        let and = drawn.diagram.and(x, y).unwrap();
        let or = drawn.diagram.or(x, y).unwrap();
        let minus = drawn.diagram.minus(x, y).unwrap();
        let not = drawn.diagram.not(x).unwrap();
        assert_eq!(drawn.table(and), joined(|p, q| p && q));
        assert_eq!(drawn.table(or), joined(|p, q| p || q));
        assert_eq!(drawn.table(minus), joined(|p, q| p && !q));
        assert_eq!(drawn.table(not), joined(|p, _| !p));
        assert_eq!(
            drawn.diagram.implies(x, y).unwrap(),
            ta.iter().zip(&tb).all(|(p, q)| !p || *q)
        );
        assert_eq!(x == y, ta == tb);
        assert_eq!(drawn.diagram.not(not).unwrap(), x);
        let both = drawn
            .diagram
            .all_of([&a.built(&drawn.space), &b.built(&drawn.space)])
            .unwrap();
        assert_eq!(both, and);
        // What is known in part leaves the same function there.
        let partly = partly(&drawn.space, &mut random);
        let rest = drawn.diagram.restrict(x, &partly).unwrap();
        let rest = drawn.table(rest);
        for ((at, here), expected) in drawn.all.iter().zip(rest).zip(&ta) {
            assert!(!meets(&partly, at) || here == *expected, "{a:?} {partly:?} {at:?}");
        }
    }
}

#[test]
fn lists_of_literals_made_by_hand_are_what_they_say() {
    for seed in 0..200 {
        let mut random = Random::new(seed + 55_000);
        let mut drawn = Drawn::new(&mut random);
        // Often all of one dimension.
        let dims = 1 + random.below(5);
        let parts = (0..2 + random.below(3)).map(|_| {
            let dim = DimId(4 - random.below(dims));
            Said::In(dim, random.some_of(drawn.space.classes(dim)))
        });
        let parts: Vec<Said> = parts.collect();
        for said in [Said::All(parts.clone()), Said::Any(parts)] {
            let node = drawn.diagram.formula(&said.raw(&drawn.space)).unwrap();
            assert_eq!(drawn.table(node), said_table(&drawn, &said), "{said:?}");
        }
    }
}

#[test]
fn the_situation_picked_is_a_plainest_one() {
    for seed in 0..120 {
        let mut random = Random::new(seed + 60_000);
        let mut drawn = Drawn::new(&mut random);
        let said = Said::random(&drawn.space, 3, &mut random);
        let node = drawn.diagram.formula(&said.built(&drawn.space)).unwrap();
        let least = drawn
            .all
            .iter()
            .filter(|at| said.holds(at))
            .map(|at| present(&drawn.space, at).len())
            .min();
        let found = drawn.diagram.pick(&drawn.space, node);
        assert!(found.as_ref().is_none_or(|f| said.holds(f.classes())), "{said:?}");
        assert_eq!(
            found.map(|f| present(&drawn.space, f.classes()).len()),
            least,
            "{said:?}"
        );
    }
}

/// Cubes cover a region within a domain: all of it, nothing beside it, each as wide as can be, none too many.
fn covers(drawn: &Drawn, cover: &Cover, region: &Said, domain: &Said) {
    let wanted = |at: &[u32]| region.holds(at) && domain.holds(at);
    let bound = |at: &[u32]| region.holds(at) || !domain.holds(at);
    let inside = |parts: &[(DimId, ClassSet)], at: &[u32]| parts.iter().all(|(d, set)| set.contains(at[d.0 as usize]));
    for cube in &cover.cubes {
        assert!(cube.parts().is_sorted_by_key(|(dim, _)| dim), "{cube:?}");
        assert!(
            drawn.all.iter().all(|at| !inside(cube.parts(), at) || bound(at)),
            "{cube:?} of {region:?}"
        );
        for (at, (dim, set)) in cube.parts().iter().enumerate() {
            for class in set.complement().iter() {
                let mut wider = cube.parts().to_vec();
                wider[at] = (*dim, set.or(&drawn.space.single(*dim, class)));
                assert!(
                    drawn.all.iter().any(|at| inside(&wider, at) && !bound(at)),
                    "{cube:?} of {region:?}"
                );
            }
        }
        assert_eq!(
            (cube.len(), cube.is_empty()),
            (cube.parts().len(), cube.parts().is_empty())
        );
        for at in &drawn.all {
            assert_eq!(cube.contains(&whole(at)), inside(cube.parts(), at));
            assert_eq!(cube.formula().eval(&whole(at)), inside(cube.parts(), at));
        }
    }
    assert!(
        cover.cubes.is_sorted_by_key(|cube| cube.len()),
        "the shortest first: {:?}",
        cover.cubes
    );
    if cover.extent == Extent::Part {
        return;
    }
    let covered = |at: &[u32], without: usize| {
        let mut others = cover.cubes.iter().enumerate().filter(|(n, _)| *n != without);
        others.any(|(_, cube)| inside(cube.parts(), at))
    };
    assert!(
        drawn.all.iter().all(|at| !wanted(at) || covered(at, usize::MAX)),
        "{region:?}"
    );
    for without in 0..cover.cubes.len() {
        assert!(
            drawn.all.iter().any(|at| wanted(at) && !covered(at, without)),
            "{without} of {:?}",
            cover.cubes
        );
    }
}

#[test]
fn covers_are_whole_maximal_and_without_idlers() {
    for seed in 0..100 {
        let mut random = Random::new(seed + 70_000);
        let mut drawn = Drawn::new(&mut random);
        let (region, x) = drawn.said(3, &mut random);
        let (domain, y) = drawn.said(2, &mut random);
        let cover = drawn.diagram.primes(&drawn.space, x, y, 1_000).unwrap();
        assert_eq!(cover.extent, Extent::Whole);
        covers(&drawn, &cover, &region, &domain);
        let few = drawn.diagram.primes(&drawn.space, x, y, 1).unwrap();
        assert!(few.cubes.len() <= 1);
        covers(&drawn, &few, &region, &domain);
    }
}

#[test]
fn no_cube_is_covered_by_the_others_together() {
    let (mut many, mut said) = (0, 0);
    for seed in 0..400 {
        let mut random = Random::new(seed + 75_000);
        let mut drawn = Drawn::new(&mut random);
        // Alternatives that lie across each other.
        let all = |random: &mut Random| {
            let parts = (0..2 + random.below(2)).map(|_| {
                let dim = DimId(random.below(5));
                let mut classes = random.some_of(drawn.space.classes(dim));
                classes.push(random.below(drawn.space.classes(dim)));
                Said::In(dim, classes)
            });
            Said::All(parts.collect())
        };
        let region = Said::Any((0..5).map(|_| all(&mut random)).collect());
        let node = drawn.diagram.formula(&region.built(&drawn.space)).unwrap();
        let cover = drawn.diagram.primes(&drawn.space, node, NodeId::TRUE, 1_000).unwrap();
        said += cover.cubes.iter().map(|cube| cube.len()).sum::<usize>();
        if cover.cubes.len() > 3 {
            many += 1;
            covers(&drawn, &cover, &region, &Said::Always(true));
        }
    }
    assert!(many > 80, "{many}");
    // Of maximal cubes the shorter are taken: descriptions grow no longer than they were.
    assert!(said <= 885, "{said}");
}

#[test]
fn simplest_cases_are_all_the_minimal_ones() {
    for seed in 0..100 {
        let mut random = Random::new(seed + 80_000);
        let mut drawn = Drawn::new(&mut random);
        let (region, x) = drawn.said(3, &mut random);
        let (domain, y) = drawn.said(2, &mut random);
        let (cases, extent) = drawn.diagram.simplest(&drawn.space, x, y, 1_000, 1_000).unwrap();
        assert_eq!(extent, Extent::Whole);
        let sets: BTreeSet<BTreeSet<DimId>> = drawn
            .all
            .iter()
            .filter(|at| region.holds(at) && domain.holds(at))
            .map(|at| present(&drawn.space, at))
            .collect();
        let minimal: BTreeSet<&BTreeSet<DimId>> = sets
            .iter()
            .filter(|s| !sets.iter().any(|other| other != *s && other.is_subset(s)))
            .collect();
        let found: Vec<BTreeSet<DimId>> = cases.iter().map(|c| c.present.iter().copied().collect()).collect();
        assert_eq!(found.iter().collect::<BTreeSet<_>>(), minimal, "{region:?} {domain:?}");
        assert_eq!(found.len(), minimal.len(), "each once");
        assert!(found.windows(2).all(|w| w[0].len() <= w[1].len()), "the smallest first");
        for (case, dims) in cases.iter().zip(&found) {
            let at = case.witness.classes();
            assert!(region.holds(at) && domain.holds(at) && present(&drawn.space, at) == *dims);
            for at in drawn
                .all
                .iter()
                .filter(|at| domain.holds(at) && present(&drawn.space, at) == *dims)
            {
                let told = case.condition.cubes.iter().any(|cube| cube.contains(&whole(at)));
                assert_eq!(told, region.holds(at), "{region:?} {domain:?} {case:?} {at:?}");
            }
            // What goes without saying is not said: which dimensions are off their default.
            for (dim, set) in case.condition.cubes.iter().flat_map(|cube| cube.parts()) {
                let off = drawn.space.present(*dim);
                let idle = match dims.contains(dim) {
                    true => off.is_subset(set) || !set.is_subset(&off),
                    false => !off.is_empty(),
                };
                assert!(!idle, "{region:?} {domain:?} {case:?} {dim:?}");
            }
        }
        let (first, rest) = drawn.diagram.simplest(&drawn.space, x, y, 1, 1_000).unwrap();
        assert_eq!(rest == Extent::Whole, minimal.len() <= 1);
        assert_eq!(first, cases[..minimal.len().min(1)], "no more than are asked for");
    }
}

#[test]
fn as_many_simplest_cases_are_told_as_are_asked_for() {
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..4).map(|_| space.add(Dim::TAG)).collect();
    let on = |at: usize| Formula::is(&space, tags[at], 1);
    let region = Formula::or([
        on(2),
        Formula::and([on(0), on(1)]),
        Formula::and([on(0), on(2)]),
        Formula::and([on(1), on(3)]),
    ]);
    let mut diagram = Diagram::new(&space, &tags, Budget::steps(10_000));
    let node = diagram.formula(&region).unwrap();
    for limit in 0..5 {
        let (cases, extent) = diagram.simplest(&space, node, NodeId::TRUE, limit, 10).unwrap();
        let sizes: Vec<usize> = cases.iter().map(|case| case.present.len()).collect();
        assert_eq!(sizes, [1, 2, 2][..limit.min(3)], "the smallest first");
        assert_eq!(extent == Extent::Whole, limit >= 3, "at most {limit}");
    }
}

#[test]
fn a_spent_budget_is_told_and_never_a_wrong_answer() {
    for seed in 0..15 {
        let mut random = Random::new(seed + 90_000);
        let mut drawn = Drawn::new(&mut random);
        let (a, b) = (
            Said::random(&drawn.space, 3, &mut random),
            Said::random(&drawn.space, 3, &mut random),
        );
        for steps in 0..12 {
            drawn.diagram.allow(Budget::steps(steps));
            let formula = Formula::or([a.built(&drawn.space), !b.built(&drawn.space)]);
            let built = drawn.diagram.formula(&formula);
            drawn.diagram.allow(Budget::steps(1_000_000));
            if let Ok(node) = built {
                let expected: Vec<bool> = drawn.all.iter().map(|at| a.holds(at) || !b.holds(at)).collect();
                assert_eq!(drawn.table(node), expected);
            }
        }
    }
    let space = space();
    let mut diagram = Diagram::new(&space, &[DimId(0), DimId(3)], Budget::steps(1_000));
    let either = Formula::or([Formula::is(&space, DimId(0), 1), Formula::is(&space, DimId(3), 2)]);
    let node = diagram.formula(&either).unwrap();
    diagram.allow(Budget::steps(1));
    let known = Partial::new().with(DimId(0), space.single(DimId(0), 0));
    assert!(diagram.restrict(node, &known).is_err(), "two nodes, one step");
    diagram.allow(Budget::steps(2));
    assert!(diagram.restrict(node, &known).is_ok());
    // A description costs its own steps, even where all that it is made of is drawn already.
    diagram.allow(Budget::steps(1_000));
    let mut taken = || {
        diagram.allow(Budget::steps(1_000));
        assert!(diagram.primes(&space, node, NodeId::TRUE, 9).is_ok());
        1_000 - diagram.budget().left()
    };
    let (first, again) = (taken(), taken());
    assert!(first > again && again >= 25, "{first}, then {again}");
    assert!(
        diagram.literal(DimId(1), &ClassSet::single(2, 1)).is_err(),
        "a dimension out of the order"
    );
}

#[test]
fn equal_functions_are_one_node_in_a_diagram_of_thousands() {
    let mut space = Space::new();
    let tags: Vec<DimId> = (0..18).map(|_| space.add(Dim::TAG)).collect();
    let mut random = Random::new(7);
    let clauses = (0..40).map(|_| {
        let tag = |random: &mut Random| tags[random.below(18) as usize];
        Formula::or((0..3).map(|_| Formula::is(&space, tag(&mut random), random.below(2))))
    });
    let clauses: Vec<Formula> = clauses.collect();
    let mut diagram = Diagram::new(&space, &tags, Budget::steps(10_000_000));
    let (first, second) = clauses.split_at(20);
    let forwards = diagram.all_of(first).unwrap();
    let whole = diagram.all_of(clauses.iter().rev()).unwrap();
    let backwards = diagram.all_of(first.iter().rev()).unwrap();
    assert_eq!(forwards, backwards);
    let rest = diagram.all_of(second).unwrap();
    assert_eq!(diagram.and(forwards, rest).unwrap(), whole);
    assert!(diagram.budget().left() < 9_995_000, "too small: {:?}", diagram.budget());
}
