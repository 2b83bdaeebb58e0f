//! `zeren lint`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{check, documents, output, settings};
use crate::diagnostic::{Severity, Words};
use crate::lint::Settings;
use crate::reader::Reading;
use crate::render::{diagnostics, github, tally};
use crate::review::{Review, review};
use crate::wire::{sarif, v1};
use crate::words;

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub struct LintCommand {
    /// 文档:.docx、文本、网页或 PDF,- 为标准输入 · a document: .docx, text, web page or PDF, - is standard input
    file: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 另存一份带批注的 .docx · write a copy of the .docx with the findings as review comments
    #[arg(long, value_name = "OUT.docx")]
    comments: Option<PathBuf>,
    /// 到哪一级算不通过(退出码 1) · the level that fails (exit status 1)
    #[arg(long, value_enum, default_value = "warning")]
    fail_on: check::Level,
    /// 只看这个代码或规则,可多次 · only this code or lint, may be repeated
    #[arg(long, value_name = "CODE")]
    only: Vec<String>,
    /// 按这一天判断 · judge periods by this day
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 给人看 · for people
    Text,
    /// zeren.check/v1
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// GitHub Actions 注释 · annotations
    Github,
}

impl LintCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.answer(global), global)
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let name = documents::name(&self.file);
        let folder = self
            .file
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let settings = Settings {
            levels: settings::levels(folder)?,
            day: check::day(self.as_of.as_deref())?,
            only: check::codes(&self.only)?,
        };
        let (bytes, reading) = documents::read(&self.file, global)?;
        let reviewed = review(&name, &reading, &settings);
        if let Some(copy) = &self.comments {
            self.comment(copy, &bytes, &reading, &reviewed, global)?;
        }
        self.show(&reviewed, &reading, global);
        let fails = reviewed.findings.iter().any(|d| self.fail_on.fails(d.severity));
        Ok(if fails { Exit::Findings } else { Exit::Clean })
    }

    fn show(&self, reviewed: &Review, reading: &Reading, global: &Global) {
        let lang = global.lang();
        let all = || reviewed.findings.iter().map(|d| (d, &reviewed.sources));
        match self.format {
            Format::Sarif => output::json(&sarif::log(all(), lang)),
            Format::Github => output::out(&github::render(all(), lang)),
            Format::Json => {
                let mut form = v1::check(&reviewed.findings, &reviewed.sources, lang);
                for place in form.diagnostics.iter_mut().flat_map(|d| &mut d.locations) {
                    let words = reading.line(place.line).and_then(|l| l.place.words());
                    place.place = words.map(|w| w.get(lang).to_owned());
                }
                output::json(&form);
            }
            Format::Text => {
                output::out(&diagnostics::render(
                    &reviewed.findings,
                    &reviewed.sources,
                    lang,
                    global.paint(),
                    global.strokes(),
                    Global::width(),
                ));
                output::out(&tally::render(&reviewed.findings, lang, global.paint()));
                output::out(summary(reviewed).get(lang));
            }
        }
    }

    #[cfg(feature = "import")]
    fn comment(
        &self,
        copy: &Path,
        bytes: &[u8],
        reading: &Reading,
        reviewed: &Review,
        global: &Global,
    ) -> Result<(), Words> {
        use crate::reader::docx;
        let shown = copy.display();
        let same = std::fs::canonicalize(copy)
            .ok()
            .is_some_and(|c| std::fs::canonicalize(&self.file).is_ok_and(|f| f == c));
        if same {
            return Err(words!(
                "批注写到另一个文件,不写到原件上",
                "write the comments to another file than the document itself"
            ));
        }
        let fault = |f: crate::reader::Fault| f.of_file(&documents::name(&self.file));
        // Text, a page, a PDF: its lines become the paragraphs of a new docx.
        let paged = match reading.format {
            crate::reader::Format::Docx => None,
            _ => Some(docx::paged(reading).map_err(fault)?),
        };
        let comments: Vec<docx::Comment> = reviewed
            .each
            .iter()
            .filter_map(|d| comment(d, reading, reviewed, paged.as_ref(), global))
            .collect();
        if paged.is_some() {
            let name = documents::name(&self.file);
            let made = words!(
                "`{name}` 不是 .docx:`{shown}` 按它的各行新建\n",
                "`{name}` is no .docx: `{shown}` is made of its lines\n"
            );
            output::err(made.get(global.lang()));
        }
        let made = docx::with_comments(paged.as_ref().map_or(bytes, |p| &p.bytes), &comments);
        let made = made.map_err(fault)?;
        std::fs::write(copy, made).map_err(|e| super::files::unwritten(&shown, &e))?;
        let count = comments.len();
        output::err(words!("`{shown}`:{count} 条批注\n", "`{shown}`: {count} comments\n").get(global.lang()));
        Ok(())
    }

    #[cfg(not(feature = "import"))]
    fn comment(&self, _: &Path, _: &[u8], _: &Reading, _: &Review, _: &Global) -> Result<(), Words> {
        Err(words!(
            "这个程序编译时没有带上读写 .docx 的部分",
            "this build does not read or write .docx"
        ))
    }
}

/// The review comment that says a finding.
#[cfg(feature = "import")]
fn comment(
    finding: &crate::diagnostic::Diagnostic,
    reading: &Reading,
    reviewed: &Review,
    paged: Option<&crate::reader::docx::Paged>,
    global: &Global,
) -> Option<crate::reader::docx::Comment> {
    let lang = global.lang();
    let place = finding.primary.span;
    let number = reviewed.sources.start(place).line;
    let line = reading.line(number)?;
    let anchor = match paged {
        Some(paged) => paged.anchors.get(number.checked_sub(1)?).copied(),
        None => line.anchor,
    };
    let mut paragraphs = vec![
        format!("{} {}", finding.code, finding.info.title(lang)),
        finding.message.get(lang).to_owned(),
    ];
    let words = reviewed.sources.text(place);
    if line.original.is_none() && !words.is_empty() && words.chars().count() < 40 {
        paragraphs.push(lang.pick(format!("文字:“{words}”"), format!("words: “{words}”")));
    }
    paragraphs.extend(
        finding
            .help
            .as_ref()
            .map(|h| format!("{}{}", lang.pick("建议:", "write: "), h.get(lang))),
    );
    Some(crate::reader::docx::Comment {
        anchor,
        words: (line.original.is_none()).then(|| words.to_owned()),
        paragraphs,
    })
}

fn summary(reviewed: &Review) -> Words {
    let count = |s| reviewed.findings.iter().filter(|d| d.severity == s).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let (clauses, (units, items)) = (reviewed.clauses, reviewed.drafted);
    words!(
        "{clauses} 条,读出 {units} 个单位、{items} 项职责和任务:{errors} 错误,{warnings} 警告,{infos} 提示\n",
        "{clauses} clauses; {units} units, {items} duties and tasks read: {errors} errors, {warnings} warnings, {infos} remarks\n"
    )
}
