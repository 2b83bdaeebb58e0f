//! `zeren test`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::Global;
use super::exit::Exit;
use super::{cases, files, output};
use crate::compile::{Compiled, CompiledPlan};
use crate::diagnostic::{Lang, Words};
use crate::model::{Expectation, ItemId, Model, Scope, Test, Who};
use crate::render::Paint;
use crate::route::{Answer, Assignment, Options, Router, Status};
use crate::wire::v1::{TestReport, TestResult};
use crate::words;

/// A case file holds at most this many bytes.
const MAX_CASES: u64 = 16 * 1024 * 1024;

/// Arguments of `test`.
#[derive(Debug, Args)]
pub struct TestCommand {
    /// 方案 · a plan, its folder, or a folder of plans
    policy: PathBuf,
    /// 另加的案例文件(YAML),可多次 · further case files, may be repeated
    #[arg(long, value_name = "FILE")]
    cases: Vec<PathBuf>,
    /// 输出格式 · output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 列出通过的测试和未覆盖的条目 · list passed tests and untested items
    #[arg(long, short)]
    verbose: bool,
    /// 覆盖率低于此百分数则不通过 · fail below this share of items covered
    #[arg(long, value_name = "PERCENT")]
    min_coverage: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl TestCommand {
    pub fn run(&self, global: &Global) -> Exit {
        Exit::of(self.all(global), global)
    }

    fn all(&self, global: &Global) -> Result<Exit, Words> {
        let lang = global.lang();
        let compiled = files::compile_all(&self.policy).map_err(|e| e.message)?;
        let ids: Vec<&str> = compiled.iter().map(|(_, c)| c.id()).collect();
        let further = self.further_cases(&ids)?;
        let mut exit = Exit::Clean;
        let (mut passed, mut failed) = (0, 0);
        for (place, compiled) in &compiled {
            let plan = files::plan_of(compiled, &place.folder)?;
            let mut case_files = beside(&place.folder)?;
            let ours = further.iter().filter(|(_, c)| c.plan == plan.model.plan.id);
            case_files.extend(ours.map(|(path, _)| path.clone()));
            let report = run_plan(compiled, plan, &case_files, lang);
            exit = exit.max(self.verdict(&report));
            passed += report.passed;
            failed += report.failed;
            match self.format {
                Format::Json => output::json(&report),
                Format::Text => output::out(&self.text(&report, lang, global.paint())),
            }
        }
        if self.format == Format::Text && compiled.len() > 1 {
            output::out(&format!("{passed} passed, {failed} failed\n"));
        }
        Ok(exit)
    }

    fn further_cases(&self, plans: &[&str]) -> Result<Vec<(PathBuf, cases::CaseFile)>, Words> {
        let mut out = Vec::new();
        for path in &self.cases {
            let file = read_cases(path)?;
            if !plans.contains(&file.plan.as_str()) {
                return Err(words!(
                    "`{}` 是方案 `{}` 的案例,这里的方案是 `{}`",
                    "`{}` has cases of plan `{}`; here is `{}`",
                    path.display(),
                    file.plan,
                    plans.join("、")
                ));
            }
            out.push((path.clone(), file));
        }
        Ok(out)
    }

    fn verdict(&self, report: &TestReport) -> Exit {
        let low = self
            .min_coverage
            .is_some_and(|m| report.covered_items * 100 < m * report.items);
        if report.failed > 0 || low {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }

    fn text(&self, report: &TestReport, lang: Lang, paint: Paint) -> String {
        let mut out = String::new();
        for test in &report.tests {
            if test.passed && !self.verbose {
                continue;
            }
            let mark = if test.passed {
                paint.green("✓")
            } else {
                paint.red("✗")
            };
            out.push_str(&format!("{mark} {}\n", test.name));
            for failure in &test.failures {
                out.push_str(&format!("    {failure}\n"));
            }
        }
        if self.verbose && !report.untested.is_empty() {
            let heading = if lang == Lang::Zh {
                "没有测试到的条目:"
            } else {
                "untested items: "
            };
            out.push_str(&format!("{heading}{}\n", report.untested.join("、")));
        }
        let share = (report.covered_items * 100).checked_div(report.items).unwrap_or(100);
        out.push_str(&match lang {
            Lang::Zh => format!(
                "{}:{} 通过,{} 失败;个案条目覆盖 {}/{}({share}%)\n",
                report.plan, report.passed, report.failed, report.covered_items, report.items
            ),
            Lang::En => format!(
                "{}: {} passed, {} failed; items of case scope covered {}/{} ({share}%)\n",
                report.plan, report.passed, report.failed, report.covered_items, report.items
            ),
        });
        out
    }
}

/// The case files in a plan's `cases` folder.
fn beside(folder: &Path) -> Result<Vec<PathBuf>, Words> {
    let place = folder.join("cases");
    if !place.is_dir() {
        return Ok(Vec::new());
    }
    let mut out: Vec<PathBuf> = files::entries(&place)
        .map_err(|e| e.message)?
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "yml" || e == "json"))
        .collect();
    out.sort();
    Ok(out)
}

