//! `zeren.dispatch/v1`: the dispatch sheet in its parts, for whoever lays it out; and other papers of this form.

use serde::Serialize;

/// A paper: title, then headings, paragraphs and tables in order.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Sheet {
    /// `zeren.dispatch/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.dispatch/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// BLAKE3 of its sources.
    pub policy_digest: String,
    /// The title.
    pub title: String,
    /// Lines below the title.
    pub below: Vec<String>,
    /// The parts in order.
    pub blocks: Vec<SheetBlock>,
}

/// A part of a paper.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum SheetBlock {
    /// A heading.
    Heading {
        /// 1 or 2
        level: u8,
        /// Its text.
        text: String,
    },
    /// Text.
    Paragraph {
        /// Its text.
        text: String,
        /// Whether it is to be seen first.
        strong: bool,
    },
    /// Small text.
    Note {
        /// Its text.
        text: String,
    },
    /// A table.
    Table {
        /// Widths of the columns, in parts of their sum.
        widths: Vec<u32>,
        /// Rows of headings.
        head: Vec<Vec<SheetCell>>,
        /// The rows.
        rows: Vec<Vec<SheetCell>>,
    },
}

/// A cell.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct SheetCell {
    /// Its text; `\n` breaks the line.
    pub text: String,
    /// plain, head, group, strong or bold
    pub look: &'static str,
    /// How many columns it takes.
    pub span: usize,
}
