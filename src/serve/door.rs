//! The service without a network: for tests that hand it bytes.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Uri};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::app::App;
use super::policies::Store;
use super::router;
use super::settings::{AccessLog, Limits, Settings, Watch};
use crate::diagnostic::{Lang, Words};
use crate::engine::Registry;
use crate::words;

/// A service with these policies that listens nowhere, asks for no token and tells nobody.
#[derive(Debug)]
pub struct Door {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Door {
    /// Starts it.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn open(registry: &Registry) -> Result<Self, Words> {
        let policies: Vec<_> = registry.iter().cloned().collect();
        let store = Store::open(Box::new(move |_| Ok(policies.iter().cloned().collect())))?;
        let settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            token_file: None,
            tls: None,
            decisions: None,
            watch: Watch::SignalOnly,
            access_log: AccessLog::Off,
            limits: Limits::default(),
            drain: std::time::Duration::ZERO,
            lang: Lang::Zh,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| words!("起不了线程:{e}", "cannot start threads: {e}"))?;
        Ok(Door {
            router: router::router(Arc::new(App::new(settings, store, None, None))),
            runtime,
        })
    }

    /// Asks: the status and the body of the answer, `None` where method and path make no request or the answer breaks off.
    #[must_use]
    pub fn ask(&self, method: &str, path: &str, body: Vec<u8>) -> Option<(u16, Vec<u8>)> {
        let method: Method = method.parse().ok()?;
        let uri: Uri = path.parse().ok()?;
        let request = Request::builder().method(method).uri(uri).body(Body::from(body)).ok()?;
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.ok()?;
            let status = answer.status().as_u16();
            let bytes = answer.into_body().collect().await.ok()?.to_bytes();
            Some((status, bytes.to_vec()))
        })
    }
}
