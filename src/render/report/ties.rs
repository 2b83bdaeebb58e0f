//! Who passes on to whom: the broken links one by one, then all dealings of units as a table beside the picture.

use super::{Subject, number, table};
use crate::chart::{Edge, Tie};
use crate::diagnostic::Lang;
use crate::render::docx::{Block, Cell, Level};

/// Writes the section.
pub fn blocks(subject: Subject<'_>, lang: Lang) -> Vec<Block> {
    let mut out = Vec::new();
    let chart = subject.chart;
    let broken: Vec<&Edge> = chart.edges.iter().filter(|e| e.broken > 0).collect();
    if !broken.is_empty() {
        let heading = lang.pick(
            "断链:送到了,却无人有职责接",
            "Broken links: passed on, and nobody has a duty to take it up",
        );
        out.push(Block::Heading(Level::Second, heading.to_owned()));
        out.push(dealings(subject, &broken, lang));
    }
    for folded in &chart.folded {
        let mut note = format!("{} {}", lang.pick("图上:", "In the picture:"), folded.note.get(lang));
        if !folded.names.is_empty() {
            note = format!("{note}({})", folded.names.join("、"));
        }
        out.push(Block::note(note));
    }
    let passing: Vec<&Edge> = chart
        .edges
        .iter()
        .filter(|e| e.broken == 0 && passes(e.main()))
        .collect();
    if !passing.is_empty() {
        let heading = lang.pick("移交、升级、报告、通报", "Handed over, escalated, reported, told");
        out.push(Block::Heading(Level::Second, heading.to_owned()));
        out.push(dealings(subject, &passing, lang));
    }
    out
}

fn passes(tie: Tie) -> bool {
    matches!(tie, Tie::HandOver | Tie::Escalate | Tie::Report | Tie::Notify)
}

fn dealings(subject: Subject<'_>, edges: &[&Edge], lang: Lang) -> Block {
    let name = |n: usize| subject.chart.nodes.get(n).map_or("", |n| n.name.as_str());
    let row = |edge: &&Edge| {
        let ties: Vec<String> = edge
            .ties
            .iter()
            .map(|(tie, n)| format!("{} {n}", tie.words().get(lang)))
            .collect();
        vec![
            Cell::new(name(edge.from)),
            Cell::new(name(edge.to)),
            Cell::new(ties.join("、")),
            number(edge.broken),
            Cell::new(edge.clauses.join("、")),
        ]
    };
    let head = match lang {
        Lang::Zh => ["从", "到", "什么、几处", "断链", "条款"],
        Lang::En => ["From", "To", "What, how often", "Broken", "Clauses"],
    };
    table(&[5, 5, 4, 2, 8], &head, edges.iter().map(row).collect())
}
