//! The language server, driven over its pipes as an editor does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::fixtures;

const VOCABULARY: &str = "词表 案情\n\n事实 情形 {\n  类型: 多选\n  提问: \"出了什么事?\"\n  值 侵害 { 别名: 受害 }\n  值 监护侵害 { 上位: 侵害 }\n  值 失踪\n}\n\n事实 年龄 {\n  类型: 整数\n  取值: 0..18\n}\n";
const PLAN: &str = "方案 例 {\n  标题: \"例\"\n  词表: 案情\n  阶段: 发现报告 > 应急处置\n}\n\n单位 市公安局 { 别名: 公安机关 }\n\n单位 市民政局\n\n集合 成员单位 = 市公安局、市民政局\n";
const DUTIES: &str = "职责 处置 {\n  出处: 一/1\n  事项: 处置\n  阶段: 应急处置\n  责任: 公安机关\n  当: 情形 含 侵害\n  移交: 市民政局\n  主语: 承前\n}\n\n职责 寻找 {\n  出处: 一/2\n  阶段: 应急处置\n  责任: 市公安\n  当: 情形 含 失踪\n}\n\n测试 \"受害\" {\n  给定: 情形 = {监护侵害}\n  应有: 责任 市公安局\n}\n";

/// A workspace on disk with one plan and its vocabulary; the folder's name is Chinese.
pub fn workspace(name: &str) -> PathBuf {
    let root = fixtures::temporary(name).join("方案 们");
    for (file, text) in [
        ("vocabulary/案情.zr", VOCABULARY),
        ("例/plan.zr", PLAN),
        ("例/duties.zr", DUTIES),
    ] {
        let path = root.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
    root
}

struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    root: PathBuf,
    next: u64,
    /// The last findings of each file.
    findings: Vec<(String, Value)>,
}