fn read_cases(path: &Path) -> Result<cases::CaseFile, Words> {
    let bytes = files::bytes(path, MAX_CASES).map_err(|e| e.message)?;
    let shown = path.display();
    let text = String::from_utf8(bytes).map_err(|_| words!("`{shown}` 不是 UTF-8", "`{shown}` is not UTF-8"))?;
    cases::read(text.trim_start_matches('\u{feff}'))
        .map_err(|w| Words::new(format!("{shown} {}", w.zh), format!("{shown} {}", w.en)))
}

fn run_plan(compiled: &Compiled, plan: &CompiledPlan, case_files: &[PathBuf], lang: Lang) -> TestReport {
    let mut runner = Runner {
        plan,
        router: Router::new(plan),
        covered: BTreeSet::new(),
        results: Vec::new(),
        lang,
    };
    for test in &plan.model.tests {
        let at = compiled.sources.start(test.span);
        let file = compiled.sources.get(test.span.source).map_or("", |s| s.name());
        runner.test(test, format!("{file}:{}", at.line));
    }
    for path in case_files {
        runner.case_file(path);
    }
    runner.report()
}

struct Runner<'p> {
    plan: &'p CompiledPlan,
    router: Router<'p>,
    covered: BTreeSet<ItemId>,
    results: Vec<TestResult>,
    lang: Lang,
}

