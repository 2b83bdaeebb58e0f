//! An analysis that a drafter reads: what to mend first, topic by topic, each with a case that proves it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::paint::{Paint, columns, wrap};
use crate::diagnostic::Lang;
use crate::wire::v1::{Analyze, AnalyzeFinding};

/// How many remarks of one kind are shown unless all are asked for.
const REMARKS: usize = 5;
/// Simplest situations and regions that are shown of one finding.
const CASES: usize = 4;

/// How to lay out an analysis.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Language of headings.
    pub lang: Lang,
    /// Colours.
    pub paint: Paint,
    /// Columns of the terminal.
    pub width: usize,
    /// How much is shown.
    pub detail: Detail,
}

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Faults in full, remarks in a line each.
    Short,
    /// Everything.
    Full,
}

/// Writes an analysis.
#[must_use]
pub fn render(title: &str, analysis: &Analyze, layout: Layout) -> String {
    let mut page = Page {
        out: String::new(),
        layout,
    };
    page.head(title, analysis);
    page.faults(analysis);
    page.remarks(analysis);
    page.enforcement(analysis);
    page.ways(analysis);
    page.open(analysis);
    page.out
}

struct Page {
    out: String,
    layout: Layout,
}

impl Page {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.layout.lang.pick(zh, en)
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    /// A labelled paragraph, wrapped and hung under its label.
    fn entry(&mut self, label: &str, text: &str) {
        let room = self.layout.width.saturating_sub(12);
        for (at, line) in wrap(text, room).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let label = format!("{label}{}", " ".repeat(6usize.saturating_sub(columns(label))));
            let text = format!("      {}{line}", self.layout.paint.dim(&label));
            self.line(&text);
        }
    }

    fn head(&mut self, title: &str, a: &Analyze) {
        let s = &a.summary;
        let title = self.layout.paint.bold(title);
        self.line(&title);
        let text = match self.layout.lang {
            Lang::Zh => format!(
                "  {} 个事项,{} 个问题,对词表能表达的全部情形求解:{} 处毛病,{} 条提示",
                s.topics,
                s.questions,
                s.warning + s.error,
                s.info
            ),
            Lang::En => format!(
                "  {} topics, {} questions over all situations that the vocabulary can express: {} faults, {} remarks",
                s.topics,
                s.questions,
                s.warning + s.error,
                s.info
            ),
        };
        self.line(&text);
        if s.undecided > 0 {
            let text = match self.layout.lang {
                Lang::Zh => format!("  ! {} 个问题步数用完,未能判定;没有列出的不等于没有", s.undecided),
                Lang::En => format!(
                    "  ! {} questions reached the limits: what is not listed is not thereby absent",
                    s.undecided
                ),
            };
            let text = self.layout.paint.yellow(&text);
            self.line(&text);
        }
        if s.unconfirmed > 0 {
            let text = match self.layout.lang {
                Lang::Zh => format!("  ! {} 个见证未被派责确认:这是 zeren 自己的错误,请反馈", s.unconfirmed),
                Lang::En => format!(
                    "  ! routing does not confirm {} witnesses: a fault of zeren itself, please report it",
                    s.unconfirmed
                ),
            };
            let text = self.layout.paint.red(&text);
            self.line(&text);
        }
    }

    fn faults(&mut self, a: &Analyze) {
        let faults: Vec<&AnalyzeFinding> = a
            .findings
            .iter()
            .filter(|f| f.severity != "info" || self.layout.detail == Detail::Full)
            .collect();
        let mut topics: Vec<&str> = Vec::new();
        for f in &faults {
            let topic = f.topic.as_deref().unwrap_or("");
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        for topic in topics {
            let heading = self.layout.paint.bold(&format!("【{topic}】"));
            self.line("");
            self.line(&heading);
            for f in faults.iter().filter(|f| f.topic.as_deref().unwrap_or("") == topic) {
                self.fault(f);
            }
        }
    }

    fn fault(&mut self, f: &AnalyzeFinding) {
        let mark = match (f.verdict, f.severity) {
            ("unconfirmed", _) => self.layout.paint.red("!!"),
            ("inconclusive", _) => self.layout.paint.yellow("? "),
            (_, "info") => self.layout.paint.dim("· "),
            _ => self.layout.paint.red("✗ "),
        };
        let stage = f.stage.as_ref().map(|s| format!(" · {s}")).unwrap_or_default();
        let head = format!(
            "  {mark}{} {}{stage}",
            self.layout.paint.bold(f.title),
            self.layout.paint.dim(&f.code)
        );
        self.line(&head);
        for line in wrap(&f.message, self.layout.width.saturating_sub(6)) {
            self.line(&format!("    {line}"));
        }
        if let Some(still) = &f.still_true {
            self.entry("", still);
        }
        if f.verdict == "unconfirmed" {
            let text = self
                .say(
                    "派责没有确认下面的见证,这一条不可信",
                    "routing does not confirm the witness below: do not rely on this",
                )
                .to_owned();
            self.entry("", &text);
        }
        if let Some(witness) = &f.witness {
            let label = self.say("见证", "case").to_owned();
            self.entry(&label, &facts_text(witness));
        }
        self.simplest(f);
        self.factors(f);
        let label = self.say("修补", "mend").to_owned();
        self.entry(&label, &f.repair);
    }

    fn simplest(&mut self, f: &AnalyzeFinding) {
        let whole = f.regions.iter().any(|r| r == "全部情形");
        if whole {
            let (label, text) = (
                self.say("范围", "where").to_owned(),
                self.say("适用的全部情形", "wherever it applies").to_owned(),
            );
            self.entry(&label, &text);
        }
        let shown = if whole { 0 } else { f.regions.len().min(CASES) };
        for (at, region) in f.regions.iter().take(shown).enumerate() {
            let label = if at == 0 {
                self.say("范围", "where").to_owned()
            } else {
                String::new()
            };
            self.entry(&label, region);
        }
        let more = if whole {
            0
        } else {
            f.regions.len().saturating_sub(shown) + f.more_regions
        };
        if more > 0 {
            let least = if f.more_than_counted {
                self.say("至少", "at least ")
            } else {
                ""
            };
            let text = match self.layout.lang {
                Lang::Zh => format!("……{least}还有 {more} 块"),
                Lang::En => format!("… and {least}{more} more"),
            };
            self.entry("", &text);
        }
        // The witness is the first of the simplest cases; the others are told where there is more than one.
        if f.simplest.len() > 1 {
            let label = self.say("最简", "least").to_owned();
            for (at, case) in f.simplest.iter().take(CASES).enumerate() {
                self.entry(if at == 0 { &label } else { "" }, &case.words);
            }
            if f.more_simplest || f.simplest.len() > CASES {
                self.entry("", "……");
            }
        }
    }

    /// Covered, partly and uncovered values; nothing where all are uncovered alike.
    fn factors(&mut self, f: &AnalyzeFinding) {
        let of = |state: &str| -> Vec<String> {
            let values = f.factors.iter().filter(|x| x.state == state);
            let name = |x: &crate::wire::v1::FactorEntry| {
                x.values.iter().map(|[_, v]| v.as_str()).collect::<Vec<_>>().join("+")
            };
            values
                .map(|x| {
                    if x.uncovered.is_empty() {
                        name(x)
                    } else {
                        format!("{}(缺 {})", name(x), x.uncovered.join(" 或 "))
                    }
                })
                .collect()
        };
        let (covered, partly, uncovered) = (of("covered"), of("partly"), of("uncovered"));
        if covered.is_empty() && partly.is_empty() {
            return;
        }
        let mut parts = Vec::new();
        for (zh, en, list) in [
            ("没人管", "uncovered", &uncovered),
            ("部分有人管", "partly", &partly),
            ("有人管", "covered", &covered),
        ] {
            if !list.is_empty() {
                parts.push(format!("{}:{}", self.say(zh, en), list.join("、")));
            }
        }
        let label = self.say("逐项", "each").to_owned();
        self.entry(&label, &parts.join(";"));
    }

    fn remarks(&mut self, a: &Analyze) {
        if self.layout.detail == Detail::Full {
            return;
        }
        let mut kinds: BTreeMap<&str, Vec<&AnalyzeFinding>> = BTreeMap::new();
        for f in a.findings.iter().filter(|f| f.severity == "info") {
            kinds.entry(&f.code).or_default().push(f);
        }
        for (code, list) in kinds {
            let Some(first) = list.first() else { continue };
            let heading = self.layout.paint.bold(&format!("{} {}", first.title, list.len()));
            let code = self.layout.paint.dim(code);
            self.line("");
            self.line(&format!("{heading} {code}"));
            for f in list.iter().take(REMARKS) {
                let topic = f.topic.as_deref().unwrap_or("");
                let text = wrap(&format!("{topic}:{}", f.message), self.layout.width.saturating_sub(6));
                for (at, line) in text.iter().enumerate() {
                    self.line(&format!("  {}{line}", if at == 0 { "· " } else { "  " }));
                }
            }
            let more = list.len().saturating_sub(REMARKS);
            if more > 0 {
                let text = match self.layout.lang {
                    Lang::Zh => format!("  ……还有 {more} 条(--all 全部列出)"),
                    Lang::En => format!("  … and {more} more (--all lists them)"),
                };
                let text = self.layout.paint.dim(&text);
                self.line(&text);
            }
        }
    }

    fn enforcement(&mut self, a: &Analyze) {
        let e = &a.enforcement;
        let all = e.specific + e.general + e.partial + e.none + e.unsaid;
        if all == 0 {
            return;
        }
        let text = match self.layout.lang {
            Lang::Zh => format!(
                "规范 {all} 条:专门执行 {},概括执行 {},部分执行 {},无人执行 {},未写 {}",
                e.specific, e.general, e.partial, e.none, e.unsaid
            ),
            Lang::En => format!(
                "{all} norms: enforced specifically {}, generally {}, in part {}, by nobody {}, nothing said {}",
                e.specific, e.general, e.partial, e.none, e.unsaid
            ),
        };
        self.line("");
        self.line(&text);
    }

    fn ways(&mut self, a: &Analyze) {
        if a.longest_ways.is_empty() {
            return;
        }
        let heading = self
            .layout
            .paint
            .bold(self.say("升级到顶最长要多久", "Longest way to the top"));
        self.line("");
        self.line(&heading);
        for way in a.longest_ways.iter().take(3) {
            let text = way_text(way);
            let text = format!("{}:{text}({})", way.topic, way.clauses.join("、"));
            for line in wrap(&text, self.layout.width.saturating_sub(4)) {
                self.line(&format!("  {line}"));
            }
        }
    }

    fn open(&mut self, a: &Analyze) {
        if a.open_items.is_empty() {
            return;
        }
        let list = a.open_items.join("、");
        let text = match self.layout.lang {
            Lang::Zh => format!(
                "条件待定的 {} 条按“可能适用,也可能不适用”处理:{list}",
                a.open_items.len()
            ),
            Lang::En => format!(
                "{} items with a pending condition are taken as open: {list}",
                a.open_items.len()
            ),
        };
        self.line("");
        for line in wrap(&text, self.layout.width) {
            self.line(&line);
        }
    }
}

/// `学校 →(30日) 乡镇 →(期限未写) 县政府`.
fn way_text(way: &crate::wire::v1::Way) -> String {
    let mut out = way.units.first().cloned().unwrap_or_default();
    for (unit, time) in way.units.iter().skip(1).zip(&way.times) {
        let _ = write!(out, " →({}) {unit}", time.as_deref().unwrap_or("期限未写"));
    }
    out
}

/// Facts as they would be typed: `对象=[孤儿] 年龄=9`; sets that hold nothing are told together.
#[must_use]
pub fn facts_text(facts: &Map<String, Value>) -> String {
    let mut out = Vec::new();
    let mut empty = Vec::new();
    for (name, value) in facts {
        match value {
            Value::Array(list) if list.is_empty() => empty.push(name.as_str()),
            Value::Array(list) => {
                let values: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                out.push(format!("{name}=[{}]", values.join("、")));
            }
            Value::Bool(yes) => out.push(format!("{name}={}", if *yes { "是" } else { "否" })),
            Value::String(text) => out.push(format!("{name}={text}")),
            other => out.push(format!("{name}={other}")),
        }
    }
    if !empty.is_empty() {
        out.push(format!("({} 无)", empty.join("、")));
    }
    out.join(" ")
}
