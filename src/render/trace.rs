//! A trace as a drafter reads it: the document's clauses as a tree, then the share covered and what is missing.

use std::fmt::Write as _;

use super::paint::{Paint, columns, pad, wrap};
use crate::diagnostic::Lang;
use crate::document::{Document, Force};
use crate::model::Model;
use crate::text::Sources;
use crate::trace::{Count, Digest, Entry, Status, Trace, Voice, voice_name};

/// How to lay out a trace.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Language of headings.
    pub lang: Lang,
    /// Colours.
    pub paint: Paint,
    /// Columns of the terminal.
    pub width: usize,
    /// The marks of encoded, left out, missing and not binding.
    pub marks: [&'static str; 4],
    /// Whether the whole tree is shown.
    pub tree: Tree,
}

/// What is shown of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    /// All clauses.
    Shown,
    /// Only the summary and what is missing.
    Hidden,
}

/// What a trace is about.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The document.
    pub document: &'a Document,
    /// The plan.
    pub model: &'a Model,
    /// The plan's files.
    pub sources: &'a Sources,
    /// The trace.
    pub trace: &'a Trace,
    /// SHA-256 of the document's bytes.
    pub sha256: &'a str,
}

/// Writes a trace.
#[must_use]
pub fn render(subject: Subject<'_>, layout: Layout) -> String {
    let mut page = Page {
        out: String::new(),
        subject,
        layout,
    };
    if layout.tree == Tree::Shown {
        page.tree();
    }
    page.missing();
    page.loose();
    page.unknown();
    page.summary();
    page.out
}

/// The word for a force.
#[must_use]
pub fn force_word(force: Force, lang: Lang) -> &'static str {
    match (force, lang) {
        (Force::Forbid, Lang::Zh) => "禁止",
        (Force::Escalate, Lang::Zh) => "升级",
        (Force::Assign, Lang::Zh) => "分派",
        (Force::Require, Lang::Zh) => "要求",
        (Force::Allow, Lang::Zh) => "许可",
        (Force::Direct, Lang::Zh) => "部署",
        (force, Lang::En) => crate::wire::v1::force_name(force),
    }
}

/// A share with one decimal.
#[must_use]
pub fn percent(count: Count) -> String {
    let permille = count.permille();
    if permille.is_multiple_of(10) {
        format!("{}%", permille / 10)
    } else {
        format!("{}.{}%", permille / 10, permille % 10)
    }
}

