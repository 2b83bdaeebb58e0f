//! `zeren trace`: small documents and plans in own words, then the corpus where it is at hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use zeren::compile::{Compiled, compile};
use zeren::diagnostic::Lang;
use zeren::document::{Document, read};
use zeren::model::Model;
use zeren::render::trace::Subject;
use zeren::render::trace_page;
use zeren::text::Source;
use zeren::trace::{Entry, Status, Trace, sha256, trace};
use zeren::wire::v1;

const DOCUMENT: &str = "河畔县护河工作方案\n\
    一、指导思想\n\
    坚持爱河护河。\n\
    二、重点任务\n\
    (一)巡河\n\
    1.县水务局负责每周巡河。发现污水应当报告县环境局。\n\
    2.严禁向河道倾倒垃圾。\n\
    3.县环境局要做好下列工作:\n\
    (1)负责取样;\n\
    (2)负责化验。\n\
    (二)护堤\n\
    1.镇政府负责护堤;村委会配合护堤。\n\
    三、鼓励\n\
    可以表彰热心村民。\n";

const HEADER: &str = "方案 护河 { 标题: \"河畔县护河工作方案\" 词表: 无 }\n\
    单位 县水务局\n单位 县环境局\n单位 镇政府\n单位 村委会\n单位 村民\n";

struct Traced {
    document: Document,
    compiled: Compiled,
    trace: Trace,
    sha: String,
}

impl Traced {
    fn model(&self) -> &Model {
        &self.compiled.plan.as_ref().unwrap().model
    }

    fn json(&self) -> Value {
        serde_json::to_value(v1::trace(
            &self.document,
            self.model(),
            &self.compiled.sources,
            &self.trace,
            &self.sha,
        ))
        .unwrap()
    }

    fn html(&self) -> String {
        let subject = Subject {
            document: &self.document,
            model: self.model(),
            sources: &self.compiled.sources,
            trace: &self.trace,
            sha256: &self.sha,
        };
        trace_page::render(subject, Lang::Zh)
    }

    fn entry(&self, path: &str) -> &Entry {
        self.trace
            .entries
            .iter()
            .find(|e| self.trace.path(e.clause) == path)
            .unwrap_or_else(|| panic!("no {path}"))
    }

    fn status(&self, path: &str) -> &'static str {
        self.entry(path).status.name()
    }

    fn missing(&self) -> Vec<&str> {
        self.trace.missing().map(|e| self.trace.path(e.clause)).collect()
    }
}

fn traced(text: &str, plan: &str) -> Traced {
    let compiled = compile(vec![Source::new("plan.zr", plan)], &mut |_| None);
    assert_eq!(
        compiled
            .diagnostics
            .iter()
            .filter(|d| d.severity == zeren::diagnostic::Severity::Error)
            .count(),
        0,
        "{:?}",
        compiled.diagnostics
    );
    let document = read(text);
    let trace = trace(&document, &compiled.plan.as_ref().unwrap().model);
    Traced {
        document,
        trace,
        compiled,
        sha: sha256(text.as_bytes()),
    }
}

fn river(items: &str) -> Traced {
    traced(DOCUMENT, &format!("{HEADER}{items}"))
}

#[test]
fn an_item_speaks_for_the_sentences_of_its_clause_and_not_for_its_neighbour() {
    let t = river("职责 巡河 { 出处: 二/(一)/1  责任: 县水务局 }");
    assert_eq!(t.status("二/(一)/1"), "encoded");
    assert_eq!(t.status("二/(一)/1/句1"), "encoded");
    assert_eq!(t.status("二/(一)/1/句2"), "encoded");
    assert_eq!(t.entry("二/(一)/1/句2").how.unwrap().name(), "whole");
    assert_eq!(t.status("二/(一)/2"), "uncovered");
    assert!(t.entry("二/(一)/2").is_missing());
}

#[test]
fn a_sentence_speaks_for_itself_and_its_clause_waits_for_the_others() {
    let one = river("职责 巡河 { 出处: 二/(一)/1/句1  责任: 县水务局 }");
    assert_eq!(one.status("二/(一)/1/句1"), "encoded");
    assert_eq!(one.status("二/(一)/1"), "uncovered");
    assert!(one.missing().contains(&"二/(一)/1/句2"));
    let both =
        river("职责 巡河 { 出处: 二/(一)/1@句1  责任: 县水务局 }\n职责 报污 { 出处: 二/(一)/1@句2  责任: 县水务局 }");
    assert_eq!(both.status("二/(一)/1"), "encoded");
    assert_eq!(both.entry("二/(一)/1").how.unwrap().name(), "pieces");
}

