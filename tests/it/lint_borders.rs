//! Where a lint begins and where it ends: `tests/lint/<lint>/borders.yaml` has plans or documents on both sides of each of its limits.
//!
//! A file is a list of groups. What is `shared` stands before the text of each plan, the fields of `plan` in its head. A finding is written in short:
//! of a plan `warning 四/1 五 | 市公安局 | 2 more` (how grave, its clauses, its units, how many other places it shows), of a document
//! `warning 一/1 | 5:3 及时 | 4:1 三` (how grave, its clauses, the place and the words that are underlined, then those of its other places).
//! As a mapping it also gives what else matters: its words, what is underlined, the label there, the other places, the situation.

use std::path::PathBuf;

use serde::Deserialize;
use zeren::compile::compile;
use zeren::diagnostic::{Diagnostic, Label, Severity};
use zeren::lint::{self, Settings};
use zeren::model::Date;
use zeren::text::{Source, Sources};

use super::fixtures;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    what: String,
    #[serde(default)]
    shared: String,
    cases: Vec<Case>,
}

/// A plan, or a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    #[serde(default)]
    text: String,
    document: Option<String>,
    /// More fields of the plan's head.
    #[serde(default)]
    plan: String,
    /// The day to judge by.
    day: Option<String>,
    finds: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Expected {
    Short(String),
    Told(Told),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    is: String,
    /// The words that are underlined.
    at: Option<String>,
    label: Option<String>,
    zh: Option<String>,
    en: Option<String>,
    help: Option<String>,
    /// The other places with their labels: `登记: 四/2`.
    others: Option<Vec<String>>,
    /// The situation: `情形 流浪`.
    situation: Option<Vec<String>>,
}

/// Tries the file of each lint, in a test of its own.
macro_rules! borders {
    ($($lint:ident)+) => {
        $(#[test] fn $lint() { try_all(stringify!($lint)); })+
        const WITH_BORDERS: &[&str] = &[$(stringify!($lint)),+];
    };
}

borders! {
    abolished_unit ambiguous_name annex_against_body assist_without_lead assist_without_own_duty blank_left
    count_differs duplicate_duty duty_without_seat escalation_without_receiver group_without_measure
    hand_over_without_receiver member_without_duty missing_actor missing_annex no_deadline no_lead
    norm_without_enforcer notification_without_receiver number_out_of_order number_skipped open_list
    receiver_not_named report_without_receiver responsible_without_lead several_leads several_names shared_action
    short_name_conflict soft_deadline soft_deadline_in_emergency unanchored_deadline undated undefined_term
    unknown_enforcing_clause unused_allow unused_unit vague_actor vague_receiver
}

#[test]
fn every_file_of_borders_is_tried() {
    let folders = std::fs::read_dir(fixtures::root("tests/lint")).expect("the folder can be read");
    let paths = folders.map(|e| e.expect("the entry can be read").path());
    let with_borders = paths.filter(|p| p.join("borders.yaml").is_file());
    let name = |p: PathBuf| {
        p.file_name()
            .unwrap_or_default()
            .display()
            .to_string()
            .replace('-', "_")
    };
    let mut there: Vec<String> = with_borders.map(name).collect();
    there.sort();
    assert_eq!(there, WITH_BORDERS, "the list above names each folder, in order");
}

fn try_all(test: &str) {
    let lint = test.replace('_', "-");
    let text = fixtures::read(&fixtures::root(&format!("tests/lint/{lint}/borders.yaml")));
    let groups: Vec<Group> = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{lint}: {e}"));
    let mut wrong = Vec::new();
    for group in &groups {
        for case in &group.cases {
            let problems = problems(&lint, &group.shared, case);
            wrong.extend(problems.iter().map(|p| format!("{} / {}: {p}", group.what, case.what)));
        }
    }
    assert!(wrong.is_empty(), "{lint}\n{}", wrong.join("\n"));
}

/// What a case finds that it should not, and the other way round.
fn problems(lint: &str, shared: &str, case: &Case) -> Vec<String> {
    let (sources, found) = match &case.document {
        Some(document) => in_document(document),
        None => match in_plan(shared, case) {
            Ok(found) => found,
            Err(errors) => return errors,
        },
    };
    let found: Vec<&Diagnostic> = found.iter().filter(|d| d.info.name == lint).collect();
    let short = |d: &&Diagnostic| match case.document {
        Some(_) => short_in_document(d, &sources),
        None => short_in_plan(d),
    };
    let shorts: Vec<String> = found.iter().map(short).collect();
    let expected: Vec<&str> = case.finds.iter().map(Expected::short).collect();
    if shorts != expected {
        return vec![format!("{shorts:?}, not {expected:?}")];
    }
    let pairs = found.iter().zip(&case.finds);
    pairs
        .flat_map(|(found, expected)| expected.differs(found, &sources))
        .collect()
}

/// What the lints find in a plan, or why it is none.
fn in_plan(shared: &str, case: &Case) -> Result<(Sources, Vec<Diagnostic>), Vec<String>> {
    let text = format!(
        "方案 例 {{ 标题: \"例\"  词表: 无  {} }}\n{shared}\n{}",
        case.plan, case.text
    );
    let compiled = compile(vec![Source::new("plan.zr", text.as_str())], &mut |_| None);
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|d| d.message.zh.clone()).collect();
    let Some(plan) = compiled.plan.as_ref().filter(|_| errors.is_empty()) else {
        return Err(errors);
    };
    let settings = Settings {
        day: case.day.as_deref().map(|day| Date::parse(day).expect("a day")),
        ..Settings::default()
    };
    let found = lint::lint(plan, &compiled.sources, compiled.diagnostics.clone(), &settings);
    Ok((compiled.sources, found))
}

