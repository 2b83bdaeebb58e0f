//! `zeren impact`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, names, output};
use crate::diagnostic::Words;
use crate::impact::impact;
use crate::logic::Limits;
use crate::render;
use crate::wire::v1;

/// Arguments of `impact`.
#[derive(Debug, Args)]
pub struct ImpactCommand {
    /// 方案 · a plan or its folder
    policy: PathBuf,
    /// 单位 · the unit that goes
    unit: String,
    /// 接手的单位 · who takes over
    #[arg(long, value_name = "单位")]
    successor: Option<String>,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl ImpactCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.answer(global), global)
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let compiled = files::compile_one(&self.policy)?;
        let plan = files::plan_of(&compiled, &self.policy)?;
        let gone = names::unit(&plan.model, &self.unit)?;
        let successor = self
            .successor
            .as_deref()
            .map(|name| names::unit(&plan.model, name))
            .transpose()?;
        let wire = v1::impact(
            &plan.model,
            &compiled.digest,
            &impact(plan, gone, successor, Limits::default()),
        );
        match self.format {
            Format::Json => output::json(&wire),
            Format::Text => {
                let layout = render::impact::Layout {
                    lang: global.lang(),
                    paint: global.paint(),
                    width: Global::width(),
                };
                output::out(&render::impact::render(&wire, layout));
            }
        }
        Ok(if wire.effects.is_empty() {
            Exit::Clean
        } else {
            Exit::Findings
        })
    }
}
