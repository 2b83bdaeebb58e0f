//! A sentence or a part of one → what it says: who, with whom, whether they must, under what condition, by when, to whom it is passed.
//!
//! `run` cuts the text where a new subject begins; `subject` finds who that is, with `acts`, `by`, `bearer`, `charge` and `founded` for the
//! wordings; `roles` says what the words behind make of them, `condition` what limits them, `strength` how they are bound. What stays without a subject takes it from around.

mod acts;
mod bearer;
mod by;
mod charge;
mod condition;
mod founded;
mod roles;
mod run;
mod strength;
mod subject;

use super::item::{ActorSource, Actors, Confidence, Item, Kind, Modality, Rule};
use super::names::{self, Known};
use super::{cues, due, passing, roster, trigger};
use condition::{conditions, is_only_condition};
use roles::{helpers, in_section};
use run::{Run, runs};
use strength::{kind, modality};
use subject::subject;

/// What is known before the sentence is read.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The units whose section it is.
    pub heading: Vec<String>,
    /// The units of the tail that closes the clause.
    pub tail: Vec<String>,
    /// The actors of the sentence before, in the same clause.
    pub before: Actors,
    /// What the sentence before set up, in the same clause.
    pub founded: Vec<String>,
    /// The modality of the line that leads into a list.
    pub modality: Option<Modality>,
}

/// What a text (folded) sets up: bodies and people.
pub fn founds(text: &str) -> Vec<String> {
    founded::all(
        run::pieces(text)
            .into_iter()
            .filter_map(|(from, to)| text.get(from..to)),
    )
}

/// Reads a text (folded). `original` has the same characters, unfolded.
pub fn read(text: &str, original: &str, around: &Around, known: &Known) -> Vec<Item> {
    let runs = runs(text, around, known);
    let last_stated = runs.iter().rposition(|run| run.subject.is_some());
    let mut items = Vec::new();
    let mut condition: Option<(usize, usize)> = None;
    for (at, run) in runs.into_iter().enumerate() {
        let words = text.get(run.from..run.to).unwrap_or_default();
        // A heading that a Latin full stop closes.
        if run.subject.is_none() && words.ends_with('.') && words.chars().count() < 20 {
            continue;
        }
        // What only describes, before somebody is named: 沟道狭窄,故各村要清淤。
        let named_later = last_stated.is_some_and(|last| at < last);
        if run.subject.is_none() && named_later && around.heading.is_empty() && describes(words) {
            continue;
        }
        // Seats are read by `roster`; where nothing else is said, nobody acts.
        let seats = |(from, to): &(usize, usize)| {
            let piece = words.get(*from..*to).unwrap_or_default();
            roster::gives_seat(piece) || (run.subject.is_none() && roster::founds(piece))
        };
        if run::pieces(words).iter().all(seats) {
            continue;
        }
        // A condition alone limits what follows it.
        let ahead = runs_after(text, run.to, around, known);
        let object = run.subject.is_none()
            && ahead
            && ["对", "对于"].iter().any(|w| words.starts_with(w))
            && !words.contains("应当");
        if (run.subject.is_none() || ahead) && is_only_condition(words) || object {
            let from = condition.map_or(run.from, |(from, _)| from);
            condition = Some((from, run.to));
            continue;
        }
        items.push(item(text, original, &run, condition.take(), around, known));
    }
    items
}

/// Whether nothing binds in the words: no modal, no comma piece that opens with a verb, no condition.
fn describes(words: &str) -> bool {
    let mut pieces = run::pieces(words)
        .into_iter()
        .filter_map(|(from, to)| words.get(from..to));
    modality(words).is_none()
        && pieces.all(|piece| cues::VERB.opens(piece.trim_start()).is_none() && !trigger::is_condition(piece))
}

/// Whether another subject stands behind.
fn runs_after(text: &str, at: usize, around: &Around, known: &Known) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    !rest.is_empty() && subject(rest, "", around, known).is_some()
}

