//! The command line as a user meets it: words, exit statuses, streams, and the JSON that other programs read.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use zeren::diagnostic::CODES;

use super::fixtures;

const PLAN: &str = "\
方案 例 { 标题: \"例\"  词表: 无 }
单位 市公安局
单位 市民政局
事实 情形 { 类型: 多选  值 侵害  值 失踪 }
事实 年龄 { 类型: 整数  取值: 0..120 }
职责 处置 { 出处: 四/市公安局/2  责任: 市公安局  通报: 市民政局  当: 情形 含 侵害 }
测试 \"侵害\" { 给定: 情形 = {侵害}  应有: 责任 市公安局  不应有: 责任 市民政局 }
";

/// A folder of this test's own.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&place);
    for (file, text) in files {
        let path = place.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
    place
}

fn zeren(arguments: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("zeren").expect("the program is built");
    command
        .args(arguments)
        .timeout(Duration::from_secs(60))
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> (i32, String, String) {
    let Output { status, stdout, stderr } = zeren(arguments).write_stdin(input).output().expect("the program runs");
    let (out, err) = (
        String::from_utf8(stdout).expect("UTF-8"),
        String::from_utf8(stderr).expect("UTF-8"),
    );
    assert!(!err.contains("panicked"), "{arguments:?}\n{err}");
    (
        status
            .code()
            .unwrap_or_else(|| panic!("{arguments:?} was killed: {err}")),
        out,
        err,
    )
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

// Exit statuses ----------------------------------------------------------------------------------------------------------------

#[test]
fn exit_statuses_say_how_it_went() {
    let broken = PLAN.replace("责任: 市公安局  通报", "责任: 市公安据  通报");
    let warned = PLAN.replace("单位 市民政局", "单位 市民政局\n单位 pоlice");
    let place = folder("exit", &[("plan.zr", PLAN)]);
    let plan = place.join("plan.zr");
    let plan = plan.to_str().expect("UTF-8");
    for (arguments, input, status) in [
        (vec!["check", "-"], PLAN, 0),
        (vec!["check", "-"], broken.as_str(), 1),
        (vec!["check", "-", "--fail-on", "never"], broken.as_str(), 0),
        (vec!["check", "-"], warned.as_str(), 0),
        (vec!["check", "-", "--fail-on", "warning"], warned.as_str(), 1),
        (vec!["check", "-"], "", 1),
        (vec!["check", "no/such/file"], "", 2),
        (vec!["check"], "", 2),
        (vec!["check", "-", "--no-such-option"], "", 2),
        (vec!["no-such-command"], "", 2),
        (vec![], "", 2),
        (vec!["--help"], "", 0),
        (vec!["--version"], "", 0),
        (vec!["route", plan, "--set", "情形=侵害"], "", 0),
        (vec!["route", plan, "--set", "情形=[]"], "", 1),
        (vec!["route", plan, "--facts", "-"], "情形: [侵害]", 0),
        (vec!["route", plan, "--facts", "no/such/file"], "", 2),
        (vec!["route", plan, "--set", "情况=侵害"], "", 2),
        (vec!["route", plan, "--set", "情形=侵犯"], "", 2),
        (vec!["route", plan, "--set", "年龄=六"], "", 2),
        (vec!["route", plan, "--set", "年龄=600"], "", 2),
        (vec!["route", plan, "--set", "年龄"], "", 2),
        (vec!["route", plan, "--as-of", "2022-13-01"], "", 2),
        (vec!["route", plan, "--why-not", "市民政据"], "", 2),
        (vec!["test", plan], "", 0),
        (vec!["test", plan, "--min-coverage", "101"], "", 1),
        (vec!["fmt", "--check", plan], "", 1),
        (vec!["fmt", "-"], "职责 {", 2),
        (vec!["explain", "ZR201"], "", 0),
        (vec!["explain", "ZR999"], "", 2),
        (vec!["completions", "bash"], "", 0),
    ] {
        let (code, out, err) = run(&arguments, input);
        assert_eq!(code, status, "{arguments:?}\n{out}\n{err}");
    }
}

#[test]
fn a_wrong_word_is_answered_with_the_nearest_one() {
    let place = folder("wrong", &[("plan.zr", PLAN)]);
    let place = place.to_str().expect("UTF-8");
    for (arguments, near) in [
        (["--set", "情况=侵害"], "`情形`"),
        (["--set", "情形=侵犯、失综"], "`侵害`"),
        (["--set", "侵害=true"], "情形=[侵害]"),
        (["--set", "年龄=600"], "0..120"),
        (["--why-not", "市民政据"], "`市民政局`"),
    ] {
        for lang in ["zh", "en"] {
            let mut all = vec!["route", place, "--lang", lang];
            all.extend(arguments);
            let (code, out, err) = run(&all, "");
            assert!(code == 2 && out.is_empty() && err.contains(near), "{all:?}\n{err}");
        }
    }
}

// Languages and colours --------------------------------------------------------------------------------------------------------

#[test]
fn what_the_disk_refuses_is_said_in_the_users_language() {
    let nowhere = fixtures::temporary("nowhere").join("没有.zr");
    let path = nowhere.to_str().expect("text");
    let (exit, _, message) = run(&["--lang", "zh", "check", path], "");
    assert_eq!((exit, message), (2, format!("读不到 `{path}`:没有这个文件或文件夹\n")));
    let plan = fixtures::root("policies/huairen-2022");
    let plan = plan.to_str().expect("text");
    let into = format!("{path}/x.svg");
    let (exit, _, message) = run(&["--lang", "en", "graph", plan, "--format", "svg", "-o", &into], "");
    assert_eq!(
        (exit, message),
        (2, format!("cannot write `{into}`: there is no such file or folder\n"))
    );
}

#[test]
fn the_language_comes_from_the_option_then_the_environment() {
    let english = |command: &mut assert_cmd::Command| {
        let out = command.write_stdin("").output().expect("the program runs").stdout;
        String::from_utf8(out)
            .expect("UTF-8")
            .contains("there is no `plan` declaration")
    };
    assert!(!english(&mut zeren(&["check", "-"])));
    assert!(english(&mut zeren(&["check", "-", "--lang", "en"])));
    assert!(english(zeren(&["check", "-"]).env("LANG", "en_GB.UTF-8")));
    assert!(english(
        zeren(&["check", "-"])
            .env("LC_ALL", "en_US.UTF-8")
            .env("LANG", "zh_CN.UTF-8")
    ));
    assert!(!english(zeren(&["check", "-"]).env("LANG", "zh_CN.UTF-8")));
    assert!(!english(
        zeren(&["check", "-", "--lang", "zh"]).env("LANG", "en_US.UTF-8")
    ));
    assert!(!english(zeren(&["check", "-"]).env("LANG", "C")));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let coloured = |command: &mut assert_cmd::Command| {
        command
            .write_stdin("")
            .output()
            .expect("the program runs")
            .stdout
            .contains(&0x1b)
    };
    assert!(!coloured(&mut zeren(&["check", "-"])));
    assert!(!coloured(zeren(&["check", "-"]).env("NO_COLOR", "1")));
    assert!(coloured(&mut zeren(&["check", "-", "--color", "always"])));
    assert!(!coloured(&mut zeren(&["check", "-", "--color", "never"])));
    let (_, out, _) = run(&["check", "-", "--ascii"], "单位 甲 {");
    assert!(!out.contains('│') && out.contains('|'), "{out}");
}

// JSON -------------------------------------------------------------------------------------------------------------------------

#[test]
fn the_json_of_check_has_the_fixed_form_and_points_at_the_text() {
    for folder in ["tests/syntax/bad", "tests/resolve/bad"] {
        for path in fixtures::zr_files(folder) {
            let text = fixtures::read(&path);
            let (code, out, _) = run(
                &["check", "-", "--no-lint", "--format", "json", "--lang", "zh"],
                text.as_str(),
            );
            let check = json(&out);
            assert_eq!(check["schema"], "zeren.check/v1");
            let found = check["diagnostics"].as_array().expect("a list");
            let count = |severity: &str| found.iter().filter(|d| d["severity"] == severity).count();
            for severity in ["error", "warning", "info"] {
                assert_eq!(check["summary"][severity], count(severity), "{}", path.display());
            }
            assert_eq!(code, i32::from(count("error") > 0));
            for d in found {
                form(d);
                points_at_what_it_quotes(d, &text);
            }
        }
    }
}

/// Every field of DESIGN, each of its type.
fn form(d: &Value) {
    let code = d["code"].as_str().expect("a code");
    assert!(code.len() == 5 && code.starts_with("ZR"), "{code}");
    assert!(
        CODES.iter().any(|c| c.code.to_string() == code && d["name"] == c.name),
        "{d}"
    );
    assert!(d["message"].as_str().is_some_and(|m| !m.is_empty()));
    assert!(d["help"].is_string() || d["help"].is_null());
    assert!(d["clauses"].is_array() && d["units"].is_array() && d["witness"].is_object());
    let locations = d["locations"].as_array().expect("a list");
    assert!(!locations.is_empty());
    for place in locations {
        assert!(place["file"].is_string() && place["label"].is_string());
        let at = |key: &str| place[key].as_u64().expect("a number");
        assert!(
            at("line") >= 1 && at("column") >= 1 && (at("end_line"), at("end_column")) >= (at("line"), at("column")),
            "{place}"
        );
    }
}

/// The text under a place, found as a reader finds it: lines from 1, columns in characters.
fn slice(place: &Value, text: &str) -> String {
    let at = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("small");
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::new();
    for line in at("line")..=at("end_line") {
        let from = if line == at("line") { at("column") - 1 } else { 0 };
        let until = if line == at("end_line") {
            at("end_column") - 1
        } else {
            usize::MAX
        };
        out.extend(lines.get(line - 1).unwrap_or(&"").chars().take(until).skip(from));
    }
    out
}

/// Where a message begins with a word of the text in quotes, that word stands at the place.
fn points_at_what_it_quotes(d: &Value, text: &str) {
    let place = &d["locations"][0];
    let there = slice(place, text);
    let message = d["message"].as_str().expect("a message");
    let named: &[(&str, usize)] = &[
        ("ZR106", 0),
        ("ZR110", 0),
        ("ZR201", 0),
        ("ZR203", 1),
        ("ZR205", 0),
        ("ZR206", 0),
        ("ZR208", 1),
        ("ZR210", 0),
        ("ZR220", 0),
    ];
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    for (_, index) in named.iter().filter(|(code, _)| d["code"] == *code) {
        // An alias of a fact or value is reported at the fact or value itself.
        if let Some(word) = quoted
            .get(*index)
            .filter(|w| text.contains(**w) && d["code"] != "ZR206")
        {
            assert!(
                there == *word
                    || there.trim_matches('"') == *word
                    || message.contains("一条")
                    || message.contains("两种"),
                "{message}\n{place}: `{there}`"
            );
        }
    }
}

#[test]
fn columns_count_characters_and_the_right_text_is_underlined() {
    let text = "方案 例 { 标题: \"例\"  词表: 无 }\r\n单位 👮局 { 别名: 甲 }\n  职责 处置 { 出处: 一  责任: 👮局、市教育局  配合: “乙 丙” }\n";
    let (_, out, _) = run(&["check", "-", "--format", "json"], text);
    let found = json(&out);
    let texts: Vec<(u64, u64, String)> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| {
            (
                d["locations"][0]["line"].as_u64().unwrap(),
                d["locations"][0]["column"].as_u64().unwrap(),
                slice(&d["locations"][0], text),
            )
        })
        .collect();
    assert_eq!(texts, [(3, 25, "市教育局".to_owned()), (3, 35, "“乙 丙”".to_owned())]);
    let (_, shown, _) = run(&["check", "-", "--lang", "zh"], text);
    assert!(shown.contains("<stdin>:3:25"), "{shown}");
}

#[test]
fn the_json_of_test_tells_what_was_expected_and_what_came() {
    let wrong = PLAN.replace("应有: 责任 市公安局  不应有", "应有: 牵头 市公安局  不应有");
    let cases = "plan: 例\ncases:\n  - {id: a, facts: {情形: [侵害]}, expect: [{unit: 市公安局, role: responsible, clause: 四/市公安局/2}], exclude: [{unit: 市民政局, role: responsible}]}\n  - {id: b, facts: {情形: [失踪]}, expect: [{unit: 市公安局}]}\n";
    let place = folder("test-json", &[("plan.zr", &wrong), ("cases/a.yaml", cases)]);
    let (code, out, _) = run(&["test", place.to_str().expect("UTF-8"), "--format", "json"], "");
    let report = json(&out);
    assert_eq!((code, &report["schema"]), (1, &Value::from("zeren.test/v1")));
    assert_eq!(
        (&report["passed"], &report["failed"]),
        (&Value::from(1), &Value::from(2))
    );
    let (code, out, _) = run(&["test", place.to_str().expect("UTF-8"), "--lang", "zh"], "");
    assert_eq!(code, 1);
    assert!(
        out.contains("✗ 侵害") && out.contains("应有而没有:牵头 市公安局") && out.contains("1 通过,2 失败"),
        "{out}"
    );
    let (code, out, _) = run(
        &["test", place.to_str().expect("UTF-8"), "--lang", "en", "--verbose"],
        "",
    );
    assert_eq!(code, 1);
    assert!(out.contains("✓ a") && out.contains("1 passed, 2 failed"), "{out}");
}

// Streams and files ------------------------------------------------------------------------------------------------------------

#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("zeren"))
        .args(["explain"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn fmt_writes_sound_files_and_leaves_broken_ones_alone() {
    let untidy = "单位   甲{别名:乙}\n";
    let place = folder(
        "fmt",
        &[("好/a.zr", untidy), ("坏/b.zr", "单位 甲 {\n"), ("不是.txt", untidy)],
    );
    let (code, _, err) = run(&["fmt", place.to_str().expect("UTF-8"), "--lang", "zh"], "");
    assert!(code == 2 && err.contains("没有收尾"), "{err}");
    assert_eq!(fixtures::read(&place.join("好/a.zr")), "单位 甲 { 别名: 乙 }\n");
    assert_eq!(fixtures::read(&place.join("坏/b.zr")), "单位 甲 {\n");
    assert_eq!(fixtures::read(&place.join("不是.txt")), untidy);
    let (code, out, _) = run(&["fmt", "-", "--keywords", "en"], untidy);
    assert_eq!((code, out.as_str()), (0, "unit 甲 { aka: 乙 }\n"));
    let (code, out, _) = run(&["fmt", "--check", place.join("好").to_str().expect("UTF-8")], "");
    assert_eq!((code, out.as_str()), (0, ""));
}

#[test]
fn files_that_are_no_text_are_refused_with_the_way_out() {
    let (code, _, err) = run(
        &["check", "-", "--lang", "zh"],
        [b"plan x {}\n".as_slice(), &[0xb7, 0xbd, 0xb0, 0xb8]].concat(),
    );
    assert!(
        code == 2 && err.contains("第 2 行") && err.contains("iconv -f GB18030"),
        "{err}"
    );
    let (code, ..) = run(&["check", "-"], format!("\u{feff}{PLAN}"));
    assert_eq!(code, 0, "a byte order mark is read over");
    let (code, _, err) = run(
        &["check", "-"],
        PLAN.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    );
    assert!(code == 2 && !err.is_empty());
    let place = folder("empty", &[("notes.txt", "")]);
    let (code, _, err) = run(&["check", place.to_str().expect("UTF-8"), "--lang", "zh"], "");
    assert!(code == 2 && err.contains("没有 `.zr` 文件"), "{err}");
}

#[test]
fn vocabularies_are_found_beside_the_plan_and_never_outside() {
    let plan = "方案 例 { 标题: \"例\"  词表: v }\n定义 x = 甲 含 乙\n";
    let vocabulary = "词表 v { 标题: \"v\" }\n事实 甲 { 类型: 多选  值 乙 }\n";
    let place = folder(
        "vocabulary",
        &[
            ("plans/p/plan.zr", plan),
            ("plans/vocabulary/v.zr", vocabulary),
            ("outside.zr", vocabulary),
        ],
    );
    let path = place.join("plans/p");
    assert_eq!(run(&["check", path.to_str().expect("UTF-8")], "").0, 0);
    for name in ["../../outside", "/etc/passwd", "..", ".v", "v\\v"] {
        std::fs::write(
            path.join("plan.zr"),
            plan.replace("词表: v", &format!("词表: \"{}\"", name.replace('\\', "\\\\"))),
        )
        .expect("written");
        let (code, out, _) = run(&["check", path.to_str().expect("UTF-8"), "--lang", "en"], "");
        assert!(code == 1 && out.contains("ZR005"), "{name}\n{out}");
    }
}

// Facts and cases that mean harm -----------------------------------------------------------------------------------------------

#[test]
fn hostile_facts_get_a_clear_error() {
    let place = folder("facts", &[("plan.zr", PLAN)]);
    let place = place.to_str().expect("UTF-8");
    let laughs = (1..40).fold("a0: &a0 [x, x]\n".to_owned(), |out, n| {
        out + &format!("a{n}: &a{n} [*a{}, *a{}, *a{}]\n", n - 1, n - 1, n - 1)
    });
    for (name, input) in [
        ("anchors that expand", laughs.into_bytes()),
        ("an anchor that holds itself", b"a: &a [*a]\n".to_vec()),
        ("a duplicate key", "年龄: 6\n年龄: 7\n".into()),
        ("a fact under two names", "情形: [侵害]\n情形: [失踪]\n".into()),
        ("deep lists", format!("情形: {}", "[".repeat(100_000)).into_bytes()),
        (
            "deep closed lists",
            format!("情形: {}{}", "[".repeat(20_000), "]".repeat(20_000)).into_bytes(),
        ),
        ("deep maps", format!("情形: {}", "{a: ".repeat(50_000)).into_bytes()),
        (
            "deep JSON",
            format!("{{\"情形\": {}{}}}", "[".repeat(50_000), "]".repeat(50_000)).into_bytes(),
        ),
        (
            "deep blocks",
            (0..2_000)
                .fold(String::new(), |out, n| out + &" ".repeat(n) + "a:\n")
                .into_bytes(),
        ),
        (
            "a megabyte of one word",
            format!("情形: [{}]", "侵".repeat(350_000)).into_bytes(),
        ),
        (
            "a megabyte of facts",
            (0..60_000)
                .fold(String::new(), |out, n| out + &format!("事实{n}: 1\n"))
                .into_bytes(),
        ),
        ("five megabytes", " ".repeat(5 << 20).into_bytes()),
        ("a list", b"[1, 2]".to_vec()),
        ("a word", "侵害".into()),
        ("a map for a value", "情形: {侵害: true}".into()),
        ("invalid UTF-8", vec![0xff, 0xfe, 0x00]),
        ("GB18030", vec![0xc7, 0xe9, 0xd0, 0xce, b':', b' ', b'1']),
        ("NUL", b"\0\0\0".to_vec()),
        ("a huge number", format!("年龄: {}", "9".repeat(400)).into_bytes()),
        ("not a number", "年龄: .nan".into()),
        ("a fraction", "年龄: 6.5".into()),
        ("a negative number", "年龄: -1".into()),
        ("a tag", "年龄: !!python/object:os.system x".into()),
        ("an unclosed quote", "情形: \"侵害".into()),
        ("a tab", "情形:\n\t- 侵害".into()),
    ] {
        let (code, out, err) = run(&["route", place, "--facts", "-", "--lang", "zh"], input);
        assert!(
            code == 2 && out.is_empty() && !err.is_empty(),
            "{name}: {code}\n{out}\n{err}"
        );
        assert!(err.len() < 20_000, "{name}: {} bytes of error", err.len());
    }
    for input in [
        "",
        "\u{feff}情形: [侵害]",
        "{}",
        "---\n{}\n",
        "情形: null",
        "# 没有事实\n",
        "情形: [侵害]\r\n年龄: 6\r\n",
        "{\"情形\": [\"侵害\"], \"年龄\": 6}",
    ] {
        let (code, _, err) = run(&["route", place, "--facts", "-"], input);
        assert!(code < 2, "{input:?}: {err}");
    }
}

#[test]
fn hostile_cases_get_a_clear_error() {
    let laughs = (1..40).fold("plan: 例\ncases: []\na0: &a0 [x, x]\n".to_owned(), |out, n| {
        out + &format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)
    });
    for (name, text) in [
        ("anchors", laughs),
        ("no-plan", "cases: []".to_owned()),
        ("wrong-form", "plan: 例\ncases: 侵害".to_owned()),
        ("duplicate", "plan: 例\nplan: 例\ncases: []".to_owned()),
        ("deep", format!("plan: 例\ncases: {}", "[".repeat(50_000))),
        (
            "unknown-unit",
            "plan: 例\ncases: [{id: a, expect: [{unit: 市公安居}]}]".to_owned(),
        ),
        (
            "unknown-fact",
            "plan: 例\ncases: [{id: a, facts: {情况: [侵害]}}]".to_owned(),
        ),
        (
            "unknown-role",
            "plan: 例\ncases: [{id: a, facts: {情形: [侵害]}, expect: [{unit: 市公安局, role: 领导}]}]".to_owned(),
        ),
    ] {
        let place = folder(&format!("cases-{name}"), &[("plan.zr", PLAN), ("cases/a.yaml", &text)]);
        let (code, out, err) = run(&["test", place.to_str().expect("UTF-8")], "");
        assert!(code > 0, "{name}: {code}\n{out}\n{err}");
        assert!(out.len() + err.len() < 20_000 && out.len() + err.len() > 20, "{name}");
    }
}

#[test]
fn hostile_sets_get_a_clear_error() {
    let place = folder("sets", &[("plan.zr", PLAN)]);
    let place = place.to_str().expect("UTF-8");
    for set in [
        "",
        "=",
        "==",
        "=侵害",
        "情形",
        "情形=[",
        "情形=[侵害",
        "年龄=",
        "年龄=--",
        "年龄=9e9",
        "年龄=99999999999999999999",
        "\u{202e}=1",
        "情形=侵害=失踪",
        "情形={[}",
    ] {
        let (code, out, err) = run(&["route", place, &format!("--set={set}")], "");
        assert!(code == 2 && !err.is_empty(), "{set:?}: {code}\n{out}\n{err}");
    }
    for set in [
        "情形=",
        "情形=侵害",
        "情形＝［侵害，失踪］",
        "情形=[侵害, 失踪]",
        "情形={侵害、失踪}",
        "年龄=６",
    ] {
        assert!(run(&["route", place, &format!("--set={set}")], "").0 < 2, "{set}");
    }
}

// Words that explain -----------------------------------------------------------------------------------------------------------

#[test]
fn every_code_is_explained_in_both_languages() {
    let (_, list, _) = run(&["explain", "--lang", "en"], "");
    for info in CODES {
        let code = info.code.to_string();
        assert!(list.contains(&code), "{code}");
        assert!(
            [info.title_zh, info.title_en, info.help_zh, info.help_en, info.name]
                .iter()
                .all(|w| !w.is_empty()),
            "{code}"
        );
        assert!(
            info.name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()),
            "{}",
            info.name
        );
    }
    for info in CODES.iter().step_by(7) {
        for (lang, help) in [("zh", info.help_zh), ("en", info.help_en)] {
            let (code, out, _) = run(&["explain", info.name, "--lang", lang], "");
            assert!(code == 0 && out.contains(help) && out.contains(&info.code.to_string()));
        }
    }
    let (code, _, err) = run(&["explain", "unknown-units"], "");
    assert!(code == 2 && err.contains("unknown-unit?"), "{err}");
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = run(&["completions", shell], "");
        assert!(code == 0 && out.contains("zeren") && out.contains("explain"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let place = folder("man", &[]);
    let (code, out, _) = run(&["man"], "");
    assert!(
        code == 0 && out.contains(".TH zeren 1") && out.contains("explain"),
        "{out}"
    );
    let (code, _, err) = run(&["man", "-o", &place.display().to_string()], "");
    assert_eq!((code, err.as_str()), (0, ""));
    let pages: Vec<String> = std::fs::read_dir(&place)
        .expect("the folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    for command in ["", "-check", "-route", "-fmt", "-explain", "-man"] {
        assert!(pages.contains(&format!("zeren{command}.1")), "{pages:?}");
    }
    let route = std::fs::read_to_string(place.join("zeren-route.1")).expect("a page");
    assert!(
        route.contains(".TH zeren-route 1") && route.contains("why\\-not"),
        "{route}"
    );
}

#[test]
fn standard_input_is_a_plan_like_any_other() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("zeren"))
        .args(["check", "-", "--no-lint", "--lang", "zh"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(PLAN.as_bytes())
        .expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success() && out.starts_with("例 2 个单位、1 条"), "{out}");
}
