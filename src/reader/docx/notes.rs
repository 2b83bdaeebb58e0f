//! `footnotes.xml` and `endnotes.xml` → the paragraphs of each note by its id.

use std::collections::BTreeMap;

use super::body::Walk;
use super::numbering::Numbering;
use super::package::Package;
use super::styles::Styles;
use crate::reader::Fault;

/// Which of the two parts a note stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteSort {
    Footnote,
    Endnote,
}

/// The words of every note.
pub(super) type Notes = BTreeMap<(NoteSort, String), String>;

pub(super) fn read(package: &mut Package<'_>, styles: &Styles) -> Result<Notes, Fault> {
    let mut out = Notes::new();
    for (sort, kind) in [(NoteSort::Footnote, "footnotes"), (NoteSort::Endnote, "endnotes")] {
        if let Some((name, text)) = package.related_part(kind)? {
            let none = Notes::new();
            let mut walk = Walk::new(styles, Numbering::default(), &none);
            walk.part(&name, &text)?;
            out.extend(walk.take_notes().into_iter().map(|(id, words)| ((sort, id), words)));
        }
    }
    Ok(out)
}
