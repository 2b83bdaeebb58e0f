//! The styles: typefaces and sizes of Chinese official documents (GB/T 9704-2012), with their usual stand-ins.

use std::io;

use super::xml::{MAIN, Pen};

/// A style of paragraphs.
struct Style {
    id: &'static str,
    name: &'static str,
    /// The East Asian typeface.
    face: &'static str,
    /// Half points.
    size: u32,
    bold: bool,
    centred: bool,
    /// Level in the outline, from 0.
    outline: Option<u32>,
    /// Space before, twentieths of a point.
    before: u32,
    /// Space after, twentieths of a point.
    after: u32,
    /// Exact distance of lines, twentieths of a point; 0 for single.
    line: u32,
}

const PLAIN: Style = Style {
    id: "Normal",
    name: "Normal",
    face: FANGSONG,
    size: 32,
    bold: false,
    centred: false,
    outline: None,
    before: 0,
    after: 0,
    line: 0,
};

/// 仿宋: running text.
pub const FANGSONG: &str = "仿宋";
/// 黑体: headings and heads of tables.
pub const HEITI: &str = "黑体";
/// 楷体: headings of the second level.
pub const KAITI: &str = "楷体";
/// 宋体: small text.
pub const SONGTI: &str = "宋体";
/// The Latin typeface.
pub const LATIN: &str = "Times New Roman";

const STYLES: [Style; 7] = [
    PLAIN,
    Style {
        id: "Title",
        name: "Title",
        face: "方正小标宋简体",
        size: 44,
        centred: true,
        before: 120,
        after: 120,
        line: 640,
        ..PLAIN
    },
    Style {
        id: "Below",
        name: "Below Title",
        face: KAITI,
        size: 28,
        centred: true,
        after: 60,
        ..PLAIN
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        face: HEITI,
        outline: Some(0),
        before: 240,
        after: 120,
        ..PLAIN
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        face: KAITI,
        bold: true,
        outline: Some(1),
        before: 160,
        after: 80,
        ..PLAIN
    },
    Style {
        id: "Text",
        name: "Body Text",
        line: 560,
        ..PLAIN
    },
    Style {
        id: "Note",
        name: "Note",
        face: SONGTI,
        size: 21,
        before: 40,
        ..PLAIN
    },
];

/// `word/styles.xml`.
pub fn xml() -> io::Result<Vec<u8>> {
    let mut pen = Pen::new()?;
    pen.element("w:styles", &[("xmlns:w", MAIN)], |pen| {
        STYLES.iter().try_for_each(|s| style(pen, s))
    })?;
    Ok(pen.finish())
}

fn style(pen: &mut Pen, style: &Style) -> io::Result<()> {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", style.id)];
    if style.id == PLAIN.id {
        attributes.push(("w:default", "1"));
    }
    pen.element("w:style", &attributes, |pen| {
        pen.empty("w:name", &[("w:val", style.name)])?;
        if style.id != PLAIN.id {
            pen.empty("w:basedOn", &[("w:val", PLAIN.id)])?;
        }
        pen.empty("w:qFormat", &[])?;
        pen.element("w:pPr", &[], |pen| spacing(pen, style))?;
        pen.element("w:rPr", &[], |pen| {
            fonts(pen, style.face)?;
            if style.bold {
                pen.empty("w:b", &[])?;
            }
            size(pen, style.size)?;
            pen.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")])
        })
    })
}

fn spacing(pen: &mut Pen, style: &Style) -> io::Result<()> {
    if style.outline.is_some() {
        pen.empty("w:keepNext", &[])?;
    }
    let (before, after, line) = (
        style.before.to_string(),
        style.after.to_string(),
        style.line.to_string(),
    );
    let mut attributes = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    if style.line > 0 {
        attributes.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]);
    }
    pen.empty("w:spacing", &attributes)?;
    if style.id == "Text" {
        pen.empty("w:ind", &[("w:firstLineChars", "200"), ("w:firstLine", "640")])?;
    }
    if style.centred {
        pen.empty("w:jc", &[("w:val", "center")])?;
    }
    match style.outline {
        Some(level) => pen.empty("w:outlineLvl", &[("w:val", &level.to_string())]),
        None => Ok(()),
    }
}

/// Typefaces of a run.
pub fn fonts(pen: &mut Pen, face: &str) -> io::Result<()> {
    pen.empty(
        "w:rFonts",
        &[
            ("w:ascii", LATIN),
            ("w:hAnsi", LATIN),
            ("w:eastAsia", face),
            ("w:cs", LATIN),
        ],
    )
}

/// Size of a run in half points.
pub fn size(pen: &mut Pen, half_points: u32) -> io::Result<()> {
    let value = half_points.to_string();
    pen.empty("w:sz", &[("w:val", &value)])?;
    pen.empty("w:szCs", &[("w:val", &value)])
}
