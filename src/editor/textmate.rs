//! The grammar by which editors colour a file before the server has answered, made from the table of keywords.

use serde_json::{Value, json};

use crate::syntax::keyword::{KEYWORDS, Place};

/// The text of `editors/vscode/syntaxes/zeren.tmLanguage.json`.
#[must_use]
pub fn textmate() -> String {
    let declaration = format!("^\\s*({})(?=[\\s{{｛])", spellings(Place::Declaration));
    let named = format!(
        "^\\s*({})[ \\t\u{3000}]+([^\\s{{}}｛｝=＝:：\"“「]+)",
        spellings(Place::Declaration)
    );
    let field = format!("({})(?=\\s*[:：])", spellings(Place::Field));
    let operator = format!("(?<=[\\s(（)）])({})(?=[\\s(（)）]|$)", spellings(Place::Operator));
    let word = format!(
        "(?<=[\\s:：、,，;；])({})(?=[\\s、,，;；)）}}]|$)",
        spellings(Place::Word)
    );
    let patterns = json!([
        {"name": "comment.line.documentation.zeren", "match": "///.*$"},
        {"name": "comment.line.zeren", "match": "(//|#).*$"},
        quoted("\"", "\""),
        quoted("“", "”"),
        quoted("「", "」"),
        {"match": named, "captures": {"1": {"name": "keyword.declaration.zeren"}, "2": {"name": "entity.name.type.zeren"}}},
        {"name": "keyword.declaration.zeren", "match": declaration},
        {"name": "variable.other.property.zeren", "match": field},
        {"name": "keyword.operator.word.zeren", "match": operator},
        {"name": "keyword.operator.zeren", "match": "<=|>=|!=|==|[<>=≤≥≠＝＜＞]|\\.\\.<?"},
        {"name": "constant.language.zeren", "match": word},
        {"name": "constant.numeric.zeren", "match": "(?<![^\\s:：、,，;；(（{<>=])[0-9０-９][0-9０-９_.]*"},
    ]);
    let grammar = json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "zeren",
        "scopeName": "source.zeren",
        "fileTypes": ["zr"],
        "patterns": patterns,
    });
    serde_json::to_string_pretty(&grammar).unwrap_or_default() + "\n"
}

fn quoted(open: &str, close: &str) -> Value {
    json!({
        "name": "string.quoted.zeren", "begin": open, "end": close,
        "patterns": [{"name": "constant.character.escape.zeren", "match": "\\\\."}],
    })
}

/// Every spelling of a place's keywords, the longer first: the first that fits is taken.
fn spellings(place: Place) -> String {
    let mut all: Vec<String> = KEYWORDS
        .iter()
        .filter(|e| e.place == place)
        .flat_map(|e| e.spellings())
        .map(|s| s.replace(' ', "[ _-]"))
        .collect();
    all.sort_by_key(|s| std::cmp::Reverse(s.chars().count()));
    all.dedup();
    all.join("|")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_editor_grammar_is_fresh() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/editors/vscode/syntaxes/zeren.tmLanguage.json"
        );
        if std::env::var_os("ZEREN_BLESS").is_some() {
            std::fs::write(path, super::textmate()).expect("the grammar can be written");
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            super::textmate(),
            "run the tests with ZEREN_BLESS=1"
        );
    }
}
