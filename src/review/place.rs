//! A place in the text of a draft → the place in the document that it was read from.

use crate::diagnostic::Label;
use crate::document::Clause;
use crate::draft::{Draft, Written};
use crate::lint::Prose;
use crate::text::Span;

/// Finds places of the document.
pub(super) struct Places<'a> {
    pub prose: &'a Prose<'a>,
    pub draft: &'a Draft,
    pub written: &'a Written,
}

impl Places<'_> {
    /// The label at the document's words.
    pub(super) fn label(&self, label: &Label) -> Label {
        Label {
            span: self.of(label.span),
            words: label.words.clone(),
        }
    }

    /// Where the declaration that holds a place of the draft was read from: the unit's name, or the clause.
    pub(super) fn of(&self, span: Span) -> Span {
        let at = span.start as usize;
        let Some(place) = self.written.places.iter().find(|p| p.span.contains(&at)) else {
            return self.title();
        };
        if place.line == 0 {
            return self.title();
        }
        let unit = self.draft.units.iter().find(|u| Some(&u.name) == place.name.as_ref());
        let names = unit
            .into_iter()
            .flat_map(|u| std::iter::once(&u.name).chain(&u.aliases));
        let line = self.prose.source.line_range(place.line - 1);
        for name in names {
            if let Some(found) = self.prose.source.slice(line.clone()).find(name.as_str()) {
                let start = line.start + found;
                return Span::new(self.prose.id, start..start + name.len());
            }
        }
        self.clause(&place.clause, place.line)
    }

    /// The first line of a clause's words.
    pub(super) fn clause(&self, path: &str, line: usize) -> Span {
        let clause = self.prose.document.clauses.iter().find(|c| c.path == path);
        let range = match clause {
            Some(clause) => self.first_line(clause),
            None => self.prose.source.line_range(line.saturating_sub(1)),
        };
        Span::new(self.prose.id, range)
    }

    fn first_line(&self, clause: &Clause) -> std::ops::Range<usize> {
        let words = self.prose.source.slice(clause.span.clone());
        let length = words.find('\n').unwrap_or(words.len());
        clause.span.start..clause.span.start + words.get(..length).map_or(0, |w| w.trim_end().len())
    }

    fn title(&self) -> Span {
        let title = self
            .prose
            .document
            .clauses
            .iter()
            .find(|c| c.kind == crate::document::Kind::Title);
        let range = title.map_or_else(|| self.prose.source.line_range(0), |c| self.first_line(c));
        Span::new(self.prose.id, range)
    }
}