struct Page<'a> {
    out: String,
    subject: Subject<'a>,
    layout: Layout,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.layout.lang.pick(zh, en)
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    fn path(&self, at: usize) -> &str {
        self.subject.trace.path(at)
    }

    fn tree(&mut self) {
        let title = self.layout.paint.bold(&plain(&self.subject.model.plan.title));
        self.line(&title);
        for entry in &self.subject.trace.entries {
            let line = self.branch(entry);
            self.line(&line);
        }
        self.line("");
    }

    /// One clause: mark, its last segment, the first words, and who speaks for it.
    fn branch(&self, entry: &Entry) -> String {
        let Some(clause) = self.subject.document.clauses.get(entry.clause) else {
            return String::new();
        };
        let paint = self.layout.paint;
        let [encoded, left_out, missing, plain_mark] = self.layout.marks;
        let mark = match entry.status {
            Status::Encoded => paint.green(encoded),
            Status::Unencoded => paint.yellow(left_out),
            Status::Uncovered if entry.bond.is_some_and(crate::trace::Bond::binds) => paint.red(missing),
            Status::Uncovered => paint.dim(plain_mark),
        };
        let indent = "  ".repeat(entry.depth.min(12));
        let segment = plain(self.path(entry.clause).rsplit('/').next().unwrap_or_default());
        let line = format!("{}{}", self.say("行", "l."), clause.line);
        let used = columns(&indent) + columns(&segment) + columns(&line) + 6;
        let room = self.layout.width.saturating_sub(used);
        let voices = cut(&self.voices(entry), room / 2);
        let words = cut(&plain(&clause.text), room.saturating_sub(columns(&voices) + 2).min(40));
        let head = format!("{indent}{mark} {} {}", paint.cyan(&segment), paint.dim(&line));
        format!(
            "{head}  {words}  {}",
            if entry.status == Status::Encoded {
                voices
            } else {
                paint.dim(&voices)
            }
        )
        .trim_end()
        .to_owned()
    }

    fn voices(&self, entry: &Entry) -> String {
        let name = |v: &Voice| plain(voice_name(self.subject.model, *v));
        let items: Vec<String> = entry
            .voices
            .iter()
            .filter(|v| !matches!(v, Voice::Record(_)))
            .map(name)
            .collect();
        match (entry.status, items.split_first()) {
            (Status::Encoded, Some((first, []))) => format!("← {first}"),
            (Status::Encoded, Some((first, rest))) => format!("← {first} +{}", rest.len()),
            (Status::Unencoded, _) => entry
                .voices
                .iter()
                .find(|v| matches!(v, Voice::Record(_)))
                .map(name)
                .unwrap_or_default(),
            (Status::Uncovered, _) => entry
                .bond
                .map(|b| format!("{}:{}", force_word(b.force, self.layout.lang), b.cue))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn heading(&mut self, text: &str) {
        let text = self.layout.paint.bold(text);
        self.line(&text);
    }

    /// A list of clauses by line, each with its cue and first words.
    fn clauses(&mut self, entries: &[&Entry]) {
        for entry in entries {
            let Some(clause) = self.subject.document.clauses.get(entry.clause) else {
                continue;
            };
            let cue = entry
                .bond
                .map(|b| format!("{}:{}", force_word(b.force, self.layout.lang), b.cue))
                .unwrap_or_default();
            let head = format!(
                "  {}  {}  {cue}  ",
                pad(&format!("{}{}", self.say("行", "l."), clause.line), 7),
                plain(self.path(entry.clause))
            );
            let words = cut(
                &plain(&clause.text),
                self.layout.width.saturating_sub(columns(&head)).min(60),
            );
            let line = format!("{head}{}", self.layout.paint.dim(&words));
            self.line(&line);
        }
    }

    fn missing(&mut self) {
        let missing: Vec<&Entry> = self.subject.trace.missing().collect();
        if !missing.is_empty() {
            let title = format!(
                "{}({})",
                self.say("未编码也未记录的条款", "Neither encoded nor recorded "),
                missing.len()
            );
            self.heading(&title);
            self.clauses(&missing);
            self.line("");
        }
    }

    fn loose(&mut self) {
        let loose: Vec<&Entry> = self.subject.trace.loose().collect();
        if !loose.is_empty() {
            let title = self.say(
                "只由整条引用的句子(同条的其他句已逐句引用)",
                "Reached only by a citation of the whole clause (its other sentences are cited one by one) ",
            );
            self.heading(&format!("{title}({})", loose.len()));
            self.clauses(&loose);
            self.line("");
        }
    }

    fn unknown(&mut self) {
        let trace = self.subject.trace;
        if trace.unknown.is_empty() {
            return;
        }
        let title = format!(
            "{}({})",
            self.say("引用了文中没有的条款", "Cited but not there "),
            trace.unknown.len()
        );
        self.heading(&title);
        for unknown in &trace.unknown {
            let file = self.subject.sources.get(unknown.span.source).map_or("", |s| s.name());
            let place = format!("{file}:{}", self.subject.sources.start(unknown.span).line);
            let near = unknown
                .nearest
                .map(|at| format!("{}{}", self.say("最接近 ", "nearest "), plain(self.path(at))))
                .unwrap_or_default();
            let line = format!(
                "  {}  {}  {}  {near}",
                self.layout.paint.red(&plain(&unknown.citation)),
                plain(&unknown.by),
                self.layout.paint.dim(&place)
            );
            self.line(line.trim_end());
        }
        self.line("");
    }

    fn summary(&mut self) {
        let (all, binding) = (self.subject.trace.all, self.subject.trace.binding);
        let row = |count: Count| match self.layout.lang {
            Lang::Zh => format!(
                "{} 条:已编码 {},记录不编码 {},未覆盖 {}",
                count.total,
                count.encoded,
                count.unencoded,
                count.total - count.covered()
            ),
            Lang::En => format!(
                "{}: encoded {}, left out with a reason {}, not covered {}",
                count.total,
                count.encoded,
                count.unencoded,
                count.total - count.covered()
            ),
        };
        let (all_row, binding_row) = (row(all), row(binding));
        let line = format!("{} {all_row}  {}", self.say("全部条款", "All clauses"), percent(all));
        self.line(&line);
        let share = percent(binding);
        let share = if self.subject.trace.is_whole() {
            self.layout.paint.green(&share)
        } else {
            self.layout.paint.red(&share)
        };
        let line = format!(
            "{} {binding_row}  {share}",
            self.say(
                "分派、禁止、要求、升级的条款",
                "Clauses that assign, forbid, require or escalate"
            )
        );
        self.line(&line);
        let words = match self.layout.lang {
            Lang::Zh => format!("  其中 {} 条只引用到所在的整条,未引用到句", binding.whole),
            Lang::En => format!(
                "  {} of them are reached through a citation of the place that holds them",
                binding.whole
            ),
        };
        if binding.whole > 0 {
            let words = self.layout.paint.dim(&words);
            self.line(&words);
        }
        self.digest();
        let skipped = self.subject.document.notes.len();
        if skipped > 0 {
            let line = match self.layout.lang {
                Lang::Zh => format!("读文档时另有 {skipped} 处略过或推定(页眉、缺失的标题等),见 docs/trace.md"),
                Lang::En => format!(
                    "The reader skipped or inferred something at {skipped} places (page headers, lost headings …): see docs/trace.md"
                ),
            };
            for line in wrap(&line, self.layout.width) {
                let line = self.layout.paint.dim(&line);
                self.line(&line);
            }
        }
    }

    fn digest(&mut self) {
        let (sha, recorded) = (self.subject.sha256, self.subject.model.plan.source_sha256.as_deref());
        let line = match crate::trace::digest(sha, recorded) {
            Digest::Match => format!(
                "sha256 {}  {}",
                short(sha),
                self.layout
                    .paint
                    .green(self.say("与方案所记一致", "as the plan recorded it"))
            ),
            Digest::Differs => {
                let words = self.say("与方案所记不同,方案记的是", "differs; the plan was read from");
                self.layout.paint.red(&format!(
                    "sha256 {}  {words} {}",
                    short(sha),
                    short(&plain(recorded.unwrap_or_default()))
                ))
            }
            Digest::NotRecorded => {
                let words = self.say("方案未记;可写", "not recorded; the plan may say");
                format!("sha256 {}  {words} 原文: sha256 \"{sha}\"", short(sha))
            }
        };
        self.line(&line);
    }
}

fn short(sha: &str) -> String {
    sha.chars().take(12).collect()
}

/// The text without control characters, so that a document cannot steer the terminal; blanks become one space.
fn plain(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut out = String::new();
    // Only the beginning of a text is ever shown.
    for c in text.chars().take(400) {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !steers(c) {
            out.push(c);
        }
    }
    out
}

/// The beginning of a text, in at most so many columns.
fn cut(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if columns(&out) + 1 > room {
            out.pop();
            break;
        }
    }
    if !out.is_empty() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_counts_columns() {
        assert_eq!(cut("市公安局", 5), "市公…");
        assert_eq!(cut("市公安局", 8), "市公安局");
        assert_eq!(cut("市公安局", 0), "");
    }

    #[test]
    fn only_a_whole_is_a_hundred() {
        assert_eq!(
            percent(Count {
                total: 3000,
                encoded: 2999,
                unencoded: 0,
                whole: 0
            }),
            "99.9%"
        );
        assert_eq!(
            percent(Count {
                total: 2,
                encoded: 1,
                unencoded: 1,
                whole: 0
            }),
            "100%"
        );
        assert_eq!(percent(Count::default()), "100%");
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(plain("甲\u{1b}[31m乙\n丙"), "甲[31m乙 丙");
    }
}
