//! `zeren diff`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{analyze, files, output};
use crate::compile::Compiled;
use crate::diagnostic::Words;
use crate::diff::diff;
use crate::logic::Limits;
use crate::render;
use crate::render::diff::{Form, Layout};
use crate::wire::v1;
use crate::words;

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
        match self.answer(global) {
            Ok(exit) => exit,
            Err(problem) => {
                output::err(&format!("{}\n", problem.get(global.lang())));
                Exit::Failed
            }
        }
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let (first, second) = (one(&self.a)?, one(&self.b)?);
        let (a, b) = (analyze::plan(&first, &self.a)?, analyze::plan(&second, &self.b)?);
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

/// The one plan at a path.
pub fn one(path: &Path) -> Result<Compiled, Words> {
    let mut all = files::compile_all(path).map_err(|e| e.message)?;
    match (all.pop(), all.len()) {
        (Some((_, compiled)), 0) => Ok(compiled),
        _ => {
            let shown = path.display();
            Err(words!(
                "`{shown}` 里有几份方案;请指明一份",
                "`{shown}` holds several plans; name one"
            ))
        }
    }
}
