//! What breaks if a unit goes, for people: the gravest first.

use std::fmt::Write as _;

use super::analyze::facts_text;
use super::paint::{Paint, wrap};
use crate::diagnostic::Lang;
use crate::model::Role;
use crate::wire::v1::{EffectEntry, ImpactReport};

/// How many items of one kind of loss are named.
const NAMED: usize = 12;

/// How to lay it out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Language of headings.
    pub lang: Lang,
    /// Colours.
    pub paint: Paint,
    /// Columns of the terminal.
    pub width: usize,
}

/// The kinds of loss, the gravest first, in both languages.
const LOSSES: [(&str, &str, &str); 8] = [
    ("only_actor", "没有人办了", "nobody is left to act"),
    ("lead", "没有牵头了", "no lead is left"),
    ("receiver", "移交没有人接了", "nobody is left to receive"),
    ("enforcer", "没有单位执行了", "nobody is left to enforce"),
    ("escalation_end", "升级断了", "the escalation is cut"),
    ("actor", "少一家办的(还有别家)", "one actor fewer"),
    ("assistant", "少一家配合的", "one assistant fewer"),
    ("told", "通报、指导、监督少一头", "told, guided or supervised no longer"),
];

/// Writes an impact.
#[must_use]
pub fn render(report: &ImpactReport, layout: Layout) -> String {
    let mut page = Page {
        out: String::new(),
        layout,
    };
    page.head(report);
    page.gaps(report);
    for (loss, zh, en) in LOSSES {
        let list: Vec<&EffectEntry> = report.effects.iter().filter(|e| e.loss == loss).collect();
        page.losses(page.say(zh, en), &list, report.successor.as_deref());
    }
    page.names(report);
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

    fn text(&mut self, indent: usize, text: &str) {
        for (at, line) in wrap(text, self.layout.width.saturating_sub(indent + 2))
            .into_iter()
            .enumerate()
        {
            let _ = writeln!(self.out, "{}{line}", " ".repeat(indent + if at == 0 { 0 } else { 2 }));
        }
    }

    fn heading(&mut self, text: &str) {
        let text = self.layout.paint.bold(text);
        let _ = writeln!(self.out, "\n{text}");
    }

    fn head(&mut self, report: &ImpactReport) {
        let (unit, items, gaps) = (&report.unit, report.effects.len(), report.gaps.len());
        let title = match (self.layout.lang, &report.successor) {
            (Lang::Zh, Some(s)) => {
                format!("{unit} 撤并,由 {s} 接手:涉及 {items} 处;不写明接手的话,{gaps} 个事项出现空白")
            }
            (Lang::Zh, None) => format!("如果没有 {unit}:涉及 {items} 处,{gaps} 个事项出现空白"),
            (Lang::En, Some(s)) => format!(
                "{unit} goes, {s} takes over: {items} places; unless it is said who takes over, {gaps} topics get gaps"
            ),
            (Lang::En, None) => format!("Without {unit}: {items} places, gaps in {gaps} topics"),
        };
        let title = self.layout.paint.bold(&title);
        let _ = writeln!(self.out, "{title}");
    }

    fn gaps(&mut self, report: &ImpactReport) {
        if report.gaps.is_empty() {
            return;
        }
        let heading = self
            .say("从此无人办理的情形", "Situations that nobody has to act in any more")
            .to_owned();
        self.heading(&heading);
        for gap in &report.gaps {
            let case = match &gap.witness {
                Some(facts) => facts_text(facts),
                None => self.say("步数用完,未能判定", "the limits were reached").to_owned(),
            };
            let doubt = if gap.witness.is_some() && !gap.confirmed {
                self.say(" !! 派责未确认", " !! routing does not confirm it")
            } else {
                ""
            };
            let text = format!("✗ {}:{case}({}){doubt}", gap.topic, gap.clauses.join("、"));
            self.text(2, &text);
        }
    }

    fn losses(&mut self, title: &str, list: &[&EffectEntry], successor: Option<&str>) {
        if list.is_empty() {
            return;
        }
        let text = format!("{title} {}", list.len());
        self.heading(&text);
        for e in list.iter().take(NAMED) {
            let already = match (successor, e.successor_role.and_then(Role::find)) {
                (Some(s), Some(role)) => match self.layout.lang {
                    Lang::Zh => format!("({s} 在这一条里已是{},接手后两角合一)", role.zh()),
                    Lang::En => format!(" ({s} is already {} there: the two become one)", role.name()),
                },
                _ => String::new(),
            };
            let topic = e.topic.as_ref().map(|t| format!("{t}:")).unwrap_or_default();
            self.text(2, &format!("{} {topic}{}{already}", e.clause, e.action));
        }
        if list.len() > NAMED {
            let more = list.len() - NAMED;
            let text = match self.layout.lang {
                Lang::Zh => format!("……还有 {more} 条"),
                Lang::En => format!("… and {more} more"),
            };
            self.text(2, &text);
        }
    }

    fn names(&mut self, report: &ImpactReport) {
        for (zh, en, list) in [
            ("以它为成员的集合", "Groups that lose a member", &report.groups),
            (
                "以它为上级或继任的单位",
                "Units whose superior or successor it is",
                &report.orphans,
            ),
        ] {
            if !list.is_empty() {
                let heading = self.say(zh, en).to_owned();
                self.heading(&heading);
                self.text(2, &list.join("、"));
            }
        }
    }
}
