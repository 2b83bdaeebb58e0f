//! How compiling and routing grow with the number of items: `cargo bench --bench growth`.
//!
//! Every figure is a ratio within one run: time per item against the smallest plan. Absolute times depend on the machine.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark prints its figures, and may stop"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use zeren::compile::{Compiled, compile};
use zeren::model::{Given, Situation, ValueId};
use zeren::route::{Options, Router};
use zeren::text::Source;

/// Rounds of each measurement; the median is reported.
const ROUNDS: usize = 5;
const TAGS: usize = 60;

fn main() {
    println!(
        "{:>8} {:>14} {:>10} {:>14} {:>10}",
        "items", "compile/item", "ratio", "route/item", "ratio"
    );
    let mut first: Option<(f64, f64)> = None;
    for items in [100, 1_000, 5_000] {
        let text = plan(items);
        let compiled = build(&text);
        assert!(compiled.diagnostics.is_empty(), "the generated plan is sound");
        let plan = compiled.plan.as_ref().expect("the generated plan has a header");
        let compile_time = median(|| {
            black_box(build(&text));
        });
        let router = Router::new(plan);
        let situation = situation(plan.model.find_fact("情形").expect("the fact is declared"));
        let route_time = median(|| {
            black_box(router.route(&situation, Options::default()));
        });
        let per = |t: Duration| t.as_secs_f64() * 1e6 / items as f64;
        let (c, r) = (per(compile_time), per(route_time));
        let (c0, r0) = *first.get_or_insert((c, r));
        println!("{items:>8} {c:>11.2} µs {:>10.2} {r:>11.2} µs {:>10.2}", c / c0, r / r0);
    }
}

fn build(text: &str) -> Compiled {
    compile(vec![Source::new("bench.zr", text)], &mut |_| None)
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn situation(fact: zeren::model::FactId) -> Situation {
    let mut out = Situation::default();
    out.facts.insert(fact, Given::Set([ValueId(1), ValueId(7)].into()));
    out
}

/// A plan with `items` duties over 60 tags, an age and two bools; the same on every run.
fn plan(items: usize) -> String {
    let mut out = String::from("方案 bench { 标题: \"bench\" 词表: 无 }\n事实 情形 { 类型: 多选\n");
    for tag in 0..TAGS {
        let _ = writeln!(out, "  值 t{tag}");
    }
    out.push_str("}\n事实 年龄 { 类型: 整数  取值: 0..120 }\n事实 可联系 { 类型: 是否 }\n事实 查证 { 类型: 是否 }\n");
    for unit in 0..40 {
        let _ = writeln!(out, "单位 u{unit}");
    }
    let mut seed: u64 = 42;
    let mut next = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for item in 0..items {
        let _ = writeln!(
            out,
            "职责 d{item} {{ 出处: 一/{item}  事项: m{}  责任: u{}  配合: u{}  当: 情形 含任一 (t{}、t{}) 且 年龄 < {} 且 (可联系 或 非 查证) }}",
            item / 10,
            next(40),
            next(40),
            next(TAGS as u64),
            next(TAGS as u64),
            8 + next(20),
        );
    }
    out
}
