//! Facts of a case: from words and numbers to what is given of each fact.

use std::collections::BTreeSet;

use crate::diagnostic::Words;
use crate::model::{Fact, FactType, Given, ValueId};
use crate::text::{fold_name, nearest};
use crate::words;

/// A value as a caller gives it.
#[derive(Debug, Clone, PartialEq)]
pub enum RawGiven {
    /// A list of words.
    List(Vec<String>),
    /// One word.
    Word(String),
    /// A number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
}

/// Why a given value does not fit its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenError {
    /// What is wrong.
    pub message: Words,
    /// What to write instead.
    pub help: Option<Words>,
}

impl GivenError {
    fn new(message: Words, help: Option<Words>) -> Self {
        GivenError { message, help }
    }
}

/// What is given of `fact`.
///
/// # Errors
/// Where the value does not fit the fact's type or is not one of its values; with the nearest one.
pub fn given(fact: &Fact, raw: &RawGiven) -> Result<Given, GivenError> {
    match (fact.kind, raw) {
        (FactType::Set, RawGiven::List(words)) => words
            .iter()
            .map(|w| value(fact, w))
            .collect::<Result<BTreeSet<_>, _>>()
            .map(Given::Set),
        (FactType::Set, RawGiven::Word(word)) => {
            let parts = word.split(['、', ',', '，']).map(str::trim).filter(|p| !p.is_empty());
            parts
                .map(|w| value(fact, w))
                .collect::<Result<BTreeSet<_>, _>>()
                .map(Given::Set)
        }
        (FactType::One | FactType::Ordered, RawGiven::Word(word)) => value(fact, word).map(Given::One),
        (FactType::One | FactType::Ordered, RawGiven::List(words)) => match words.as_slice() {
            [word] => value(fact, word).map(Given::One),
            _ => Err(wrong_type(fact)),
        },
        (FactType::Bool, RawGiven::Bool(yes)) => Ok(Given::Bool(*yes)),
        (FactType::Bool, RawGiven::Word(word)) => match fold_name(word).to_lowercase().as_str() {
            "是" | "true" | "yes" | "1" => Ok(Given::Bool(true)),
            "否" | "false" | "no" | "0" => Ok(Given::Bool(false)),
            _ => Err(wrong_type(fact)),
        },
        (FactType::Int { min, max, .. }, RawGiven::Int(n)) => {
            if (min..=max).contains(n) {
                return Ok(Given::Int(*n));
            }
            Err(GivenError::new(
                words!(
                    "{n} 超出 `{}` 的取值范围",
                    "{n} lies outside the bounds of `{}`",
                    fact.name
                ),
                Some(words!("取值范围是 {min}..{max}", "its bounds are {min}..{max}")),
            ))
        }
        (FactType::Int { .. }, RawGiven::Word(word)) => match fold_name(word).parse() {
            Ok(n) => given(fact, &RawGiven::Int(n)),
            Err(_) => Err(wrong_type(fact)),
        },
        _ => Err(wrong_type(fact)),
    }
}

fn value(fact: &Fact, word: &str) -> Result<ValueId, GivenError> {
    let folded = fold_name(word);
    fact.find(&folded).ok_or_else(|| {
        let names = fact
            .values
            .iter()
            .flat_map(|v| std::iter::once(v.name.as_str()).chain(v.aliases.iter().map(String::as_str)));
        let help = match nearest(&folded, names) {
            Some(near) => words!("是不是 `{near}`?", "did you mean `{near}`?"),
            None => {
                let list = fact
                    .values
                    .iter()
                    .take(12)
                    .map(|v| v.name.as_str())
                    .collect::<Vec<_>>()
                    .join("、");
                words!("它的值有:{list}…", "its values: {list}…")
            }
        };
        GivenError::new(
            words!("`{}` 没有 `{folded}` 这个值", "`{}` has no value `{folded}`", fact.name),
            Some(help),
        )
    })
}

fn wrong_type(fact: &Fact) -> GivenError {
    let (zh, en) = match fact.kind {
        FactType::Bool => ("true 或 false(是、否)", "true or false"),
        FactType::One | FactType::Ordered => ("它的一个值", "one of its values"),
        FactType::Set => ("若干值的清单,如 [孤儿, 学生]", "a list of values, such as [孤儿, 学生]"),
        FactType::Int { .. } => ("一个整数", "a whole number"),
    };
    GivenError::new(
        words!("`{}` 的值写得不对", "the value of `{}` is not of its type", fact.name),
        Some(words!("这里写 {zh}", "write {en}")),
    )
}
