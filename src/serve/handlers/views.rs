//! `GET /v1/plans/{id}/findings`, `/tests`, `/matrix`, `/graph`, `/diff/{other}`: a plan looked at as a whole. They hold words of the service, so
//! their tags name the language beside the digest.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::case::picture;
use super::plans::find;
use super::route::json;
use crate::chart::{self, Budget};
use crate::check;
use crate::diagnostic::Lang;
use crate::diff;
use crate::engine::Policy;
use crate::lint::Settings;
use crate::logic::Limits;
use crate::matrix::{self, By, Options, Subject};
use crate::model::{ItemKind, Scope};
use crate::render::graph::{foot, svg};
use crate::route;
use crate::serve::app::App;
use crate::serve::asked::Asked;
use crate::serve::case::{Picture, unit};
use crate::serve::fault::Fault;
use crate::serve::tagged::tagged_with;
use crate::wire::v1;
use crate::words;

type Answered = Result<Response, Fault>;

/// What `GET …/matrix` may ask for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MatrixQuery {
    by: Option<Rows>,
    #[serde(default)]
    scope: Which,
    #[serde(rename = "lang")]
    _lang: Option<String>,
}

/// What the rows are.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rows {
    Topic,
    Stage,
    Clause,
    Task,
    Situation,
}

/// Items of which scope.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Which {
    Case,
    Programme,
    #[default]
    All,
}

/// What `GET …/graph` may ask for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GraphQuery {
    around: Option<String>,
    depth: Option<u8>,
    #[serde(default)]
    full: bool,
    #[serde(default)]
    format: Picture,
    #[serde(rename = "lang")]
    _lang: Option<String>,
}

/// `GET /v1/plans/{id}/findings`
pub async fn findings(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answered {
    let policy = find(&app, &id)?;
    let tag = format!("{}.{}", policy.digest(), tongue(asked.lang));
    let keep = app.clone();
    let make = move || {
        let form = keep.kept.get(&format!("findings {tag}"), || found(&policy, asked.lang));
        tagged_with(&headers, &tag, || whole(form))
    };
    app.workers.run(make).await
}

fn found(policy: &Policy, lang: Lang) -> Vec<u8> {
    let settings = Settings::default();
    let all = check::check(policy.plan(), policy.sources(), policy.findings().to_vec(), &settings);
    serde_json::to_vec(&v1::check(&all, policy.sources(), lang)).unwrap_or_default()
}

/// `GET /v1/plans/{id}/tests`
pub async fn tests(State(app): State<Arc<App>>, Path(id): Path<String>, headers: HeaderMap) -> Answered {
    let policy = find(&app, &id)?;
    let keep = app.clone();
    let make = move || {
        let tag = policy.digest();
        let form = keep.kept.get(&format!("tests {tag}"), || tested(&policy));
        tagged_with(&headers, tag, || whole(form))
    };
    app.workers.run(make).await
}

fn tested(policy: &Policy) -> Vec<u8> {
    let (model, router) = (policy.model(), policy.router());
    let reached = model
        .tests
        .iter()
        .flat_map(|t| router.route(&t.situation, route::Options::default()).reached());
    serde_json::to_vec(&v1::tests(model, policy.digest(), &reached.collect())).unwrap_or_default()
}

/// `GET /v1/plans/{id}/diff/{other}`
pub async fn diff(
    State(app): State<Arc<App>>,
    Path((id, other)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answered {
    let (a, b) = (find(&app, &id)?, find(&app, &other)?);
    let tag = format!("{}.{}", a.digest(), b.digest());
    let keep = app.clone();
    let make = move || {
        let form = keep.kept.get(&format!("diff {tag}"), || {
            let found = diff::diff(a.plan(), b.plan(), Limits::default());
            let form = v1::diff([a.model(), b.model()], [a.digest(), b.digest()], &found);
            serde_json::to_vec(&form).unwrap_or_default()
        });
        tagged_with(&headers, &tag, || whole(form))
    };
    app.workers.run(make).await
}

/// `GET /v1/plans/{id}/matrix`
pub async fn matrix(State(app): State<Arc<App>>, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Answered {
    let policy = find(&app, &id)?;
    let query: MatrixQuery = query(&uri)?;
    let by = query.by.map_or_else(|| usual(&policy), Rows::by);
    let tag = format!("{}.{}.{:?}", policy.digest(), by.name(), query.scope);
    let make = move || tagged_with(&headers, &tag, || json(table(&policy, by, query.scope)));
    app.workers.run(make).await
}

fn table(policy: &Policy, by: By, scope: Which) -> Vec<u8> {
    let subjects = [Subject {
        digest: policy.digest(),
        sources: policy.sources(),
        files: &[],
        plan: policy.plan(),
    }];
    let options = Options {
        by,
        scope: match scope {
            Which::Case => Some(Scope::Case),
            Which::Programme => Some(Scope::Programme),
            Which::All => None,
        },
        fact: &[],
    };
    let found = matrix::matrix(&subjects, options);
    // What `check` says stands in `…/findings`.
    serde_json::to_vec(&v1::matrix(&subjects, &found, Vec::new())).unwrap_or_default()
}

/// Tasks where the plan has any, else topics: as on the command line.
fn usual(policy: &Policy) -> By {
    match policy.model().items.iter().any(|i| i.kind == ItemKind::Task) {
        true => By::Task,
        false => By::Topic,
    }
}

impl Rows {
    fn by(self) -> By {
        match self {
            Rows::Topic => By::Topic,
            Rows::Stage => By::Stage,
            Rows::Clause => By::Clause,
            Rows::Task => By::Task,
            Rows::Situation => By::Situation,
        }
    }
}

/// `GET /v1/plans/{id}/graph`
pub async fn graph(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Answered {
    let policy = find(&app, &id)?;
    let query: GraphQuery = query(&uri)?;
    let centre = query.around.as_deref().map(|name| unit(&policy, name));
    let centre = centre.transpose().map_err(super::plans::without_place)?;
    let depth = usize::from(query.depth.unwrap_or(1).clamp(1, 9));
    let tag = format!(
        "{}.{}.{centre:?}.{depth}.{}.{:?}",
        policy.digest(),
        tongue(asked.lang),
        query.full,
        query.format
    );
    let make = move || {
        tagged_with(&headers, &tag, || {
            let budget = if query.full { Budget::ALL } else { Budget::default() };
            let chart = match centre {
                Some(centre) => chart::around(policy.plan(), centre, depth, budget),
                None => chart::whole(policy.plan(), budget),
            };
            let (id, digest) = (policy.id(), policy.digest());
            match query.format {
                Picture::Json => {
                    whole(serde_json::to_vec(&v1::graph(id, digest, &chart, asked.lang)).unwrap_or_default())
                }
                Picture::Svg => picture(svg::render(&chart, &foot(id, digest), "zr", asked.lang)),
            }
        })
    };
    app.workers.run(make).await
}

fn whole(form: impl Into<Bytes>) -> Response {
    json(form.into().to_vec())
}

fn tongue(lang: Lang) -> &'static str {
    lang.pick("zh", "en")
}

fn query<T: DeserializeOwned>(uri: &Uri) -> Result<T, Fault> {
    Query::<T>::try_from_uri(uri).map(|q| q.0).map_err(|e| {
        let error = e.body_text();
        Fault::malformed(words!(
            "地址里 `?` 后面的部分不合要求({error});可用的见 GET /docs",
            "what stands behind `?` does not fit ({error}); GET /docs lists what does"
        ))
    })
}
