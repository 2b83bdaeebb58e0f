//! `zeren diff`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, output};
use crate::diagnostic::Words;
use crate::diff::diff;
use crate::logic::Limits;
use crate::render;
use crate::render::diff::{Form, Layout};
use crate::wire::v1;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// 前一份方案 · the first plan
    a: PathBuf,
    /// 后一份方案 · the second plan
    b: PathBuf,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Md,
}

impl Diff {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.answer(global), global)
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let (first, second) = (files::compile_one(&self.a)?, files::compile_one(&self.b)?);
        let (a, b) = (files::plan_of(&first, &self.a)?, files::plan_of(&second, &self.b)?);
        let found = diff(a, b, Limits::default());
        let wire = v1::diff([&a.model, &b.model], [&first.digest, &second.digest], &found);
        let form = match self.format {
            Format::Json => {
                output::json(&wire);
                return Ok(exit(wire.equal));
            }
            Format::Text => (Form::Terminal, global.paint()),
            Format::Md => (Form::Markdown, render::Paint::Plain),
        };
        let layout = Layout {
            lang: global.lang(),
            paint: form.1,
            width: Global::width(),
            form: form.0,
        };
        output::out(&render::diff::render(
            [&a.model.plan.title, &b.model.plan.title],
            &wire,
            layout,
        ));
        Ok(exit(wire.equal))
    }
}

fn exit(equal: bool) -> Exit {
    if equal { Exit::Clean } else { Exit::Findings }
}
