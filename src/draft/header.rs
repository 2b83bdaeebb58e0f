//! A document's front and end → the plan's header: title, number, date, issuer, basis; and the order of named headings.

use super::cues;
use super::names::Known;
use crate::document::{Clause, Document, Kind};
use crate::text::fold_name;

/// What the plan says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// 标题.
    pub title: String,
    /// 文号.
    pub number: Option<String>,
    /// 日期, as `2022-10-20`.
    pub date: Option<String>,
    /// 制定.
    pub issuer: Option<String>,
    /// 依据.
    pub basis: Vec<String>,
}

/// Reads the header.
pub fn read(document: &Document, _known: &Known) -> Header {
    let title = title(document);
    let near: Vec<&Clause> = document.clauses.iter().filter(|c| is_frame(c)).collect();
    // The number may stand on a line of its own above the addressee.
    let alone = document
        .clauses
        .iter()
        .filter(|c| c.kind == Kind::Sentence && c.text.chars().count() < 24 && c.text.ends_with('号'));
    Header {
        number: near.iter().copied().chain(alone).find_map(|c| number(&c.text)),
        date: near.iter().rev().find_map(|c| date(&c.text)),
        issuer: issuer(&near),
        basis: basis(document),
        title,
    }
}

fn title(document: &Document) -> String {
    let titles: Vec<String> = document
        .clauses
        .iter()
        .filter(|c| c.kind == Kind::Title && !c.path.contains('/'))
        .map(|c| c.text.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    let first = titles.first().cloned();
    first
        .or_else(|| {
            let opening = document.clauses.iter().find(|c| !c.text.is_empty())?;
            Some(opening.text.chars().take(40).collect())
        })
        .filter(|t: &String| !t.is_empty())
        .unwrap_or_else(|| "无题".to_owned())
}

/// The body whose charter the document is: 质量强市工作联席会议 of 质量强市工作联席会议制度.
pub fn body(document: &Document) -> Option<String> {
    let title = title(document);
    let plain = title
        .split(['《', '》'])
        .find(|part| CHARTERS.iter().any(|end| part.ends_with(end)))?;
    let name = CHARTERS.iter().find_map(|end| plain.strip_suffix(end))?;
    let body = ["联席会议", "领导小组", "委员会", "指挥部", "领导组", "工作组", "专班"];
    body.iter().any(|end| name.ends_with(end)).then(|| name.to_owned())
}

/// How the titles of charters end, the longest first.
const CHARTERS: &[&str] = &[
    "工作制度", "工作规则", "议事规则", "工作细则", "工作职责", "制度", "章程",
];

/// Whether a clause is one of those that name the issuer and the day.
fn is_frame(clause: &Clause) -> bool {
    let last = clause.path.rsplit('/').next().unwrap_or_default();
    matches!(last, "元数据" | "落款" | "主送" | "题" | "抄送") || clause.kind == Kind::Title || clause.path == "通知"
}

/// `张政发〔2016〕114号`.
fn number(text: &str) -> Option<String> {
    let open = text.find(['〔', '['])?;
    let before = text.get(..open)?;
    let head: Vec<char> = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let head: String = head.into_iter().rev().collect();
    let rest = text.get(open..)?;
    let year: String = rest.chars().skip(1).take_while(char::is_ascii_digit).collect();
    if year.len() != 4 || head.is_empty() {
        return None;
    }
    let end = rest.find('号').map(|at| at + '号'.len_utf8()).filter(|end| *end < 40)?;
    Some(format!("{head}{}", rest.get(..end)?))
}

/// `2016年9月13日`, `二〇二二年十月二十日`, `2022-05-24` → `2016-09-13`.
fn date(text: &str) -> Option<String> {
    let folded = fold_name(text);
    folded.split_whitespace().chain([folded.as_str()]).find_map(day)
}

fn day(text: &str) -> Option<String> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut digits = String::new();
    let mut marks = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            if let Ok(number) = digits.parse() {
                numbers.push(number);
                marks.push(c);
            }
            digits.clear();
            if let [year, month, day] = *numbers.as_slice() {
                let dated = marks.starts_with("年月日") || marks.starts_with("--");
                let sound = (1950..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
                return (dated && sound).then(|| format!("{year:04}-{month:02}-{day:02}"));
            }
        }
    }
    None
}

fn issuer(near: &[&Clause]) -> Option<String> {
    let signed = near.iter().filter(|c| c.path.ends_with("落款"));
    signed
        .flat_map(|c| c.text.lines())
        .map(signed_by)
        .find(|line| !line.is_empty() && !line.contains([':', ':']) && !line.chars().any(|c| c.is_ascii_digit()))
}

/// A line of a signature: several bodies stand apart, one may be spaced out.
fn signed_by(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let bodies = words
        .iter()
        .all(|word| cues::BODY.closes(word) && word.chars().count() > 2);
    words.join(if bodies { "、" } else { "" })
}

/// The works in book quotes that the opening paragraph names, with the number behind them.
fn basis(document: &Document) -> Vec<String> {
    let opening = document.clauses.iter().filter(|c| {
        let first = c.path.split('/').next().unwrap_or_default();
        matches!(first, "序" | "引" | "前言") && !c.kind.is_cut()
    });
    let mut out = Vec::new();
    for clause in opening {
        let mut rest = clause.text.as_str();
        while let Some((_, after)) = rest.split_once('《') {
            let Some((work, behind)) = after.split_once('》') else {
                break;
            };
            let work: String = work.chars().filter(|c| !c.is_whitespace()).collect();
            if !work.is_empty() && !out.contains(&work) {
                out.push(work);
            }
            rest = behind;
        }
    }
    out
}

/// The order of headings that are not numbers, by the clause that holds them.
pub fn outline(document: &Document) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for (at, clause) in document.clauses.iter().enumerate() {
        let children: Vec<&Clause> = document
            .clauses
            .iter()
            .skip(at + 1)
            .take_while(|c| c.path.starts_with(&format!("{}/", clause.path)))
            .filter(|c| c.parent == Some(at) && c.kind == Kind::UnitHeading)
            .collect();
        if children.len() > 1 {
            let names = children.iter().filter_map(|c| c.path.rsplit('/').next());
            let names: Vec<String> = names.map(ToOwned::to_owned).collect();
            if names.iter().any(|n| n.chars().count() > 6 || !n.starts_with('(')) {
                out.push((clause.path.clone(), names));
            }
        }
    }
    out
}
