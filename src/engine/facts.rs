//! Facts of a case as a caller gives them: words become what is given of each fact, wrong words an error with the nearest known one.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::error::{FactProblem, FactProblemKind, FactsError};
use super::lexicon::Lexicon;
use crate::diagnostic::Words;
use crate::model::{FactId, Given, Model, Situation};
use crate::resolve::{RawGiven, given};
use crate::text::nearest;
use crate::words;

/// After this many mistakes the rest of the facts is not reported.
const MAX_WRONG: usize = 20;
/// A message about a fact has at most this many characters.
const MAX_MESSAGE: usize = 600;

/// A value as a caller gives it.
#[derive(Debug, Clone, PartialEq)]
pub enum RawValue {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A number that is not whole.
    Float(f64),
    /// A word.
    Word(String),
    /// A list.
    List(Vec<RawValue>),
    /// `null`: unknown, as if it were left out.
    Null(()),
}

/// The facts of one case, by the words of the caller: a map from fact to value.
///
/// A set that is given is complete; a fact that is left out (or null) is unknown.
///
/// ```
/// use zeren::Facts;
///
/// let read = Facts::from_json(r#"{"情形": ["侵害"], "年龄": 9, "父母可联系": false}"#)?;
/// let built = Facts::new().with("情形", ["侵害"]).with("年龄", 9).with("父母可联系", false);
/// assert_eq!(read, built);
/// assert!(Facts::from_json(r#"{"年龄": 9, "年龄": 10}"#).is_err(), "a fact is given once");
/// # Ok::<(), zeren::FactsError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts(BTreeMap<String, RawValue>);

impl Facts {
    /// No facts: everything is unknown.
    #[must_use]
    pub fn new() -> Self {
        Facts::default()
    }

    /// The same with one more fact.
    #[must_use]
    pub fn with(mut self, fact: impl Into<String>, value: impl Into<RawValue>) -> Self {
        self.insert(fact.into(), value.into());
        self
    }

    /// Gives a fact; a value given before is replaced.
    pub fn insert(&mut self, fact: String, value: RawValue) {
        self.0.insert(fact, value);
    }

    /// The facts in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// Reads a JSON object; a fact that stands there twice is refused.
    ///
    /// # Errors
    /// Where the text is no JSON object of facts.
    pub fn from_json(text: &str) -> Result<Self, FactsError> {
        serde_json::from_str(text).map_err(|e| form(&e))
    }

    /// What these facts say of a case, in the terms of a model.
    ///
    /// # Errors
    /// Where a word is not the model's; all mistakes at once.
    pub fn situation(&self, model: &Model) -> Result<Situation, FactsError> {
        self.read(model, |_, _| None)
    }

    /// The same, faster, with the model's words at hand.
    pub(super) fn situation_by(&self, model: &Model, lexicon: &Lexicon) -> Result<Situation, FactsError> {
        self.read(model, |word, value| {
            let fact = lexicon.fact(word)?;
            Some((fact, lexicon.given(model, fact, value)?))
        })
    }

    /// Reads fact after fact; `known` gives what is said in the model's own words.
    fn read(
        &self,
        model: &Model,
        known: impl Fn(&str, &RawValue) -> Option<(FactId, Given)>,
    ) -> Result<Situation, FactsError> {
        let mut situation = Situation::default();
        let mut problems = Vec::new();
        for (word, value) in &self.0 {
            if problems.len() == MAX_WRONG {
                problems.push(too_many());
                break;
            }
            let read = match known(word, value) {
                Some((fact, given)) => put(model, &mut situation, word, fact, given),
                None => give(model, &mut situation, word, value),
            };
            problems.extend(read.err());
        }
        if problems.is_empty() {
            Ok(situation)
        } else {
            Err(FactsError { problems })
        }
    }

    /// The same facts without some.
    pub(super) fn without(&self, words: &[String]) -> Facts {
        let kept = self.0.iter().filter(|(word, _)| !words.contains(word));
        Facts(kept.map(|(word, value)| (word.clone(), value.clone())).collect())
    }

    /// The value given by this word.
    pub(super) fn get(&self, word: &str) -> Option<&RawValue> {
        self.0.get(word)
    }
}

impl TryFrom<&serde_json::Value> for Facts {
    type Error = FactsError;

    fn try_from(value: &serde_json::Value) -> Result<Self, FactsError> {
        Facts::deserialize(value).map_err(|e| form(&e))
    }
}

impl FromIterator<(String, RawValue)> for Facts {
    fn from_iter<I: IntoIterator<Item = (String, RawValue)>>(facts: I) -> Self {
        Facts(facts.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Facts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map from fact to value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
        let mut out = BTreeMap::new();
        while let Some((fact, value)) = map.next_entry::<String, RawValue>()? {
            if out.contains_key(&fact) {
                return Err(A::Error::custom(format!("fact `{fact}` is given twice")));
            }
            out.insert(fact, value);
        }
        Ok(Facts(out))
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueReader)
    }
}

struct ValueReader;

impl<'de> Visitor<'de> for ValueReader {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("yes or no, a number, a word, a list of these, or null")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<RawValue, E> {
        Ok(RawValue::Bool(yes))
    }

    fn visit_i64<E>(self, n: i64) -> Result<RawValue, E> {
        Ok(RawValue::Int(n))
    }

    fn visit_u64<E>(self, n: u64) -> Result<RawValue, E> {
        Ok(i64::try_from(n).map_or(RawValue::Float(n as f64), RawValue::Int))
    }

    fn visit_f64<E>(self, n: f64) -> Result<RawValue, E> {
        Ok(RawValue::Float(n))
    }

