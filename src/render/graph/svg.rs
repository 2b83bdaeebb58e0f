//! A chart as a picture (SVG), drawn here: no other program, no network, no script; names of others can be nothing but text.

use std::fmt::Write as _;

use super::layout::{BAND_HEAD, Band, Boxed, MARGIN, Picture, Style, Wire, lay_out, width, wrap};
use super::words::{broken_text, edge_text, node_text};
use crate::chart::{Chart, Edge, Node, Shape, Sure, Tie};
use crate::diagnostic::Lang;
use crate::render::escape::escape;

/// Writes a chart; `foot` stands below it (which plan, which digest). `ids` begins the ids of the picture, so that several can
/// stand in one page.
#[must_use]
pub fn render(chart: &Chart, foot: &str, ids: &str, lang: Lang) -> String {
    let picture = lay_out(chart, lang);
    let mut page = Page {
        out: String::new(),
        chart,
        ids,
        lang,
    };
    let legend = page.legend_entries();
    let wide = picture.width.max(560.0);
    let below = page.below(&picture, &legend, foot, wide);
    let height = picture.height + below.height;
    page.head(wide, height);
    for band in &picture.bands {
        page.band(band);
    }
    for (wire, edge) in picture.wires.iter().zip(&chart.edges) {
        page.wire(wire, edge);
    }
    for (boxed, node) in picture.boxes.iter().zip(&chart.nodes) {
        page.node(boxed, node);
    }
    for (wire, edge) in picture.wires.iter().zip(&chart.edges) {
        page.label(wire, edge);
    }
    page.out.push_str(&below.svg);
    page.out.push_str("</svg>\n");
    page.out
}

/// What stands below the picture.
struct Below {
    svg: String,
    height: f64,
}

struct Page<'a> {
    out: String,
    chart: &'a Chart,
    ids: &'a str,
    lang: Lang,
}

/// Rules for this picture only: it may stand inside a page with rules of its own.
const STYLE: &str = "\
.zr{background:#fff;font-family:\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",\"WenQuanYi Zen Hei\",sans-serif}\
.zr text{fill:#1c1c1a}.zr .title{font-size:18px;font-weight:600}.zr .band{fill:#f5f4f0;stroke:#e3e1da}\
.zr .bandhead{font-size:13px;font-weight:600;fill:#55554f}.zr .box{fill:#fff;stroke:#6b6b66;stroke-width:1.2}\
.zr rect.vague{stroke-dasharray:5 3}.zr rect.bundle{fill:#ecebe6}.zr rect.group{stroke-width:2.4}\
.zr rect.centre{fill:#e4eef7;stroke:#1f5a8c;stroke-width:2.4}.zr rect.deadend,.zr rect.nobody{fill:#fdf1f0;stroke:#b3261e;stroke-dasharray:5 3}\
.zr rect.open{stroke-dasharray:2 3}.zr .name{font-size:13px;font-weight:600}.zr .work{font-size:11.5px}.zr .may{font-size:11.5px;fill:#77776f}\
.zr .small{font-size:10px;fill:#77776f}.zr .deadend text{fill:#b3261e}.zr .wire{fill:none}\
.zr .label{font-size:10px;text-anchor:middle}.zr .under{fill:#fff;fill-opacity:.86}\
.zr .dash{stroke-dasharray:6 4}.zr .note{font-size:11px;fill:#55554f}.zr g.arrow:hover .wire{stroke-width:3.2px!important}";

