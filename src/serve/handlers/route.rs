//! `POST /v1/route`: one case.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::serve::app::App;
use crate::serve::asked::Asked;
use crate::serve::body;
use crate::serve::decisions::Asking;
use crate::serve::fault::Fault;
use crate::serve::gate::Client;
use crate::serve::question::{self, Question};

/// So many bytes are read where they arrive, where that may be all it takes.
const SMALL: usize = 4096;

/// Answers one case.
pub async fn route(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    Extension(client): Extension<Client>,
    request: Request,
) -> Result<Response, Fault> {
    body::expect_type(request.headers(), &["application/json"])?;
    let bytes = body::bytes(&app, request).await?;
    let policies = app.store.current();
    let noted = app.decisions.is_some();
    if !noted
        && bytes.len() <= SMALL
        && let Some(body) = question::at_once(&policies, &bytes)
    {
        return Ok(json(body));
    }
    let lang = asked.lang;
    let decide = move || Question::new(&policies, body::read(&bytes)?, lang)?.answer(noted);
    let decided = app.workers.run(decide).await??;
    if let Some(log) = &app.decisions {
        let asking = Asking {
            id: &asked.id,
            client: &client.0,
            row: None,
        };
        log.write(&app, &[(asking, &decided)]).await?;
    }
    Ok(json(decided.body))
}

/// JSON that is ready.
#[must_use]
pub fn json(body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