#[test]
fn a_sentence_that_only_the_whole_clause_reaches_is_pointed_out() {
    let t = river("任务 巡河 { 出处: 二/(一)/1  责任: 县水务局 }\n职责 报污 { 出处: 二/(一)/1@句2  责任: 县水务局 }");
    let loose: Vec<&str> = t.trace.loose().map(|e| t.trace.path(e.clause)).collect();
    assert_eq!(loose, ["二/(一)/1/句1"]);
}

#[test]
fn a_heading_is_covered_by_what_stands_below_it() {
    let t = river("规范 禁倒 { 出处: 二/(一)/2  主体: 村民  不得: \"倒垃圾\" }");
    assert_eq!(t.status("二/(一)"), "encoded");
    assert_eq!(t.entry("二").how.unwrap().name(), "children");
    assert_eq!(t.status("二/(二)"), "uncovered");
}

#[test]
fn a_heading_that_is_cited_does_not_speak_for_its_numbers() {
    let t = river("任务 全部 { 出处: 二  责任: 县水务局 }");
    assert_eq!(t.status("二"), "encoded");
    assert!(t.missing().contains(&"二/(一)/2"));
}

#[test]
fn a_list_is_spoken_for_by_its_lead_until_its_points_are_cited() {
    let whole = river("职责 化验 { 出处: 二/(一)/3  责任: 县环境局 }");
    assert_eq!(whole.status("二/(一)/3/(2)"), "encoded");
    let pointwise =
        river("职责 化验 { 出处: 二/(一)/3  责任: 县环境局 }\n职责 取样 { 出处: 二/(一)/3/(1)  责任: 县环境局 }");
    assert_eq!(pointwise.status("二/(一)/3/(2)"), "uncovered");
    let lead = river("职责 取样 { 出处: 二/(一)/3/(1)、二/(一)/3/(2)  责任: 县环境局 }");
    assert_eq!(lead.status("二/(一)/3"), "encoded");
}

#[test]
fn parts_are_cited_through_the_sentence_or_the_clause() {
    let deep = river("职责 护堤 { 出处: 二/(二)/1@句1/项1  责任: 镇政府 }");
    assert_eq!(deep.missing().iter().filter(|p| p.starts_with("二/(二)/1")).count(), 1);
    let flat =
        river("职责 护堤 { 出处: 二/(二)/1/项1  责任: 镇政府 }\n职责 配合护堤 { 出处: 二/(二)/1/项2  配合: 村委会 }");
    assert_eq!(flat.status("二/(二)/1/项2"), "encoded");
    assert_eq!(flat.status("二/(二)/1"), "encoded");
}

#[test]
fn a_record_accounts_for_a_clause_with_its_reason() {
    let t = river("未编码 { 出处: 二/(一)/2  因: \"另有条例\" }\n未编码 { 出处: 一  因: \"指导思想\" }");
    assert_eq!(t.status("二/(一)/2"), "unencoded");
    assert_eq!(t.status("一"), "unencoded");
    let json = t.json();
    let clause = json["clauses"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["path"] == "二/(一)/2")
        .unwrap();
    assert_eq!(
        (clause["covered"].as_bool(), clause["reason"].as_str()),
        (Some(true), Some("另有条例"))
    );
    assert_eq!(clause["items"].as_array().unwrap().len(), 0);
}

#[test]
fn a_record_of_a_heading_does_not_hide_a_sentence_that_binds() {
    let t = river("未编码 { 出处: 二/(一)/1  因: \"总领\" }\n职责 巡河 { 出处: 二/(一)/1@句1  责任: 县水务局 }");
    assert!(t.missing().contains(&"二/(一)/1/句2"));
    let above = river("未编码 { 出处: 二、二/(一)  因: \"标题\" }");
    assert!(above.missing().contains(&"二/(一)/2"));
}

#[test]
fn permissions_and_background_do_not_count_toward_the_goal() {
    let t = river("");
    assert!(
        t.missing().iter().all(|path| path.starts_with("二/")),
        "{:?}",
        t.missing()
    );
    assert_eq!(t.trace.binding.total, t.trace.missing().count());
    assert!(!t.trace.is_whole());
}

