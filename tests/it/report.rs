//! `zeren report`: one page without network or script, read back by an HTML parser; the word-processor file by an XML reader.

use std::io::{Cursor, Read as _};

use scraper::{Html, Selector};

use super::fixtures;

fn zeren(arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let output = assert_cmd::Command::cargo_bin("zeren")
        .expect("the program is built")
        .current_dir(fixtures::root(""))
        .args(arguments)
        .output()
        .expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!err.contains("panicked"), "{arguments:?}: {err}");
    (output.status.code().unwrap_or(-1), output.stdout, err)
}

fn page(arguments: &[&str]) -> (String, Html) {
    let (status, out, err) = zeren(arguments);
    assert_eq!(status, 0, "{err}");
    let text = String::from_utf8(out).expect("UTF-8");
    let page = Html::parse_document(&text);
    (text, page)
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|e| e.text().collect::<String>()).collect()
}

#[test]
fn a_report_holds_summary_findings_picture_coverage_and_each_units_duties_in_both_languages() {
    let (text, page) = page(&["report", "policies/huairen-2022"]);
    for id in ["summary", "findings", "matrix", "graph", "coverage", "units"] {
        assert_eq!(texts(&page, &format!("section#{id} > h2")).len(), 1, "{id}");
        assert!(texts(&page, &format!("nav a[href='#{id}']")).len() == 1, "{id}");
    }
    assert_eq!(
        texts(&page, "section#graph figure svg").len(),
        2,
        "one picture a language"
    );
    let zh = texts(&page, "section#units div[lang=zh] h3");
    let en = texts(&page, "section#units div[lang=en] h3");
    assert!(
        zh.len() == en.len() && zh.iter().any(|h| h.contains("市民政局")),
        "{zh:?}"
    );
    let findings = texts(&page, "section#findings div[lang=zh] tbody tr");
    assert!(findings.len() > 20 && findings.iter().any(|r| r.contains("改法:")));
    assert!(texts(&page, "script").is_empty() && texts(&page, "a:not([href^='#'])").is_empty());
    let outside: Vec<&str> = text.split("http").skip(1).map(|r| r.get(..24).unwrap_or(r)).collect();
    assert!(
        outside
            .iter()
            .all(|r| r.starts_with("://www.w3.org/2000/svg") || r.starts_with("-equiv")),
        "{outside:?}"
    );
    let ids: Vec<&str> = text
        .split(" id=\"")
        .skip(1)
        .filter_map(|r| r.split('"').next())
        .collect();
    let once: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "each id once");
}

#[test]
fn the_switch_opens_in_the_language_asked_for() {
    let (_, zh) = page(&["report", "policies/seed003-01"]);
    let (_, en) = page(&["--lang", "en", "report", "policies/seed003-01"]);
    assert_eq!(texts(&zh, "input#english[checked]").len(), 0);
    assert_eq!(texts(&en, "input#english[checked]").len(), 1);
    assert!(texts(&zh, "label[for=english]").len() == 1);
}

#[test]
fn a_document_is_traced_where_it_is_given() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report-source");
    std::fs::create_dir_all(&folder).unwrap();
    let (plan, source) = (folder.join("plan.zr"), folder.join("source.txt"));
    std::fs::write(
        &plan,
        "方案 例 { 标题: \"<i>例</i>\"  词表: 无 }\n单位 市公安局\n事实 情形 { 类型: 多选  值 侵害 }\n职责 处置 { 出处: 一  责任: 市公安局  当: 情形 含 侵害 }\n",
    )
    .unwrap();
    std::fs::write(
        &source,
        "例\n一、处置\n市公安局负责处置侵害。\n二、救助\n市民政局负责救助儿童。\n",
    )
    .unwrap();
    let (_, page) = page(&["report", plan.to_str().unwrap(), "--source", source.to_str().unwrap()]);
    let coverage = texts(&page, "section#coverage div[lang=zh]").join("");
    assert!(
        coverage.contains("有约束力的句子") && coverage.contains("没有条目对应的约束性条款"),
        "{coverage}"
    );
    assert_eq!(texts(&page, "h1"), ["<i>例</i>"]);
}

#[test]
fn the_word_processor_file_holds_the_same_sections() {
    let (status, bytes, err) = zeren(&["report", "policies/seed003-02", "--format", "docx"]);
    assert_eq!(status, 0, "{err}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut words = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Text(t) => words.push_str(&t),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    for heading in [
        "一、概况",
        "二、发现的问题",
        "三、责任分工表",
        "四、谁与谁往来",
        "五、条款覆盖",
        "六、各单位责任清单",
    ] {
        assert!(words.contains(heading), "{heading}");
    }
}
