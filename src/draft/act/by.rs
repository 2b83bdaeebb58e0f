//! `由…牵头`, `办公室设在…`, `在…设立办公室`: who acts stands behind a word that says so.

use super::roles::{responsible, with_role};
use super::subject::Subject;
use crate::draft::item::Rule;
use crate::draft::names::{self, Known, List};
use crate::draft::{cues, roster};

/// `由…牵头`, `由…负责`: anywhere in the piece.
pub(super) fn by(words: &str, known: &Known) -> Option<Subject> {
    let places = cues::BY.words.iter().flat_map(|word| words.match_indices(word));
    places
        .filter_map(|(at, word)| by_at(words, at, word, known))
        .min_by_key(|(at, _)| *at)
        .map(|(_, s)| s)
}

fn by_at(words: &str, at: usize, word: &str, known: &Known) -> Option<(usize, Subject)> {
    let start = at + word.len();
    let behind = words.get(start..)?;
    let list = names::list_at(behind, known).filter(|l| by_acts(word, behind.get(l.length..).unwrap_or_default()));
    // 由民兵连负责: the longer name, where no verb follows the shorter.
    let list = match (list, free_by(behind)) {
        (Some(list), Some(free)) if list.names.len() == 1 && free.length > list.length => {
            let rest = behind.get(list.length..).unwrap_or_default();
            let verb = cues::VERB.opens(rest).is_some() || cues::SOFT_VERB.opens(rest).is_some();
            if verb { list } else { free }
        }
        (list, free) => list.or(free)?,
    };
    let rest = words.get(start + list.length..)?;
    if !by_acts(word, rest) || (word == "由" && describes(rest)) {
        return None;
    }
    let ends = start + list.length;
    let mut subject = with_role(words, list, ends, Rule::ByUnit, known);
    // What stands before 由 belongs to the action as well.
    if at > 0 || word == "设在" {
        subject.ends = 0;
    }
    Some((at, subject))
}

/// `在县民政局设立办公室`, `在每个村设立一名督导员`: the work is that body's.
pub(super) fn seated(words: &str, known: &Known) -> Option<Subject> {
    let behind = words.strip_prefix('在')?;
    let each = behind.strip_prefix("每个").unwrap_or(behind);
    let list = names::list_at(each, known)?;
    let rest = each.get(list.length..)?;
    let set_up = ["设立", "设", "下设", "设置", "新增", "增设", "组建", "成立"];
    set_up.iter().any(|word| rest.starts_with(word)).then(|| Subject {
        actors: responsible(list),
        rule: Rule::ByUnit,
        ends: 0,
    })
}

/// Whether what stands behind the list after 由 lets it act: anything but 由…组成 and 由…的.
fn by_acts(word: &str, rest: &str) -> bool {
    let noun = ["的", "组成", "构成", "之", "等组成", "为主", "所"]
        .iter()
        .any(|noun| rest.starts_with(noun));
    word == "设在" || !(noun || roster::opens_post(rest))
}

/// `由教育、公安等部门参与的机制`: what they do only describes a noun.
fn describes(rest: &str) -> bool {
    let near: String = rest.chars().take(14).collect();
    let near = near.split([',', '。', ';']).next().unwrap_or_default();
    near.contains("参与的") || near.contains("组成的") || near.contains("负责的") || near.contains("参加的")
}

/// `由民兵连负责`: what stands before 负责 or 牵头 is a unit whatever its ending.
fn free_by(behind: &str) -> Option<List> {
    let found = |verbs: &[&str]| verbs.iter().filter_map(|verb| behind.find(verb)).min();
    let post = found(&["主持", "召集", "坐镇", "审定", "签发", "带队"])
        .filter(|at| behind.get(..*at).is_some_and(roster::is_post));
    let at = found(&["负责", "牵头", "总牵头"]).or(post)?;
    let name = behind.get(..at)?;
    let count = name.chars().count();
    let noun = (2..=12).contains(&count)
        && name.chars().all(char::is_alphanumeric)
        && !cues::VERB.is_in(name)
        && !cues::BREAK.is_in(name);
    noun.then(|| List {
        names: vec![name.to_owned()],
        open: false,
        length: at,
    })
}
