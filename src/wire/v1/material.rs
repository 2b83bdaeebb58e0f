//! `zeren.tests/v1`, `zeren.texts/v1`, `zeren.draft/v1`: the cases that a plan is tested with, the texts that it was made from, and what
//! can be said of texts that are still being written.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Check, PlanPage, Route, Vocabulary, facts};
use crate::model::{ItemId, Model, Scope};
use crate::text::Sources;

/// The tests of a plan, for whoever needs examples of its cases.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Tests {
    /// `zeren.tests/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.tests/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// The tests, in the order of the text.
    pub tests: Vec<TestCase>,
    /// Items of case scope that some test brings into its answer.
    pub covered_items: usize,
    /// All items of case scope.
    pub items: usize,
    /// Clause and name of those that no test brings in.
    pub untested: Vec<String>,
}

/// A test's case.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TestCase {
    /// Its name.
    pub name: String,
    /// Its facts, by canonical names.
    pub facts: Map<String, Value>,
}

/// The texts of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Texts {
    /// `zeren.texts/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.texts/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// The plan's files, then those of its vocabularies.
    pub files: Vec<PlanText>,
}

/// A file of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct PlanText {
    /// Its name, without the folder.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether it is one of the vocabularies that the plan names.
    pub vocabulary: bool,
}

/// What can be said of a plan that is still being written.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Draft {
    /// `zeren.draft/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.draft/v1")))]
    pub schema: &'static str,
    /// What is wrong with it.
    pub check: Check,
    /// The plan; null where its header cannot be read. Declarations with errors are left out.
    pub plan: Option<PlanPage>,
    /// The facts that it asks about.
    pub vocabulary: Option<Vocabulary>,
    /// The answer to the case that was sent with it.
    pub answer: Option<Route>,
    /// What is wrong with the facts of that case.
    pub fact_problems: Vec<String>,
}

/// The tests of a plan. `reached` are the items that their answers hold.
#[must_use]
pub fn tests(model: &Model, digest: &str, reached: &BTreeSet<ItemId>) -> Tests {
    let case = |t: &crate::model::Test| TestCase {
        name: t.name.clone(),
        facts: facts(model, &t.situation),
    };
    let (covered, untested): (Vec<_>, Vec<_>) = model
        .items()
        .filter(|(_, item)| item.scope == Scope::Case)
        .partition(|(id, _)| reached.contains(id));
    Tests {
        schema: "zeren.tests/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        tests: model.tests.iter().map(case).collect(),
        covered_items: covered.len(),
        items: covered.len() + untested.len(),
        untested: untested
            .iter()
            .map(|(_, item)| format!("{} {}", item.clause(), item.name))
            .collect(),
    }
}

/// The texts of a plan.
#[must_use]
pub fn texts(model: &Model, sources: &Sources, digest: &str) -> Texts {
    let file = |source: &crate::text::Source| {
        let name = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        PlanText {
            name: name.to_owned(),
            text: source.text().to_owned(),
            vocabulary: name
                .strip_suffix(".zr")
                .is_some_and(|n| model.plan.vocabularies.iter().any(|v| v == n)),
        }
    };
    Texts {
        schema: "zeren.texts/v1",
        plan: model.plan.id.clone(),
        policy_digest: digest.to_owned(),
        files: sources.iter().map(|(_, s)| file(s)).collect(),
    }
}
