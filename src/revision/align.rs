//! The pieces of two versions of a document, paired: the same, renumbered, reworded, removed, added.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Kind};

/// Texts that share so many of their pairs of characters (in thousandths) are one text reworded.
const ALIKE: usize = 500;
/// More comparisons than this are not made: what is left over counts as removed and added.
const COMPARISONS: usize = 4_000_000;

/// What became of a piece, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Same place, same words.
    Same,
    /// Other place, same words.
    Renumbered,
    /// Only in the new version.
    Added,
    /// Other words, perhaps at another place.
    Reworded,
    /// Only in the old version.
    Removed,
    /// The policy cites a place that the old version does not have.
    Unknown,
}

impl Change {
    /// The word of the JSON form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Change::Same => "same",
            Change::Renumbered => "renumbered",
            Change::Added => "added",
            Change::Reworded => "reworded",
            Change::Removed => "removed",
            Change::Unknown => "unknown",
        }
    }
}

/// A piece of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its path.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// What it is: the tails of two clauses are always alike.
    pub kind: Kind,
}

/// A piece of the old version, the new, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// In the old version.
    pub before: Option<Piece>,
    /// In the new version.
    pub after: Option<Piece>,
    /// What became of it.
    pub change: Change,
}

/// Pairs the pieces of two versions, in the order of the new one; removed pieces follow what stood before them.
#[must_use]
pub fn align(before: &Document, after: &Document) -> Vec<Pair> {
    let (old, new) = (pieces(before), pieces(after));
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    same_place(&old, &new, &mut found, &mut taken);
    same_words(&old, &new, &mut found, &mut taken);
    alike(&old, &new, &mut found, &mut taken);
    laid_out(old, new, &found)
}

/// What is compared: sentences, headings, fields and tails, each with its words.
fn pieces(document: &Document) -> Vec<Piece> {
    let wanted = |kind: Kind| {
        matches!(
            kind,
            Kind::Sentence | Kind::Tail | Kind::Topic | Kind::Heading | Kind::UnitHeading | Kind::Title
        )
    };
    let pieces = document.clauses.iter().filter(|c| wanted(c.kind)).map(|c| Piece {
        path: c.path.clone(),
        line: c.line,
        kind: c.kind,
        text: c.text.chars().filter(|c| !c.is_whitespace()).collect(),
    });
    pieces.filter(|p| !p.text.is_empty()).collect()
}

fn same_place(old: &[Piece], new: &[Piece], found: &mut BTreeMap<usize, usize>, taken: &mut BTreeSet<usize>) {
    let places: BTreeMap<&str, usize> = new.iter().enumerate().map(|(at, p)| (p.path.as_str(), at)).collect();
    for (at, piece) in old.iter().enumerate() {
        if let Some(there) = places.get(piece.path.as_str())
            && new.get(*there).is_some_and(|n| n.text == piece.text)
        {
            found.insert(at, *there);
            taken.insert(*there);
        }
    }
}

fn same_words(old: &[Piece], new: &[Piece], found: &mut BTreeMap<usize, usize>, taken: &mut BTreeSet<usize>) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, piece) in new.iter().enumerate().rev().filter(|(at, _)| !taken.contains(at)) {
        places.entry(piece.text.as_str()).or_default().push(at);
    }
    for (at, piece) in old.iter().enumerate() {
        if found.contains_key(&at) || piece.kind == Kind::Tail {
            continue;
        }
        if let Some(there) = places.get_mut(piece.text.as_str()).and_then(Vec::pop) {
            found.insert(at, there);
            taken.insert(there);
        }
    }
    // Many clauses have the same tail: it goes where its clause went.
    for (at, piece) in old.iter().enumerate().filter(|(_, p)| p.kind == Kind::Tail) {
        let open = places.get(piece.text.as_str()).into_iter().flatten();
        let there = open
            .filter(|there| !found.contains_key(&at) && !taken.contains(there))
            .find(|there| new.get(**there).is_some_and(|n| belong(piece, n, old, new, found)));
        if let Some(there) = there.copied() {
            found.insert(at, there);
            taken.insert(there);
        }
    }
}

