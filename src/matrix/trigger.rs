//! When an item applies, in the drafter's own words: the text of its 当 and 除非, with the names of conditions as they stand there.

use super::Subject;
use crate::model::Item;
use crate::syntax::ast::{Declaration, Field, Value};
use crate::syntax::keyword::Keyword;
use crate::text::Span;

/// When an item applies; empty where it always does.
#[must_use]
pub fn trigger(subject: Subject<'_>, item: &Item) -> String {
    let Some(declaration) = declaration(subject, item.span) else {
        return String::new();
    };
    let part = |field: &Field| match (field.key, &field.value) {
        (Keyword::When, Value::Condition(c)) => Some(text(subject, c.span)),
        (Keyword::Unless, Value::Condition(c)) => Some(format!("除非 {}", text(subject, c.span))),
        (Keyword::Overdue, Value::Overdue(time)) => Some(format!("逾期 {}", text(subject, time.span))),
        _ => None,
    };
    let mut parts: Vec<String> = declaration.fields.iter().filter_map(part).collect();
    parts.extend(item.exceptions.iter().map(|e| format!("例外:{e}")));
    parts.join(";")
}

fn declaration(subject: Subject<'_>, span: Span) -> Option<&Declaration> {
    let (_, file) = subject.files.iter().find(|(id, _)| *id == span.source)?;
    file.declarations.iter().find(|d| d.span == span)
}

/// The text of a place on one line.
fn text(subject: Subject<'_>, span: Span) -> String {
    subject
        .sources
        .text(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
