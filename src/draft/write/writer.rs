//! Declarations one after another, as syntax trees, and in the end their text: what `plan` and `item` write with.

use super::bare::{is_bare, is_bare_segment};
use super::{Place, Written};
use crate::diagnostic::Lang;
use crate::syntax::ast::{Declaration, Field, File, Head, Name, OutlineEntry, UnitGroup, Value};
use crate::syntax::keyword::Keyword;
use crate::syntax::{self, Comment, print};
use crate::text::{Source, SourceId, Span};

#[derive(Default)]
pub(super) struct Writer {
    /// Stands for the text while declarations are made: only its line breaks matter, where a blank line is wanted.
    ground: String,
    file: File,
    from: Vec<(String, usize)>,
}

impl Writer {
    pub(super) fn span(&mut self) -> Span {
        self.ground.push('x');
        let end = self.ground.len();
        Span::new(SourceId(0), end - 1..end)
    }

    pub(super) fn gap(&mut self) {
        self.ground.push_str("\n\n");
    }

    pub(super) fn comment(&mut self, text: String) {
        let span = self.span();
        self.file.comments.push(Comment {
            text,
            span,
            trailing: false,
        });
    }

    pub(super) fn name(&mut self, text: &str) -> Name {
        let text: String = text.chars().filter(|c| !c.is_control()).take(190).collect();
        Name {
            quoted: !is_bare(&text),
            span: self.span(),
            text,
        }
    }

    pub(super) fn quoted(&mut self, text: &str) -> Name {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Name {
            text,
            quoted: true,
            span: self.span(),
        }
    }

    pub(super) fn names(&mut self, list: &[String]) -> Vec<Name> {
        list.iter().map(|n| self.name(n)).collect()
    }

    pub(super) fn path(&mut self, path: &str) -> Name {
        let bare = path
            .split('/')
            .all(|segment| !segment.is_empty() && is_bare_segment(segment));
        Name {
            text: path.to_owned(),
            quoted: !bare,
            span: self.span(),
        }
    }

    pub(super) fn field(&mut self, key: Keyword, value: Value) -> Field {
        let span = self.span();
        Field {
            key,
            key_span: span,
            value,
            span,
        }
    }

    pub(super) fn text_field(&mut self, key: Keyword, text: &str) -> Field {
        let name = self.quoted(text);
        self.field(key, Value::Names(vec![name]))
    }

    pub(super) fn groups(&mut self, names: &[String], open: bool) -> Value {
        let group = UnitGroup {
            names: self.names(names),
            open,
            none: names.is_empty(),
            when: None,
            span: self.span(),
        };
        Value::Groups(vec![group])
    }

    pub(super) fn declare(
        &mut self,
        keyword: Keyword,
        name: Option<Name>,
        head: Head,
        fields: Vec<Field>,
        from: (String, usize),
    ) {
        let start = name.as_ref().map_or(self.ground.len(), |n| n.span.start as usize);
        let span = Span::new(SourceId(0), start..self.ground.len());
        self.file.declarations.push(Declaration {
            keyword,
            name,
            head,
            has_block: !fields.is_empty(),
            fields,
            values: Vec::new(),
            outline: Vec::new(),
            span,
        });
        self.from.push(from);
    }

    /// Declares the order of headings.
    pub(super) fn outlined(&mut self, entries: Vec<OutlineEntry>) {
        self.declare(Keyword::Outline, None, Head::None, Vec::new(), (String::new(), 0));
        if let Some(last) = self.file.declarations.last_mut() {
            last.has_block = true;
            last.outline = entries;
        }
    }

    /// Prints, and reads the print again to know where each declaration stands.
    pub(super) fn finish(self) -> Written {
        let ground = Source::new("draft", self.ground);
        let text = print::print(&self.file, &ground, Lang::Zh);
        let source = Source::new("draft", text.clone());
        let (file, _) = syntax::parse(SourceId(0), &source);
        let places = file
            .declarations
            .iter()
            .zip(self.from)
            .map(|(d, (clause, line))| Place {
                span: d.span.range(),
                draft_line: source.line_index(d.span.start as usize) + 1,
                name: d.name.as_ref().map(|n| n.text.clone()),
                clause,
                line,
            })
            .collect();
        Written { text, places }
    }
}
