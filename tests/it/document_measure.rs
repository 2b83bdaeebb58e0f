//! Measures the document reader against the inventory in ../shared, where it is at hand; otherwise says so and passes.
//!
//! Run with `cargo test --test it document_measure -- --nocapture` for the table and, with `MISSES=1`, every miss.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use zeren::document::{Clause, Document, Kind, normative, read, resolve};

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["../shared", "../../shared"]
        .iter()
        .map(|near| root.join(near))
        .find(|dir| dir.join("inventory").is_dir())
}

/// What the inventory says stands where.
struct Gold {
    id: String,
    text: String,
    /// The outline: path and line.
    outline: Vec<(String, i64)>,
    /// The clauses that tasks, duties, norms and escalations cite, with the line.
    cited: Vec<(String, i64)>,
    /// Those that bind somebody.
    binding: BTreeSet<String>,
}

fn pair(entry: &Value, key: &str) -> Option<(String, i64)> {
    Some((entry.get(key)?.as_str()?.to_string(), entry.get("line")?.as_i64()?))
}

fn gold(dir: &Path, file: &Path) -> Option<Gold> {
    let id = file.file_stem()?.to_str()?.to_string();
    let text = std::fs::read_to_string(dir.join("sources").join(format!("{id}.txt"))).ok()?;
    let value: Value = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    let list = |name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let outline = list("outline").iter().filter_map(|entry| pair(entry, "path")).collect();
    let kinds = ["tasks", "duties", "norms", "escalations"];
    let cited = kinds
        .iter()
        .flat_map(|kind| list(kind))
        .flat_map(|entry| [pair(&entry, "path"), pair(&entry, "clause")]);
    let cited = cited.flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let binding = kinds[1..]
        .iter()
        .flat_map(|kind| list(kind))
        .filter_map(|entry| Some(pair(&entry, "path")?.0))
        .collect();
    Some(Gold {
        id,
        text,
        outline,
        cited,
        binding,
    })
}

/// The distance between the lines of the page and those of the file: the one that most paths agree on.
fn offset(document: &Document, outline: &[(String, i64)]) -> i64 {
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for (path, line) in outline {
        if let Some(clause) = resolve(document, path) {
            *votes.entry(line - clause.line as i64).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or(0, |(offset, _)| offset)
}

struct Score {
    found: usize,
    placed: usize,
    of: usize,
    misses: Vec<String>,
}

fn score(document: &Document, wanted: &[(String, i64)], offset: i64, inside: bool) -> Score {
    let mut score = Score {
        found: 0,
        placed: 0,
        of: wanted.len(),
        misses: Vec::new(),
    };
    for (path, line) in wanted {
        let Some(clause) = resolve(document, path) else {
            score.misses.push(format!("{line} {path}: no such path"));
            continue;
        };
        score.found += 1;
        let (from, to) = (clause.line as i64 + offset, last_line(document, clause) as i64 + offset);
        if from == *line || (inside && (from..=to).contains(line)) {
            score.placed += 1;
        } else {
            score.misses.push(format!("{line} {path}: read at line {from}"));
        }
    }
    score
}

/// The last line of a clause and all it holds.
fn last_line(document: &Document, clause: &Clause) -> usize {
    let prefix = format!("{}/", clause.path);
    let inside = document.clauses.iter().filter(|other| other.path.starts_with(&prefix));
    inside
        .map(|other| other.end_line)
        .chain([clause.end_line])
        .max()
        .unwrap_or(clause.line)
}

/// The printed places the reader finds that the inventory has no entry at or under.
fn extra(document: &Document, gold: &Gold) -> (usize, Vec<String>) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (path, _) in gold.outline.iter().chain(&gold.cited) {
        let mut at = resolve(document, path);
        while let Some(clause) = at {
            known.insert(clause.path.clone());
            at = clause.parent.and_then(|parent| document.clauses.get(parent));
        }
    }
    // Sentences and parts are compared where the inventory cuts at all.
    let cut: BTreeSet<String> = known
        .iter()
        .filter(|path| path.contains("/句"))
        .filter_map(|path| Some(path.rsplit_once('/')?.0.to_string()))
        .collect();
    let compared = |clause: &&Clause| match clause.kind {
        Kind::Sentence => clause
            .path
            .rsplit_once('/')
            .is_some_and(|(owner, _)| cut.contains(owner)),
        Kind::Body if clause.path.ends_with("/文") || clause.path.ends_with("/引") => false,
        kind => !kind.is_cut(),
    };
    let all: Vec<&Clause> = document.clauses.iter().filter(compared).collect();
    let extra = all.iter().filter(|clause| !known.contains(&clause.path));
    (
        all.len(),
        extra
            .map(|clause| format!("{} {} ({:?})", clause.line, clause.path, clause.kind))
            .collect(),
    )
}

/// Of the binding clauses, how many have a binding sentence at or inside them.
fn bound(document: &Document, gold: &Gold) -> (usize, usize) {
    let found = normative(document);
    let is_bound = |path: &&String| {
        resolve(document, path).is_some_and(|clause| {
            found
                .iter()
                .any(|one| one.span.start < clause.span.end && clause.span.start < one.span.end)
                || {
                    let prefix = format!("{}/", clause.path);
                    found.iter().any(|one| {
                        document
                            .clauses
                            .get(one.clause)
                            .is_some_and(|own| own.path.starts_with(&prefix))
                    })
                }
        })
    };
    (gold.binding.iter().filter(is_bound).count(), gold.binding.len())
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is what this test is for")]
fn the_inventory_is_found() {
    let Some(dir) = shared() else {
        println!("skipped: no ../shared/inventory beside this folder");
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir.join("inventory"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let show = std::env::var_os("MISSES").is_some();
    let (mut all, mut all_found, mut all_placed, mut low) = (0, 0, 0, Vec::new());
    println!(
        "{:<16}{:>9}{:>9}{:>9}{:>10}{:>9}{:>11}",
        "document", "paths", "recall", "+line", "precision", "cited", "binding"
    );
    for gold in files.iter().filter_map(|file| gold(&dir, file)) {
        let document = read(&gold.text);
        let offset = offset(&document, &gold.outline);
        let outline = score(&document, &gold.outline, offset, false);
        let cited = score(&document, &gold.cited, offset, true);
        let (compared, extra) = extra(&document, &gold);
        let (bound, binding) = bound(&document, &gold);
        let part = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        println!(
            "{:<16}{:>9}{:>9.3}{:>9.3}{:>10.3}{:>9.3}{:>7}/{}",
            gold.id,
            outline.of,
            part(outline.found, outline.of),
            part(outline.placed, outline.of),
            part(compared - extra.len(), compared),
            part(cited.placed, cited.of),
            bound,
            binding
        );
        if show {
            outline.misses.iter().for_each(|miss| println!("    outline: {miss}"));
            cited.misses.iter().for_each(|miss| println!("    cited:   {miss}"));
            extra.iter().for_each(|one| println!("    extra:   {one}"));
        }
        (all, all_found, all_placed) = (all + outline.of, all_found + outline.found, all_placed + outline.placed);
        if part(outline.placed, outline.of) < 0.95 {
            low.push(gold.id);
        }
    }
    let recall = all_placed as f64 / all as f64;
    println!("all: {all_found} of {all} paths found, {all_placed} with their line: {recall:.4}");
    assert!(low.is_empty() && recall >= 0.98, "below 0.95: {low:?}; all {recall:.4}");
}
