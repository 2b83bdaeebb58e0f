//! `styles.xml` → what a paragraph has by its style: the list it belongs to, and whether it is a line of a table of contents.

use std::collections::BTreeMap;

use super::xml::{Step, Steps};
use crate::reader::Fault;
use crate::reader::limits::{Limited, MAX_DEFINITIONS, within};

/// The list that a paragraph or a style names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ListRef {
    /// `numId`; 0 takes a paragraph out of its style's list.
    pub list: Option<u32>,
    /// `ilvl`, from 0.
    pub level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    list: ListRef,
}

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Option<String>,
}

/// Styles are followed to their parents so far; a circle ends here.
const CHAIN: usize = 32;

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, Fault> {
        let mut out = Styles::default();
        let mut steps = Steps::new(part, text);
        let mut current: Option<(String, Style)> = None;
        while let Some(step) = steps.next()? {
            let Step::Open(tag) = step else { continue };
            match (tag.name(), &mut current) {
                ("style", _) => {
                    out.keep(current.take())?;
                    let id = tag.get("styleId").unwrap_or_default();
                    let is_paragraph = tag.get("type").is_none_or(|t| t == "paragraph");
                    if is_paragraph && tag.get("default").is_some_and(|d| d == "1" || d == "true") {
                        out.default = Some(id.clone());
                    }
                    current = Some((id, Style::default()));
                }
                ("name", Some((_, style))) => style.name = tag.val().unwrap_or_default().to_lowercase(),
                ("basedOn", Some((_, style))) => style.parent = tag.val(),
                ("numId", Some((_, style))) => style.list.list = tag.val().and_then(|v| v.parse().ok()),
                ("ilvl", Some((_, style))) => style.list.level = tag.number("val"),
                _ => {}
            }
        }
        out.keep(current)?;
        Ok(out)
    }

    fn keep(&mut self, style: Option<(String, Style)>) -> Result<(), Fault> {
        self.styles.extend(style);
        within(Limited::Definitions, self.styles.len(), MAX_DEFINITIONS)
    }

    /// The list that a style puts its paragraphs into, and the style of the chain that says so.
    pub(super) fn list<'s>(&'s self, style: Option<&'s str>) -> (ListRef, Option<&'s str>) {
        let mut found = ListRef::default();
        let mut said_by = None;
        for (id, style) in self.chain(style) {
            if found.list.is_none() && style.list.list.is_some() {
                (found.list, said_by) = (style.list.list, Some(id));
            }
            found.level = found.level.or(style.list.level);
        }
        (found, said_by)
    }

    /// Whether the style is one of a table of contents.
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        self.chain(style)
            .any(|(_, s)| s.name.starts_with("toc ") || s.name == "table of figures")
    }

    fn chain<'s>(&'s self, style: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = style.or(self.default.as_deref());
        let find = |id: &'s str| self.styles.get_key_value(id).map(|(id, s)| (id.as_str(), s));
        std::iter::successors(first.and_then(find), move |(_, s)| find(s.parent.as_deref()?)).take(CHAIN)
    }
}
