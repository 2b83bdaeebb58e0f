//! Matrices and duty lists: every file is read back by a reader that had no part in writing it.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

use calamine::{Data, Reader as _, Xlsx};
use scraper::{Html, Selector};
use serde_json::Value;
use zeren::diagnostic::Lang;
use zeren::render::sheet::{self, Book, Cell, Column, ColumnKind, Row, Sheet, Tone};

use super::fixtures;

const PLAN: &str = r#"
方案 例 { 标题: "例"  文号: "例〔2024〕1号"  日期: 2024-01-02  词表: 无 }
单位 市公安局 { 别名: 公安局  类别: 政府部门 }
单位 市民政局 { 类别: 政府部门 }
单位 市教育局 { 类别: 政府部门 }
单位 市妇联 { 类别: 群团组织 }
泛称 有关部门
集合 成员单位 = 市公安局、市民政局
事实 情形 { 类型: 多选  值 侵害  值 失踪 }
任务 甲 { 出处: 一/1  标题: "处置侵害"  事项: 处置  牵头: 市公安局  配合: 市民政局、市妇联 当 情形 含 侵害  当: 情形 含 侵害 }
任务 乙 { 出处: 一/2  标题: "寻找失踪"  事项: 寻找  牵头: 市公安局、市民政局  配合: 有关部门  当: 情形 含 失踪  时限: 24小时 }
任务 丙 { 出处: 二/1  标题: "宣传"  事项: 宣传  责任: 市教育局  范围: 制度 }
任务 丁 { 出处: 二/2  标题: "两家各办"  事项: 处置  责任: 市教育局、市妇联  通报: 成员单位 }
职责 戊 { 出处: 三  事项: 处置  责任: 无  办理: "无主的事"  当: 情形 含 侵害 }
规范 己 { 出处: 四  主体: 市教育局  不得: "拒收"  执行: 市公安局 }
测试 "侵害案" { 给定: 情形 = {侵害}  应有: 牵头 市公安局 }
"#;

fn place(name: &str, plan: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("matrix-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("plan.zr"), plan).unwrap();
    folder
}

fn run(arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let Output { status, stdout, stderr } = assert_cmd::Command::cargo_bin("zeren")
        .unwrap()
        .args(arguments)
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .timeout(Duration::from_secs(120))
        .output()
        .unwrap();
    (status.code().unwrap(), stdout, String::from_utf8(stderr).unwrap())
}

/// What `zeren matrix FOLDER ARGUMENTS --format FORMAT` writes.
fn matrix(folder: &Path, arguments: &[&str], format: &str) -> Vec<u8> {
    let mut all = vec!["matrix", folder.to_str().unwrap(), "--format", format];
    all.extend(arguments);
    let (code, out, err) = run(&all);
    assert_eq!(code, 0, "{all:?}\n{err}");
    out
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&matrix(folder, arguments, "json")).unwrap()
}

/// The marks of a unit in the row of this key: roles or letters.
fn marks<'v>(report: &'v Value, key: &str, unit: &str, what: &str) -> Vec<&'v str> {
    let row = report["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["key"] == key)
        .unwrap();
    let cell = row["cells"].as_array().unwrap().iter().find(|c| c["unit"] == unit);
    let marks = cell.map(|c| c["marks"].as_array().unwrap().iter());
    marks.into_iter().flatten().map(|m| m[what].as_str().unwrap()).collect()
}

fn zhangye() -> PathBuf {
    fixtures::root("policies/zhangye-2016")
}

// What stands in a matrix --------------------------------------------------------------------------------------------------