#[test]
fn everything_encoded_or_recorded_is_whole() {
    let t = river(
        "职责 巡河 { 出处: 二/(一)/1  责任: 县水务局 }\n规范 禁倒 { 出处: 二/(一)/2  主体: 村民  不得: \"倒垃圾\" }\n\
         职责 化验 { 出处: 二/(一)/3  责任: 县环境局 }\n职责 护堤 { 出处: 二/(二)/1  责任: 镇政府  配合: 村委会 }\n\
         未编码 { 出处: 一、三  因: \"不分派\" }",
    );
    assert!(t.trace.is_whole());
    assert_eq!(t.trace.binding.permille(), 1000);
    assert_eq!(t.trace.all.covered(), t.trace.all.total);
}

#[test]
fn a_citation_that_leads_nowhere_is_shown_with_the_nearest_place() {
    let t = river(
        "职责 护林 { 出处: 二/(一)/7  责任: 县水务局 }\n职责 护鸟 { 出处: 二/(三)/2  责任: 县水务局 }\n规范 禁捕 { 出处: 二/(一)/2  主体: 村民  不得: \"捕鱼\"  执行: 县水务局 据 九/1 }",
    );
    let shown: Vec<(&str, &str)> = t
        .trace
        .unknown
        .iter()
        .map(|u| (u.citation.as_str(), u.by.as_str()))
        .collect();
    assert_eq!(shown, [("二/(一)/7", "护林"), ("二/(三)/2", "护鸟"), ("九/1", "禁捕")]);
    let json = t.json();
    assert_eq!(json["unknown"][0]["nearest"], "二/(一)/3");
    assert!(json["unknown"][1]["nearest"].as_str().unwrap().starts_with("二/("));
    assert_eq!(json["unknown"][0]["line"], 7);
}

#[test]
fn a_plan_may_count_the_heading_sentence() {
    let text = "二、任务\n(一)巡查河道。县水务局负责巡河。镇政府配合巡河。\n(二)保护河堤。村委会负责护堤。\n";
    let counted = traced(
        text,
        &format!(
            "{HEADER}职责 甲 {{ 出处: 二/(一)/句2  责任: 县水务局 }}\n职责 乙 {{ 出处: 二/(一)/句3  配合: 镇政府 }}\n职责 丙 {{ 出处: 二/(二)/句2  责任: 村委会 }}"
        ),
    );
    assert!(counted.trace.unknown.is_empty(), "{:?}", counted.trace.unknown);
    let first = counted.entry("二/(一)/句2");
    assert!(counted.document.clauses[first.clause].text.starts_with("县水务局"));
    assert!(counted.trace.is_whole());
    let plain = traced(
        text,
        &format!("{HEADER}职责 甲 {{ 出处: 二/(一)/句1  责任: 县水务局 }}"),
    );
    assert!(
        plain.document.clauses[plain.entry("二/(一)/句1").clause]
            .text
            .starts_with("县水务局")
    );
}

#[test]
fn the_json_has_the_fixed_fields() {
    let t = river("职责 巡河 { 出处: 二/(一)/1  责任: 县水务局 }");
    let json = t.json();
    assert_eq!(json["schema"], "zeren.trace/v1");
    let clauses = json["clauses"].as_array().unwrap();
    assert_eq!(json["total"].as_u64().unwrap() as usize, clauses.len());
    assert_eq!(
        json["covered"].as_u64().unwrap() as usize,
        clauses.iter().filter(|c| c["covered"] == true).count()
    );
    let clause = clauses.iter().find(|c| c["path"] == "二/(一)/1").unwrap();
    assert_eq!(
        (clause["line"].as_u64(), &clause["items"][0]),
        (Some(6), &Value::from("巡河"))
    );
    assert!(!json.to_string().contains("巡河。"), "no text of the document");
    let missing = &json["missing"][0];
    assert_eq!(
        (
            missing["path"].as_str(),
            missing["line"].as_u64(),
            missing["cue"].as_str(),
            missing["force"].as_str()
        ),
        (Some("二/(一)/2"), Some(7), Some("严禁"), Some("forbid"))
    );
}

#[test]
fn the_digest_matches_differs_or_is_not_recorded() {
    let sha = sha256(DOCUMENT.as_bytes());
    let plan = |sha: &str| HEADER.replace("词表: 无", &format!("词表: 无  原文: sha256 \"{sha}\""));
    assert_eq!(traced(DOCUMENT, &plan(&sha)).json()["source"]["digest"], "match");
    let other = traced(DOCUMENT, &plan(&"0".repeat(64)));
    assert_eq!(other.json()["source"]["digest"], "differs");
    assert!(other.html().contains("digest differs"));
    assert_eq!(river("").json()["source"]["digest"], "not recorded");
}

