//! The sentences that bind someone: assign, forbid, require, allow or escalate.
//!
//! Finds cues only. Who is bound, and to what, is read by others.

use std::ops::Range;

use super::clause::{Clause, Document, Kind};
use super::cues;
use super::genre;

/// A sentence with a binding cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normative {
    /// The index of the sentence, field or tail in the document's clauses.
    pub clause: usize,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The cue found in it, or the one it inherits; `职责` where only a unit's heading or a tail binds it.
    pub cue: &'static str,
    /// What the cue does.
    pub force: Force,
    /// The sentence in the source, in bytes.
    pub span: Range<usize>,
}

/// What a cue does to whom it binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// 不得, 禁止.
    Forbid,
    /// 报告, 移交, 追究.
    Escalate,
    /// 牵头, 负责, 配合; and whatever stands in a unit's section.
    Assign,
    /// 应当, 必须.
    Require,
    /// 可以, 鼓励.
    Allow,
    /// 加强, 建立 and the other imperatives of plans: the weakest sign.
    Direct,
}

type Cue = (&'static str, Force);

/// What binds a sentence by its place alone.
const BY_PLACE: Cue = ("职责", Force::Assign);

/// What a clause hands down to those inside it.
#[derive(Clone, Copy, Default)]
struct Inherited {
    background: bool,
    cue: Option<Cue>,
}

/// Every binding sentence, in document order. Background sections and rosters are left out.
pub fn normative(document: &Document) -> Vec<Normative> {
    let tailed: std::collections::BTreeSet<usize> = document
        .clauses
        .iter()
        .filter(|clause| clause.kind == Kind::Tail)
        .filter_map(|clause| clause.parent)
        .collect();
    let mut handed: Vec<Inherited> = Vec::with_capacity(document.clauses.len());
    let mut found = Vec::new();
    for (at, clause) in document.clauses.iter().enumerate() {
        let above = clause
            .parent
            .and_then(|parent| handed.get(parent))
            .copied()
            .unwrap_or_default();
        let by_place = (tailed.contains(&at) || is_unit(clause)).then_some(BY_PLACE);
        let own = Inherited {
            background: above.background || is_background(clause),
            cue: leading_cue(clause).or(by_place).or(above.cue),
        };
        let cue = if own.background { None } else { cue(clause, above.cue) };
        found.extend(cue.map(|(cue, force)| Normative {
            clause: at,
            line: clause.line,
            cue,
            force,
            span: clause.span.clone(),
        }));
        handed.push(own);
    }
    found
}

/// For each clause, whether it is background (指导思想, 目标, 名单 and what stands in them): nothing there is assigned to anyone.
pub fn background(document: &Document) -> Vec<bool> {
    let mut background: Vec<bool> = Vec::with_capacity(document.clauses.len());
    for clause in &document.clauses {
        let above = clause.parent.and_then(|parent| background.get(parent)).copied();
        background.push(above.unwrap_or(false) || is_background(clause));
    }
    background
}

fn is_background(clause: &Clause) -> bool {
    let last = clause.path.rsplit('/').next().unwrap_or_default();
    let announced = matches!(clause.kind, Kind::Heading | Kind::Item)
        && clause.text.chars().count() < 24
        && cues::BACKGROUND.iter().any(|cue| clause.text.contains(cue));
    let (opens, phrase) = genre::GUIDING;
    let guiding = clause.text.starts_with(opens) && clause.text.chars().take(60).collect::<String>().contains(phrase);
    announced || guiding || clause.kind == Kind::Roster || cues::BACKGROUND_PIECES.contains(&last)
}

/// Whether what stands inside belongs to a unit, or is headed as somebody's duties.
fn is_unit(clause: &Clause) -> bool {
    let heads = clause.kind == Kind::Heading;
    let duties = || genre::UNIT_SECTIONS.iter().any(|cue| clause.text.contains(cue));
    clause.kind == Kind::UnitHeading || (heads && (super::blocks::is_unit(&clause.text) || duties()))
}

/// The cue of a line that leads into a list, which binds every item of it: 应当…下列义务:
fn leading_cue(clause: &Clause) -> Option<Cue> {
    let leads = !clause.kind.is_cut() && super::script::last_mark(&clause.text) == Some(':');
    leads
        .then(|| cue_in(&clause.text))
        .flatten()
        .filter(|(_, force)| *force < Force::Direct)
}

fn cue(clause: &Clause, inherited: Option<Cue>) -> Option<Cue> {
    match clause.kind {
        Kind::Sentence => match (cue_in(&clause.text), inherited) {
            (Some((_, Force::Direct)) | None, Some(inherited)) => Some(inherited),
            (own, _) => own,
        },
        Kind::Tail | Kind::Field => {
            let label = clause.assignments.first().map(|assignment| assignment.label.as_str())?;
            cue_in(label).or(Some(BY_PLACE))
        }
        _ => None,
    }
}

/// The strongest cue of a sentence, words that merely contain one taken out first.
fn cue_in(words: &str) -> Option<Cue> {
    let plain = cues::NOT_CUES
        .iter()
        .fold(words.to_string(), |plain, word| plain.replace(word, "·"));
    cues::CUES
        .iter()
        .find_map(|(force, cues)| cues.iter().find(|cue| plain.contains(**cue)).map(|cue| (*cue, *force)))
}
