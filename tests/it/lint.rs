//! Lints: each fires on its bad example and is silent on its good one; their words in both languages are snapshots.

#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;
use std::path::PathBuf;

use zeren::compile::{Compiled, compile};
use zeren::diagnostic::{Code, Diagnostic, Excuse, Lang, Severity, Words};
use zeren::lint::{self, LINTS, Level, Levels, Run, Settings};
use zeren::model::Date;
use zeren::text::Source;

fn compiled(text: &str) -> Compiled {
    compile(vec![Source::new("plan.zr", text)], &mut |_| None)
}

fn findings(text: &str, settings: &Settings) -> (Compiled, Vec<Diagnostic>) {
    let compiled = compiled(text);
    let errors: Vec<&str> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.message.zh.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    let plan = compiled.plan.as_ref().expect("a plan");
    let found = lint::lint(plan, &compiled.sources, compiled.diagnostics.clone(), settings);
    (compiled, found)
}

/// With the day that the example of `plan-out-of-force` asks about.
fn settings(name: &str) -> Settings {
    let day = (name == "plan-out-of-force")
        .then(|| Date::parse("2030-01-01"))
        .flatten();
    Settings {
        day,
        ..Settings::default()
    }
}

#[test]
fn bad_examples_fire_and_good_ones_do_not() {
    for lint in LINTS {
        let info = &lint.info;
        let fires = |text: &str| {
            findings(text, &settings(info.name))
                .1
                .iter()
                .any(|d| d.code == info.code)
        };
        assert!(fires(lint.bad), "{} is silent on its bad example", info.name);
        assert!(!fires(lint.good), "{} fires on its good example", info.name);
    }
}

