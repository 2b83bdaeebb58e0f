//! `numbering.xml` → the number printed before each paragraph of a list, counted as Word counts.
//!
//! Rules: ECMA-376 part 1, 17.9. Lists (`num`) that share a definition (`abstractNum`) count on together; a level begins anew after any
//! higher level unless `lvlRestart` says otherwise; `startOverride` begins anew where its list first appears.

use std::collections::{BTreeMap, BTreeSet};

use super::counting::numeral;
use super::styles::{ListRef, Styles};
use super::xml::{Step, Steps, Tag};
use crate::reader::Fault;
use crate::reader::limits::{Limited, MAX_DEFINITIONS, within};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// `第%1条`
    text: String,
    /// What separates number and words.
    suffix: String,
    style: Option<String>,
    restart: Option<usize>,
    is_decimal: bool,
}

#[derive(Debug, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The list style whose definition this one stands for.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<u32, Definition>,
    lists: BTreeMap<u32, List>,
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    begun: BTreeSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, Fault> {
        let mut steps = Steps::new(part, text);
        let mut reader = Reader::default();
        while let Some(step) = steps.next()? {
            if let Step::Open(tag) = step {
                reader.open(&tag);
            }
            within(
                Limited::Definitions,
                reader.out.definitions.len() + reader.out.lists.len(),
                MAX_DEFINITIONS,
            )?;
        }
        Ok(reader.out)
    }

    /// Counts a paragraph and returns what is printed before it; empty outside of lists.
    pub(super) fn label(&mut self, own: ListRef, style: Option<&str>, styles: &Styles) -> String {
        let (by_style, said_by) = styles.list(style);
        let Some(list) = own.list.or(by_style.list).filter(|n| *n != 0) else {
            return String::new();
        };
        let definition = self.definition_of(list, styles);
        let level = own
            .level
            .or_else(|| self.level_of_style(definition, style, said_by))
            .or(by_style.level);
        self.count(list, definition, level.unwrap_or_default().min(LEVELS - 1))
    }

    /// The definition of a list, through the list style that it may stand for.
    fn definition_of(&self, list: u32, styles: &Styles) -> u32 {
        let own = self.lists.get(&list).map_or(u32::MAX, |l| l.definition);
        let linked = self.definitions.get(&own).and_then(|d| d.link.as_deref());
        linked
            .and_then(|style| styles.list(Some(style)).0.list)
            .and_then(|list| self.lists.get(&list))
            .map_or(own, |l| l.definition)
    }

    fn level_of_style(&self, definition: u32, style: Option<&str>, said_by: Option<&str>) -> Option<usize> {
        let levels = &self.definitions.get(&definition)?.levels;
        let of = |wanted: &str| {
            levels
                .iter()
                .find(|(_, l)| l.style.as_deref() == Some(wanted))
                .map(|(n, _)| *n)
        };
        style.and_then(of).or_else(|| said_by.and_then(of))
    }

    fn count(&mut self, list: u32, definition: u32, level: usize) -> String {
        let start = |this: &Self, level| this.level(list, definition, level).and_then(|l| l.start).unwrap_or(1);
        let overridden = self.lists.get(&list).and_then(|l| l.starts.get(&level)).copied();
        let begins = overridden.filter(|_| self.begun.insert((list, level)));
        let first = begins.unwrap_or_else(|| start(self, level));
        let restarts: Vec<bool> = (0..LEVELS)
            .map(|deeper| self.restarts(list, definition, deeper, level))
            .collect();
        let counts = self.counts.entry(definition).or_default();
        if let Some(count) = counts.get_mut(level) {
            *count = Some(match (*count, begins) {
                (Some(n), None) => n.saturating_add(1),
                _ => first,
            });
        }
        for (count, _) in counts.iter_mut().zip(restarts).filter(|(_, restarts)| *restarts) {
            *count = None;
        }
        let counts = *counts;
        self.print(list, definition, level, counts)
    }

    /// Whether a paragraph at `level` makes the count of `deeper` begin anew.
    fn restarts(&self, list: u32, definition: u32, deeper: usize, level: usize) -> bool {
        if deeper <= level {
            return false;
        }
        match self.level(list, definition, deeper).and_then(|l| l.restart) {
            None => true,
            Some(0) => false,
            Some(after) => level < after,
        }
    }

    fn level(&self, list: u32, definition: u32, level: usize) -> Option<&Level> {
        let own = self.lists.get(&list).and_then(|l| l.levels.get(&level));
        own.or_else(|| self.definitions.get(&definition)?.levels.get(&level))
    }

    fn print(&self, list: u32, definition: u32, level: usize, counts: [Option<u32>; LEVELS]) -> String {
        let Some(form) = self.level(list, definition, level) else {
            return String::new();
        };
        if form.format == "bullet" {
            return bullet(&form.text);
        }
        let mut out = String::new();
        let mut rest = form.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            out.push_str(before);
            let digit = after
                .chars()
                .next()
                .and_then(|c| c.to_digit(10))
                .filter(|d| (1..=9).contains(d));
            let Some(n) = digit.map(|d| d as usize - 1) else {
                out.push('%');
                rest = after;
                continue;
            };
            let named = self.level(list, definition, n);
            let format = named.filter(|_| !form.is_decimal).map_or("decimal", |l| &l.format);
            // A level that was skipped shows its first number.
            let first = named.and_then(|l| l.start).unwrap_or(1);
            out.push_str(&numeral(format, counts.get(n).copied().flatten().unwrap_or(first)));
            rest = after.get(1..).unwrap_or_default();
        }
        out.push_str(rest);
        out.truncate(out.trim_end().len());
        // A bare numeral needs what separates it from the words; a mark of its own separates enough.
        if out.ends_with(|c: char| c.is_alphanumeric()) {
            match form.suffix.as_str() {
                "nothing" => {}
                "space" => out.push(' '),
                _ => out.push('\t'),
            }
        }
        out
    }
}

