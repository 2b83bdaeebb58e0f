//! Every JSON form has a versioned schema, and what the commands write is valid by it. The service's own forms: `serve/document.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::fixtures;

const PLAN: &str = "\
方案 例 { 标题: \"例\"  词表: 无  阶段: 早 > 晚 }
单位 市公安局 { 别名: 公安机关 }
单位 市民政局
事实 情形 { 类型: 多选  提问: \"发生了什么?\"  敏感: 是  值 侵害  值 失踪 }
事实 年龄 { 类型: 整数  取值: 0..120 }
职责 处置 { 出处: 四/市公安局/2  责任: 市公安局  通报: 市民政局  当: 情形 含 侵害  时限: 24小时 自 受理 }
职责 安置 { 出处: 四/市民政局/1  责任: 市民政局  移交: 市公安局  当: 情形 含 失踪 且 年龄 < 14 }
任务 宣传 { 出处: 五/1  牵头: 市民政局  配合: 市公安局 }
升级 上报 { 出处: 四/市公安局/3  自: 市公安局  至: 市民政局  当: 年龄 < 3 }
规范 保密 { 出处: 六/1  主体: 市公安局、市民政局  不得: \"泄露\"  执行: 市民政局 }
测试 一 { 给定: 情形 = {侵害}  应有: 责任 市公安局 }
";

/// The schemas by name: `zeren.route/v1`.
fn schemas() -> BTreeMap<String, Value> {
    let folder = std::fs::read_dir(fixtures::root("schemas")).expect("the folder can be read");
    folder
        .map(|e| e.expect("an entry").path())
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let (name, version) = name.rsplit_once('.').expect("a version");
            let schema = serde_json::from_str(&fixtures::read(&path)).expect("JSON");
            (format!("{name}/{version}"), schema)
        })
        .collect()
}

#[test]
fn every_form_that_the_source_names_has_a_schema() {
    let schemas = schemas();
    let mut named = BTreeSet::new();
    let folder = std::fs::read_dir(fixtures::root("src/wire/v1")).expect("the folder can be read");
    for path in folder.map(|e| e.expect("an entry").path()).filter(|p| p.is_file()) {
        let text = fixtures::read(&path);
        let quoted = text.split('"').skip(1).step_by(2);
        named.extend(
            quoted
                .filter(|w| w.starts_with("zeren.") && w.contains('/'))
                .map(str::to_owned),
        );
    }
    assert!(named.len() > 25, "{named:?}");
    let without: Vec<_> = named.iter().filter(|n| !schemas.contains_key(*n)).collect();
    assert!(without.is_empty(), "no schema: {without:?}");
}

struct Place {
    folder: PathBuf,
    schemas: BTreeMap<String, Value>,
    seen: BTreeSet<String>,
}

impl Place {
    fn run(&self, arguments: &[&str]) -> String {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_zeren"))
            .args(arguments)
            .current_dir(&self.folder)
            .output()
            .expect("zeren runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code().is_some_and(|c| c < 2), "{arguments:?}: {said}");
        String::from_utf8(done.stdout).expect("UTF-8")
    }

    /// Runs a command; each form of its output is valid.
    fn writes(&mut self, arguments: &[&str]) {
        let text = self.run(arguments);
        let forms = match serde_json::from_str::<Value>(&text) {
            Ok(Value::Array(forms)) => forms,
            Ok(form) => vec![form],
            Err(_) => text
                .lines()
                .map(|l| serde_json::from_str(l).expect("a line of JSON"))
                .collect(),
        };
        assert!(!forms.is_empty(), "{arguments:?} writes nothing");
        for form in forms {
            let name = form["schema"]
                .as_str()
                .unwrap_or_else(|| panic!("{arguments:?}: {form}"))
                .to_owned();
            let schema = self
                .schemas
                .get(&name)
                .unwrap_or_else(|| panic!("{name} has no schema"));
            let validator = jsonschema::draft202012::new(schema).expect("a schema");
            let errors: Vec<String> = validator
                .iter_errors(&form)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{arguments:?}: {errors:#?}");
            assert_eq!(
                schema["properties"]["schema"]["const"],
                name.as_str(),
                "the schema names its version"
            );
            self.seen.insert(name);
        }
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
}

#[test]
fn what_the_commands_write_is_valid_by_the_schemas() {
    let mut place = Place {
        folder: fixtures::temporary("schemas"),
        schemas: schemas(),
        seen: BTreeSet::new(),
    };
    place.write("plans/例/plan.zr", PLAN);
    place.write(
        "plans/二/plan.zr",
        &PLAN
            .replace("方案 例", "方案 二")
            .replace("责任: 市公安局 ", "责任: 市民政局 "),
    );
    place.write(
        "document.txt",
        &fixtures::read(&fixtures::root("tests/import/flood_plan.txt")),
    );
    place.write(
        "later.txt",
        &fixtures::read(&fixtures::root("tests/import/flood_response.txt")),
    );
    place.write(
        "cases.ndjson",
        "{\"id\": \"1\", \"facts\": {\"情形\": [\"侵害\"]}}\n{\"id\": \"2\", \"facts\": {\"年龄\": 3}}\n",
    );
    let (plan, other) = ("plans/例", "plans/二");
    place.run(&["import", "document.txt", "-o", "drafted", "--id", "drafted"]);
    place.run(&["matrix", plan, "--by", "task", "-o", "edited.xlsx"]);
    let json = "--format=json";
    for arguments in [
        &["check", plan, json][..],
        &["lint", "document.txt", json],
        &["route", plan, "--set", "情形=[侵害]", json],
        &["route", "plans", "--set", "年龄=3", json],
        &["route", plan, "--set", "情形=[失踪]", "--why-not", "市公安局", json],
        &["route", plan, "--batch", "cases.ndjson"],
        &["route", plan, "--batch", "cases.ndjson", "--brief"],
        &["analyze", plan, json],
        &["diff", plan, other, json],
        &["impact", plan, "市公安局", json],
        &["test", plan, json],
        &["graph", plan, json],
        &["matrix", plan, json],
        &["matrix", plan, "--by", "situation", json],
        &["matrix", plan, "--unit", "市公安局", json],
        &["matrix", "plans", "--compare", json],
        &["matrix", plan, "--import", "edited.xlsx", json],
        &["import", "document.txt", json],
        &[
            "import", "later.txt", "--update", "drafted", "--before", "document.txt", json,
        ],
        &["trace", "drafted", "--source", "document.txt", json],
    ] {
        place.writes(arguments);
    }
    let answers = place.run(&["route", plan, "--batch", "cases.ndjson"]);
    place.write("answers.ndjson", &answers);
    place.writes(&["replay", "answers.ndjson", plan, json]);
    // The rest are questions, and what the service alone writes: checked where it is tested.
    let by_service = [
        "briefs", "conformance", "decision", "dispatch", "draft", "items", "plan", "plans", "problem", "ready",
        "routes", "tests", "texts", "units", "vocabulary",
    ];
    let unseen: Vec<_> = place
        .schemas
        .keys()
        .filter(|n| !place.seen.contains(*n) && !n.contains("-request"))
        .filter(|n| !by_service.iter().any(|s| **n == format!("zeren.{s}/v1")))
        .collect();
    assert!(unseen.is_empty(), "no command writes {unseen:?}");
}
