//! The tree → clauses in document order: paths are written, sentences and parts cut, the tails read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clause::{Clause, Document, Kind};
use super::heading;
use super::node::Node;
use super::note::{NoteKind, Notes};
use super::script::is_blank;
use super::sentence::{self, Pieces, Sentence};
use super::tail;

/// A document has no more clauses than this; the rest is left out, with a note.
const LIMIT: usize = 300_000;

pub(super) fn document(text: &str, nodes: Vec<Node>, notes: Notes) -> Document {
    let lines = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let mut emitter = Emitter {
        text,
        lines,
        clauses: Vec::new(),
        seen: BTreeMap::new(),
        notes,
    };
    for node in &nodes {
        emitter.node(
            node,
            &Owner {
                path: String::new(),
                index: None,
            },
            &mut 0,
        );
    }
    Document {
        clauses: emitter.clauses,
        notes: emitter.notes.finish(),
    }
}

struct Emitter<'a> {
    text: &'a str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    clauses: Vec<Clause>,
    /// How often each path was written.
    seen: BTreeMap<String, u32>,
    notes: Notes,
}

/// The clause that holds what is being written.
#[derive(Clone)]
struct Owner {
    path: String,
    index: Option<usize>,
}

impl Owner {
    fn join(&self, segment: &str) -> String {
        if self.path.is_empty() {
            segment.to_string()
        } else {
            format!("{}/{segment}", self.path)
        }
    }
}

impl Emitter<'_> {
    /// Writes a place, its sentences and its children. `count` is the owner's count of sentences, which bodies go on with.
    fn node(&mut self, node: &Node, owner: &Owner, count: &mut u32) {
        let Some(own) = self.place(node, owner) else {
            return;
        };
        let mut inner = 0;
        if node.is_body() && !node.counts_alone && !owner.path.is_empty() {
            let shared = Owner {
                path: owner.path.clone(),
                index: own.index,
            };
            self.body(node, &shared, count);
        } else {
            self.body(node, &own, &mut inner);
        }
        for child in &node.children {
            self.node(child, &own, &mut inner);
        }
    }

    fn place(&mut self, node: &Node, owner: &Owner) -> Option<Owner> {
        let words: Vec<String> = node.paragraphs.iter().map(|range| self.clean(range)).collect();
        let assignments = match node.kind {
            Kind::Field => tail::assignments(self.text.get(node.span.clone()).unwrap_or_default()),
            _ => Vec::new(),
        };
        let path = self.unique(owner.join(&node.segment), node.line);
        let index = self.push(Clause {
            path: path.clone(),
            line: node.line,
            end_line: node.end_line,
            label: node.label.clone(),
            kind: node.kind,
            text: words.join("\n"),
            parent: owner.index,
            span: node.span.clone(),
            assignments,
        })?;
        Some(Owner {
            path,
            index: Some(index),
        })
    }

    /// Writes the topic, the sentences and the tails of a place's own paragraphs.
    fn body(&mut self, node: &Node, owner: &Owner, count: &mut u32) {
        if matches!(node.kind, Kind::Title | Kind::Division) || node.segment == "元数据" {
            return;
        }
        for (at, range) in node.paragraphs.iter().enumerate() {
            let rest = if at == 0 {
                self.topic(node, owner, range)
            } else {
                range.clone()
            };
            let pieces = sentence::cut(self.text, rest);
            self.sentences(&pieces, owner, count);
            for tail in &pieces.tails {
                self.tail(tail, owner);
            }
        }
    }

    /// Writes the heading sentence, if there is one, and returns what is left of the paragraph.
    fn topic(&mut self, node: &Node, owner: &Owner, range: &Range<usize>) -> Range<usize> {
        let words = self.text.get(range.clone()).unwrap_or_default();
        let announced = node.label.is_some() && node.kind == Kind::Heading;
        let length = match heading::opening(words).filter(|_| node.headed) {
            Some(length) => length,
            None if announced || (node.headed && heading::is_whole_line(words) && !node.children.is_empty()) => {
                words.len()
            }
            None => return range.clone(),
        };
        let topic = range.start..range.start + length;
        self.cut(owner, "题".to_string(), Kind::Topic, &topic);
        topic.end..range.end
    }

    fn sentences(&mut self, pieces: &Pieces, owner: &Owner, count: &mut u32) {
        for Sentence { span, parts } in &pieces.sentences {
            *count += 1;
            let Some(index) = self.cut(owner, format!("句{count}"), Kind::Sentence, span) else {
                return;
            };
            let sentence = Owner {
                path: owner.join(&format!("句{count}")),
                index: Some(index),
            };
            for (at, part) in parts.iter().enumerate() {
                self.cut(&sentence, format!("项{}", at + 1), Kind::Part, part);
            }
        }
    }

    fn tail(&mut self, span: &Range<usize>, owner: &Owner) {
        let words = self.text.get(span.clone()).unwrap_or_default();
        let assignments = tail::assignments(words);
        if let Some(clause) = self
            .cut(owner, "分工".to_string(), Kind::Tail, span)
            .and_then(|at| self.clauses.get_mut(at))
        {
            clause.assignments = assignments;
        }
    }

    /// Writes a clause cut out of its owner's text.
    fn cut(&mut self, owner: &Owner, segment: String, kind: Kind, span: &Range<usize>) -> Option<usize> {
        let line = self.line_of(span.start);
        let path = self.unique(owner.join(&segment), line);
        let clause = Clause {
            path,
            line,
            end_line: self.line_of(span.end.saturating_sub(1)),
            label: None,
            kind,
            text: self.clean(span),
            parent: owner.index,
            span: span.clone(),
            assignments: Vec::new(),
        };
        self.push(clause)
    }

    fn push(&mut self, clause: Clause) -> Option<usize> {
        if self.clauses.len() >= LIMIT {
            if self.clauses.len() == LIMIT && self.seen.remove("").is_none() {
                self.seen.insert(String::new(), 1);
                self.notes.add(clause.line, NoteKind::TooLong, &clause.path);
            }
            return None;
        }
        self.clauses.push(clause);
        Some(self.clauses.len() - 1)
    }

    /// The path itself, or with `#n` where it was written before.
    fn unique(&mut self, path: String, line: usize) -> String {
        let seen = self.seen.entry(path.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 {
            return path;
        }
        let renamed = format!("{path}#{seen}");
        self.notes.add(line, NoteKind::RepeatedPath, &renamed);
        renamed
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    /// The words of a range with line breaks, and the blanks around them, taken out.
    fn clean(&self, range: &Range<usize>) -> String {
        let words = self.text.get(range.clone()).unwrap_or_default();
        words.split('\n').map(|line| line.trim_matches(is_blank)).collect()
    }
}