/// What is left is paired by likeness: first at the same place, then the most alike anywhere.
fn alike(old: &[Piece], new: &[Piece], found: &mut BTreeMap<usize, usize>, taken: &mut BTreeSet<usize>) {
    let left: Vec<(usize, BTreeSet<(char, char)>)> = rest(old, |at| found.contains_key(&at));
    let open: Vec<(usize, BTreeSet<(char, char)>)> = rest(new, |at| taken.contains(&at));
    if left.len().saturating_mul(open.len()) > COMPARISONS {
        return;
    }
    let mut scored: Vec<(usize, bool, usize, usize)> = Vec::new();
    for (a, pairs) in &left {
        for (b, others) in &open {
            let score = likeness(pairs, others);
            let both = old.get(*a).zip(new.get(*b));
            let place = both.is_some_and(|(o, n)| o.path == n.path);
            let tails = both.is_some_and(|(o, n)| o.kind == Kind::Tail || n.kind == Kind::Tail);
            // 牵头部门:…。配合部门:…: of another clause it is another division of work, whatever its words.
            if tails && !both.is_some_and(|(o, n)| belong(o, n, old, new, found)) {
                continue;
            }
            if score >= ALIKE || (place && score * 2 >= ALIKE) {
                scored.push((score, place, *a, *b));
            }
        }
    }
    // The most alike first; of equals the same place, then the earlier.
    scored.sort_by_key(|(score, place, a, b)| (std::cmp::Reverse(*score), !place, *a, *b));
    for (_, _, a, b) in scored {
        if !found.contains_key(&a) && !taken.contains(&b) {
            found.insert(a, b);
            taken.insert(b);
        }
    }
}

/// Whether two tails stand in one clause: other pieces of it were paired.
fn belong(before: &Piece, after: &Piece, old: &[Piece], new: &[Piece], found: &BTreeMap<usize, usize>) -> bool {
    let clause = |piece: &Piece| piece.path.rsplit_once('/').map(|(clause, _)| clause.to_owned());
    let (here, there) = (clause(before), clause(after));
    let inside = |piece: Option<&Piece>, of: &Option<String>| piece.is_some_and(|p| clause(p) == *of);
    let paired = found
        .iter()
        .any(|(a, b)| inside(old.get(*a), &here) && inside(new.get(*b), &there));
    let alone = |pieces: &[Piece], of: &Option<String>| pieces.iter().filter(|p| clause(p) == *of).count() < 2;
    paired || (here == there && alone(old, &here) && alone(new, &there))
}

fn rest(pieces: &[Piece], done: impl Fn(usize) -> bool) -> Vec<(usize, BTreeSet<(char, char)>)> {
    let open = pieces.iter().enumerate().filter(|(at, _)| !done(*at));
    open.map(|(at, p)| (at, p.text.chars().zip(p.text.chars().skip(1)).collect()))
        .collect()
}

/// Shared pairs of characters, in thousandths of all.
fn likeness(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> usize {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len();
    (shared * 2000).checked_div(all).unwrap_or(0)
}

fn laid_out(old: Vec<Piece>, new: Vec<Piece>, found: &BTreeMap<usize, usize>) -> Vec<Pair> {
    let back: BTreeMap<usize, usize> = found.iter().map(|(a, b)| (*b, *a)).collect();
    let mut out: Vec<Pair> = Vec::new();
    let mut next_old = 0;
    let removed = |at: usize| (!found.contains_key(&at)).then(|| old.get(at).cloned()).flatten();
    for (at, piece) in new.into_iter().enumerate() {
        let before = back.get(&at).copied();
        // What was removed before the partner of this piece stands here.
        if let Some(upto) = before {
            for gone in next_old..upto {
                out.extend(removed(gone).map(gone_pair));
            }
            next_old = next_old.max(upto + 1);
        }
        let before = before.and_then(|b| old.get(b)).cloned();
        let change = match &before {
            None => Change::Added,
            Some(b) if b.text != piece.text => Change::Reworded,
            Some(b) if b.path != piece.path => Change::Renumbered,
            Some(_) => Change::Same,
        };
        out.push(Pair {
            before,
            after: Some(piece),
            change,
        });
    }
    for gone in next_old..old.len() {
        out.extend(removed(gone).map(gone_pair));
    }
    out
}

fn gone_pair(piece: Piece) -> Pair {
    Pair {
        before: Some(piece),
        after: None,
        change: Change::Removed,
    }
}
