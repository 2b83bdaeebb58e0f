//! The same rules and situations for zeren's index and for other engines that are crates: answers checked equal, then times, in one run.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml [-- ITEMS…]`
//!
//! Rules and situations come from `benches/common/situations.rs`. What the peers are asked about is made ready for them beforehand (events,
//! requests, values); zeren notes its facts within the time. Times are CPU of one thread, the best of several interleaved rounds.

#[path = "../../common/situations.rs"]
mod situations;

mod engines;
mod words;

use std::hint::black_box;
use std::time::Instant;

use engines::Engine;
use situations::{Given, Shape};
use zeren::logic::Formula;

const SIZES: [usize; 3] = [30, 300, 3_000];
/// Situations asked at each size.
const ASKED: usize = 64;
const ROUNDS: usize = 5;
/// An engine that needs longer than this for one round is asked fewer situations.
const PATIENCE: f64 = 0.5;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    println!("{:>8} {:<22} {:>12} {:>10} {:>14} {:>8}", "items", "engine", "a case", "× zeren", "load an item", "wrong");
    for items in sizes {
        compare(items);
    }
}

fn compare(items: usize) {
    let shape = Shape::new(items);
    // The peers' languages have no word for a condition that always holds.
    let conditions: Vec<Formula> = shape.conditions(items, 42).iter().map(Formula::nnf).collect();
    let told = |c: &Formula| !matches!(c, Formula::True | Formula::False);
    let conditions: Vec<Formula> = conditions.into_iter().filter(told).collect();
    let asked: Vec<Vec<Given>> = (0..ASKED).map(|n| shape.situation(n as u64, 0)).collect();
    let mut runs: Vec<Run> = Vec::new();
    for name in engines::NAMES {
        let start = Instant::now();
        let Some(engine) = engines::build(name, &shape, &conditions, &asked) else { continue };
        let load = start.elapsed().as_secs_f64() * 1e6 / items as f64;
        runs.push(Run { name, engine, load, wrong: 0, count: ASKED, best: f64::INFINITY });
    }
    // What the conditions themselves say, one by one.
    let truth: Vec<Vec<u32>> = asked.iter().map(|given| by_scan(&shape, &conditions, given)).collect();
    for run in &mut runs {
        let start = Instant::now();
        let mut checked = 0;
        for (at, expected) in truth.iter().enumerate() {
            let mut found = run.engine.ask(at);
            found.sort_unstable();
            found.dedup();
            run.wrong += usize::from(found != *expected);
            checked += 1;
            if start.elapsed().as_secs_f64() > PATIENCE * 4.0 {
                break;
            }
        }
        let each = start.elapsed().as_secs_f64() / checked as f64;
        run.count = ((PATIENCE / each) as usize).clamp(2, ASKED).min(checked);
    }
    for _ in 0..ROUNDS {
        for run in &mut runs {
            // Quick engines go round more often, so that the clock does not count.
            let times = if run.count == ASKED { 8 } else { 1 };
            let start = Instant::now();
            for _ in 0..times {
                for at in 0..run.count {
                    black_box(run.engine.ask(at));
                }
            }
            let each = start.elapsed().as_secs_f64() / (run.count * times) as f64;
            run.best = run.best.min(each);
        }
    }
    let own = runs.first().map_or(1.0, |r| r.best);
    for run in &runs {
        println!(
            "{items:>8} {:<22} {:>9.2} µs {:>10.1} {:>11.2} µs {:>8}",
            run.name,
            run.best * 1e6,
            run.best / own,
            run.load,
            run.wrong
        );
    }
}

struct Run {
    name: &'static str,
    engine: Box<dyn Engine>,
    /// Microseconds an item, from the conditions as formulas.
    load: f64,
    wrong: usize,
    count: usize,
    best: f64,
}

fn by_scan(shape: &Shape, conditions: &[Formula], given: &[Given]) -> Vec<u32> {
    let known = shape.partial(given);
    let holds = conditions.iter().enumerate().filter(|(_, c)| c.kleene(&known) == Some(true));
    holds.map(|(at, _)| at as u32).collect()
}
