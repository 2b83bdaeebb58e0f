//! A document → what is wrong with it, at its own lines: the lints of documents, and the lints of plans on the draft that is read out of it.
//!
//! A finding on the draft is put where the draft's words come from (`place`). Lints that ask for what only an encoder writes (tests,
//! definitions, who enforces a norm) are left out (`drafted`).

mod body;
mod drafted;
mod place;
mod summed;
mod wording;

use crate::diagnostic::Diagnostic;
use crate::document;
use crate::lint::{PROSE, Prose, Settings};
use crate::reader::{Place, Reading};
use crate::text::{Source, SourceId, Sources};

/// A document with what is wrong with it.
#[derive(Debug)]
pub struct Review {
    /// The document's text, the one source.
    pub sources: Sources,
    /// The findings, the gravest first; of one degree in the order of the text. Many remarks of one kind are one, with a count.
    pub findings: Vec<Diagnostic>,
    /// The same, one for each place.
    pub each: Vec<Diagnostic>,
    /// How many clauses the document has.
    pub clauses: usize,
    /// How many units and items the draft has.
    pub drafted: (usize, usize),
}

/// Reviews a document; `name` is what findings call it.
#[must_use]
pub fn review(name: &str, reading: &Reading, settings: &Settings) -> Review {
    let mut sources = Sources::default();
    let source = Source::new(name, reading.text());
    let id = sources.add(source.clone());
    let document = document::read(source.text());
    let prose = Prose {
        document: &document,
        source: &source,
        id,
    };
    let (mut findings, drafted) = drafted::findings(&prose, settings);
    for lint in PROSE.iter().filter(|l| settings.shows(l.info.code)) {
        findings.extend((lint.check)(&prose).into_iter().map(|d| settings.levels.grade(d)));
    }
    findings.retain(|d| !restarts_in_table(d, reading, &sources));
    // What breaks the plan stands before what could be better; within one degree the order of the text.
    findings.sort_by_key(|d| (std::cmp::Reverse(d.severity), d.primary.span.start, d.code.0));
    for finding in &mut findings {
        name_place(finding, reading, &sources, id);
    }
    let lost_headings = document.clauses.iter().any(|c| c.path.starts_with('['));
    Review {
        sources,
        findings: summed::summed(&findings, lost_headings),
        each: findings,
        clauses: document.clauses.len(),
        drafted,
    }
}

/// Whether a number seems out of order only because the rows of a table count for themselves.
fn restarts_in_table(finding: &Diagnostic, reading: &Reading, sources: &Sources) -> bool {
    let table = |span| match reading.line(sources.start(span).line).map(|l| l.place) {
        Some(Place::Cell { table, .. }) => Some(table),
        _ => None,
    };
    let here = table(finding.primary.span);
    finding.info.name == "number-out-of-order"
        && here.is_some()
        && finding.related.iter().all(|l| table(l.span) != here)
}

/// Says the place in words where a line number does not: paragraph, cell, note.
fn name_place(finding: &mut Diagnostic, reading: &Reading, sources: &Sources, id: SourceId) {
    for label in std::iter::once(&mut finding.primary).chain(&mut finding.related) {
        if label.span.source != id {
            continue;
        }
        let line = sources.start(label.span).line;
        let place = reading.line(line).map_or(Place::Line(line), |l| l.place);
        let Some(words) = place.words() else { continue };
        if label.words.is_empty() {
            label.words = words;
        } else {
            label.words.zh = format!("{}:{}", words.zh, label.words.zh);
            label.words.en = format!("{}: {}", words.en, label.words.en);
        }
    }
}
