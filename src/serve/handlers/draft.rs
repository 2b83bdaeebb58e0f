//! `POST /v1/draft`: the text of a plan that is still being written in; what is wrong with it, the facts that it asks about, and who would
//! act on a case out. Nothing is kept, and nothing is written to the decision log: no plan in service decided.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::check::{FileText, compiled};
use super::route::json;
use crate::check::check;
use crate::compile::Compiled;
use crate::diagnostic::Lang;
use crate::engine::{Facts, Policy};
use crate::lint::Settings;
use crate::route::{Options, Scopes};
use crate::serve::app::App;
use crate::serve::asked::Asked;
use crate::serve::body::{self, FactForm, Form, LangWord};
use crate::serve::fault::Fault;
use crate::serve::policies::Policies;
use crate::wire::v1;

/// A plan that is still being written, and a case for it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftRequest {
    /// The plan's files.
    pub files: Vec<FileText>,
    /// Vocabularies, named `NAME.zr`; others are taken from the plans in service.
    #[serde(default)]
    pub vocabularies: Vec<FileText>,
    /// The facts of a case, as for `/v1/route`; without it no case is asked.
    #[serde(default)]
    #[schemars(with = "Option<BTreeMap<String, FactForm>>")]
    pub facts: Option<Facts>,
    /// Whether programme-level items are listed too.
    #[serde(default)]
    pub all_scopes: bool,
    /// The language of messages.
    #[serde(default)]
    pub lang: Option<LangWord>,
}

impl Form for DraftRequest {
    const FIELDS: &'static [&'static str] = &["files", "vocabularies", "facts", "all_scopes", "lang"];
    const NEEDED: &'static [&'static str] = &["files"];
}

/// Answers for a draft.
pub async fn draft(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    request: Request,
) -> Result<Response, Fault> {
    body::expect_type(request.headers(), &["application/json"])?;
    let bytes = body::bytes(&app, request).await?;
    let policies = app.store.current();
    let job = move || {
        let request: DraftRequest = body::read(&bytes)?;
        let lang = request.lang.map_or(asked.lang, Lang::from);
        Ok(json(
            serde_json::to_vec(&tried(request, &policies, lang)).unwrap_or_default(),
        ))
    };
    app.workers.run(job).await?
}

fn tried(request: DraftRequest, policies: &Policies, lang: Lang) -> v1::Draft {
    let compiled = compiled(&request.files, &request.vocabularies, policies);
    let findings = findings(&compiled);
    let check = v1::check(&findings, &compiled.sources, lang);
    let mut out = v1::Draft {
        schema: "zeren.draft/v1",
        check,
        plan: None,
        vocabulary: None,
        answer: None,
        fact_problems: Vec::new(),
    };
    let Ok(policy) = Policy::from_compiled(compiled) else {
        return out;
    };
    out.plan = Some(v1::plan_page(policy.model(), policy.digest()));
    out.vocabulary = Some(v1::vocabulary(policy.model(), policy.digest()));
    if let Some(facts) = &request.facts {
        let scopes = if request.all_scopes { Scopes::All } else { Scopes::Case };
        match policy.route_with(facts, Options { scopes, as_of: None }) {
            Ok(routing) => out.answer = Some(routing.wire(lang)),
            Err(error) => {
                let said = error.problems.iter().map(|p| p.message.get(lang).to_owned());
                out.fact_problems = said.collect();
            }
        }
    }
    out
}

/// What is wrong with a plan: of its text, its structure, and over all situations.
pub fn findings(compiled: &Compiled) -> Vec<crate::diagnostic::Diagnostic> {
    let found = compiled.diagnostics.clone();
    match &compiled.plan {
        Some(plan) => check(plan, &compiled.sources, found, &Settings::default()),
        None => found,
    }
}
