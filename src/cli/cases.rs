//! Case files: situations with the routing that the text supports, in YAML.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::facts;
use super::names;
use crate::diagnostic::Words;
use crate::engine::{Facts, FactsError};
use crate::model::{Expectation, Model, Role, Test, Who};
use crate::text::{SourceId, Span, fold_name};
use crate::words;

/// A case file. A key that is misspelt would leave out what it says, so none but these is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The plan's id.
    pub plan: String,
    /// The vocabulary that the facts use.
    #[serde(default)]
    #[allow(dead_code, reason = "part of the form; the plan itself names its vocabulary")]
    pub vocabulary: Option<String>,
    /// The cases.
    pub cases: Vec<Case>,
    /// For its readers.
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// What happened, in words.
    #[serde(default)]
    pub story: String,
    /// The facts.
    #[serde(default)]
    pub facts: Facts,
    /// Lines that the answer must contain.
    #[serde(default)]
    pub expect: Vec<Expected>,
    /// Units that must not be a certain answer.
    #[serde(default)]
    pub exclude: Vec<Excluded>,
    /// Clauses that must not apply.
    #[serde(default)]
    pub exclude_clauses: Vec<String>,
    /// For its readers: what sort of case it is, what the plan fails to provide, by when, a remark.
    #[serde(default, rename = "kind")]
    _kind: IgnoredAny,
    #[serde(default, rename = "gap")]
    _gap: IgnoredAny,
    #[serde(default, rename = "deadline")]
    _deadline: IgnoredAny,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
}

/// A line that must come.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The unit; null where the clause applies and names nobody.
    pub unit: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// The clause.
    pub clause: Option<String>,
}

/// A unit that must not be a certain answer; with role or clause, only in that role or under that clause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// The unit.
    pub unit: String,
    /// The role.
    pub role: Option<String>,
    /// The clause.
    pub clause: Option<String>,
    /// For its readers: why it must not come.
    #[serde(default, rename = "why")]
    _why: IgnoredAny,
}

/// Reads a case file.
pub fn read(text: &str) -> Result<CaseFile, Words> {
    facts::read(text)
}

/// A case as a test of a plan.
pub fn test(model: &Model, case: &Case) -> Result<Test, Vec<Words>> {
    let situation = case.facts.situation(model).map_err(FactsError::into_words)?;
    let mut wrong = Vec::new();
    let mut expect = Vec::new();
    for line in &case.expect {
        let who = match &line.unit {
            None => Who::Nobody,
            Some(unit) => match names::unit(model, unit) {
                Ok(id) => Who::Unit(id),
                Err(error) => {
                    wrong.push(error);
                    continue;
                }
            },
        };
        match role(line.role.as_deref()) {
            Ok(role) => expect.push(expectation(who, role, line.clause.as_deref())),
            Err(error) => wrong.push(error),
        }
    }
    let mut expect_not = Vec::new();
    for line in &case.exclude {
        // A unit that the plan does not have cannot be in its answer.
        if let Some(id) = model.find_unit(&line.unit) {
            match role(line.role.as_deref()) {
                Ok(role) => expect_not.push(expectation(Who::Unit(id), role, line.clause.as_deref())),
                Err(error) => wrong.push(error),
            }
        }
    }
    expect_not.extend(
        case.exclude_clauses
            .iter()
            .map(|c| expectation(Who::Any, None, Some(c))),
    );
    let name = if case.story.is_empty() {
        case.id.clone()
    } else {
        format!("{} {}", case.id, case.story)
    };
    if wrong.is_empty() {
        Ok(Test {
            name,
            situation,
            expect,
            expect_not,
            span: nowhere(),
        })
    } else {
        Err(wrong)
    }
}

fn role(word: Option<&str>) -> Result<Option<Role>, Words> {
    let Some(word) = word else { return Ok(None) };
    Role::find(word).map(Some).ok_or_else(|| {
        let known = Role::ALL.map(Role::name).join(" ");
        words!(
            "没有角色 `{word}`,可写:{known}",
            "there is no role `{word}`; write one of: {known}"
        )
    })
}

fn expectation(who: Who, role: Option<Role>, clause: Option<&str>) -> Expectation {
    Expectation {
        role,
        who,
        clause: clause.map(fold_name),
        span: nowhere(),
    }
}

fn nowhere() -> Span {
    Span::new(SourceId(0), 0..0)
}
