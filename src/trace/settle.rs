//! From who reaches each clause to what has become of it.

use super::reach::Reached;
use super::tree::Tree;
use super::{Entry, How, Status, Voice};
use crate::document::Kind;

type Settled = (Status, Option<How>);

/// The listed clauses with their status, in document order.
pub(super) fn settle(tree: &Tree<'_>, reached: Vec<Reached>) -> Vec<Entry> {
    let mut settled: Vec<Settled> = vec![(Status::Uncovered, None); tree.len()];
    // Children stand behind their parents, so that what is below is settled first.
    for at in (0..tree.len()).rev() {
        let own = reached
            .get(at)
            .map_or((Status::Uncovered, None), |r| one(tree, at, r, &settled));
        if let Some(place) = settled.get_mut(at) {
            *place = own;
        }
    }
    let listed: Vec<bool> = settled
        .iter()
        .enumerate()
        .map(|(at, settled)| is_listed(tree, at, *settled))
        .collect();
    let depths = depths(tree, &listed);
    let entries = reached
        .into_iter()
        .zip(settled)
        .enumerate()
        .filter(|(at, _)| listed.get(*at) == Some(&true));
    entries
        .map(|(at, (reached, (status, how)))| Entry {
            clause: at,
            depth: depths.get(at).copied().unwrap_or(0),
            status,
            how,
            loose: reached.loose
                && how == Some(How::Whole)
                && status == Status::Encoded
                && tree.kind(at) != Some(Kind::Tail),
            voices: voices(reached, status),
            bond: tree.bond(at),
            leaf: is_leaf(tree, at, &listed),
        })
        .collect()
}

fn one(tree: &Tree<'_>, at: usize, reached: &Reached, settled: &[Settled]) -> Settled {
    if !reached.items.is_empty() {
        (Status::Encoded, Some(How::Itself))
    } else if !reached.records.is_empty() {
        (Status::Unencoded, Some(How::Itself))
    } else if !reached.whole.is_empty() {
        (Status::Encoded, Some(How::Whole))
    } else {
        let above = if reached.recorded_above.is_empty() {
            (Status::Uncovered, None)
        } else {
            (Status::Unencoded, Some(How::Whole))
        };
        below(tree, at, settled).unwrap_or(above)
    }
}

/// What its sentences and the places below it make of a clause that nobody reaches.
fn below(tree: &Tree<'_>, at: usize, settled: &[Settled]) -> Option<Settled> {
    let status = |at: usize| settled.get(at).map_or(Status::Uncovered, |s| s.0);
    let best = |list: &mut dyn Iterator<Item = usize>| {
        let found: Vec<Status> = list.map(status).filter(|s| *s != Status::Uncovered).collect();
        let encoded = found.contains(&Status::Encoded);
        (!found.is_empty()).then_some(if encoded { Status::Encoded } else { Status::Unencoded })
    };
    if tree.kind(at) == Some(Kind::Sentence) && tree.leads(at) && tree.pieces(at).next().is_none() {
        return best(&mut list_after(tree, at).into_iter()).map(|s| (s, Some(How::Children)));
    }
    let is_missing = |piece: usize| tree.binds(piece) && status(piece) == Status::Uncovered;
    if tree.pieces(at).any(is_missing) {
        return None;
    }
    let pieces = best(&mut tree.pieces(at)).map(|s| (s, Some(How::Pieces)));
    pieces.or_else(|| best(&mut tree.places(at)).map(|s| (s, Some(How::Children))))
}

/// The numbered places that a leading sentence announces: those of its own place, or those beside its unnumbered text.
/// None where another sentence stands between.
fn list_after(tree: &Tree<'_>, sentence: usize) -> Vec<usize> {
    let after = |at: usize| -> &[usize] {
        let siblings = tree
            .parent(at)
            .map_or(tree.top.as_slice(), |owner| tree.children(owner));
        siblings
            .get(siblings.partition_point(|other| *other <= at)..)
            .unwrap_or_default()
    };
    let inside = after(sentence);
    match tree
        .parent(sentence)
        .filter(|owner| inside.is_empty() && tree.is_own_text(*owner))
    {
        Some(body) => after(body).to_vec(),
        None if inside
            .first()
            .and_then(|next| tree.kind(*next))
            .is_some_and(Kind::is_cut) =>
        {
            Vec::new()
        }
        None => inside.to_vec(),
    }
}

fn voices(reached: Reached, status: Status) -> Vec<Voice> {
    let lists = match status {
        Status::Encoded => [reached.items, reached.whole, reached.records],
        _ if !reached.records.is_empty() => [reached.records, Vec::new(), Vec::new()],
        _ => [reached.recorded_above, Vec::new(), Vec::new()],
    };
    let mut out: Vec<Voice> = Vec::new();
    for voice in lists.into_iter().flatten() {
        if !out.contains(&voice) {
            out.push(voice);
        }
    }
    out
}

/// Whether a clause is listed: what the plan cites itself is; what only frames the document, and the rows of a roster,
/// only where the plan speaks of them.
fn is_listed(tree: &Tree<'_>, at: usize, (status, how): Settled) -> bool {
    let row = tree
        .parent(at)
        .is_some_and(|owner| tree.kind(owner) == Some(Kind::Roster) || tree.is_frame(owner));
    how == Some(How::Itself) || tree.is_listed(at) && !row && (!tree.is_frame(at) || status != Status::Uncovered)
}

/// Whether nothing of it is listed on its own.
fn is_leaf(tree: &Tree<'_>, at: usize, listed: &[bool]) -> bool {
    let mut waiting: Vec<usize> = tree.pieces(at).collect();
    while let Some(piece) = waiting.pop() {
        if listed.get(piece) == Some(&true) {
            return false;
        }
        waiting.extend(tree.pieces(piece));
    }
    true
}

/// How many listed clauses stand above each.
fn depths(tree: &Tree<'_>, listed: &[bool]) -> Vec<usize> {
    let mut depths = vec![0_usize; tree.len()];
    for at in 0..tree.len() {
        let Some(parent) = tree.parent(at) else { continue };
        let above = depths.get(parent).copied().unwrap_or(0) + usize::from(listed.get(parent) == Some(&true));
        if let Some(depth) = depths.get_mut(at) {
            *depth = above;
        }
    }
    depths
}
