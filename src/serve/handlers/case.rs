//! `POST /v1/why-not`, `/v1/chain`, `/v1/dispatch`: what is made of the answer to one case.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::route::json;
use crate::diagnostic::Lang;
use crate::render::graph::{foot, svg};
use crate::render::{docx, paper};
use crate::serve::app::App;
use crate::serve::asked::Asked;
use crate::serve::body::{self, Form, LangWord};
use crate::serve::case::{ChainRequest, DispatchRequest, Picture, Sheet, WhyNotRequest, unwritten};
use crate::serve::fault::Fault;
use crate::serve::policies::Policies;
use crate::wire::v1;

type Answered = Result<Response, Fault>;

/// Why a unit is, or is not, in the answer.
pub async fn why_not(app: State<Arc<App>>, asked: Extension<Asked>, request: Request) -> Answered {
    answer(app, asked, request, |asked: WhyNotRequest, policies, lang| {
        let named = asked.lang;
        let form = asked.answer(policies).map_err(|f| f.in_lang(Some(said(named, lang))))?;
        Ok(json(serde_json::to_vec(&form).unwrap_or_default()))
    })
    .await
}

/// Who passes what on to whom.
pub async fn chain(app: State<Arc<App>>, asked: Extension<Asked>, request: Request) -> Answered {
    answer(app, asked, request, |asked: ChainRequest, policies, lang| {
        let (lang, format) = (said(asked.lang, lang), asked.format);
        let (policy, chart) = asked.answer(policies).map_err(|f| f.in_lang(Some(lang)))?;
        let (id, digest) = (policy.id(), policy.digest());
        Ok(match format {
            Picture::Json => json(serde_json::to_vec(&v1::graph(id, digest, &chart, lang)).unwrap_or_default()),
            Picture::Svg => picture(svg::render(&chart, &foot(id, digest), "zr", lang)),
        })
    })
    .await
}

/// The dispatch sheet.
pub async fn dispatch(app: State<Arc<App>>, asked: Extension<Asked>, request: Request) -> Answered {
    answer(app, asked, request, |asked: DispatchRequest, policies, lang| {
        let (lang, format) = (said(asked.lang, lang), asked.format);
        let (policy, sheet) = asked.answer(policies, lang).map_err(|f| f.in_lang(Some(lang)))?;
        Ok(match format {
            Sheet::Json => {
                let form = paper::json::form(&sheet, policy.id(), policy.digest());
                json(serde_json::to_vec(&form).unwrap_or_default())
            }
            Sheet::Html => typed(
                paper::html::render(&[sheet], lang).into_bytes(),
                "text/html; charset=utf-8",
            ),
            Sheet::Docx => {
                let file = docx::write(&sheet).map_err(|e| unwritten(&e))?;
                let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
                typed(file, kind)
            }
        })
    })
    .await
}

/// The language that a question names, else that of the request.
fn said(named: Option<LangWord>, lang: Lang) -> Lang {
    named.map_or(lang, Lang::from)
}

async fn answer<T: Form + Send + 'static>(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    request: Request,
    make: fn(T, &Policies, Lang) -> Answered,
) -> Answered {
    body::expect_type(request.headers(), &["application/json"])?;
    let bytes = body::bytes(&app, request).await?;
    let policies = app.store.current();
    app.workers
        .run(move || make(body::read(&bytes)?, &policies, asked.lang))
        .await?
}

/// A picture.
#[must_use]
pub fn picture(svg: String) -> Response {
    typed(svg.into_bytes(), "image/svg+xml")
}

/// Bytes of a kind, made from a case: kept by nobody.
fn typed(bytes: Vec<u8>, kind: &'static str) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A picture or a page that is opened by itself runs nothing and fetches nothing.
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
