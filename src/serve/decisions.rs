//! The decision log: what was decided is on disk before it is answered.
//!
//! One thread writes. It takes all records that wait, writes them as one and syncs once, then lets their requests answer. A process that is killed
//! while it writes leaves at most a torn last line, whose request was never answered; it is cut off at the next start.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;
use tokio::sync::{mpsc, oneshot};

use super::app::App;
use super::fault::Fault;
use super::question::{Decided, Note};
use super::settings::LoggedFacts;
use crate::diagnostic::Words;
use crate::log::{Chain, read_seal};
use crate::wire::v1::Decision;
use crate::words;

/// So many records wait at most; whoever comes then waits too.
const QUEUE: usize = 1024;
/// A last line is looked for in steps of this many bytes.
const STEP: u64 = 64 * 1024;

/// Where decisions are written down.
#[derive(Debug)]
pub struct DecisionLog {
    shown: LoggedFacts,
    records: mpsc::Sender<Message>,
    broken: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Message {
    Records(Vec<String>, oneshot::Sender<bool>),
    /// The file may have been put away: look whether it is still the one of this name.
    Reopen,
}

/// Who asked, and how it was asked.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The request's id.
    pub id: &'a str,
    /// The client's name.
    pub client: &'a str,
    /// The row of a batch.
    pub row: Option<u64>,
}

impl DecisionLog {
    /// Opens a log, or begins one; a torn last line is cut off, which `told` hears of.
    ///
    /// # Errors
    /// Where it cannot be opened, another process writes it, or its end is no log.
    pub fn open(path: &Path, shown: LoggedFacts, told: &mut dyn FnMut(Words)) -> Result<Self, Words> {
        let (file, chain, torn) = open(path)?;
        if torn > 0 {
            let place = path.display();
            told(words!(
                "决定日志 `{place}` 的末行没有写完(未应答),已截去 {torn} 字节",
                "the last line of the decision log `{place}` was not finished (never acknowledged); {torn} bytes were cut off"
            ));
        }
        let (records, waiting) = mpsc::channel(QUEUE);
        let broken = Arc::new(AtomicBool::new(false));
        let writer = Writer {
            path: path.to_owned(),
            file,
            chain,
            broken: broken.clone(),
        };
        std::thread::Builder::new()
            .name("decisions".to_owned())
            .spawn(move || writer.run(waiting))
            .map_err(|e| words!("起不了线程:{e}", "cannot start a thread: {e}"))?;
        Ok(DecisionLog { shown, records, broken })
    }

    /// Whether the last attempt to write failed.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Has the file looked for anew, after it was put away.
    pub fn reopen(&self) {
        let _ = self.records.blocking_send(Message::Reopen);
    }

    /// Writes decisions down; done when they are on disk.
    ///
    /// # Errors
    /// 503 where they cannot be written: what is not written down is not answered.
    pub async fn write(&self, app: &App, decided: &[(Asking<'_>, &Decided)]) -> Result<(), Fault> {
        let records: Vec<String> = decided
            .iter()
            .flat_map(|(asking, d)| self.records(*asking, d))
            .collect();
        let count = records.len() as u64;
        let (done, written) = oneshot::channel();
        let sent = self.records.send(Message::Records(records, done)).await;
        if sent.is_ok() && written.await == Ok(true) {
            app.metrics.decisions.inc_by(count);
            return Ok(());
        }
        Err(Fault {
            retry_after: Some(5),
            ..Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "decision-log",
                words!("决定日志写不了", "The decision log cannot be written"),
                words!(
                    "决定未能记入日志,因此不予应答",
                    "the decision could not be written down and is therefore not answered"
                ),
            )
        })
    }

    fn records(&self, asking: Asking<'_>, decided: &Decided) -> Vec<String> {
        let record = |note: &Note| {
            let decision = Decision {
                schema: "zeren.decision/v1",
                time: jiff::Timestamp::now().to_string(),
                request_id: asking.id.to_owned(),
                row: asking.row,
                client: asking.client.to_owned(),
                plan: note.policy.id().to_owned(),
                policy_digest: note.policy.digest().to_owned(),
                as_of: decided.options.as_of.map(|d| d.to_string()),
                all_scopes: decided.options.scopes == crate::route::Scopes::All,
                facts: self.masked(note),
                assignments: note.assignments.clone(),
                gaps: note.gaps,
                answer_digest: note.answer_digest.clone(),
            };
            serde_json::to_string(&decision).unwrap_or_default()
        };
        decided.notes.iter().map(record).collect()
    }

    fn masked(&self, note: &Note) -> serde_json::Map<String, serde_json::Value> {
        let model = note.policy.model();
        let open = |name: &str| match self.shown {
            LoggedFacts::All => true,
            LoggedFacts::Masked => false,
            LoggedFacts::Open => model.find_fact(name).is_some_and(|f| !model.fact(f).sensitive),
        };
        let mask = || serde_json::json!({"masked": true});
        let one = |(name, value): (&String, &serde_json::Value)| {
            (name.clone(), if open(name) { value.clone() } else { mask() })
        };
        note.facts.iter().map(one).collect()
    }
}

struct Writer {
    path: PathBuf,
    file: File,
    chain: Chain,
    broken: Arc<AtomicBool>,
}

impl Writer {
    fn run(mut self, mut waiting: mpsc::Receiver<Message>) {
        while let Some(first) = waiting.blocking_recv() {
            let mut answers = Vec::new();
            let mut records = Vec::new();
            let mut next = Some(first);
            // All that wait share one write and one sync.
            while let Some(message) = next {
                match message {
                    Message::Reopen => self.reopen(),
                    Message::Records(more, done) => {
                        records.extend(more);
                        answers.push(done);
                    }
                }
                next = if answers.len() < QUEUE {
                    waiting.try_recv().ok()
                } else {
                    None
                };
            }
            let written = self.write(&records).is_ok();
            self.broken.store(!written, Ordering::Relaxed);
            for done in answers {
                let _ = done.send(written);
            }
        }
    }

