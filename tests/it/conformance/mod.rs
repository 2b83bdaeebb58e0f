//! The conformance cases of `tests/conformance`: read, asked in process, compared; and that they cover the reference.
//!
//! How a case is written stands in `tests/conformance/README.md`; `run.py` beside it asks the same of a command line.

mod answer;
mod coverage;
mod question;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use zeren::Lang;
use zeren::compile::{Compiled, compile};
use zeren::syntax::print::print;
use zeren::text::Source;

use super::fixtures;

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// `zeren.conformance/v1`; the schema checks it.
    #[serde(rename = "schema")]
    _schema: String,
    /// The chapter of the reference.
    pub chapter: String,
    /// Texts that cases name.
    #[serde(default)]
    shared: BTreeMap<String, String>,
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub rules: Vec<String>,
    #[serde(default)]
    with: Option<String>,
    pub policy: String,
    #[serde(default)]
    spellings: Vec<String>,
    #[serde(default)]
    vocabularies: BTreeMap<String, String>,
    #[serde(default)]
    pub reading: Vec<String>,
    #[serde(default)]
    ask: Vec<Value>,
    #[serde(default)]
    why_not: Vec<Value>,
    #[serde(default)]
    pub findings: Option<Value>,
    #[serde(default)]
    witnesses: Option<Value>,
    #[serde(default)]
    tests: Option<Value>,
    #[serde(default)]
    diff: Option<Value>,
    #[serde(default)]
    matrix: Option<Value>,
    #[serde(default)]
    layout: BTreeMap<String, Vec<String>>,
}

/// The files of cases, by name.
pub fn files() -> Vec<(PathBuf, CaseFile)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(fixtures::root("tests/conformance"))
        .expect("the folder can be read")
        .map(|e| e.expect("the entry can be read").path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let file = serde_yaml::from_str(&fixtures::read(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, file)
    };
    paths.into_iter().map(read).collect()
}

impl CaseFile {
    fn shared(&self, case: &Case) -> Option<&str> {
        let name = case.with.as_ref()?;
        Some(
            self.shared
                .get(name)
                .unwrap_or_else(|| panic!("no shared text `{name}`")),
        )
    }
}

/// Compiles a case's text with the shared one.
fn plan(shared: Option<&str>, text: &str, vocabularies: &BTreeMap<String, String>) -> Compiled {
    let mut sources: Vec<Source> = shared.map(|s| Source::new("0.zr", s)).into_iter().collect();
    sources.push(Source::new("case.zr", text));
    compile(sources, &mut |name| {
        let text = vocabularies.get(name)?;
        Some(vec![Source::new(format!("{name}.zr"), text.as_str())])
    })
}

/// The text laid out with the keywords of a language.
fn laid_out(text: &str, lang: Lang) -> String {
    let source = Source::new("case.zr", text);
    let (file, _) = fixtures::parse(text);
    print(&file, &source, lang)
}

/// Runs `check` over all cases on a few threads; fails with what it says, case by case.
fn every_case(check: impl Fn(&CaseFile, &Case) -> Vec<String> + Sync) {
    let files = files();
    let all: Vec<(&Path, &CaseFile, &Case)> = files
        .iter()
        .flat_map(|(path, file)| file.cases.iter().map(move |case| (path.as_path(), file, case)))
        .collect();
    let half = all.len().div_ceil(2);
    let problems: Vec<String> = std::thread::scope(|scope| {
        let work = |some: &[(&Path, &CaseFile, &Case)]| -> Vec<String> {
            let one = |(path, file, case): &(&Path, &CaseFile, &Case)| {
                let at = format!("{}: {}", path.file_name().unwrap_or_default().display(), case.name);
                check(file, case)
                    .into_iter()
                    .map(move |p| format!("{at}: {p}"))
                    .collect::<Vec<_>>()
            };
            some.iter().flat_map(one).collect()
        };
        let workers: Vec<_> = all.chunks(half).map(|some| scope.spawn(move || work(some))).collect();
        workers.into_iter().flat_map(|w| w.join().expect("no panic")).collect()
    });
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}

#[test]
fn every_case_passes_as_it_is_written() {
    every_case(|file, case| {
        let texts = std::iter::once(&case.policy).chain(&case.spellings);
        let check = |(number, text): (usize, &String)| {
            let problems = question::check(file, case, text);
            let name = move |p: String| {
                if number == 0 {
                    p
                } else {
                    format!("spelling {number}: {p}")
                }
            };
            problems.into_iter().map(name).collect::<Vec<_>>()
        };
        texts.enumerate().flat_map(check).collect()
    });
}

#[test]
fn every_case_without_mistakes_passes_in_both_keyword_languages() {
    every_case(|file, case| {
        if !case.reading.is_empty() {
            return Vec::new();
        }
        let english = laid_out(&case.policy, Lang::En);
        let back = laid_out(&english, Lang::Zh);
        let mut problems = question::check(file, case, &english);
        problems.extend(question::check(file, case, &back));
        problems
    });
}

#[test]
fn laying_out_settles_and_loses_no_comment() {
    every_case(|_, case| {
        if !case.reading.is_empty() && case.reading.iter().any(|r| r.starts_with("ZR1")) {
            return Vec::new();
        }
        let (zh, en) = (laid_out(&case.policy, Lang::Zh), laid_out(&case.policy, Lang::En));
        let mut problems = Vec::new();
        for (name, lang, text) in [("zh", Lang::Zh, &zh), ("en", Lang::En, &en)] {
            problems.extend(answer::compare(&format!("{name} again"), text, &laid_out(text, lang)));
            let here = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let wanted = case.layout.get(name).into_iter().flatten();
            problems.extend(
                wanted
                    .filter(|w| !here.contains(*w))
                    .map(|w| format!("{name}: no `{w}` in {here}")),
            );
            let comments = fixtures::parse(text).0.comments;
            let before = fixtures::parse(&case.policy).0.comments;
            let words = |all: &[zeren::syntax::Comment]| all.iter().map(|c| c.text.clone()).collect::<Vec<_>>();
            problems.extend(answer::compare(
                &format!("comments in {name}"),
                &words(&before),
                &words(&comments),
            ));
        }
        problems.extend(answer::compare("there and back", &zh, &laid_out(&en, Lang::Zh)));
        problems
    });
}
