//! `zeren graph`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::route::remarks;
use super::{facts, files, names, output};
use crate::chart::{self, Budget, Chart, Extent};
use crate::compile::{Compiled, CompiledPlan};
use crate::diagnostic::Words;
use crate::render::graph::{dot, foot, mermaid, svg};
use crate::route::{Options, Router};
use crate::wire::v1;
use crate::words;

/// Arguments of `graph`.
#[derive(Debug, Args)]
pub struct GraphCommand {
    /// 方案 · a plan or its folder
    policy: PathBuf,
    /// 只画这个单位周围 · only what is around this unit
    #[arg(long, value_name = "单位", conflicts_with_all = ["facts", "set"])]
    around: Option<String>,
    /// 离它几步 · steps from it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around", value_parser = clap::value_parser!(u8).range(1..=9))]
    depth: u8,
    /// 画一个案子的响应链:案情文件 · the chain of a case: its facts (YAML or JSON)
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// 一项事实,可多次 · one fact, may be repeated
    #[arg(long = "set", value_name = "事实=值")]
    set: Vec<String>,
    /// 响应链连同“可能” · the chain with what may hold, too
    #[arg(long)]
    possible: bool,
    /// 全部画出,不合并、不省略 · draw everything, however large
    #[arg(long)]
    full: bool,
    /// 格式 · format
    #[arg(long, value_enum, default_value = "svg")]
    format: Format,
    /// 写入文件 · write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 图片 · a picture, drawn without other programs
    Svg,
    /// Graphviz
    Dot,
    /// Mermaid
    Mermaid,
    /// zeren.graph/v1
    Json,
}

impl GraphCommand {
    pub fn run(&self, global: &Global) -> Exit {
        self.answer(global).unwrap_or_else(|problems| {
            for problem in problems {
                output::err(&format!("{}\n", problem.get(global.lang())));
            }
            Exit::Failed
        })
    }

    fn answer(&self, global: &Global) -> Result<Exit, Vec<Words>> {
        let compiled = files::compile_one(&self.policy).map_err(|w| vec![w])?;
        let plan = files::plan_of(&compiled, &self.policy).map_err(|w| vec![w])?;
        for remark in remarks(&compiled, plan, Options::default(), global.lang()) {
            output::err(&format!("{remark}\n"));
        }
        let chart = self.chart(plan)?;
        let text = self.written(&compiled, plan, &chart, global)?;
        output::to(self.output.as_deref(), text.as_bytes()).map_err(|w| vec![w])?;
        Ok(Exit::Clean)
    }

    fn chart(&self, plan: &CompiledPlan) -> Result<Chart, Vec<Words>> {
        let budget = if self.full { Budget::ALL } else { Budget::default() };
        if let Some(unit) = &self.around {
            let unit = names::unit(&plan.model, unit).map_err(|w| vec![w])?;
            return Ok(chart::around(plan, unit, usize::from(self.depth), budget));
        }
        if self.facts.is_none() && self.set.is_empty() {
            return Ok(chart::whole(plan, budget));
        }
        let raw = facts::gathered(self.facts.as_deref(), &self.set)?;
        let situation = raw
            .situation(&plan.model)
            .map_err(crate::engine::FactsError::into_words)?;
        let answer = Router::new(plan).route(&situation, Options::default());
        let extent = if self.possible {
            Extent::Possible
        } else {
            Extent::Certain
        };
        Ok(chart::chain(plan, &answer, extent, budget))
    }

    fn written(
        &self,
        compiled: &Compiled,
        plan: &CompiledPlan,
        chart: &Chart,
        global: &Global,
    ) -> Result<String, Vec<Words>> {
        let lang = global.lang();
        let id = &plan.model.plan.id;
        Ok(match self.format {
            Format::Dot => dot::render(chart, lang),
            Format::Mermaid => mermaid::render(chart, lang),
            Format::Svg => svg::render(chart, &foot(id, &compiled.digest), "zr", lang),
            Format::Json => serde_json::to_string_pretty(&v1::graph(id, &compiled.digest, chart, lang))
                .map(|t| t + "\n")
                .map_err(|e| vec![words!("{e}", "{e}")])?,
        })
    }
}
