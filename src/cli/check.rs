//! `zeren check`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, output};
use crate::compile::Compiled;
use crate::diagnostic::{Lang, Severity};
use crate::render::diagnostics;
use crate::wire::v1;

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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    Error,
    Warning,
    Info,
    Never,
}

impl Check {
    pub fn run(&self, global: &Global) -> Exit {
        let compiled = match files::compile_all(&self.policy) {
            Ok(compiled) => compiled,
            Err(error) => {
                output::err(&format!("{}\n", error.message.get(global.lang())));
                return Exit::Failed;
            }
        };
        let mut exit = Exit::Clean;
        for (_, plan) in &compiled {
            self.show(plan, global, compiled.len());
            let fails = plan.diagnostics.iter().any(|d| self.fails(d.severity));
            exit = exit.max(if fails { Exit::Findings } else { Exit::Clean });
        }
        exit
    }

    fn fails(&self, severity: Severity) -> bool {
        match self.fail_on {
            Level::Error => severity == Severity::Error,
            Level::Warning => severity >= Severity::Warning,
            Level::Info => true,
            Level::Never => false,
        }
    }

    fn show(&self, plan: &Compiled, global: &Global, plans: usize) {
        let lang = global.lang();
        if self.format == Format::Json {
            output::json(&v1::check(&plan.diagnostics, &plan.sources, lang));
            return;
        }
        output::out(&diagnostics::render(&plan.diagnostics, &plan.sources, lang, global.paint(), global.strokes(), Global::width()));
        output::out(&summary(plan, lang, plans));
    }
}

fn summary(plan: &Compiled, lang: Lang, plans: usize) -> String {
    let count = |s| plan.count(s);
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let name = if plans > 1 || !plan.id().is_empty() { format!("{} ", plan.id()) } else { String::new() };
    let size = plan.plan.as_ref().map(|p| (p.model.units.len(), p.model.items.len())).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{name}{} 个单位、{} 条:{errors} 错误,{warnings} 警告,{infos} 提示\n", size.0, size.1),
        Lang::En => format!("{name}{} units, {} items: {errors} errors, {warnings} warnings, {infos} remarks\n", size.0, size.1),
    }
}
