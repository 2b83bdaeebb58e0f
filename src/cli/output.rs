//! Writing to standard output and error: a closed pipe is no fault.

#[cfg(feature = "office")]
use std::io::IsTerminal as _;
use std::io::Write as _;
use std::path::Path;

use super::files;
use crate::diagnostic::Words;

/// Writes to standard output.
pub fn out(text: &str) {
    // A reader that has seen enough (`| head`) closes the pipe; that is its right.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Writes bytes to standard output.
#[cfg(feature = "office")]
pub fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}

/// Whether standard output is a terminal.
#[cfg(feature = "office")]
pub fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether standard error is a terminal.
#[cfg(feature = "office")]
pub fn is_error_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// Writes to standard error.
pub fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a value as JSON.
pub fn json(value: &impl serde::Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => out(&format!("{text}\n")),
        Err(error) => err(&format!("{error}\n")),
    }
}

/// Writes to a file, or to standard output where none is named.
pub fn to(file: Option<&Path>, bytes: &[u8]) -> Result<(), Words> {
    match file {
        None => {
            let _ = std::io::stdout().lock().write_all(bytes);
            Ok(())
        }
        Some(path) => std::fs::write(path, bytes).map_err(|e| files::unwritten(&path.display(), &e)),
    }
}
