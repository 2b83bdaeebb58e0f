//! The bytes of a text file → its lines, one for one, so that line numbers are those of any editor.

use super::{Fault, Format, Line, Place, Reading, encoding};

pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let (text, remarks) = encoding::decode(bytes)?;
    Ok(Reading {
        format: Format::Text,
        lines: lines(&text),
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