#[test]
fn words_of_findings() {
    let mut out = String::new();
    for lint in LINTS {
        let _ = writeln!(
            out,
            "{} {} · {}",
            lint.info.code, lint.info.title_zh, lint.info.title_en
        );
        let (compiled, found) = findings(lint.bad, &settings(lint.info.name));
        for d in found.iter().filter(|d| d.code == lint.info.code) {
            let at = compiled.sources.start(d.primary.span);
            let _ = writeln!(
                out,
                "  {}:{} `{}` {}",
                at.line,
                at.column,
                compiled.sources.text(d.primary.span),
                d.severity.name()
            );
            for lang in [Lang::Zh, Lang::En] {
                let help = d.help.as_ref().map_or("", |h| h.get(lang));
                let _ = writeln!(out, "    {}\n      {help}", d.message.get(lang));
            }
            let _ = writeln!(out, "    {} | {}", d.clauses.join(" "), d.units.join(" "));
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_suppressed_item_leaves_the_group() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲 { 类别: 政府部门 }\n\
        职责 一 { 出处: 一  责任: 甲  办理: \"登记\"  时限: 及时 }\n\
        职责 二 { 出处: 二  责任: 甲  办理: \"反馈\"  时限: 及时  允许: ZR551 因 \"由上级规定\" }";
    let (_, found) = findings(text, &Settings::default());
    let soft: Vec<&Diagnostic> = found.iter().filter(|d| d.info.name == "soft-deadline").collect();
    assert_eq!(soft.len(), 1);
    assert_eq!(soft.first().map(|d| d.clauses.clone()), Some(vec!["一".to_owned()]));
    assert!(!found.iter().any(|d| d.info.name == "unused-allow"));
}

#[test]
fn levels_switch_off_and_raise() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲 { 类别: 政府部门 }\n职责 一 { 出处: 一  责任: 甲  办理: \"登记\"  时限: 及时 }";
    let with = |level: &str| {
        let mut levels = Levels::default();
        levels.set("软时限", level).expect("a level");
        findings(
            text,
            &Settings {
                levels,
                ..Settings::default()
            },
        )
        .1
    };
    assert!(with("关").is_empty());
    assert_eq!(with("错误").first().map(|d| d.severity), Some(Severity::Error));
}

#[test]
fn a_suppression_of_a_lint_that_is_off_is_not_unused() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲 { 类别: 政府部门 }\n职责 一 { 出处: 一  责任: 甲  办理: \"登记\"  允许: 软时限 因 \"x\" }";
    let mut levels = Levels::default();
    levels.set("soft-deadline", "off").expect("a level");
    assert!(
        findings(
            text,
            &Settings {
                levels,
                ..Settings::default()
            }
        )
        .1
        .is_empty()
    );
}

#[test]
fn a_level_has_a_word_in_each_language() {
    let at = |severity| Some(Level::At(severity));
    for (words, level) in [
        (&["关", "關", "off", " OFF "][..], Some(Level::Off)),
        (&["提示", "info"], at(Severity::Info)),
        (&["警告", "warning", "Warning"], at(Severity::Warning)),
        (&["错误", "錯誤", "error"], at(Severity::Error)),
        (&["大", ""], None),
    ] {
        for word in words {
            assert_eq!(Level::find(word), level, "{word}");
        }
    }
}

#[test]
fn mistakes_have_no_level() {
    let mut levels = Levels::default();
    for kind in ["no-lead", "undated", "leads-overlap", "ZR302"] {
        assert!(levels.set(kind, "关").is_ok(), "{kind}");
    }
    assert!(levels.set("ZR209", "关").is_err(), "a fact without a type is no fact");
    let left_out = |name: &str| lint::known(name).is_some_and(|i| levels.is_off(i.code));
    assert!(left_out("leads-overlap") && !left_out("led-elsewhere"));
}

#[test]
fn only_what_was_asked_for_is_told() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲 { 类别: 政府部门 }\n单位 乙 { 类别: 政府部门 }\n\
        职责 一 { 出处: 一  责任: 甲  办理: \"登记\"  时限: 及时 }";
    let names = |only: &[&str]| -> Vec<&'static str> {
        let codes = only.iter().filter_map(|n| lint::known(n)).map(|i| i.code);
        let settings = Settings {
            only: codes.collect(),
            ..Settings::default()
        };
        findings(text, &settings).1.iter().map(|d| d.info.name).collect()
    };
    assert_eq!(names(&[]), ["unused-unit", "soft-deadline"]);
    assert_eq!(names(&["soft-deadline"]), ["soft-deadline"]);
    assert_eq!(
        names(&["soft-deadline", "unused-unit"]),
        ["unused-unit", "soft-deadline"]
    );
    assert!(names(&["no-lead"]).is_empty());
}

#[test]
fn what_compiling_finds_is_accepted_where_it_stands() {
    let names = |allow: &str| -> Vec<&'static str> {
        let text = format!("方案 例 {{ 标题: \"例\" 词表: 无 }}\n职责 一 {{ 出处: 一  办理: \"登记\"  {allow} }}");
        let found = findings(&text, &Settings::default()).1;
        found.iter().map(|d| d.info.name).collect()
    };
    assert_eq!(names(""), ["no-role"]);
    assert_eq!(names("允许: no-role 因 \"由上级规定\""), [""; 0]);
    assert_eq!(names("允许: vague-verb 因 \"由上级规定\""), ["no-role", "unused-allow"]);
}

/// The analysis is asked again without what is accepted, and its findings join the lints'.
#[test]
fn what_the_analysis_finds_is_accepted_by_asking_again() {
    let run = |allow: &str| {
        let text = format!(
            "方案 例 {{ 标题: \"例\" 词表: 无 }}\n单位 甲\n职责 一 {{ 出处: 一  责任: 甲  办理: \"登记\"  {allow} }}"
        );
        let compiled = compiled(&text);
        let plan = compiled.plan.as_ref().expect("a plan");
        let (settings, place) = (Settings::default(), plan.model.items[0].span);
        let mut run = Run::new(plan, &compiled.sources, Vec::new(), &settings);
        assert!(run.is_whole());
        run.analysis(|excused: &[Excuse]| {
            let never = Diagnostic::of(
                Code::NEVER_APPLIES.info(),
                place,
                Words::new("从不适用", "never applies"),
            );
            let mine = Excuse {
                code: never.code,
                place,
            };
            (!excused.contains(&mine)).then_some(never).into_iter().collect()
        });
        run.finish().iter().map(|d| d.info.name).collect::<Vec<_>>()
    };
    assert_eq!(run(""), ["never-applies"]);
    assert_eq!(run("允许: never-applies 因 \"留作将来\""), [""; 0]);
    assert_eq!(
        run("允许: always-applies 因 \"留作将来\""),
        ["never-applies", "unused-allow"]
    );
}

#[test]
fn nobody_and_forgotten_are_told_apart() {
    let nobody = "方案 例 { 标题: \"例\" 词表: 无 }\n职责 一 { 出处: 一  责任: 无  主语: 缺失  办理: \"登记\" }";
    let forgotten = "方案 例 { 标题: \"例\" 词表: 无 }\n职责 一 { 出处: 一  办理: \"登记\" }";
    let names = |text: &str| -> Vec<&'static str> {
        findings(text, &Settings::default())
            .1
            .iter()
            .map(|d| d.info.name)
            .collect()
    };
    assert_eq!(names(nobody), ["missing-actor"]);
    assert_eq!(names(forgotten), ["no-role"]);
}

#[test]
fn a_broken_plan_is_not_told_what_is_missing() {
    let text = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲 { 类别: 政府部门 }\n职责 一 { 出处: 一  责任: 甲  办理: \"登记\"  当: 没有的 }";
    let compiled = compiled(text);
    let plan = compiled.plan.as_ref().expect("a plan");
    let found = lint::lint(
        plan,
        &compiled.sources,
        compiled.diagnostics.clone(),
        &Settings::default(),
    );
    assert!(found.iter().all(|d| d.severity == Severity::Error), "{found:?}");
    let settings = Settings::default();
    assert!(!Run::new(plan, &compiled.sources, compiled.diagnostics.clone(), &settings).is_whole());
}

/// A folder of the test run's own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, text) in files {
        std::fs::write(folder.join(file), text).expect("a file");
    }
    folder
}

