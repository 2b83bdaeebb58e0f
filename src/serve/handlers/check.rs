//! `POST /v1/check`: the text of a plan in, what is wrong with it out. Nothing is kept.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::draft;
use super::route::json;
use crate::compile::{Compiled, compile};
use crate::diagnostic::Lang;
use crate::serve::app::App;
use crate::serve::asked::Asked;
use crate::serve::body::{self, LangWord};
use crate::serve::fault::Fault;
use crate::serve::policies::Policies;
use crate::text::Source;
use crate::wire::v1;
use crate::words;

/// The files of a plan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The plan's files.
    pub files: Vec<FileText>,
    /// Vocabularies, named `NAME.zr`; others are taken from the plans in service.
    #[serde(default)]
    pub vocabularies: Vec<FileText>,
    /// The language of the findings.
    #[serde(default)]
    pub lang: Option<LangWord>,
}

/// A file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileText {
    /// Its name, shown with findings.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Checks a plan.
pub async fn check(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    request: Request,
) -> Result<Response, Fault> {
    body::expect_type(request.headers(), &["application/json", "text/plain"])?;
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|t| t.to_str().ok())
        .unwrap_or("")
        .to_owned();
    let bytes = body::bytes(&app, request).await?;
    let policies = app.store.current();
    let job = move || {
        let request = if kind.contains("json") {
            read(&bytes)?
        } else {
            text(&bytes)?
        };
        let lang = request.lang.map_or(asked.lang, Lang::from);
        Ok::<_, Fault>(serde_json::to_vec(&findings(&request, &policies, lang)).unwrap_or_default())
    };
    app.workers.run(job).await?.map(json)
}

fn read(bytes: &[u8]) -> Result<CheckRequest, Fault> {
    serde_json::from_slice(bytes).map_err(|e| {
        let (line, column) = (e.line(), e.column());
        let form = r#"{"files": [{"name": "plan.zr", "text": "…"}]}"#;
        Fault::malformed(words!(
            "请求体应是 {form}:第 {line} 行第 {column} 列附近有误",
            "the body should be {form}: something is wrong near line {line}, column {column}"
        ))
    })
}

fn text(bytes: &[u8]) -> Result<CheckRequest, Fault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Fault::malformed(words!("方案文本不是 UTF-8", "the plan's text is not UTF-8")))?;
    Ok(CheckRequest {
        files: vec![FileText {
            name: "plan.zr".to_owned(),
            text: text.trim_start_matches('\u{feff}').to_owned(),
        }],
        vocabularies: Vec::new(),
        lang: None,
    })
}

fn findings(request: &CheckRequest, policies: &Policies, lang: Lang) -> v1::Check {
    let compiled = compiled(&request.files, &request.vocabularies, policies);
    v1::check(&draft::findings(&compiled), &compiled.sources, lang)
}

/// Compiles what a caller sends; vocabularies that it does not send are those of the plans in service.
pub fn compiled(files: &[FileText], vocabularies: &[FileText], policies: &Policies) -> Compiled {
    let source = |f: &FileText| Source::new(f.name.clone(), f.text.clone());
    let files = files.iter().map(source).collect();
    compile(files, &mut |name| vocabulary(name, vocabularies, policies))
}

/// The vocabulary of this name: the caller's own, else the one that a plan in service has. Nothing is read from disk.
fn vocabulary(name: &str, own: &[FileText], policies: &Policies) -> Option<Vec<Source>> {
    let file = format!("{name}.zr");
    if let Some(given) = own.iter().find(|f| f.name == file) {
        return Some(vec![Source::new(file, given.text.clone())]);
    }
    let of = |p: &Arc<crate::engine::Policy>| {
        let uses = p.model().plan.vocabularies.iter().any(|v| v == name);
        let mut sources = p.sources().iter().map(|(_, s)| s);
        let found = sources.find(|s| uses && s.name().rsplit(['/', '\\']).next() == Some(file.as_str()));
        found.map(|s| vec![Source::new(file.clone(), s.text().to_owned())])
    };
    policies.registry.iter().find_map(of)
}
