//! Typical mistakes of writing, each with the exact words and the underlined place in both languages.

use zeren::diagnostic::{Lang, Severity};

use super::fixtures;

#[test]
fn typical_mistakes_are_answered_with_the_right_form() {
    insta::with_settings!({ snapshot_path => "../snapshots/syntax", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in fixtures::zr_files("tests/syntax/bad") {
            let text = fixtures::read(&path);
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(!fixtures::plan(&text).diagnostics.is_empty(), "{name} has no finding");
            insta::assert_snapshot!(name, fixtures::findings(&text));
        }
    });
}

#[test]
fn what_is_written_well_has_no_findings() {
    for path in fixtures::zr_files("tests/syntax/good") {
        let compiled = fixtures::plan(&fixtures::read(&path));
        let shown = fixtures::shown(&compiled.diagnostics, &compiled.sources, Lang::En);
        assert!(compiled.diagnostics.is_empty(), "{}\n{shown}", path.display());
    }
}

#[test]
fn every_mistake_is_reported_and_the_sound_declarations_stand() {
    let compiled = fixtures::plan(&fixtures::read(&fixtures::root("tests/syntax/bad/几处错.zr")));
    let lines: Vec<usize> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| compiled.sources.start(d.primary.span).line)
        .collect();
    assert_eq!(lines, [3, 5, 7, 8], "one finding for each of the broken declarations");
    let model = &compiled.plan.expect("the header is sound").model;
    let names: Vec<&str> = model.items.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(names, ["三", "六"]);
}

#[test]
fn full_width_and_half_width_say_the_same() {
    let full = fixtures::read(&fixtures::root("tests/syntax/good/全角.zr"));
    let half: String = full
        .chars()
        .map(|c| match c {
            '“' | '”' => '"',
            c => zeren::text::fold_char(c),
        })
        .collect();
    let formatted = |text: &str| {
        let source = zeren::text::Source::new("x", text);
        let (file, _) = zeren::syntax::parse(zeren::text::SourceId(0), &source);
        zeren::syntax::print::print(&file, &source, Lang::Zh)
    };
    assert_eq!(formatted(&full), formatted(&half));
}

#[test]
fn a_broken_file_of_many_mistakes_says_so_once() {
    let text = "什么 都不是 { }\n".repeat(1_000);
    let (_, problems) = fixtures::parse(&text);
    assert!(problems.len() < 300, "{}", problems.len());
    assert_eq!(problems.last().map(|p| p.code), Some(zeren::diagnostic::Code::TOO_MANY));
}
