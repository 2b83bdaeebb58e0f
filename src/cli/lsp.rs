//! `zeren lsp`

use std::path::{Path, PathBuf};

use clap::Args;

use super::args::Global;
use super::exit::Exit;
use super::{files, output, settings};
use crate::lint::Levels;
use crate::lsp::{self, Disk};

/// Arguments of `lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// 编辑器常给的参数,可不写 · accepted for editors that pass it; it is the only way
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub fn run(&self, global: &Global) -> Exit {
        let _ = self.stdio;
        let (connection, threads) = lsp_server::Connection::stdio();
        let served = lsp::serve(&connection, &Folders, global.lang());
        drop(connection);
        let ended = threads.join();
        match (served, ended) {
            (Ok(()), Ok(())) => Exit::Clean,
            (Err(error), _) => failed(error.message.get(global.lang())),
            (_, Err(error)) => failed(&error.to_string()),
        }
    }
}

fn failed(why: &str) -> Exit {
    output::err(&format!("{why}\n"));
    Exit::Failed
}

/// Plans on disk, as all commands find them.
struct Folders;

impl Disk for Folders {
    fn read(&self, file: &Path) -> Option<String> {
        files::source(file).ok().map(|s| s.text().to_owned())
    }

    fn policy_files(&self, folder: &Path) -> Vec<PathBuf> {
        files::policy_files(folder).unwrap_or_default()
    }

    fn plans(&self, folder: &Path) -> Vec<PathBuf> {
        let found = files::plans(folder).unwrap_or_default();
        found.into_iter().map(|p| p.folder).collect()
    }

    fn vocabulary(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        files::vocabulary_file(folder, name)
    }

    fn levels(&self, folder: &Path) -> Levels {
        settings::levels(folder).unwrap_or_default()
    }
}
