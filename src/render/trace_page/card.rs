//! One voice as a card: what it is, who acts, what is done, and the declaration as it is written.

use super::super::escape::{both, escape};
use crate::model::{Item, Model};
use crate::render::trace::Subject;
use crate::text::Span;
use crate::trace::{Voice, voice_name};

/// The card's anchor.
pub(super) fn id(voice: Voice) -> String {
    match voice {
        Voice::Item(id) => format!("i{}", id.index()),
        Voice::Constraint(at) => format!("k{at}"),
        Voice::Record(at) => format!("r{at}"),
    }
}

/// The card. `links` are the other clauses it cites, as HTML.
pub(super) fn card(subject: Subject<'_>, voice: Voice, links: &str) -> String {
    let name = escape(voice_name(subject.model, voice));
    let (kind, body, span) = match voice {
        Voice::Item(id) => {
            let item = subject.model.item(id);
            (
                both(item.kind.zh(), item.kind.name()),
                item_body(subject.model, item),
                item.span,
            )
        }
        Voice::Constraint(at) => match subject.model.constraints.get(at) {
            Some(constraint) => (
                both("约束", "constraint"),
                paragraph(constraint.because.as_deref()),
                constraint.span,
            ),
            None => return String::new(),
        },
        Voice::Record(_) => return String::new(),
    };
    let also = if links.is_empty() {
        String::new()
    } else {
        format!("<p class=\"faint\">{}{links}</p>", both("另见", "also"))
    };
    format!(
        "<article class=\"item\" id=\"{}\"><h3><span class=\"kind\">{kind}</span>{name}</h3>{body}{also}{}</article>",
        id(voice),
        declaration(subject, span)
    )
}

fn item_body(model: &Model, item: &Item) -> String {
    let roles: String = parties(model, item)
        .into_iter()
        .map(|(role, units)| {
            format!(
                "<span class=\"role\">{}</span>{} ",
                both(role.zh(), role.name()),
                escape(&units.join("、"))
            )
        })
        .collect();
    let modality = item
        .modality
        .map(|m| both(m.zh(), &m.name().replace('_', " ")))
        .unwrap_or_default();
    let deadline = item
        .deadline_text()
        .map(|d| format!(" · {}", escape(&d)))
        .unwrap_or_default();
    let roles = if roles.is_empty() {
        roles
    } else {
        format!("<p>{roles}</p>")
    };
    format!("{roles}<p>{modality} {}{deadline}</p>", escape(item.action_text()))
}

/// The units by role, in the order of the text.
fn parties(model: &Model, item: &Item) -> Vec<(crate::model::Role, Vec<String>)> {
    let mut out: Vec<(crate::model::Role, Vec<String>)> = Vec::new();
    for party in &item.parties {
        let unit = party
            .unit
            .map_or_else(|| "—".to_owned(), |u| model.unit(u).name.clone());
        match out.iter_mut().find(|(role, _)| *role == party.role) {
            Some((_, units)) => units.push(unit),
            None => out.push((party.role, vec![unit])),
        }
    }
    out
}

fn paragraph(text: Option<&str>) -> String {
    text.map(|t| format!("<p>{}</p>", escape(t))).unwrap_or_default()
}

/// The declaration as it is written, with its place.
fn declaration(subject: Subject<'_>, span: Span) -> String {
    let file = subject.sources.get(span.source).map_or("", |s| s.name());
    let place = format!("{}:{}", escape(file), subject.sources.start(span).line);
    format!(
        "<details><summary>{place}</summary><pre>{}</pre></details>",
        escape(subject.sources.text(span))
    )
}