/// Tags opened and not closed, or closed and not opened.
fn unbalanced(html: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut wrong = Vec::new();
    for piece in html.split('<').skip(1) {
        let name: String = piece
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if name.is_empty() || ["meta", "br"].contains(&name.as_str()) {
            continue;
        }
        if !piece.starts_with('/') {
            open.push(name);
        } else if open.pop().as_ref() != Some(&name) {
            wrong.push(name);
        }
    }
    wrong.extend(open);
    wrong
}

#[test]
fn the_page_is_well_formed_and_escapes_everything() {
    let header = HEADER
        .replace("护河工作方案", "<script>alert(1)</script>")
        .replace("单位 村民", "单位 村民\n单位 \"<script>x</script>\"");
    let text = DOCUMENT.replace("严禁", "<img src=x onerror=alert(1)>\u{202e}严禁");
    let t = traced(
        &text,
        &format!(
            "{header}职责 \"<b>巡\\\"河\" {{ 出处: 二/(一)/1  责任: \"<script>x</script>\"  办理: \"'&<i>\" }}\n未编码 {{ 出处: 一  因: \"<u>\" }}"
        ),
    );
    let html = t.html();
    let body = html.split("<style>").nth(1).unwrap().split_once("</style>").unwrap().1;
    let (page, script) = body.split_once("<script>").unwrap();
    assert!(
        !page.contains("<img")
            && !page.contains("<b>")
            && !page.contains("<i>")
            && !page.contains("<u>")
            && !page.contains('\u{202e}')
    );
    assert!(page.contains("&lt;script&gt;x&lt;/script&gt;") && page.contains("&lt;img src=x"));
    assert!(!script.contains("alert"));
    let markup = format!("{}{page}", html.split("<style>").next().unwrap());
    assert_eq!(
        unbalanced(&markup.replace("<!doctype html>", "")),
        ["html", "body"].map(String::from),
        "only these are closed after the script"
    );
    assert!(!html.contains("http://") && !html.contains("https://"), "no network");
}

#[test]
fn the_page_links_both_ways_and_every_link_has_a_target() {
    let t = river("职责 巡河 { 出处: 二/(一)/1、二/(一)/2  责任: 县水务局 }");
    let html = t.html();
    for link in html.split("href=\"#").skip(1) {
        let target = link.split('"').next().unwrap();
        assert_eq!(html.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
    let clause = t.entry("二/(一)/2").clause;
    assert!(html.contains(&format!("<a href=\"#c{clause}\">二/(一)/2</a>")) && html.contains("href=\"#i0\""));
    assert!(html.contains("class=\"row missing\"") && html.contains("data-filter=\"unencoded\""));
}

#[test]
fn hostile_documents_end_quickly() {
    let long = "负责".repeat(5 * 1024 * 1024 / 6);
    let deep: String = (0..20_000).map(|n| format!("({n})负责下列工作:\n")).collect();
    for text in ["", "\0\0\0", "一、\0负责\u{1}\u{7f}。\n", "。。。;;;", &long, &deep] {
        let start = Instant::now();
        let t = traced(
            text,
            &format!("{HEADER}职责 巡河 {{ 出处: 一、一/句1、(1)、九/9/句9/项9  责任: 县水务局 }}"),
        );
        assert!(t.html().ends_with("</html>\n"));
        assert!(t.json()["total"].as_u64().is_some());
        assert!(
            start.elapsed().as_secs() < 60,
            "{} bytes took {:?}",
            text.len(),
            start.elapsed()
        );
    }
}

fn zeren() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("zeren").unwrap();
    command
        .env("LANG", "zh_CN.UTF-8")
        .env("NO_COLOR", "1")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES");
    command
}

/// A folder of this test's own, with a plan in it.
fn folder(name: &str, items: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trace").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("plan.zr"), format!("{HEADER}{items}")).unwrap();
    folder
}

#[test]
fn the_command_says_what_is_missing_and_fails() {
    let folder = folder("missing", "职责 巡河 { 出处: 二/(一)/1  责任: 县水务局 }");
    let run = zeren()
        .arg("trace")
        .arg(folder.join("plan.zr"))
        .args(["--source", "-"])
        .write_stdin(DOCUMENT)
        .assert()
        .code(1);
    let out = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(
        out.contains("✓ 1 行6") && out.contains("✗ 2 行7") && out.contains("禁止:严禁"),
        "{out}"
    );
    assert!(
        out.contains("未编码也未记录的条款") && out.contains("方案未记"),
        "{out}"
    );
    let english = zeren()
        .args(["--lang", "en", "--ascii", "trace"])
        .arg(folder.join("plan.zr"))
        .args(["--source", "-", "--brief"])
        .write_stdin(DOCUMENT)
        .assert()
        .code(1);
    let out = String::from_utf8(english.get_output().stdout.clone()).unwrap();
    assert!(
        out.contains("Neither encoded nor recorded") && out.contains("forbid:严禁"),
        "{out}"
    );
}

#[test]
fn the_command_passes_where_all_is_accounted_for_and_strict_asks_for_more() {
    let items = "职责 全 { 出处: 二/(一)/1、二/(一)/2、二/(一)/3、二/(二)/1、八/1  责任: 县水务局 }";
    let folder = folder("whole", items);
    let run = |strict: bool| {
        let mut command = zeren();
        command
            .arg("trace")
            .arg(folder.join("plan.zr"))
            .args(["--source", "-", "--format", "json"]);
        if strict {
            command.arg("--strict");
        }
        command.write_stdin(format!("\u{feff}{DOCUMENT}")).assert()
    };
    let out = run(false).code(0).get_output().stdout.clone();
    let json: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["binding"]["covered"], json["binding"]["total"]);
    assert_eq!(json["unknown"][0]["path"], "八/1");
    run(true).code(1);
}

