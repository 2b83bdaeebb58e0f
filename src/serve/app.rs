//! What all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use arc_swap::ArcSwap;

use super::clients::Clients;
use super::decisions::DecisionLog;
use super::kept::Kept;
use super::metrics::Metrics;
use super::policies::Store;
use super::settings::Settings;
use super::tokens::Tokens;
use super::workers::Workers;

/// What all requests share.
#[derive(Debug)]
pub struct App {
    /// What the service was told at its start.
    pub settings: Settings,
    /// The policies.
    pub store: Store,
    /// Who may ask; absent where everyone may.
    pub tokens: Option<ArcSwap<Tokens>>,
    /// What each client has under way.
    pub clients: Clients,
    /// The cores.
    pub workers: Arc<Workers>,
    /// Requests that may be under way.
    pub requests: Arc<tokio::sync::Semaphore>,
    /// Forms that take long to make.
    pub kept: Kept,
    /// Figures.
    pub metrics: Metrics,
    /// Where decisions are written down.
    pub decisions: Option<DecisionLog>,
    /// Set when the service is about to stop.
    pub stopping: AtomicBool,
    ids: Ids,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(settings: Settings, store: Store, tokens: Option<Tokens>, decisions: Option<DecisionLog>) -> Self {
        let limits = settings.limits;
        App {
            store,
            tokens: tokens.map(ArcSwap::from_pointee),
            clients: Clients::new(limits.per_client),
            workers: Arc::new(Workers::new(limits.workers, limits.queue)),
            requests: Arc::new(tokio::sync::Semaphore::new(limits.requests)),
            kept: Kept::default(),
            metrics: Metrics::new(),
            decisions,
            stopping: AtomicBool::new(false),
            ids: Ids::new(),
            settings,
        }
    }

    /// A request id that no other request of this process has, nor likely one of another process.
    #[must_use]
    pub fn fresh_id(&self) -> String {
        self.ids.next()
    }

    /// Whether the service is about to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

#[derive(Debug)]
struct Ids {
    start: [u8; 16],
    count: AtomicU64,
}

impl Ids {
    fn new() -> Self {
        let mut start = [0; 16];
        let now = jiff::Timestamp::now().as_nanosecond().to_le_bytes();
        start.copy_from_slice(&now);
        Ids {
            start,
            count: AtomicU64::new(0),
        }
    }

    fn next(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.start);
        hasher.update(&u64::from(std::process::id()).to_le_bytes());
        hasher.update(&self.count.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        let mut id = hasher.finalize().to_hex().to_string();
        id.truncate(24);
        id
    }
}
