//! `某某指挥部(以下简称镇防指)` → the full name and the short one that the text declares.

use std::collections::BTreeSet;

use super::cues;
use super::names::{self, Known};
use crate::document::{Document, Kind};
use crate::text::fold_name;

/// How a declaration of a short name opens.
const MARKS: &[&str] = &["(以下简称", "(下称", "(以下称", "(简称"];
/// Verbs that stand before a body that is being set up.
const FOUNDING: &[&str] = &["成立", "设立", "组建", "建立", "调整", "设置", "组成"];
/// No full name is longer, in characters.
const LONGEST: usize = 40;

/// Every full name with its short one, in the order of the text.
pub fn declared(document: &Document, known: &Known) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for clause in document
        .clauses
        .iter()
        .filter(|c| matches!(c.kind, Kind::Sentence | Kind::Topic))
    {
        let text = fold_name(&clause.text);
        for mark in MARKS {
            for (at, _) in text.match_indices(mark) {
                let behind = text.get(at + mark.len()..).unwrap_or_default();
                let pair = short(behind).zip(full(text.get(..at).unwrap_or_default(), known));
                out.extend(pair.map(|(short, full)| (full, short)));
            }
        }
    }
    out
}

/// What 办公室 alone stands for.
pub enum Office {
    /// The office of this body.
    Of(String),
    /// The text sets up an office, and does not say whose.
    Unsaid,
    /// The text sets up none.
    No,
}

/// Whose office it is that the text calls 办公室 alone: the one body that it sets up an office for.
pub fn office(document: &Document, known: &Known) -> Office {
    let (mut bodies, mut told): (BTreeSet<String>, bool) = (BTreeSet::new(), false);
    for clause in document
        .clauses
        .iter()
        .filter(|c| matches!(c.kind, Kind::Sentence | Kind::Topic))
    {
        let text = fold_name(&clause.text);
        for (at, _) in OFFICE.iter().flat_map(|mark| text.match_indices(mark)) {
            told = true;
            let before = text.get(..at).unwrap_or_default();
            bodies.extend(full(before, known).filter(|name| has_office(name, before)));
        }
    }
    match bodies.pop_first() {
        _ if !told || known.has("办公室") => Office::No,
        Some(body) if bodies.is_empty() => Office::Of(body),
        _ => Office::Unsaid,
    }
}

/// How an office is set up, or named beside its body.
const OFFICE: &[&str] = &["下设办公室", "设立办公室", "及其办公室", "办公室设在"];

/// Whether an office of its own is told of a body. 在县民政局设立办公室: that is where it is housed.
fn has_office(body: &str, before: &str) -> bool {
    let housed = before.strip_suffix(body).is_some_and(|words| words.ends_with('在'));
    let common = ["委员会", "领导小组", "指挥部", "联席会议", "工作组", "领导组", "专班"];
    !housed && body.chars().count() > 3 && common.iter().any(|end| body.ends_with(end))
}

/// The short name: what stands up to the bracket, without quotes.
fn short(behind: &str) -> Option<String> {
    let inside = behind.get(..behind.find(')')?)?;
    let name = inside.trim_matches([' ', ':', '“', '”', '"', '\'', '为']);
    let count = name.chars().count();
    ((2..=12).contains(&count) && name.chars().all(char::is_alphanumeric)).then(|| name.to_owned())
}

/// The full name: the longest that ends where the bracket begins. The title of a work is none.
fn full(before: &str, known: &Known) -> Option<String> {
    let from = before
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '(' | ')' | '“' | '”'))
        .last()?
        .0;
    let words = before.get(from..)?;
    // 成立某某指挥部: the name begins behind the verb.
    let founded = FOUNDING
        .iter()
        .filter_map(|verb| words.rfind(verb).map(|at| at + verb.len()))
        .max();
    let words = words.get(founded.unwrap_or(0)..)?;
    let ends = |from: usize| {
        let rest = words.get(from..)?;
        let (skipped, name) = names::name_at(rest, known)?;
        (skipped + name.len() == rest.len()).then(|| name.to_owned())
    };
    let named = words.char_indices().find_map(|(at, _)| ends(at));
    named.or_else(|| {
        let body = cues::BODY.closes(words) || cues::SHORT.closes(words);
        (founded.is_some() && body && words.chars().count() > 2).then(|| words.to_owned())
    })
}
