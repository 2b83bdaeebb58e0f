//! What a case asks of a plan, put to the library.

use serde_json::{Value, json};
use zeren::compile::Compiled;
use zeren::engine::{Facts, Policy};
use zeren::logic::Limits;
use zeren::model::{Date, Scope};
use zeren::route::{Options, Scopes};
use zeren::wire::v1;
use zeren::{Lang, analyze, diff, matrix, route};

use super::answer::{compare, compare_json, part, sorted, wanted};
use super::{Case, CaseFile, plan};
use crate::fixtures;

/// Everything that a case expects, of one of its texts.
pub fn check(file: &CaseFile, case: &Case, text: &str) -> Vec<String> {
    let shared = file.shared(case);
    let compile = |text: &str| plan(shared, text, &case.vocabularies);
    let mut problems = Vec::new();
    let compiled = compile(text);
    let mut reading = case.reading.clone();
    reading.sort();
    problems.extend(compare("reading", &reading, &findings_of_reading(&compiled)));
    if let Some(expected) = &case.tests {
        problems.extend(tests(shared, text, expected));
    }
    if let Some(expected) = &case.matrix {
        problems.extend(cells(&compiled, expected));
    }
    if let Some(expected) = &case.diff {
        let other = compile(expected["policy"].as_str().unwrap_or_default());
        problems.extend(differences(&compiled, &other, expected));
    }
    if case.findings.is_some() || case.witnesses.is_some() {
        problems.extend(analysis(&compiled, case));
    }
    match Policy::from_compiled(compiled) {
        Ok(policy) => {
            problems.extend(case.ask.iter().flat_map(|q| ask(&policy, q)));
            problems.extend(case.why_not.iter().flat_map(|q| why_not(&policy, q)));
        }
        Err(_) if case.ask.is_empty() => {}
        Err(error) => problems.push(format!("no plan: {error}")),
    }
    problems
}

/// `ZR203@4`; those of another file with its name.
fn findings_of_reading(compiled: &Compiled) -> Vec<String> {
    let report = v1::check(&compiled.diagnostics, &compiled.sources, Lang::Zh);
    let one = |d: &v1::CheckDiagnostic| {
        let place = d.locations.first();
        let file = place.map_or("case.zr", |l| l.file.as_str());
        let line = place.map_or(1, |l| l.line);
        let other = if file == "case.zr" {
            String::new()
        } else {
            format!(" {file}")
        };
        format!("{}@{line}{other}", d.code)
    };
    let mut out: Vec<String> = report.diagnostics.iter().map(one).collect();
    out.sort();
    out
}

fn ask(policy: &Policy, question: &Value) -> Vec<String> {
    let at = question.get("facts").map(Value::to_string).unwrap_or_default();
    let options = Options {
        scopes: if question["scopes"] == "all" {
            Scopes::All
        } else {
            Scopes::Case
        },
        as_of: question["as_of"].as_str().map(|d| Date::parse(d).expect("a date")),
    };
    let answered = Facts::try_from(question.get("facts").unwrap_or(&json!({})))
        .and_then(|facts| policy.route_with(&facts, options));
    let answer = match (answered, question["refused"] == true) {
        (Err(_), true) => return Vec::new(),
        (Ok(_), true) => return vec![format!("{at}: expected a refusal, got an answer")],
        (Err(error), false) => return vec![format!("{at}: refused: {error}")],
        (Ok(answer), false) => answer.to_json(Lang::Zh),
    };
    let parts = question.as_object().into_iter().flatten();
    parts
        .filter_map(|(name, value)| {
            let got = part(&answer, name)?;
            compare_json(&format!("{at} {name}"), &wanted(name, value), &got)
        })
        .collect()
}

fn why_not(policy: &Policy, question: &Value) -> Vec<String> {
    let facts = Facts::try_from(&question["facts"]).expect("facts");
    let situation = facts.situation(policy.model()).expect("facts of the plan");
    let name = question["unit"].as_str().expect("a unit");
    let unit = policy.model().find_unit(name).expect("a unit of the plan");
    let answer = route::why_not(&policy.router(), &situation, unit, Options::default());
    let answer = serde_json::to_value(v1::why_not(policy.model(), &answer)).expect("JSON");
    let lists = [
        ("present", ["item", "role", "status"]),
        ("absent", ["item", "role", "smallest_change"]),
    ];
    let differ = lists.iter().filter_map(|(list, keys)| {
        let expected = question.get(*list)?;
        let lines = answer[list].as_array().expect("a list");
        let got: Value = lines
            .iter()
            .map(|l| keys.iter().map(|k| l[k].clone()).collect::<Value>())
            .collect();
        compare_json(&format!("why not {name} {list} {}", question["facts"]), expected, &got)
    });
    differ.collect()
}

