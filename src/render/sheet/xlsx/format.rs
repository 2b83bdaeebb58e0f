//! What cells look like. Weight and lightness tell them apart, so that a grey print loses nothing.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::{ColumnKind, Tone};
use crate::diagnostic::Lang;

/// Shade of cells that lead: dark enough to be seen in grey.
const LEAD: Color = Color::RGB(0x00F4_B183);
/// Shade of cells that act.
const ACT: Color = Color::RGB(0x00FB_E5D6);
/// Shade of headings.
const HEAD: Color = Color::RGB(0x00D9_E2F3);
/// Faint letters.
const FAINT: Color = Color::RGB(0x00A6_A6A6);

/// All formats.
pub struct Formats {
    pub title: Format,
    pub below: Format,
    pub heading: Format,
    pub head: Format,
    pub unit: Format,
    pub key: Format,
    pub text: Format,
    /// Letters of a heading that is repeated.
    pub faint: Format,
    number: Format,
    name: Format,
    lead: Format,
    act: Format,
    assist: Format,
    aside: Format,
    perhaps: Format,
    fault: Format,
    lead_text: Format,
    act_text: Format,
}

impl Formats {
    pub fn new() -> Formats {
        let plain = || Format::new().set_font_name("宋体").set_font_size(10);
        let centred = || {
            plain()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let boxed = |f: Format| f.set_border(FormatBorder::Thin);
        let text = boxed(
            plain()
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
        );
        let mark = || boxed(centred());
        Formats {
            title: centred().set_font_name("方正小标宋简体").set_font_size(20),
            below: centred().set_font_name("楷体").set_font_size(12),
            heading: plain()
                .set_font_name("黑体")
                .set_font_size(12)
                .set_align(FormatAlign::VerticalCenter),
            head: boxed(centred()).set_font_name("黑体").set_background_color(HEAD),
            unit: boxed(centred())
                .set_font_name("黑体")
                .set_background_color(HEAD)
                .set_rotation(270),
            key: plain().set_font_color(FAINT),
            faint: Format::new().set_font_color(FAINT),
            number: boxed(centred()),
            name: text.clone().set_font_name("黑体"),
            lead: mark().set_bold().set_background_color(LEAD),
            act: mark().set_bold().set_background_color(ACT),
            assist: mark(),
            aside: mark().set_italic(),
            perhaps: mark().set_italic().set_font_color(Color::RGB(0x0059_5959)),
            fault: text.clone().set_bold().set_font_color(Color::RGB(0x00C0_0000)),
            lead_text: text.clone().set_bold().set_background_color(LEAD),
            act_text: text.clone().set_bold(),
            text,
        }
    }

    /// The format of a cell.
    pub fn cell(&self, kind: ColumnKind, tone: Tone) -> &Format {
        match (kind, tone) {
            (ColumnKind::Number | ColumnKind::Group, _) => &self.number,
            (ColumnKind::Name, _) => &self.name,
            (ColumnKind::Key, _) => &self.key,
            (ColumnKind::Text, Tone::Lead) => &self.lead_text,
            (ColumnKind::Text, Tone::Act) => &self.act_text,
            (ColumnKind::Text, Tone::Fault) | (ColumnKind::Mark, Tone::Fault) => &self.fault,
            (ColumnKind::Text, _) => &self.text,
            (ColumnKind::Mark, Tone::Lead) => &self.lead,
            (ColumnKind::Mark, Tone::Act) => &self.act,
            (ColumnKind::Mark, Tone::Assist | Tone::Plain) => &self.assist,
            (ColumnKind::Mark, Tone::Aside) => &self.aside,
            (ColumnKind::Mark, Tone::Perhaps) => &self.perhaps,
        }
    }

    /// The format of a cell in which nothing stands.
    pub fn empty(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Key => &self.key,
            ColumnKind::Text | ColumnKind::Name => &self.text,
            _ => &self.assist,
        }
    }

    /// The format of a sign in the legend: as it looks in the table.
    pub fn sign(&self, sign: &str, lang: Lang) -> &Format {
        let is = |zh: &str, en: &str| sign == lang.pick(zh, en);
        if is("牵头", "lead") || sign == "A/R" {
            &self.lead
        } else if is("共同", "joint") || is("责任", "responsible") || sign == "R" {
            &self.act
        } else {
            &self.assist
        }
    }
}
