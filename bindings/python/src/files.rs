//! A policy's files on disk: a `.zr` file or a plan's folder, with the vocabularies that it names.

use std::path::{Path, PathBuf};
use std::{fs, io};

use zeren::Source;

/// The plan's files, in the order of their names, and the folder they stand in.
pub fn plan(path: &Path) -> io::Result<(Vec<Source>, PathBuf)> {
    if path.is_file() {
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        return Ok((vec![source(path)?], folder));
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "zr") && f.is_file());
    files.sort();
    if files.is_empty() {
        let message = format!("`{}` holds no `.zr` files; name the folder of one plan", path.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    let sources = files.iter().map(|f| source(f)).collect::<io::Result<_>>()?;
    Ok((sources, path.to_owned()))
}

/// A vocabulary: `vocabulary/NAME.zr` in the plan's folder or beside one of the folders above it.
pub fn vocabulary(folder: &Path, name: &str) -> Option<Vec<Source>> {
    // A name is a file name, never a path.
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return None;
    }
    let start = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let place = |folder: &Path| folder.join("vocabulary").join(format!("{name}.zr"));
    let file = start.ancestors().take(6).map(place).find(|f| f.is_file())?;
    source(&file).ok().map(|s| vec![s])
}

fn source(path: &Path) -> io::Result<Source> {
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    Ok(Source::new(name, fs::read_to_string(path)?))
}
