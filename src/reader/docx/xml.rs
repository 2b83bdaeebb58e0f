//! The XML of one part → a stream of tags and text with their bytes, bounded in depth; document types and unknown entities are refused.
//!
//! Names are compared without their prefix: the prefixes of a package are its writer's choice.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::reader::Fault;
use crate::reader::limits::{Limited, MAX_DEPTH, within};

/// One step through a part.
pub(super) enum Step<'a> {
    /// A tag opens; an empty one closes at once.
    Open(Tag<'a>),
    /// The tag that was opened last closes.
    Close,
    /// Characters, unescaped.
    Text(Cow<'a, str>),
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Its name with the prefix.
    pub(super) fn qualified(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of the attribute with exactly this name.
    pub(super) fn exactly(&self, name: &str) -> Option<String> {
        let value = self.0.try_get_attribute(name).ok()??;
        let value = value.normalized_value(XmlVersion::Explicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// The value of the attribute with this name, its prefix aside.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let named = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|a| a.key.local_name().into_inner() == name)?;
        let value = named.normalized_value(XmlVersion::Explicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// The attribute `val`.
    pub(super) fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether a switch such as `<w:vanish/>` is on.
    pub(super) fn is_on(&self) -> bool {
        self.val().is_none_or(|v| !matches!(v.as_str(), "0" | "false" | "off"))
    }
}

/// The steps of a part.
pub(super) struct Steps<'a> {
    part: &'a str,
    reader: quick_xml::Reader<&'a [u8]>,
    depth: usize,
    last: Range<usize>,
}

impl<'a> Steps<'a> {
    /// Steps through `text`; `part` names it in faults.
    pub(super) fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Steps {
            part,
            reader,
            depth: 0,
            last: 0..0,
        }
    }

    /// The bytes of the last step.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.last.clone()
    }

    /// The next step; none at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Step<'a>>, Fault> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|e| self.broken(&e))?;
            self.last = start..self.position();
            let step = match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    within(Limited::Depth, self.depth, MAX_DEPTH)?;
                    Step::Open(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.into_inner()),
                Event::CData(text) => Step::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    let known = match name.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        _ => quick_xml::escape::resolve_predefined_entity(&name).map(|t| Cow::Owned(t.to_owned())),
                    };
                    Step::Text(known.ok_or_else(|| self.broken(&"&…;"))?)
                }
                Event::DocType(_) => return Err(self.broken(&"<!DOCTYPE>")),
                Event::Eof if self.depth > 0 => return Err(self.broken(&"…")),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(step));
        }
    }

    /// Steps over everything inside the tag that was opened last, and its end.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn broken(&self, why: &dyn std::fmt::Display) -> Fault {
        Fault::broken(self.part, why)
    }
}