#[test]
fn rows_columns_and_marks_are_those_of_the_plan() {
    let report = json(&place("json", PLAN), &["--by", "task"]);
    assert_eq!(report["schema"], "zeren.matrix/v1");
    assert_eq!(marks(&report, "甲", "市公安局", "role"), ["lead"]);
    assert_eq!(marks(&report, "甲", "市妇联", "role"), ["assist"]);
    assert_eq!(marks(&report, "丁", "成员单位", "role"), ["notify"]);
    assert_eq!(report["rows"][0]["fault"], Value::Null);
    assert_eq!(report["rows"][1]["fault"], "several");
    assert_eq!(
        report["rows"][1]["accountable"],
        serde_json::json!(["市公安局", "市民政局"])
    );
    let columns: Vec<_> = report["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["unit"].as_str().unwrap())
        .collect();
    assert_eq!(
        columns,
        ["市公安局", "市民政局", "市教育局", "市妇联", "成员单位", "有关部门"]
    );
    assert_eq!(report["columns"][3]["group"], "群团组织");
    assert!(
        report["rows"][0]["cells"][1]["marks"][0]["limit"]
            .as_str()
            .unwrap()
            .contains("侵害")
    );
}

#[test]
fn accountable_is_exactly_one_or_it_is_marked() {
    let report = json(&place("raci", PLAN), &["--by", "task", "--style", "raci"]);
    assert_eq!(marks(&report, "甲", "市公安局", "letter"), ["A/R"]);
    assert_eq!(marks(&report, "甲", "市民政局", "letter"), ["C"]);
    assert_eq!(marks(&report, "丙", "市教育局", "letter"), ["A/R"]);
    assert_eq!(marks(&report, "丁", "市教育局", "letter"), ["R"]);
    assert_eq!(marks(&report, "丁", "成员单位", "letter"), ["I"]);
    let faults: Vec<_> = report["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["fault"].as_str())
        .collect();
    assert_eq!(faults, [None, Some("several"), None, Some("nobody")]);
}

#[test]
fn rows_can_be_topics_stages_clauses_and_situations() {
    let folder = place("by", PLAN);
    let rows = |by: &str| json(&folder, &["--by", by])["rows"].as_array().unwrap().len();
    assert_eq!(
        (rows("topic"), rows("stage"), rows("clause"), rows("situation")),
        (3, 1, 5, 1)
    );
    let situations = json(&folder, &["--by", "situation", "--fact", "情形"]);
    assert_eq!(marks(&situations, "失踪", "市公安局", "status"), ["certain"]);
    assert!(marks(&situations, "侵害", "市公安局", "role").contains(&"lead"));
    let unnamed = json(&folder, &["--by", "clause"]);
    let nobody = unnamed["columns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["form"] == "nobody");
    assert_eq!(nobody.unwrap()["unit"], Value::Null);
    assert_eq!(unnamed["unassigned"][0]["item"], "己");
    // An item without a condition answers no case.
    let programme = json(&folder, &["--by", "task", "--scope", "programme"]);
    assert_eq!(programme["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_duty_list_says_what_when_with_whom_by_when_and_on_which_clause() {
    let report = json(&place("unit", PLAN), &["--unit", "公安局"]);
    let entries = report["lists"][0]["entries"].as_array().unwrap();
    let of = |item: &str| entries.iter().find(|e| e["item"] == item).unwrap();
    assert_eq!(report["lists"][0]["unit"], "市公安局");
    assert_eq!(of("甲")["when"], "情形 含 侵害");
    assert_eq!(of("乙")["deadline"], "24小时内");
    assert_eq!(of("乙")["with"][0]["units"], serde_json::json!(["市民政局"]));
    assert_eq!(of("丁")["through"], "成员单位");
    assert_eq!(
        (&of("己")["part"], &of("己")["modality"]),
        (&Value::from("enforces"), &Value::from("must_not"))
    );
    assert_eq!(of("甲")["clauses"], serde_json::json!(["一/1"]));
}

#[test]
fn plans_are_compared_by_topic() {
    let (a, b) = (
        place("cmp-a", PLAN),
        place("cmp-b", &PLAN.replace("牵头: 市公安局  配合", "牵头: 市教育局  配合")),
    );
    let (code, out, err) = run(&[
        "matrix",
        a.to_str().unwrap(),
        b.to_str().unwrap(),
        "--compare",
        "--format",
        "json",
    ]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_slice(&out).unwrap();
    let row = report["topics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["topic"] == "处置")
        .unwrap();
    assert_eq!(row["plans"], 2);
    assert_eq!(row["cells"][0]["units"][0]["unit"], "市公安局");
    assert_eq!(row["cells"][1]["units"][0]["unit"], "市教育局");
}

#[test]
fn zhangye_has_its_22_tasks() {
    let report = json(&zhangye(), &[]);
    assert_eq!(report["by"], "task");
    let rows = report["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 22);
    assert!(rows.iter().all(|r| {
        r["cells"]
            .as_array()
            .unwrap()
            .iter()
            .any(|c| c["marks"][0]["role"] == "lead")
    }));
}

// Spreadsheets -------------------------------------------------------------------------------------------------------------

fn sheet_rows(bytes: &[u8], sheet: usize) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let name = book.sheet_names()[sheet].clone();
    let text = |d: &Data| match d {
        Data::Empty => String::new(),
        d => d.to_string(),
    };
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(|r| r.iter().map(text).collect()).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_spreadsheet_holds_the_matrix_a_legend_and_the_findings() {
    let bytes = matrix(&zhangye(), &[], "xlsx");
    let rows = sheet_rows(&bytes, 0);
    let head = rows.iter().position(|r| r.contains(&"市公安局".to_owned())).unwrap();
    let police = rows[head].iter().position(|c| c == "市公安局").unwrap();
    let body = &rows[head + 1..];
    assert_eq!(body.len(), 22);
    assert_eq!(body.iter().filter(|r| r[police] == "牵头").count(), 5);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["责任分工表", "图例", "检查发现"]);
    assert!(sheet_rows(&bytes, 2).len() > 10);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        "<mergeCell ",
        "<autoFilter ",
        "state=\"frozen\"",
        "paperSize=\"8\"",
        "orientation=\"landscape\"",
        "hidden=\"1\"",
        "fitToHeight=\"0\"",
    ] {
        assert!(xml.contains(wanted), "{wanted}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert_eq!(bytes, matrix(&zhangye(), &[], "xlsx"), "the same plan, the same bytes");
}

#[test]
fn every_unit_of_huairen_has_its_sheet() {
    let bytes = matrix(&fixtures::root("policies/huairen-2022"), &["--unit", "all"], "xlsx");
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert!(book.sheet_names().len() > 26);
    assert!(book.sheet_names().contains(&"市公安局".to_owned()));
}

fn large(rows: usize, columns: usize) -> Book {
    let mut list = vec![Column::new("任务", ColumnKind::Name, 10)];
    list.extend((1..columns).map(|c| Column::new(format!("单位{c}"), ColumnKind::Mark, 2)));
    let cell = |text: String| Cell {
        text,
        tone: Tone::Assist,
    };
    let row = |r: usize| Row {
        cells: (0..columns)
            .map(|c| (c, cell(if c == 0 { format!("任务{r}") } else { "配合".into() })))
            .collect(),
    };
    Book {
        title: "大表".into(),
        below: Vec::new(),
        lang: Lang::Zh,
        sheets: vec![Sheet {
            name: "大表".into(),
            heading: None,
            columns: list,
            rows: (0..rows).map(row).collect(),
        }],
        legend: Vec::new(),
        notes: Vec::new(),
        findings: None,
    }
}

#[test]
fn a_hundred_thousand_cells_are_written_and_progress_is_told() {
    let book = large(1000, 100);
    let mut told = Vec::new();
    let start = Instant::now();
    let bytes = sheet::xlsx::render(&book, &mut |done, all| told.push((done, all))).unwrap();
    eprintln!(
        "100,000 cells in {:?} ({} bytes, unoptimised)",
        start.elapsed(),
        bytes.len()
    );
    assert_eq!(told.last(), Some(&(1000, 1000)));
    assert_eq!(sheet_rows(&bytes, 0).iter().filter(|r| r[99] == "配合").count(), 1000);
}

// Documents, pages, tables of text -------------------------------------------------------------------------------------------

/// The texts of a document's cells and paragraphs, and how often each element comes.
fn document(bytes: &[u8]) -> (Vec<String>, std::collections::BTreeMap<String, usize>) {
    use quick_xml::events::Event;
    let xml = part(bytes, "word/document.xml");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut texts, mut counts) = (Vec::new(), std::collections::BTreeMap::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (texts, counts),
            Event::Start(e) | Event::Empty(e) => *counts.entry(e.name().0.to_string()).or_default() += 1,
            Event::Text(t) => texts.push(t.xml10_content().to_string()),
            _ => {}
        }
    }
}

#[test]
fn a_document_is_titled_repeats_its_head_and_holds_each_row() {
    let bytes = matrix(&zhangye(), &[], "docx");
    let (texts, counts) = document(&bytes);
    assert!(
        texts[0].contains("张掖市") && texts[1].contains("张政发〔2016〕114号"),
        "{texts:?}"
    );
    assert!(texts.iter().filter(|t| *t == "牵头").count() >= 23);
    // Two lines of headings for the matrix, one for the findings.
    assert_eq!(counts["w:tblHeader"], 3);
    assert!(part(&bytes, "word/document.xml").contains("w:orient=\"landscape\""));
    assert!(part(&bytes, "word/styles.xml").contains("w:eastAsia=\"方正小标宋简体\""));
    assert_eq!(bytes, matrix(&zhangye(), &[], "docx"));
}

#[test]
fn a_wide_document_is_set_in_several_tables() {
    let bytes = matrix(&fixtures::root("policies/huairen-2022"), &["--by", "topic"], "docx");
    let xml = part(&bytes, "word/document.xml");
    let tables: Vec<&str> = xml.split("<w:tblGrid>").skip(1).collect();
    assert!(tables.len() > 2);
    for table in tables {
        assert!(
            table
                .split("</w:tblGrid>")
                .next()
                .unwrap()
                .matches("<w:gridCol")
                .count()
                <= 63
        );
    }
}

#[test]
fn each_row_of_a_document_fills_its_table() {
    let book = large(2, 5);
    let mut book = book;
    book.sheets[0].columns[1].group = Some("甲".into());
    book.sheets[0].columns[2].group = Some("甲".into());
    let bytes = sheet::docx::render(&book).unwrap();
    let xml = part(&bytes, "word/document.xml");
    for row in xml.split("<w:tr>").skip(1) {
        let row = row.split("</w:tr>").next().unwrap();
        let spans: usize = row
            .split("<w:gridSpan w:val=\"")
            .skip(1)
            .map(|s| s.split('"').next().unwrap().parse::<usize>().unwrap() - 1)
            .sum();
        assert_eq!(row.matches("<w:tc>").count() + spans, 5, "{row}");
    }
}

fn select(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

#[test]
fn a_page_needs_no_network_and_runs_nothing_but_its_own_script() {
    let text = String::from_utf8(matrix(&zhangye(), &[], "html")).unwrap();
    let page = Html::parse_document(&text);
    assert_eq!(select(&page, "main > .scroll tbody tr"), 22);
    let head = |line: &str| select(&page, &format!("main > .scroll thead tr:nth-child({line}) th"));
    let columns = select(&page, "main > .scroll tbody tr:first-child > *");
    let alone = select(&page, "main > .scroll thead th[rowspan]");
    assert_eq!(head("2") + alone, columns);
    assert_eq!(select(&page, "script"), 1);
    assert_eq!(select(&page, "[onclick],[onload],[style],[src],link,img,iframe"), 0);
    let policy = page
        .select(&Selector::parse("meta[http-equiv]").unwrap())
        .next()
        .unwrap();
    let policy = policy.value().attr("content").unwrap();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("script-src 'sha256-") && !policy.contains("unsafe")
    );
    assert!(!text.contains("http://") && !text.contains("https://"));
}

#[test]
fn csv_opens_right_in_a_spreadsheet() {
    let bytes = matrix(&place("csv", PLAN), &["--by", "task"], "csv");
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text);
    let head = reader.headers().unwrap().clone();
    let police = head.iter().position(|h| h == "市公安局").unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][police]), (4, "牵头"));
}

#[test]
fn markdown_tables_have_as_many_cells_in_each_line() {
    let text = String::from_utf8(matrix(&zhangye(), &[], "md")).unwrap();
    let lines: Vec<_> = text.lines().filter(|l| l.starts_with('|')).collect();
    assert_eq!(lines.len(), 24);
    let bars = |l: &str| l.replace("\\|", "").matches('|').count();
    assert!(lines.iter().all(|l| bars(l) == bars(lines[0])));
}

#[test]
fn a_terminal_gets_a_grid_where_it_fits_and_blocks_where_not() {
    let small = String::from_utf8(matrix(&place("text", PLAN), &["--by", "task"], "text")).unwrap();
    let wide = String::from_utf8(matrix(&zhangye(), &[], "text")).unwrap();
    assert!(wide.contains("   牵头") && !wide.contains('│'), "{wide}");
    assert!(small.lines().all(|l| zeren::render::columns(l) <= 100), "{small}");
    assert!(wide.lines().all(|l| zeren::render::columns(l) <= 100), "{wide}");
}

// Names that would do harm -------------------------------------------------------------------------------------------------

fn harmful() -> Book {
    let evil = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "<script>alert(1)</script>",
        "a\" onmouseover=\"x",
        "\u{202e}x",
        "]]>&amp;\u{1}",
    ];
    let mut columns = vec![Column::new("=名", ColumnKind::Name, 10)];
    columns.push(Column {
        group: Some("<b>组</b>".into()),
        ..Column::new("@单位<i>", ColumnKind::Mark, 2)
    });
    Book {
        title: "=cmd|' /C calc'!A0 <script>".into(),
        below: vec!["<img src=x onerror=alert(1)>".into()],
        lang: Lang::Zh,
        sheets: vec![Sheet {
            name: "[a]:*?/\\ 很长很长很长很长很长很长很长很长很长很长很长很长很长".into(),
            heading: Some("<script>".into()),
            columns,
            rows: evil.map(|e| Row::of([e.to_owned(), e.to_owned()])).to_vec(),
        }],
        legend: vec![("<i>".into(), "=1".into())],
        notes: vec!["<script>".into()],
        findings: None,
    }
}

#[test]
fn no_name_becomes_a_formula() {
    let text = sheet::csv::render(&harmful());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for field in reader
        .records()
        .flat_map(|r| r.unwrap().iter().map(ToOwned::to_owned).collect::<Vec<_>>())
    {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{field:?}");
    }
    let bytes = sheet::xlsx::render(&harmful(), &mut |_, _| {}).unwrap();
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        assert!(!part(&bytes, sheet).contains("<f>"), "{sheet}");
    }
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn no_name_becomes_markup() {
    let page = Html::parse_document(&sheet::html::render(&harmful()));
    assert_eq!(select(&page, "script"), 1);
    assert_eq!(select(&page, "img, i, b, [onmouseover], [onerror]"), 0);
    let bytes = sheet::docx::render(&harmful()).unwrap();
    assert!(document(&bytes).0.iter().any(|t| t.contains("�")));
    assert!(!sheet::markdown::render(&harmful()).contains("<script>"));
    let layout = sheet::terminal::Layout {
        paint: zeren::render::Paint::Plain,
        width: 80,
        ascii: false,
    };
    assert!(!sheet::terminal::render(&harmful(), layout).contains(['\u{1}', '\u{202e}', '\r']));
}

// Read back ----------------------------------------------------------------------------------------------------------------

/// Writes rows as a spreadsheet of somebody else's making.
fn workbook(rows: &[Vec<String>], path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            page.write_string(r as u32, c as u16, text).unwrap();
        }
    }
    book.save(path).unwrap();
}

