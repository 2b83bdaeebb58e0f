//! The limits: `docs/limits.md` is complete and true, and what no other test shows is shown here.

use std::fmt::Write as _;
use std::path::Path;

use zeren::reader::limits;

use super::fixtures;

const PAGE: &str = "docs/limits.md";

/// Constants that bound something and refuse nothing that a user could miss, with the reason.
const NO_LIMITS: [(&str, &str); 5] = [
    ("draft/names/one.rs LONGEST", "the longest name that a draft guesses"),
    (
        "draft/shorthand.rs LONGEST",
        "the longest full name that a short one is read for",
    ),
    ("logic/agenda.rs LIMIT", "where weights of a heap are scaled down"),
    ("serve/reload.rs LONGEST", "how long changes of files are gathered"),
    ("render/graph/layout/columns.rs STEPS", "rounds of a drawing"),
];

/// The limits that the source declares: file, name, value.
fn declared() -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut waiting = vec![fixtures::root("src")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.extend(in_file(&path));
            }
        }
    }
    out.sort();
    out
}

fn in_file(path: &Path) -> Vec<(String, String)> {
    let src = fixtures::root("src");
    let file = path.strip_prefix(&src).expect("inside src").display().to_string();
    let text = fixtures::read(path);
    let limit = |line: &str| {
        let (name, rest) = line.trim_start().split_once("const ")?.1.split_once(':')?;
        let bounds = name.starts_with("MAX_") || matches!(name, "LIMIT" | "LONGEST" | "STEPS");
        let (_, value) = rest.split_once('=')?;
        bounds.then(|| (format!("{file} {name}"), value.trim().trim_end_matches(';').to_owned()))
    };
    let outside_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    outside_tests.lines().filter_map(limit).collect()
}

/// The rows of the page: cells without back quotes.
fn rows() -> Vec<Vec<String>> {
    let page = fixtures::read(&fixtures::root(PAGE));
    let rows = page.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| what"));
    rows.map(|l| {
        l.trim_matches('|')
            .split(" | ")
            .map(|c| c.trim().replace('`', ""))
            .collect()
    })
    .collect()
}

#[test]
fn the_page_has_every_limit_of_the_source_with_its_number() {
    let rows = rows();
    for (place, value) in declared() {
        if NO_LIMITS.iter().any(|(p, _)| *p == place) {
            continue;
        }
        let row = rows.iter().find(|r| r.get(3) == Some(&place));
        let row = row.unwrap_or_else(|| panic!("{PAGE} has no row for `{place}` ({value})"));
        assert_eq!(row[1], value, "{PAGE}: {place}");
    }
}

#[test]
fn every_row_of_the_page_names_a_test_that_there_is() {
    for row in rows() {
        let (file, test) = row[4]
            .split_once(' ')
            .unwrap_or_else(|| panic!("{row:?} names no test"));
        let text = fixtures::read(&fixtures::root("tests/it").join(file));
        assert!(
            text.contains(&format!("fn {test}(")),
            "{PAGE}: tests/it/{file} has no test `{test}`"
        );
        if row[3].contains(' ') {
            assert!(
                declared().iter().any(|(place, _)| *place == row[3]),
                "{PAGE}: the source has no `{}`",
                row[3]
            );
        }
    }
}

fn zeren(arguments: &[&str]) -> (i32, String) {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_zeren"))
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .expect("zeren runs");
    (
        done.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&done.stderr).into_owned(),
    )
}

/// A file of zeros that takes no room on the disk.
fn sparse(path: &Path, bytes: u64) -> String {
    let file = std::fs::File::create(path).expect("a file");
    file.set_len(bytes).expect("a size");
    path.display().to_string()
}

const PLAN: &str =
    "方案 例 { 标题: \"例\"  词表: 无 }\n单位 局\n事实 急 { 类型: 是否 }\n职责 办 { 出处: 一  责任: 局  当: 急 }\n";

#[test]
fn files_beyond_their_limit_are_refused_by_name() {
    let folder = fixtures::temporary("limits");
    let plan = folder.join("plan.zr");
    std::fs::write(&plan, PLAN).expect("written");
    let plan = plan.display().to_string();
    let mib = 1024 * 1024;
    let facts = sparse(&folder.join("facts.json"), 4 * mib + 1);
    let cases = sparse(&folder.join("cases.yaml"), 16 * mib + 1);
    let sheet = sparse(&folder.join("edited.xlsx"), 64 * mib + 1);
    let document = sparse(&folder.join("document.docx"), 64 * mib + 1);
    let asked = [
        (vec!["route", &plan, "--facts", &facts], "4 MiB"),
        (vec!["test", &plan, "--cases", &cases], "16 MiB"),
        (vec!["matrix", &plan, "--import", &sheet], "64 MiB"),
        (vec!["import", &document], "64 MiB"),
        (vec!["lint", &document], "64 MiB"),
        (vec!["trace", &plan, "--source", &document], "64 MiB"),
    ];
    for (arguments, limit) in asked {
        let (status, said) = zeren(&arguments);
        assert!(status == 2 && said.contains(limit), "{arguments:?}: {status} {said}");
    }
    sparse(&folder.join("zeren.yaml"), mib + 1);
    let (status, said) = zeren(&["check", &plan]);
    assert!(status == 2 && said.contains("1 MiB"), "{status} {said}");
}

