//! `POST /v1/route/batch`: a case a line in, an answer a line out, in order, while the body is still arriving.
//!
//! What is in memory is bounded: a few chunks of lines at work, and their answers until the caller reads them.

use std::collections::VecDeque;
use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body_util::channel::{Channel, Sender};
use tokio::task::JoinHandle;

use crate::serve::app::App;
use crate::serve::asked::Asked;
use crate::serve::body;
use crate::serve::decisions::Asking;
use crate::serve::fault::Fault;
use crate::serve::gate::{Client, Place};
use crate::serve::lines::Lines;
use crate::serve::observe::problem;
use crate::serve::policies::Policies;
use crate::serve::question::{Decided, Question};
use crate::words;

/// Lines that are computed as one job.
const CHUNK: usize = 32;

/// Answers a batch.
pub async fn batch(
    State(app): State<Arc<App>>,
    Extension(asked): Extension<Asked>,
    Extension(client): Extension<Client>,
    Extension(place): Extension<Place>,
    request: Request,
) -> Result<Response, Fault> {
    body::expect_type(
        request.headers(),
        &["application/x-ndjson", "application/ndjson", "application/jsonl"],
    )?;
    let (answers, out) = Channel::<Bytes, std::io::Error>::new(4);
    let policies = app.store.current();
    let batch = Batch(Arc::new(Shared {
        app,
        asked,
        client,
        policies,
    }));
    let lines = Lines::new(request.into_body(), batch.0.app.settings.limits.body);
    tokio::spawn(async move {
        batch.run(lines, answers).await;
        drop(place);
    });
    let mut response = Response::new(Body::new(out));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Shared {
    app: Arc<App>,
    asked: Asked,
    client: Client,
    /// One set for all rows, whatever is reloaded meanwhile.
    policies: Arc<Policies>,
}

#[derive(Clone)]
struct Batch(Arc<Shared>);

/// A line with its row, or why it could not be read.
type Row = (u64, Result<Bytes, Fault>);

impl Batch {
    async fn run(self, mut lines: Lines, mut answers: Sender<Bytes, std::io::Error>) {
        let ended = self.pump(&mut lines, &mut answers).await;
        if let Err(why) = ended {
            // The caller sees a body that breaks off, not one that seems whole.
            answers.abort(std::io::Error::other(why));
        }
    }

    async fn pump(&self, lines: &mut Lines, answers: &mut Sender<Bytes, std::io::Error>) -> Result<(), &'static str> {
        let limits = self.0.app.settings.limits;
        let mut under_way: VecDeque<JoinHandle<Bytes>> = VecDeque::new();
        let mut row = 0;
        let mut open = true;
        while open || !under_way.is_empty() {
            let full = under_way.len() > limits.workers * 2;
            tokio::select! {
                // Answers first: what is done makes room.
                biased;
                done = front(&mut under_way), if !under_way.is_empty() => {
                    under_way.pop_front();
                    self.send(answers, done.map_err(|_| "a job failed")?).await?;
                }
                chunk = tokio::time::timeout(limits.time, lines.chunk(CHUNK)), if open && !full => {
                    let chunk = chunk.map_err(|_| "the caller sent nothing for too long")?;
                    open = !chunk.is_empty();
                    let mut rows: Vec<Row> = Vec::with_capacity(chunk.len());
                    for line in chunk {
                        row += 1;
                        if row > limits.batch_rows {
                            rows.push((row, Err(too_many_rows(limits.batch_rows))));
                            open = false;
                            break;
                        }
                        rows.push((row, line));
                    }
                    if !rows.is_empty() {
                        under_way.push_back(tokio::spawn(self.clone().chunk(rows)));
                    }
                }
            }
        }
        Ok(())
    }

    async fn send(&self, answers: &mut Sender<Bytes, std::io::Error>, bytes: Bytes) -> Result<(), &'static str> {
        let sent = tokio::time::timeout(self.0.app.settings.limits.time, answers.send_data(bytes)).await;
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err("the caller went away"),
            Err(_) => Err("the caller reads nothing"),
        }
    }

    async fn chunk(self, rows: Vec<Row>) -> Bytes {
        let shared = self.0.clone();
        let decide = move || {
            rows.into_iter()
                .map(|(row, line)| (row, shared.decide(line)))
                .collect::<Vec<_>>()
        };
        let decided = self.0.app.workers.run_waiting(decide).await.unwrap_or_default();
        let decided = self.0.write_down(decided).await;
        let mut out = Vec::new();
        let (mut good, mut bad) = (0, 0);
        for (row, outcome) in decided {
            match outcome {
                Ok(decided) => {
                    good += 1;
                    out.extend_from_slice(format!("{{\"row\":{row},\"answer\":").as_bytes());
                    out.extend_from_slice(&decided.body);
                    out.extend_from_slice(b"}\n");
                }
                Err(fault) => {
                    bad += 1;
                    out.extend_from_slice(&self.0.refused(row, &fault));
                }
            }
        }
        self.0.app.metrics.rows("answered", good);
        self.0.app.metrics.rows("refused", bad);
        Bytes::from(out)
    }
}

impl Shared {
    fn decide(&self, line: Result<Bytes, Fault>) -> Result<Decided, Fault> {
        let request = body::read(&line?)?;
        Question::new(&self.policies, request, self.asked.lang)?.answer(self.app.decisions.is_some())
    }

    async fn write_down(&self, decided: Vec<(u64, Result<Decided, Fault>)>) -> Vec<(u64, Result<Decided, Fault>)> {
        let Some(log) = &self.app.decisions else { return decided };
        let records: Vec<_> = decided
            .iter()
            .filter_map(|(row, outcome)| {
                let asking = Asking {
                    id: &self.asked.id,
                    client: &self.client.0,
                    row: Some(*row),
                };
                outcome.as_ref().ok().map(|d| (asking, d))
            })
            .collect();
        let fault = match log.write(&self.app, &records).await {
            Ok(()) => return decided,
            Err(fault) => fault,
        };
        let unwritten = |(row, outcome): (u64, Result<Decided, Fault>)| (row, outcome.and_then(|_| Err(fault.clone())));
        decided.into_iter().map(unwritten).collect()
    }

    fn refused(&self, row: u64, fault: &Fault) -> Vec<u8> {
        let problem = problem(fault, &self.asked, fault.lang.unwrap_or(self.asked.lang));
        let mut line = format!("{{\"row\":{row},\"problem\":").into_bytes();
        line.extend(serde_json::to_vec(&problem).unwrap_or_default());
        line.extend_from_slice(b"}\n");
        line
    }
}

/// The oldest job, when it is done.
async fn front(under_way: &mut VecDeque<JoinHandle<Bytes>>) -> Result<Bytes, tokio::task::JoinError> {
    match under_way.front_mut() {
        Some(job) => job.await,
        None => std::future::pending().await,
    }
}

fn too_many_rows(limit: u64) -> Fault {
    Fault::new(
        axum::http::StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        words!("批量过大", "The batch is too large"),
        words!(
            "一批最多 {limit} 行,其余未办;请分批",
            "a batch has at most {limit} rows; the rest is not answered: send it in parts"
        ),
    )
}