/// The matrix of a plan as rows, edited, and read back: exit status and changes as (kind, row, unit, role).
fn edited(name: &str, edit: impl FnOnce(&mut Vec<Vec<String>>)) -> (i32, Vec<(String, String, String, String)>) {
    let folder = place(name, PLAN);
    let mut rows = sheet_rows(&matrix(&folder, &["--by", "task"], "xlsx"), 0);
    edit(&mut rows);
    let file = folder.join("edited.xlsx");
    workbook(&rows, &file);
    let (code, out, err) = run(&[
        "matrix",
        folder.to_str().unwrap(),
        "--import",
        file.to_str().unwrap(),
        "--format",
        "json",
    ]);
    assert!(code < 2, "{err}");
    let report: Value = serde_json::from_slice(&out).unwrap();
    let word = |c: &Value, k: &str| c[k].as_str().unwrap_or("").to_owned();
    let changes = report["changes"].as_array().unwrap().iter();
    (
        code,
        changes
            .map(|c| (word(c, "kind"), word(c, "row"), word(c, "unit"), word(c, "role")))
            .collect(),
    )
}

fn head(rows: &[Vec<String>]) -> usize {
    rows.iter().position(|r| r.contains(&"市公安局".to_owned())).unwrap()
}

fn cell<'r>(rows: &'r mut [Vec<String>], row: &str, unit: &str) -> &'r mut String {
    let head = head(rows);
    let column = rows[head].iter().position(|c| c == unit).unwrap();
    let at = rows.iter().position(|r| r.iter().any(|c| c == row)).unwrap();
    &mut rows[at][column]
}

