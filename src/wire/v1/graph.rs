//! `zeren.graph/v1`: a chart, with all that was put together or left out.

use serde::Serialize;

use crate::chart::{Chart, View};
use crate::diagnostic::Lang;

/// The whole of a chart.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Graph {
    /// `zeren.graph/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.graph/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// The digest of the sources with which it was made.
    pub policy_digest: String,
    /// whole, around or chain
    pub view: &'static str,
    /// The unit at the centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Steps from the centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<usize>,
    /// Its heading.
    pub title: String,
    /// The lanes, left to right: kinds of units, distances or stages.
    pub lanes: Vec<String>,
    /// The boxes.
    pub nodes: Vec<GraphNode>,
    /// The arrows.
    pub edges: Vec<GraphEdge>,
    /// Number of things passed on that nobody takes up.
    pub broken: usize,
    /// What is not shown one by one.
    pub folded: Vec<FoldedEntry>,
}

/// A box.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct GraphNode {
    /// Its id in this form.
    pub id: String,
    /// The unit's name, or that of the bundle; empty where a clause names nobody.
    pub name: String,
    /// unit, vague, group, bundle, nobody or dead_end
    pub shape: &'static str,
    /// Index of its lane.
    pub lane: usize,
    /// Number of items in which it acts.
    pub items: usize,
    /// Whether the chart was asked for around it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub centre: bool,
    /// certain, possible or later
    pub status: &'static str,
    /// What it does, in the chain of a situation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<WorkEntry>,
    /// The units of a bundle; the members of a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
}

/// What a unit does.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct WorkEntry {
    /// lead, joint, responsible, assist or receive
    pub role: &'static str,
    /// What.
    pub action: String,
    /// By when.
    pub deadline: Option<String>,
    /// The clause's path.
    pub clause: String,
    /// certain, possible or later
    pub status: &'static str,
}

/// An arrow.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct GraphEdge {
    /// Id of the first node.
    pub from: String,
    /// Id of the second node.
    pub to: String,
    /// What, how often.
    pub ties: Vec<TieEntry>,
    /// On which clauses.
    pub clauses: Vec<String>,
    /// How many of them nobody takes up.
    pub broken: usize,
    /// certain, possible or later
    pub status: &'static str,
}

/// What, how often.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TieEntry {
    /// hand_over, escalate, report, notify, assist, joint, supervise, guide, enforce or goes_on
    pub kind: &'static str,
    /// How often.
    pub count: usize,
}

/// Something not shown one by one.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct FoldedEntry {
    /// What was done.
    pub note: String,
    /// What is not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// Writes a chart.
#[must_use]
pub fn graph(plan: &str, digest: &str, chart: &Chart, lang: Lang) -> Graph {
    let (view, unit, depth) = match &chart.view {
        View::Whole => ("whole", None, None),
        View::Around { unit, depth } => ("around", Some(unit.clone()), Some(*depth)),
        View::Chain => ("chain", None, None),
    };
    Graph {
        schema: "zeren.graph/v1",
        plan: plan.to_owned(),
        policy_digest: digest.to_owned(),
        view,
        unit,
        depth,
        title: chart.title.get(lang).to_owned(),
        lanes: chart.lanes.iter().map(|l| l.title.get(lang).to_owned()).collect(),
        nodes: chart.nodes.iter().enumerate().map(|(i, n)| node(i, n)).collect(),
        edges: chart.edges.iter().map(edge).collect(),
        broken: chart.broken(),
        folded: chart
            .folded
            .iter()
            .map(|f| FoldedEntry {
                note: f.note.get(lang).to_owned(),
                names: f.names.clone(),
            })
            .collect(),
    }
}

/// The id of the node at an index.
#[must_use]
pub fn node_id(index: usize) -> String {
    format!("n{index}")
}

fn node(index: usize, node: &crate::chart::Node) -> GraphNode {
    GraphNode {
        id: node_id(index),
        name: node.name.clone(),
        shape: node.shape.name(),
        lane: node.lane,
        items: node.items,
        centre: node.centre,
        status: node.sure.name(),
        works: node
            .works
            .iter()
            .map(|w| WorkEntry {
                role: w.role.name(),
                action: w.action.clone(),
                deadline: w.deadline.clone(),
                clause: w.clause.clone(),
                status: w.sure.name(),
            })
            .collect(),
        holds: node.holds.clone(),
    }
}

fn edge(edge: &crate::chart::Edge) -> GraphEdge {
    GraphEdge {
        from: node_id(edge.from),
        to: node_id(edge.to),
        ties: edge
            .ties
            .iter()
            .map(|(tie, count)| TieEntry {
                kind: tie.name(),
                count: *count,
            })
            .collect(),
        clauses: edge.clauses.clone(),
        broken: edge.broken,
        status: edge.sure.name(),
    }
}
