//! Who passes what on to whom, made ready to be drawn: a plan becomes nodes in lanes and edges between them.
//!
//! Knows neither a picture's size nor its format; what was left out or put together stands in [`Chart::folded`], so that no
//! picture shows less than it says.

mod around;
mod chain;
mod fold;
mod ties;
mod whole;

use crate::diagnostic::Words;
use crate::model::Role;

pub use around::around;
pub use chain::{Extent, chain};
pub use fold::Budget;
pub use whole::whole;

/// What a chart is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// All units of a plan.
    Whole,
    /// The units that are at most so many steps from one.
    Around {
        /// The unit's name.
        unit: String,
        /// Steps.
        depth: usize,
    },
    /// What happens in one situation, stage by stage.
    Chain,
}

/// A column of the picture: a kind of unit, a distance, or a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its heading.
    pub title: Words,
    /// Whether the edges inside it order its nodes from left to right.
    pub flow: Flow,
}

/// Whether the edges inside a lane order its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// They do: what is passed on goes right.
    Ordered,
    /// They do not.
    Loose,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A unit.
    Unit,
    /// A vague unit (有关部门).
    Vague,
    /// A group of units.
    Group,
    /// Several units put together to keep the picture readable.
    Bundle,
    /// A clause that applies and names nobody.
    Nobody,
    /// A unit to which something is passed on and which has no duty to take it up.
    DeadEnd,
}

impl Shape {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Shape::Unit => "unit",
            Shape::Vague => "vague",
            Shape::Group => "group",
            Shape::Bundle => "bundle",
            Shape::Nobody => "nobody",
            Shape::DeadEnd => "dead_end",
        }
    }
}

/// Whether something holds for certain or as the unknown facts turn out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Holds.
    Certain,
    /// May hold.
    Possible,
    /// Will hold if time passes or a fact changes.
    Later,
}

impl Sure {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Sure::Certain => "certain",
            Sure::Possible => "possible",
            Sure::Later => "later",
        }
    }
}

/// What a unit does at one stage of a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// In which role.
    pub role: Role,
    /// What.
    pub action: String,
    /// By when.
    pub deadline: Option<String>,
    /// On which clause.
    pub clause: String,
    /// How sure.
    pub sure: Sure,
}

/// A box of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The unit's name, or that of the bundle.
    pub name: String,
    /// What it stands for.
    pub shape: Shape,
    /// Its lane.
    pub lane: usize,
    /// Duties, tasks and norms in which it acts.
    pub items: usize,
    /// What it does, where the chart is of one situation.
    pub works: Vec<Work>,
    /// The units of a bundle; the members of a group.
    pub holds: Vec<String>,
    /// Whether the chart was asked for around this unit.
    pub centre: bool,
    /// How sure.
    pub sure: Sure,
}

/// What one unit has to do with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// 移交: the case or the child goes on.
    HandOver,
    /// 升级
    Escalate,
    /// 报告
    Report,
    /// 通报
    Notify,
    /// 配合: the first leads, the second assists.
    Assist,
    /// 共同: side by side.
    Joint,
    /// 监督
    Supervise,
    /// 指导
    Guide,
    /// 执法: enforces a norm that binds the other.
    Enforce,
    /// The same unit, at its next stage.
    Goes,
}

impl Tie {
    /// All ties, the most telling first.
    pub const ALL: [Tie; 10] = [
        Tie::HandOver,
        Tie::Escalate,
        Tie::Report,
        Tie::Notify,
        Tie::Assist,
        Tie::Joint,
        Tie::Supervise,
        Tie::Guide,
        Tie::Enforce,
        Tie::Goes,
    ];

    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tie::HandOver => "hand_over",
            Tie::Escalate => "escalate",
            Tie::Report => "report",
            Tie::Notify => "notify",
            Tie::Assist => "assist",
            Tie::Joint => "joint",
            Tie::Supervise => "supervise",
            Tie::Guide => "guide",
            Tie::Enforce => "enforce",
            Tie::Goes => "goes_on",
        }
    }

    /// The words of a legend.
    #[must_use]
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Tie::HandOver => ("移交", "hands over"),
            Tie::Escalate => ("升级", "escalates"),
            Tie::Report => ("报告", "reports"),
            Tie::Notify => ("通报", "notifies"),
            Tie::Assist => ("配合", "is assisted by"),
            Tie::Joint => ("共同", "jointly with"),
            Tie::Supervise => ("监督", "supervises"),
            Tie::Guide => ("指导", "guides"),
            Tie::Enforce => ("执法", "enforces on"),
            Tie::Goes => ("接着办", "goes on"),
        };
        Words::new(zh, en)
    }
}

/// An arrow of the picture: everything that one node has to do with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Index of the first node.
    pub from: usize,
    /// Index of the second node.
    pub to: usize,
    /// What, how often; the most telling first.
    pub ties: Vec<(Tie, usize)>,
    /// On which clauses, in the order of the document.
    pub clauses: Vec<String>,
    /// How many of them nobody takes up.
    pub broken: usize,
    /// How sure.
    pub sure: Sure,
}

impl Edge {
    /// How often, all ties together.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ties.iter().map(|(_, n)| n).sum()
    }

    /// What the arrow mainly is.
    #[must_use]
    pub fn main(&self) -> Tie {
        self.ties.first().map_or(Tie::Goes, |(tie, _)| *tie)
    }

    /// Whether it is nothing but a step up.
    #[must_use]
    pub fn is_escalation(&self) -> bool {
        self.ties.iter().all(|(tie, _)| *tie == Tie::Escalate)
    }
}

/// Something that the picture does not show one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// What was done, with numbers.
    pub note: Words,
    /// The names of what is not shown.
    pub names: Vec<String>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it is of.
    pub view: View,
    /// Its heading.
    pub title: Words,
    /// The lanes, left to right.
    pub lanes: Vec<Lane>,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub edges: Vec<Edge>,
    /// What is not shown one by one.
    pub folded: Vec<Folded>,
}

impl Chart {
    /// Number of things passed on that nobody takes up.
    #[must_use]
    pub fn broken(&self) -> usize {
        self.edges.iter().map(|e| e.broken).sum()
    }
}
