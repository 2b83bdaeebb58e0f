//! The HTTP service: policies in memory, questions over HTTP, answers as `wire` writes them.
//!
//! It reads no policy by itself: whoever starts it hands it a way to load them ([`Load`]). A request passes `observe` (its id, its language,
//! what is counted and told), then `gate` (its token, its place, its time), then one of the `handlers`; computing is done by `workers`.

#![allow(
    clippy::result_large_err,
    reason = "a fault is made at most once a request, and moved, never kept"
)]

mod app;
mod asked;
mod body;
mod case;
mod clients;
mod console;
mod decisions;
mod docs_page;
mod door;
mod fault;
mod gate;
mod handlers;
mod kept;
mod lines;
mod listen;
mod metrics;
mod observe;
mod openapi;
mod policies;
mod question;
mod reload;
mod router;
mod schemas;
mod settings;
mod tagged;
mod tls;
mod tokens;
mod workers;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::net::TcpListener;

#[doc(hidden)]
pub use door::Door;
pub use openapi::document as openapi;
pub use policies::Load;
pub use schemas::schemas;
pub use settings::{AccessLog, Decisions, Limits, LoggedFacts, Settings, TlsFiles, Watch};

use crate::diagnostic::Words;
use crate::engine::Registry;
use crate::words;
use app::App;
use decisions::DecisionLog;
use policies::Store;
use tls::Tls;
use tokens::Tokens;

/// Loads, listens, and serves until the process is told to stop. `places` names the files and folders whose changes matter, beside those
/// of tokens and certificate.
///
/// # Errors
/// Where the policies, the tokens, the certificate or the decision log cannot be used, or the address cannot be listened on.
pub fn run(settings: Settings, load: Box<Load>, places: &dyn Fn(&Registry) -> Vec<PathBuf>) -> Result<(), Words> {
    guard_address(&settings)?;
    let tokens = settings.token_file.as_deref().map(Tokens::read).transpose()?;
    let tls = settings.tls.clone().map(Tls::open).transpose()?.map(Arc::new);
    let store = Store::open(load)?;
    let places = places(&store.current().registry);
    let decisions = match &settings.decisions {
        Some(d) => Some(DecisionLog::open(&d.file, d.facts, &mut |w| {
            tell(w.get(settings.lang))
        })?),
        None => None,
    };
    let app = Arc::new(App::new(settings, store, tokens, decisions));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| words!("起不了线程:{e}", "cannot start threads: {e}"))?;
    runtime.block_on(start(app, tls, &places))
}

async fn start(app: Arc<App>, tls: Option<Arc<Tls>>, places: &[PathBuf]) -> Result<(), Words> {
    let address = app.settings.listen;
    let failed = |e: std::io::Error| words!("不能在 {address} 上监听:{e}", "cannot listen on {address}: {e}");
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    reload::announce(&app);
    let _watching = reload::start(&app, tls.clone(), places)?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let plans = app.store.current().registry.len();
    say(
        &app,
        &words!(
            "{plans} 份方案,监听 {scheme}://{bound}",
            "{plans} plans, listening on {scheme}://{bound}"
        ),
    );
    let router = router::router(app.clone());
    listen::serve(&app, listener, router, tls, stopped(&app)).await;
    say(&app, &words!("已停止", "stopped"));
    Ok(())
}

/// Done when the service should close its door: told to stop, and after the time in which balancers notice.
async fn stopped(app: &Arc<App>) {
    told_to_stop().await;
    app.stopping.store(true, Ordering::Relaxed);
    say(
        app,
        &words!("正在停止:办完手上的请求", "stopping: requests under way are answered"),
    );
    tokio::time::sleep(app.settings.drain).await;
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => (),
                _ = interrupt.recv() => (),
            }
        }
        _ => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Whoever can reach the service may ask it where there are no tokens: that is for this machine only.
fn guard_address(settings: &Settings) -> Result<(), Words> {
    let address = settings.listen;
    if address.ip().is_loopback() || settings.token_file.is_some() {
        return Ok(());
    }
    Err(words!(
        "{address} 可由别的机器访问,须有令牌:--token-file 文件(每行 `名称 令牌`);只给本机用则 --listen 127.0.0.1:{}",
        "{address} can be reached from other machines and needs tokens: --token-file FILE (`NAME TOKEN` a line); for this machine alone: --listen 127.0.0.1:{}",
        address.port()
    ))
}

/// Tells the operator.
fn say(app: &App, words: &Words) {
    tell(words.get(app.settings.lang));
}

/// Writes a line to standard error; a closed pipe is no fault.
fn tell(line: &str) {
    use std::io::Write as _;
    let _ = std::io::stderr().lock().write_all(format!("{line}\n").as_bytes());
}
