//! `zeren matrix`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::files::PlanFiles;
use super::{files, matrix_import, names, output, settings};
use crate::compile::Compiled;
use crate::diagnostic::{Lang, Severity, Words};
use crate::lint::{self, Settings};
use crate::matrix::{self, By, Matrix, Options, Subject};
use crate::model::{FactId, ItemKind, Scope};
use crate::render::matrix::{Style, compare, duty_list, roles};
use crate::render::sheet::{self, Book};
use crate::wire::v1;
use crate::words;

/// Arguments of `matrix`.
#[derive(Debug, Args)]
pub struct MatrixCommand {
    /// 方案:可给几份,也可给装着方案的文件夹 · plans, or a folder of plans
    #[arg(required = true)]
    policies: Vec<PathBuf>,
    /// 行是什么(默认:有任务按任务,否则按事项) · what the rows are (default: tasks where the plan has any, else topics)
    #[arg(long, value_enum)]
    pub by: Option<ByArg>,
    /// 按情形时,每行一个值的事实(默认每行一个测试) · for situations: a row for each value of this fact (default: for each test)
    #[arg(long, value_name = "事实", requires = "by")]
    fact: Option<String>,
    /// 格内写角色还是 RACI 字母 · roles or RACI letters in the cells
    #[arg(long, value_enum, default_value = "roles")]
    style: StyleArg,
    /// 只列哪类条目 · items of which scope
    #[arg(long, value_enum, default_value = "all")]
    pub scope: ScopeArg,
    /// 某单位的责任清单,可多次;all 为每个单位 · the duty list of a unit, may be repeated; all for every unit
    #[arg(long, value_name = "单位", conflicts_with_all = ["by", "compare", "import"])]
    unit: Vec<String>,
    /// 几份方案对照:各事项由谁主责 · compare plans: who acts on each topic
    #[arg(long, conflicts_with_all = ["by", "import"])]
    compare: bool,
    /// 读回改过的表,列出与方案的差别 · read an edited sheet back and show what it would change
    #[arg(long, value_name = "XLSX")]
    import: Option<PathBuf>,
    /// 输出格式(默认看 -o 的扩展名) · output format (default: by the extension of -o)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// 写到文件 · write to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ByArg {
    Topic,
    Stage,
    Clause,
    Task,
    Situation,
}

