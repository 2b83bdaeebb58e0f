//! Facts of a case from YAML, JSON or `--set`.

use serde::Deserialize;

use crate::diagnostic::Words;
use crate::engine::RawValue;
use crate::words;

/// A facts file holds at most this many bytes.
pub const MAX_FACTS: u64 = 4 * 1024 * 1024;

/// Reads YAML or JSON.
pub fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Words> {
    yaml(text).map_err(|e| words!("读不懂:{e}", "cannot be read: {e}"))
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
