//! `GET /v1/plans` and what stands below it: forms that change only with the policy, so that callers may keep them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use super::route::json;
use crate::engine::Policy;
use crate::model::Model;
use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::question::plan;
use crate::wire::v1;

/// `GET /v1/plans`
pub async fn plans(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let policies = app.store.current();
    tagged(&headers, &policies.digest, || v1::Plans {
        schema: "zeren.plans/v1",
        policies_digest: policies.digest.clone(),
        plans: policies
            .registry
            .iter()
            .map(|p| v1::plan_header(p.model(), p.digest()))
            .collect(),
    })
}

/// `GET /v1/plans/{id}`
pub async fn page(app: State<Arc<App>>, id: Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    part(app, id, headers, v1::plan_page).await
}

/// `GET /v1/plans/{id}/units`
pub async fn units(app: State<Arc<App>>, id: Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    part(app, id, headers, v1::units).await
}

/// `GET /v1/plans/{id}/items`
pub async fn items(app: State<Arc<App>>, id: Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    part(app, id, headers, v1::items).await
}

/// `GET /v1/plans/{id}/vocabulary`
pub async fn vocabulary(app: State<Arc<App>>, id: Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    part(app, id, headers, v1::vocabulary).await
}

async fn part<T: Serialize + 'static>(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: fn(&Model, &str) -> T,
) -> Result<Response, Fault> {
    let policy: Arc<Policy> = plan(&app.store.current(), &id).map_err(without_place)?.clone();
    let build = move || tagged(&headers, policy.digest(), || form(policy.model(), policy.digest()));
    app.workers.run(build).await
}

/// The id stands in the path, not in a body.
fn without_place(mut fault: Fault) -> Fault {
    fault.errors.iter_mut().for_each(|e| e.pointer.clear());
    fault
}

/// A form with its tag; without the form where the caller has it already.
fn tagged<T: Serialize>(headers: &HeaderMap, digest: &str, form: impl FnOnce() -> T) -> Response {
    let tag = format!("\"{digest}\"");
    let mut response = if has(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        json(serde_json::to_vec(&form()).unwrap_or_default())
    };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    response
}

/// Whether `If-None-Match` names this tag (RFC 9110: weakly compared, `*` for any).
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok());
    given
        .flat_map(|v| v.split(','))
        .map(|t| t.trim())
        .any(|t| t == "*" || t.strip_prefix("W/").unwrap_or(t) == tag)
}
