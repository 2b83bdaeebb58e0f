//! `zeren check`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::files::PlanFiles;
use super::{files, output, settings};
use crate::check::check;
use crate::compile::Compiled;
use crate::diagnostic::{Code, Lang, Severity, Words};
use crate::lint::{self, Settings};
use crate::model::Date;
use crate::render::{counts, diagnostics, findings, github, tally};
use crate::wire::{sarif, v1};
use crate::words;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// 方案:.zr 文件、方案文件夹、或装着方案的文件夹;- 为标准输入 · a plan, its folder, or a folder of plans; - is standard input
    policy: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 到哪一级算不通过(退出码 1) · the level that fails (exit status 1)
    #[arg(long, value_enum, default_value = "error")]
    fail_on: Level,
    /// 只看这个代码或规则,可多次 · only this code or lint, may be repeated
    #[arg(long, value_name = "CODE")]
    only: Vec<String>,
    /// 不运行规则和分析,只查语法和名称 · no lints and no analysis: syntax and names only
    #[arg(long)]
    no_lint: bool,
    /// 按这一天判断有效期和单位存续 · judge periods by this day
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
    /// 按方案列出问题的 Markdown,重要的在前 · a page of findings, the important first
    Findings,
    /// 每个方案有多少单位、条目、测试的 Markdown 表 · a table of counts
    Counts,
}

/// From which severity on a command fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    Error,
    Warning,
    Info,
    Never,
}

impl Check {
    pub fn run(&self, global: &Global) -> Exit {
        match self.all() {
            Ok(plans) => {
                self.show(&plans, global);
                let fails = plans
                    .iter()
                    .flat_map(|p| &p.diagnostics)
                    .any(|d| self.fail_on.fails(d.severity));
                if fails { Exit::Findings } else { Exit::Clean }
            }
            Err(message) => {
                output::err(&format!("{}\n", message.get(global.lang())));
                Exit::Failed
            }
        }
    }

    /// Every plan with all that is wrong with it.
    fn all(&self) -> Result<Vec<Compiled>, Words> {
        let (only, day) = (codes(&self.only)?, day(self.as_of.as_deref())?);
        let plans = files::compile_all(&self.policy).map_err(|e| e.message)?;
        plans
            .into_iter()
            .map(|(place, compiled)| self.linted(&place, compiled, &only, day))
            .collect()
    }

    fn linted(
        &self,
        place: &PlanFiles,
        mut compiled: Compiled,
        only: &[Code],
        day: Option<Date>,
    ) -> Result<Compiled, Words> {
        let found = std::mem::take(&mut compiled.diagnostics);
        compiled.diagnostics = match &compiled.plan {
            Some(plan) if !self.no_lint => {
                let settings = Settings {
                    levels: settings::levels(&place.folder)?,
                    day,
                    only: only.to_vec(),
                };
                check(plan, &compiled.sources, found, &settings)
            }
            _ => found
                .into_iter()
                .filter(|d| only.is_empty() || only.contains(&d.code))
                .collect(),
        };
        Ok(compiled)
    }

    fn show(&self, plans: &[Compiled], global: &Global) {
        let lang = global.lang();
        let all = || {
            plans
                .iter()
                .flat_map(|p| p.diagnostics.iter().map(move |d| (d, &p.sources)))
        };
        match self.format {
            Format::Sarif => output::json(&sarif::log(all(), lang)),
            Format::Github => output::out(&github::render(all(), lang)),
            Format::Findings => output::out(&findings::render(plans, lang)),
            Format::Counts => output::out(&counts::render(plans, lang)),
            Format::Json => {
                let forms: Vec<_> = plans
                    .iter()
                    .map(|p| v1::check(&p.diagnostics, &p.sources, lang))
                    .collect();
                match forms.as_slice() {
                    [one] => output::json(one),
                    several => output::json(&several),
                }
            }
            Format::Text => plans.iter().for_each(|p| Self::text(p, global, plans.len())),
        }
    }

    fn text(plan: &Compiled, global: &Global, plans: usize) {
        let lang = global.lang();
        output::out(&diagnostics::render(
            &plan.diagnostics,
            &plan.sources,
            lang,
            global.paint(),
            global.strokes(),
            Global::width(),
        ));
        output::out(&tally::render(&plan.diagnostics, lang, global.paint()));
        output::out(&summary(plan, lang, plans));
    }
}

impl Level {
    /// Whether a finding of this severity fails.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Level::Error => severity == Severity::Error,
            Level::Warning => severity >= Severity::Warning,
            Level::Info => true,
            Level::Never => false,
        }
    }
}

/// The codes that `--only` names.
pub fn codes(words: &[String]) -> Result<Vec<Code>, Words> {
    let code = |word: &String| {
        lint::known(word).map(|i| i.code).ok_or_else(|| {
            words!(
                "没有代码 `{word}`;`zeren explain` 列出全部",
                "there is no code `{word}`; `zeren explain` lists all"
            )
        })
    };
    words.iter().map(code).collect()
}

/// The day that `--as-of` names.
pub fn day(text: Option<&str>) -> Result<Option<Date>, Words> {
    let Some(text) = text else { return Ok(None) };
    Date::parse(text).map(Some).ok_or_else(|| {
        words!(
            "`{text}` 不是日期:写作 2022-10-20",
            "`{text}` is no date: write 2022-10-20"
        )
    })
}

fn summary(plan: &Compiled, lang: Lang, plans: usize) -> String {
    let count = |s| plan.count(s);
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let name = if plans > 1 || !plan.id().is_empty() {
        format!("{} ", plan.id())
    } else {
        String::new()
    };
    let size = plan
        .plan
        .as_ref()
        .map(|p| (p.model.units.len(), p.model.items.len()))
        .unwrap_or_default();
    match lang {
        Lang::Zh => format!(
            "{name}{} 个单位、{} 条:{errors} 错误,{warnings} 警告,{infos} 提示\n",
            size.0, size.1
        ),
        Lang::En => format!(
            "{name}{} units, {} items: {errors} errors, {warnings} warnings, {infos} remarks\n",
            size.0, size.1
        ),
    }
}
