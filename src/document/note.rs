//! What the reader skipped, inferred or doubted, so that nothing vanishes silently.

/// One remark on the reading of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line it is about, from 1.
    pub line: usize,
    /// What happened there.
    pub kind: NoteKind,
    /// The first words of the line, or the path concerned.
    pub excerpt: String,
}

/// What happened at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Web residue: navigation, markup, record numbers. Skipped.
    Furniture,
    /// A page number, or a running header beside one. Skipped.
    PageMark,
    /// A table's head or rule. Skipped.
    TableRule,
    /// A list of annexes at the end of the body. Skipped.
    AnnexList,
    /// An imprint: copies printed, classification, remarks in brackets. Skipped.
    Imprint,
    /// A heading that the text lost; its place was inferred from the order.
    InferredHeading,
    /// A number that the text lost; it was counted.
    InferredNumber,
    /// A list number that skips or repeats.
    OddNumber,
    /// A path that stood for two places; the later one got a `#n`.
    RepeatedPath,
    /// The limit on clauses was reached; what follows was left out.
    TooLong,
}

/// Notes being collected; bounded, so that hostile input cannot fill the memory.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<Note>,
}

/// More remarks than this help nobody.
const LIMIT: usize = 10_000;
/// How many characters of a line a note repeats.
const EXCERPT: usize = 40;

impl Notes {
    pub(super) fn add(&mut self, line: usize, kind: NoteKind, words: &str) {
        if self.list.len() < LIMIT {
            let excerpt = words.chars().take(EXCERPT).collect();
            self.list.push(Note { line, kind, excerpt });
        }
    }

    /// The notes in the order of the text.
    pub(super) fn finish(mut self) -> Vec<Note> {
        self.list.sort_by_key(|note| note.line);
        self.list
    }
}
