//! How compiling and routing grow with the number of items: `cargo bench --bench growth`.
//!
//! Every figure is a ratio within one run: time per item against the smallest plan. Absolute times depend on the machine.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures, and may stop"
)]

mod generator;

use std::hint::black_box;
use std::time::{Duration, Instant};

use generator::{Breadth, Draft};
use zeren::compile::{Compiled, compile};
use zeren::route::{Options, Router};
use zeren::text::Source;

fn main() {
    println!(
        "{:>8} {:>14} {:>10} {:>14} {:>10}",
        "items", "compile/item", "ratio", "route/item", "ratio"
    );
    let mut first: Option<(f64, f64)> = None;
    for (items, rounds) in [(100, 9), (1_000, 5), (10_000, 3), (100_000, 1)] {
        let mut draft = Draft::new(items, Breadth::Local, 42);
        let text = draft.text();
        let compiled = build(&text);
        assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics.first());
        let compile_time = median(rounds, || {
            black_box(build(&text));
        });
        let plan = compiled.plan.as_ref().expect("the draft has a header");
        let router = Router::new(plan);
        let situation = draft.situation();
        let route_time = median(rounds, || {
            black_box(router.route(&situation, Options::default()));
        });
        let per = |t: Duration| t.as_secs_f64() * 1e6 / items as f64;
        let (c, r) = (per(compile_time), per(route_time));
        let (c0, r0) = *first.get_or_insert((c, r));
        println!("{items:>8} {c:>11.2} µs {:>10.2} {r:>11.2} µs {:>10.2}", c / c0, r / r0);
    }
}

fn build(text: &str) -> Compiled {
    compile(vec![Source::new("made-up.zr", text)], &mut |_| None)
}

fn median(rounds: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(rounds / 2).copied().unwrap_or_default()
}
