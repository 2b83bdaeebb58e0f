//! What a document is read into: clauses in document order, each with its path, place and own words.

use std::ops::Range;

use super::note::Note;
use super::tail::Assignment;

/// A document as a tree of clauses, flattened in document order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Every clause, coarse and deep; a parent stands before its children.
    pub clauses: Vec<Clause>,
    /// What was skipped, inferred or doubtful.
    pub notes: Vec<Note>,
}

/// One citable place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The place as people cite it: segments joined by `/`, outermost first, such as `三/(二)/9/句2`.
    pub path: String,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The line its own text ends on.
    pub end_line: usize,
    /// The number or name as printed; none for unnumbered, inferred and cut pieces.
    pub label: Option<String>,
    /// What sort of place it is.
    pub kind: Kind,
    /// Its own words, without the label and without the words of numbered children.
    pub text: String,
    /// The index of the clause that holds it.
    pub parent: Option<usize>,
    /// Its own words in the source, label included, in bytes.
    pub span: Range<usize>,
    /// The units named, by role: only tails and fields such as 责任单位 have any.
    pub assignments: Vec<Assignment>,
}

/// What sort of place a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The title of the document or of an annex (`题` alone).
    Title,
    /// A part of the document that holds others: a cover letter, an annex.
    Division,
    /// A numbered or inferred line that only announces what follows.
    Heading,
    /// A numbered line with a body of its own, or a named item of a list.
    Item,
    /// A section that belongs to the units it names.
    UnitHeading,
    /// A labelled line of a flattened table: 责任单位, 工作任务, 完成时限.
    Field,
    /// The words of a heading, or the heading sentence of an item (`题`).
    Topic,
    /// Unnumbered text: 序, 引, 文, 末, 尾 and their like.
    Body,
    /// Names and seats of a committee.
    Roster,
    /// A sentence (`句n`).
    Sentence,
    /// A part of a sentence, cut at a semicolon (`项n`).
    Part,
    /// A closing bracket that names units by role.
    Tail,
}

impl Kind {
    /// Whether the clause is cut out of another's text, rather than printed as a place of its own.
    pub fn is_cut(self) -> bool {
        matches!(self, Kind::Topic | Kind::Sentence | Kind::Part | Kind::Tail)
    }
}
