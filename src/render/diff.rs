//! A comparison of two plans for people: unit by unit what it loses and gains, with a case for each; on a terminal or as Markdown.

use std::fmt::Write as _;

use super::analyze::facts_text;
use super::paint::{Paint, columns, wrap};
use crate::diagnostic::Lang;
use crate::model::Role;
use crate::wire::v1::{DiffReport, ProofEntry, RoleEntry};

/// The form of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Terminal,
    /// Markdown.
    Markdown,
}

/// How to lay out a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Language of headings.
    pub lang: Lang,
    /// Colours.
    pub paint: Paint,
    /// Columns of the terminal.
    pub width: usize,
    /// Terminal or Markdown.
    pub form: Form,
}

/// Writes a comparison of the plans with these titles.
#[must_use]
pub fn render(titles: [&str; 2], report: &DiffReport, layout: Layout) -> String {
    let mut page = Page {
        out: String::new(),
        layout,
    };
    page.head(titles, report);
    if !report.equal {
        page.summary(report);
        page.units(report);
        page.deadlines(report);
        page.discretion(report);
        page.escalations(report);
        page.programmes(report);
        page.rest(report);
    }
    page.out
}

/// Whether a unit's role in a topic merely turned into the other.
fn turned(one: &RoleEntry, other: &RoleEntry) -> bool {
    one.topic == other.topic && one.change != other.change && one.instead == [other.role] && other.instead == [one.role]
}

struct Page {
    out: String,
    layout: Layout,
}

