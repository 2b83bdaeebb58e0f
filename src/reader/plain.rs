//! The bytes of a text file → its lines, one for one, so that line numbers are those of any editor.

#[cfg(feature = "import")]
use super::encoding::decode;
use super::{Fault, Format, Line, Place, Reading};

pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let (text, remarks) = decode(bytes)?;
    #[cfg_attr(not(feature = "import"), allow(unused_mut, reason = "only documents are laid out"))]
    let mut lines = lines(&text);
    #[cfg(feature = "import")]
    super::columns::lay(&mut lines);
    Ok(Reading {
        format: Format::Text,
        lines,
        remarks,
    })
}

/// Lines end at `\n`; in a file without any, at `\r`, as old Macs wrote.
fn lines(text: &str) -> Vec<Line> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let text = text.strip_suffix(end).unwrap_or(text);
    text.split(end)
        .enumerate()
        .map(|(index, line)| Line {
            text: line.strip_suffix('\r').unwrap_or(line).to_owned(),
            place: Place::Line(index + 1),
            original: None,
            anchor: None,
        })
        .collect()
}

/// Without the tables of encodings, text is UTF-8.
#[cfg(not(feature = "import"))]
fn decode(bytes: &[u8]) -> Result<(String, Vec<super::Remark>), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::not_built("GB18030, Big5, UTF-16"))?;
    Ok((text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(), Vec::new()))
}