#[test]
fn bounds_are_less_than_a_million_million_apart() {
    let fact = |bounds: &str| format!("{PLAN}事实 数 {{ 类型: 整数  取值: {bounds} }}\n");
    assert_eq!(fixtures::codes(&fact("0..1000000000000")), ["ZR213"]);
    assert_eq!(fixtures::codes(&fact("0..999999999999")), [""; 0]);
    assert_eq!(fixtures::codes(&fact("-1..999999999999")), ["ZR213"]);
}

#[test]
fn a_set_of_many_values_is_asked_for() {
    let values = (0..200).fold(String::new(), |mut out, n| {
        let _ = write!(out, "  值 v{n}");
        out
    });
    let any: Vec<String> = (0..200).map(|n| format!("v{n}")).collect();
    let text = format!(
        "{PLAN}事实 情形 {{ 类型: 多选{values} }}\n职责 多 {{ 出处: 二  责任: 局  当: 情形 含任一 ({}) }}\n",
        any.join("、")
    );
    let policy = zeren::Policy::from_text(&text).expect("a policy");
    let answer = policy.route(&zeren::Facts::new().with("急", true)).expect("an answer");
    assert_eq!(answer.to_json(zeren::Lang::En)["ask"][0]["fact"], "情形");
}

#[test]
fn texts_of_documents_have_a_size() {
    let line = "行".repeat(1000) + "\n";
    let text = line.repeat(limits::MAX_TEXT / (line.len() - 1) + 1);
    match zeren::reader::read("x.txt", text.as_bytes()) {
        Err(zeren::reader::Fault::TooLarge(words)) => {
            assert!(words.en.contains(&limits::MAX_TEXT.to_string()), "{words:?}")
        }
        other => panic!("{:?}", other.map(|r| r.lines.len())),
    }
}

#[test]
fn documents_have_so_many_styles() {
    let styles = (0..=limits::MAX_DEFINITIONS).fold(String::new(), |mut out, n| {
        let _ = write!(out, "<w:style w:styleId=\"s{n}\"/>");
        out
    });
    let bytes = super::docx::docx("").part("styles", "styles", &styles).bytes();
    match zeren::reader::read("x.docx", &bytes) {
        Err(zeren::reader::Fault::TooLarge(words)) => {
            assert!(words.en.contains(&limits::MAX_DEFINITIONS.to_string()), "{words:?}");
        }
        other => panic!("{:?}", other.map(|r| r.lines.len())),
    }
}

/// A sheet with one cell far down and far to the right would be millions of cells.
#[cfg(feature = "office")]
#[test]
fn an_edited_sheet_has_so_many_cells() {
    let folder = fixtures::temporary("sheet");
    let path = folder.join("edited.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "甲").expect("written");
    sheet.write_string(1_000_000, 100, "乙").expect("written");
    book.save(&path).expect("saved");
    let plan = folder.join("plan.zr");
    std::fs::write(&plan, PLAN).expect("written");
    let (status, said) = zeren(&[
        "matrix",
        &plan.display().to_string(),
        "--import",
        &path.display().to_string(),
    ]);
    assert!(status == 2 && said.contains("5000000"), "{status} {said}");
}

#[cfg(feature = "office")]
#[test]
fn a_cell_holds_what_a_spreadsheet_can() {
    use calamine::Reader as _;
    let folder = fixtures::temporary("cell");
    let plan = folder.join("plan.zr");
    let long = "长".repeat(40_000);
    std::fs::write(
        &plan,
        format!("{PLAN}任务 长 {{ 出处: 三  牵头: 局  标题: \"{long}\" }}\n"),
    )
    .expect("written");
    let out = folder.join("out.xlsx");
    let (status, said) = zeren(&[
        "matrix",
        &plan.display().to_string(),
        "--by",
        "task",
        "-o",
        &out.display().to_string(),
    ]);
    assert!(status < 2, "{status} {said}");
    let mut book = calamine::open_workbook_auto(&out).expect("a workbook");
    let longest = book
        .sheet_names()
        .into_iter()
        .filter_map(|name| book.worksheet_range(&name).ok())
        .flat_map(|range| {
            range
                .used_cells()
                .map(|(_, _, c)| c.to_string().chars().count())
                .collect::<Vec<_>>()
        })
        .max();
    assert!(longest.is_some_and(|n| (1_000..=32_767).contains(&n)), "{longest:?}");
}

#[test]
fn a_line_of_a_log_has_an_end() {
    let folder = fixtures::temporary("log");
    let log = sparse(&folder.join("log.ndjson"), 64 * 1024 * 1024 + 10);
    let (status, said) = zeren(&["log", "verify", &log]);
    assert!(status != 0 && !said.contains("panicked"), "{status} {said}");
}
