//! Every limit of reading, in one place. A file beyond one of them is refused with the limit's name; none is read in part.

use super::Fault;
use crate::words;

/// Bytes of a file.
pub const MAX_FILE: u64 = 64 * 1024 * 1024;
/// Bytes of the text that is read out of it.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;
/// Bytes of one line or paragraph.
pub const MAX_LINE: usize = 2 * 1024 * 1024;
/// Lines, paragraphs and rows.
pub const MAX_LINES: usize = 400_000;
/// Files inside a package.
pub const MAX_ENTRIES: usize = 10_000;
/// Bytes of one part of a package, unpacked.
pub const MAX_PART: u64 = 64 * 1024 * 1024;
/// Bytes of all compressed streams of a PDF, unpacked.
pub const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// Elements inside elements.
pub const MAX_DEPTH: usize = 512;
/// Cells of all tables.
pub const MAX_CELLS: usize = 400_000;
/// Cells of one row.
pub const MAX_COLUMNS: usize = 1000;
/// Styles, list definitions and notes, of each.
pub const MAX_DEFINITIONS: usize = 50_000;

/// Refuses a count above its limit.
pub(super) fn within(what: Limited, count: usize, limit: usize) -> Result<(), Fault> {
    if count <= limit {
        return Ok(());
    }
    let (zh, en) = what.names();
    Err(Fault::TooLarge(words!(
        "{zh}超过 {limit},不读;请拆成几份,或检查文件是否完好",
        "more than {limit} {en}: not read. Split the file, or check that it is sound",
    )))
}

/// What a limit counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limited {
    Text,
    Line,
    Lines,
    Entries,
    Part,
    #[cfg(feature = "pdf")]
    Unpacked,
    Depth,
    Cells,
    Columns,
    Definitions,
}

impl Limited {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Limited::Text => ("正文字节数", "bytes of text"),
            Limited::Line => ("一行(一段)的字节数", "bytes in one line or paragraph"),
            Limited::Lines => ("行(段)数", "lines or paragraphs"),
            Limited::Entries => ("压缩包内的文件数", "files inside the package"),
            Limited::Part => ("一个文件或数据流展开后的字节数", "bytes in one unpacked part or stream"),
            #[cfg(feature = "pdf")]
            Limited::Unpacked => ("PDF 展开后的字节数", "bytes in the unpacked PDF"),
            Limited::Depth => ("XML 嵌套层数", "levels of nested elements"),
            Limited::Cells => ("表格单元格数", "table cells"),
            Limited::Columns => ("表格一行的单元格数", "cells in one row of a table"),
            Limited::Definitions => ("样式、编号或注释的定义数", "styles, list definitions or notes"),
        }
    }
}
