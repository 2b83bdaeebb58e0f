//! Many cases by the command line, and earlier answers asked again.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

const PLAN: &str = r#"方案 例 { 标题: "例" 词表: 无 }
单位 市公安局
单位 市民政局
事实 情形 { 类型: 多选  值 侵害  值 失踪 }
事实 年龄 { 类型: 整数  取值: 0..20 }
职责 处置 { 出处: 一/1  责任: 市公安局  当: 情形 含 侵害 }
职责 照料 { 出处: 一/2  责任: 市民政局  当: 年龄 < 16 }
"#;

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("batch-{name}"));
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place).unwrap();
    for (file, text) in files {
        std::fs::write(place.join(file), text).unwrap();
    }
    place
}

fn zeren(place: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let out = Command::cargo_bin("zeren")
        .unwrap()
        .current_dir(place)
        .env("LANG", "en_US.UTF-8")
        .env_remove("LC_ALL")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&out.stdout), text(&out.stderr), out.status.code())
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn rows_are_answered_in_order_and_bad_ones_are_put_aside() {
    let cases = "{\"情形\": [\"侵害\"], \"年龄\": 9}\nnonsense\n\n{\"id\": \"甲\", \"facts\": {\"情形\": [\"侵犯\"]}}\n{\"id\": \"乙\", \"facts\": {\"情形\": []}}\n{\"年龄\": 9, \"年龄\": 10}\n";
    let place = folder("order", &[("plan.zr", PLAN), ("cases.ndjson", cases)]);
    let (out, err, code) = zeren(
        &place,
        &["route", "plan.zr", "--batch", "cases.ndjson", "--rejects", "bad.ndjson"],
    );
    assert_eq!(code, Some(1), "{err}");
    let answers = lines(&out);
    let rows: Vec<&Value> = answers.iter().map(|a| &a["row"]).collect();
    assert_eq!(rows, [1, 5]);
    assert_eq!(answers[0]["assignments"][0]["unit"], "市公安局");
    assert_eq!(answers[1]["id"], "乙");
    assert_eq!(answers[1]["assignments"][0]["status"], "possible");
    assert!(
        err.contains("row 4:") && err.contains("侵害"),
        "the nearest word is named: {err}"
    );
    assert!(err.contains("3 rows rejected"), "{err}");
    let bad = std::fs::read_to_string(place.join("bad.ndjson")).unwrap();
    assert_eq!(bad.lines().count(), 3);
    assert!(bad.starts_with("nonsense\n"));
}

#[test]
fn a_table_of_cases_becomes_a_table_of_assignments() {
    let cases = "\u{feff}编号,情形,年龄\nA,侵害;失踪,9\nB,[],\nC,侵害,30\n";
    let place = folder("table", &[("plan.zr", PLAN), ("cases.csv", cases)]);
    let (out, err, code) = zeren(
        &place,
        &["route", "plan.zr", "--batch", "cases.csv", "--rejects", "bad.csv"],
    );
    assert_eq!(code, Some(1), "{err}");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let short: Vec<String> = rows.iter().map(|r| r[..6].join(" ")).collect();
    assert_eq!(
        short,
        [
            "2 A 例 市公安局 responsible certain",
            "2 A 例 市民政局 responsible certain",
            "3 B 例 市民政局 responsible possible",
        ]
    );
    let bad = std::fs::read_to_string(place.join("bad.csv")).unwrap();
    assert_eq!(bad, "编号,情形,年龄\nC,侵害,30\n");
    let (_, err, code) = zeren(&place, &["route", "plan.zr", "--batch", "plan.zr"]);
    assert_eq!(code, Some(2), "a file that names no facts is refused: {err}");
}

#[test]
fn the_brief_answer_has_the_assignments_of_the_whole_one() {
    let cases = (0..40)
        .map(|n| {
            format!(
                "{{\"情形\": [{}], \"年龄\": {}}}\n",
                ["", "\"侵害\"", "\"失踪\""][n % 3],
                n % 21
            )
        })
        .collect::<String>();
    let place = folder("brief", &[("plan.zr", PLAN), ("cases.ndjson", &cases)]);
    let whole = zeren(&place, &["route", "plan.zr", "--batch", "cases.ndjson"]).0;
    let brief = zeren(&place, &["route", "plan.zr", "--batch", "cases.ndjson", "--brief"]).0;
    let told = |text: &str| -> Vec<Vec<String>> {
        let line = |a: &Value| {
            ["unit", "role", "clause", "item", "status"]
                .map(|k| a[k].to_string())
                .join(" ")
        };
        lines(text)
            .iter()
            .map(|l| l["assignments"].as_array().unwrap().iter().map(line).collect())
            .collect()
    };
    assert_eq!(told(&whole), told(&brief));
    assert_eq!(told(&whole).len(), 40);
}

