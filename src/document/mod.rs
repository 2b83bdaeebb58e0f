//! Plain text of a Chinese official document → a tree of clauses, each with a path that people can cite.
//!
//! The stages, in the order they run:
//! `lines` (physical lines, trimmed) → `furniture` (web and page residue out) → `blocks` (paragraphs cut at printed
//! numbers) → `parts` (body and annexes) → `front` and `closing` (cover letter, title, signature) → `lost` (headings
//! the page lost) → `outline` (the tree) → `naming` (words for unnumbered pieces) → `emit` (paths, sentences, parts).
//! Everything the reader believes about the genre stands in `genre`, `label` (numbers) and `cues` (binding words); no stage knows a particular document.
//!
//! Left to others: what a unit is called elsewhere, what a sentence means, digests of the text.

mod blocks;
mod brackets;
mod clause;
mod closing;
mod cues;
mod cursor;
mod emit;
mod frames;
mod front;
mod furniture;
mod genre;
mod heading;
mod inline;
mod label;
mod lines;
mod lost;
mod marker;
mod naming;
mod node;
mod normative;
mod note;
mod outline;
mod parts;
mod resolve;
mod roster;
mod script;
mod sentence;
mod tail;
#[cfg(test)]
mod tests;

pub use clause::{Clause, Document, Kind};
pub use normative::{Force, Normative, background, normative};
pub use note::{Note, NoteKind};
pub use resolve::resolve;
pub use tail::{Assignment, TailRole};

/// Reads a document. Never fails: what cannot be placed is body text or a [`Note`].
pub fn read(text: &str) -> Document {
    let mut notes = note::Notes::default();
    let lines = furniture::strip(text, lines::split(text), &mut notes);
    let blocks = blocks::cut(text, &lines, &mut notes);
    let nodes = parts::divide(text, blocks, &mut notes)
        .into_iter()
        .flat_map(|part| outline::build(text, part, &mut notes))
        .collect();
    emit::document(text, nodes, notes)
}
