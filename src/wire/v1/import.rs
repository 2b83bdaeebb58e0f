//! `zeren.import/v1` and `zeren.import-update/v1`: what a draft holds; what a new version changes.

use serde::Serialize;

use crate::draft::{Confidence, Draft, Kind, Rule, Spoken, Written};
use crate::revision::{Change, Revision};
use crate::text::Sources;

/// What was drafted.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ImportReport {
    /// `zeren.import/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.import/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// SHA-256 of the document.
    pub source_sha256: String,
    /// How many of each.
    pub counts: Counts,
    /// Every item, in the order of the text.
    pub items: Vec<DraftedItem>,
    /// Every place that was left out, with the reason.
    pub unencoded: Vec<LeftOut>,
}

/// How many of each.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub units: usize,
    pub members: usize,
    pub tasks: usize,
    pub duties: usize,
    pub norms: usize,
    pub escalations: usize,
    pub unencoded: usize,
    /// Items whose confidence is low.
    pub low: usize,
    /// Conditions kept as text, to be encoded.
    pub pending: usize,
    /// Conditions that words of the vocabulary say entirely: written so.
    pub worded: usize,
    /// Conditions kept as text that hold words of the vocabulary.
    pub suggested: usize,
}

/// One item.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct DraftedItem {
    /// Its name in the draft.
    pub name: String,
    /// task, duty, norm or escalation
    pub kind: &'static str,
    /// The clause.
    pub clause: String,
    /// Its line in the document, from 1.
    pub line: usize,
    /// Its line in the draft, from 1.
    pub draft_line: usize,
    /// high, medium or low
    pub confidence: &'static str,
    /// Which rule read it.
    pub rule: &'static str,
    /// Words of the vocabulary in its condition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<SpokenWord>,
}

/// A fact, and its value where it has values.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names say it")]
pub struct SpokenWord {
    pub fact: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// One place left out.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// The clause.
    pub clause: String,
    /// From 1.
    pub line: usize,
    /// Why.
    pub reason: &'static str,
}

/// The word for a confidence.
#[must_use]
pub fn confidence_name(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::TailRoles => "tail",
        Rule::FieldRoles => "field",
        Rule::UnitSection => "unit_section",
        Rule::Subject => "subject",
        Rule::Charged => "charged",
        Rule::ByUnit => "by_unit",
        Rule::Continued => "continued",
        Rule::Nobody => "nobody",
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Task => "task",
        Kind::Duty => "duty",
        Kind::Norm => "norm",
        Kind::Escalation => "escalation",
    }
}

fn spoken_word(spoken: &Spoken) -> SpokenWord {
    SpokenWord {
        fact: spoken.fact.clone(),
        value: spoken.value.clone(),
    }
}

/// The report on a draft.
#[must_use]
pub fn import(draft: &Draft, written: &Written, plan: &str, sha256: &str) -> ImportReport {
    let count = |kind: Kind| draft.items.iter().filter(|i| i.kind == kind).count();
    let lines: std::collections::BTreeMap<&str, usize> = written
        .places
        .iter()
        .filter_map(|p| Some((p.name.as_deref()?, p.draft_line)))
        .collect();
    ImportReport {
        schema: "zeren.import/v1",
        plan: plan.to_owned(),
        source_sha256: sha256.to_owned(),
        counts: Counts {
            units: draft.units.len(),
            members: draft.members.len(),
            tasks: count(Kind::Task),
            duties: count(Kind::Duty),
            norms: count(Kind::Norm),
            escalations: count(Kind::Escalation),
            unencoded: draft.omitted.len(),
            low: draft.items.iter().filter(|i| i.confidence == Confidence::Low).count(),
            pending: draft
                .items
                .iter()
                .filter(|i| i.when.is_some() && !i.trigger.whole)
                .count(),
            worded: draft.items.iter().filter(|i| i.trigger.whole).count(),
            suggested: draft
                .items
                .iter()
                .filter(|i| !i.trigger.whole && !i.trigger.spoken.is_empty())
                .count(),
        },
        items: draft
            .items
            .iter()
            .map(|i| DraftedItem {
                name: i.name.clone(),
                kind: kind_name(i.kind),
                clause: i.clause.clone(),
                line: i.line,
                draft_line: lines.get(i.name.as_str()).copied().unwrap_or_default(),
                confidence: confidence_name(i.confidence),
                rule: rule_name(i.rule),
                words: i.trigger.spoken.iter().map(spoken_word).collect(),
            })
            .collect(),
        unencoded: draft
            .omitted
            .iter()
            .map(|o| LeftOut {
                clause: o.clause.clone(),
                line: o.line,
                reason: o.reason,
            })
            .collect(),
    }
}

/// What a new version changes. Holds no text of the document.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct UpdateReport {
    /// `zeren.import-update/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.import-update/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// SHA-256 of the new version.
    pub source_sha256: String,
    /// Pieces that did not change.
    pub unchanged: usize,
    /// Pieces that did.
    pub changes: Vec<ClauseChange>,
    /// Items and records to look at again.
    pub affected: Vec<AffectedEntry>,
    /// Citations whose clauses are as they were.
    pub untouched: usize,
}

/// One piece that changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct ClauseChange {
    /// renumbered, added, reworded or removed
    pub change: &'static str,
    /// Its path in the old version.
    pub before: Option<String>,
    /// Its line there.
    pub before_line: Option<usize>,
    /// Its path in the new version.
    pub after: Option<String>,
    /// Its line there.
    pub after_line: Option<usize>,
}

/// One item to look at again.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct AffectedEntry {
    /// Its name; `未编码` for a record.
    pub item: String,
    /// The clause it cites.
    pub cites: String,
    /// The gravest change there; `unknown` where the old version has no such clause.
    pub change: &'static str,
    /// Where the clause stands now, if it moved.
    pub now: Option<String>,
    /// The file and line of the policy.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// The report on a new version.
#[must_use]
pub fn update(revision: &Revision, sources: &Sources, plan: &str, sha256: &str) -> UpdateReport {
    UpdateReport {
        schema: "zeren.import-update/v1",
        plan: plan.to_owned(),
        source_sha256: sha256.to_owned(),
        unchanged: revision.unchanged,
        changes: revision
            .changes
            .iter()
            .filter(|p| p.change != Change::Same)
            .map(|p| ClauseChange {
                change: p.change.name(),
                before: p.before.as_ref().map(|b| b.path.clone()),
                before_line: p.before.as_ref().map(|b| b.line),
                after: p.after.as_ref().map(|a| a.path.clone()),
                after_line: p.after.as_ref().map(|a| a.line),
            })
            .collect(),
        affected: revision
            .affected
            .iter()
            .map(|a| AffectedEntry {
                item: a.item.clone(),
                cites: a.cites.clone(),
                change: a.change.name(),
                now: a.now.clone(),
                file: sources
                    .get(a.span.source)
                    .map(|s| s.name().to_owned())
                    .unwrap_or_default(),
                line: sources.start(a.span).line,
            })
            .collect(),
        untouched: revision.untouched,
    }
}
