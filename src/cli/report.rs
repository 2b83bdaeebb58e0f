//! `zeren report`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{files, output, settings, trace};
use crate::chart::{self, Budget};
use crate::check::check;
use crate::compile::{Compiled, CompiledPlan};
use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Settings;
use crate::matrix::{self, By};
use crate::model::{Date, ItemKind};
use crate::render;
use crate::render::report::{Subject, document, page};
use crate::trace::Trace;
use crate::wire::v1::{self, DutyListReport, MatrixReport};
use crate::words;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportCommand {
    /// 方案 · a plan or its folder
    policy: PathBuf,
    /// 原文:逐条核对覆盖 · the document, to check the coverage of its clauses
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// 按这一天判断有效期和单位存续 · judge periods by this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// 格式 · format
    #[arg(long, value_enum, default_value = "html")]
    format: Format,
    /// 写入文件 · write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 一个网页文件 · one web page
    Html,
    /// Word 文件 · for a word processor
    Docx,
}

impl ReportCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.answer(global), global)
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let day = self.day()?;
        let compiled = files::compile_one(&self.policy)?;
        let plan = files::plan_of(&compiled, &self.policy)?;
        let findings = findings(&self.policy, &compiled, plan, day)?;
        let traced: Option<Trace> = match &self.source {
            Some(path) => Some(trace::traced(path, plan, global)?),
            None => None,
        };
        let chart = chart::whole(plan, Budget::default());
        let (matrix, lists) = tables(matrix::Subject::new(&compiled, plan));
        let subject = Subject {
            plan,
            sources: &compiled.sources,
            digest: &compiled.digest,
            findings: &findings,
            chart: &chart,
            matrix: &matrix,
            lists: &lists,
            trace: traced.as_ref(),
        };
        let lang = global.lang();
        let foot = render::graph::foot(&plan.model.plan.id, &compiled.digest);
        let bytes = match self.format {
            Format::Html => page(subject, &foot, lang).into_bytes(),
            Format::Docx => render::docx::write(&document(subject, lang))
                .map_err(|e| words!("写不成文件:{e}", "cannot make the file: {e}"))?,
        };
        output::to(self.output.as_deref(), &bytes)?;
        let errors = findings.iter().any(|d| d.severity == Severity::Error);
        Ok(if errors { Exit::Findings } else { Exit::Clean })
    }

    fn day(&self) -> Result<Option<Date>, Words> {
        let Some(text) = &self.as_of else { return Ok(None) };
        Date::parse(text).map(Some).ok_or_else(|| {
            words!(
                "`{text}` 不是日期:写作 2022-10-20",
                "`{text}` is no date: write 2022-10-20"
            )
        })
    }
}

/// The matrix of roles (by task where the plan has any, else by topic), and the duty list of each unit that has one.
fn tables(subject: matrix::Subject<'_>) -> (MatrixReport, Vec<DutyListReport>) {
    let model = &subject.plan.model;
    let tasks = model.items.iter().any(|i| i.kind == ItemKind::Task);
    let options = matrix::Options {
        by: if tasks { By::Task } else { By::Topic },
        scope: None,
        fact: &[],
    };
    let roles = v1::matrix(&[subject], &matrix::matrix(&[subject], options), Vec::new());
    let list = |unit| {
        let list = matrix::duty_list(subject, unit, None);
        v1::duty_list(&model.unit(unit).name, &[(subject, list)])
    };
    (roles, matrix::units_with_duties(model).into_iter().map(list).collect())
}

/// All that is wrong with a plan, as `check` finds it.
fn findings(
    path: &Path,
    compiled: &Compiled,
    plan: &CompiledPlan,
    day: Option<Date>,
) -> Result<Vec<Diagnostic>, Words> {
    let place = files::plans(path).map_err(|e| e.message)?;
    let folder = place.first().map_or_else(|| PathBuf::from("."), |p| p.folder.clone());
    let settings = Settings {
        levels: settings::levels(&folder)?,
        day,
        only: Vec::new(),
    };
    Ok(check(plan, &compiled.sources, compiled.diagnostics.clone(), &settings))
}