#[test]
fn a_replay_tells_what_changed_and_why() {
    let place = folder(
        "replay",
        &[
            ("plan.zr", PLAN),
            (
                "cases.ndjson",
                "{\"情形\": [\"侵害\"], \"年龄\": 16}\n{\"情形\": [], \"年龄\": 17}\n",
            ),
        ],
    );
    let (then, _, _) = zeren(&place, &["route", "plan.zr", "--batch", "cases.ndjson"]);
    std::fs::write(place.join("then.ndjson"), &then).unwrap();
    let (out, err, code) = zeren(&place, &["replay", "then.ndjson", "plan.zr", "--format", "json"]);
    assert_eq!(code, Some(0), "{err}");
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&report["same"], &report["changed"]),
        (&Value::from(2), &Value::from(0))
    );
    assert_eq!(report["gaps"][0]["answers"], 1, "nobody acts on the second: {report}");
    std::fs::write(place.join("plan.zr"), PLAN.replace("年龄 < 16", "年龄 < 17")).unwrap();
    let (out, _, code) = zeren(&place, &["replay", "then.ndjson", "plan.zr", "--format", "json"]);
    assert_eq!(code, Some(1));
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["rows"][0]["because"], "policy");
    assert_eq!(report["rows"][0]["gained"][0]["unit"], "市民政局");
    assert_eq!(report["lines"][0]["change"], "gained");
    let (out, _, _) = zeren(&place, &["replay", "then.ndjson", "plan.zr"]);
    assert!(out.contains("1 different"), "{out}");
}

#[test]
fn an_answer_is_asked_again_as_it_was_asked() {
    let plan = r#"方案 例 { 标题: "例" 词表: 无 }
单位 市卫计委 { 存续: ..2018-10-31  改为: 市卫生健康委 }
单位 市卫生健康委 { 存续: 2018-11-01.. }
单位 市委编办
事实 情形 { 类型: 多选  值 侵害 }
职责 救治 { 出处: 一/1  责任: 市卫计委  当: 情形 含 侵害 }
职责 建制度 { 出处: 一/2  范围: 制度  责任: 市委编办  当: 情形 含 侵害 }
"#;
    let place = folder(
        "asked",
        &[("plan.zr", plan), ("cases.ndjson", "{\"情形\": [\"侵害\"]}\n")],
    );
    for brief in [&[][..], &["--brief"]] {
        let asked = [
            "route", "plan.zr", "--batch", "cases.ndjson", "--as-of", "2020-01-01", "--all-scopes",
        ];
        let (then, err, _) = zeren(&place, &[&asked[..], brief].concat());
        let answer = &lines(&then)[0];
        assert_eq!(answer["as_of"], "2020-01-01", "{err}");
        assert_eq!(answer["all_scopes"], true);
        assert_eq!(answer["assignments"][0]["unit"], "市卫生健康委");
        assert_eq!(answer["assignments"].as_array().unwrap().len(), 2);
        std::fs::write(place.join("then.ndjson"), &then).unwrap();
        let (_, err, code) = zeren(&place, &["replay", "then.ndjson", "plan.zr"]);
        assert_eq!(code, Some(0), "asked as it was then: {err}");
        let other_day = [
            "replay", "then.ndjson", "plan.zr", "--as-of", "2016-01-01", "--format", "json",
        ];
        let (out, _, code) = zeren(&place, &other_day);
        let report: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            (code, &report["rows"][0]["gained"][0]["unit"]),
            (Some(1), &Value::from("市卫计委"))
        );
    }
    // What was asked without a day and without programmes says nothing of them.
    let (plain, _, _) = zeren(&place, &["route", "plan.zr", "--batch", "cases.ndjson"]);
    assert!(lines(&plain)[0].get("as_of").is_none() && lines(&plain)[0].get("all_scopes").is_none());
}
