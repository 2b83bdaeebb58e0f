//! Nothing in the reference goes unchecked: every rule has a case, every code that a text can provoke is provoked.

use std::collections::BTreeSet;

use zeren::diagnostic::CODES;

use super::files;
use crate::fixtures;

const REFERENCE: &str = "docs/reference.md";

/// The rules that the reference states: a list entry that begins with the rule's name.
fn rules() -> Vec<String> {
    let text = fixtures::read(&fixtures::root(REFERENCE));
    let stated = text.lines().filter_map(|l| l.strip_prefix("- **")?.split_once("**"));
    stated
        .map(|(name, _)| name.to_owned())
        .filter(|n| n.starts_with("R-"))
        .collect()
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let stated = rules();
    let distinct: BTreeSet<&String> = stated.iter().collect();
    assert_eq!(distinct.len(), stated.len(), "a rule is stated twice");
    assert!(distinct.len() > 150, "only {} rules were found", distinct.len());
    let files = files();
    let named: BTreeSet<&String> = files
        .iter()
        .flat_map(|(_, f)| &f.cases)
        .flat_map(|c| &c.rules)
        .collect();
    let unchecked: Vec<_> = distinct.difference(&named).collect();
    assert!(unchecked.is_empty(), "no case checks {unchecked:?}");
    let unknown: Vec<_> = named.difference(&distinct).collect();
    assert!(unknown.is_empty(), "{REFERENCE} does not state {unknown:?}");
}

#[test]
fn every_chapter_of_the_reference_has_a_file() {
    let text = fixtures::read(&fixtures::root(REFERENCE));
    let chapters: BTreeSet<String> = text
        .lines()
        .filter_map(|l| l.strip_prefix("## "))
        .map(str::to_owned)
        .collect();
    let files: BTreeSet<String> = files().into_iter().map(|(_, f)| f.chapter).collect();
    assert_eq!(chapters, files);
}

#[test]
fn names_of_cases_are_distinct() {
    for (path, file) in files() {
        let mut seen = BTreeSet::new();
        for case in &file.cases {
            assert!(seen.insert(&case.name), "{}: `{}` twice", path.display(), case.name);
        }
    }
}

/// Codes that no text of a few lines provokes, and where they are tested.
const ELSEWHERE: [(&str, &str); 3] = [
    ("ZR001", "the disk: tests/it/cli.rs"),
    ("ZR002", "bytes that are no text: tests/it/cli.rs"),
    ("ZR218", "4,097 values: tests/it/hostile.rs"),
];

#[test]
fn every_code_of_reading_is_provoked() {
    let files = files();
    let cases = || files.iter().flat_map(|(_, f)| &f.cases);
    let read: BTreeSet<String> = cases()
        .flat_map(|c| &c.reading)
        .filter_map(|r| r.split_once('@').map(|(code, _)| code.to_owned()))
        .collect();
    let analysed: BTreeSet<String> = cases()
        .filter_map(|c| c.findings.as_ref()?.as_object())
        .flatten()
        .filter(|(_, places)| places.as_array().is_some_and(|p| !p.is_empty()))
        .map(|(code, _)| code.clone())
        .collect();
    let elsewhere: BTreeSet<String> = ELSEWHERE.iter().map(|(code, _)| (*code).to_owned()).collect();
    let of_reading = |number: u16| number < 300 || matches!(number, 302 | 501 | 601 | 801);
    let unprovoked: Vec<String> = CODES
        .iter()
        .filter(|c| of_reading(c.code.0))
        .map(|c| c.code.to_string())
        .filter(|c| !read.contains(c) && !analysed.contains(c) && !elsewhere.contains(c))
        .collect();
    assert!(unprovoked.is_empty(), "no case provokes {unprovoked:?}");
}

#[test]
fn the_files_are_of_their_schema() {
    let schema = fixtures::read(&fixtures::root("schemas/zeren.conformance.v1.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (path, _) in files() {
        let value: serde_json::Value = serde_yaml::from_str(&fixtures::read(&path)).expect("YAML");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}\n{}", path.display(), errors.join("\n"));
    }
}
