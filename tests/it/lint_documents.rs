//! `zeren lint`: documents with known faults; the places of findings; review comments, read back without the reader.

use std::path::Path;

use serde_json::Value;
use zeren::lint::PROSE;
use zeren::reader::docx::{Comment, with_comments};
use zeren::reader::read;
use zeren::review::review;

use super::docx::{docx, p, unzipped};
use super::fixtures;

/// A plan of our own: a board without a seat, a vague actor, a list that counts wrong.
const PLAN: &[&str] = &[
    "关于开展河湖清理行动的实施方案",
    "为改善水环境,制定本方案。",
    "一、组织领导",
    "成立领导小组,组成人员如下:",
    "组长:王某  副县长",
    "成员:李某  县水利局局长",
    "成员:赵某  县公安局副局长",
    "成员:钱某  县财政局副局长",
    "成员:孙某  县教育局副局长",
    "二、工作任务",
    "重点做好以下三项工作:",
    "1.清理河道垃圾。(牵头单位:县水利局;配合单位:县公安局)",
    "2.整治入河排口。(牵头单位:县生态环境局;配合单位:县财政局)",
    "三、工作要求",
    "发现险情的,有关部门应当及时处置并报告。",
    "某县人民政府办公室",
    "2023年5月10日",
];

fn run(args: &[&str], folder: &Path) -> (i32, String, String) {
    let output = assert_cmd::Command::cargo_bin("zeren")
        .unwrap()
        .current_dir(folder)
        .args(args)
        .args(["--lang", "zh"])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("zeren-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn plan_docx() -> Vec<u8> {
    docx(&PLAN.iter().map(|l| p(l)).collect::<String>()).bytes()
}

/// Code, line and message of each finding.
fn found(json: &str) -> Vec<(String, u64, String)> {
    let form: Value = serde_json::from_str(json).unwrap();
    assert_eq!(form["schema"], "zeren.check/v1");
    let findings = form["diagnostics"].as_array().unwrap();
    findings
        .iter()
        .map(|d| {
            let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
            (
                text(&d["code"]),
                d["locations"][0]["line"].as_u64().unwrap(),
                text(&d["message"]),
            )
        })
        .collect()
}

#[test]
fn bad_documents_fire_and_good_ones_do_not() {
    for lint in PROSE {
        let fires = |text: &str| {
            let reading = read("x.txt", text.as_bytes()).unwrap();
            let reviewed = review("x.txt", &reading, &zeren::lint::Settings::default());
            reviewed.findings.iter().any(|d| d.code == lint.info.code)
        };
        assert!(fires(lint.bad), "{} is silent on its bad example", lint.info.name);
        assert!(!fires(lint.good), "{} fires on its good example", lint.info.name);
    }
}

#[test]
fn text_and_docx_have_the_same_findings_at_their_own_lines() {
    let folder = folder("lint-documents");
    std::fs::write(folder.join("plan.txt"), PLAN.join("\n")).unwrap();
    std::fs::write(folder.join("plan.docx"), plan_docx()).unwrap();
    let (code, text, _) = run(&["lint", "plan.txt", "--format", "json"], &folder);
    assert_eq!(code, 1);
    let findings = found(&text);
    for (wanted, line, words) in [
        ("ZR370", 13, "县生态环境局"),
        ("ZR355", 15, "有关部门"),
        ("ZR653", 11, "下面列了 2 项"),
        ("ZR555", 15, "及时"),
    ] {
        assert!(
            findings
                .iter()
                .any(|(c, l, m)| c == wanted && *l == line && m.contains(words)),
            "{wanted} {line}: {findings:?}"
        );
    }
    let (_, of_docx, _) = run(&["lint", "plan.docx", "--format", "json"], &folder);
    assert_eq!(found(&of_docx), findings);
    assert!(of_docx.contains("\"place\": \"第13段\"") && !text.contains("\"place\""));
    let (_, sarif, _) = run(&["lint", "plan.docx", "--format", "sarif"], &folder);
    assert!(
        serde_json::from_str::<Value>(&sarif).unwrap()["runs"][0]["results"]
            .as_array()
            .unwrap()
            .len()
            == findings.len()
    );
    let (code, only, _) = run(&["lint", "plan.txt", "--only", "ZR653", "--format", "github"], &folder);
    assert!(
        code == 1 && only.lines().count() == 1 && only.contains("line=11"),
        "{only}"
    );
    // Pasted text gets a docx of its lines, with the same comments at the same words.
    let (code, _, err) = run(&["lint", "plan.txt", "--comments", "out.docx"], &folder);
    assert!(code == 1 && err.contains("out.docx"), "{err}");
    let made = std::fs::read(folder.join("out.docx")).unwrap();
    let reading = zeren::reader::read("out.docx", &made).unwrap();
    let written: Vec<&str> = reading
        .lines
        .iter()
        .map(|l| l.text.as_str())
        .filter(|l| !l.is_empty())
        .collect();
    let plan = std::fs::read_to_string(folder.join("plan.txt")).unwrap();
    assert_eq!(written, plan.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>());
    let parts = unzipped(&made);
    let said = String::from_utf8(parts["word/comments.xml"].clone()).unwrap();
    let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert_eq!(said.matches("<w:comment ").count(), findings.len());
    assert_eq!(body.matches("<w:commentRangeStart").count(), findings.len());
    let marked = body.split("<w:commentRangeStart").nth(1).unwrap();
    assert!(marked.contains("县生态环境局") || said.contains("县生态环境局"));
}

#[test]
fn comments_are_added_and_nothing_else_is_touched() {
    let folder = folder("lint-comments");
    std::fs::write(folder.join("plan.docx"), plan_docx()).unwrap();
    let (_, _, err) = run(&["lint", "plan.docx", "--comments", "out.docx"], &folder);
    assert!(err.contains("条批注"), "{err}");
    let (before, after) = (
        unzipped(&plan_docx()),
        unzipped(&std::fs::read(folder.join("out.docx")).unwrap()),
    );
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let comments = text(&after["word/comments.xml"]);
    assert!(comments.contains("县生态环境局") && comments.contains("有职责无席位"));
    assert!(text(&after["[Content_Types].xml"]).contains("/word/comments.xml"));
    let document = text(&after["word/document.xml"]);
    assert_eq!(
        document.matches("<w:commentRangeStart").count(),
        comments.matches("<w:comment ").count()
    );
    assert_eq!(
        document.matches("<w:commentReference").count(),
        comments.matches("<w:comment ").count()
    );
    // The words stand in the range, and the text is the same.
    let marked = document
        .split("<w:commentRangeStart")
        .any(|piece| piece.contains("<w:t xml:space=\"preserve\">县生态环境局</w:t>"));
    assert!(marked, "{document}");
    let lines = |bytes: &[u8]| {
        read("x", bytes)
            .unwrap()
            .lines
            .into_iter()
            .map(|l| l.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(&std::fs::read(folder.join("out.docx")).unwrap()), PLAN);
    for name in before.keys().filter(|n| {
        !matches!(
            n.as_str(),
            "word/document.xml" | "[Content_Types].xml" | "word/_rels/document.xml.rels"
        )
    }) {
        assert_eq!(before[name], after[name], "{name}");
    }
}

#[test]
fn comments_that_were_there_stay() {
    let body =
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>一段话</w:t></w:r><w:commentRangeEnd w:id=\"7\"/></w:p>";
    let old = "<w:comment w:id=\"7\" w:author=\"某人\"><w:p><w:r><w:t>原批注</w:t></w:r></w:p></w:comment>";
    let bytes = docx(body).part("comments", "comments", old).bytes();
    let anchor = read("x", &bytes).unwrap().lines[0].anchor;
    let comment = Comment {
        anchor,
        words: None,
        paragraphs: vec!["新 <批注> & \u{1}".to_owned()],
    };
    let out = unzipped(&with_comments(&bytes, &[comment]).unwrap());
    let comments = String::from_utf8(out["word/comments.xml"].clone()).unwrap();
    assert!(
        comments.contains(old) && comments.contains("w:id=\"8\"") && comments.contains("新 &lt;批注&gt; &amp; <"),
        "{comments}"
    );
}

#[test]
fn the_board_without_a_seat_is_found_in_a_real_plan() {
    let source = fixtures::root("../shared/sources/zhangye-2016.txt");
    let Ok(text) = std::fs::read_to_string(&source) else {
        println!("skipped: {} is not there", source.display());
        return;
    };
    let folder = folder("lint-real");
    let body: String = text
        .lines()
        .filter(|l| !l.contains(['<', '&']))
        .map(|l| p(l.trim()))
        .collect();
    std::fs::write(folder.join("plan.docx"), docx(&body).bytes()).unwrap();
    for file in [source.to_str().unwrap(), "plan.docx"] {
        let (_, json, _) = run(
            &["lint", file, "--only", "duty-without-seat", "--format", "json"],
            &folder,
        );
        let findings = found(&json);
        assert!(
            findings.iter().any(|(_, _, m)| m.contains("教育局")),
            "{file}: {findings:?}"
        );
    }
}

/// The findings of a text: message by message, of one lint.
fn messages(text: &str, code: &str) -> Vec<String> {
    let reading = read("文件.txt", text.as_bytes()).unwrap();
    let review = review("文件.txt", &reading, &zeren::lint::Settings::default());
    let of_code = review.findings.iter().filter(|d| d.code.to_string() == code);
    of_code.map(|d| d.message.zh.clone()).collect()
}

#[test]
fn counts_and_numbers_are_compared_with_what_stands_there() {
    let bodies = "关于清河的方案\n一、分工\n1.河道由甲局、乙局、丙局等2个部门共同巡查。\n2.排口由甲局、乙局、丙局4个部门共同巡查。\n3.岸线由甲局、乙局等4个部门共同巡查。\n4.水面由甲局、乙局2个部门共同巡查。\n";
    assert_eq!(
        messages(bodies, "ZR653"),
        ["写的是 2 个,前面列了 3 个", "写的是 4 个,前面列了 3 个"]
    );
    let items =
        |number: &str| format!("关于清河的方案\n一、任务\n做好以下{number}项工作:\n1.清河。\n2.清岸。\n3.清口。\n");
    for (number, said) in [
        ("十二", "十二"),
        ("二十", "二十"),
        ("十", "十"),
        ("12", "12"),
        ("两", "两"),
    ] {
        let expected = format!("写的是{said},下面列了 3 项");
        assert_eq!(messages(&items(number), "ZR653"), [expected]);
    }
    assert_eq!(messages(&items("三"), "ZR653"), [""; 0]);
    let numbers = "关于清河的方案\n一、任务\n清河。\n一、要求\n清岸。\n五、其他\n清口。\n";
    assert_eq!(
        messages(numbers, "ZR652"),
        ["序号 `一` 重复", "序号 `五` 接不上前一项 `一`"]
    );
}

/// A document whose headings were lost has one remark on those who are missing, with a count, and each place with it.
#[test]
fn many_remarks_of_one_kind_are_one_with_a_count() {
    let work = ["宣传", "排查", "整治", "培训", "演练", "督查", "验收"];
    let clauses: Vec<String> = work
        .iter()
        .enumerate()
        .map(|(at, what)| format!("{}.{what}。6月底前必须完成{what}工作,建立台账。\n", at + 1))
        .collect();
    let text = format!("河畔镇平安建设工作方案\n一、工作任务\n{}", clauses.concat());
    let reading = zeren::reader::read("a.txt", text.as_bytes()).unwrap();
    let reviewed = zeren::review::review("a.txt", &reading, &zeren::lint::Settings::default());
    let missing = |list: &[zeren::diagnostic::Diagnostic]| {
        let named = list.iter().filter(|d| d.info.name == "missing-actor");
        named.cloned().collect::<Vec<_>>()
    };
    let told = missing(&reviewed.findings);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.zh.contains("共 7 处"), "{}", told[0].message.zh);
    assert!(told[0].related.len() >= 6, "each place is still told");
    assert_eq!(missing(&reviewed.each).len(), 7, "and comments stand at each");
}

/// The words for whoever writes a document do not speak of the language.
#[test]
fn help_for_documents_says_nothing_of_encoding() {
    let mut said = Vec::new();
    for (_, text) in documents_of_import() {
        let reading = zeren::reader::read("a.txt", text.as_bytes()).unwrap();
        let reviewed = zeren::review::review("a.txt", &reading, &zeren::lint::Settings::default());
        let all = reviewed.findings.into_iter();
        said.extend(all.map(|d| format!("{} {}", d.message.zh, d.help.map(|h| h.zh).unwrap_or_default())));
    }
    let odd: Vec<&String> = said
        .iter()
        .filter(|words| {
            ["编码", "异称", "`未编码`", "`24小时 自"]
                .iter()
                .any(|w| words.contains(w))
        })
        .collect();
    assert!(odd.is_empty(), "{odd:#?}");
    assert!(said.len() > 40, "{}", said.len());
}

fn documents_of_import() -> Vec<(String, String)> {
    let folder = super::fixtures::root("tests/import");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|p| (p.display().to_string(), super::fixtures::read(p)))
        .collect()
}
