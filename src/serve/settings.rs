//! What the service is told at its start.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::diagnostic::Lang;

/// Everything that is fixed for the life of the process.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The file of bearer tokens.
    pub token_file: Option<PathBuf>,
    /// Certificate chain and key, both PEM.
    pub tls: Option<TlsFiles>,
    /// Where decisions are written down.
    pub decisions: Option<Decisions>,
    /// Whether changes of files are noticed without a signal.
    pub watch: Watch,
    /// Whether every request is told on standard error.
    pub access_log: AccessLog,
    /// What is refused rather than done.
    pub limits: Limits,
    /// How long a stopping service goes on answering before it closes its door.
    pub drain: Duration,
    /// The language of the operator's messages.
    pub lang: Lang,
}

/// Certificate and key.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The chain, the service's own certificate first.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// The decision log.
#[derive(Debug, Clone)]
pub struct Decisions {
    /// The file.
    pub file: PathBuf,
    /// Which facts it shows.
    pub facts: LoggedFacts,
}

/// Which facts a decision log shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LoggedFacts {
    /// Names only, every value masked.
    #[default]
    Masked,
    /// Values of facts that the vocabulary does not mark as sensitive (敏感).
    Open,
    /// All values: the log is then as confidential as the cases.
    All,
}

/// Whether changes of files are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// They are.
    Files,
    /// Only SIGHUP reloads.
    SignalOnly,
}

/// Whether requests are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessLog {
    /// One line each, without facts.
    Shown,
    /// Not at all.
    Off,
}

/// What is refused rather than done.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a body; of one line in a batch.
    pub body: usize,
    /// Lines of a batch.
    pub batch_rows: u64,
    /// Time for one request; in a batch, for the wait between two pieces.
    pub time: Duration,
    /// Requests at work or waiting at one time.
    pub requests: usize,
    /// Of these, requests of one client (a token, or an address where there are no tokens).
    pub per_client: usize,
    /// Jobs that wait for a core.
    pub queue: usize,
    /// Cores that compute.
    pub workers: usize,
    /// Open connections.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body: 1024 * 1024,
            batch_rows: 100_000,
            time: Duration::from_secs(30),
            requests: 512,
            per_client: 256,
            queue: 256,
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            connections: 4096,
        }
    }
}
