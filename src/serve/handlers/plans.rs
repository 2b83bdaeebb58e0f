//! `GET /v1/plans` and what stands below it: forms that change only with the policy, so that callers may keep them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;

use crate::engine::Policy;
use crate::model::Model;
use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::question::plan;
use crate::serve::tagged::tagged;
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

/// `GET /v1/plans/{id}/texts`
pub async fn texts(app: State<Arc<App>>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let policy = find(&app, &id)?;
    Ok(tagged(&headers, policy.digest(), || {
        v1::texts(policy.model(), policy.sources(), policy.digest())
    }))
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
    let policy = find(&app, &id)?;
    let build = move || tagged(&headers, policy.digest(), || form(policy.model(), policy.digest()));
    app.workers.run(build).await
}

/// The plan that a path names.
///
/// # Errors
/// 404 with the nearest id.
pub fn find(app: &App, id: &str) -> Result<Arc<Policy>, Fault> {
    plan(&app.store.current(), id).map(Arc::clone).map_err(without_place)
}

/// A fault of what stands in the path, not in a body.
#[must_use]
pub fn without_place(mut fault: Fault) -> Fault {
    fault.errors.iter_mut().for_each(|e| e.pointer.clear());
    fault
}