#[test]
fn the_page_is_written_to_a_file() {
    let folder = folder("page", "");
    let (document, page) = (folder.join("document.txt"), folder.join("page.html"));
    std::fs::write(&document, DOCUMENT).unwrap();
    zeren()
        .arg("trace")
        .arg(folder.join("plan.zr"))
        .arg("--source")
        .arg(&document)
        .args(["--format", "html", "-o"])
        .arg(&page)
        .assert()
        .code(1)
        .stdout("");
    assert!(std::fs::read_to_string(page).unwrap().starts_with("<!doctype html>"));
}

#[test]
fn what_cannot_be_read_is_said_with_the_way_out() {
    let folder = folder("encoding", "");
    let plan = folder.join("plan.zr");
    let run = |bytes: Vec<u8>| {
        let run = zeren()
            .arg("trace")
            .arg(&plan)
            .args(["--source", "-"])
            .write_stdin(bytes)
            .assert()
            .code(2);
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    assert!(run(vec![0xd0, 0xcf, 0x11, 0xe0]).contains(".docx"));
    assert!(run(b"{\\rtf1 }".to_vec()).contains(".docx"));
    assert!(run(b"%PDF-1.7".to_vec()).contains("PDF"));
    assert!(run(vec![1, 2, 3, 0, 0xff]).contains("GB18030"));
    zeren()
        .arg("trace")
        .arg(&plan)
        .args(["--source", "no-such-file.txt"])
        .assert()
        .code(2);
    zeren().args(["trace", "-", "--source", "-"]).assert().code(2);
}

#[test]
#[allow(clippy::print_stdout, reason = "says that it was skipped, and shows the table")]
fn every_plan_of_the_corpus_is_accounted_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = root.join("../shared/sources");
    if !sources.is_dir() {
        println!("skipped: no ../shared/sources beside this folder");
        return;
    }
    let mut low = Vec::new();
    for entry in std::fs::read_dir(root.join("policies")).unwrap() {
        let plan = entry.unwrap().path();
        let id = plan.file_name().unwrap().to_string_lossy().into_owned();
        let source = sources.join(format!("{id}.txt"));
        if !plan.join("plan.zr").is_file() || !source.is_file() {
            continue;
        }
        let run = zeren()
            .arg("trace")
            .arg(&plan)
            .arg("--source")
            .arg(&source)
            .args(["--format", "json"])
            .output()
            .unwrap();
        let json: Value = serde_json::from_slice(&run.stdout).unwrap();
        println!(
            "{id:<16} {:>4}/{:<4} binding {}/{}",
            json["covered"], json["total"], json["binding"]["covered"], json["binding"]["total"]
        );
        if json["source"]["digest"] != "match"
            || json["unknown"] != Value::from(Vec::<Value>::new())
            || json["missing"] != Value::from(Vec::<Value>::new())
        {
            low.push(format!(
                "{id}: {} {} {}",
                json["source"]["digest"], json["unknown"], json["missing"]
            ));
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn statuses_have_their_words() {
    assert_eq!(
        [Status::Encoded, Status::Unencoded, Status::Uncovered].map(Status::name),
        ["encoded", "unencoded", "uncovered"]
    );
}
