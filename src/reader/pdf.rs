//! The text layer of a PDF → its lines, page by page.

use super::{Fault, Reading};
#[cfg(feature = "pdf")]
use super::{Format, Line, Place};
#[cfg(feature = "pdf")]
use crate::words;

#[cfg(not(feature = "pdf"))]
pub(super) fn read(_: &[u8]) -> Result<Reading, Fault> {
    Err(Fault::Foreign(crate::words!(
        "这个程序编译时没有带上读 PDF 的部分;先运行 pdftotext -layout 文件,或用 Word 打开后另存为 .docx",
        "this build does not read PDF: run pdftotext -layout FILE first, or open it in Word and save it as .docx"
    )))
}

/// The reader of PDF may panic on damaged files: it runs in a thread of its own, whose panic is a fault of the file.
#[cfg(feature = "pdf")]
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    silence_panics();
    let owned = bytes.to_vec();
    let (sender, receiver) = std::sync::mpsc::channel();
    let worker = std::thread::Builder::new()
        .name(WORKER.to_owned())
        .stack_size(STACK)
        .spawn(move || sender.send(pdf_extract::extract_text_from_mem_by_pages(&owned).map_err(|e| e.to_string())))
        .map_err(|e| Fault::broken("PDF", &e))?;
    let answer = receiver.recv_timeout(PATIENCE);
    drop(worker);
    let pages = match answer {
        Ok(read) => read.map_err(|e| Fault::broken("PDF", &e))?,
        Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
            return Err(Fault::TooLarge(words!(
                "PDF 读了 60 秒还没有读完,放弃;先运行 pdftotext -layout 文件",
                "the PDF was not read within 60 seconds: run pdftotext -layout FILE first"
            )));
        }
        Err(_) => return Err(Fault::broken("PDF", &"panic")),
    };
    if pages.iter().all(|p| p.trim().is_empty()) {
        return Err(Fault::Empty(words!(
            "PDF 没有文字层(多半是扫描件);先做文字识别",
            "the PDF has no text layer (a scan, probably): run text recognition first"
        )));
    }
    let lines = pages.iter().enumerate().flat_map(|(page, text)| {
        text.lines().map(move |line| Line {
            text: line.trim_end().to_owned(),
            place: Place::Page(page + 1),
            original: None,
            anchor: None,
        })
    });
    Ok(Reading {
        format: Format::Pdf,
        lines: lines.collect(),
        remarks: Vec::new(),
    })
}

/// The thread that reads.
#[cfg(feature = "pdf")]
const WORKER: &str = "zeren-pdf";
/// Its stack: the reader recurses into page trees.
#[cfg(feature = "pdf")]
const STACK: usize = 64 << 20;
/// How long it may take.
#[cfg(feature = "pdf")]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// Keeps the worker's panics off standard error; those of other threads are reported as before.
#[cfg(feature = "pdf")]
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
