//! Who comes in: bearer tokens first, then a place among the requests under way, then the time that a request may take.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::sync::OwnedSemaphorePermit;

use super::app::App;
use super::clients::Visit;
use super::fault::Fault;
use crate::words;

/// The caller's name: the name of its token, or its address where there are no tokens.
#[derive(Debug, Clone)]
pub struct Client(pub String);

/// A request's place among those under way. Whoever goes on working after the answer has begun keeps a copy.
#[derive(Debug, Clone)]
pub struct Place(#[allow(dead_code, reason = "held, not read")] Arc<(OwnedSemaphorePermit, Visit, InFlight)>);

/// Counts a request as under way until it is dropped.
#[derive(Debug)]
struct InFlight(Arc<App>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.metrics.in_flight.dec();
    }
}

/// Lets a request in, or answers it at the door.
pub async fn gate(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let (client, place) = match admit(&app, &request) {
        Ok(admitted) => admitted,
        Err(fault) => return fault.into_response(),
    };
    request.extensions_mut().insert(client.clone());
    request.extensions_mut().insert(place.clone());
    let time = app.settings.limits.time;
    let answer = tokio::time::timeout(time, next.run(request)).await;
    drop(place);
    let mut answer = answer.unwrap_or_else(|_| {
        app.metrics.shed("time");
        Fault::slow(time.as_secs()).into_response()
    });
    answer.extensions_mut().insert(client);
    answer
}

fn admit(app: &Arc<App>, request: &Request) -> Result<(Client, Place), Fault> {
    let client = client(app, request)?;
    let visit = app.clients.enter(&client.0).ok_or_else(|| {
        app.metrics.shed("client");
        Fault::too_many()
    })?;
    let permit = app.requests.clone().try_acquire_owned().map_err(|_| {
        app.metrics.shed("requests");
        Fault::busy("requests")
    })?;
    app.metrics.in_flight.inc();
    Ok((client, Place(Arc::new((permit, visit, InFlight(app.clone()))))))
}

fn client(app: &App, request: &Request) -> Result<Client, Fault> {
    let Some(tokens) = &app.tokens else {
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
        return Ok(Client(address.map_or_else(String::new, |a| a.0.ip().to_string())));
    };
    let given = bearer(request.headers()).ok_or_else(unauthorized)?;
    let tokens = tokens.load();
    tokens
        .client(given)
        .map(|name| Client(name.to_owned()))
        .ok_or_else(unauthorized)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn unauthorized() -> Fault {
    Fault::new(
        StatusCode::UNAUTHORIZED,
        "unauthorized",
        words!("未授权", "Not authorized"),
        words!(
            "请带上请求头 `Authorization: Bearer 令牌`",
            "send the header `Authorization: Bearer TOKEN` with a token of the service"
        ),
    )
}
