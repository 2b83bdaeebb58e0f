//! A web page → the lines of its document: what surrounds every page of the site is taken out, tables row by row.
//!
//! Furniture is told by its tag, its role, by names such as `nav` or `share`, or by being nearly all links. The document is then the
//! innermost element that still holds nearly all that is left of the words; a heading just outside is kept.

use std::collections::{HashMap, HashSet};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use super::limits::{Limited, MAX_CELLS, MAX_COLUMNS, MAX_DEPTH, MAX_TEXT, within};
use super::table::{Cell, Paragraph, Row, Table};
use super::{Fault, Format, Line, Place, Reading, Remark, RemarkKind, encoding};
use crate::words;

/// Tags whose content is no text of the document.
const FURNITURE_TAGS: &[&str] = &[
    "nav", "header", "footer", "aside", "form", "button", "select", "option", "iframe", "svg", "canvas", "audio",
    "video", "object", "input", "textarea",
];
/// Words in `class` and `id` that name what surrounds a document; the name is one of them, or has it between dashes.
const FURNITURE_NAMES: &[&str] = &[
    "nav", "menu", "breadcrumb", "crumb", "crumbs", "share", "bdsharebuttonbox", "footer", "foot", "header", "sidebar",
    "toolbar", "copyright", "friendlink", "links", "qrcode", "ewm", "print", "related", "recommend", "pager",
    "pagination", "comment", "comments", "banner", "search", "login", "topbar", "position", "location", "weizhi",
    "advert", "ad",
];
/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "pre", "center", "hr", "body", "figure", "figcaption", "caption", "address", "fieldset",
];
/// An element holds the document if it has so many of a hundred of its parent's characters.
const NEARLY_ALL: usize = 80;
/// A block is furniture if so many of a hundred of its characters are links, and none closes a sentence.
const LINKS: usize = 70;

/// A heading outside of the document is no longer than this.
const HEADING: usize = 80;

type At<'a> = NodeRef<'a, Node>;

pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let (text, mut remarks) = encoding::decode_page(bytes)?;
    within(Limited::Text, text.len(), MAX_TEXT)?;
    let page = Html::parse_document(&text);
    let survey = Survey::of(page.tree.root())?;
    let main = survey.main(page.tree.root());
    let mut layout = Layout::default();
    if let Some(heading) = survey.heading_outside(page.tree.root(), main) {
        layout.walk(heading, &survey)?;
    }
    layout.walk(main, &survey)?;
    layout.end_line();
    let kept: usize = layout.out.iter().map(|p| count(&p.text)).sum();
    if let Some(left) = survey.all.checked_sub(kept).filter(|n| *n > 0) {
        remarks.push(Remark::new(
            RemarkKind::LeftOut,
            words!(
                "网页上正文以外约 {left} 字(导航、页脚、分享等)不读",
                "about {left} characters outside of the document (navigation, footer, sharing) are left out"
            ),
        ));
    }
    Ok(Reading {
        format: Format::Html,
        lines: layout.lines(),
        remarks,
    })
}

/// How many characters of words there are.
fn count(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Where the words of a page are.
#[derive(Debug, Default)]
struct Survey {
    furniture: HashSet<NodeId>,
    /// Characters in each element, furniture aside.
    words: HashMap<NodeId, usize>,
    /// Characters that the page shows, furniture too.
    all: usize,
}

/// What is counted of an element while it is open.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    words: usize,
    linked: usize,
    has_stop: bool,
}

/// Tags whose words no page shows.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "head"];

/// Characters shown inside each element.
fn shown(root: At<'_>) -> Result<HashMap<NodeId, usize>, Fault> {
    let (mut out, mut open, mut unseen) = (HashMap::new(), vec![0], 0);
    let is_unseen = |node: &At<'_>| node.value().as_element().is_some_and(|e| UNSEEN.contains(&e.name()));
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => {
                within(Limited::Depth, open.len(), MAX_DEPTH)?;
                unseen += usize::from(is_unseen(&node));
                let words = node.value().as_text().map_or(0, |t| count(t));
                open.push(if unseen == 0 { words } else { 0 });
            }
            Edge::Close(node) => {
                unseen -= usize::from(is_unseen(&node));
                let words = open.pop().unwrap_or_default();
                out.insert(node.id(), words);
                if let Some(top) = open.last_mut() {
                    *top += words;
                }
            }
        }
    }
    Ok(out)
}