fn check(folder: &PathBuf, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = assert_cmd::Command::cargo_bin("zeren").expect("the program");
    let run = command
        .current_dir(folder)
        .env_remove("GITHUB_ACTIONS")
        .args(["check", ".", "--lang", "zh"])
        .args(arguments)
        .output()
        .expect("it runs");
    (
        format!(
            "{}{}",
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr)
        ),
        run.status.code(),
    )
}

const SEVERAL: &str = "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲 { 类别: 政府部门 }\n单位 乙 { 类别: 政府部门 }\n任务 一 { 出处: 一  责任: 甲、乙  标题: \"x\" }\n";

#[test]
fn formats_of_check() {
    let folder = folder("lint-formats", &[("plan.zr", SEVERAL)]);
    for format in ["text", "json", "sarif", "github", "findings"] {
        let (text, status) = check(&folder, &["--format", format]);
        assert_eq!(status, Some(0), "{text}");
        insta::assert_snapshot!(
            format!("format_{format}"),
            text.replace(env!("CARGO_PKG_VERSION"), "VERSION")
        );
    }
    assert_eq!(check(&folder, &["--fail-on", "warning"]).1, Some(1));
    assert!(check(&folder, &["--no-lint", "--format", "github"]).0.is_empty());
    assert!(check(&folder, &["--only", "软时限", "--format", "github"]).0.is_empty());
    assert_eq!(check(&folder, &["--only", "ZR999"]).1, Some(2));
}

#[test]
fn settings_beside_the_plan() {
    let off = folder(
        "lint-off",
        &[("plan.zr", SEVERAL), ("zeren.yaml", "lints: {无牵头: 关}\n")],
    );
    assert!(check(&off, &["--format", "github"]).0.is_empty());
    let raised = folder(
        "lint-raised",
        &[("plan.zr", SEVERAL), ("zeren.yaml", "lints:\n  no-lead: error\n")],
    );
    assert_eq!(check(&raised, &[]).1, Some(1));
    let wrong = folder(
        "lint-wrong",
        &[("plan.zr", SEVERAL), ("zeren.yaml", "lints: {无牵投: 关}\n")],
    );
    let (text, status) = check(&wrong, &[]);
    assert!(status == Some(2) && text.contains("无牵头?"), "{text}");
    let loud = folder(
        "lint-loud",
        &[("plan.zr", SEVERAL), ("zeren.yaml", "lints: {无牵头: 严重}\n")],
    );
    let (text, status) = check(&loud, &[]);
    assert!(
        status == Some(2) && text.contains("`严重` 不对:写 关、提示、警告 或 错误"),
        "{text}"
    );
}

#[test]
fn the_catalogue_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lints.md");
    fresh(path, &lint::catalogue());
}

#[test]
fn the_findings_page_is_fresh() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let run = assert_cmd::Command::cargo_bin("zeren")
        .expect("the program")
        .current_dir(&root)
        .args(["check", "policies", "--format", "findings", "--lang", "zh"])
        .output()
        .expect("it runs");
    let page = String::from_utf8_lossy(&run.stdout);
    fresh(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/findings.md"), &page);
    has_known_faults(&page);
}

/// What careful reading of the documents found must be among the findings.
fn has_known_faults(page: &str) {
    let plan = |id: &str| {
        page.split("\n## ")
            .find(|p| p.starts_with(id))
            .unwrap_or_default()
            .to_owned()
    };
    let known = [
        (
            "huairen-2022",
            vec![
                "`烟酒禁售`:烟酒经营者不得",
                "流浪乞讨",
                "`市委网信办` 有 8 条职责",
                "没有它自己的职责:市新时代文明实践指导中心",
            ],
        ),
        (
            "zhangye-2016",
            vec!["正文附件不一", "`市教育局` 有", "`市妇联` 有", "市政府政务服务中心"],
        ),
        ("tongxiang-2022", vec!["18 项任务各有几个责任单位"]),
    ];
    for (id, texts) in known {
        let text = plan(id);
        for expected in texts {
            assert!(text.contains(expected), "{id}: {expected}");
        }
    }
}

fn fresh(path: &str, text: &str) {
    if std::env::var_os("ZEREN_BLESS").is_some() {
        std::fs::write(path, text).expect("the page can be written");
    }
    assert!(
        std::fs::read_to_string(path).unwrap_or_default() == text,
        "{path} is stale: run the tests with ZEREN_BLESS=1"
    );
}