/// Bullets are drawn in fonts of symbols; all but dashes are one to a reader of text.
fn bullet(text: &str) -> String {
    match text.trim() {
        dash if dash.starts_with(['—', '-', '–', '－']) => "——".to_owned(),
        "" => String::new(),
        _ => "●".to_owned(),
    }
}

/// Where in `numbering.xml` the walk is.
#[derive(Debug, Default)]
struct Reader {
    out: Numbering,
    definition: Option<u32>,
    list: Option<u32>,
    level: usize,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.get(name).and_then(|v| v.parse::<u32>().ok());
        match tag.name() {
            "abstractNum" => (self.definition, self.list) = (number("abstractNumId"), None),
            "num" => (self.definition, self.list) = (None, number("numId")),
            "lvl" | "lvlOverride" => self.level = tag.number("ilvl").unwrap_or_default().min(LEVELS - 1),
            "abstractNumId" => {
                if let Some(list) = self.list_mut() {
                    list.definition = number("val").unwrap_or(u32::MAX);
                }
            }
            "startOverride" => {
                let (level, start) = (self.level, number("val"));
                if let Some(list) = self.list_mut() {
                    list.starts.extend(start.map(|s| (level, s)));
                }
            }
            "numStyleLink" => {
                if let Some(definition) = self.definition.map(|d| self.out.definitions.entry(d).or_default()) {
                    definition.link = tag.val();
                }
            }
            name @ ("start" | "numFmt" | "lvlText" | "suff" | "pStyle" | "lvlRestart" | "isLgl") => {
                self.level_field(name, tag);
            }
            _ => {}
        }
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        self.list.map(|l| self.out.lists.entry(l).or_default())
    }

    fn level_field(&mut self, name: &str, tag: &Tag<'_>) {
        let level = match (self.definition, self.list) {
            (Some(d), _) => self
                .out
                .definitions
                .entry(d)
                .or_default()
                .levels
                .entry(self.level)
                .or_default(),
            (None, Some(l)) => self
                .out
                .lists
                .entry(l)
                .or_default()
                .levels
                .entry(self.level)
                .or_default(),
            (None, None) => return,
        };
        let value = tag.val().unwrap_or_default();
        match name {
            "start" => level.start = value.parse().ok(),
            "numFmt" => level.format = value,
            "lvlText" => level.text = value,
            "suff" => level.suffix = value,
            "pStyle" => level.style = Some(value),
            "lvlRestart" => level.restart = value.parse().ok(),
            _ => level.is_decimal = tag.is_on(),
        }
    }
}
