//! `pPr`, `rPr`, `tcPr`, `trPr` or `sdtPr` → what of it changes the words. What a tracked change replaced is stepped over.

use super::styles::ListRef;
use super::xml::{Step, Steps};
use crate::reader::Fault;

/// The properties of a paragraph, run, cell, row or control, whichever were given.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub style: Option<String>,
    pub list: ListRef,
    /// The thing itself (a paragraph's end, a row, a cell) was deleted or moved away.
    pub is_deleted: bool,
    pub is_hidden: bool,
    pub span: usize,
    /// Whether a cell goes on with the one above.
    pub goes_on: bool,
    /// Columns before a row's first cell.
    pub before: usize,
    /// Whether a control holds the table of contents.
    pub is_contents: bool,
}

impl Properties {
    /// Reads the properties that were opened last, up to their end.
    pub(super) fn read(steps: &mut Steps<'_>) -> Result<Self, Fault> {
        let mut out = Properties::default();
        let mut depth = 1;
        while depth > 0 {
            match steps.next()? {
                None => break,
                Some(Step::Close) => depth -= 1,
                Some(Step::Text(_)) => {}
                Some(Step::Open(tag)) => {
                    depth += 1;
                    match tag.name() {
                        "pPrChange" | "rPrChange" | "tcPrChange" | "trPrChange" | "numberingChange" | "sectPr" => {
                            steps.skip()?;
                            depth -= 1;
                        }
                        "pStyle" => out.style = tag.val(),
                        "numId" => out.list.list = tag.val().and_then(|v| v.parse().ok()),
                        "ilvl" => out.list.level = tag.number("val"),
                        "del" | "moveFrom" | "cellDel" => out.is_deleted = true,
                        "vanish" => out.is_hidden = tag.is_on(),
                        "gridSpan" => out.span = tag.number("val").unwrap_or(1),
                        "vMerge" => out.goes_on = tag.val().is_none_or(|v| v == "continue"),
                        "gridBefore" => out.before = tag.number("val").unwrap_or_default(),
                        "docPartGallery" => out.is_contents = tag.val().is_some_and(|v| v == "Table of Contents"),
                        _ => {}
                    }
                }
            }
        }
        Ok(out)
    }
}
