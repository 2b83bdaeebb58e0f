//! Word-processor files: a neutral document (title, headings, paragraphs, tables) to the bytes of a `.docx`.
//!
//! Laid out as Chinese official documents are (GB/T 9704): 小标宋 titles, 黑体 and 楷体 headings, 仿宋 text, the page number in dashes.
//! Knows nothing of matrices and reports. Written with an XML writer and a zip writer: the crates for `.docx` cannot repeat a table's
//! head on each page. The same document gives the same bytes.

mod body;
mod document;
mod package;
mod styles;
mod table;
mod xml;

pub use document::{
    Align, Block, Cell, Document, Flow, Level, Look, Merge, Page, Paper, Piece, Side, Table, TextSize, Weight,
};

/// Writes a document.
///
/// # Errors
/// Where the archive cannot be written, such as a part of more than 4 GiB.
pub fn write(document: &Document) -> std::io::Result<Vec<u8>> {
    package::pack(&[
        ("word/document.xml", body::xml(document)?),
        ("word/styles.xml", styles::xml()?),
        ("word/footer1.xml", body::footer()?),
        ("docProps/core.xml", package::properties(document)?),
    ])
}
