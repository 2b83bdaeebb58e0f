//! Lines of a body as it arrives. Empty lines are passed over; a line beyond the limit is refused, and the next one read all the same.

use axum::body::{Body, Bytes};
use http_body_util::BodyExt as _;

use super::body::too_large;
use super::fault::Fault;
use crate::words;

/// The lines of a body.
#[derive(Debug)]
pub struct Lines {
    body: Body,
    limit: usize,
    /// What has arrived of a line that is not whole yet.
    begun: Vec<u8>,
    /// Whether the line that is arriving is refused already.
    refused: bool,
    ready: std::collections::VecDeque<Result<Bytes, Fault>>,
    ended: bool,
}

impl Lines {
    /// The lines of `body`, each of at most `limit` bytes.
    #[must_use]
    pub fn new(body: Body, limit: usize) -> Self {
        Lines {
            body,
            limit,
            begun: Vec::new(),
            refused: false,
            ready: std::collections::VecDeque::new(),
            ended: false,
        }
    }

    /// Lines that are there, at most `most` of them; waits for the first. Empty at the end. Nothing is lost where the wait is given up.
    pub async fn chunk(&mut self, most: usize) -> Vec<Result<Bytes, Fault>> {
        while self.ready.is_empty() && !self.ended {
            match self.body.frame().await {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.take(&data);
                    }
                }
                Some(Err(_)) => {
                    self.ended = true;
                    self.ready.push_back(Err(Fault::malformed(words!(
                        "请求体没有收全",
                        "the body did not arrive whole"
                    ))));
                }
                None => {
                    self.ended = true;
                    self.finish();
                }
            }
        }
        let count = most.min(self.ready.len());
        self.ready.drain(..count).collect()
    }

    fn take(&mut self, data: &[u8]) {
        let mut pieces = data.split(|b| *b == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            self.begin(piece);
            if pieces.peek().is_some() {
                self.finish();
            }
        }
    }

    fn begin(&mut self, piece: &[u8]) {
        if self.refused {
            return;
        }
        if self.begun.len() + piece.len() > self.limit {
            self.refused = true;
            self.begun = Vec::new();
        } else {
            self.begun.extend_from_slice(piece);
        }
    }

    fn finish(&mut self) {
        let line = std::mem::take(&mut self.begun);
        if std::mem::take(&mut self.refused) {
            self.ready.push_back(Err(too_large(self.limit)));
        } else if !line.trim_ascii().is_empty() {
            self.ready.push_back(Ok(Bytes::from(line)));
        }
    }
}
