//! A file as a drafter has it (text in any Chinese encoding, docx, web page, PDF) → lines of Simplified text with the places they come from.
//!
//! The format is told by the bytes, not by the name. Nothing is dropped silently: what was converted, accepted or left out becomes a
//! [`Remark`]. Files made to do harm end in a [`Fault`] that names the limit (`limits`). Left to `document`: clauses, page furniture
//! within the text, what the words mean.

#![cfg_attr(
    not(feature = "import"),
    allow(dead_code, reason = "without `import` only UTF-8 text is read")
)]

#[cfg(feature = "import")]
mod columns;
#[cfg(feature = "import")]
pub mod docx;
#[cfg(feature = "import")]
mod encoding;
mod fault;
#[cfg(feature = "import")]
mod html;
pub mod limits;
#[cfg(feature = "import")]
mod pdf;
mod plain;
mod reading;
#[cfg(feature = "import")]
mod script;
mod sniff;
#[cfg(feature = "import")]
mod table;

pub use fault::Fault;
pub use reading::{Format, Line, Place, Reading, Remark, RemarkKind};

use sniff::Sort;

/// Reads a file; `name` only decides between formats that bytes alone do not tell apart.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading, Fault> {
    if bytes.len() as u64 > limits::MAX_FILE {
        let mebibytes = limits::MAX_FILE >> 20;
        return Err(Fault::TooLarge(crate::words!(
            "文件超过 {mebibytes} MiB",
            "the file has more than {mebibytes} MiB"
        )));
    }
    let mut reading = sorted(name, bytes)?;
    bounded(&reading)?;
    finish(&mut reading)?;
    Ok(reading)
}

#[cfg(feature = "import")]
fn sorted(name: &str, bytes: &[u8]) -> Result<Reading, Fault> {
    match sniff::sort(name, bytes)? {
        Sort::Text => plain::read(bytes),
        Sort::Docx => docx::read(bytes),
        Sort::Html => html::read(bytes),
        Sort::Pdf => pdf::read(bytes),
    }
}

#[cfg(not(feature = "import"))]
fn sorted(name: &str, bytes: &[u8]) -> Result<Reading, Fault> {
    match sniff::sort(name, bytes)? {
        Sort::Text => plain::read(bytes),
        Sort::Docx => Err(Fault::not_built("docx")),
        Sort::Html => Err(Fault::not_built("HTML")),
        Sort::Pdf => Err(Fault::not_built("PDF")),
    }
}

/// Converts the script, and refuses a document without words.
fn finish(reading: &mut Reading) -> Result<(), Fault> {
    #[cfg(feature = "import")]
    reading.remarks.extend(script::simplify(&mut reading.lines)?);
    if reading.lines.iter().all(|l| l.text.trim().is_empty()) {
        let words = crate::words!(
            "文件里没有文字;如果是扫描件或图片,先做文字识别",
            "the file holds no words: a scan or a picture needs text recognition first"
        );
        return Err(Fault::Empty(words));
    }
    Ok(())
}

fn bounded(reading: &Reading) -> Result<(), Fault> {
    use limits::{Limited, within};
    within(Limited::Lines, reading.lines.len(), limits::MAX_LINES)?;
    within(
        Limited::Text,
        reading.lines.iter().map(|l| l.text.len()).sum(),
        limits::MAX_TEXT,
    )?;
    let longest = reading.lines.iter().map(|l| l.text.len()).max().unwrap_or_default();
    within(Limited::Line, longest, limits::MAX_LINE)
}
