//! Facts of a case from YAML, JSON or `--set`: words become what is given of each fact, wrong words an error with the nearest known one.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::files;
use crate::diagnostic::Words;
use crate::model::{Model, Situation};
use crate::resolve::{RawGiven, given};
use crate::text::nearest;
use crate::words;

/// A facts file holds at most this many bytes.
pub const MAX_FACTS: u64 = 4 * 1024 * 1024;

/// After this many mistakes the rest of the facts is not reported.
const MAX_WRONG: usize = 20;
/// A message about a fact has at most this many characters.
const MAX_MESSAGE: usize = 600;

/// A value in a facts file.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Raw {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A number that is not whole.
    Float(f64),
    /// A word.
    Word(String),
    /// A list.
    List(Vec<Raw>),
    /// `null`: unknown, as if it were left out.
    Null(()),
}

/// Facts as they stand in a file.
pub type RawFacts = BTreeMap<String, Raw>;

/// The facts of a file, and those given one by one, which win.
pub fn gathered(file: Option<&Path>, set_by_hand: &[String]) -> Result<RawFacts, Vec<Words>> {
    let mut raw = RawFacts::new();
    if let Some(path) = file {
        let text = text_of(path)?;
        if !text.trim().is_empty() {
            let shown = path.display();
            raw =
                read(&text).map_err(|w| vec![Words::new(format!("{shown} {}", w.zh), format!("{shown} {}", w.en))])?;
        }
    }
    for one in set_by_hand {
        let (fact, value) = set(one).map_err(|w| vec![w])?;
        raw.insert(fact, value);
    }
    Ok(raw)
}

fn text_of(path: &Path) -> Result<String, Vec<Words>> {
    let bytes = files::bytes(path, MAX_FACTS + 1).map_err(|e| vec![e.message])?;
    let shown = path.display();
    if bytes.len() as u64 > MAX_FACTS {
        return Err(vec![words!("`{shown}` 超过 4 MiB", "`{shown}` has more than 4 MiB")]);
    }
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

/// The situation that raw facts describe; all that is wrong with them otherwise.
pub fn situation(model: &Model, raw: &RawFacts) -> Result<Situation, Vec<Words>> {
    let mut situation = Situation::default();
    let mut wrong = Vec::new();
    for (word, value) in raw {
        if wrong.len() == MAX_WRONG {
            wrong.push(words!(
                "错误太多,其余未报",
                "too many mistakes; the rest is not reported"
            ));
            break;
        }
        let Some(id) = model.find_fact(word) else {
            wrong.push(unknown_fact(model, word));
            continue;
        };
        let Some(value) = plain(value) else { continue };
        match given(model.fact(id), &value) {
            Ok(value) => {
                if situation.facts.insert(id, value).is_some() {
                    wrong.push(words!(
                        "事实 `{}` 给了两次",
                        "fact `{}` is given twice",
                        model.fact(id).name
                    ));
                }
            }
            Err(error) => wrong.push(joined(error.message, error.help)),
        }
    }
    if wrong.is_empty() {
        Ok(situation)
    } else {
        Err(wrong.iter().map(clipped).collect())
    }
}

/// The beginning of a message in which a word of the user's is very long.
fn clipped(words: &Words) -> Words {
    let clip = |text: &str| match text.char_indices().nth(MAX_MESSAGE) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    };
    Words::new(clip(&words.zh), clip(&words.en))
}

fn unknown_fact(model: &Model, word: &str) -> Words {
    let message = words!("没有事实 `{word}`", "there is no fact `{word}`");
    let names = model
        .facts
        .iter()
        .flat_map(|f| std::iter::once(f.name.as_str()).chain(f.aliases.iter().map(String::as_str)));
    let help = match nearest(word, names) {
        Some(near) => words!("是不是 `{near}`?", "did you mean `{near}`?"),
        None => {
            let holder = model.facts.iter().find(|f| f.find(word).is_some());
            match holder {
                Some(fact) => words!(
                    "它是 `{}` 的值:写作 {}=[{word}]",
                    "it is a value of `{}`: write {}=[{word}]",
                    fact.name,
                    fact.name
                ),
                None => {
                    let list = model
                        .facts
                        .iter()
                        .map(|f| f.name.as_str())
                        .collect::<Vec<_>>()
                        .join("、");
                    words!("可用的事实:{list}", "facts in use: {list}")
                }
            }
        }
    };
    joined(message, Some(help))
}

fn joined(message: Words, help: Option<Words>) -> Words {
    match help {
        Some(help) => Words::new(
            format!("{}。{}", message.zh, help.zh),
            format!("{}; {}", message.en, help.en),
        ),
        None => message,
    }
}

fn plain(raw: &Raw) -> Option<RawGiven> {
    Some(match raw {
        Raw::Bool(yes) => RawGiven::Bool(*yes),
        Raw::Int(n) => RawGiven::Int(*n),
        Raw::Float(x) => RawGiven::Word(x.to_string()),
        Raw::Word(word) => RawGiven::Word(word.clone()),
        Raw::List(list) => RawGiven::List(list.iter().map(word).collect()),
        Raw::Null(()) => return None,
    })
}

fn word(raw: &Raw) -> String {
    match raw {
        Raw::Word(word) => word.clone(),
        Raw::Bool(yes) => yes.to_string(),
        Raw::Int(n) => n.to_string(),
        Raw::Float(x) => x.to_string(),
        Raw::List(list) => list.iter().map(word).collect::<Vec<_>>().join("、"),
        Raw::Null(()) => String::new(),
    }
}

/// Reads `事实=值`; a list is written `[甲, 乙]` or `甲、乙`.
pub fn set(text: &str) -> Result<(String, Raw), Words> {
    let folded: String = text.chars().map(crate::text::fold_char).collect();
    let Some((fact, value)) = folded.split_once('=') else {
        return Err(words!(
            "`{text}` 应写作 事实=值,如 年龄=9",
            "`{text}` should read FACT=VALUE, such as 年龄=9"
        ));
    };
    let value = value.trim();
    let raw = match value.strip_prefix(['[', '{']).and_then(|v| v.strip_suffix([']', '}'])) {
        Some(inner) => Raw::List(
            inner
                .split(['、', ','])
                .map(str::trim)
                .filter(|v| !v.is_empty())
                .map(|v| Raw::Word(v.to_owned()))
                .collect(),
        ),
        None => Raw::Word(value.to_owned()),
    };
    Ok((fact.trim().to_owned(), raw))
}