impl Survey {
    fn of(root: At<'_>) -> Result<Survey, Fault> {
        let mut out = Survey::default();
        let shown = shown(root)?;
        out.all = shown.get(&root.id()).copied().unwrap_or_default();
        // What holds most of the page is no furniture, whatever it is called: some sites put all into one form.
        let minor = |node: &At<'_>| shown.get(&node.id()).is_none_or(|n| n * 2 < out.all);
        let (mut furniture, mut words) = (HashSet::new(), HashMap::new());
        let (mut open, mut links, mut dead) = (vec![Count::default()], 0, 0);
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => {
                    let Some(element) = node.value().as_element() else {
                        if let (Some(text), 0) = (node.value().as_text(), dead)
                            && let Some(top) = open.last_mut()
                        {
                            let here = count(text);
                            top.words += here;
                            top.linked += if links > 0 { here } else { 0 };
                            top.has_stop |= text.contains('。');
                        }
                        continue;
                    };
                    links += usize::from(element.name() == "a");
                    if UNSEEN.contains(&element.name()) || (is_furniture(element) && minor(&node)) {
                        furniture.insert(node.id());
                        dead += 1;
                    }
                    open.push(Count::default());
                }
                Edge::Close(node) => {
                    let Some(element) = node.value().as_element() else {
                        continue;
                    };
                    links -= usize::from(element.name() == "a");
                    dead -= usize::from(furniture.contains(&node.id()));
                    let mut here = open.pop().unwrap_or_default();
                    let all_links = here.words > 0 && here.linked * 100 >= here.words * LINKS && !here.has_stop;
                    words.insert(node.id(), here.words);
                    if all_links && BLOCKS.contains(&element.name()) && element.name() != "body" {
                        furniture.insert(node.id());
                        here = Count::default();
                    }
                    if let Some(top) = open.last_mut() {
                        top.words += here.words;
                        top.linked += here.linked;
                        top.has_stop |= here.has_stop;
                    }
                }
            }
        }
        (out.furniture, out.words) = (furniture, words);
        Ok(out)
    }

    /// The innermost element that holds nearly all of the words.
    fn main<'a>(&self, root: At<'a>) -> At<'a> {
        let mut main = root;
        loop {
            let words = |node: &At<'_>| self.words.get(&node.id()).copied().unwrap_or_default();
            let children = || {
                main.children()
                    .filter(|c| c.value().is_element() && !self.furniture.contains(&c.id()))
            };
            let sum: usize = children().map(|c| words(&c)).sum();
            let frame = |node: &At<'_>| {
                let name = node.value().as_element().map_or("", Element::name);
                matches!(
                    name,
                    "html"
                        | "body"
                        | "div"
                        | "section"
                        | "article"
                        | "main"
                        | "center"
                        | "td"
                        | "tr"
                        | "tbody"
                        | "table"
                )
            };
            match children().find(|c| frame(c) && sum > 0 && words(c) * 100 >= sum * NEARLY_ALL) {
                // A table whose one row holds everything frames the page; a table of several is content.
                Some(child) => main = child,
                None => return main,
            }
        }
    }

    fn heading_outside<'a>(&self, root: At<'a>, main: At<'_>) -> Option<At<'a>> {
        root.descendants().find(|node| {
            node.value().as_element().is_some_and(|e| e.name() == "h1")
                && !node
                    .ancestors()
                    .any(|a| a.id() == main.id() || self.furniture.contains(&a.id()))
                && self.words.get(&node.id()).is_some_and(|n| (1..=HEADING).contains(n))
        })
    }
}

fn is_furniture(element: &Element) -> bool {
    let named = |attribute: &str| {
        element.attr(attribute).is_some_and(|value| {
            value.split_whitespace().any(|name| {
                let name = name.to_ascii_lowercase();
                name.split(['-', '_']).any(|part| FURNITURE_NAMES.contains(&part))
            })
        })
    };
    let role = matches!(
        element.attr("role"),
        Some("navigation" | "banner" | "contentinfo" | "search" | "complementary")
    );
    let hidden = element.attr("hidden").is_some()
        || element
            .attr("style")
            .is_some_and(|s| s.replace(' ', "").to_lowercase().contains("display:none"));
    let outermost = matches!(element.name(), "html" | "body");
    !outermost && (FURNITURE_TAGS.contains(&element.name()) || role || hidden || named("class") || named("id"))
}

/// The page as lines, while they are being made.
#[derive(Debug, Default)]
struct Layout {
    out: Vec<Paragraph>,
    line: String,
    number: usize,
    /// Open tables, each with the lines of the cell at hand.
    tables: Vec<(usize, Table, Vec<Paragraph>)>,
    tables_met: usize,
    cells: usize,
    /// Open lists: the number of the last item, or none where they have bullets.
    lists: Vec<Option<usize>>,
}

impl Layout {
    fn walk(&mut self, from: At<'_>, survey: &Survey) -> Result<(), Fault> {
        let mut dead = 0;
        for edge in from.traverse() {
            match edge {
                Edge::Open(node) => {
                    dead += usize::from(survey.furniture.contains(&node.id()));
                    if dead > 0 {
                        continue;
                    }
                    match node.value() {
                        Node::Text(text) => self.say(text),
                        Node::Element(element) => self.open(element)?,
                        _ => {}
                    }
                }
                Edge::Close(node) => {
                    if let (0, Some(element)) = (dead, node.value().as_element()) {
                        self.close(element.name());
                    }
                    dead -= usize::from(survey.furniture.contains(&node.id()));
                }
            }
        }
        self.end_line();
        Ok(())
    }

