//! The parser that pest makes from the grammar files.

#![allow(missing_docs, reason = "pest generates the rules; the grammar documents them")]

/// The generated parser; its rules are documented in the grammar files.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/keywords.pest"]
#[grammar = "grammar/zeren.pest"]
pub struct Grammar;
