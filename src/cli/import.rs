//! `zeren import`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, output};
use crate::diagnostic::Words;
use crate::document;
use crate::draft::{self, Options};
use crate::trace::sha256;
use crate::words;

/// A document has no more bytes than this.
const MAX_DOCUMENT: u64 = 16 * 1024 * 1024;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportCommand {
    /// 文件:纯文本,- 为标准输入 · a document as plain text, - is standard input
    file: PathBuf,
    /// 写到文件夹(DIR/plan.zr),不覆盖已有文件 · write DIR/plan.zr, never over an existing file
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// 方案的名字,缺省取文件名 · the plan's id (default: the file's name)
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// 词表 · the vocabulary to use
    #[arg(long, value_name = "NAME")]
    vocabulary: Option<String>,
}

impl ImportCommand {
    pub fn run(&self, global: &Global) -> Exit {
        self.answer(global).unwrap_or_else(|problem| {
            output::err(&format!("{}\n", problem.get(global.lang())));
            Exit::Failed
        })
    }

    fn answer(&self, _global: &Global) -> Result<Exit, Words> {
        let bytes = files::bytes(&self.file, MAX_DOCUMENT + 1).map_err(|e| e.message)?;
        let sha = sha256(&bytes);
        let text = files::text(&self.file.display().to_string(), bytes).map_err(|e| e.message)?;
        let document = document::read(&text);
        let draft = draft::draft(&document);
        let options = Options {
            id: self.id.clone().unwrap_or_else(|| id_of(&self.file)),
            sha256: Some(sha),
            vocabulary: self.vocabulary.clone(),
        };
        let written = draft::write(&draft, &options);
        output::out(&written.text);
        Ok(Exit::Clean)
    }
}

/// The plan's id from the file's name.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or("plan");
    let id: String = stem
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' })
        .collect();
    if id.trim_matches('-').is_empty() {
        "plan".to_owned()
    } else {
        id
    }
}
