//! How fast situations are routed, and how that grows: `cargo bench --bench routing [-- narrow] [ITEMS…]`.
//!
//! A seeded generator makes conditions over 19 facts as plans have them: jurisdictions nested in each other, sets of tags, grades,
//! ages, bools; 1–5 tests joined by `and` (2–6 with `narrow`), some alternatives, some negations. Conditions are made as formulas, so that a million of them
//! need not be parsed. The index is compared with the scan over every condition, answers first, then times, in one run.

#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a benchmark prints its figures, and may stop"
)]

#[path = "common/situations.rs"]
mod situations;

use std::hint::black_box;
use std::time::{Duration, Instant};

use situations::{Given, Shape};
use zeren::logic::{Formula, Partial};
use zeren::route::index::{Case, Found, Index, Scratch};

const SIZES: [usize; 6] = [30, 300, 3_000, 30_000, 300_000, 1_000_000];
/// Situations asked at each size.
const ASKED: usize = 256;
/// Rounds of each measurement; the best is reported.
const ROUNDS: usize = 41;
/// The scan looks at so many conditions in all, at least at one situation.
const SCANNED: usize = 4_000_000;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let more = usize::from(std::env::args().any(|a| a == "narrow"));
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    println!(
        "{:>9} {:>9} {:>8} {:>10} {:>10} {:>11} {:>10} {:>10} {:>12} {:>9}",
        "items", "load/item", "B/item", "route", "partial", "scan", "× scan", "matches", "2 threads", "× 1"
    );
    for items in sizes {
        measure(items, more);
    }
}

fn measure(items: usize, more: usize) {
    let shape = Shape::new(items).narrower(more);
    let conditions = shape.conditions(items, 42);
    let start = Instant::now();
    let index = Index::new(&shape.space, |dim| shape.group(dim), &conditions);
    let load = start.elapsed();
    let whole: Vec<Vec<Given>> = (0..ASKED).map(|n| shape.situation(n as u64, 0)).collect();
    let partial: Vec<Vec<Given>> = (0..ASKED).map(|n| shape.situation(n as u64, 6)).collect();
    let agreed = (SCANNED / 4 / items).clamp(4, ASKED);
    for given in whole.iter().take(agreed).chain(partial.iter().take(agreed)) {
        agree(&shape, &index, &conditions, given);
    }
    let matches = matched(&shape, &index, &whole) as f64 / ASKED as f64;
    let route = best(|| {
        black_box(matched(&shape, &index, &whole));
    }) / ASKED as f64;
    let known: Vec<Partial> = partial.iter().map(|given| shape.partial(given)).collect();
    let open = best(|| {
        black_box(matched_known(&index, &known));
    }) / ASKED as f64;
    let unsorted = Index::unsorted(&shape.space, |dim| shape.group(dim), &conditions);
    let scanned = (SCANNED / items).clamp(1, ASKED);
    let scan = best(|| {
        black_box(matched(&shape, &unsorted, &whole[..scanned]));
    }) / scanned as f64;
    let parallel = best(|| two_threads(&shape, &index, &whole)) / (ASKED * 2) as f64;
    println!(
        "{items:>9} {:>8.2}µ {:>8.1} {:>8.0}ns {:>8.0}ns {:>9.0}ns {:>10.1} {matches:>10.1} {parallel:>10.0}ns {:>9.2}",
        load.as_secs_f64() * 1e6 / items as f64,
        index.bytes() as f64 / items as f64,
        route,
        open,
        scan,
        scan / route,
        route / parallel,
    );
}

/// The index finds what the conditions themselves say.
fn agree(shape: &Shape, index: &Index, conditions: &[Formula], given: &[Given]) {
    let known = shape.partial(given);
    let (mut scratch, mut found) = (Scratch::default(), Vec::new());
    index.find(&shape.case(index, given), &mut scratch, &mut found);
    let mut by_partial = Vec::new();
    index.find(&Case::of(index, &known), &mut scratch, &mut by_partial);
    assert_eq!(found, by_partial, "the two ways to note a case differ");
    // Conditions of too many alternatives are told as open, and looked at by themselves, as the router does.
    found.retain(|f| !f.open || conditions[f.condition as usize].kleene(&known) != Some(false));
    let scanned = by_scan(&known, conditions);
    let listed: Vec<(u32, bool)> = found.iter().map(|f| (f.condition, f.open)).collect();
    // Literal by literal the index is at least as sharp as the parts of a condition.
    for (condition, open) in &scanned {
        if !open {
            assert!(
                listed.contains(&(*condition, false)),
                "a condition that holds was not found"
            );
        }
    }
    let known_at = |c: u32| scanned.binary_search_by_key(&c, |(condition, _)| *condition).is_ok();
    assert!(
        listed.iter().all(|(c, _)| known_at(*c)),
        "a condition was found that does not hold"
    );
    if given.len() == shape.facts() {
        assert_eq!(listed, scanned, "with all facts known the two find the same");
    }
}

fn by_scan(known: &Partial, conditions: &[Formula]) -> Vec<(u32, bool)> {
    let truths = conditions
        .iter()
        .enumerate()
        .map(|(at, c)| (at as u32, c.kleene(known)));
    truths
        .filter(|(_, t)| *t != Some(false))
        .map(|(at, t)| (at, t.is_none()))
        .collect()
}

fn matched(shape: &Shape, index: &Index, situations: &[Vec<Given>]) -> usize {
    let (mut case, mut scratch) = (Case::default(), Scratch::default());
    let mut found: Vec<Found> = Vec::new();
    let mut total = 0;
    for given in situations {
        shape.note(index, given, &mut case);
        index.find(&case, &mut scratch, &mut found);
        total += found.len();
    }
    total
}

fn matched_known(index: &Index, situations: &[Partial]) -> usize {
    let (mut case, mut scratch, mut found) = (Case::default(), Scratch::default(), Vec::new());
    let mut total = 0;
    for known in situations {
        case.read(index, known);
        index.find(&case, &mut scratch, &mut found);
        total += found.len();
    }
    total
}

fn two_threads(shape: &Shape, index: &Index, situations: &[Vec<Given>]) {
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| black_box(matched(shape, index, situations)));
        }
    });
}

/// Nanoseconds of the best round: the one least disturbed by what else the machine does.
fn best(mut run: impl FnMut()) -> f64 {
    let times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.into_iter().min().unwrap_or_default().as_secs_f64() * 1e9
}
