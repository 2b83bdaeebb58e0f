//! Two versions of a document, and a policy that cites the first → which clauses changed, and which items must be looked at again.
//!
//! The policy is never edited here: an encoding made by hand stays as it is until a person changes it.

mod align;

pub use align::{Change, Pair, Piece, align};

use crate::document::{Document, resolve};
use crate::model::{Clause, Model};

/// How a new version stands to a policy.
#[derive(Debug, Clone, Default)]
pub struct Revision {
    /// Every piece of both versions that is not the same in both, in the order of the new text; what was removed stands where it was.
    pub changes: Vec<Pair>,
    /// How many pieces did not change.
    pub unchanged: usize,
    /// What must be looked at again.
    pub affected: Vec<Affected>,
    /// Items and records whose clauses are all as they were.
    pub untouched: usize,
}

/// An item or record whose clause changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// The item's name; `未编码` for a record.
    pub item: String,
    /// The clause it cites.
    pub cites: String,
    /// The gravest change in that clause.
    pub change: Change,
    /// Where the clause stands now, if it moved.
    pub now: Option<String>,
    /// The places of both versions that changed: before, after.
    pub pieces: Vec<(Option<String>, Option<String>)>,
    /// Where the policy cites it.
    pub span: crate::text::Span,
}

/// Compares two versions, and finds what of a policy rests on what changed.
#[must_use]
pub fn revise(before: &Document, after: &Document, model: &Model) -> Revision {
    let pairs = align(before, after);
    let mut revision = Revision::default();
    let cited = model
        .items
        .iter()
        .flat_map(|item| item.clauses.iter().map(|c| (item.name.as_str(), c)))
        .chain(
            model
                .unencoded
                .iter()
                .flat_map(|r| r.clauses.iter().map(|c| ("未编码", c))),
        );
    for (name, clause) in cited {
        match affected(before, &pairs, name, clause) {
            Some(one) => revision.affected.push(one),
            None => revision.untouched += 1,
        }
    }
    revision.unchanged = pairs.iter().filter(|p| p.change == Change::Same).count();
    revision.changes = pairs.into_iter().filter(|p| p.change != Change::Same).collect();
    revision
}

/// What became of a cited clause; none if nothing did.
fn affected(before: &Document, pairs: &[Pair], name: &str, clause: &Clause) -> Option<Affected> {
    let cites = clause.full();
    let Some(place) = resolve(before, &cites) else {
        return Some(Affected {
            item: name.to_owned(),
            cites,
            change: Change::Unknown,
            now: None,
            pieces: Vec::new(),
            span: clause.span,
        });
    };
    let prefix = format!("{}/", place.path);
    let own: Vec<&Pair> = pairs
        .iter()
        .filter(|p| {
            p.before
                .as_ref()
                .is_some_and(|b| b.path == place.path || b.path.starts_with(&prefix))
        })
        .collect();
    let gravest = own.iter().map(|p| p.change).max().unwrap_or(Change::Same);
    // A clause of which something is left was changed, and not removed.
    let left = own.iter().any(|p| p.change != Change::Removed);
    let change = match gravest {
        Change::Removed if left => Change::Reworded,
        gravest => gravest,
    };
    if change == Change::Same {
        return None;
    }
    let now = own
        .iter()
        .find_map(|p| moved(&place.path, p))
        .filter(|now| *now != place.path)
        .map(|now| as_cited(&now, &cites));
    let pieces = own
        .iter()
        .filter(|p| p.change != Change::Same)
        .map(|p| {
            (
                p.before.as_ref().map(|b| b.path.clone()),
                p.after.as_ref().map(|a| a.path.clone()),
            )
        })
        .collect();
    Some(Affected {
        item: name.to_owned(),
        cites,
        change,
        now,
        pieces,
        span: clause.span,
    })
}

/// `四/(二)/3/句1`, cited as `四/(二)/2@句1` was: with the same parts behind the sign.
fn as_cited(now: &str, cites: &str) -> String {
    let parts = cites.split_once('@').map_or(0, |(_, part)| part.split('/').count());
    let cut = now.rmatch_indices('/').nth(parts.wrapping_sub(1)).map(|(at, _)| at);
    match cut.and_then(|at| Some((now.get(..at)?, now.get(at + 1..)?))) {
        Some((clause, part)) => format!("{clause}@{part}"),
        None => now.to_owned(),
    }
}

/// Where a clause stands now, seen from one piece inside it.
fn moved(clause: &str, pair: &Pair) -> Option<String> {
    let (before, after) = (pair.before.as_ref()?, pair.after.as_ref()?);
    let inside = before.path.strip_prefix(clause)?;
    after.path.strip_suffix(inside).map(ToOwned::to_owned)
}
