//! What one answer costs on the plans of `policies/`, stage by stage: `cargo bench --no-default-features --bench answers [-- PLAN…]`.
//!
//! Asked are the situations of each plan's own tests, whole and with four of ten facts left out. Times are microseconds an answer, the best
//! of several rounds; *slowest* is the dearest single case. *JSON* is from the text of the facts to the text of the answer.
//!
//! A folder with `plan.zr` and `cases.ndjson` (`tests/service/made_up.py` makes one) is asked its cases, from JSON to brief JSON:
//! `cargo bench --no-default-features --bench answers -- DIR`.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its figures, and may stop"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use zeren::model::{FactId, Situation};
use zeren::route::Options;
use zeren::{Desk, Facts, Lang, Policy, Source};

const ROUNDS: usize = 7;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let (made_up, wanted): (Vec<String>, Vec<String>) = wanted.into_iter().partition(|name| Path::new(name).is_dir());
    made_up.iter().for_each(|folder| many(Path::new(folder)));
    if !made_up.is_empty() && wanted.is_empty() {
        return;
    }
    println!(
        "{:<16} {:>6} {:>6} {:>9} {:>8} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8} {:>9}",
        "plan",
        "cases",
        "items",
        "load ms",
        "know",
        "match",
        "brief",
        "answer",
        "slowest",
        "partial",
        "JSON",
        "JSON brief"
    );
    for folder in folders(&root) {
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if wanted.is_empty() || wanted.contains(&id) {
            measure(&id, &folder);
        }
    }
}

fn measure(id: &str, folder: &Path) {
    let (load, policy) = timed(|| policy(folder));
    let router = policy.router();
    let model = policy.model();
    let whole: Vec<Situation> = model.tests.iter().map(|t| t.situation.clone()).collect();
    let partial: Vec<Situation> = whole.iter().enumerate().map(|(n, s)| part(s, n as u64)).collect();
    let options = Options::default();
    let each = |cases: &[Situation], ask: &dyn Fn(&Situation)| best(|| cases.iter().for_each(ask)) / cases.len() as f64;
    let slowest =
        |cases: &[Situation], ask: &dyn Fn(&Situation)| cases.iter().map(|case| best(|| ask(case))).fold(0.0, f64::max);
    let route = |s: &Situation| {
        black_box(router.route(s, options));
    };
    let know = each(&whole, &|s| {
        black_box(policy.plan().world.know(model, s));
    });
    let matching = each(&whole, &|s| {
        black_box(router.matching(s));
    });
    let brief = each(&whole, &|s| {
        black_box(router.brief(s, options));
    });
    let texts: Vec<String> = whole.iter().map(|s| json(&policy, s)).collect();
    let through = |ask: &dyn Fn(&Facts) -> usize| {
        best(|| {
            for text in &texts {
                black_box(ask(&Facts::from_json(text).expect("facts")));
            }
        }) / texts.len() as f64
    };
    let in_full = through(&|facts| {
        let routing = policy.route(facts).expect("known words");
        serde_json::to_string(&routing.wire(Lang::Zh)).map_or(0, |s| s.len())
    });
    let in_brief = through(&|facts| {
        let routing = policy.brief_with(facts, options).expect("known words");
        serde_json::to_string(&routing.wire()).map_or(0, |s| s.len())
    });
    println!(
        "{id:<16} {:>6} {:>6} {load:>9.1} {know:>8.1} {matching:>8.1} {brief:>8.1} {:>8.1} {:>9.1} {:>8.1} {in_full:>8.1} {in_brief:>9.1}",
        whole.len(),
        model.items.len(),
        each(&whole, &route),
        slowest(&whole, &route),
        each(&partial, &route),
    );
}

/// The cases of a folder from text to text, as a batch answers them.
fn many(folder: &Path) {
    let policy = policy(folder);
    let cases = std::fs::read_to_string(folder.join("cases.ndjson")).expect("cases");
    let cases: Vec<&str> = cases.lines().take(10_000).collect();
    let (mut desk, mut out) = (Desk::default(), Vec::new());
    let mut written = 0;
    let time = best(|| {
        written = 0;
        for case in &cases {
            out.clear();
            let answered = policy.brief_json(case, Options::default(), &mut desk, &mut out);
            assert!(
                answered.is_some(),
                "a case in the plan's own words, with every fact: {case}"
            );
            written += out.len();
        }
    });
    let each = |bytes: usize| bytes / cases.len().max(1);
    println!(
        "{}: {} items, {} cases, {} bytes in, {} out: JSON brief {:.2} µs",
        folder.display(),
        policy.model().items.len(),
        cases.len(),
        each(cases.iter().map(|c| c.len()).sum()),
        each(written),
        time / cases.len() as f64,
    );
}

/// Microseconds of the best round.
fn best(mut run: impl FnMut()) -> f64 {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64() * 1e6
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Milliseconds, and what came of them.
fn timed<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let out = run();
    (start.elapsed().as_secs_f64() * 1e3, out)
}

/// A situation with some facts left out; the same on every run.
fn part(situation: &Situation, seed: u64) -> Situation {
    let mut state = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut part = situation.clone();
    let facts: Vec<FactId> = part.facts.keys().copied().collect();
    for fact in facts {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        if (state >> 33) % 10 < 4 {
            part.facts.remove(&fact);
        }
    }
    part
}

fn json(policy: &Policy, situation: &Situation) -> String {
    let wire = zeren::wire::v1::facts(policy.model(), situation);
    serde_json::to_string(&wire).expect("facts are JSON")
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).expect("the plans").flatten();
    let mut out: Vec<PathBuf> = entries
        .map(|e| e.path())
        .filter(|p| p.join("plan.zr").is_file())
        .collect();
    out.sort();
    out
}

fn policy(folder: &Path) -> Policy {
    let entries = std::fs::read_dir(folder).expect("a plan").flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "zr"))
        .collect();
    files.sort();
    let read = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Source::new(name, std::fs::read_to_string(path).expect("a text"))
    };
    let vocabulary = folder.parent().expect("a folder of plans").join("vocabulary");
    Policy::compile(files.iter().map(|f| read(f)).collect(), &mut |name| {
        let path = vocabulary.join(format!("{name}.zr"));
        path.is_file().then(|| vec![read(&path)])
    })
    .expect("a plan without errors")
}