fn in_document(text: &str) -> (Sources, Vec<Diagnostic>) {
    let reading = zeren::reader::read("document.txt", text.as_bytes()).expect("a text can be read");
    let reviewed = zeren::review::review("document.txt", &reading, &Settings::default());
    (reviewed.sources, reviewed.each)
}

/// How grave a finding is, and its clauses.
fn opening(found: &Diagnostic) -> String {
    format!("{} {}", found.severity.name(), found.clauses.join(" "))
        .trim_end()
        .to_owned()
}

fn short_in_plan(found: &Diagnostic) -> String {
    let mut parts = vec![opening(found), found.units.join(" ")];
    if !found.related.is_empty() {
        parts.push(format!("{} more", found.related.len()));
    }
    parts.retain(|p| !p.is_empty());
    parts.join(" | ")
}

fn short_in_document(found: &Diagnostic, sources: &Sources) -> String {
    let place = |label: &Label| {
        let at = sources.start(label.span);
        format!("{}:{} {}", at.line, at.column, sources.text(label.span))
    };
    let places = std::iter::once(&found.primary).chain(&found.related).map(place);
    let parts: Vec<String> = std::iter::once(opening(found)).chain(places).collect();
    parts.join(" | ")
}

impl Expected {
    fn short(&self) -> &str {
        match self {
            Expected::Short(short) => short,
            Expected::Told(told) => &told.is,
        }
    }

    /// What is told of the finding and is otherwise.
    fn differs(&self, found: &Diagnostic, sources: &Sources) -> Vec<String> {
        let Expected::Told(told) = self else { return Vec::new() };
        let label = |l: &Label| format!("{}: {}", sources.text(l.span), l.words.zh);
        let others: Vec<String> = found.related.iter().map(label).collect();
        let situation: Vec<String> = found
            .witness
            .iter()
            .map(|(fact, value)| format!("{fact} {value}"))
            .collect();
        let help = found.help.as_ref().map_or("", |h| h.zh.as_str());
        let texts = [
            (&told.at, sources.text(found.primary.span)),
            (&told.label, found.primary.words.zh.as_str()),
            (&told.zh, found.message.zh.as_str()),
            (&told.en, found.message.en.as_str()),
            (&told.help, help),
        ];
        let lists = [(&told.others, others), (&told.situation, situation)];
        let texts = texts.into_iter().filter_map(|(wanted, is)| {
            let wanted = wanted.as_deref().filter(|w| *w != is)?;
            Some(format!("`{is}`, not `{wanted}`"))
        });
        let lists = lists.into_iter().filter_map(|(wanted, is)| {
            let wanted = wanted.as_ref().filter(|w| **w != is)?;
            Some(format!("{is:?}, not {wanted:?}"))
        });
        texts.chain(lists).collect()
    }
}