impl Editor {
    fn start(name: &str) -> Editor {
        let root = workspace(name);
        let mut child = Command::new(env!("CARGO_BIN_EXE_zeren"))
            .args(["--lang", "zh", "lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut editor = Editor {
            child,
            input,
            output,
            root,
            next: 0,
            findings: Vec::new(),
        };
        let root = editor.uri("");
        let answer = editor.ask(
            "initialize",
            json!({"capabilities": {}, "rootUri": root, "locale": "zh-cn"}),
        );
        assert_eq!(answer["capabilities"]["renameProvider"]["prepareProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    /// An address with raw Chinese in it, as some editors write them.
    fn uri(&self, file: &str) -> String {
        format!("file://{}/{file}", self.root.display()).replace(' ', "%20")
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
        self.input.flush().expect("it listens");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).expect("it answers");
            assert!(!line.is_empty(), "the server has stopped");
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().expect("a number");
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a whole message");
        serde_json::from_slice(&body).expect("JSON")
    }

    fn note(&mut self, message: &Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().expect("an address").to_owned();
            self.findings.retain(|(u, _)| *u != uri);
            self.findings.push((uri, message["params"]["diagnostics"].clone()));
        }
    }

    fn reply(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            if message["id"] == id {
                return message;
            }
            self.note(&message);
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let reply = self.reply(method, params);
        assert!(reply.get("error").is_none(), "{method}: {reply}");
        reply["result"].clone()
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn open(&mut self, file: &str) {
        let text = std::fs::read_to_string(self.root.join(file)).expect("it is there");
        let uri = self.uri(file);
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "zeren", "version": 1, "text": text}}),
        );
    }

    /// Replaces the text of a file in the editor, not on disk.
    fn write(&mut self, file: &str, text: &str) {
        let uri = self.uri(file);
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]}),
        );
    }

    /// Waits for the next findings of a file.
    fn findings(&mut self, file: &str) -> Value {
        let ends = file.rsplit('/').next().expect("a name").to_owned();
        loop {
            let message = self.receive();
            self.note(&message);
            let found = self.findings.iter().position(|(u, _)| u.ends_with(&ends));
            if let Some(at) = found {
                return self.findings.remove(at).1;
            }
        }
    }

    /// A position: at the `nth` place of `what` in the text on disk, `inside` characters into it.
    fn at(&self, file: &str, what: &str, nth: usize) -> Value {
        let text = std::fs::read_to_string(self.root.join(file)).expect("it is there");
        json!({"textDocument": {"uri": self.uri(file)}, "position": position(&text, what, nth)})
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn position(text: &str, what: &str, nth: usize) -> Value {
    let (at, _) = text.match_indices(what).nth(nth).expect("it is written");
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

fn labels(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().expect("a list");
    items
        .iter()
        .map(|i| i["label"].as_str().expect("text").to_owned())
        .collect()
}

fn file_of(uri: &str) -> String {
    Path::new(uri)
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn findings_come_while_writing_unsaved_text_included() {
    let mut editor = Editor::start("lsp-findings");
    editor.open("例/duties.zr");
    let found = editor.findings("duties.zr");
    let unknown = found
        .as_array()
        .expect("a list")
        .iter()
        .find(|d| d["code"] == "ZR201")
        .expect("市公安 is unknown");
    assert_eq!(unknown["range"]["start"], json!({"line": 13, "character": 6}));
    assert!(
        unknown["message"].as_str().expect("text").contains("市公安局"),
        "{unknown}"
    );
    editor.write("例/duties.zr", &DUTIES.replace("责任: 市公安\n", "责任: 市公安局\n"));
    let found = editor.findings("duties.zr");
    assert!(!found.to_string().contains("ZR201"), "{found}");
}

#[test]
fn a_broken_declaration_leaves_the_others_answering() {
    let mut editor = Editor::start("lsp-broken");
    editor.open("例/duties.zr");
    editor.write("例/duties.zr", &DUTIES.replace("当: 情形 含 失踪", "当: 情形 含 ("));
    let hover = editor.at("例/duties.zr", "公安机关", 0);
    let card = editor.ask("textDocument/hover", hover);
    let text = card["contents"]["value"].as_str().expect("text");
    assert!(text.starts_with("**市公安局**") && text.contains("公安机关"), "{text}");
}

#[test]
fn names_lead_to_their_declarations_and_back() {
    let mut editor = Editor::start("lsp-names");
    editor.open("例/duties.zr");
    let alias = editor.at("例/duties.zr", "公安机关", 0);
    let declared = editor.ask("textDocument/definition", alias.clone());
    assert_eq!(file_of(declared[0]["uri"].as_str().expect("an address")), "plan.zr");
    assert_eq!(declared[0]["range"]["start"], position(PLAN, "市公安局", 0));
    let mut asked = alias;
    asked["context"] = json!({"includeDeclaration": false});
    let uses = editor.ask("textDocument/references", asked);
    assert_eq!(
        uses.as_array().expect("a list").len(),
        3,
        "group, duty and test: {uses}"
    );
    let value = editor.at("例/duties.zr", "侵害", 0);
    let declared = editor.ask("textDocument/definition", value);
    assert_eq!(declared[0]["range"]["start"], position(VOCABULARY, "侵害", 0));
}

#[test]
fn a_rename_changes_every_file_and_leaves_aliases() {
    let mut editor = Editor::start("lsp-rename");
    editor.open("例/duties.zr");
    let mut asked = editor.at("例/duties.zr", "失踪", 0);
    asked["newName"] = json!("走失");
    let changes = editor.ask("textDocument/rename", asked)["changes"].clone();
    let mut counts: Vec<usize> = changes
        .as_object()
        .expect("files")
        .values()
        .map(|list| list.as_array().expect("a list").len())
        .collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 1], "the vocabulary and the duty: {changes}");
    let mut asked = editor.at("例/duties.zr", "公安机关", 0);
    asked["newName"] = json!("公安");
    let changes = editor.ask("textDocument/rename", asked)["changes"].to_string();
    assert!(changes.contains("公安") && !changes.contains("市公安局"), "{changes}");
    let mut asked = editor.at("例/duties.zr", "公安机关", 0);
    asked["newName"] = json!("市民政局");
    let refused = editor.reply("textDocument/rename", asked);
    assert!(
        refused["error"]["message"].as_str().expect("why").contains("市民政局"),
        "{refused}"
    );
}

#[test]
fn what_is_proposed_fits_the_place() {
    let mut editor = Editor::start("lsp-complete");
    editor.open("例/duties.zr");
    let mut propose = |text: &str| {
        editor.write("例/duties.zr", text);
        let lines: Vec<&str> = text.split('\n').collect();
        let position =
            json!({"line": lines.len() - 1, "character": lines.last().expect("a line").encode_utf16().count()});
        let uri = editor.uri("例/duties.zr");
        labels(&editor.ask(
            "textDocument/completion",
            json!({"textDocument": {"uri": uri}, "position": position}),
        ))
    };
    let units = propose("职责 甲 {\n  责任: 市");
    assert!(
        units.contains(&"市公安局".to_owned()) && units.contains(&"成员单位".to_owned()),
        "{units:?}"
    );
    assert!(!units.contains(&"情形".to_owned()));
    let values = propose("职责 甲 {\n  当: 情形 含任一 (侵害、");
    assert!(
        values.contains(&"失踪".to_owned()) && !values.contains(&"市公安局".to_owned()),
        "{values:?}"
    );
    let operators = propose("职责 甲 {\n  当: 情形 ");
    assert_eq!(operators, ["含", "含任一", "含全部", "不含"]);
    let fields = propose("职责 甲 {\n  责任: 市公安局\n  ");
    assert!(
        fields.contains(&"时限".to_owned()) && !fields.contains(&"类型".to_owned()),
        "{fields:?}"
    );
    let english = propose("duty 甲 {\n  responsible: 市公安局\n  ");
    assert!(english.contains(&"within".to_owned()), "{english:?}");
    assert!(propose("职责 甲 {\n  办理: \"市").is_empty());
}

#[test]
fn repairs_mend_what_was_found() {
    let mut editor = Editor::start("lsp-repairs");
    editor.open("例/duties.zr");
    let shown = editor.findings("duties.zr");
    let unknown = shown
        .as_array()
        .expect("a list")
        .iter()
        .find(|d| d["code"] == "ZR201")
        .expect("found")
        .clone();
    let uri = editor.uri("例/duties.zr");
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": uri}, "range": unknown["range"], "context": {"diagnostics": [unknown]}}),
    );
    let titles: Vec<&str> = actions
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|a| a["title"].as_str())
        .collect();
    assert!(titles.contains(&"改为 `市公安局`"), "{titles:?}");
    assert!(titles.contains(&"`市公安` 是 `市公安局` 的别名"), "{titles:?}");
    assert!(titles.contains(&"声明单位 `市公安`"), "{titles:?}");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "ZR201");
    let alias = actions
        .as_array()
        .expect("a list")
        .iter()
        .find(|a| a["title"].to_string().contains("别名"))
        .expect("one");
    let edit = alias["edit"]["changes"]
        .as_object()
        .expect("files")
        .values()
        .next()
        .expect("one file")[0]
        .clone();
    assert_eq!(edit["newText"], "、市公安");
}