impl Page {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.layout.lang.pick(zh, en)
    }

    fn heading(&mut self, text: &str) {
        let text = match self.layout.form {
            Form::Terminal => self.layout.paint.bold(text),
            Form::Markdown => format!("## {text}\n"),
        };
        let _ = writeln!(self.out, "\n{text}");
    }

    /// An entry at a depth: hung under its mark on a terminal, a list item in Markdown.
    fn entry(&mut self, depth: usize, mark: &str, text: &str) {
        if self.layout.form == Form::Markdown {
            let mark = if mark.is_empty() {
                String::new()
            } else {
                format!("{mark} ")
            };
            let _ = writeln!(self.out, "{}- {mark}{text}", "  ".repeat(depth));
            return;
        }
        let indent = 2 + depth * 2;
        let hang = if mark.is_empty() { 0 } else { columns(mark) + 1 };
        let lines = wrap(text, self.layout.width.saturating_sub(indent + hang));
        for (at, line) in lines.into_iter().enumerate() {
            let lead = if at == 0 && !mark.is_empty() {
                format!("{mark} ")
            } else {
                " ".repeat(hang)
            };
            let _ = writeln!(self.out, "{}{lead}{line}", " ".repeat(indent));
        }
    }

    fn head(&mut self, titles: [&str; 2], report: &DiffReport) {
        let [a, b] = titles;
        let [p, q] = &report.plans;
        let text = match self.layout.lang {
            Lang::Zh => format!("从 {a}({p})到 {b}({q})"),
            Lang::En => format!("From {a} ({p}) to {b} ({q})"),
        };
        let text = if self.layout.form == Form::Markdown {
            format!("# {text}")
        } else {
            self.layout.paint.bold(&text)
        };
        let _ = writeln!(self.out, "{text}");
        if report.equal {
            let text = self
                .say(
                    "任何情形下,两份方案的分工都相同",
                    "in every situation both plans say the same",
                )
                .to_owned();
            let _ = writeln!(self.out, "\n{text}");
        }
    }

    fn summary(&mut self, report: &DiffReport) {
        let unconfirmed = report.changes.iter().filter(|c| !c.proof.confirmed).count();
        let (lost, gained) = (
            report.changes.iter().filter(|c| c.change == "lost").count(),
            report.changes.iter().filter(|c| c.change == "gained").count(),
        );
        let discretion = match (report.discretion.len(), self.layout.lang) {
            (0, _) => String::new(),
            (n, Lang::Zh) => format!(",裁量变 {n} 处"),
            (n, Lang::En) => format!(", {n} changes of discretion"),
        };
        let text = match self.layout.lang {
            Lang::Zh => format!(
                "{} 家单位的分工有变:少 {lost} 项,多 {gained} 项;时限变 {} 处,升级变 {} 处{discretion}",
                report.units.len(),
                report.deadlines.len(),
                report.escalations.len()
            ),
            Lang::En => format!(
                "{} units change: {lost} roles lost, {gained} gained; {} deadlines and {} escalations differ{discretion}",
                report.units.len(),
                report.deadlines.len(),
                report.escalations.len()
            ),
        };
        self.entry(0, "", &text);
        if unconfirmed > 0 {
            let text = match self.layout.lang {
                Lang::Zh => format!("{unconfirmed} 处的例子未被派责确认:这是 zeren 自己的错误,请反馈"),
                Lang::En => format!(
                    "routing does not confirm {unconfirmed} of the cases: a fault of zeren itself, please report it"
                ),
            };
            self.entry(0, "!!", &text);
        }
        for (topic, unit) in report.open.iter().map(|[t, u]| (t, u)) {
            let text = match self.layout.lang {
                Lang::Zh => format!("步数用完,未能判定:{topic} · {unit}"),
                Lang::En => format!("the limits were reached: {topic} · {unit}"),
            };
            self.entry(0, "?", &text);
        }
    }

    fn units(&mut self, report: &DiffReport) {
        for unit in &report.units {
            let text = match self.layout.lang {
                Lang::Zh => format!("{}:少 {} 项,多 {} 项", unit.unit, unit.lost, unit.gained),
                Lang::En => format!("{}: loses {}, gains {}", unit.unit, unit.lost, unit.gained),
            };
            self.heading(&text);
            let here = || report.changes.iter().filter(|c| c.unit == unit.unit);
            for c in here().filter(|c| c.topic_in_both) {
                match here().find(|o| turned(c, o)) {
                    // One line for a role that turns into another.
                    Some(new) if c.change == "lost" => self.turned(c, new),
                    Some(_) => {}
                    None => self.change(c),
                }
            }
            for (kind, sign, zh, en) in [
                ("lost", "−", "随事项一起没有了", "gone with the topic"),
                ("gained", "+", "新事项", "new topic"),
            ] {
                let list: Vec<String> = here()
                    .filter(|c| !c.topic_in_both && c.change == kind)
                    .map(|c| format!("{}({})", c.topic, self.role(c.role)))
                    .collect();
                if !list.is_empty() {
                    let text = format!("{}:{}", self.say(zh, en), list.join("、"));
                    self.entry(0, sign, &text);
                }
            }
        }
    }

    fn role(&self, name: &str) -> String {
        match (self.layout.lang, Role::find(name)) {
            (Lang::Zh, Some(role)) => role.zh().to_owned(),
            _ => name.to_owned(),
        }
    }

    fn change(&mut self, c: &RoleEntry) {
        let sign = match c.change {
            "lost" => self.layout.paint.red("−"),
            _ => self.layout.paint.green("+"),
        };
        let clauses: Vec<String> = c
            .items
            .iter()
            .take(2)
            .map(|i| format!("{} “{}”", i.clause, i.action))
            .collect();
        let more = if c.items.len() > 2 {
            format!(" 等 {} 条", c.items.len())
        } else {
            String::new()
        };
        let mut text = format!("{} {}:{}{more}", self.role(c.role), c.topic, clauses.join("、"));
        let other = if c.change == "lost" {
            self.say("改为", "now")
        } else {
            self.say("原为", "was")
        };
        if !c.instead.is_empty() {
            let roles: Vec<String> = c.instead.iter().map(|r| self.role(r)).collect();
            let _ = write!(text, ";{other}{}", roles.join("、"));
        }
        if !c.others.is_empty() {
            let _ = write!(text, ";{other} {}", c.others.join("、"));
        }
        self.entry(0, &sign, &text);
        self.proof(&c.proof);
    }

    fn turned(&mut self, old: &RoleEntry, new: &RoleEntry) {
        let clause = |c: &RoleEntry| {
            c.items
                .first()
                .map(|i| format!("{} “{}”", i.clause, i.action))
                .unwrap_or_default()
        };
        let text = format!(
            "{}:{} → {};{} → {}",
            old.topic,
            self.role(old.role),
            self.role(new.role),
            clause(old),
            clause(new)
        );
        self.entry(0, "~", &text);
        self.proof(&old.proof);
    }

    fn proof(&mut self, proof: &ProofEntry) {
        let [a, b] = &proof.witness;
        let shown = if a.len() >= b.len() { a } else { b };
        let regions = if proof.regions.iter().any(|r| r == "全部情形") || proof.regions.is_empty() {
            String::new()
        } else {
            let more = if proof.more_regions {
                self.say(" 等", " and more")
            } else {
                ""
            };
            format!(";{} {}{more}", self.say("凡", "wherever"), proof.regions.join(" 或 "))
        };
        let mark = if proof.confirmed {
            self.say("例", "case").to_owned()
        } else {
            "!!".to_owned()
        };
        self.entry(1, &mark, &format!("{}{regions}", facts_text(shown)));
    }

    fn deadlines(&mut self, report: &DiffReport) {
        if report.deadlines.is_empty() {
            return;
        }
        let heading = self.say("时限", "Deadlines").to_owned();
        self.heading(&heading);
        for d in &report.deadlines {
            let none = self.say("无", "none").to_owned();
            let [from, to] = &d.deadlines;
            let (from, to) = (from.as_ref().unwrap_or(&none), to.as_ref().unwrap_or(&none));
            let [x, y] = &d.items;
            let text = format!(
                "{} · {} “{}”:{from} → {to}({} → {})",
                d.unit, d.topic, x.action, x.clause, y.clause
            );
            self.entry(0, "~", &text);
            self.proof(&d.proof);
        }
    }

    fn discretion(&mut self, report: &DiffReport) {
        if report.discretion.is_empty() {
            return;
        }
        let heading = self.say("裁量", "Discretion").to_owned();
        self.heading(&heading);
        for d in &report.discretion {
            let turn = match d.change {
                "granted" => self.say("应当 → 可以", "must → may"),
                _ => self.say("可以 → 应当", "may → must"),
            };
            let [x, y] = &d.items;
            let text = format!(
                "{} · {} “{}”:{turn}({} → {})",
                d.unit, d.topic, x.action, x.clause, y.clause
            );
            self.entry(0, "~", &text);
            self.proof(&d.proof);
        }
    }

    fn escalations(&mut self, report: &DiffReport) {
        if report.escalations.is_empty() {
            return;
        }
        let heading = self.say("升级", "Escalations").to_owned();
        self.heading(&heading);
        for s in &report.escalations {
            let sign = if s.change == "lost" {
                self.layout.paint.red("−")
            } else {
                self.layout.paint.green("+")
            };
            let items: Vec<String> = s
                .items
                .iter()
                .take(2)
                .map(|i| format!("{} “{}”", i.clause, i.action))
                .collect();
            self.entry(
                0,
                &sign,
                &format!("{} → {}({}):{}", s.from, s.to, s.topic, items.join("、")),
            );
            self.proof(&s.proof);
        }
    }

    fn programmes(&mut self, report: &DiffReport) {
        if report.programmes.is_empty() {
            return;
        }
        let heading = self.say("制度性的事", "Programmes").to_owned();
        self.heading(&heading);
        for (kind, sign) in [("lost", "−"), ("gained", "+")] {
            let mut units: Vec<&str> = Vec::new();
            for p in report.programmes.iter().filter(|p| p.change == kind) {
                if !units.contains(&p.unit.as_str()) {
                    units.push(&p.unit);
                }
            }
            for unit in units {
                let list = report.programmes.iter().filter(|p| p.change == kind && p.unit == unit);
                let list: Vec<String> = list.map(|p| format!("{}({})", p.topic, self.role(p.role))).collect();
                self.entry(0, sign, &format!("{unit}:{}", list.join("、")));
            }
        }
    }

    fn rest(&mut self, report: &DiffReport) {
        let heading = self.say("对照", "Matching").to_owned();
        self.heading(&heading);
        let pairs: Vec<String> = report.matched.iter().map(|[a, b]| format!("{a} = {b}")).collect();
        for (zh, en, list) in [
            ("视为同一单位", "taken for one unit", &pairs),
            ("只有前者有的单位", "units of the first alone", &report.units_only_in[0]),
            (
                "只有后者有的单位",
                "units of the second alone",
                &report.units_only_in[1],
            ),
            (
                "只有前者有的事项",
                "topics of the first alone",
                &report.topics_only_in[0],
            ),
            (
                "只有后者有的事项",
                "topics of the second alone",
                &report.topics_only_in[1],
            ),
        ] {
            if !list.is_empty() {
                let text = format!("{}({}):{}", self.say(zh, en), list.len(), list.join("、"));
                self.entry(0, "", &text);
            }
        }
    }
}
