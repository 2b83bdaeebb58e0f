//! A document → a draft plan: units, members, tasks, duties, norms and escalations, each with its clause, its line and how sure it is.
//!
//! The stages: `gather` (the names that headings, tails, fields and rosters give) → `header` and `roster` → `walk` (clause by
//! clause: `task` for tails and tables, `act` for sentences) → `units` (names to units, aliases guessed) →
//! `lexicon` (words of a vocabulary in the triggers, where one is at hand) → `write` (declarations).
//! What the stages believe about wording stands in `cues`. Nothing is understood beyond that: what no rule reads is listed.

mod act;
mod cues;
mod due;
mod gather;
mod header;
mod item;
mod lexicon;
mod listing;
mod names;
mod naming;
mod passing;
mod roster;
mod shorthand;
mod task;
mod trigger;
mod units;
mod walk;
mod write;

pub use cues::{Cue, TABLE};
pub use header::Header;
pub use item::{ActorSource, Actors, Confidence, Due, Item, Kind, Modality, Omitted, Rule};
pub use lexicon::{Lexicon, Spoken, Trigger};
pub use roster::Member;
pub use units::{Form, Unit};
pub use write::{Options, Place, Written, write};

use crate::document::Document;

/// A draft of a plan.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What the plan says of itself.
    pub header: Header,
    /// Every unit that an item or a seat names, in the order of the text.
    pub units: Vec<Unit>,
    /// The seats of the committee.
    pub members: Vec<Member>,
    /// Tasks, duties, norms and escalations in the order of the text.
    pub items: Vec<Item>,
    /// What was not encoded, and why.
    pub omitted: Vec<Omitted>,
    /// Order of the headings that are not numbers: a clause (`.` for the document) and what stands below it.
    pub outline: Vec<(String, Vec<String>)>,
}

/// Drafts a plan from a document. Never fails: a document without a rule's wording gives a draft of `omitted` only.
#[must_use]
pub fn draft(document: &Document) -> Draft {
    let known = gather::names(document);
    let members = roster::members(document, &known);
    let walked = walk::walk(document, &known);
    let mut draft = Draft {
        header: header::read(document, &known),
        units: Vec::new(),
        members,
        items: walked.items,
        omitted: walked.omitted,
        outline: header::outline(document),
    };
    units::settle(&mut draft, document, &known);
    draft
}