#[test]
fn the_outline_the_lenses_and_the_hints_speak_of_the_plan() {
    let mut editor = Editor::start("lsp-outline");
    editor.open("例/duties.zr");
    let uri = json!({"textDocument": {"uri": editor.uri("例/duties.zr")}});
    let symbols = editor.ask("textDocument/documentSymbol", uri.clone());
    let names: Vec<&str> = symbols
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|s| s["name"].as_str())
        .collect();
    assert_eq!(names, ["处置", "寻找", "受害"]);
    let lenses = editor.ask("textDocument/codeLens", uri.clone());
    assert_eq!(lenses[0]["command"]["title"], "1 个测试");
    let mut whole = uri.clone();
    whole["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = editor.ask("textDocument/inlayHint", whole).to_string();
    assert!(hints.contains("= 市公安局") && hints.contains("← 承前"), "{hints}");
    let folds = editor.ask("textDocument/foldingRange", uri.clone());
    assert_eq!(folds[0]["endLine"], 8);
    let tokens = editor.ask("textDocument/semanticTokens/full", uri);
    let data = tokens["data"].as_array().expect("numbers");
    assert_eq!(&data[..5], &[json!(0), json!(0), json!(2), json!(0), json!(0)]);
    let all = editor.ask("workspace/symbol", json!({"query": "市"}));
    assert_eq!(all.as_array().expect("a list").len(), 2);
}

