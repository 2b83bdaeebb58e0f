//! The report as a word-processor document; pictures stay with the page, their dealings stand here as tables.

use super::{Subject, sections};
use crate::diagnostic::Lang;
use crate::render::docx::{Block, Document, Level, Page, Paper, Side};

/// Writes the report.
#[must_use]
pub fn document(subject: Subject<'_>, lang: Lang) -> Document {
    let plan = &subject.plan.model.plan;
    let known = [plan.number.clone(), plan.date.clone(), plan.issuer.clone()];
    let line: Vec<String> = known.into_iter().flatten().collect();
    let mut blocks = Vec::new();
    let numerals: Vec<char> = "一二三四五六七八九十".chars().collect();
    for (i, section) in sections(subject, lang).into_iter().enumerate() {
        let number = numerals.get(i).copied().unwrap_or('·');
        let heading = match lang {
            Lang::Zh => format!("{number}、{}", section.title),
            Lang::En => format!("{}. {}", i + 1, section.title),
        };
        blocks.push(Block::Heading(Level::First, heading));
        blocks.extend(section.blocks);
    }
    let suffix = lang.pick("责任分析报告", "Report on responsibilities");
    Document {
        title: format!("{}\n{suffix}", plan.title),
        below: if line.is_empty() {
            Vec::new()
        } else {
            vec![line.join("  ")]
        },
        page: Page {
            paper: Paper::A4,
            side: Side::Landscape,
        },
        blocks,
    }
}
