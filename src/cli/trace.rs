//! `zeren trace`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{documents, files, output};
use crate::compile::Compiled;
use crate::diagnostic::{Severity, Words};
use crate::document;
use crate::render::trace::{Layout, Subject, Tree, render};
use crate::render::trace_page;
use crate::trace::{Digest, Trace, digest, sha256, trace};
use crate::wire::v1;
use crate::words;

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub struct TraceCommand {
    /// 方案:.zr 文件或方案文件夹 · a plan or its folder
    policy: PathBuf,
    /// 原文:文本、.docx、网页或 PDF,- 为标准输入 · the document: text, .docx, web page or PDF, - is standard input
    #[arg(long, value_name = "FILE")]
    source: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 写到文件 · write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// 只看缺什么,不列条款树 · only what is missing, without the tree
    #[arg(long)]
    brief: bool,
    /// 引用不存在、摘要不符、只由整条引用,也算不通过 · also fail on unknown citations, another digest, and sentences reached only by a citation of the whole clause
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
}

impl TraceCommand {
    pub fn run(&self, global: &Global) -> Exit {
        self.answer(global).unwrap_or_else(|problem| {
            output::err(&format!("{}\n", problem.get(global.lang())));
            Exit::Failed
        })
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        if self.policy == Path::new("-") && self.source == Path::new("-") {
            return Err(words!(
                "方案和原文不能都来自标准输入",
                "the plan and the document cannot both be standard input"
            ));
        }
        let compiled = files::compile_one(&self.policy)?;
        let plan = files::plan_of(&compiled, &self.policy)?;
        let (bytes, reading) = documents::read(&self.source, global)?;
        let sha = sha256(&bytes);
        let document = document::read(&reading.text());
        let found = trace(&document, &plan.model);
        let subject = Subject {
            document: &document,
            model: &plan.model,
            sources: &compiled.sources,
            trace: &found,
            sha256: &sha,
        };
        self.deliver(subject, global)?;
        self.warn(&compiled, global);
        let digest = digest(&sha, plan.model.plan.source_sha256.as_deref());
        Ok(if self.passes(&found, digest) {
            Exit::Clean
        } else {
            Exit::Findings
        })
    }

    fn deliver(&self, subject: Subject<'_>, global: &Global) -> Result<(), Words> {
        let report = || {
            v1::trace(
                subject.document, subject.model, subject.sources, subject.trace, subject.sha256,
            )
        };
        let paint = if self.output.is_some() {
            crate::render::Paint::Plain
        } else {
            global.paint()
        };
        let text = match self.format {
            Format::Json => serde_json::to_string_pretty(&report())
                .map(|t| t + "\n")
                .map_err(|e| words!("{e}", "{e}"))?,
            Format::Html => trace_page::render(subject, global.lang()),
            Format::Text => {
                let marks = if global.is_ascii() {
                    ["+", "o", "x", "."]
                } else {
                    ["✓", "○", "✗", "·"]
                };
                let tree = if self.brief { Tree::Hidden } else { Tree::Shown };
                render(
                    subject,
                    Layout {
                        lang: global.lang(),
                        paint,
                        width: Global::width(),
                        marks,
                        tree,
                    },
                )
            }
        };
        match &self.output {
            None => output::out(&text),
            Some(path) => std::fs::write(path, text).map_err(|e| files::unwritten(&path.display(), &e))?,
        }
        Ok(())
    }

    /// Says on standard error that some declarations took no part.
    fn warn(&self, compiled: &Compiled, global: &Global) {
        let errors = compiled.count(Severity::Error);
        if errors > 0 {
            let words = words!(
                "方案有 {errors} 处错误,有错的声明未参与对照;先运行 zeren check",
                "the plan has {errors} errors; the declarations with errors took no part: run zeren check first"
            );
            output::err(&format!("{}\n", words.get(global.lang())));
        }
    }

    fn passes(&self, found: &Trace, digest: Digest) -> bool {
        let strict =
            !self.strict || (found.unknown.is_empty() && digest != Digest::Differs && found.loose().next().is_none());
        found.is_whole() && strict
    }
}

/// Reads a document and traces it against a plan.
#[cfg(feature = "office")]
pub fn traced(path: &Path, plan: &crate::compile::CompiledPlan, global: &Global) -> Result<Trace, Words> {
    let (_, reading) = documents::read(path, global)?;
    Ok(trace(&document::read(&reading.text()), &plan.model))
}
