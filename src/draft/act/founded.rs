//! `设立专班,负责…`: the body or the person that is set up bears the work that is said behind.

use super::subject::Subject;
use crate::draft::cues;
use crate::draft::item::{Actors, Rule};

/// Verbs that set up a body or appoint a person.
const VERBS: &[&str] = &[
    "设立", "设置", "下设", "成立", "组建", "配备", "聘请", "选聘", "增设", "明确",
];
/// How the work of what was set up begins.
const CHARGES: &[&str] = &["负责", "专门负责", "专职负责", "主要负责", "具体负责", "承担"];
/// How many there are, and what they are beside.
const COUNTS: &str = "一二三四五两1234567890—-至名位个支若干";

/// The subject of a comma piece that says the work of what the piece before sets up.
pub(super) fn founded(before: &str, piece: &str) -> Option<Subject> {
    let charged = CHARGES.iter().any(|word| piece.trim_start().starts_with(word));
    let name = charged.then(|| name(before))??;
    Some(Subject::charged(name))
}

/// `设立一名督导员专门负责…`, in one piece.
pub(super) fn founded_here(piece: &str) -> Option<Subject> {
    let at = ["专门负责", "专职负责"]
        .iter()
        .filter_map(|word| piece.find(word))
        .min()?;
    name(piece.get(..at)?).map(Subject::charged)
}

/// What is set up at the end of the words.
fn name(words: &str) -> Option<String> {
    let words = words.trim_end_matches([',', ' ', '。']);
    let words = words
        .rsplit_once('(')
        .filter(|_| words.ends_with(')'))
        .map_or(words, |(before, _)| before);
    let from = VERBS
        .iter()
        .filter_map(|verb| words.rfind(verb).map(|at| at + verb.len()))
        .max()?;
    let name = words.get(from..)?.trim_start_matches(|c| COUNTS.contains(c));
    let name = name.rsplit('的').next().unwrap_or(name);
    let sound = (2..=20).contains(&name.chars().count())
        && name.chars().all(char::is_alphanumeric)
        && cues::START.opens(name).is_none();
    // 在县民政局设立办公室: the work is that body's.
    let sound = sound && name != "办公室";
    let body = cues::BODY.closes(name) || name.ends_with(['员', '干', '组', '队', '班', '办']);
    (sound && body).then(|| name.to_owned())
}

impl Subject {
    fn charged(name: String) -> Subject {
        Subject {
            actors: Actors {
                responsible: vec![name],
                ..Actors::default()
            },
            rule: Rule::Charged,
            ends: 0,
        }
    }
}