    fn visit_str<E>(self, word: &str) -> Result<RawValue, E> {
        Ok(RawValue::Word(word.to_owned()))
    }

    fn visit_string<E>(self, word: String) -> Result<RawValue, E> {
        Ok(RawValue::Word(word))
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null(()))
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null(()))
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<RawValue, D::Error> {
        RawValue::deserialize(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawValue, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = list.next_element()? {
            out.push(value);
        }
        Ok(RawValue::List(out))
    }
}

impl From<bool> for RawValue {
    fn from(yes: bool) -> Self {
        RawValue::Bool(yes)
    }
}

impl From<i64> for RawValue {
    fn from(n: i64) -> Self {
        RawValue::Int(n)
    }
}

impl From<&str> for RawValue {
    fn from(word: &str) -> Self {
        RawValue::Word(word.to_owned())
    }
}

impl<const N: usize> From<[&str; N]> for RawValue {
    fn from(words: [&str; N]) -> Self {
        RawValue::List(words.into_iter().map(RawValue::from).collect())
    }
}

impl From<Vec<String>> for RawValue {
    fn from(words: Vec<String>) -> Self {
        RawValue::List(words.into_iter().map(RawValue::Word).collect())
    }
}

fn give(model: &Model, situation: &mut Situation, word: &str, value: &RawValue) -> Result<(), FactProblem> {
    let Some(id) = model.find_fact(word) else {
        return Err(unknown_fact(model, word));
    };
    let Some(value) = plain(value) else { return Ok(()) };
    let fact = model.fact(id);
    let value = given(fact, &value).map_err(|error| {
        let near = |w: &str| {
            let names = fact
                .values
                .iter()
                .flat_map(|v| std::iter::once(&v.name).chain(&v.aliases));
            nearest(w, names.map(String::as_str)).map(str::to_owned)
        };
        let nearest = wrong_words(&value)
            .into_iter()
            .filter(|w| fact.find(w).is_none())
            .find_map(|w| near(&w));
        problem(
            word,
            FactProblemKind::BadValue,
            joined(error.message, error.help),
            nearest,
        )
    })?;
    put(model, situation, word, id, value)
}

fn put(model: &Model, situation: &mut Situation, word: &str, id: FactId, given: Given) -> Result<(), FactProblem> {
    match situation.facts.insert(id, given) {
        None => Ok(()),
        Some(_) => Err(problem(
            word,
            FactProblemKind::GivenTwice,
            words!("事实 `{}` 给了两次", "fact `{}` is given twice", model.fact(id).name),
            None,
        )),
    }
}

fn wrong_words(value: &RawGiven) -> Vec<String> {
    match value {
        RawGiven::List(words) => words.iter().map(|w| crate::text::fold_name(w)).collect(),
        RawGiven::Word(word) => word
            .split(['、', ',', '，'])
            .map(|w| crate::text::fold_name(w.trim()))
            .collect(),
        RawGiven::Int(_) | RawGiven::Bool(_) => Vec::new(),
    }
}

fn unknown_fact(model: &Model, word: &str) -> FactProblem {
    let message = words!("没有事实 `{word}`", "there is no fact `{word}`");
    let names = model
        .facts
        .iter()
        .flat_map(|f| std::iter::once(f.name.as_str()).chain(f.aliases.iter().map(String::as_str)));
    let near = nearest(word, names).map(str::to_owned);
    let help = near.as_ref().map_or_else(
        || other_help(model, word),
        |near| words!("是不是 `{near}`?", "did you mean `{near}`?"),
    );
    problem(word, FactProblemKind::UnknownFact, joined(message, Some(help)), near)
}

/// Where no name is near: the word is perhaps a value, else the facts are listed.
fn other_help(model: &Model, word: &str) -> Words {
    match model.facts.iter().find(|f| f.find(word).is_some()) {
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

fn problem(fact: &str, kind: FactProblemKind, message: Words, nearest: Option<String>) -> FactProblem {
    FactProblem {
        fact: fact.to_owned(),
        kind,
        message: clipped(&message),
        nearest,
    }
}

fn too_many() -> FactProblem {
    let message = words!("错误太多,其余未报", "too many mistakes; the rest is not reported");
    problem("", FactProblemKind::TooMany, message, None)
}

fn form(error: &impl fmt::Display) -> FactsError {
    let message = words!("读不懂:{error}", "cannot be read: {error}");
    FactsError {
        problems: vec![problem("", FactProblemKind::Form, message, None)],
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

fn joined(message: Words, help: Option<Words>) -> Words {
    match help {
        Some(help) => Words::new(
            format!("{}。{}", message.zh, help.zh),
            format!("{}; {}", message.en, help.en),
        ),
        None => message,
    }
}

fn plain(raw: &RawValue) -> Option<RawGiven> {
    Some(match raw {
        RawValue::Bool(yes) => RawGiven::Bool(*yes),
        RawValue::Int(n) => RawGiven::Int(*n),
        RawValue::Float(x) => RawGiven::Word(x.to_string()),
        RawValue::Word(word) => RawGiven::Word(word.clone()),
        RawValue::List(list) => RawGiven::List(list.iter().map(word).collect()),
        RawValue::Null(()) => return None,
    })
}

fn word(raw: &RawValue) -> String {
    match raw {
        RawValue::Word(word) => word.clone(),
        RawValue::Bool(yes) => yes.to_string(),
        RawValue::Int(n) => n.to_string(),
        RawValue::Float(x) => x.to_string(),
        RawValue::List(list) => list.iter().map(word).collect::<Vec<_>>().join("、"),
        RawValue::Null(()) => String::new(),
    }
}