#[test]
fn a_round_trip_without_change_is_no_difference() {
    assert_eq!(edited("same", |_| {}), (0, vec![]));
    for (folder, by) in [
        (zhangye(), "task"),
        (zhangye(), "clause"),
        (fixtures::root("policies/huairen-2022"), "topic"),
        (fixtures::root("policies/tongxiang-2022"), "stage"),
    ] {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("round-trip.xlsx");
        std::fs::write(&file, matrix(&folder, &["--by", by], "xlsx")).unwrap();
        let (code, out, err) = run(&["matrix", folder.to_str().unwrap(), "--import", file.to_str().unwrap()]);
        assert_eq!(code, 0, "{by}\n{}{err}", String::from_utf8_lossy(&out));
    }
}

#[test]
fn what_an_official_does_to_a_sheet_changes_nothing() {
    let harmless: [(&str, fn(&mut Vec<Vec<String>>)); 6] = [
        ("sorted", |rows| {
            let h = head(rows);
            rows[h + 1..].reverse();
        }),
        ("blank-row", |rows| {
            let h = head(rows);
            rows.insert(h + 2, Vec::new());
            rows.insert(0, Vec::new());
        }),
        ("blank-column", |rows| {
            rows.iter_mut().for_each(|r| r.insert(4.min(r.len()), String::new()))
        }),
        ("spaces", |rows| {
            let h = head(rows);
            rows[h]
                .iter_mut()
                .filter(|t| *t == "市民政局")
                .for_each(|t| *t = "市　民政局 ".into());
            *cell(rows, "处置侵害", "市公安局") = "　牵头 ".into();
        }),
        ("alias", |rows| {
            let h = head(rows);
            rows[h]
                .iter_mut()
                .filter(|t| *t == "市公安局")
                .for_each(|t| *t = "公安局".into());
            rows[h - 1].push("市公安局不在此".into());
        }),
        ("no-key", |rows| {
            let h = head(rows);
            let key = rows[h].iter().position(|t| t.starts_with("zeren.matrix")).unwrap();
            for r in &mut rows[h + 1..] {
                if let Some(c) = r.get_mut(key) {
                    c.clear();
                }
            }
        }),
    ];
    for (name, edit) in harmless {
        assert_eq!(edited(name, edit), (0, vec![]), "{name}");
    }
}