impl Page<'_> {
    fn head(&mut self, w: f64, h: f64) {
        let title = escape(self.chart.title.get(self.lang));
        let _ = write!(
            self.out,
            "<svg class=\"zr\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{w:.0}\" height=\"{h:.0}\" viewBox=\"0 0 {w:.0} {h:.0}\" role=\"img\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n<defs>\n"
        );
        for (name, colour) in COLOURS {
            let _ = writeln!(
                self.out,
                "<marker id=\"{}-{name}\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
                 markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"M0 0.8L7.5 4L0 7.2z\" fill=\"{colour}\"/></marker>",
                self.ids
            );
        }
        let _ = writeln!(
            self.out,
            "</defs>\n<text class=\"title\" x=\"{MARGIN}\" y=\"38\">{title}</text>"
        );
    }

    fn band(&mut self, band: &Band) {
        let title = self.chart.lanes.get(band.lane).map_or("", |l| l.title.get(self.lang));
        let _ = writeln!(
            self.out,
            "<rect class=\"band\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"6\"/>\
             <text class=\"bandhead\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            band.x,
            band.y,
            band.w,
            band.h,
            band.x + 12.0,
            band.y + BAND_HEAD - 9.0,
            escape(title)
        );
    }

    fn node(&mut self, b: &Boxed, node: &Node) {
        let class = match node.shape {
            Shape::Unit if node.centre => "centre",
            Shape::Unit => "unit",
            Shape::Vague => "vague",
            Shape::Group => "group",
            Shape::Bundle => "bundle",
            Shape::Nobody => "nobody",
            Shape::DeadEnd => "deadend",
        };
        let open = if node.sure == Sure::Certain { "" } else { " open" };
        let _ = write!(
            self.out,
            "<g class=\"{class}\"><title>{}</title><rect class=\"box {class}{open}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"5\"/>",
            escape(&self.node_tip(node)),
            b.x,
            b.y,
            b.w,
            b.h
        );
        for line in &b.lines {
            let class = match line.style {
                Style::Name => "name",
                Style::Work => "work",
                Style::Open => "may",
                Style::Small => "small",
            };
            let _ = write!(
                self.out,
                "<text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                b.x + 9.0,
                b.y + line.below,
                escape(&line.text)
            );
        }
        self.out.push_str("</g>\n");
    }

    fn node_tip(&self, node: &Node) -> String {
        let mut tip = node_text(node, self.lang);
        if !node.holds.is_empty() {
            tip = format!("{tip}: {}", node.holds.join("、"));
        }
        for work in &node.works {
            let _ = write!(tip, "\n{} {}", work.action, work.clause);
        }
        tip
    }

    fn wire(&mut self, wire: &Wire, edge: &Edge) {
        let mut path = String::new();
        for (i, (x, y)) in wire.curve.iter().enumerate() {
            let letter = match i {
                0 => "M",
                i if i % 3 == 1 => "C",
                _ => " ",
            };
            let _ = write!(path, "{letter}{x:.1} {y:.1}");
        }
        let (name, colour) = colour(edge);
        let plain = edge.main() == Tie::Goes;
        let marker = if plain {
            String::new()
        } else {
            format!(" marker-end=\"url(#{}-{name})\"", self.ids)
        };
        let mut class = String::from("wire");
        if edge.is_escalation() || edge.sure != Sure::Certain {
            class.push_str(" dash");
        }
        if edge.broken > 0 {
            class.push_str(" broken");
        }
        let weight = match edge.count() {
            _ if plain => 1.0,
            n => (1.1 + (n as f64).ln() * 0.55).min(3.4),
        };
        let _ = writeln!(
            self.out,
            "<g class=\"arrow\"><title>{}</title><path class=\"{class}\" d=\"{path}\" style=\"stroke:{colour};stroke-width:{weight:.1}\"{marker}/></g>",
            escape(&self.edge_tip(edge))
        );
    }

    fn edge_tip(&self, edge: &Edge) -> String {
        let name = |n: usize| {
            self.chart
                .nodes
                .get(n)
                .map_or_else(String::new, |n| node_text(n, self.lang))
        };
        let mut tip = format!(
            "{} → {}\n{}",
            name(edge.from),
            name(edge.to),
            edge_text(edge, self.lang)
        );
        if let Some(broken) = broken_text(edge, self.lang) {
            let _ = write!(tip, "\n{broken}");
        }
        if !edge.clauses.is_empty() {
            let _ = write!(tip, "\n{}", edge.clauses.join("、"));
        }
        tip
    }

    fn label(&mut self, wire: &Wire, edge: &Edge) {
        let Some(label) = &wire.label else { return };
        let (_, colour) = colour(edge);
        let _ = writeln!(
            self.out,
            "<rect class=\"under\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/><text class=\"label\" x=\"{:.1}\" y=\"{:.1}\" style=\"fill:{colour}\">{}</text>",
            label.x - label.w / 2.0,
            label.y - label.h / 2.0,
            label.w,
            label.h,
            label.x,
            label.y + 3.5,
            escape(&label.text)
        );
    }

    /// The kinds of arrows that occur, each with its colour and whether it is dashed.
    fn legend_entries(&self) -> Vec<(&'static str, bool, String)> {
        let mut out = Vec::new();
        for tie in Tie::ALL {
            if self.chart.edges.iter().any(|e| e.main() == tie && e.broken == 0) {
                let dashed = tie == Tie::Escalate;
                out.push((tie_colour(tie).1, dashed, tie.words().get(self.lang).to_owned()));
            }
        }
        if self.chart.broken() > 0 {
            let words = self.lang.pick(
                "断链:送到了,无人有职责接",
                "broken: passed on, and nobody has a duty to take it up",
            );
            out.push((BROKEN.1, false, words.to_owned()));
        }
        out
    }

    /// The legend, what is not drawn, and the foot.
    fn below(&self, picture: &Picture, legend: &[(&'static str, bool, String)], foot: &str, wide: f64) -> Below {
        let mut svg = String::new();
        let (mut x, mut y) = (MARGIN, picture.height + 6.0);
        for (colour, dashed, words) in legend {
            let w = 46.0 + width(words, 11.0) + 18.0;
            if x + w > wide - MARGIN && x > MARGIN {
                x = MARGIN;
                y += 20.0;
            }
            let dash = if *dashed { " stroke-dasharray=\"6 4\"" } else { "" };
            let _ = writeln!(
                svg,
                "<path d=\"M{x:.1} {y:.1}h36\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/><text class=\"note\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                x + 42.0,
                y + 4.0,
                escape(words)
            );
            x += w;
        }
        y += 10.0;
        for note in self.notes(picture) {
            for line in wrap(&note, 11.0, wide - 2.0 * MARGIN, 6) {
                y += 17.0;
                let _ = writeln!(
                    svg,
                    "<text class=\"note\" x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>",
                    escape(&line)
                );
            }
        }
        y += 20.0;
        let _ = writeln!(
            svg,
            "<text class=\"small\" x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>",
            escape(foot)
        );
        Below {
            svg,
            height: y + 14.0 - picture.height,
        }
    }

    /// What the picture does not show, as lines.
    fn notes(&self, picture: &Picture) -> Vec<String> {
        let note = |f: &crate::chart::Folded| {
            let note = f.note.get(self.lang);
            if f.names.is_empty() || f.names.len() > 40 {
                note.to_owned()
            } else {
                format!("{note}:{}", f.names.join("、"))
            }
        };
        let mut out: Vec<String> = self.chart.folded.iter().map(note).collect();
        if picture.unlabelled > 0 {
            let n = picture.unlabelled;
            out.push(match self.lang {
                Lang::Zh => format!("{n} 条连线的文字放不下,指着连线可见"),
                Lang::En => format!("the words of {n} arrows found no room: point at an arrow to see them"),
            });
        }
        out
    }
}

type Colour = (&'static str, &'static str);

const BROKEN: Colour = ("broken", "#b3261e");
const PASS: Colour = ("pass", "#1f5a8c");
const UP: Colour = ("up", "#b06a00");
const TELL: Colour = ("tell", "#2f7d4f");
const WITH: Colour = ("with", "#6d4c91");
const OVER: Colour = ("over", "#7d8590");
const SELF: Colour = ("self", "#c4c2ba");

/// All colours, each with the name of its arrow head.
const COLOURS: [Colour; 7] = [BROKEN, PASS, UP, TELL, WITH, OVER, SELF];

fn colour(edge: &Edge) -> Colour {
    if edge.broken > 0 {
        BROKEN
    } else {
        tie_colour(edge.main())
    }
}

fn tie_colour(tie: Tie) -> Colour {
    match tie {
        Tie::HandOver => PASS,
        Tie::Escalate => UP,
        Tie::Report | Tie::Notify => TELL,
        Tie::Assist | Tie::Joint => WITH,
        Tie::Supervise | Tie::Guide | Tie::Enforce => OVER,
        Tie::Goes => SELF,
    }
}
