//! A document's clauses beside the items that cite them: what is encoded, what is recorded as left out, what is missing.
//!
//! Every clause answers for its own words. How a citation reaches the words around it stands in `reach`; what a clause
//! is in the end stands in `settle`. Reads no files: the caller brings the document, its bytes and the model.

mod cite;
mod counting;
mod digest;
mod reach;
mod settle;
mod spelling;
mod tree;

use crate::document::{Document, Force};
use crate::model::{ItemId, Model};
use crate::text::Span;

pub use digest::{Digest, digest, sha256};

/// Who speaks for a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// A duty, task, norm or escalation.
    Item(ItemId),
    /// A constraint of the plan, by its place in the model: a definition that the text gives.
    Constraint(usize),
    /// 未编码, by its place in the model.
    Record(usize),
}

/// What has become of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// An item speaks for it.
    Encoded,
    /// Recorded as left out, with the reason.
    Unencoded,
    /// Nobody speaks for it.
    Uncovered,
}

impl Status {
    /// The word of the JSON form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Encoded => "encoded",
            Status::Unencoded => "unencoded",
            Status::Uncovered => "uncovered",
        }
    }
}

/// How a clause came to its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// It is cited itself.
    Itself,
    /// The place whose words it belongs to is cited.
    Whole,
    /// The sentences and parts it consists of are spoken for, one by one.
    Pieces,
    /// It announces; what stands below it is spoken for.
    Children,
}

impl How {
    /// The word of the JSON form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            How::Itself => "itself",
            How::Whole => "whole",
            How::Pieces => "pieces",
            How::Children => "children",
        }
    }
}

/// What binds a clause: the strongest cue in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bond {
    /// The cue as found.
    pub cue: &'static str,
    /// What it does.
    pub force: Force,
}

impl Bond {
    /// Whether somebody is bound by it: a mere permission binds nobody.
    #[must_use]
    pub fn binds(self) -> bool {
        self.force != Force::Allow
    }
}

/// A clause of the document with what the plan says of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its index in the document.
    pub clause: usize,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// What has become of it.
    pub status: Status,
    /// How; `None` where it is not covered.
    pub how: Option<How>,
    /// Who speaks for it, those that cite it itself first.
    pub voices: Vec<Voice>,
    /// What binds somebody in it.
    pub bond: Option<Bond>,
    /// Whether it is listed whole, rather than by the sentences below it: only such clauses count toward the goal.
    pub leaf: bool,
    /// Whether an item reaches it only by citing the whole place, while other sentences there are cited one by one.
    pub loose: bool,
}

impl Entry {
    /// Whether it counts toward the goal that every binding clause is encoded or recorded.
    #[must_use]
    pub fn is_binding(&self) -> bool {
        self.leaf && self.bond.is_some_and(Bond::binds)
    }

    /// Whether it binds somebody and nobody speaks for it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.is_binding() && self.status == Status::Uncovered
    }
}

/// A citation of a place that is not in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The citation as written.
    pub citation: String,
    /// Who cites it.
    pub by: String,
    /// Where, in the plan's files.
    pub span: Span,
    /// The nearest place that is there.
    pub nearest: Option<usize>,
}

/// How many clauses there are of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All.
    pub total: usize,
    /// Encoded.
    pub encoded: usize,
    /// Recorded as left out.
    pub unencoded: usize,
    /// Of the encoded, those reached only through a citation of the place that holds them.
    pub whole: usize,
}

impl Count {
    /// Encoded or recorded.
    #[must_use]
    pub fn covered(self) -> usize {
        self.encoded + self.unencoded
    }

    /// The covered share in thousandths, rounded down: only a whole is 1000.
    #[must_use]
    pub fn permille(self) -> usize {
        (self.covered() * 1000).checked_div(self.total).unwrap_or(1000)
    }

    fn add(&mut self, entry: &Entry) {
        self.total += 1;
        match entry.status {
            Status::Encoded => {
                self.encoded += 1;
                self.whole += usize::from(entry.how == Some(How::Whole));
            }
            Status::Unencoded => self.unencoded += 1,
            Status::Uncovered => {}
        }
    }
}

/// A document traced against a plan.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// The clauses in document order.
    pub entries: Vec<Entry>,
    /// Citations of places that are not there, in the order of the plan's files.
    pub unknown: Vec<Unknown>,
    /// The path of every clause of the document, as the plan writes it.
    pub paths: Vec<String>,
    /// All clauses.
    pub all: Count,
    /// The clauses that assign, forbid, require or escalate, each counted once.
    pub binding: Count,
}

impl Trace {
    /// The path of a clause of the document, as the plan writes it.
    #[must_use]
    pub fn path(&self, clause: usize) -> &str {
        self.paths.get(clause).map_or("", String::as_str)
    }

    /// The binding clauses that nobody speaks for, by line.
    pub fn missing(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.is_missing())
    }

    /// The binding clauses that are reached only by a citation of the whole place.
    pub fn loose(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.loose && e.is_binding())
    }

    /// Whether every binding clause is encoded or recorded.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.binding.covered() == self.binding.total
    }
}

/// Traces a document against a plan.
#[must_use]
pub fn trace(document: &Document, model: &Model) -> Trace {
    let tree = tree::Tree::new(document);
    let citations = cite::citations(&tree, model);
    let reached = reach::reach(&tree, &citations.found);
    let entries = settle::settle(&tree, reached);
    let mut trace = Trace {
        unknown: citations.unknown,
        paths: citations.paths,
        ..Trace::default()
    };
    for entry in &entries {
        trace.all.add(entry);
        if entry.is_binding() {
            trace.binding.add(entry);
        }
    }
    trace.entries = entries;
    trace
}

/// The name of a voice, as the plan's author wrote it; the reason of a record.
#[must_use]
pub fn voice_name(model: &Model, voice: Voice) -> &str {
    match voice {
        Voice::Item(id) => &model.item(id).name,
        Voice::Constraint(at) => model.constraints.get(at).map_or("", |c| &c.name),
        Voice::Record(at) => model.unencoded.get(at).map_or("", |u| &u.because),
    }
}
