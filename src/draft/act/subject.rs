//! A comma piece → its subject: who acts, by which wording, and where the words of the subject end.

use super::Around;
use super::acts::{acts, modal, modal_or_verb};
use super::bearer::{bearer, free};
use super::by::{by, seated};
use super::charge::charged;
use super::founded::founded_here;
use super::roles::{responsible, with_role};
use crate::draft::item::{Actors, Rule};
use crate::draft::names::{self, Known};
use crate::draft::{cues, due};

/// A subject found at the start of a comma piece.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub actors: Actors,
    pub rule: Rule,
    /// Where its words end, in bytes of the text.
    pub ends: usize,
}

impl Subject {
    /// Puts further names before those that act.
    pub fn precede(&mut self, names: Vec<String>) {
        if let Some(list) = self.actors.lists_mut().into_iter().find(|list| !list.is_empty()) {
            list.splice(0..0, names);
        }
    }

    /// Whether it is only where something is set up: 在县民政局设立….
    pub fn houses(&self) -> bool {
        self.rule == Rule::ByUnit && self.ends == 0 && self.actors.lead.is_empty()
    }

    pub fn only_assists(&self) -> bool {
        let actors = &self.actors;
        !actors.assist.is_empty() && actors.lead.is_empty() && actors.joint.is_empty() && actors.responsible.is_empty()
    }
}

/// The subject of a comma piece.
pub(super) fn subject(piece: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let skipped = piece.len() - piece.trim_start_matches([' ', '“', '"', '-', '—']).len();
    let words = piece.get(skipped..)?;
    // 因此各村要…: a conjunction is no part of the subject.
    if let Some(word) = CONJUNCTIONS.iter().find(|word| words.starts_with(**word)) {
        let found = subject(words.get(word.len()..)?, follows, around, known)?;
        let ends = if found.ends == 0 {
            0
        } else {
            found.ends + skipped + word.len()
        };
        return Some(Subject { ends, ..found });
    }
    // 6月底前市教育局…: the time stands before who acts.
    if let Some(time) = due::opening(words) {
        let rest = subject(words.get(time..)?, follows, around, known)?;
        let ends = if rest.ends == 0 { 0 } else { rest.ends + skipped + time };
        return Some(Subject { ends, ..rest });
    }
    // 请县教育局…: who is asked acts.
    if let Some(asked) = words
        .strip_prefix('请')
        .filter(|rest| names::list_at(rest, known).is_some())
    {
        return stated(asked, follows, around, known).map(|mut s| {
            s.ends += skipped + '请'.len_utf8();
            s
        });
    }
    let found = by(words, known)
        .or_else(|| seated(words, known))
        .or_else(|| forbidden(words, known))
        .or_else(|| required(words, follows, around, known))
        .or_else(|| stated(words, follows, around, known))
        .or_else(|| bearer(words))
        .or_else(|| founded_here(words))
        .or_else(|| joined(words, around, known))
        .or_else(|| charged(words, around, known))
        .or_else(|| described(words, known))
        .or_else(|| free(words, around));
    found.map(|mut s| {
        s.ends += skipped;
        s
    })
}

/// `禁止父母…`, `严禁学校…`: the one who is forbidden stands behind.
fn forbidden(words: &str, known: &Known) -> Option<Subject> {
    let word = ["禁止", "严禁", "鼓励", "支持"]
        .iter()
        .find(|w| words.starts_with(**w))?;
    let list = names::list_at(words.get(word.len()..)?, known)?;
    let rest = words.get(word.len() + list.length..)?;
    let acts = !rest.is_empty() && !rest.starts_with(['的', ',', '。']);
    (acts && matches!(*word, "禁止" | "严禁")).then(|| Subject {
        actors: responsible(list),
        rule: Rule::Subject,
        ends: 0,
    })
}

/// `指挥部要求各单位要…`: those who are required act.
fn required(words: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let asking = names::list_at(words, known)?.length;
    let behind = words.get(asking..)?.strip_prefix("要求")?;
    let skipped = words.len() - behind.len();
    let list = names::list_at(behind, known)?;
    modal(behind.get(list.length..)?).then_some(())?;
    stated(behind, follows, around, known).map(|mut s| {
        s.ends += skipped;
        s
    })
}

/// `建在河道内的企业要…`, `负有报告责任的单位应当…`: who acts stands behind words that describe it.
fn described(words: &str, known: &Known) -> Option<Subject> {
    let (at, _) = words.match_indices('的').find(|(at, mark)| {
        let behind = words.get(at + mark.len()..).unwrap_or_default();
        names::list_at(behind, known).is_some_and(|list| modal(behind.get(list.length..).unwrap_or_default()))
    })?;
    let before = words.get(..at)?;
    let plain = before.chars().all(char::is_alphanumeric) && before.chars().count() <= DESCRIBED;
    let from = at + '的'.len_utf8();
    let list = names::list_at(words.get(from..)?, known).filter(|_| plain)?;
    let ends = from + list.length;
    Some(with_role(words, list, ends, Rule::Subject, known))
}

/// Words that describe a subject take no more characters than this.
const DESCRIBED: usize = 14;

/// A list of units at the start, with a verb behind it.
fn stated(words: &str, follows: &str, around: &Around, known: &Known) -> Option<Subject> {
    let mut list = names::list_at(words, known)?;
    let ends = list.length;
    let mut rest = words.get(ends..)?;
    // 镇交通站人员: the people of a body, read as one noun.
    if modal_or_verb(rest.strip_prefix('将').unwrap_or(rest)) {
        for name in &mut list.names {
            *name = names::body_of(name).to_owned();
        }
    }
    // 学校(幼儿园): a bracket behind the list belongs to it.
    if rest.starts_with('(')
        && let Some(close) = rest.find(')')
    {
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    // 各护林员: each of them, as a body is.
    let each = words.starts_with('各');
    // 校长: the post of a leader acts as a body does.
    let leads = |name: &String| name.ends_with("校长") || name.ends_with("园长") || name.ends_with("院长");
    let social = !each
        && list
            .names
            .iter()
            .all(|name| names::is_social(name) && !known.has(name) && !leads(name));
    // 镇水利站人员负责…, 各单位负责人要…: the body acts.
    if let Some(people) = cues::PEOPLE.opens(rest).filter(|_| !social) {
        let behind = rest.get(people.len()..).unwrap_or_default();
        if modal(behind) || cues::VERB.opens(behind).is_some() || behind.starts_with('将') {
            rest = behind;
        }
    }
    let in_section = !around.heading.is_empty();
    if acts(rest, follows, &list, social, in_section, known) {
        Some(with_role(words, list, ends, Rule::Subject, known))
    } else {
        None
    }
}

/// `会同甲、乙开展…`: whoever leads it is not said, those who join are.
fn joined(words: &str, around: &Around, known: &Known) -> Option<Subject> {
    let behind = words
        .strip_prefix("会同")
        .filter(|_| around.heading.is_empty() && around.before.is_empty())?;
    let list = names::list_at(behind, known)?;
    Some(Subject {
        actors: Actors {
            joint: list.names,
            open: list.open,
            ..Actors::default()
        },
        rule: Rule::Subject,
        ends: 0,
    })
}

/// Words that join a sentence to the one before.
const CONJUNCTIONS: &[&str] = &[
    "因此", "因而", "所以", "同时", "其中", "此外", "另外", "故", "要求", "特别是", "尤其是",
];
