//! The dispatch sheet: `route --format md|html|docx`, read back by readers of their own.

use std::io::{Cursor, Read as _};

use scraper::{Html, Selector};

use super::fixtures;

fn zeren(arguments: &[&str]) -> Vec<u8> {
    let output = assert_cmd::Command::cargo_bin("zeren")
        .expect("the program is built")
        .current_dir(fixtures::root(""))
        .args(arguments)
        .output()
        .expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.code() == Some(0) && !err.contains("panicked"),
        "{arguments:?}: {err}"
    );
    output.stdout
}

fn sheet(format: &str, more: &[&str]) -> Vec<u8> {
    let case = [
        "route",
        "policies/huairen-2022",
        "--facts",
        "examples/battered-child.yaml",
        "--format",
        format,
    ];
    zeren(&[&case[..], more].concat())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|e| e.text().collect::<String>()).collect()
}

#[test]
fn a_sheet_says_who_what_by_when_on_which_clause_and_what_does_not_join_up() {
    let html = String::from_utf8(sheet("html", &["--as-of", "2023-05-01"])).unwrap();
    let page = Html::parse_document(&html);
    assert_eq!(texts(&page, "h1"), ["派 单"]);
    let headings = texts(&page, "h2").join(" ");
    let order = [
        "案情", "派给谁", "逐项办理(确定)", "派单时须留意", "升级", "接下来问", "可能还有", "签收与办理",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|h| headings.find(h).unwrap_or_else(|| panic!("{h}: {headings}")))
        .collect();
    assert!(places.is_sorted(), "certain first, what is possible apart: {headings}");
    let all = texts(&page, "article").join("");
    for words in [
        "怀仁市未成年人保护工作实施方案",
        "怀政发〔2022〕51号",
        "按日:2023-05-01",
        "市公安局",
        "第一时间",
        "四/市公安局/2",
        "但没有条款规定未成年人救助保护机构接到后做什么",
        "签收人",
    ] {
        assert!(all.contains(words), "{words}\n{all}");
    }
    assert!(texts(&page, "script").is_empty() && !html.contains("http://") && !html.contains("https://"));
}

#[test]
fn the_sheet_speaks_english_too() {
    let html = String::from_utf8(sheet("html", &["--lang", "en"])).unwrap();
    let page = Html::parse_document(&html);
    assert_eq!(texts(&page, "h1"), ["Dispatch sheet"]);
    assert!(texts(&page, "h2").iter().any(|h| h.contains("What to do (certain)")));
}

#[test]
fn markdown_tables_have_as_many_cells_in_every_row() {
    let text = String::from_utf8(sheet("md", &[])).unwrap();
    let mut columns = None;
    let mut tables = 0;
    for line in text.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        let cells = line.replace("\\|", "").matches('|').count();
        tables += usize::from(columns.is_none());
        assert_eq!(*columns.get_or_insert(cells), cells, "{line}");
    }
    assert!(tables >= 6, "{tables} tables\n{text}");
}

#[test]
fn the_word_processor_file_opens_and_says_the_same() {
    let bytes = sheet("docx", &[]);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .expect("the document")
        .read_to_string(&mut xml)
        .expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut words, mut tables) = (String::new(), 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Text(t) => words.push_str(&t),
            quick_xml::events::Event::Start(e) => tables += usize::from(e.name().as_ref() == "w:tbl"),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(tables >= 6, "{tables}");
    for expected in ["派 单", "市公安局", "四/市公安局/2", "签收"] {
        assert!(words.contains(expected), "{expected}");
    }
}

#[test]
fn names_stay_text() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile-sheet");
    std::fs::create_dir_all(&folder).unwrap();
    let plan = folder.join("plan.zr");
    let text = "\
方案 例 { 标题: \"<b>例</b>|[x](y)\"  词表: 无 }
单位 \"<img src=x onerror=alert(1)>|*局*\"
事实 情形 { 类型: 多选  值 侵害 }
职责 处置 { 出处: 一/1  责任: \"<img src=x onerror=alert(1)>|*局*\"  当: 情形 含 侵害  办理: \"</td><script>x</script>\" }
";
    std::fs::write(&plan, text).unwrap();
    let ask = |format| {
        let bytes = zeren(&[
            "route",
            plan.to_str().unwrap(),
            "--set",
            "情形=[侵害]",
            "--format",
            format,
        ]);
        String::from_utf8(bytes).unwrap()
    };
    let page = Html::parse_document(&ask("html"));
    assert!(texts(&page, "img, script, article b").is_empty());
    assert!(texts(&page, "td").iter().any(|t| t == "</td><script>x</script>"));
    let markdown = ask("md");
    assert!(
        !markdown.contains("<img") && !markdown.contains("<script") && markdown.contains("\\|\\*局\\*"),
        "{markdown}"
    );
}
