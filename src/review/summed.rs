//! Many remarks of one kind → one with a count: a document that lost its headings, or was masked for publication, is not to be flooded.
//!
//! Each place stays, as a related place with its own words. Errors are never summed up.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::words;

/// Of one kind and degree, more than so many are told as one.
const MANY: usize = 5;
/// So many clauses are named; the places show the others.
const NAMED: usize = 8;

/// The findings, in the order in which they came; what is summed up stands where its first was.
#[must_use]
pub(super) fn summed(findings: &[Diagnostic], lost_headings: bool) -> Vec<Diagnostic> {
    let kind = |d: &Diagnostic| (d.code, d.severity);
    let alike = |of: (Code, Severity)| findings.iter().filter(move |d| kind(d) == of);
    let mut told: Vec<(Code, Severity)> = Vec::new();
    let mut out = Vec::new();
    for finding in findings {
        let of = kind(finding);
        if finding.severity == Severity::Error || alike(of).count() <= MANY {
            out.push(finding.clone());
        } else if !told.contains(&of) {
            told.push(of);
            out.push(one(alike(of).collect(), finding, lost_headings));
        }
    }
    out
}

fn one(all: Vec<&Diagnostic>, first: &Diagnostic, lost_headings: bool) -> Diagnostic {
    let mut clauses: Vec<String> = all.iter().flat_map(|d| d.clauses.clone()).collect();
    clauses.dedup();
    let mut units: Vec<String> = all.iter().flat_map(|d| d.units.clone()).collect();
    units.sort();
    units.dedup();
    let others = all.iter().skip(1).map(|d| d.primary.clone());
    Diagnostic {
        message: message(&all, &clauses),
        help: help(first, lost_headings),
        related: first.related.iter().cloned().chain(others).collect(),
        clauses,
        units,
        witness: Vec::new(),
        ..first.clone()
    }
}

fn message(all: &[&Diagnostic], clauses: &[String]) -> Words {
    let (count, info) = (all.len(), all.first().map(|d| d.info));
    let (zh, en) = info.map_or(("", ""), |info| (info.title_zh, info.title_en));
    let named = clauses.iter().take(NAMED).cloned().collect::<Vec<_>>();
    let more = clauses.len().saturating_sub(named.len());
    let (list_zh, list_en) = match (named.is_empty(), more) {
        (true, _) => (String::new(), String::new()),
        (_, 0) => (format!(":{}", named.join("、")), format!(": {}", named.join(", "))),
        (..) => (
            format!(":{}等 {} 条", named.join("、"), clauses.len()),
            format!(": {} and {more} more", named.join(", ")),
        ),
    };
    Words::new(
        format!("{zh},共 {count} 处{list_zh}"),
        format!("{en}, {count} places{list_en}"),
    )
}

/// Where the headings were lost, who acts may have been lost with them.
fn help(first: &Diagnostic, lost_headings: bool) -> Option<Words> {
    let actor = matches!(first.info.name, "missing-actor" | "inherited-actor");
    if actor && lost_headings {
        return Some(words!(
            "文件的标题有缺失,谁来办可能写在丢失的标题里:先补标题,再逐条补责任单位",
            "headings are missing, and with them perhaps who acts: put them back first, then name the units clause by clause"
        ));
    }
    first.help.clone()
}
