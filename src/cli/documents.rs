//! Documents on disk, in any format that `reader` knows; what it remarks goes to standard error.

use std::path::Path;

use super::args::Global;
use super::{files, output};
use crate::diagnostic::Words;
use crate::reader::{self, Reading, RemarkKind};

/// Reads a document: its bytes, and its lines. Remarks that the user must know are said at once.
pub fn read(path: &Path, global: &Global) -> Result<(Vec<u8>, Reading), Words> {
    let bytes = files::first_bytes(path, reader::limits::MAX_FILE + 1).map_err(|e| e.message)?;
    let name = name(path);
    let reading = reader::read(&name, &bytes).map_err(|fault| fault.of_file(&name))?;
    for remark in reading.remarks.iter().filter(|r| r.kind != RemarkKind::Laid) {
        output::err(&format!("`{name}`: {}\n", remark.words.get(global.lang())));
    }
    Ok((bytes, reading))
}

/// The name of a document as messages show it.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    }
}
