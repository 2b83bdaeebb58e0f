//! Blocks of one part → its tree: every number, unit and field finds its place, every paragraph its owner.

use super::blocks::{Block, Shape, upcoming};
use super::clause::Kind;
use super::frames::{Frame, Frames};
use super::label::Form;
use super::marker::Marker;
use super::node::Node;
use super::note::{NoteKind, Notes};
use super::parts::Part;
use super::script::{han_number, last_mark};
use super::{closing, front, heading, lost, naming};

/// Builds the places of a part; those of an annex stand inside one place.
pub(super) fn build(text: &str, part: Part, notes: &mut Notes) -> Vec<Node> {
    let mut blocks = part.blocks;
    let is_lost = lost::is_lost(text, &blocks);
    let mut nodes = front::take(text, &mut blocks, is_lost, notes);
    let closing = closing::take(text, &mut blocks, notes);
    let blocks = if is_lost {
        lost::restore(text, blocks, notes)
    } else {
        blocks
    };
    nodes.extend(Builder::new(text, &blocks).walk(notes));
    nodes.extend(closing);
    let nodes = naming::name(text, nodes);
    match part.annex {
        Some((name, block)) => vec![annex(name, &block, nodes)],
        None => nodes,
    }
}

fn annex(name: String, block: &Block, children: Vec<Node>) -> Node {
    let mut node = Node::body(block, &name, Kind::Division);
    (node.label, node.children) = (Some(name), children);
    node.paragraphs.clear();
    node
}

