//! A file as a drafter has it (text in any Chinese encoding, docx, web page, PDF) → lines of Simplified text with the places they come from.
//!
//! The format is told by the bytes, not by the name. Nothing is dropped silently: what was converted, accepted or left out becomes a
//! [`Remark`]. Files made to do harm end in a [`Fault`] that names the limit (`limits`). Left to `document`: clauses, page furniture
//! within the text, what the words mean.

#[cfg(feature = "import")]
pub mod docx;
#[cfg(feature = "import")]
mod encoding;
mod fault;
pub mod limits;
#[cfg(feature = "import")]
mod plain;
mod reading;
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
    let reading = match sniff::sort(name, bytes)? {
        Sort::Text => plain::read(bytes),
        Sort::Docx => docx::read(bytes),
        Sort::Html => plain::read(bytes),
        Sort::Pdf => plain::read(bytes),
    }?;
    bounded(&reading)?;
    Ok(reading)
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
