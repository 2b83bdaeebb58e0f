//! A chart in the DOT language of Graphviz.

use std::fmt::Write as _;

use super::words::{broken_text, edge_text, node_text};
use crate::chart::{Chart, Edge, Node, Shape, Sure, Tie};
use crate::diagnostic::Lang;
use crate::wire::v1::node_id;

/// Writes a chart; lanes become clusters.
#[must_use]
pub fn render(chart: &Chart, lang: Lang) -> String {
    let mut out = String::from("digraph zeren {\n");
    let title = chart.title.get(lang);
    let _ = writeln!(
        out,
        "  graph [rankdir=LR, label={}, labelloc=t, fontname=\"sans-serif\", newrank=true];",
        quoted(title)
    );
    out.push_str("  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\"];\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (i, lane) in chart.lanes.iter().enumerate() {
        let _ = writeln!(
            out,
            "  subgraph cluster_{i} {{\n    label={};",
            quoted(lane.title.get(lang))
        );
        for (n, node) in chart.nodes.iter().enumerate().filter(|(_, n)| n.lane == i) {
            let _ = writeln!(out, "    {} [{}];", node_id(n), box_of(node, lang));
        }
        out.push_str("  }\n");
    }
    for edge in &chart.edges {
        let (from, to) = (node_id(edge.from), node_id(edge.to));
        let _ = writeln!(out, "  {from} -> {to} [{}];", arrow(edge, lang));
    }
    for folded in &chart.folded {
        let note = folded.note.get(lang).replace(['\n', '\r'], " ");
        let _ = writeln!(out, "  // {note}");
    }
    if !chart.folded.is_empty() {
        let notes: Vec<&str> = chart.folded.iter().map(|f| f.note.get(lang)).collect();
        let _ = writeln!(
            out,
            "  folded [shape=plaintext, style=\"\", label={}];",
            quoted(&notes.join("\n"))
        );
    }
    out.push_str("}\n");
    out
}

fn box_of(node: &Node, lang: Lang) -> String {
    let mut lines = vec![node_text(node, lang)];
    lines.extend(node.works.iter().map(|w| format!("{}  {}", w.action, w.clause)));
    let label = quoted(&lines.join("\n"));
    let more = match node.shape {
        Shape::DeadEnd => ", color=red, fontcolor=red, style=\"rounded,dashed\"",
        Shape::Nobody => ", color=red, style=\"rounded,dashed\"",
        Shape::Vague => ", style=\"rounded,dashed\"",
        Shape::Bundle => ", style=\"rounded,filled\", fillcolor=\"#eeeeee\"",
        Shape::Group => ", peripheries=2",
        Shape::Unit if node.centre => ", penwidth=3",
        Shape::Unit => "",
    };
    format!("label={label}{more}")
}

fn arrow(edge: &Edge, lang: Lang) -> String {
    let mut label = edge_text(edge, lang);
    if let Some(broken) = broken_text(edge, lang) {
        let _ = write!(label, "\n{broken}");
    }
    let mut out = format!("label={}", quoted(&label));
    if edge.broken > 0 {
        out.push_str(", color=red, fontcolor=red");
    } else if edge.main() == Tie::Goes {
        out.push_str(", color=gray, arrowhead=none");
    }
    if edge.is_escalation() || edge.sure != Sure::Certain {
        out.push_str(", style=dashed");
    }
    out
}

/// A quoted string: backslash and quotation mark escaped, line breaks as `\n`, control characters gone.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