impl ByArg {
    pub fn by(self) -> By {
        match self {
            ByArg::Topic => By::Topic,
            ByArg::Stage => By::Stage,
            ByArg::Clause => By::Clause,
            ByArg::Task => By::Task,
            ByArg::Situation => By::Situation,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StyleArg {
    Roles,
    Raci,
}

/// Items of which scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScopeArg {
    Case,
    Programme,
    All,
}

impl ScopeArg {
    pub fn scope(self) -> Option<Scope> {
        match self {
            ScopeArg::Case => Some(Scope::Case),
            ScopeArg::Programme => Some(Scope::Programme),
            ScopeArg::All => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Md,
    Csv,
    Xlsx,
    Docx,
    Html,
    Json,
}

/// What is asked for, in the form in which it is to be shown.
enum Answer {
    Json(String),
    Book(Book),
}

impl MatrixCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.answer(global), global)
    }

    fn answer(&self, global: &Global) -> Result<Exit, Words> {
        let plans = self.plans()?;
        let subjects = self.subjects(&plans)?;
        warn(&plans, global);
        if let Some(file) = &self.import {
            return self.import(&subjects, file, global);
        }
        let format = self.chosen()?;
        let answer = if self.compare {
            self.compared(&subjects, format, global.lang())?
        } else if self.unit.is_empty() {
            self.matrix(&plans, &subjects, format, global)?
        } else {
            self.lists(&subjects, format, global.lang())?
        };
        self.deliver(answer, format, global)?;
        Ok(Exit::Clean)
    }

    fn plans(&self) -> Result<Vec<(PlanFiles, Compiled)>, Words> {
        let mut plans = Vec::new();
        for path in &self.policies {
            plans.extend(files::compile_all(path).map_err(|e| e.message)?);
        }
        Ok(plans)
    }

    fn subjects<'c>(&self, plans: &'c [(PlanFiles, Compiled)]) -> Result<Vec<Subject<'c>>, Words> {
        plans
            .iter()
            .map(|(place, compiled)| {
                let plan = files::plan_of(compiled, &place.folder)?;
                Ok(Subject::new(compiled, plan))
            })
            .collect()
    }

    /// The format that is asked for, or that the file's name tells.
    fn chosen(&self) -> Result<Format, Words> {
        let told = self
            .output
            .as_deref()
            .and_then(Path::extension)
            .and_then(|e| e.to_str());
        match (self.format, told) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Format::Text),
            (None, Some(extension)) => match extension.to_lowercase().as_str() {
                "txt" => Ok(Format::Text),
                "htm" => Ok(Format::Html),
                "markdown" => Ok(Format::Md),
                other => Format::from_str(other, true).map_err(|_| {
                    words!(
                        "看不出 `.{extension}` 是什么格式:加 --format(text、md、csv、xlsx、docx、html、json)",
                        "`.{extension}` tells no format: add --format (text, md, csv, xlsx, docx, html, json)"
                    )
                }),
            },
        }
    }

    fn style(&self) -> Style {
        match self.style {
            StyleArg::Roles => Style::Roles,
            StyleArg::Raci => Style::Raci,
        }
    }

    fn matrix(
        &self,
        plans: &[(PlanFiles, Compiled)],
        subjects: &[Subject<'_>],
        format: Format,
        global: &Global,
    ) -> Result<Answer, Words> {
        let lang = global.lang();
        let by = self.by.map_or_else(|| usual(subjects), ByArg::by);
        let found = self.built(subjects, by)?;
        let report = v1::matrix(subjects, &found, findings(plans, lang)?);
        if format == Format::Json {
            return json(&report);
        }
        let origin = matrix_import::Origin {
            by,
            scope: self.scope,
            style: self.style(),
            plan: report.plans.first().map_or_else(String::new, |p| p.id.clone()),
        };
        Ok(Answer::Book(roles::book(&report, self.style(), &origin.text(), lang)))
    }

    fn built(&self, subjects: &[Subject<'_>], by: By) -> Result<Matrix, Words> {
        if by != By::Situation && self.fact.is_some() {
            return Err(words!(
                "--fact 只用于 --by situation",
                "--fact goes with --by situation only"
            ));
        }
        let facts = self.facts(subjects)?;
        let found = matrix::matrix(
            subjects,
            Options {
                by,
                scope: self.scope.scope(),
                fact: &facts,
            },
        );
        if found.rows.is_empty() {
            return Err(empty(by));
        }
        Ok(found)
    }

    fn facts(&self, subjects: &[Subject<'_>]) -> Result<Vec<Option<FactId>>, Words> {
        let Some(name) = &self.fact else {
            return Ok(Vec::new());
        };
        let found = |s: &Subject<'_>| s.plan.model.find_fact(name);
        if subjects.iter().all(|s| found(s).is_none()) {
            let known = subjects
                .iter()
                .flat_map(|s| &s.plan.model.facts)
                .map(|f| f.name.as_str());
            return Err(names::unknown(("事实", "fact"), name, known));
        }
        Ok(subjects.iter().map(found).collect())
    }

    fn lists(&self, subjects: &[Subject<'_>], format: Format, lang: Lang) -> Result<Answer, Words> {
        let scope = self.scope.scope();
        let mut reports = Vec::new();
        for name in self.units(subjects)? {
            let lists: Vec<_> = subjects
                .iter()
                .filter_map(|s| {
                    let unit = s.plan.model.find_unit(&name)?;
                    Some((*s, matrix::duty_list(*s, unit, scope)))
                })
                .collect();
            if lists.is_empty() {
                let known = subjects.iter().flat_map(|s| names::unit_names(&s.plan.model));
                return Err(names::unknown(("单位", "unit"), &name, known));
            }
            reports.push(v1::duty_list(&name, &lists));
        }
        match (format, reports.as_slice()) {
            (Format::Json, [one]) => json(one),
            (Format::Json, several) => json(&several),
            (_, reports) => Ok(Answer::Book(duty_list::book(reports, lang))),
        }
    }

    /// The units that are asked for; `all` stands for all that have anything to do.
    fn units(&self, subjects: &[Subject<'_>]) -> Result<Vec<String>, Words> {
        if !self.unit.iter().any(|u| u == "all" || u == "全部") {
            return Ok(self.unit.clone());
        }
        let mut out: Vec<String> = Vec::new();
        for subject in subjects {
            for unit in matrix::units_with_duties(&subject.plan.model) {
                let name = &subject.plan.model.unit(unit).name;
                if !out.contains(name) {
                    out.push(name.clone());
                }
            }
        }
        Ok(out)
    }

    fn compared(&self, subjects: &[Subject<'_>], format: Format, lang: Lang) -> Result<Answer, Words> {
        if subjects.len() < 2 {
            return Err(words!("对照至少要两份方案", "a comparison needs at least two plans"));
        }
        let found = matrix::compare(subjects, self.scope.scope());
        let report = v1::matrix_compare(subjects, &found);
        if format == Format::Json {
            return json(&report);
        }
        Ok(Answer::Book(compare::book(&report, self.style(), lang)))
    }

    fn import(&self, subjects: &[Subject<'_>], file: &Path, global: &Global) -> Result<Exit, Words> {
        let [subject] = subjects else {
            return Err(words!(
                "读回改过的表时只能给一份方案",
                "an edited sheet is read against one plan"
            ));
        };
        let asked = matrix_import::Asked {
            by: self.by.map(ByArg::by),
            scope: self.scope.scope(),
        };
        let report = matrix_import::report(*subject, file, asked, global)?;
        match self.format {
            Some(Format::Json) => output::json(&report),
            None | Some(Format::Text) => output::out(&crate::render::matrix::edits::render(
                &report,
                global.lang(),
                global.paint(),
            )),
            Some(_) => {
                return Err(words!(
                    "差别只能以 text 或 json 输出",
                    "differences are shown as text or json only"
                ));
            }
        }
        Ok(if report.equal { Exit::Clean } else { Exit::Findings })
    }

    fn deliver(&self, answer: Answer, format: Format, global: &Global) -> Result<(), Words> {
        let bytes = match answer {
            Answer::Json(text) => text.into_bytes(),
            Answer::Book(book) => self.written(&book, format, global)?,
        };
        match &self.output {
            Some(path) => std::fs::write(path, bytes).map_err(|e| files::unwritten(&path.display(), &e)),
            None => {
                output::bytes(&bytes);
                Ok(())
            }
        }
    }

    fn written(&self, book: &Book, format: Format, global: &Global) -> Result<Vec<u8>, Words> {
        let to_terminal = self.output.is_none() && output::is_terminal();
        let failed = |e: String| words!("写不成:{e}", "cannot be written: {e}");
        if to_terminal && matches!(format, Format::Xlsx | Format::Docx) {
            return Err(words!(
                "表格和文档文件不能写到终端:加 -o 文件名",
                "office files do not go to a terminal: add -o FILE"
            ));
        }
        Ok(match format {
            Format::Text | Format::Json => {
                let layout = sheet::terminal::Layout {
                    paint: if self.output.is_some() {
                        crate::render::Paint::Plain
                    } else {
                        global.paint()
                    },
                    width: Global::width(),
                    ascii: global.is_ascii(),
                };
                sheet::terminal::render(book, layout).into_bytes()
            }
            Format::Md => sheet::markdown::render(book).into_bytes(),
            Format::Csv => sheet::csv::render(book).into_bytes(),
            Format::Html => sheet::html::render(book).into_bytes(),
            Format::Docx => sheet::docx::render(book).map_err(|e| failed(e.to_string()))?,
            Format::Xlsx => sheet::xlsx::render(book, &mut |done, all| progress(done, all, global)).map_err(failed)?,
        })
    }
}

/// Says how far a long work has come; on a terminal only.
fn progress(done: usize, all: usize, global: &Global) {
    if !output::is_error_terminal() {
        return;
    }
    let percent = done * 100 / all.max(1);
    let text = match global.lang() {
        Lang::Zh => format!("\r已写 {percent}%({done}/{all} 行)"),
        Lang::En => format!("\r{percent}% written ({done} of {all} rows)"),
    };
    output::err(&text);
    if done == all {
        output::err("\r\u{1b}[K");
    }
}

fn json(value: &impl serde::Serialize) -> Result<Answer, Words> {
    serde_json::to_string_pretty(value)
        .map(|t| Answer::Json(t + "\n"))
        .map_err(|e| words!("{e}", "{e}"))
}

/// Tasks where one plan has any; else topics.
fn usual(subjects: &[Subject<'_>]) -> By {
    let has_tasks = |s: &Subject<'_>| s.plan.model.items.iter().any(|i| i.kind == ItemKind::Task);
    match subjects {
        [one] if has_tasks(one) => By::Task,
        _ => By::Topic,
    }
}

fn empty(by: By) -> Words {
    match by {
        By::Task => words!(
            "方案里没有任务:用 --by clause 或 --by topic",
            "the plan has no tasks: use --by clause or --by topic"
        ),
        By::Situation => words!(
            "方案里没有测试,无从取情形:用 --fact 事实,每行一个值",
            "the plan has no tests to take situations from: use --fact FACT, a row for each value"
        ),
        _ => words!("范围内没有条目", "nothing in this scope"),
    }
}

/// Says on standard error that some declarations took no part.
fn warn(plans: &[(PlanFiles, Compiled)], global: &Global) {
    for (_, compiled) in plans {
        let errors = compiled.count(Severity::Error);
        if errors > 0 {
            let id = compiled.id();
            let words = words!(
                "`{id}` 有 {errors} 处错误,有错的声明不在表里;先运行 zeren check",
                "`{id}` has {errors} errors; the declarations with errors are not in the table: run zeren check first"
            );
            output::err(&format!("{}\n", words.get(global.lang())));
        }
    }
}

/// What `check` says of each plan.
fn findings(plans: &[(PlanFiles, Compiled)], lang: Lang) -> Result<Vec<v1::PlanFinding>, Words> {
    let mut out = Vec::new();
    for (at, (place, compiled)) in plans.iter().enumerate() {
        let Some(plan) = &compiled.plan else { continue };
        let settings = Settings {
            levels: settings::levels(&place.folder)?,
            day: None,
            only: Vec::new(),
        };
        let found = lint::lint(plan, &compiled.sources, compiled.diagnostics.clone(), &settings);
        let check = v1::check(&found, &compiled.sources, lang);
        out.extend(
            check
                .diagnostics
                .into_iter()
                .map(|finding| v1::PlanFinding { plan: at, finding }),
        );
    }
    Ok(out)
}
