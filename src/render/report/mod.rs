//! A report on a plan that a drafter sends round: what it holds, what is wrong with it, who has to do with whom, which clauses are
//! covered, and each unit's duties. Sections are neutral blocks, so that the page and the word-processor file say the same.

mod coverage;
mod docx;
mod duties;
mod faults;
mod html;
mod matrix;
mod overview;
mod ties;

use crate::chart::Chart;
use crate::compile::CompiledPlan;
use crate::diagnostic::{Diagnostic, Lang};
use crate::render::docx::{Block, Cell, Look, Table, TextSize};
use crate::text::Sources;
use crate::trace::Trace;
use crate::wire::v1::{DutyListReport, MatrixReport};

pub use docx::document;
pub use html::page;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a CompiledPlan,
    /// Its files.
    pub sources: &'a Sources,
    /// The digest of its sources.
    pub digest: &'a str,
    /// All that is wrong with it.
    pub findings: &'a [Diagnostic],
    /// The whole plan, drawn up.
    pub chart: &'a Chart,
    /// Who has which role in what.
    pub matrix: &'a MatrixReport,
    /// The duty list of each unit that has one.
    pub lists: &'a [DutyListReport],
    /// Its document, traced.
    pub trace: Option<&'a Trace>,
}

/// A section.
struct Section {
    /// Its id in the page.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// What it says.
    blocks: Vec<Block>,
}

/// The sections in one language; the picture stands between `ties` and `units`.
fn sections(subject: Subject<'_>, lang: Lang) -> Vec<Section> {
    let section = |id, zh, en, blocks| Section {
        id,
        title: lang.pick(zh, en),
        blocks,
    };
    vec![
        section("summary", "概况", "Summary", overview::blocks(subject, lang)),
        section("findings", "发现的问题", "Findings", faults::blocks(subject, lang)),
        section(
            "matrix",
            "责任分工表",
            "Who has which role in what",
            matrix::blocks(subject, lang),
        ),
        section(
            "graph",
            "谁与谁往来",
            "Who deals with whom",
            ties::blocks(subject, lang),
        ),
        section(
            "coverage",
            "条款覆盖",
            "Clause coverage",
            coverage::blocks(subject, lang),
        ),
        section(
            "units",
            "各单位责任清单",
            "Duties of each unit",
            duties::blocks(subject, lang),
        ),
    ]
}

/// A table with a head of plain words.
fn table(widths: &[u32], head: &[&str], rows: Vec<Vec<Cell>>) -> Block {
    let head: Vec<Cell> = head.iter().map(|h| Cell::head(*h)).collect();
    Block::Table(Table {
        widths: widths.to_vec(),
        head: if head.is_empty() { Vec::new() } else { vec![head] },
        rows,
        size: TextSize::Small,
    })
}

/// A cell of a table's first column.
fn label(text: impl Into<String>) -> Cell {
    Cell::new(text).looking(Look::Bold)
}

/// A number in a cell.
fn number(n: usize) -> Cell {
    Cell::new(n.to_string()).centred()
}
