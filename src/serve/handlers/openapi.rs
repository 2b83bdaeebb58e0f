//! `GET /openapi.json` and `GET /docs`: the same document for programs and for people.

use std::sync::OnceLock;

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::route::json;
use crate::serve::docs_page;
use crate::serve::openapi::document as written;

static DOCUMENT: OnceLock<(Vec<u8>, String)> = OnceLock::new();

fn document() -> &'static (Vec<u8>, String) {
    DOCUMENT.get_or_init(|| {
        let document = written();
        (
            serde_json::to_vec_pretty(&document).unwrap_or_default(),
            docs_page::render(&document),
        )
    })
}

/// For programs.
pub async fn openapi() -> Response {
    json(document().0.clone())
}

/// For people.
pub async fn docs() -> Response {
    let mut response = Html(document().1.as_str()).into_response();
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