    /// All records, or none: what a failed write leaves behind is cut off.
    fn write(&mut self, records: &[String]) -> std::io::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let mut chain = self.chain.clone();
        let mut text = String::new();
        for record in records {
            text.push_str(&chain.seal(record));
            text.push('\n');
        }
        let before = self.file.seek(SeekFrom::End(0))?;
        match self
            .file
            .write_all(text.as_bytes())
            .and_then(|()| self.file.sync_data())
        {
            Ok(()) => {
                self.chain = chain;
                Ok(())
            }
            Err(error) => {
                let _ = self.file.set_len(before);
                Err(error)
            }
        }
    }

    /// Begins a new file where the old one was renamed; the chain goes on.
    fn reopen(&mut self) {
        if same_file(&self.file, &self.path) {
            return;
        }
        if let Ok((file, _, _)) = open(&self.path) {
            self.file = file;
        }
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// The file, the chain that it ends with, and how many bytes of a torn line were cut off.
fn open(path: &Path) -> Result<(File, Chain, u64), Words> {
    let shown = path.display();
    let failed = |e: std::io::Error| {
        words!(
            "决定日志 `{shown}` 不能用:{e}",
            "the decision log `{shown}` cannot be used: {e}"
        )
    };
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path)
        .map_err(failed)?;
    if file.try_lock().is_err() {
        return Err(words!(
            "决定日志 `{shown}` 正由另一个进程写;每个服务用自己的文件",
            "the decision log `{shown}` is written by another process; each service needs a file of its own"
        ));
    }
    let (last, end) = last_line(&mut file).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    if length > end {
        file.set_len(end).map_err(failed)?;
        file.sync_data().map_err(failed)?;
    }
    let chain = match last {
        None => Chain::new(),
        Some(line) => Chain::after(&read_seal(&line).map_err(|_| {
            words!(
                "`{shown}` 的末行不是决定日志的一行:先运行 zeren log verify,另用一个文件",
                "the last line of `{shown}` is no line of a decision log: run zeren log verify, and use another file"
            )
        })?),
    };
    Ok((file, chain, length.saturating_sub(end)))
}

/// The last finished line, and where it ends.
fn last_line(file: &mut File) -> std::io::Result<(Option<Vec<u8>>, u64)> {
    let mut start = file.seek(SeekFrom::End(0))?;
    let mut tail: Vec<u8> = Vec::new();
    loop {
        let mut breaks = tail
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, b)| **b == b'\n')
            .map(|(i, _)| i);
        let (last, before) = (breaks.next(), breaks.next());
        if let (Some(last), true) = (last, before.is_some() || start == 0) {
            let from = before.map_or(0, |b| b + 1);
            let line = tail.get(from..last).unwrap_or_default().to_vec();
            return Ok((Some(line), start + last as u64 + 1));
        }
        if start == 0 {
            return Ok((None, 0));
        }
        let step = STEP.min(start);
        start -= step;
        file.seek(SeekFrom::Start(start))?;
        let mut more = vec![0; usize::try_from(step).unwrap_or(0)];
        file.read_exact(&mut more)?;
        more.append(&mut tail);
        tail = more;
    }
}