struct Builder<'a> {
    text: &'a str,
    blocks: &'a [Block],
    /// For each block, the place of the next number.
    next: Vec<Option<usize>>,
    frames: Frames,
    bullets: u32,
    stages: u32,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, blocks: &'a [Block]) -> Self {
        Self {
            text,
            blocks,
            next: upcoming(blocks),
            frames: Frames::default(),
            bullets: 0,
            stages: 0,
        }
    }

    fn walk(mut self, notes: &mut Notes) -> Vec<Node> {
        for (at, block) in self.blocks.iter().enumerate() {
            self.bullets = if matches!(block.shape, Shape::Bullet(_)) {
                self.bullets + 1
            } else {
                0
            };
            self.stages = if block.shape == Shape::Stage {
                self.stages + 1
            } else {
                0
            };
            self.step(at, block, notes);
        }
        self.frames.close_to(0);
        self.frames.done
    }

    fn step(&mut self, at: usize, block: &Block, notes: &mut Notes) {
        match &block.shape {
            Shape::Numbered(marker) => self.number(at, block, marker, notes),
            Shape::Inferred(segment) => self.section(block, segment),
            Shape::Unit(name) => self.unit(block, name),
            Shape::Field(name) if self.frames.depth() > 0 => self.named(block, name, Form::Field, Kind::Field),
            Shape::Tier(name) => self.named(block, name, Form::Tier, Kind::Item),
            Shape::Stage if self.stage_fits() => {
                let name = format!("阶段{}", han(self.stages));
                self.named(block, &name, Form::Stage, Kind::Item);
            }
            Shape::Bullet(bullet) => self.bullet(block, bullet),
            Shape::Seat(name) => self
                .frames
                .attach(Node::of(block, name, Some(name.clone()), Kind::Item)),
            Shape::Row => self.row(block),
            Shape::Table => self.frames.close_to(0),
            Shape::Field(_) | Shape::Stage | Shape::Paragraph => self.paragraph(at, block),
        }
    }

    fn number(&mut self, at: usize, block: &Block, marker: &Marker, notes: &mut Notes) {
        let Some(place) = self.frames.place(marker) else {
            return self.paragraph(at, block);
        };
        let segment = if place.nested {
            format!("({})", marker.value)
        } else {
            marker.segment.clone()
        };
        if marker.label.is_some() && self.is_odd(marker) {
            notes.add(block.line, NoteKind::OddNumber, &segment);
        }
        let node = Node::of(block, &segment, marker.label.clone(), Kind::Item);
        let printed = Some((marker.form, marker.mark));
        let frame = self.frame(block, place.level, printed, marker.value, node);
        let announces = heading::announces(self.text, self.blocks, at);
        self.frames.push(Frame { announces, ..frame });
    }

    /// Whether the number skips or repeats within its list.
    fn is_odd(&self, marker: &Marker) -> bool {
        let siblings = match self.frames.top() {
            Some(top) => &top.node.children,
            None => &self.frames.done,
        };
        let last = siblings.iter().rev().find_map(|node| node.label.as_deref());
        // A chapter is not counted on from an article.
        let last = last.filter(|last| counted(last) == marker.label.as_deref().and_then(counted));
        last.and_then(value_of).is_some_and(|last| last + 1 != marker.value)
    }

    fn frame(
        &self,
        block: &Block,
        level: Form,
        printed: Option<(Form, &'static str)>,
        value: u32,
        node: Node,
    ) -> Frame {
        let words = block.words(self.text);
        let announces = heading::is_whole_line(words);
        Frame {
            level,
            printed,
            value,
            node,
            announces,
            leads: last_mark(words) == Some(':'),
            continued: false,
        }
    }

    /// A section whose heading was lost.
    fn section(&mut self, block: &Block, segment: &str) {
        self.frames.close_to(0);
        let node = Node::of(block, segment, None, Kind::Heading);
        let frame = Frame {
            announces: false,
            ..self.frame(block, Form::Han, None, 0, node)
        };
        self.frames.push(frame);
    }

    /// A unit's section: beside the last one, or inside the nearest place that only announces.
    fn unit(&mut self, block: &Block, name: &str) {
        match self.frames.unit() {
            Some(at) => self.frames.close_to(at),
            None => {
                while self
                    .frames
                    .top()
                    .is_some_and(|top| !top.announces && !top.leads && top.level > Form::Han)
                {
                    self.frames.close_to(self.frames.depth() - 1);
                }
            }
        }
        let node = Node::of(block, name, Some(name.to_string()), Kind::UnitHeading);
        let frame = self.frame(block, Form::Unit, None, 0, node);
        self.frames.push(Frame {
            announces: block.words(self.text).is_empty(),
            ..frame
        });
    }

    /// A field, a tier or a stage.
    fn named(&mut self, block: &Block, name: &str, level: Form, kind: Kind) {
        self.frames.close_from(level);
        let node = Node::of(block, name, Some(name.to_string()), kind);
        let frame = self.frame(block, level, None, 0, node);
        self.frames.push(Frame {
            announces: block.words(self.text).is_empty(),
            ..frame
        });
    }

    /// A stage stands under a section, before its numbers.
    fn stage_fits(&self) -> bool {
        self.frames.top().is_some_and(|top| {
            let stages_only = top.node.children.iter().all(Node::is_body);
            top.level == Form::Stage || (stages_only && (top.announces || top.level == Form::Han))
        })
    }

    fn bullet(&mut self, block: &Block, bullet: &str) {
        let segment = format!("{bullet}{}", self.bullets);
        self.frames
            .attach(Node::of(block, &segment, Some(bullet.to_string()), Kind::Item));
    }

    fn row(&mut self, block: &Block) {
        let siblings = match self.frames.top_mut() {
            Some(top) => &mut top.node.children,
            None => &mut self.frames.done,
        };
        match siblings.last_mut().filter(|last| last.kind == Kind::Roster) {
            Some(roster) => roster.extend(block),
            None => siblings.push(Node::body(block, "名单", Kind::Roster)),
        }
    }

    /// A paragraph is the body of what only announces, goes on with an item whose list goes on, or closes a list.
    fn paragraph(&mut self, at: usize, block: &Block) {
        let Some(top) = self.frames.top_mut() else {
            return add_body(&mut self.frames.done, block);
        };
        // A cell of several lines, where the next cell follows.
        let between = matches!(self.blocks.get(at + 1).map(|b| &b.shape), Some(Shape::Field(_)));
        if top.level == Form::Field && between {
            return self.continuation(block);
        }
        if top.announces && top.node.children.iter().all(Node::is_body) {
            return add_body(&mut top.node.children, block);
        }
        let next = self
            .next
            .get(at)
            .copied()
            .flatten()
            .and_then(|next| self.blocks.get(next)?.marker());
        match next.map(|next| (next, self.frames.continued_by(next))) {
            None => self.last_paragraph(block),
            Some((_, Some(owner))) if owner + 1 < self.frames.depth() => self.closing_paragraph(owner, block),
            Some(_) => self.continuation(block),
        }
    }

    /// No number follows: the paragraph goes on with an item whose neighbours went on so, or closes the part.
    fn last_paragraph(&mut self, block: &Block) {
        if self
            .frames
            .top()
            .is_some_and(|top| top.continued || top.level == Form::Unit)
        {
            return self.continuation(block);
        }
        self.frames.close_to(0);
        add_body(&mut self.frames.done, block);
    }

    /// The next number goes on with an outer list: the paragraph closes the lists inside.
    fn closing_paragraph(&mut self, owner: usize, block: &Block) {
        if self.frames.top().is_some_and(|top| top.continued) {
            return self.continuation(block);
        }
        self.frames.close_to(owner + 1);
        if let Some(frame) = self.frames.get_mut(owner) {
            add_body(&mut frame.node.children, block);
        }
    }

    fn continuation(&mut self, block: &Block) {
        if let Some(top) = self.frames.top_mut() {
            top.continued = true;
            top.node.extend(block);
        }
    }
}

/// Adds a paragraph to the body that the place ends with, or begins one.
fn add_body(siblings: &mut Vec<Node>, block: &Block) {
    match siblings
        .last_mut()
        .filter(|last| last.kind == Kind::Body && last.segment.is_empty())
    {
        Some(body) => body.extend(block),
        None => siblings.push(Node::body(block, "", Kind::Body)),
    }
}

/// A small count in Chinese.
fn han(count: u32) -> char {
    "零一二三四五六七八九十".chars().nth(count as usize).unwrap_or('余')
}

/// What a printed label such as `第三章` counts; nothing for `三`, `(二)`, `9`.
fn counted(label: &str) -> Option<char> {
    label.strip_prefix('第')?.chars().next_back()
}

/// The value of a printed label such as `三`, `(二)`, `9`, `第三章`.
fn value_of(label: &str) -> Option<u32> {
    let numeral = label.trim_matches(['(', ')']);
    let numeral = match counted(label) {
        Some(counted) => numeral.trim_start_matches('第').trim_end_matches(counted),
        None => numeral,
    };
    han_number(numeral).or_else(|| numeral.parse().ok())
}
