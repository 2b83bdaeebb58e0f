//! The matrix of roles, as `matrix` shows it.

use super::Subject;
use crate::diagnostic::Lang;
use crate::render::docx::Block;
use crate::render::matrix::{Style, roles};
use crate::render::sheet;

/// Writes the section.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let mut book = roles::book(subject.matrix, Style::Roles, "", lang);
    // The findings have a section of their own.
    book.findings = None;
    sheet::docx::document(&book).blocks
}
