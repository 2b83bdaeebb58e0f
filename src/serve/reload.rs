//! Reloading: when a file changes or SIGHUP comes, policies, tokens and certificate are read anew; what cannot serve is refused and told.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use super::app::App;
use super::policies::Reload;
use super::settings::Watch;
use super::tls::Tls;
use super::tokens::Tokens;
use super::{say, tell};
use crate::diagnostic::Words;
use crate::words;

/// A reload begins when nothing has changed for this time …
const QUIET: Duration = Duration::from_millis(250);
/// … or this long after the first change.
const LONGEST: Duration = Duration::from_secs(3);

/// What must live as long as files are watched.
#[derive(Debug)]
pub struct Watching {
    _watcher: Option<RecommendedWatcher>,
}

/// Begins to wait for changes and signals.
///
/// # Errors
/// Where files cannot be watched.
pub fn start(app: &Arc<App>, tls: Option<Arc<Tls>>, places: &[PathBuf]) -> Result<Watching, Words> {
    let (changed, changes) = mpsc::channel(1);
    let watcher = match app.settings.watch {
        Watch::SignalOnly => None,
        Watch::Files => Some(watch(app, &changed, places)?),
    };
    on_hangup(changed)?;
    tokio::spawn(reload_on(app.clone(), tls, changes));
    Ok(Watching { _watcher: watcher })
}

fn watch(app: &App, changed: &mpsc::Sender<()>, places: &[PathBuf]) -> Result<RecommendedWatcher, Words> {
    let failed = |e: notify::Error| {
        words!(
            "不能监视文件的变化:{e};可用 --no-watch,改动后发 SIGHUP",
            "cannot watch the files for changes: {e}; use --no-watch and send SIGHUP after a change"
        )
    };
    let own = app
        .settings
        .decisions
        .as_ref()
        .and_then(|d| d.file.file_name().map(ToOwned::to_owned));
    let changed = changed.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        // Our own reading is no change, nor is what we write down.
        let ours = |p: &PathBuf| own.is_some() && p.file_name() == own.as_deref();
        let matters = !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(ours);
        if matters {
            // A full channel says already that something changed.
            let _ = changed.try_send(());
        }
    })
    .map_err(failed)?;
    for place in places {
        let mode = if place.is_dir() {
            RecursiveMode::Recursive
        } else {
            RecursiveMode::NonRecursive
        };
        watcher.watch(place, mode).map_err(failed)?;
    }
    Ok(watcher)
}

#[cfg(unix)]
fn on_hangup(changed: mpsc::Sender<()>) -> Result<(), Words> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup =
        signal(SignalKind::hangup()).map_err(|e| words!("不能接收 SIGHUP:{e}", "cannot receive SIGHUP: {e}"))?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            let _ = changed.send(()).await;
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn on_hangup(_changed: mpsc::Sender<()>) -> Result<(), Words> {
    Ok(())
}

async fn reload_on(app: Arc<App>, tls: Option<Arc<Tls>>, mut changes: mpsc::Receiver<()>) {
    while changes.recv().await.is_some() {
        settle(&mut changes).await;
        let (app, tls) = (app.clone(), tls.clone());
        // Compiling takes its time, and takes it from nobody's request.
        let _ = tokio::task::spawn_blocking(move || reload(&app, tls.as_deref())).await;
    }
}

/// Waits until the files are quiet: an editor or a copy writes more than once.
async fn settle(changes: &mut mpsc::Receiver<()>) {
    let end = tokio::time::Instant::now() + LONGEST;
    while tokio::time::Instant::now() < end {
        if tokio::time::timeout(QUIET, changes.recv()).await.is_err() {
            return;
        }
    }
}

fn reload(app: &App, tls: Option<&Tls>) {
    if let Some(log) = &app.decisions {
        log.reopen();
    }
    let outcome = app.store.reload();
    let mut refused = Vec::new();
    match outcome {
        Reload::Unchanged => app.metrics.reloaded("unchanged"),
        Reload::Replaced => {
            app.metrics.reloaded("replaced");
            announce(app);
            let policies = app.store.current();
            let (plans, digest) = (policies.registry.len(), policies.digest.get(..16).unwrap_or(""));
            say(
                app,
                &words!(
                    "已重新载入:{plans} 份方案,摘要 {digest}…",
                    "reloaded: {plans} plans, digest {digest}…"
                ),
            );
        }
        Reload::Refused(problem) => refused.push(problem),
    }
    refused.extend(reload_tokens(app).err());
    refused.extend(tls.and_then(|t| t.reload().err()));
    app.metrics.reload_ok.set(i64::from(refused.is_empty()));
    for problem in refused {
        app.metrics.reloaded("refused");
        tell(
            words!(
                "未重新载入,继续用旧的:{}",
                "not reloaded, the old one goes on: {}",
                problem.get(app.settings.lang)
            )
            .get(app.settings.lang),
        );
    }
}

fn reload_tokens(app: &App) -> Result<(), Words> {
    if let (Some(tokens), Some(file)) = (&app.tokens, &app.settings.token_file) {
        tokens.store(Arc::new(Tokens::read(file)?));
    }
    Ok(())
}

/// Puts the plans in service into the figures.
pub fn announce(app: &App) {
    let policies = app.store.current();
    app.metrics
        .policies(policies.registry.iter().map(|p| (p.id(), p.digest())));
}
