//! Elements of a part, written one after another; text of others can never become markup.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The main namespace of word-processor files.
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relations between parts.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes one part.
pub struct Pen {
    writer: Writer<Vec<u8>>,
}

impl Pen {
    /// A part that begins with an XML declaration.
    pub fn new() -> io::Result<Pen> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Pen { writer })
    }

    /// The part's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    /// An element with what `inside` writes into it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Pen) -> io::Result<()>,
    ) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        inside(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.element(name, attributes, |pen| {
            pen.writer.write_event(Event::Text(BytesText::new(&harmless(text))))
        })
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// The text without characters that XML cannot hold, and without those that make text read otherwise than it is.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_harmful) {
        text.chars()
            .map(|c| if is_harmful(c) { '\u{fffd}' } else { c })
            .collect()
    } else {
        Cow::Borrowed(text)
    }
}

fn is_harmful(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_others_stays_text() {
        let mut pen = Pen::new().unwrap();
        pen.text("w:t", &[], "<a>&\u{1}\u{202e}]]>").unwrap();
        let xml = String::from_utf8(pen.finish()).unwrap();
        assert!(
            xml.ends_with("<w:t>&lt;a&gt;&amp;\u{fffd}\u{fffd}]]&gt;</w:t>"),
            "{xml}"
        );
    }
}
