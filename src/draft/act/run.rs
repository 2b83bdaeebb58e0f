//! A text → its comma pieces, joined to runs: each run has one subject, or goes on without any.

use super::Around;
use super::condition::is_only_condition;
use super::founded::{charged_at, founded};
use super::strength::modality;
use super::subject::{Subject, subject};
use crate::draft::item::Rule;
use crate::draft::names::{self, Known};
use crate::draft::trigger;
use crate::draft::{cues, due};

/// A run of comma pieces with one subject.
pub(super) struct Run {
    pub subject: Option<Subject>,
    pub from: usize,
    pub to: usize,
}

/// The text cut where a new subject begins.
pub(super) fn runs(text: &str, around: &Around, known: &Known) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let pieces = workers(text, pieces(text), around, known);
    for (at, (from, to)) in pieces.iter().enumerate() {
        let piece = text.get(*from..*to).unwrap_or_default();
        let follows = pieces
            .get(at + 1)
            .and_then(|(f, t)| text.get(*f..*t))
            .unwrap_or_default();
        let before: Vec<&str> = pieces.iter().take(at).filter_map(|(f, t)| text.get(*f..*t)).collect();
        let stated = out.iter().any(|run| run.subject.as_ref().is_some_and(|s| !s.houses()));
        // 县防指发布预警后,各村…: what the one does is when the other acts.
        let case = is_only_condition(piece) && subject(follows, "", around, known).is_some();
        let own = (!case).then(|| subject(piece, follows, around, known)).flatten();
        let found = own.or_else(|| founded(&before, piece, around, stated, known));
        let subject = found.map(|mut s| {
            s.ends += from;
            s
        });
        let bare = out.last().is_some_and(|run| run.subject.is_none());
        let condition_before = out
            .last()
            .is_some_and(|run| bare && is_only_condition(text.get(run.from..run.to).unwrap_or_default()));
        match (subject, out.last_mut()) {
            // A name and a comma, and another name behind it: a list begins.
            (None, Some(last)) if !bare && is_listed(piece, follows, known) => {
                let from = last.to;
                out.push(Run {
                    subject: None,
                    from,
                    to: *to,
                });
            }
            // 应当…,不得…: two norms of one subject.
            (None, Some(last)) if !bare && turns(text, last, piece) => {
                let subject = last.subject.clone().map(|s| Subject { ends: *from, ..s });
                out.push(Run {
                    subject,
                    from: *from,
                    to: *to,
                });
            }
            // 定期走访,发现异常的,立即报告: a case begins, of the same subject.
            (None, Some(last))
                if !condition_before
                    && at + 1 < pieces.len()
                    && (trigger::begins_case(piece) || trigger::sudden(piece, follows)) =>
            {
                let subject = last.subject.clone().map(|s| Subject { ends: *from, ..s });
                out.push(Run {
                    subject,
                    from: *from,
                    to: *to,
                });
            }
            (None, Some(last)) if !condition_before => last.to = *to,
            // 甲局, 乙局, 丙局配合: a list with commas.
            (Some(mut subject), Some(last)) if bare && !condition_before && listed(text, last, known).is_some() => {
                subject.precede(listed(text, last, known).unwrap_or_default());
                (last.to, last.subject) = (*to, Some(subject));
                join_assistance(&mut out);
            }
            // 推行垃圾分类,由甲牵头: what stands before belongs to it.
            (Some(subject), Some(last))
                if bare && !condition_before && subject.rule == Rule::ByUnit && around.heading.is_empty() =>
            {
                (last.to, last.subject) = (
                    *to,
                    Some(Subject {
                        ends: last.from,
                        ..subject
                    }),
                );
            }
            // 灾后3日内,甲局核查灾情: the time is of the work behind it.
            (Some(subject), Some(last)) if bare && due::is_time(text.get(last.from..last.to).unwrap_or_default()) => {
                (last.to, last.subject) = (*to, Some(subject));
            }
            // 甲牵头,乙配合: one work item.
            (Some(subject), Some(last)) if subject.only_assists() && last.subject.is_some() => {
                last.to = *to;
                if let Some(leading) = &mut last.subject {
                    leading.actors.assist.extend(subject.actors.assist);
                }
            }
            (subject, _) => out.push(Run {
                subject,
                from: *from,
                to: *to,
            }),
        }
    }
    out
}

/// The pieces, cut where somebody sets up who does the work: 村委会设立专干 | 专门负责此项工作.
fn workers(text: &str, pieces: Vec<(usize, usize)>, around: &Around, known: &Known) -> Vec<(usize, usize)> {
    let cut = |(from, to): (usize, usize)| {
        let piece = text.get(from..to).unwrap_or_default();
        let at = charged_at(piece).filter(|at| {
            subject(piece.get(..*at).unwrap_or_default(), "", around, known).is_some_and(|s| s.rule == Rule::Subject)
        });
        match at.or_else(|| trigger::ends_inside(piece)) {
            Some(at) => vec![(from, from + at), (from + at, to)],
            None => vec![(from, to)],
        }
    };
    pieces.into_iter().flat_map(cut).collect()
}

/// The comma pieces of a text, in bytes, outside brackets and quotes.
pub(super) fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '“' | '《' | '[' => depth += 1,
            ')' | '”' | '》' | ']' => depth -= 1,
            ',' | ':' if depth <= 0 => {
                out.push((start, at + 1));
                start = at + 1;
            }
            // `检查. 区文旅局`: pasted text with Latin full stops.
            '.' if depth <= 0 && stops(text, at) => {
                out.push((start, at + 1));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        out.push((start, text.len()));
    }
    out
}

fn stops(text: &str, at: usize) -> bool {
    let wide = |c: char| !c.is_ascii();
    let before = text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(wide);
    let after = text.get(at + 1..).and_then(|t| t.trim_start().chars().next());
    before && after.is_none_or(wide)
}

/// Whether a piece forbids where its run so far requires.
fn turns(text: &str, run: &Run, piece: &str) -> bool {
    let before = text.get(run.from..run.to).unwrap_or_default();
    let forbids = |t: &str| cues::MUST_NOT.is_in(t);
    cues::MUST_NOT.opens(piece.trim_start()).is_some() && !forbids(before) && modality(before).is_some()
}

/// A run that only assists belongs to the one before it.
fn join_assistance(runs: &mut Vec<Run>) {
    if runs.len() < 2
        || !runs
            .last()
            .is_some_and(|r| r.subject.as_ref().is_some_and(Subject::only_assists))
    {
        return;
    }
    let Some(helping) = runs.pop() else { return };
    let Some(last) = runs.last_mut() else { return };
    match (&mut last.subject, helping.subject) {
        (Some(leading), Some(subject)) => {
            last.to = helping.to;
            leading.actors.assist.extend(subject.actors.assist);
        }
        (_, subject) => runs.push(Run { subject, ..helping }),
    }
}

fn is_listed(piece: &str, follows: &str, known: &Known) -> bool {
    let whole = names::is_list(piece.trim().trim_end_matches(','), known).is_some();
    whole && names::list_at(follows.trim_start(), known).is_some()
}

/// The names of a run that is nothing but names with commas.
fn listed(text: &str, run: &Run, known: &Known) -> Option<Vec<String>> {
    let words = text.get(run.from..run.to)?;
    let mut names = Vec::new();
    for piece in words.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        names.extend(names::is_list(piece, known)?.names);
    }
    (!names.is_empty()).then_some(names)
}
