//! `/healthz`, `/readyz`, `/metrics`: whether the process lives, whether it should be sent work, and its figures.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::serve::app::App;
use crate::serve::policies::Reload;
use crate::wire::v1::Ready;

/// The process lives.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether to send work here. A refused reload does not make the service unready: the old policies answer.
pub async fn readyz(State(app): State<Arc<App>>) -> Response {
    let policies = app.store.current();
    let log_broken = app
        .decisions
        .as_ref()
        .is_some_and(super::super::decisions::DecisionLog::is_broken);
    let status = match (app.is_stopping(), log_broken) {
        (true, _) => "stopping",
        (_, true) => "decision-log-broken",
        _ => "ready",
    };
    let reload_refused = match &*app.store.last() {
        Reload::Refused(problem) => Some(problem.get(app.settings.lang).to_owned()),
        _ => None,
    };
    let code = if status == "ready" {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let form = Ready {
        status,
        plans: policies.registry.len(),
        policies_digest: policies.digest.clone(),
        reload_refused,
    };
    (code, Json(form)).into_response()
}

/// Figures for Prometheus.
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics.text()).into_response()
}
