//! `zeren analyze`

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, names, output};
use crate::analyze::{Analysis, Options, analyze, smt2};
use crate::compile::{Compiled, CompiledPlan};
use crate::diagnostic::{Severity, Words};
use crate::render;
use crate::render::analyze::{Detail, Layout};
use crate::wire::v1;
use crate::words;

/// Arguments of `analyze`.
#[derive(Debug, Args)]
pub struct Analyze {
    /// 方案 · a plan, its folder, or a folder of plans
    policy: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 只看一个事项 · one topic only
    #[arg(long, value_name = "事项")]
    topic: Option<String>,
    /// 提示也逐条展开 · remarks in full too
    #[arg(long)]
    all: bool,
    /// 把每个问题写成 SMT-LIB 文件 · write each question as an SMT-LIB file
    #[arg(long, value_name = "DIR")]
    smt2: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Analyze {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.answer(global), global)
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        // The program ends after this: a plan of a hundred thousand items need not be taken apart again.
        let compiled = ManuallyDrop::new(files::compile_all(&self.policy).map_err(|e| e.message)?);
        let mut exit = Exit::Clean;
        for (at, (_, compiled)) in compiled.iter().enumerate() {
            let plan = files::plan_of(compiled, &self.policy)?;
            self.check_topic(plan)?;
            let options = Options {
                topic: self.topic.as_deref(),
                ..Options::default()
            };
            let analysis = ManuallyDrop::new(analyze(plan, options));
            if let Some(folder) = &self.smt2 {
                export(folder, plan, &analysis)?;
            }
            if at > 0 && self.format == Format::Text {
                output::out("\n");
            }
            self.show(compiled, plan, &analysis, global);
            let faults = analysis.count(Severity::Error) + analysis.count(Severity::Warning);
            exit = exit.max(if faults > 0 { Exit::Findings } else { Exit::Clean });
        }
        Ok(exit)
    }

    fn check_topic(&self, plan: &CompiledPlan) -> Result<(), Words> {
        let Some(topic) = &self.topic else { return Ok(()) };
        let topics = || plan.model.items.iter().map(crate::analyze::topic_of);
        if topics().any(|t| t == topic) {
            return Ok(());
        }
        Err(names::unknown(("事项", "topic"), topic, topics()))
    }

    fn show(&self, compiled: &Compiled, plan: &CompiledPlan, analysis: &Analysis, global: &Global) {
        let lang = global.lang();
        let wire = v1::analyze(&plan.model, &compiled.digest, analysis, lang);
        match self.format {
            Format::Json => output::json(&wire),
            Format::Text => {
                let detail = if self.all { Detail::Full } else { Detail::Short };
                let layout = Layout {
                    lang,
                    paint: global.paint(),
                    width: Global::width(),
                    detail,
                };
                output::out(&render::analyze::render(&plan.model.plan.title, &wire, layout));
            }
        }
    }
}
/// Writes the questions of an analysis, one file each.
fn export(folder: &std::path::Path, plan: &CompiledPlan, analysis: &Analysis) -> Result<(), Words> {
    let failed = |e: std::io::Error| {
        let shown = folder.display();
        words!("写不进 `{shown}`:{e}", "cannot write to `{shown}`: {e}")
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (name, text) in smt2::questions(plan, analysis) {
        std::fs::write(folder.join(name), text).map_err(failed)?;
    }
    Ok(())
}