#[test]
fn a_file_is_laid_out_and_one_with_mistakes_is_not() {
    let mut editor = Editor::start("lsp-format");
    editor.open("例/plan.zr");
    editor.write("例/plan.zr", "方案   例 {标题:\"例\"  词表:案情}\n");
    let asked =
        json!({"textDocument": {"uri": editor.uri("例/plan.zr")}, "options": {"tabSize": 2, "insertSpaces": true}});
    let edits = editor.ask("textDocument/formatting", asked.clone());
    assert!(
        edits[0]["newText"].as_str().expect("text").starts_with("方案 例 {"),
        "{edits}"
    );
    editor.write("例/plan.zr", "方案 例 {\n  标题 \"例\"\n}\n");
    let refused = editor.reply("textDocument/formatting", asked);
    assert!(
        refused["error"]["message"].as_str().expect("why").contains("第 2 行"),
        "{refused}"
    );
}

#[test]
fn strange_messages_do_not_stop_the_server() {
    let mut editor = Editor::start("lsp-strange");
    editor.open("例/duties.zr");
    let nowhere = json!({"textDocument": {"uri": "untitled:1"}, "position": {"line": 999, "character": 999}});
    assert_eq!(editor.ask("textDocument/hover", nowhere), Value::Null);
    assert_eq!(
        editor.reply("textDocument/hover", json!({"nothing": 1}))["error"]["code"],
        -32602
    );
    assert_eq!(editor.reply("no/such", json!({}))["error"]["code"], -32601);
    let far =
        json!({"textDocument": {"uri": editor.uri("例/duties.zr")}, "position": {"line": 9999, "character": 9999}});
    editor.ask("textDocument/completion", far);
    editor.write("例/duties.zr", "{{{{\"((((职责 🦀 { 当: 且且且 (");
    let there = json!({"textDocument": {"uri": editor.uri("例/duties.zr")}, "position": {"line": 0, "character": 9}});
    editor.ask("textDocument/completion", there.clone());
    editor.ask("textDocument/hover", there);
    editor.ask("shutdown", Value::Null);
    editor.tell("exit", Value::Null);
    assert!(editor.child.wait().expect("it ends").success());
}

/// No disk at all.
struct Nothing;

impl zeren::lsp::Disk for Nothing {
    fn read(&self, _: &Path) -> Option<String> {
        None
    }
    fn policy_files(&self, _: &Path) -> Vec<PathBuf> {
        Vec::new()
    }
    fn plans(&self, _: &Path) -> Vec<PathBuf> {
        Vec::new()
    }
    fn vocabulary(&self, _: &Path, _: &str) -> Option<PathBuf> {
        None
    }
    fn levels(&self, _: &Path) -> zeren::lint::Levels {
        zeren::lint::Levels::default()
    }
}

#[test]
fn an_editor_that_goes_after_its_first_word_is_an_error_and_no_panic() {
    let (server, client) = lsp_server::Connection::memory();
    let first = lsp_server::Request {
        id: 1.into(),
        method: "initialize".to_owned(),
        params: json!({"capabilities": {}}),
    };
    client.sender.send(first.into()).expect("the server's end is there");
    drop(client);
    assert!(zeren::lsp::serve(&server, &Nothing, zeren::Lang::Zh).is_err());
}