impl Runner<'_> {
    fn case_file(&mut self, path: &Path) {
        let shown = path.display().to_string();
        match read_cases(path) {
            Ok(file) => {
                for case in &file.cases {
                    match cases::test(&self.plan.model, case) {
                        Ok(test) => self.test(&test, shown.clone()),
                        Err(wrong) => {
                            let failures = wrong.iter().map(|w| w.get(self.lang).to_owned()).collect();
                            self.results.push(TestResult {
                                name: case.id.clone(),
                                file: shown.clone(),
                                passed: false,
                                failures,
                            });
                        }
                    }
                }
            }
            Err(error) => self.results.push(TestResult {
                name: shown.clone(),
                file: shown,
                passed: false,
                failures: vec![error.get(self.lang).to_owned()],
            }),
        }
    }

    fn test(&mut self, test: &Test, file: String) {
        // The ordinary answer is judged, as a caller gets it: without programme-level lines.
        let answer = self.router.route(&test.situation, Options::default());
        self.covered.extend(answer.reached());
        let mut failures = Vec::new();
        for e in test.expect.iter().filter(|e| !came(&self.plan.model, &answer, e)) {
            failures.push(self.missing(&answer, e));
        }
        for e in test.expect_not.iter().filter(|e| came(&self.plan.model, &answer, e)) {
            failures.push(
                words!(
                    "不应有却有了:{}",
                    "came and should not: {}",
                    describe(&self.plan.model, e)
                )
                .get(self.lang)
                .to_owned(),
            );
        }
        self.results.push(TestResult {
            name: test.name.clone(),
            file,
            passed: failures.is_empty(),
            failures,
        });
    }

    /// What was expected, and what came nearest to it.
    fn missing(&self, answer: &Answer, e: &Expectation) -> String {
        let model = &self.plan.model;
        let expected = describe(model, e);
        let same_unit = |a: &Assignment| matches!(e.who, Who::Unit(u) if a.unit == Some(u));
        let same_clause = |a: &Assignment| e.clause.as_deref().is_some_and(|c| clause_matches(model, a, c));
        let near: Vec<String> = answer
            .assignments
            .iter()
            .filter(|a| same_clause(a) || (e.clause.is_none() && same_unit(a)))
            .map(|a| {
                let item = model.item(a.item);
                let missing: Vec<&str> = a.missing.iter().map(|f| model.fact(*f).name.as_str()).collect();
                let open = if missing.is_empty() {
                    String::new()
                } else {
                    format!(" 待查:{}", missing.join("、"))
                };
                format!(
                    "{} {} {} [{}{open}]",
                    a.role.zh(),
                    a.unit.map_or("(无)", |u| &model.unit(u).name),
                    item.clause(),
                    a.status.name()
                )
            })
            .take(6)
            .collect();
        let came = if near.is_empty() {
            words!("这里什么也没有", "nothing near it").get(self.lang).to_owned()
        } else {
            near.join(";")
        };
        words!(
            "应有而没有:{expected};来的是:{came}",
            "expected and did not come: {expected}; what came: {came}"
        )
        .get(self.lang)
        .to_owned()
    }

    fn report(self) -> TestReport {
        let model = &self.plan.model;
        let items: Vec<(ItemId, &str)> = model
            .items()
            .filter(|(_, i)| i.scope == Scope::Case)
            .map(|(id, i)| (id, i.name.as_str()))
            .collect();
        let untested = items
            .iter()
            .filter(|(id, _)| !self.covered.contains(id))
            .map(|(_, n)| (*n).to_owned())
            .collect();
        let covered_items = items.iter().filter(|(id, _)| self.covered.contains(id)).count();
        let passed = self.results.iter().filter(|r| r.passed).count();
        TestReport {
            schema: "zeren.test/v1",
            plan: model.plan.id.clone(),
            passed,
            failed: self.results.len() - passed,
            tests: self.results,
            covered_items,
            items: items.len(),
            untested,
        }
    }
}

/// Whether the answer has a certain line of this kind.
fn came(model: &Model, answer: &Answer, e: &Expectation) -> bool {
    if e.who == Who::Gap {
        return !answer.gaps.is_empty();
    }
    let clause = |a: &Assignment| e.clause.as_deref().is_none_or(|c| clause_matches(model, a, c));
    let role = |a: &Assignment| e.role.is_none_or(|r| a.role == r);
    let who = |a: &Assignment| match e.who {
        Who::Unit(unit) => a.unit == Some(unit),
        Who::Nobody => a.unit.is_none(),
        Who::Any | Who::Gap => true,
    };
    answer
        .assignments
        .iter()
        .any(|a| a.status == Status::Certain && clause(a) && role(a) && who(a))
}

fn clause_matches(model: &Model, a: &Assignment, clause: &str) -> bool {
    model.item(a.item).clauses.iter().any(|c| c.path == clause)
}

fn describe(model: &Model, e: &Expectation) -> String {
    let mut parts = Vec::new();
    parts.extend(e.role.map(|r| r.zh().to_owned()));
    match e.who {
        Who::Unit(unit) => parts.push(model.unit(unit).name.clone()),
        Who::Nobody => parts.push("无".to_owned()),
        Who::Gap => parts.push("空白".to_owned()),
        Who::Any => {}
    }
    parts.extend(e.clause.as_ref().map(|c| format!("据 {c}")));
    parts.join(" ")
}