#[test]
fn changes_are_told_by_row_unit_and_role() {
    let (code, changes) = edited("changed", |rows| {
        *cell(rows, "处置侵害", "市公安局") = "牵头、配合".into();
        *cell(rows, "处置侵害", "市民政局") = "共同\n配合".into();
        cell(rows, "处置侵害", "市妇联").clear();
    });
    let change =
        |kind: &str, unit: &str, role: &str| (kind.to_owned(), "处置侵害".to_owned(), unit.to_owned(), role.to_owned());
    assert_eq!(code, 1);
    let wanted = [
        change("gained", "市公安局", "assist"),
        change("lost", "市妇联", "assist"),
        change("gained", "市民政局", "joint"),
    ];
    assert_eq!(changes.len(), 3, "{changes:?}");
    assert!(wanted.iter().all(|w| changes.contains(w)), "{changes:?}");
}

#[test]
fn what_the_plan_does_not_know_is_told_with_the_nearest() {
    let (code, changes) = edited("unknown", |rows| {
        let h = head(rows);
        rows[h]
            .iter_mut()
            .filter(|t| *t == "市妇联")
            .for_each(|t| *t = "市妇连".into());
        rows.remove(h + 2);
        let mut new = vec![String::new(); 4];
        new[2] = "全新的事".into();
        new[3] = "牵投".into();
        rows.push(new);
    });
    let kinds: Vec<&str> = changes.iter().map(|c| c.0.as_str()).collect();
    assert_eq!(code, 1);
    for kind in ["unknown_unit", "column_gone", "row_gone", "unknown_row"] {
        assert!(kinds.contains(&kind), "{kind}: {changes:?}");
    }
}

