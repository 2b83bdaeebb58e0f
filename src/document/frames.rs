//! The open places while the tree is built, and the choice of where a number belongs.
//!
//! A number first tries to go on from an open list of its own form and mark, innermost first; only then does the
//! order of forms decide. So `2.` closes the bare sub-list `1…6` of item `1.`, and numbers may run on, skip or restart.

use super::label::Form;
use super::marker::Marker;
use super::node::Node;

/// An open place.
pub(super) struct Frame {
    /// Its level in the tree.
    pub level: Form,
    /// The printed form and mark of its number, none for unnumbered places.
    pub printed: Option<(Form, &'static str)>,
    pub value: u32,
    pub node: Node,
    /// Whether it only announces, so that paragraphs are its body.
    pub announces: bool,
    /// Whether its words end with a colon, and so lead into a list.
    pub leads: bool,
    /// Whether an item of its list took a second paragraph.
    pub continued: bool,
}

/// The open places, outermost first, over the finished top of the tree.
#[derive(Default)]
pub(super) struct Frames {
    pub done: Vec<Node>,
    open: Vec<Frame>,
    /// The last arabic value, for numbers that run on across sections.
    run_on: u32,
}

/// Where a number belongs.
pub(super) struct Place {
    pub level: Form,
    /// Whether it goes into an item of its own form, whose path then writes `(1)`.
    pub nested: bool,
}

impl Frames {
    pub(super) fn top(&self) -> Option<&Frame> {
        self.open.last()
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut Frame> {
        self.open.last_mut()
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut Frame> {
        self.open.get_mut(at)
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Opens a place inside the current one.
    pub(super) fn push(&mut self, frame: Frame) {
        if let Some((Form::Arabic, _)) = frame.printed {
            self.run_on = frame.value;
        }
        self.open.push(frame);
    }

    /// Puts a finished node into the current place.
    pub(super) fn attach(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(frame) => frame.node.children.push(node),
            None => self.done.push(node),
        }
    }

    /// Closes places until `depth` are open.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(frame) = self.open.pop() {
                self.attach(frame.node);
            }
        }
    }

    /// Closes every place at `level` or deeper, save those under a place that only announces and stands higher.
    pub(super) fn close_from(&mut self, level: Form) {
        let depth = self
            .open
            .iter()
            .position(|frame| frame.level >= level)
            .unwrap_or(self.open.len());
        self.close_to(depth);
    }

    /// The open place whose list a number goes on with.
    pub(super) fn continued_by(&self, marker: &Marker) -> Option<usize> {
        let find = |fits: &dyn Fn(&Frame) -> bool| {
            let same_form = |frame: &Frame| frame.printed.is_some_and(|(form, _)| form == marker.form);
            self.open.iter().rposition(|frame| same_form(frame) && fits(frame))
        };
        let same_mark = |frame: &Frame| frame.printed.is_some_and(|(_, mark)| mark == marker.mark);
        find(&|frame| same_mark(frame) && frame.value + 1 == marker.value)
            .or_else(|| find(&|frame| frame.value + 1 == marker.value))
            .or_else(|| find(&|frame| same_mark(frame) && frame.value < marker.value && !marker.is_bare()))
    }

    /// The innermost open unit.
    pub(super) fn unit(&self) -> Option<usize> {
        self.open.iter().rposition(|frame| frame.level == Form::Unit)
    }

    /// Makes room for a number: closes what it ends, and says where it goes. None if it cannot be a number here.
    pub(super) fn place(&mut self, marker: &Marker) -> Option<Place> {
        if let Some(at) = self.continued_by(marker) {
            let frame = self.open.get(at)?;
            let (level, nested) = (frame.level, frame.printed.is_some_and(|(form, _)| form != frame.level));
            self.close_to(at);
            return Some(Place { level, nested });
        }
        if marker.is_bare() && !self.may_open_bare(marker) {
            return None;
        }
        if self.nests(marker) {
            return Some(Place {
                level: Form::ArabicBracket,
                nested: true,
            });
        }
        self.close_from(marker.form);
        Some(Place {
            level: marker.form,
            nested: false,
        })
    }

    /// Whether a number without a mark opens a list here, or goes on from the section before.
    fn may_open_bare(&self, marker: &Marker) -> bool {
        let introduced = self.top().is_some_and(|top| top.announces || top.leads);
        marker.value == 1 && introduced || marker.value == self.run_on + 1
    }

    /// Whether an arabic list opens inside an arabic item that leads into it.
    fn nests(&self, marker: &Marker) -> bool {
        let inside = self
            .top()
            .is_some_and(|top| top.level == Form::Arabic && top.leads && top.node.children.is_empty());
        marker.form == Form::Arabic && marker.value == 1 && inside
    }
}