    /// Blanks of the markup are one blank; between Chinese characters a line end of the markup is none.
    fn say(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\t' | ' ' => {
                    if self.line.ends_with(|c: char| c.is_ascii_graphic()) {
                        self.line.push(' ');
                    }
                }
                '\u{200b}' | '\u{feff}' => {}
                c => self.line.push(c),
            }
        }
    }

    fn open(&mut self, element: &Element) -> Result<(), Fault> {
        match element.name() {
            "br" => self.end_line(),
            "table" => {
                self.end_line();
                self.tables_met += 1;
                self.tables.push((self.tables_met, Table::default(), Vec::new()));
            }
            "tr" => {
                if let Some((_, table, _)) = self.tables.last_mut() {
                    table.rows.push(Row::default());
                }
            }
            "td" | "th" => self.begin_cell(element)?,
            "ol" => {
                self.end_line();
                let start = element.attr("start").and_then(|s| s.parse::<usize>().ok()).unwrap_or(1);
                self.lists.push(Some(start.saturating_sub(1)));
            }
            "ul" => {
                self.end_line();
                self.lists.push(None);
            }
            "li" => {
                self.end_line();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        self.line = format!("{number}.");
                    }
                    _ => self.line = "●".to_owned(),
                }
            }
            name if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.end_line();
                if let Some((_, table, _)) = self.tables.pop() {
                    let lines = spread(table).lines();
                    self.sink().extend(lines);
                }
            }
            "td" | "th" => {
                self.end_line();
                if let Some((_, table, lines)) = self.tables.last_mut() {
                    let lines = std::mem::take(lines);
                    if let Some(cell) = table.rows.last_mut().and_then(|r| r.cells.last_mut()) {
                        cell.paragraphs = lines;
                    }
                }
            }
            "ol" | "ul" => {
                self.end_line();
                self.lists.pop();
            }
            name if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn begin_cell(&mut self, element: &Element) -> Result<(), Fault> {
        self.cells += 1;
        within(Limited::Cells, self.cells, MAX_CELLS)?;
        self.end_line();
        let number = |name: &str| {
            element
                .attr(name)
                .and_then(|v| v.trim().parse::<usize>().ok())
                .unwrap_or(1)
        };
        if let Some((_, table, _)) = self.tables.last_mut() {
            if table.rows.is_empty() {
                table.rows.push(Row::default());
            }
            if let Some(row) = table.rows.last_mut() {
                within(Limited::Columns, row.cells.len() + 1, MAX_COLUMNS)?;
                row.cells.push(Cell {
                    span: number("colspan").clamp(1, SPAN),
                    rows: number("rowspan").clamp(1, SPAN),
                    ..Cell::default()
                });
            }
        }
        Ok(())
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
        if text.is_empty() || text == "●" {
            return;
        }
        let place = match self.tables.last() {
            Some((table, rows, _)) => Place::Cell {
                table: *table,
                row: rows.rows.len(),
                column: rows.rows.last().map_or(0, |r| r.cells.len()),
            },
            None => {
                self.number += 1;
                Place::Paragraph(self.number)
            }
        };
        let paragraph = Paragraph {
            text: text.to_owned(),
            place,
            anchor: None,
        };
        self.sink().push(paragraph);
    }

    fn sink(&mut self) -> &mut Vec<Paragraph> {
        match self.tables.last_mut() {
            Some((_, _, lines)) => lines,
            None => &mut self.out,
        }
    }

    fn lines(self) -> Vec<Line> {
        let line = |p: Paragraph| Line {
            text: p.text,
            place: p.place,
            original: None,
            anchor: None,
        };
        self.out.into_iter().map(line).collect()
    }
}

/// A cell stretches over so many rows or columns at most.
const SPAN: usize = 1000;

/// Puts a cell that goes on with the one above where HTML leaves it out.
fn spread(table: Table) -> Table {
    let mut waiting: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut out = Table::default();
    for row in table.rows {
        let (mut column, mut cells) = (0, Vec::new());
        let mut given = row.cells.into_iter().peekable();
        while given.peek().is_some() || waiting.contains_key(&column) {
            let cell = match waiting.remove(&column) {
                Some((rows, span)) => Cell {
                    span,
                    rows,
                    goes_on: true,
                    paragraphs: Vec::new(),
                },
                None => given.next().unwrap_or_default(),
            };
            let width = cell.span.max(1);
            if cell.rows > 1 {
                waiting.insert(column, (cell.rows - 1, width));
            }
            column += width;
            cells.push(cell);
        }
        waiting.retain(|at, _| *at < column);
        out.rows.push(Row { before: 0, cells });
    }
    out
}
