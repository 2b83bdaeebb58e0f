//! From the syntax tree back to text: the one way to lay out a plan, with all comments kept, in either language's keywords.

mod comment;
mod condition;
mod value;

use std::fmt::Write as _;

use super::ast::{Declaration, Field, File, Head, Name, ValueDeclaration};
use super::keyword::Keyword;
use crate::diagnostic::Lang;
use crate::text::Source;
use comment::Comments;

/// Lines are kept within this many columns where they can be; a Chinese character is two columns wide.
const WIDTH: usize = 120;

/// Lays out a file. `file` must be parsed from `source` without mistakes, or what could not be parsed is lost.
#[must_use]
pub fn print(file: &File, source: &Source, lang: Lang) -> String {
    let mut printer = Printer {
        lang,
        out: String::new(),
        comments: Comments::new(&file.comments, source),
    };
    let mut last: Option<&Declaration> = None;
    for declaration in &file.declarations {
        let start = declaration.span.start as usize;
        let gap = printer.comments.blank_before(start);
        if last.is_some_and(|l| gap || separated(l, declaration)) {
            printer.out.push('\n');
        }
        printer.comments_before(start, 0);
        printer.declaration(declaration);
        last = Some(declaration);
    }
    printer.comments_before(usize::MAX, 0);
    printer.out
}

/// Whether a blank line stands between two declarations whatever the writer did.
fn separated(a: &Declaration, b: &Declaration) -> bool {
    let long = |k: Keyword| matches!(k, Keyword::Plan | Keyword::VocabularyDecl | Keyword::Fact);
    a.keyword != b.keyword || long(a.keyword) || long(b.keyword)
}

struct Printer<'a> {
    lang: Lang,
    out: String,
    comments: Comments<'a>,
}

impl Printer<'_> {
    fn word(&self, keyword: Keyword) -> &'static str {
        keyword.spelling(self.lang)
    }

    fn comments_before(&mut self, offset: usize, indent: usize) {
        for (text, blank) in self.comments.take_before(offset) {
            if blank && !self.out.is_empty() && !self.out.ends_with("\n\n") && indent == 0 {
                self.out.push('\n');
            }
            let _ = writeln!(self.out, "{:indent$}{text}", "");
        }
    }

    /// Comments that stand on the last line of the part that ends at `end`.
    fn trailing_comment(&mut self, end: usize) {
        if let Some(text) = self.comments.take_trailing(end) {
            let _ = write!(self.out, "  {text}");
        }
    }

    fn declaration(&mut self, d: &Declaration) {
        let head = self.head(d);
        let (start, end) = (d.span.start as usize, d.span.end as usize);
        let parts = d.fields.len() + d.values.len() + d.outline.len();
        if !d.has_block || parts == 0 {
            self.out.push_str(&head);
            self.out.push_str(if d.has_block { " {}" } else { "" });
            self.inner_leftovers(end);
            return;
        }
        let one_line = d.values.is_empty() && d.outline.is_empty() && !self.comments.any_between(start, end);
        if one_line {
            let fields: Vec<String> = d.fields.iter().map(|f| self.field(f)).collect();
            let line = format!("{head} {{ {} }}", fields.join("  "));
            if columns(&line) <= WIDTH && !multiline(&line) {
                self.out.push_str(&line);
                self.trailing_comment(end);
                self.out.push('\n');
                return;
            }
        }
        let _ = write!(self.out, "{head} {{");
        self.trailing_comment(d.name.as_ref().map_or(start, |n| n.span.end as usize));
        self.out.push('\n');
        self.block(d);
        self.comments_before(end, 2);
        self.out.push('}');
        self.trailing_comment(end);
        self.out.push('\n');
    }

    /// Comments inside a declaration that has no block come behind it.
    fn inner_leftovers(&mut self, end: usize) {
        self.trailing_comment(end);
        self.out.push('\n');
        self.comments_before(end, 0);
    }

    fn head(&self, d: &Declaration) -> String {
        let mut head = self.word(d.keyword).to_owned();
        if let Some(name) = &d.name {
            let _ = write!(head, " {}", value::name(name));
        }
        match &d.head {
            Head::None => {}
            Head::Members(members) => {
                let _ = write!(head, " = {}", self.members(members));
            }
            Head::Condition(c) => {
                let _ = write!(head, " = {}", self.condition(c, columns(&head) + 3, 2));
            }
            Head::Require(r) => {
                let _ = write!(
                    head,
                    " {} {} {}",
                    self.word(r.role),
                    self.word(Keyword::AtWord),
                    self.names(&r.at)
                );
                if let Some(when) = &r.when {
                    let _ = write!(
                        head,
                        " {} {}",
                        self.word(Keyword::WhenWord),
                        self.condition(when, columns(&head) + 4, 2)
                    );
                }
                if let Some(because) = &r.because {
                    let _ = write!(head, " {} {}", self.word(Keyword::BecauseWord), value::name(because));
                }
            }
        }
        head
    }

    fn block(&mut self, d: &Declaration) {
        enum Part<'a> {
            Field(&'a Field),
            Value(&'a ValueDeclaration),
            Outline(&'a super::ast::OutlineEntry),
        }
        let mut parts: Vec<(u32, Part<'_>)> = d.fields.iter().map(|f| (f.span.start, Part::Field(f))).collect();
        parts.extend(d.values.iter().map(|v| (v.span.start, Part::Value(v))));
        parts.extend(d.outline.iter().map(|o| (o.span.start, Part::Outline(o))));
        parts.sort_by_key(|(at, _)| *at);
        for (start, part) in parts {
            self.comments_before(start as usize, 2);
            let (text, end) = match part {
                Part::Field(f) => (self.field(f), f.span.end),
                Part::Value(v) => (self.value_declaration(v), v.span.end),
                Part::Outline(o) => (
                    format!("{}: {}", value::name(&o.path), self.names(&o.headings)),
                    o.span.end,
                ),
            };
            let _ = write!(self.out, "  {text}");
            self.trailing_comment(end as usize);
            self.out.push('\n');
        }
    }

    fn value_declaration(&self, v: &ValueDeclaration) -> String {
        let head = format!("{} {}", self.word(Keyword::Value), value::name(&v.name));
        if v.fields.is_empty() {
            return head;
        }
        let fields: Vec<String> = v.fields.iter().map(|f| self.field(f)).collect();
        format!("{head} {{ {} }}", fields.join("  "))
    }

    fn names(&self, names: &[Name]) -> String {
        names.iter().map(value::name).collect::<Vec<_>>().join(self.comma())
    }

    fn comma(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        }
    }
}

fn multiline(line: &str) -> bool {
    line.contains('\n')
}

/// Columns that a terminal gives a text: two for each wide character.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) >= 0x1100 { 2 } else { 1 }).sum()
}
