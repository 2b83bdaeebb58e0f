//! The language server: what an editor asks over the protocol, answered from the plans as they stand in its windows, unsaved text included.
//!
//! Reads no file itself: [`Disk`] does, so that the command line stays the only place that knows the disk.

mod capabilities;
mod checking;
mod convert;
mod document;
mod position;
mod publish;
mod requests;
mod serve;
mod uri;
mod workspace;

pub use serve::{ServeError, serve};

use std::path::{Path, PathBuf};

use crate::lint::Levels;

/// Where plans are kept.
pub trait Disk {
    /// The text of a file, where it can be read.
    fn read(&self, file: &Path) -> Option<String>;
    /// The `.zr` files directly in a folder, by name.
    fn policy_files(&self, folder: &Path) -> Vec<PathBuf>;
    /// The folders of the plans in a folder.
    fn plans(&self, folder: &Path) -> Vec<PathBuf>;
    /// The file of a vocabulary that a plan in this folder uses.
    fn vocabulary(&self, folder: &Path, name: &str) -> Option<PathBuf>;
    /// The levels of findings for a plan in this folder.
    fn levels(&self, folder: &Path) -> Levels;
}
