//! The outermost layer: gives each request its id and language, writes faults as problem+json, counts and tells what was answered.
//!
//! What it tells never holds a case's facts: no body, no query, and of the path only the route's pattern.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::app::App;
use super::asked::Asked;
use super::fault::Fault;
use super::gate::Client;
use super::settings::AccessLog;
use crate::diagnostic::Lang;
use crate::wire::v1::{Problem, ProblemEntry};
use crate::words;

/// Watches one request.
pub async fn observe(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let asked = Asked::of(request.headers(), request.uri(), || app.fresh_id());
    let method = method_name(request.method());
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |p| p.as_str().to_owned());
    request.extensions_mut().insert(asked.clone());
    let mut response = said(next.run(request).await, &asked);
    if let Ok(id) = HeaderValue::from_str(&asked.id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
        .headers_mut()
        .insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let seconds = start.elapsed().as_secs_f64();
    app.metrics.answered(method, &path, response.status().as_u16(), seconds);
    if app.settings.access_log == AccessLog::Shown {
        tell(&asked, method, &path, &response, seconds);
    }
    response
}

/// Methods that a caller invents do not become labels.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}

fn tell(asked: &Asked, method: &str, path: &str, response: &Response, seconds: f64) {
    let client = response.extensions().get::<Client>().map(|c| c.0.as_str());
    let line = serde_json::json!({
        "time": jiff::Timestamp::now().to_string(),
        "request_id": asked.id,
        "client": client,
        "method": method,
        "path": path,
        "status": response.status().as_u16(),
        "ms": (seconds * 1e6).round() / 1e3,
    });
    super::tell(&line.to_string());
}

/// A fault in the words of its language; other answers as they are.
fn said(mut response: Response, asked: &Asked) -> Response {
    let status = response.status();
    let fault = response.extensions_mut().remove::<Fault>();
    let fault = match fault {
        Some(fault) => fault,
        // What the framework refuses by itself.
        None if (status.is_client_error() || status.is_server_error()) && !is_problem(&response) => bare(status),
        None => return response,
    };
    let lang = fault.lang.unwrap_or(asked.lang);
    let body = serde_json::to_vec(&problem(&fault, asked, lang)).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(lang.pick("zh", "en")),
    );
    headers.remove(header::CONTENT_LENGTH);
    if let Some(seconds) = fault.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("Bearer realm=\"zeren\""),
        );
    }
    *response.body_mut() = Body::from(body);
    response
}

fn is_problem(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().ends_with(b"json"))
}

fn bare(status: StatusCode) -> Fault {
    let reason = status.canonical_reason().unwrap_or("error");
    match status {
        StatusCode::INTERNAL_SERVER_ERROR => Fault::broken(),
        StatusCode::BAD_REQUEST => Fault::malformed(words!(
            "地址不是以百分号编码的 UTF-8",
            "the path is not UTF-8 in percent-encoding"
        )),
        _ => Fault::new(
            status,
            "http",
            words!("请求有误", "The request is wrong"),
            words!("{reason}", "{reason}"),
        ),
    }
}

/// The form of a fault.
#[must_use]
pub fn problem(fault: &Fault, asked: &Asked, lang: Lang) -> Problem {
    Problem {
        kind: format!("/docs#{}", fault.kind),
        title: fault.title.get(lang).to_owned(),
        status: fault.status.as_u16(),
        detail: fault.detail.get(lang).to_owned(),
        request_id: asked.id.clone(),
        errors: fault
            .errors
            .iter()
            .map(|e| ProblemEntry {
                pointer: e.pointer.clone(),
                detail: e.detail.get(lang).to_owned(),
                nearest: e.nearest.clone(),
            })
            .collect(),
    }
}
