//! `zeren.yaml`: the levels of lints, beside a plan or in one of its parent folders.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::{self, ReadError};
use crate::diagnostic::Words;
use crate::lint::Levels;
use crate::words;

/// A settings file holds at most this many bytes.
const MAX_SETTINGS: u64 = 1024 * 1024;

/// How many folders upward it is looked for.
const FOLDERS: usize = 6;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, alias = "规则")]
    lints: BTreeMap<String, String>,
}

/// The levels for a plan in `folder`: of the nearest `zeren.yaml`.
pub fn levels(folder: &Path) -> Result<Levels, Words> {
    let start = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let found = start
        .ancestors()
        .take(FOLDERS)
        .map(|f| f.join("zeren.yaml"))
        .find(|f| f.is_file());
    found.map_or_else(|| Ok(Levels::default()), |file| read(&file))
}

fn read(file: &Path) -> Result<Levels, Words> {
    let shown = file.display();
    let bytes = files::bytes(file, MAX_SETTINGS).map_err(|ReadError { message }| message)?;
    let parsed: File =
        serde_yaml::from_slice(&bytes).map_err(|e| words!("`{shown}` 读不懂:{e}", "`{shown}` cannot be read: {e}"))?;
    let mut levels = Levels::default();
    for (lint, level) in &parsed.lints {
        levels
            .set(lint, level)
            .map_err(|w| Words::new(format!("`{shown}`:{}", w.zh), format!("`{shown}`: {}", w.en)))?;
    }
    Ok(levels)
}
