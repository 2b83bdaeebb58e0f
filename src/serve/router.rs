//! Which path leads where, and through which layers.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use super::app::App;
use super::console;
use super::fault::Fault;
use super::gate::gate;
use super::handlers::{batch, case, check, draft, health, openapi, plans, route, views};
use super::observe::observe;
use crate::text::nearest;
use crate::words;

/// Paths that can be asked for.
const PATHS: [&str; 14] = [
    "/", "/v1/route", "/v1/route/batch", "/v1/check", "/v1/draft", "/v1/why-not", "/v1/chain", "/v1/dispatch",
    "/v1/plans", "/openapi.json", "/docs", "/healthz", "/readyz", "/metrics",
];

/// All paths.
pub fn router(app: Arc<App>) -> Router {
    let asked = Router::new()
        .route("/v1/route", post(route::route))
        .route("/v1/route/batch", post(batch::batch))
        .route("/v1/check", post(check::check))
        .route("/v1/draft", post(draft::draft))
        .route("/v1/why-not", post(case::why_not))
        .route("/v1/chain", post(case::chain))
        .route("/v1/dispatch", post(case::dispatch))
        .route("/v1/plans", get(plans::plans))
        .route("/v1/plans/{id}", get(plans::page))
        .route("/v1/plans/{id}/units", get(plans::units))
        .route("/v1/plans/{id}/items", get(plans::items))
        .route("/v1/plans/{id}/vocabulary", get(plans::vocabulary))
        .route("/v1/plans/{id}/tests", get(views::tests))
        .route("/v1/plans/{id}/texts", get(plans::texts))
        .route("/v1/plans/{id}/findings", get(views::findings))
        .route("/v1/plans/{id}/matrix", get(views::matrix))
        .route("/v1/plans/{id}/graph", get(views::graph))
        .route("/v1/plans/{id}/diff/{other}", get(views::diff))
        .route("/metrics", get(health::metrics))
        .layer(from_fn_with_state(app.clone(), gate));
    Router::new()
        .route("/", get(console::page))
        .route("/console/{file}", get(console::file))
        .route("/healthz", get(health::healthz))
        .route("/openapi.json", get(openapi::openapi))
        .route("/docs", get(openapi::docs))
        .route("/readyz", get(health::readyz))
        .merge(asked)
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

/// Says that there is no such path, and which is near.
pub async fn unknown_path(request: Request) -> Fault {
    let path: String = request.uri().path().chars().take(120).collect();
    let near = nearest(&path, PATHS);
    let detail = match near {
        Some(near) => words!(
            "没有 `{path}`。是不是 `{near}`?",
            "there is no `{path}`; did you mean `{near}`?"
        ),
        None => words!(
            "没有 `{path}`;GET /docs 列出全部",
            "there is no `{path}`; GET /docs lists all"
        ),
    };
    Fault::new(
        StatusCode::NOT_FOUND,
        "unknown-path",
        words!("没有这个地址", "There is no such path"),
        detail,
    )
}

async fn wrong_method(request: Request) -> Fault {
    let method: String = request.method().as_str().chars().take(20).collect();
    Fault::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method",
        words!("方法不对", "Another method is needed"),
        words!(
            "这个地址不接受 {method},可用的方法见 Allow 响应头",
            "this path does not take {method}; the header Allow lists what it takes"
        ),
    )
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    axum::response::IntoResponse::into_response(Fault::broken())
}
