//! `zeren import`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{documents, files, output};
use crate::compile::compile;
use crate::diagnostic::Words;
use crate::document::{self, Document};
use crate::draft::{self, Lexicon, Options};
use crate::render;
use crate::revision::revise;
use crate::text::Source;
use crate::trace::{Digest, digest, sha256};
use crate::wire::v1;
use crate::words;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportCommand {
    /// 文件:文本、.docx、网页或 PDF,- 为标准输入 · the document: text, .docx, web page or PDF, - is standard input
    file: PathBuf,
    /// 写到文件夹(DIR/plan.zr),不覆盖已有文件 · write DIR/plan.zr, never over an existing file
    #[arg(long, short, value_name = "DIR", conflicts_with = "update")]
    output: Option<PathBuf>,
    /// 方案的名字,缺省取文件名 · the plan's id (default: the file's name)
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// 方案用的词表 · the vocabulary that the draft uses
    #[arg(long, value_name = "NAME")]
    vocabulary: Option<String>,
    /// 文件是新版本:对照已有方案,列出变了的条款和要重看的条目;不改方案 · the file is a new version: what changed for this policy, which is not edited
    #[arg(long, value_name = "POLICY", requires = "before")]
    update: Option<PathBuf>,
    /// 方案所依据的旧版本 · the version that the policy was made from
    #[arg(long, value_name = "FILE", requires = "update")]
    before: Option<PathBuf>,
    /// 输出格式;json 只报告,不含草稿 · output format; json is a report without the draft
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl ImportCommand {
    pub fn run(&self, global: &Global) -> Exit {
        self.answer(global).unwrap_or_else(|problem| {
            output::err(&format!("{}\n", problem.get(global.lang())));
            Exit::Failed
        })
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let (bytes, reading) = documents::read(&self.file, global)?;
        let document = document::read(&reading.text());
        let sha = sha256(&bytes);
        match (&self.update, &self.before) {
            (Some(policy), Some(before)) => self.update(policy, before, &document, &sha, global),
            _ => self.draft(&document, sha, global),
        }
    }

    fn draft(&self, document: &Document, sha: String, global: &Global) -> Result<Exit, Words> {
        let mut draft = draft::draft(document);
        let vocabulary = self.vocabulary(global)?;
        if let Some(name) = &vocabulary {
            draft.encode(&self.lexicon(name)?);
        }
        let options = Options {
            id: self.id.clone().unwrap_or_else(|| id_of(&self.file)),
            sha256: Some(sha.clone()),
            vocabulary,
        };
        let written = draft::write(&draft, &options);
        let report = v1::import(&draft, &written, &options.id, &sha);
        if let Some(folder) = &self.output {
            write_new(folder, &written.text)?;
        }
        match (self.format, &self.output) {
            (Format::Json, _) => output::json(&report),
            (Format::Text, None) => output::out(&written.text),
            (Format::Text, Some(_)) => {}
        }
        output::err(&render::import::summary(&report, global.lang()));
        Ok(Exit::Clean)
    }

    /// The vocabulary that was named, else the only one beside the folder that is written to.
    fn vocabulary(&self, global: &Global) -> Result<Option<String>, Words> {
        if self.vocabulary.is_some() {
            return Ok(self.vocabulary.clone());
        }
        let mut beside = self.output.as_deref().map_or(Ok(Vec::new()), files::vocabularies)?;
        match beside.len() {
            0 => Ok(None),
            1 => Ok(beside.pop()),
            _ => {
                let words = words!(
                    "旁边有词表 {0}:用 --vocabulary 选一份,条件里的词就标出来",
                    "there are vocabularies {0}: choose one with --vocabulary, and its words are told in the conditions",
                    beside.join("、")
                );
                output::err(&format!("{}\n", words.get(global.lang())));
                Ok(None)
            }
        }
    }

    /// The words of a vocabulary, which is looked for where the draft will look for it.
    fn lexicon(&self, name: &str) -> Result<Lexicon, Words> {
        let near = self.output.as_deref().or_else(|| self.file.parent());
        let folders = near.into_iter().chain([Path::new(".")]);
        let source = files::vocabulary_source(folders, name)?;
        let plan = Source::new("draft", format!("方案 draft {{ 标题: \"draft\"  词表: \"{name}\" }}"));
        let compiled = compile(vec![plan], &mut |_| Some(vec![source.clone()]));
        let facts = compiled.plan.map(|plan| plan.model.facts).unwrap_or_default();
        Ok(Lexicon::of(&facts))
    }

    fn update(
        &self,
        policy: &Path,
        before: &Path,
        after: &Document,
        sha: &str,
        global: &Global,
    ) -> Result<Exit, Words> {
        let compiled = files::compile_one(policy)?;
        let plan = files::plan_of(&compiled, policy)?;
        let (bytes, reading) = documents::read(before, global)?;
        if digest(&sha256(&bytes), plan.model.plan.source_sha256.as_deref()) == Digest::Differs {
            let words = words!(
                "`{0}` 不是方案所记的原文(摘要不符);照比",
                "`{0}` is not the text that the policy records (another digest); compared all the same",
                before.display()
            );
            output::err(&format!("{}\n", words.get(global.lang())));
        }
        let revision = revise(&document::read(&reading.text()), after, &plan.model);
        let report = v1::update(&revision, &compiled.sources, compiled.id(), sha);
        match self.format {
            Format::Json => output::json(&report),
            Format::Text => output::out(&render::update::update(&report, &revision, global.lang())),
        }
        Ok(if revision.changes.is_empty() && revision.affected.is_empty() {
            Exit::Clean
        } else {
            Exit::Findings
        })
    }
}

/// Writes the draft into a folder, which is made if need be; never over a file.
fn write_new(folder: &Path, text: &str) -> Result<(), Words> {
    let path = folder.join("plan.zr");
    let shown = path.display();
    let failed = |e: std::io::Error| files::unwritten(&shown, &e);
    if path.exists() {
        return Err(words!(
            "`{shown}` 已经有了,不覆盖;换一个文件夹,或者用 --update 对照新版本",
            "`{shown}` exists and is not overwritten: name another folder, or compare a new version with --update"
        ));
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(&path, text).map_err(failed)
}

/// The plan's id from the file's name.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or("plan");
    let kept = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    let id: String = stem.chars().map(kept).collect();
    if id.trim_matches('-').is_empty() {
        "plan".to_owned()
    } else {
        id
    }
}
