//! A chart as a Mermaid flowchart, for pages that draw such blocks themselves.

use std::fmt::Write as _;

use super::words::{broken_text, edge_text, node_text};
use crate::chart::{Chart, Edge, Node, Shape, Sure, Tie};
use crate::diagnostic::Lang;
use crate::wire::v1::node_id;

/// Writes a chart; lanes become subgraphs, and what is not shown stands in comments and in a note.
#[must_use]
pub fn render(chart: &Chart, lang: Lang) -> String {
    let mut out = String::from("flowchart LR\n");
    let _ = writeln!(out, "  %% {}", plain(chart.title.get(lang)));
    for (i, lane) in chart.lanes.iter().enumerate() {
        let _ = writeln!(out, "  subgraph lane{i} [\"{}\"]", escape(lane.title.get(lang)));
        for (n, node) in chart.nodes.iter().enumerate().filter(|(_, n)| n.lane == i) {
            let _ = writeln!(out, "    {}{}", node_id(n), box_of(node, lang));
        }
        out.push_str("  end\n");
    }
    for edge in &chart.edges {
        let _ = writeln!(out, "  {}", arrow(edge, lang));
    }
    if !chart.folded.is_empty() {
        let notes: Vec<String> = chart.folded.iter().map(|f| escape(f.note.get(lang))).collect();
        let _ = writeln!(out, "  folded[\"{}\"]", notes.join("<br/>"));
    }
    styles(&mut out, chart);
    out
}

fn box_of(node: &Node, lang: Lang) -> String {
    let mut lines = vec![escape(&node_text(node, lang))];
    lines.extend(node.works.iter().map(|w| escape(&format!("{} {}", w.action, w.clause))));
    let text = lines.join("<br/>");
    match node.shape {
        Shape::Group | Shape::Bundle => format!("[[\"{text}\"]]"),
        Shape::Vague => format!("([\"{text}\"])"),
        _ => format!("[\"{text}\"]"),
    }
}

fn arrow(edge: &Edge, lang: Lang) -> String {
    let (from, to) = (node_id(edge.from), node_id(edge.to));
    if edge.main() == Tie::Goes {
        return format!("{from} --- {to}");
    }
    let mut label = edge_text(edge, lang);
    if let Some(broken) = broken_text(edge, lang) {
        let _ = write!(label, " · {broken}");
    }
    let line = if edge.is_escalation() || edge.sure != Sure::Certain {
        "-.->"
    } else {
        "-->"
    };
    format!("{from} {line}|\"{}\"| {to}", escape(&label))
}

fn styles(out: &mut String, chart: &Chart) {
    out.push_str("  classDef deadend stroke:#b3261e,color:#b3261e,stroke-dasharray:4 3\n");
    out.push_str("  classDef centre stroke-width:3px\n");
    for (n, node) in chart.nodes.iter().enumerate() {
        match node.shape {
            Shape::DeadEnd | Shape::Nobody => {
                let _ = writeln!(out, "  class {} deadend", node_id(n));
            }
            _ if node.centre => {
                let _ = writeln!(out, "  class {} centre", node_id(n));
            }
            _ => {}
        }
    }
    let broken = chart.edges.iter().enumerate().filter(|(_, e)| e.broken > 0);
    let list: Vec<String> = broken.map(|(i, _)| i.to_string()).collect();
    if !list.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke:#b3261e,color:#b3261e", list.join(","));
    }
}

/// Text inside quotation marks: whatever could end them, start markup or a link, as numbered characters.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '"' | '<' | '>' | '&' | '#' | '`' | '\\' | ';' | '|' | '{' | '}' | '[' | ']' | '%' | '*' | '_' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Text of a comment: one line, no directive.
fn plain(text: &str) -> String {
    text.replace(['\n', '\r', '{', '}', '%'], " ")
}
