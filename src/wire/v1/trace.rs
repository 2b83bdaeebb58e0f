//! `zeren.trace/v1`: the clauses of a document beside the items of a plan. Holds no text of the document.

use serde::Serialize;

use crate::document::{Document, Force};
use crate::model::Model;
use crate::text::Sources;
use crate::trace::{Count, Digest, Entry, Status, Trace, Voice, voice_name};

/// The whole of a trace.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TraceReport {
    /// `zeren.trace/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.trace/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// The document.
    pub source: SourceEntry,
    /// Its clauses in document order.
    pub clauses: Vec<ClauseEntry>,
    /// How many are encoded or recorded as left out.
    pub covered: usize,
    /// How many there are.
    pub total: usize,
    /// Of the covered, how many are recorded as left out.
    pub unencoded: usize,
    /// The same over the clauses that assign, forbid, require or escalate, each counted once.
    pub binding: Counts,
    /// Binding clauses that nobody speaks for.
    pub missing: Vec<MissingEntry>,
    /// Binding clauses reached only by a citation of the whole place, where its other sentences are cited one by one.
    pub whole_only: Vec<MissingEntry>,
    /// Citations of places that are not in the document.
    pub unknown: Vec<UnknownEntry>,
}

/// A document.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct SourceEntry {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The digest that the plan recorded.
    pub recorded: Option<String>,
    /// `match`, `differs` or `not recorded`
    pub digest: &'static str,
}

/// How many.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Counts {
    /// All.
    pub total: usize,
    /// Encoded or recorded.
    pub covered: usize,
    /// Of the covered, how many are recorded as left out.
    pub unencoded: usize,
    /// Of the covered, how many are reached only through a citation of the place that holds them.
    pub whole: usize,
}

/// A clause.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ClauseEntry {
    /// Its path.
    pub path: String,
    /// Its first line in the document, from 1.
    pub line: usize,
    /// Whether it is encoded or recorded as left out.
    pub covered: bool,
    /// The items that speak for it.
    pub items: Vec<String>,
    /// `encoded`, `unencoded` or `uncovered`
    pub status: &'static str,
    /// `itself`, `whole`, `pieces` or `children`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<&'static str>,
    /// Why it was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it counts toward the goal.
    pub binding: bool,
    /// The word that binds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<&'static str>,
    /// `forbid`, `escalate`, `assign`, `require`, `allow` or `direct`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<&'static str>,
}

/// A binding clause that asks for attention.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct MissingEntry {
    /// Its path.
    pub path: String,
    /// Its first line in the document, from 1.
    pub line: usize,
    /// The word that binds.
    pub cue: &'static str,
    /// What the word does.
    pub force: &'static str,
}

/// A citation that leads nowhere.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct UnknownEntry {
    /// The citation as written.
    pub path: String,
    /// Who cites it.
    pub item: String,
    /// The plan's file.
    pub file: String,
    /// The line there, from 1.
    pub line: usize,
    /// The nearest place that is there.
    pub nearest: Option<String>,
}

/// Writes a trace. `sha256` is the digest of the document's bytes.
#[must_use]
pub fn trace(document: &Document, model: &Model, sources: &Sources, trace: &Trace, sha256: &str) -> TraceReport {
    let recorded = model.plan.source_sha256.clone();
    let digest: Digest = crate::trace::digest(sha256, recorded.as_deref());
    let path = |at: usize| trace.path(at).to_owned();
    TraceReport {
        schema: "zeren.trace/v1",
        plan: model.plan.id.clone(),
        source: SourceEntry {
            sha256: sha256.to_owned(),
            recorded,
            digest: digest.name(),
        },
        clauses: trace
            .entries
            .iter()
            .map(|e| clause(document, model, trace, e))
            .collect(),
        covered: trace.all.covered(),
        total: trace.all.total,
        unencoded: trace.all.unencoded,
        binding: counts(trace.binding),
        missing: trace.missing().filter_map(|e| attention(document, trace, e)).collect(),
        whole_only: trace.loose().filter_map(|e| attention(document, trace, e)).collect(),
        unknown: trace
            .unknown
            .iter()
            .map(|u| UnknownEntry {
                path: u.citation.clone(),
                item: u.by.clone(),
                file: sources.get(u.span.source).map_or("", |s| s.name()).to_owned(),
                line: sources.start(u.span).line,
                nearest: u.nearest.map(path),
            })
            .collect(),
    }
}

/// The word for a force.
#[must_use]
pub fn force_name(force: Force) -> &'static str {
    match force {
        Force::Forbid => "forbid",
        Force::Escalate => "escalate",
        Force::Assign => "assign",
        Force::Require => "require",
        Force::Allow => "allow",
        Force::Direct => "direct",
    }
}

fn counts(count: Count) -> Counts {
    Counts {
        total: count.total,
        covered: count.covered(),
        unencoded: count.unencoded,
        whole: count.whole,
    }
}

fn clause(document: &Document, model: &Model, trace: &Trace, entry: &Entry) -> ClauseEntry {
    let place = document.clauses.get(entry.clause);
    let names = |wanted: fn(&Voice) -> bool| {
        entry
            .voices
            .iter()
            .filter(move |v| wanted(v))
            .map(|v| voice_name(model, *v).to_owned())
    };
    ClauseEntry {
        path: trace.path(entry.clause).to_owned(),
        line: place.map_or(0, |c| c.line),
        covered: entry.status != Status::Uncovered,
        items: names(|v| !matches!(v, Voice::Record(_))).collect(),
        status: entry.status.name(),
        how: entry.how.map(crate::trace::How::name),
        reason: names(|v| matches!(v, Voice::Record(_))).next(),
        binding: entry.is_binding(),
        cue: entry.bond.map(|b| b.cue),
        force: entry.bond.map(|b| force_name(b.force)),
    }
}

fn attention(document: &Document, trace: &Trace, entry: &Entry) -> Option<MissingEntry> {
    let place = document.clauses.get(entry.clause)?;
    let bond = entry.bond?;
    Some(MissingEntry {
        path: trace.path(entry.clause).to_owned(),
        line: place.line,
        cue: bond.cue,
        force: force_name(bond.force),
    })
}
