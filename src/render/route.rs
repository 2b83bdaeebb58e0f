//! An answer that a duty officer reads at a glance: who acts, who assists, by when, then what, on which clause.

use std::fmt::Write as _;

use super::paint::{Paint, columns, pad, wrap};
use crate::diagnostic::Lang;
use crate::model::Role;
use crate::wire::v1::Route;

/// How to lay out an answer.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Language of headings.
    pub lang: Lang,
    /// Colours.
    pub paint: Paint,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether reasons are shown.
    pub reasons: Reasons,
}

/// Whether the reasons of each line are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    /// Leave them out.
    Hidden,
    /// A line below each.
    Shown,
}

/// Writes an answer.
#[must_use]
pub fn render(title: &str, answer: &Route, layout: Layout) -> String {
    let mut page = Page { out: String::new(), layout };
    page.head(title, answer);
    page.warnings(answer);
    page.assignments(answer, "certain");
    page.escalations(answer);
    page.gaps(answer);
    page.broken(answer);
    page.norms(answer);
    page.assignments(answer, "possible");
    page.questions(answer);
    page.out
}

struct Page {
    out: String,
    layout: Layout,
}

impl Page {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.layout.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn heading(&mut self, zh: &'static str, en: &'static str) {
        let text = self.layout.paint.bold(self.say(zh, en));
        let _ = writeln!(self.out, "\n{text}");
    }

    fn head(&mut self, title: &str, answer: &Route) {
        let facts: Vec<String> = answer.facts.iter().map(|(k, v)| format!("{k}={}", fact_text(v))).collect();
        let facts = if facts.is_empty() { self.say("(未给任何事实)", "(no facts given)").to_owned() } else { facts.join("  ") };
        let _ = writeln!(self.out, "{}", self.layout.paint.bold(title));
        for line in wrap(&facts, self.layout.width.saturating_sub(2)) {
            let _ = writeln!(self.out, "  {}", self.layout.paint.dim(&line));
        }
    }

    fn warnings(&mut self, answer: &Route) {
        for warning in &answer.warnings {
            let text = self.layout.paint.yellow(&format!("! {warning}"));
            let _ = writeln!(self.out, "{text}");
        }
    }

    fn assignments(&mut self, answer: &Route, status: &str) {
        let lines: Vec<_> = answer.assignments.iter().filter(|a| a.status == status).collect();
        if lines.is_empty() {
            return;
        }
        match status {
            "certain" => self.heading("由谁办", "Who must act"),
            _ => self.heading("可能还有(待查明事实)", "Possibly (facts still to be found out)"),
        }
        let unit_width = lines.iter().map(|a| columns(&self.unit_text(a))).max().unwrap_or(0).min(36);
        let mut stage: Option<&str> = None;
        for a in lines {
            let here = a.stage.as_deref().unwrap_or("");
            if stage != Some(here) && !here.is_empty() {
                let _ = writeln!(self.out, "  {}", self.layout.paint.dim(here));
            }
            stage = Some(here);
            let role = Role::find(a.role).map_or(a.role, |r| match self.layout.lang {
                Lang::Zh => r.zh(),
                Lang::En => r.name(),
            });
            let role_width = self.say("配合", "responsible").len().max(4);
            let unit = pad(&self.unit_text(a), unit_width);
            let unit = if matches!(a.role, "lead" | "joint" | "responsible") { self.layout.paint.bold(&unit) } else { unit };
            let mut rest = a.action.clone();
            if let Some(deadline) = &a.deadline {
                let _ = write!(rest, " · {}{deadline}", self.say("时限 ", "within "));
            }
            if a.discretionary {
                rest.push_str(self.say(" · 视情", " · at discretion"));
            }
            let indent = 4 + role_width + 1 + unit_width + 2;
            let clause = self.layout.paint.cyan(&a.clause);
            let room = self.layout.width.saturating_sub(indent + columns(&a.clause) + 2).max(16);
            let text = wrap(&rest, room);
            let first = text.first().map(|t| pad(t, room)).unwrap_or_default();
            let _ = writeln!(self.out, "    {} {unit}  {first}  {clause}", pad(role, role_width));
            for more in text.iter().skip(1) {
                let _ = writeln!(self.out, "{:indent$}{more}", "");
            }
            self.below(a, indent);
        }
    }

    fn unit_text(&self, a: &crate::wire::v1::AssignmentLine) -> String {
        match &a.unit {
            Some(unit) if a.vague => format!("{unit}{}", self.say("(未点名)", " (not named)")),
            Some(unit) => match &a.formerly {
                Some(formerly) => format!("{unit}{}{formerly})", self.say("(原", " (formerly ")),
                None => unit.clone(),
            },
            None => self.say("(条文未写明)", "(the clause names nobody)").to_owned(),
        }
    }

