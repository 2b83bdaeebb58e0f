//! A node as a box: its lines and how much room they need.

use super::text::{width, wrap};
use crate::chart::{Node, Shape, Sure, View, Work};
use crate::diagnostic::Lang;
use crate::model::Role;
use crate::render::graph::words::node_text;

/// How a line of a box is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The name.
    Name,
    /// What it does.
    Work,
    /// What it may do.
    Open,
    /// Numbers and clauses.
    Small,
}

impl Style {
    /// Size of the font.
    #[must_use]
    pub fn size(self) -> f64 {
        match self {
            Style::Name => 13.0,
            Style::Work | Style::Open => 11.5,
            Style::Small => 10.0,
        }
    }

    fn leading(self) -> f64 {
        self.size() * 1.4
    }
}

/// A line of a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// How it is set.
    pub style: Style,
    /// What it says.
    pub text: String,
    /// Its base line below the upper edge of the box.
    pub below: f64,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Boxed {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
    /// What stands in it.
    pub lines: Vec<Line>,
}

impl Boxed {
    /// The height of its middle.
    #[must_use]
    pub fn middle(&self) -> f64 {
        self.y + self.h / 2.0
    }
}

/// Room to the left and right of the text.
pub const PAD: f64 = 9.0;
/// Room for text in a box of the chain.
const CHAIN: f64 = 176.0;
/// Room for text in a box of units.
const UNIT: f64 = 120.0;
/// Of what a unit does, so much is written out; the rest is counted.
const WORKS: usize = 4;

/// The box of a node, not yet in its place.
pub fn size(node: &Node, view: &View, lang: Lang) -> Boxed {
    let room = if *view == View::Chain { CHAIN } else { UNIT };
    let mut lines: Vec<(Style, String)> = Vec::new();
    let name = node_text(node, lang);
    lines.extend(
        wrap(&name, Style::Name.size(), room, 3)
            .into_iter()
            .map(|l| (Style::Name, l)),
    );
    if node.shape == Shape::DeadEnd {
        let words = lang.pick("无人有职责接", "nobody has a duty to take it up");
        lines.extend(
            wrap(words, Style::Small.size(), room, 2)
                .into_iter()
                .map(|l| (Style::Small, l)),
        );
    }
    for work in node.works.iter().take(WORKS) {
        works(&mut lines, work, room, lang);
    }
    let rest = node.works.len().saturating_sub(WORKS);
    if rest > 0 {
        let words = match lang {
            Lang::Zh => format!("另有 {rest} 条"),
            Lang::En => format!("{rest} more"),
        };
        lines.push((Style::Small, words));
    }
    if *view != View::Chain && node.items > 0 {
        let words = match (lang, node.items) {
            (Lang::Zh, n) => format!("{n} 条"),
            (Lang::En, 1) => "1 item".to_owned(),
            (Lang::En, n) => format!("{n} items"),
        };
        lines.push((Style::Small, words));
    }
    stack(lines, room, *view == View::Chain)
}

fn works(lines: &mut Vec<(Style, String)>, work: &Work, room: f64, lang: Lang) {
    let style = if work.sure == Sure::Certain {
        Style::Work
    } else {
        Style::Open
    };
    let mark = match work.role {
        Role::Lead => lang.pick("牵头 ", "leads: "),
        Role::Assist => lang.pick("配合 ", "assists: "),
        Role::Joint => lang.pick("共同 ", "jointly: "),
        Role::Receive => lang.pick("接收 ", "receives: "),
        _ => "",
    };
    let text = format!("· {mark}{}", work.action);
    lines.extend(wrap(&text, style.size(), room, 2).into_iter().map(|l| (style, l)));
    let mut small = work.clause.clone();
    if let Some(deadline) = &work.deadline {
        small = format!("{deadline} · {small}");
    }
    match work.sure {
        Sure::Certain => {}
        Sure::Possible => small.push_str(lang.pick(" · 可能", " · possible")),
        Sure::Later => small.push_str(lang.pick(" · 届时", " · later")),
    }
    lines.extend(
        wrap(&small, Style::Small.size(), room - 10.0, 1)
            .into_iter()
            .map(|l| (Style::Small, l)),
    );
}

fn stack(lines: Vec<(Style, String)>, room: f64, full: bool) -> Boxed {
    let widest = lines.iter().map(|(s, t)| width(t, s.size())).fold(0.0, f64::max);
    let w = if full { room } else { widest.max(56.0) } + 2.0 * PAD;
    let mut y = 5.0;
    let mut placed = Vec::new();
    for (style, text) in lines {
        y += style.leading();
        placed.push(Line {
            style,
            text,
            below: y - style.size() * 0.32,
        });
    }
    Boxed {
        x: 0.0,
        y: 0.0,
        w,
        h: y + 6.0,
        lines: placed,
    }
}
