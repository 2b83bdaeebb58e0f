//! Source text: files as they were read, places in them, and the folding of characters that mean the same.
//!
//! Knows nothing of the language; reads no files.

mod fold;
mod near;
mod source;

pub use fold::{fold_char, fold_name};
pub use near::{nearest, nearness};
pub use source::{Position, Source, SourceId, Sources, Span};
