//! `zeren impact`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{analyze, diff, output};
use crate::diagnostic::Words;
use crate::impact::impact;
use crate::logic::Limits;
use crate::model::{Model, UnitId};
use crate::render;
use crate::text::nearest;
use crate::wire::v1;
use crate::words;

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
        match self.answer(global) {
            Ok(exit) => exit,
            Err(problem) => {
                output::err(&format!("{}\n", problem.get(global.lang())));
                Exit::Failed
            }
        }
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let compiled = diff::one(&self.policy)?;
        let plan = analyze::plan(&compiled, &self.policy)?;
        let gone = find(&plan.model, &self.unit)?;
        let successor = self
            .successor
            .as_deref()
            .map(|name| find(&plan.model, name))
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

fn find(model: &Model, name: &str) -> Result<UnitId, Words> {
    model.find_unit(name).ok_or_else(|| {
        let names = model
            .units
            .iter()
            .flat_map(|u| std::iter::once(u.name.as_str()).chain(u.aliases.iter().map(String::as_str)));
        match nearest(name, names) {
            Some(near) => words!(
                "方案里没有单位 `{name}`。是不是 `{near}`?",
                "the plan has no unit `{name}`; did you mean `{near}`?"
            ),
            None => words!("方案里没有单位 `{name}`", "the plan has no unit `{name}`"),
        }
    })
}
