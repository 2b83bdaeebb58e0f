//! The draft of a document → findings of the lints of plans, each at the document's words.

use std::collections::BTreeSet;

use super::body;
use super::place::Places;
use super::wording::for_documents;
use crate::compile::{CompiledPlan, compile};
use crate::diagnostic::{Concern, Diagnostic};
use crate::draft::{self, Options};
use crate::lint::{Prose, Settings, find, lint};
use crate::model::UnitForm;
use crate::text::Source;

/// Lints of plans that say nothing of a draft: what they ask for is written by whoever encodes a plan, or stands in the document's
/// conditions, which a draft does not have.
const NOT_OF_DRAFTS: &[&str] = &[
    "norm-without-enforcer",
    "enforcer-not-stated",
    "escalation-without-receiver",
    "assist-without-own-duty",
    "duplicate-duty",
    "shared-action",
    "unused-unit",
    "dead-definition",
    "untested-item",
    "allow-without-reason",
    "unused-allow",
    "inherited-actor",
];

/// What the lints of plans find, and how many units and items the draft has.
pub(super) fn findings(prose: &Prose<'_>, settings: &Settings) -> (Vec<Diagnostic>, (usize, usize)) {
    let draft = draft::draft(prose.document);
    let options = Options {
        id: "draft".to_owned(),
        ..Options::default()
    };
    let written = draft::write(&draft, &options);
    let size = (draft.units.len(), draft.items.len());
    let compiled = compile(vec![Source::new("draft", written.text.as_str())], &mut |_| None);
    let Some(mut plan) = compiled.plan else {
        return (Vec::new(), size);
    };
    give_kinds(&mut plan);
    let places = Places {
        prose,
        draft: &draft,
        written: &written,
    };
    let found = lint(&plan, &compiled.sources, Vec::new(), settings)
        .into_iter()
        .filter(speaks_of_drafts)
        .map(|d| for_documents(at_document(d, &places)))
        .collect();
    (once_a_clause(found), size)
}

/// Sentences that go on from one that names several leads have its fault: told once a clause.
fn once_a_clause(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let place = |d: &Diagnostic| d.clauses.first().map(|path| clause_of(path).to_owned());
    let carried = |d: &Diagnostic| matches!(d.info.name, "several-leads" | "no-lead" | "open-list");
    findings
        .into_iter()
        .filter(|d| !carried(d) || d.units.is_empty() || told.insert((d.code, place(d), d.units.clone())))
        .collect()
}

/// The clause of a sentence or a part of one.
fn clause_of(path: &str) -> &str {
    path.split_once("/句").map_or(path, |(clause, _)| clause)
}

fn speaks_of_drafts(finding: &Diagnostic) -> bool {
    let named = |name: &&str| find(name).is_some_and(|l| l.info.code == finding.code);
    finding.info.concern == Concern::Plan && !NOT_OF_DRAFTS.iter().any(named)
}

/// A draft does not say what kinds of bodies its units are; their names do.
fn give_kinds(plan: &mut CompiledPlan) {
    for unit in plan
        .model
        .units
        .iter_mut()
        .filter(|u| u.form == UnitForm::Body && u.kind.is_none())
    {
        unit.kind = body::kind(&unit.name).map(ToOwned::to_owned);
    }
}

fn at_document(finding: Diagnostic, places: &Places<'_>) -> Diagnostic {
    Diagnostic {
        primary: places.label(&finding.primary),
        related: finding.related.iter().map(|l| places.label(l)).collect(),
        ..finding
    }
}
