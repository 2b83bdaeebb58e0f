//! `设立专班,负责…`: the body or the person that is set up bears the work that is said behind.

use super::Around;
use super::subject::Subject;
use crate::draft::cues;
use crate::draft::item::{Actors, Rule};
use crate::draft::names::{self, Known};

/// How many there are, and what they are beside.
const COUNTS: &str = "一二三四五两1234567890—-至名位个支若干";

/// The subject of a comma piece that says the work of what was set up before it in the sentence.
pub(super) fn founded(before: &[&str], piece: &str, around: &Around, stated: bool, known: &Known) -> Option<Subject> {
    let piece = piece.trim_start();
    let opens = |cue: &cues::Cue| cue.opens(piece).is_some();
    let charged = opens(&cues::WORK) || piece.starts_with('对') && piece.contains("负责");
    let nobody = !stated && around.heading.is_empty() && around.before.is_empty() && around.tail.is_empty();
    let last = before.last().copied().unwrap_or_default();
    let names = if (charged || nobody && opens(&cues::WORK_ALONE)) && !stated {
        before.iter().rev().find_map(|words| name(words))
    } else if charged || counted(last) && opens(&cues::WORK_ALONE) {
        name(last)
    } else {
        None
    };
    names
        .or_else(|| housed(last, known).filter(|_| charged || opens(&cues::WORK_ALONE)))
        .map(|name| Subject::charged(vec![name]))
}

/// `镇防汛办设在水利站,负责…`: the office does the work, wherever it is housed.
fn housed(words: &str, known: &Known) -> Option<String> {
    let (before, _) = words.split_once("设在")?;
    let list = names::is_list(before.trim(), known)?;
    list.names.first().filter(|_| list.names.len() == 1).cloned()
}

/// `设立一名督导员专门负责…`, in one piece.
pub(super) fn founded_here(piece: &str) -> Option<Subject> {
    let at = charged_at(piece)?;
    name(piece.get(..at)?).map(|name| Subject::charged(vec![name]))
}

/// Where the work of what the same piece sets up begins.
pub(super) fn charged_at(piece: &str) -> Option<usize> {
    let at = ["专门负责", "专职负责", "专门承担"]
        .iter()
        .filter_map(|word| piece.find(word))
        .min()?;
    name(piece.get(..at)?).map(|_| at)
}

/// 设立一名督导员: people who are counted do what is said behind.
fn counted(words: &str) -> bool {
    let from = cues::FOUND
        .words
        .iter()
        .filter_map(|verb| words.rfind(verb).map(|at| at + verb.len()))
        .max();
    let behind = from.and_then(|from| words.get(from..)).unwrap_or_default();
    behind.starts_with(|c| COUNTS.contains(c)) && behind.contains('名')
}

/// All that a sentence sets up, piece by piece.
pub(super) fn all<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<String> {
    pieces.filter_map(name).collect()
}

/// Whether a sentence says the work of what the one before set up.
pub(super) fn goes_on(piece: &str) -> bool {
    cues::WORK.opens(piece.trim_start()).is_some()
}

/// What is set up at the end of the words.
fn name(words: &str) -> Option<String> {
    let words = words.trim_end_matches([',', ' ', '。']);
    let words = words
        .rsplit_once('(')
        .filter(|_| words.ends_with(')'))
        .map_or(words, |(before, _)| before);
    // …任组长,…为成员的领导小组: the verb stands pieces before.
    let seated = ["为成员的", "组成的"]
        .iter()
        .filter_map(|mark| words.rfind(mark).map(|at| (at + mark.len(), "成立")));
    let (from, verb) = cues::FOUND
        .words
        .iter()
        .filter_map(|verb| words.rfind(verb).map(|at| (at + verb.len(), *verb)))
        .chain(seated)
        .max()?;
    let name = words.get(from..)?.trim_start_matches(|c| COUNTS.contains(c));
    let name = name.rsplit('的').next().unwrap_or(name);
    let plain: String = unquoted(name).collect();
    let sound = (2..=20).contains(&plain.chars().count())
        && plain.chars().all(|c| c.is_alphanumeric() || c == '*')
        && cues::START.opens(&plain).is_none();
    // 在县民政局设立办公室: the work is that body's.
    let sound = sound && plain != "办公室" && !BARE.contains(&plain.as_str());
    let ends = cues::FOUNDED.closes(&plain);
    let body = if verb == "建立" {
        ends && !plain.ends_with(['班', '办'])
    } else {
        ends || cues::BODY.closes(&plain)
    };
    // 某县“守护成长”行动领导小组: the place before the quotes is no part of its name.
    let name = name.find('“').and_then(|at| name.get(at..)).unwrap_or(name);
    (sound && body).then(|| name.to_owned())
}

/// What a sentence sets up without a name.
const BARE: &[&str] = &["平台", "人员", "专班", "小组", "机构", "单位", "部门", "中心"];

/// The words outside quotes: “守护成长”行动领导小组 is named by what stands behind.
fn unquoted(name: &str) -> impl Iterator<Item = char> {
    let mut depth = 0i32;
    name.chars().filter(move |c| {
        depth += i32::from(*c == '“') - i32::from(*c == '”');
        depth <= 0 && *c != '”'
    })
}

impl Subject {
    fn charged(names: Vec<String>) -> Subject {
        Subject {
            actors: Actors {
                responsible: names,
                ..Actors::default()
            },
            rule: Rule::Charged,
            ends: 0,
        }
    }
}
