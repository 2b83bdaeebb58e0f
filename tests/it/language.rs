//! The language page: its examples work, its keyword table is the parser's own, and the glossary knows every keyword.

use std::fmt::Write as _;

use zeren::compile::compile;
use zeren::syntax::keyword::{KEYWORDS, Place};
use zeren::text::Source;

use super::fixtures;

const PAGE: &str = "docs/language.md";

/// A plan around an example; an example that is a vocabulary is used by a stub plan.
fn compiled(example: &str) -> zeren::compile::Compiled {
    let is_plan = example
        .lines()
        .any(|l| l.starts_with("方案 ") || l.starts_with("plan "));
    let sources = if is_plan {
        example.to_owned()
    } else {
        "方案 例 { 标题: \"例\"  词表: 例 }\n".to_owned()
    };
    let vocabulary = (!is_plan).then(|| example.to_owned());
    compile(vec![Source::new("plan.zr", sources)], &mut |name| {
        let text = match (&vocabulary, name) {
            (Some(text), "例") => text.clone(),
            _ => fixtures::read(&fixtures::root("policies/vocabulary").join(format!("{name}.zr"))),
        };
        Some(vec![Source::new(format!("{name}.zr"), text)])
    })
}

#[test]
fn every_example_of_the_page_works() {
    for (line, example) in fixtures::examples(PAGE) {
        let compiled = compiled(&example);
        let shown = fixtures::shown(&compiled.diagnostics, &compiled.sources, zeren::diagnostic::Lang::En);
        assert!(compiled.diagnostics.is_empty(), "{PAGE}:{line}\n{shown}");
        assert!(compiled.plan.is_some(), "{PAGE}:{line}");
    }
}

#[test]
fn the_keyword_table_is_fresh() {
    let path = fixtures::root(PAGE);
    let text = fixtures::read(&path);
    let (before, _) = text.split_once("\n## Keywords\n").expect("the page has the heading");
    let fresh = format!("{before}\n## Keywords\n{}", table());
    if std::env::var_os("ZEREN_BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("the page can be written");
    }
    assert!(
        fixtures::read(&path) == fresh,
        "the keyword table of {PAGE} is stale: run the tests with ZEREN_BLESS=1"
    );
}

fn table() -> String {
    let mut out = String::from(
        "\nMade from `src/syntax/keyword.rs`. A space inside an English keyword may also be written `-` or `_`; letters may be large or small.\n",
    );
    for (place, heading) in [
        (Place::Declaration, "Declarations"),
        (Place::Field, "Fields"),
        (Place::Operator, "Operators of conditions"),
        (Place::Word, "Values and connecting words"),
    ] {
        let _ = write!(
            out,
            "\n### {heading}\n\n| 中文 | English | also | meaning |\n|---|---|---|---|\n"
        );
        for entry in KEYWORDS.iter().filter(|e| e.place == place) {
            let also: Vec<String> = entry.also.iter().map(|a| format!("`{a}`")).collect();
            let _ = writeln!(
                out,
                "| `{}` | `{}` | {} | {} |",
                entry.zh,
                entry.en,
                also.join(" "),
                entry.meaning
            );
        }
    }
    out
}

#[test]
fn the_glossary_knows_every_declaration_and_field() {
    let glossary = fixtures::read(&fixtures::root("docs/glossary.md"));
    let rows: Vec<Vec<&str>> = glossary
        .lines()
        .filter(|l| l.starts_with("| "))
        .map(|l| l.split('|').map(str::trim).collect())
        .collect();
    for entry in KEYWORDS
        .iter()
        .filter(|e| matches!(e.place, Place::Declaration | Place::Field))
    {
        let known = rows
            .iter()
            .any(|cells| cells.get(1) == Some(&entry.zh) && cells.get(2) == Some(&entry.en));
        assert!(known, "docs/glossary.md has no row `| {} | {} | …`", entry.zh, entry.en);
    }
}

#[test]
fn the_glossary_has_one_english_word_for_each_chinese_one() {
    let glossary = fixtures::read(&fixtures::root("docs/glossary.md"));
    let mut seen = std::collections::BTreeMap::new();
    for line in glossary
        .lines()
        .filter(|l| l.starts_with("| ") && !l.starts_with("| 中文"))
    {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (zh, en, section) = (cells[1], cells[2], cells.get(3).copied().unwrap_or_default());
        if let Some((other, _)) = seen.insert(zh, (en, section)) {
            assert_eq!(other, en, "`{zh}` has two English words");
        }
    }
    assert!(seen.len() > 60);
}

/// The words of the language for the fuzz targets: `tests/doors/zeren.dict`.
#[test]
fn the_dictionary_of_the_fuzz_targets_is_fresh() {
    let marks = [
        "{", "}", "(", ")", "、", "；", "：", "“", "”", "「", "」", ">=", "<=", "!=", "..", "..<", "@", "/", "///",
        "#", "%", "｛", "｝", "（", "）",
    ];
    let mut seen = std::collections::BTreeSet::new();
    let words = KEYWORDS.iter().flat_map(|e| e.spellings()).chain(marks);
    let mut fresh =
        String::from("# Made from the table in src/syntax/keyword.rs; a test fails when it is stale. Do not edit.\n");
    for word in words.filter(|w| seen.insert(*w)) {
        fresh.push('"');
        for byte in word.bytes() {
            match byte {
                b' '..=b'~' if byte != b'"' && byte != b'\\' => fresh.push(char::from(byte)),
                byte => {
                    let _ = write!(fresh, "\\x{byte:02x}");
                }
            }
        }
        fresh.push_str("\"\n");
    }
    let path = fixtures::root("tests/doors/zeren.dict");
    if std::env::var_os("ZEREN_BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("the dictionary can be written");
    }
    assert!(
        fixtures::read(&path) == fresh,
        "tests/doors/zeren.dict is stale: run the tests with ZEREN_BLESS=1"
    );
}
