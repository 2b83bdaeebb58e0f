//! Names, types and forms: what does not fit is said with the nearest word and the right form, in both languages.

use zeren::diagnostic::{Code, Lang};
use zeren::model::{Condition, Leaf};

use super::fixtures;

#[test]
fn what_does_not_fit_is_answered_with_what_does() {
    insta::with_settings!({ snapshot_path => "../snapshots/resolve", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in fixtures::zr_files("tests/resolve/bad") {
            let text = fixtures::read(&path);
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(!fixtures::plan(&text).diagnostics.is_empty(), "{name} has no finding");
            insta::assert_snapshot!(name, fixtures::findings(&text));
        }
    });
}

#[test]
fn what_fits_has_no_findings() {
    for path in fixtures::zr_files("tests/resolve/good") {
        let compiled = fixtures::plan(&fixtures::read(&path));
        let shown = fixtures::shown(&compiled.diagnostics, &compiled.sources, Lang::En);
        assert!(compiled.diagnostics.is_empty(), "{}\n{shown}", path.display());
    }
}

#[test]
fn every_policy_resolves_without_errors() {
    for folder in std::fs::read_dir(fixtures::root("policies"))
        .expect("policies")
        .map(|e| e.expect("an entry").path())
    {
        if folder.ends_with("vocabulary") || !folder.is_dir() {
            continue;
        }
        let inside = format!("policies/{}", folder.file_name().expect("a name").to_string_lossy());
        let text: Vec<String> = fixtures::zr_files(&inside).iter().map(|p| fixtures::read(p)).collect();
        let compiled = fixtures::plan(&text.join("\n"));
        let errors: Vec<_> = compiled
            .diagnostics
            .iter()
            .filter(|d| d.severity == zeren::diagnostic::Severity::Error)
            .cloned()
            .collect();
        assert!(
            errors.is_empty(),
            "{inside}\n{}",
            fixtures::shown(&errors, &compiled.sources, Lang::En)
        );
    }
}

#[test]
fn the_nearest_word_is_in_the_help() {
    let text = fixtures::read(&fixtures::root("tests/resolve/bad/未知单位.zr"));
    let helps: Vec<String> = fixtures::plan(&text)
        .diagnostics
        .into_iter()
        .filter_map(|d| d.help.map(|h| h.zh))
        .collect();
    for near in ["`市公安局`", "`市民政局`"] {
        assert!(helps.iter().any(|h| h.contains(near)), "{near} in {helps:?}");
    }
}

#[test]
fn the_outline_orders_the_outermost_headings() {
    let compiled = fixtures::plan(&fixtures::read(&fixtures::root("tests/resolve/good/引用与顺序.zr")));
    let outline = &compiled.plan.expect("a plan").model.outline;
    let mut paths = ["附件/1", "正文/一", "通知/3", "正文/二", "正文/二/1"];
    paths.sort_by(|a, b| outline.compare(a, b));
    assert_eq!(paths, ["通知/3", "正文/二", "正文/二/1", "正文/一", "附件/1"]);
}

#[test]
fn amounts_are_converted_to_the_measure_of_the_fact() {
    let compiled = fixtures::plan(&fixtures::read(&fixtures::root("tests/resolve/good/引用与顺序.zr")));
    let model = compiled.plan.expect("a plan").model;
    let item = model.items.iter().find(|i| i.name == "处置").expect("the item");
    let bounds: Vec<_> = item
        .condition
        .leaves()
        .into_iter()
        .filter_map(|(leaf, _)| match leaf {
            Leaf::Within(_, from, to) => Some((*from, *to)),
            _ => None,
        })
        .collect();
    assert_eq!(bounds, [(Some(12), None)]);
}

#[test]
fn a_declaration_with_a_mistake_is_left_out_and_the_others_stand() {
    let text =
        "方案 例 { 标题: \"例\" 词表: 无 }\n单位 甲\n职责 坏 { 出处: 一  责任: 乙 }\n职责 好 { 出处: 二  责任: 甲 }\n";
    let compiled = fixtures::plan(text);
    assert_eq!(fixtures::codes(text), [Code::UNKNOWN_UNIT.to_string()]);
    let items = compiled.plan.expect("a plan").model.items;
    assert_eq!(items.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["好"]);
    assert!(matches!(items[0].condition, Condition::Always));
}
