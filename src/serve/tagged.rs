//! Forms that change only with the policy, sent with a tag: whoever has the form already is told so in place of it.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use super::handlers::route::json;

/// A form with its tag; without the form where the caller has it already.
pub fn tagged<T: Serialize>(headers: &HeaderMap, tag: &str, form: impl FnOnce() -> T) -> Response {
    tagged_with(headers, tag, || json(serde_json::to_vec(&form()).unwrap_or_default()))
}

/// An answer with its tag; without the body where the caller has it already.
pub fn tagged_with(headers: &HeaderMap, tag: &str, answer: impl FnOnce() -> Response) -> Response {
    let tag = format!("\"{tag}\"");
    let mut response = if has(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        answer()
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