/// A spreadsheet of one sheet with these rows.
fn sheet_with(rows: &str) -> Vec<u8> {
    use std::io::Write as _;
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind_of: &str, target: &str| {
        format!("<Relationships><Relationship Id=\"a\" Type=\"{kind}/{kind_of}\" Target=\"{target}\"/></Relationships>")
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            relations("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"{kind}\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_cannot_be_read_back_is_said() {
    let folder = place("refused", PLAN);
    let plan = folder.to_str().unwrap();
    let file = folder.join("x.xlsx");
    let path = file.to_str().unwrap().to_owned();
    let refused = |bytes: &[u8], words: &str| {
        std::fs::write(&file, bytes).unwrap();
        for lang in ["zh", "en"] {
            let (code, out, err) = run(&["matrix", plan, "--import", &path, "--lang", lang]);
            assert!(
                code == 2 && out.is_empty() && !err.is_empty() && !err.contains("panicked"),
                "{err}"
            );
            assert!(lang == "en" || err.contains(words), "{err}");
        }
    };
    refused(&matrix(&folder, &["--style", "raci"], "xlsx"), "RACI");
    refused(&matrix(&folder, &["--by", "situation"], "xlsx"), "推算");
    refused(b"PK\x03\x04 not a zip", "XLSX");
    refused(b"", "XLSX");
    for reference in ["r=\"supervises1\"", "r=\"A99999999999\"", "r=\"AAAA1\""] {
        refused(
            &sheet_with(&format!("<row r=\"1\"><c {reference}><v>1</v></c></row>")),
            "编号",
        );
    }
    refused(&sheet_with("<row r=\"99999999999\"><c><v>1</v></c></row>"), "编号");
    refused(
        &sheet_with("<row r=\"1\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
        "表头",
    );
    refused(&matrix(&folder, &["--unit", "市公安局"], "docx"), "XLSX");
}

#[test]
fn wrong_questions_are_answered() {
    let folder = place("wrong", PLAN);
    let plan = folder.to_str().unwrap();
    for (arguments, words) in [
        (vec!["--unit", "市公按局"], "`市公安局`"),
        (vec!["--compare"], "两份"),
        (vec!["-o", "x.pdfx"], "pdfx"),
        (vec!["--by", "situation", "--fact", "情况"], "`情形`"),
        (vec!["--fact", "情形", "--by", "task"], "--by situation"),
    ] {
        let mut all = vec!["matrix", plan];
        all.extend(arguments);
        let (code, _, err) = run(&all);
        assert!(code == 2 && err.contains(words), "{all:?}\n{err}");
    }
}
