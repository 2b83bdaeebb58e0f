//! A PDF → the text of each page, in a thread with a time limit, counted while it is written.
//!
//! The library that reads pages may panic on damaged ones: such a page is left out, and said so.

use std::io::{Error, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use crate::reader::limits::{Limited, MAX_TEXT, within};
use crate::reader::{Fault, Remark, RemarkKind};
use crate::words;

/// The thread that reads.
const WORKER: &str = "zeren-pdf";
/// Its stack: the library recurses into page trees.
const STACK: usize = 64 << 20;
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The pages with their numbers from 1, and what could not be read.
pub(super) type Pages = (Vec<(usize, String)>, Vec<Remark>);

/// Reads the pages.
pub(super) fn pages(bytes: &[u8]) -> Result<Pages, Fault> {
    silence_panics();
    let owned = bytes.to_vec();
    let (sender, receiver) = channel();
    let read = move || {
        let answer = catch_unwind(|| all(&owned)).unwrap_or_else(|_| Err(Fault::broken("PDF", &"panic")));
        // Nobody listens any more once the time is over.
        let _ = sender.send(answer);
    };
    std::thread::Builder::new()
        .name(WORKER.to_owned())
        .stack_size(STACK)
        .spawn(read)
        .map_err(|e| Fault::broken("PDF", &e))?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(Fault::TooLarge(words!(
            "PDF 读了 60 秒还没有读完,放弃;先运行 pdftotext -layout 文件",
            "the PDF was not read within 60 seconds: run pdftotext -layout FILE first"
        ))),
        Err(RecvTimeoutError::Disconnected) => Err(Fault::broken("PDF", &"panic")),
    }
}

fn all(bytes: &[u8]) -> Result<Pages, Fault> {
    let document = Document::load_mem(bytes).map_err(|e| Fault::broken("PDF", &e))?;
    let (mut pages, mut lost, mut written) = (Vec::new(), Vec::new(), 0);
    for number in document.get_pages().into_keys() {
        let mut counted = Counted {
            text: Vec::new(),
            room: MAX_TEXT.saturating_sub(written),
            over: false,
        };
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut output = PlainTextOutput::new(&mut counted as &mut dyn Write);
            output_doc_page(&document, &mut output, number).is_ok()
        }));
        if counted.over {
            within(Limited::Text, MAX_TEXT + 1, MAX_TEXT)?;
        }
        written += counted.text.len();
        if read.unwrap_or(false) {
            let text = String::from_utf8_lossy(&counted.text).into_owned();
            pages.push((number as usize, text));
        } else {
            lost.push(number);
        }
    }
    if pages.is_empty() && !lost.is_empty() {
        return Err(Fault::broken("PDF", &"no page can be read"));
    }
    Ok((pages, unread(&lost)))
}

fn unread(lost: &[u32]) -> Vec<Remark> {
    let Some(first) = lost.first() else { return Vec::new() };
    let count = lost.len();
    vec![Remark::new(
        RemarkKind::LeftOut,
        words!(
            "{count} 页读不出来,没有读(第一处:第 {first} 页)",
            "{count} pages could not be read and are left out (the first: page {first})"
        ),
    )]
}

/// Text that is counted while it is written.
struct Counted {
    text: Vec<u8>,
    room: usize,
    over: bool,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.text.len() + bytes.len() > self.room {
            self.over = true;
            return Err(Error::other("the limit of text is reached"));
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps the worker's panics off standard error; those of other threads are reported as before.
fn silence_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(WORKER) {
                before(info);
            }
        }));
    });
}
