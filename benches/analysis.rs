//! How the analysis of all situations grows: `cargo bench --bench analysis`.
//!
//! First the plans of `policies/`, then made-up plans of rising size, then topics made to be hard. Ratios are within one run; absolute
//! times depend on the machine. `cargo bench --bench analysis -- corpus` (or `growth`, `hard`) runs one part, `local 30000` (or `wide`,
//! `whole`) one made-up plan.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures, and may stop"
)]

mod generator;

use std::path::Path;
use std::time::Instant;

use generator::{Breadth, Draft};
use zeren::analyze::{Analysis, Options, Verdict, analyze};
use zeren::compile::{CompiledPlan, compile};
use zeren::text::Source;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let runs = |part: &str| wanted.is_empty() || wanted.iter().any(|w| w == part);
    if runs("corpus") {
        corpus();
    }
    if runs("growth") {
        growth();
    }
    if runs("hard") {
        hard();
    }
    if let [breadth, items] = wanted.as_slice() {
        one(breadth, items);
    }
}

/// One made-up plan of this breadth and size.
fn one(breadth: &str, items: &str) {
    let breadth = match breadth {
        "local" => Breadth::Local,
        "wide" => Breadth::Wide,
        "whole" => Breadth::Whole,
        _ => return,
    };
    let Ok(items) = items.parse() else { return };
    heading("breadth");
    let plan = Draft::new(items, breadth, 42).compiled();
    line(&format!("{breadth:?}"), items, &plan, &mut None);
}

/// Every plan of the repository.
fn corpus() {
    println!(
        "{:<16} {:>6} {:>7} {:>10} {:>13} {:>9}",
        "plan", "items", "topics", "findings", "inconclusive", "ms"
    );
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let mut folders: Vec<_> = std::fs::read_dir(&policies)
        .expect("the plans are there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("plan.zr").is_file())
        .collect();
    folders.sort();
    for folder in folders {
        let mut vocabulary =
            |name: &str| read(&policies.join("vocabulary").join(format!("{name}.zr"))).map(|s| vec![s]);
        let mut files: Vec<_> = std::fs::read_dir(&folder)
            .expect("a plan is a folder")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "zr"))
            .collect();
        files.sort();
        let compiled = compile(files.iter().filter_map(|f| read(f)).collect(), &mut vocabulary);
        let plan = compiled.plan.expect("the plan compiles");
        let (found, seconds) = timed(&plan, 5);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!(
            "{name:<16} {:>6} {:>7} {:>10} {:>13} {:>9.1}",
            plan.model.items.len(),
            found.topics,
            found.findings.len(),
            inconclusive(&found),
            seconds * 1e3
        );
    }
}

fn read(path: &Path) -> Option<Source> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(Source::new(path.display().to_string(), text))
}

/// Made-up plans, ten times larger each.
fn growth() {
    heading("breadth");
    for (breadth, sizes) in [
        (Breadth::Local, &[1_000, 10_000, 100_000][..]),
        (Breadth::Wide, &[1_000, 10_000][..]),
        (Breadth::Whole, &[1_000][..]),
    ] {
        let mut first = None;
        for &items in sizes {
            let plan = Draft::new(items, breadth, 42).compiled();
            line(&format!("{breadth:?}"), items, &plan, &mut first);
        }
    }
}

/// One topic whose conditions have next to nothing in common.
fn hard() {
    heading("one topic");
    for (items, tags) in [(50, 30), (200, 60), (500, 100)] {
        let plan = generator::one_topic(items, tags, 42);
        line(&format!("{tags} tags"), items, &plan, &mut None);
    }
}

fn heading(what: &str) {
    println!(
        "\n{what:<10} {:>8} {:>8} {:>9} {:>13} {:>9} {:>9} {:>7} {:>8}",
        "items", "topics", "findings", "inconclusive", "seconds", "µs/item", "ratio", "peak MB"
    );
}

fn line(what: &str, items: usize, plan: &CompiledPlan, first: &mut Option<f64>) {
    let (found, seconds) = timed(plan, 1);
    let each = seconds * 1e6 / items as f64;
    println!(
        "{what:<10} {items:>8} {:>8} {:>9} {:>13} {seconds:>9.2} {each:>9.1} {:>7.2} {:>8}",
        found.topics,
        found.findings.len(),
        inconclusive(&found),
        each / *first.get_or_insert(each),
        peak_megabytes()
    );
}

fn timed(plan: &CompiledPlan, rounds: u32) -> (Analysis, f64) {
    let start = Instant::now();
    for _ in 1..rounds {
        std::hint::black_box(analyze(plan, Options::default()));
    }
    let found = analyze(plan, Options::default());
    (found, start.elapsed().as_secs_f64() / f64::from(rounds))
}

fn inconclusive(found: &Analysis) -> usize {
    let open = |v: &Verdict| matches!(v, Verdict::Inconclusive(_));
    found.findings.iter().filter(|f| open(&f.verdict)).count()
}

/// The most memory that this process has held so far, where the system tells.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
