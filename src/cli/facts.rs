//! Facts of a case from YAML, JSON or `--set`.

use std::path::Path;

use serde::Deserialize;

use super::files;
use crate::diagnostic::Words;
use crate::engine::{Facts, RawValue};
use crate::text::nearest;
use crate::words;

/// A facts file holds at most this many bytes.
pub const MAX_FACTS: u64 = 4 * 1024 * 1024;

/// The facts of a file, and those given one by one, which win.
pub fn gathered(file: Option<&Path>, set_by_hand: &[String]) -> Result<Facts, Vec<Words>> {
    let mut facts = Facts::new();
    if let Some(path) = file {
        let text = text_of(path)?;
        if !text.trim().is_empty() {
            let shown = path.display();
            facts =
                read(&text).map_err(|w| vec![Words::new(format!("{shown} {}", w.zh), format!("{shown} {}", w.en))])?;
        }
    }
    for one in set_by_hand {
        let (fact, value) = set(one).map_err(|w| vec![w])?;
        facts.insert(fact, value);
    }
    Ok(facts)
}

fn text_of(path: &Path) -> Result<String, Vec<Words>> {
    let bytes = files::bytes(path, MAX_FACTS).map_err(|e| vec![e.message])?;
    let shown = path.display();
    String::from_utf8(bytes)
        .map_err(|_| vec![words!("`{shown}` 不是 UTF-8", "`{shown}` is not UTF-8")])
        .map(|t| t.trim_start_matches('\u{feff}').to_owned())
}

/// Reads YAML or JSON.
pub fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Words> {
    yaml(text).map_err(|e| unknown_key(&e).unwrap_or_else(|| words!("读不懂:{e}", "cannot be read: {e}")))
}

/// A key that the form does not have, in our words: the library's name the key and those that it expected, between backticks.
fn unknown_key(message: &str) -> Option<Words> {
    let (_, rest) = message.split_once("unknown field")?;
    let (key, rest) = rest.trim_start().strip_prefix('`')?.split_once('`')?;
    let expected = rest.split_once("expected one of ").map_or("", |(_, list)| list);
    let list = expected.split([' ', '\n']).take_while(|w| *w != "at");
    let known: Vec<&str> = list
        .map(|w| w.trim_matches([',', '`', '.', ':']))
        .filter(|w| !w.is_empty())
        .collect();
    let place = message.split_once("line ").map(|(_, p)| p);
    let digits = |p: &str| p.chars().take_while(char::is_ascii_digit).collect::<String>();
    let (at_zh, at_en) = match place.map(digits).filter(|d| !d.is_empty()) {
        Some(line) => (format!("第 {line} 行:"), format!("line {line}: ")),
        None => (String::new(), String::new()),
    };
    let (near_zh, near_en) = match nearest(key, known.iter().copied()) {
        Some(near) => (format!(",是不是 `{near}`?"), format!("; did you mean `{near}`?")),
        None => (String::new(), String::new()),
    };
    let list = known.join("、");
    Some(Words::new(
        format!("{at_zh}没有 `{key}` 这一栏{near_zh}(可写:{list})"),
        format!("{at_en}there is no key `{key}`{near_en} (known: {})", known.join(", ")),
    ))
}

/// The one place that reads YAML: bounded, and strict where YAML guesses (`no` is a word, `010` too).
fn yaml<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, String> {
    serde_yaml::from_str_with_options(text, options()).map_err(|e| {
        let message = e.to_string();
        let first = message.lines().next().unwrap_or("");
        // The library advises its programmer; the reader of this message is another.
        let first = first.split(", set DuplicateKeyPolicy").next().unwrap_or(first);
        first
            .strip_prefix("error: ")
            .unwrap_or(first)
            .chars()
            .take(300)
            .collect()
    })
}

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        strict_booleans: true,
    }
}

/// Reads `事实=值`; a list is written `[甲, 乙]` or `甲、乙`.
pub fn set(text: &str) -> Result<(String, RawValue), Words> {
    let folded: String = text.chars().map(crate::text::fold_char).collect();
    let Some((fact, value)) = folded.split_once('=') else {
        return Err(words!(
            "`{text}` 应写作 事实=值,如 年龄=9",
            "`{text}` should read FACT=VALUE, such as 年龄=9"
        ));
    };
    let value = value.trim();
    let raw = match value.strip_prefix(['[', '{']).and_then(|v| v.strip_suffix([']', '}'])) {
        Some(inner) => RawValue::List(
            inner
                .split(['、', ','])
                .map(str::trim)
                .filter(|v| !v.is_empty())
                .map(|v| RawValue::Word(v.to_owned()))
                .collect(),
        ),
        None => RawValue::Word(value.to_owned()),
    };
    Ok((fact.trim().to_owned(), raw))
}
