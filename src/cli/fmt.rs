//! `zeren fmt`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, output};
use crate::diagnostic::{Diagnostic, Lang};
use crate::render::diagnostics;
use crate::syntax;
use crate::text::{Source, SourceId, Sources};

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    /// .zr 文件或文件夹;- 从标准输入到标准输出 · files or folders; - formats standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// 只检查,不改写(有不整齐的退出码 1) · only check (exit status 1 where something would change)
    #[arg(long)]
    check: bool,
    /// 关键词写成中文或英文 · write keywords in Chinese or English
    #[arg(long, value_enum, default_value = "zh")]
    keywords: Keywords,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Keywords {
    Zh,
    En,
}

impl Fmt {
    pub fn run(&self, global: &Global) -> Exit {
        let mut exit = Exit::Clean;
        for path in &self.paths {
            match self.path(path, global) {
                Ok(one) => exit = exit.max(one),
                Err(error) => {
                    output::err(&format!("{}\n", error.message.get(global.lang())));
                    exit = Exit::Failed;
                }
            }
        }
        exit
    }

    fn path(&self, path: &Path, global: &Global) -> Result<Exit, files::ReadError> {
        let mut exit = Exit::Clean;
        for file in all_files(path)? {
            let source = files::source(&file)?;
            let one = match self.formatted(&source) {
                Ok(text) => self.deliver(&file, &source, &text)?,
                Err(problems) => {
                    let mut sources = Sources::default();
                    sources.add(source);
                    output::err(&diagnostics::render(
                        &problems,
                        &sources,
                        global.lang(),
                        global.paint_error(),
                        global.strokes(),
                        Global::width(),
                    ));
                    Exit::Failed
                }
            };
            exit = exit.max(one);
        }
        Ok(exit)
    }

    /// The laid-out text; a file with mistakes is left alone, so that nothing is lost.
    fn formatted(&self, source: &Source) -> Result<String, Vec<Diagnostic>> {
        let (file, problems) = syntax::parse(SourceId(0), source);
        let errors: Vec<Diagnostic> = problems
            .into_iter()
            .filter(|p| p.severity == crate::diagnostic::Severity::Error)
            .collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let lang = match self.keywords {
            Keywords::Zh => Lang::Zh,
            Keywords::En => Lang::En,
        };
        Ok(syntax::print::print(&file, source, lang))
    }

    fn deliver(&self, file: &Path, source: &Source, text: &str) -> Result<Exit, files::ReadError> {
        if file == Path::new("-") && !self.check {
            output::out(text);
            return Ok(Exit::Clean);
        }
        if text == source.text() {
            return Ok(Exit::Clean);
        }
        if self.check {
            output::out(&format!("{}\n", source.name()));
            return Ok(Exit::Findings);
        }
        files::write(file, text)?;
        Ok(Exit::Clean)
    }
}

/// The file itself, or every `.zr` file below a folder.
fn all_files(path: &Path) -> Result<Vec<PathBuf>, files::ReadError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut out = Vec::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in files::entries(&folder)? {
            if entry.is_dir() {
                waiting.push(entry);
            } else if entry.extension().is_some_and(|e| e == "zr") {
                out.push(entry);
            }
        }
    }
    out.sort();
    Ok(out)
}
