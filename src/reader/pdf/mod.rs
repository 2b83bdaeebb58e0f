//! The text layer of a PDF → its lines, page by page.
//!
//! What would unpack beyond all measure is refused before it is read (`unpacked`), the text is counted while it is written (`extract`), and
//! the reading has a time limit. Not bounded: the memory of a page's drawing while the time runs.

#[cfg(feature = "pdf")]
mod extract;
#[cfg(feature = "pdf")]
mod unpacked;

use super::{Fault, Reading};

#[cfg(not(feature = "pdf"))]
pub(super) fn read(_: &[u8]) -> Result<Reading, Fault> {
    Err(Fault::Foreign(crate::words!(
        "这个程序编译时没有带上读 PDF 的部分;先运行 pdftotext -layout 文件,或用 Word 打开后另存为 .docx",
        "this build does not read PDF: run pdftotext -layout FILE first, or open it in Word and save it as .docx"
    )))
}

#[cfg(feature = "pdf")]
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    use super::{Format, Line, Place};
    unpacked::measure(bytes)?;
    let (pages, remarks) = extract::pages(bytes)?;
    if pages.iter().all(|(_, text)| text.trim().is_empty()) {
        return Err(Fault::Empty(crate::words!(
            "PDF 没有文字层(多半是扫描件);先做文字识别",
            "the PDF has no text layer (a scan, probably): run text recognition first"
        )));
    }
    let lines = pages.iter().flat_map(|(page, text)| {
        text.lines().map(|line| Line {
            text: line.trim_end().to_owned(),
            place: Place::Page(*page),
            original: None,
            anchor: None,
        })
    });
    Ok(Reading {
        format: Format::Pdf,
        lines: lines.collect(),
        remarks,
    })
}