fn analysis(compiled: &Compiled, case: &Case) -> Vec<String> {
    let Some(plan) = &compiled.plan else {
        return vec!["no plan".to_owned()];
    };
    let found = analyze::analyze(plan, analyze::Options::default());
    let report = serde_json::to_value(v1::analyze(&plan.model, &compiled.digest, &found, Lang::Zh)).expect("JSON");
    let found = report["findings"].as_array().expect("a list");
    let of = |code: &str| found.iter().filter(|f| f["code"] == code).collect::<Vec<_>>();
    let mut problems = Vec::new();
    for (code, places) in case.findings.iter().filter_map(Value::as_object).flatten() {
        let clauses = |f: &&Value| {
            let items = f["items"].as_array().expect("a list");
            let mut distinct: Vec<Value> = items.iter().map(|i| i["clause"].clone()).collect();
            distinct.sort_by_key(Value::to_string);
            distinct.dedup();
            Value::Array(distinct)
        };
        let got = sorted(of(code).iter().map(clauses).collect());
        let places = places.as_array().expect("a list").iter().cloned().map(sorted);
        problems.extend(compare_json(
            &format!("findings {code}"),
            &sorted(places.collect()),
            &got,
        ));
        let unsure = of(code).into_iter().filter(|f| f["verdict"] != "proved");
        problems.extend(unsure.map(|f| format!("findings {code}: {}", f["verdict"])));
    }
    for (code, witness) in case.witnesses.iter().filter_map(Value::as_object).flatten() {
        let got = of(code).first().map_or(Value::Null, |f| f["witness"].clone());
        problems.extend(compare_json(&format!("witness {code}"), witness, &got));
    }
    problems
}

fn differences(one: &Compiled, other: &Compiled, expected: &Value) -> Vec<String> {
    let (Some(a), Some(b)) = (&one.plan, &other.plan) else {
        return vec!["no plan".to_owned()];
    };
    let found = diff::diff(a, b, Limits::default());
    let report = v1::diff([&a.model, &b.model], [&one.digest, &other.digest], &found);
    let report = serde_json::to_value(report).expect("JSON");
    let rows = |key: &str, row: &dyn Fn(&Value) -> Value| -> Value {
        report[key].as_array().expect("a list").iter().map(row).collect()
    };
    let changes = rows("changes", &|c| {
        ["change", "role", "unit", "topic"]
            .iter()
            .map(|k| c[*k].clone())
            .collect()
    });
    let deadlines = rows("deadlines", &|d| {
        json!([d["unit"], d["deadlines"][0], d["deadlines"][1]])
    });
    let witness = report["changes"][0]["witness"][0].clone();
    let got = [
        ("equal", report["equal"].clone()),
        ("changes", sorted(changes)),
        ("deadlines", deadlines),
        ("witness", witness),
    ];
    let differ = got.iter().filter_map(|(name, got)| {
        let expected = expected.get(*name)?.clone();
        let expected = if *name == "changes" { sorted(expected) } else { expected };
        compare_json(&format!("diff {name}"), &expected, got)
    });
    differ.collect()
}

fn cells(compiled: &Compiled, expected: &Value) -> Option<String> {
    let plan = compiled.plan.as_ref().expect("a plan");
    let subjects = [matrix::Subject { compiled, plan }];
    let by = match expected["by"].as_str() {
        Some("stage") => matrix::By::Stage,
        Some("clause") => matrix::By::Clause,
        Some("task") => matrix::By::Task,
        _ => matrix::By::Topic,
    };
    let options = matrix::Options {
        by,
        scope: (expected["scope"] == "case").then_some(Scope::Case),
        fact: &[],
    };
    let found = matrix::matrix(&subjects, options);
    let report = serde_json::to_value(v1::matrix(&subjects, &found, Vec::new())).expect("JSON");
    let mut got = Vec::new();
    for row in report["rows"].as_array().expect("rows") {
        for cell in row["cells"].as_array().expect("cells") {
            let marks = cell["marks"].as_array().expect("marks");
            got.extend(marks.iter().map(|m| json!([row["label"], cell["unit"], m["role"]])));
        }
    }
    compare_json("matrix", &sorted(expected["cells"].clone()), &sorted(Value::Array(got)))
}

/// The tests of a plan are judged by the command line alone.
fn tests(shared: Option<&str>, text: &str, expected: &Value) -> Option<String> {
    static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = fixtures::temporary(&format!("conformance-{number}"));
    std::fs::write(folder.join("case.zr"), text).expect("written");
    if let Some(shared) = shared {
        std::fs::write(folder.join("0.zr"), shared).expect("written");
    }
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_zeren"))
        .args(["test", "--format", "json"])
        .arg(&folder)
        .output()
        .expect("zeren runs");
    let report: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let results = report["tests"].as_array().expect("a list").iter();
    let got: Value = results
        .map(|t| (t["name"].as_str().unwrap_or_default().to_owned(), t["passed"].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let _ = std::fs::remove_dir_all(&folder);
    compare_json("tests", expected, &got)
}