fn item(
    text: &str,
    original: &str,
    run: &Run,
    condition: Option<(usize, usize)>,
    around: &Around,
    known: &Known,
) -> Item {
    let words = text.get(run.from..run.to).unwrap_or_default();
    let (mut actors, rule, source, confidence) = who(run, words, around, known);
    helpers(words, &mut actors, known);
    let starts = run.subject.as_ref().map_or(run.from, |s| s.ends.max(run.from));
    let (own_condition, action_from) = conditions(text, starts, run.to);
    let passed = passing::read(words, known);
    let when = [condition, own_condition]
        .into_iter()
        .flatten()
        .map(|(from, to)| same(text, original, from, to))
        .map(|w| w.trim_matches([',', ',', ' ', '。']).to_owned())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>();
    let modality = modality(words).or(around.modality);
    let action = same(text, original, action_from, run.to);
    let trimmed = |text: &str| text.trim_matches([',', ',', ' ', ';', ';', '。', ':', ':']).to_owned();
    let action = trimmed(&action);
    // 牵头,组建专班: who leads is said by the role.
    let action = action
        .strip_prefix("牵头")
        .filter(|rest| !actors.lead.is_empty() && rest.starts_with([',', ',']))
        .map_or(action.clone(), trimmed);
    let mut item = Item {
        clause: String::new(),
        rule,
        source,
        confidence,
        action,
        modality,
        when: (!when.is_empty()).then(|| when.join(",")),
        discretion: cues::DISCRETION.is_in(words),
        due: due::anchored(due::dues(words), when.last().map(String::as_str)),
        notifies: passed.notifies,
        reports_to: passed.reports_to,
        hands_over: passed.hands_over,
        guides: passed.guides,
        actors,
        ..Item::default()
    };
    if passing::is_mutual(words) && item.actors.all().count() > 1 {
        // 甲、乙相互通报: each tells the others.
        let all: Vec<String> = item.actors.all().cloned().collect();
        item.notifies.extend(all);
    }
    item.kind = kind(&item, around, known);
    if item.kind == Kind::Norm {
        // 必须: "应当建立…" says it twice.
        let said = [&cues::MUST_NOT, &cues::MUST]
            .iter()
            .find_map(|cue| cue.opens(&item.action))
            .map(str::len);
        if let Some(rest) = said
            .and_then(|length| item.action.get(length..))
            .filter(|rest| rest.chars().count() > 1)
        {
            item.action = rest.to_owned();
        }
    }
    item
}

/// Who acts, by which rule, from where, how sure.
fn who(run: &Run, words: &str, around: &Around, known: &Known) -> (Actors, Rule, ActorSource, Confidence) {
    if let Some(subject) = &run.subject {
        let confidence = match subject.rule {
            Rule::ByUnit => Confidence::High,
            Rule::Charged => Confidence::Low,
            _ => Confidence::Medium,
        };
        return (subject.actors.clone(), subject.rule, ActorSource::Stated, confidence);
    }
    let of = |names: &[String]| Actors {
        responsible: names.to_vec(),
        ..Actors::default()
    };
    if !around.heading.is_empty() {
        return (
            in_section(words, &around.heading, known),
            Rule::UnitSection,
            ActorSource::Heading,
            Confidence::High,
        );
    }
    let charged = |(from, to): (usize, usize)| words.get(from..to).is_some_and(founded::goes_on);
    if !around.founded.is_empty() && run::pieces(words).into_iter().any(charged) {
        return (
            of(&around.founded),
            Rule::Charged,
            ActorSource::Inherited,
            Confidence::Low,
        );
    }
    // 值班人员不得离岗。对…的,追究责任: those whom a rule binds do not blame themselves.
    let blames = ["追究", "问责", "处分", "处罚"].iter().any(|word| words.contains(word));
    let outside = around.before.all().all(|name| names::is_social(name));
    if !(around.before.is_empty() || blames && outside) {
        return (
            Actors {
                open: false,
                ..around.before.clone()
            },
            Rule::Continued,
            ActorSource::Inherited,
            Confidence::Low,
        );
    }
    if !around.tail.is_empty() {
        return (of(&around.tail), Rule::TailRoles, ActorSource::Tail, Confidence::Medium);
    }
    (Actors::default(), Rule::Nobody, ActorSource::Missing, Confidence::Low)
}

/// The same characters of the unfolded text.
fn same(text: &str, original: &str, from: usize, to: usize) -> String {
    let before = text.get(..from).map_or(0, |t| t.chars().count());
    let inside = text.get(from..to).map_or(0, |t| t.chars().count());
    original.chars().skip(before).take(inside).collect()
}
