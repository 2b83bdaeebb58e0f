//! The web console: one page, its style and its modules, held in the program. It asks the endpoints of `/v1` as any caller does; nothing
//! is fetched from elsewhere, and the browser is told so.

use std::sync::OnceLock;

use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::fault::Fault;
use super::router::unknown_path;
use super::tagged::tagged_with;

/// What the page may do: run and fetch what this service sends, show pictures that it holds itself, and write no markup from text.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const PICTURE: &str = "image/svg+xml";

/// A file of the page.
struct File {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
}

macro_rules! files {
    ($($kind:ident $name:literal)*) => {
        &[$(File { name: $name, kind: $kind, text: include_str!(concat!("page/", $name)) }),*]
    };
}

const PAGE: &str = include_str!("page/index.html");
const FILES: &[File] = files! {
    STYLE "page.css"
    STYLE "paper.css"
    PICTURE "mark.svg"
    SCRIPT "main.js"
    SCRIPT "api.js"
    SCRIPT "dom.js"
    SCRIPT "words.js"
    SCRIPT "state.js"
    SCRIPT "form.js"
    SCRIPT "picker.js"
    SCRIPT "said.js"
    SCRIPT "answer.js"
    SCRIPT "unit.js"
    SCRIPT "case.js"
    SCRIPT "plan.js"
    SCRIPT "matrix.js"
    SCRIPT "compare.js"
    SCRIPT "draft.js"
    SCRIPT "sheet.js"
};

/// Changes with any of the files: a page and its modules are of one version.
fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(PAGE.as_bytes());
        for file in FILES {
            hasher.update(file.text.as_bytes());
        }
        let mut version = hasher.finalize().to_hex().to_string();
        version.truncate(24);
        version
    })
}

/// `GET /`
pub async fn page(headers: HeaderMap) -> Response {
    sent(&headers, HTML, PAGE)
}

/// `GET /console/{file}`
pub async fn file(Path(name): Path<String>, headers: HeaderMap, request: Request) -> Result<Response, Fault> {
    match FILES.iter().find(|f| f.name == name) {
        Some(file) => Ok(sent(&headers, file.kind, file.text)),
        None => Err(unknown_path(request).await),
    }
}

fn sent(headers: &HeaderMap, kind: &'static str, text: &'static str) -> Response {
    let whole = || ([(header::CONTENT_TYPE, kind)], text).into_response();
    let mut response = tagged_with(headers, version(), whole);
    let out = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        out.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        out.insert(name, HeaderValue::from_static(value));
    }
    response
}