    fn below(&mut self, a: &crate::wire::v1::AssignmentLine, indent: usize) {
        let mut notes = Vec::new();
        if !a.members.is_empty() {
            notes.push(format!("{}{}", self.say("成员:", "members: "), a.members.join("、")));
        }
        if self.layout.reasons == Reasons::Shown && !a.why.is_empty() {
            notes.push(format!("{}{}", self.say("因为:", "because: "), a.why.join(";")));
        }
        if !a.missing.is_empty() {
            notes.push(format!("{}{}", self.say("待查:", "depends on: "), a.missing.join("、")));
        }
        for note in notes {
            for line in wrap(&note, self.layout.width.saturating_sub(indent)) {
                let _ = writeln!(self.out, "{:indent$}{}", "", self.layout.paint.dim(&line));
            }
        }
    }

    fn escalations(&mut self, answer: &Route) {
        if answer.escalations.is_empty() {
            return;
        }
        self.heading("然后呢(升级)", "Then what (escalation)");
        for e in &answer.escalations {
            let from = e.from.as_deref().unwrap_or("—");
            let to = if e.to.is_empty() { self.say("(未写接收单位)", "(no receiver named)").to_owned() } else { e.to.join("、") };
            let when = match e.status {
                "certain" => self.say("现在", "now").to_owned(),
                "possible" => format!("{}{}", self.say("可能,待查:", "perhaps, depends on: "), e.missing.join("、")),
                _ => e.trigger.clone(),
            };
            let deadline = e.deadline.as_ref().map(|d| format!(" · {}{d}", self.say("时限 ", "within "))).unwrap_or_default();
            let line = format!("{from} → {to}  {}{deadline}", e.action);
            let _ = writeln!(self.out, "    {line}  {}  {}", self.layout.paint.yellow(&format!("[{when}]")), self.layout.paint.cyan(&e.clause));
        }
    }

    fn gaps(&mut self, answer: &Route) {
        if answer.gaps.is_empty() {
            return;
        }
        self.heading("空白", "Gaps");
        for gap in &answer.gaps {
            let near = if gap.clauses.is_empty() { String::new() } else { format!("{}{}", self.say("  最接近:", "  nearest: "), gap.clauses.join("、")) };
            let _ = writeln!(self.out, "    {}{}", self.layout.paint.red(&gap.note), self.layout.paint.dim(&near));
        }
    }

    fn broken(&mut self, answer: &Route) {
        if answer.broken_links.is_empty() {
            return;
        }
        self.heading("断链(送到了,却无人有职责接)", "Broken links (passed on, and nobody has a duty to take it up)");
        for link in &answer.broken_links {
            let kind = match (link.kind, self.layout.lang) {
                ("hand_over", Lang::Zh) => "移交",
                ("notify", Lang::Zh) => "通报",
                ("report", Lang::Zh) => "报告",
                ("escalate_to", Lang::Zh) => "升级",
                (kind, _) => kind,
            };
            let from = link.from.as_deref().unwrap_or("—");
            let _ = writeln!(self.out, "    {} {from} → {}  {}", kind, link.to, self.layout.paint.cyan(&link.clause));
        }
    }

    fn norms(&mut self, answer: &Route) {
        let norms: Vec<_> = answer.norms.iter().filter(|n| n.status == "certain").collect();
        if norms.is_empty() {
            return;
        }
        self.heading("触及的规范", "Norms touched");
        for n in norms {
            let modality = match (n.modality, self.layout.lang) {
                ("must", Lang::Zh) => "必须",
                ("must_not", Lang::Zh) => "不得",
                ("may", Lang::Zh) => "可以",
                ("should", Lang::Zh) => "宜",
                ("should_not", Lang::Zh) => "不宜",
                (other, _) => other,
            };
            let actor = n.actor.as_deref().unwrap_or("—");
            let enforced = if n.enforced_by.is_empty() { self.say("无执法单位", "nobody enforces it").to_owned() } else { format!("{}{}", self.say("执行:", "enforced by "), n.enforced_by.join("、")) };
            let _ = writeln!(self.out, "    {actor} {modality}{}  {}  {}", n.action, self.layout.paint.dim(&enforced), self.layout.paint.cyan(&n.clause));
        }
    }

    fn questions(&mut self, answer: &Route) {
        if answer.ask.is_empty() {
            return;
        }
        self.heading("接下来问", "Ask next");
        for q in answer.ask.iter().take(5) {
            let question = q.question.as_deref().unwrap_or("");
            let settles = match self.layout.lang {
                Lang::Zh => format!("可定 {} 条", q.settles),
                Lang::En => format!("settles {}", q.settles),
            };
            let _ = writeln!(self.out, "    {} {question}  {}", q.fact, self.layout.paint.dim(&settles));
        }
    }
}

fn fact_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Array(list) if list.is_empty() => "{}".to_owned(),
        serde_json::Value::Array(list) => list.iter().filter_map(|v| v.as_str()).collect::<Vec<_>>().join("、"),
        serde_json::Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
