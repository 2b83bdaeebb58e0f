//! An answer that a duty officer reads at a glance: who acts, who assists, by when, then what, on which clause.

use std::fmt::Write as _;

use super::paint::{Paint, columns, pad, wrap, wrap_list};
use crate::diagnostic::Lang;
use crate::model::Role;
use crate::wire::v1::{AssignmentLine, Route};

/// Columns of the labels in the summary.
const LABEL: usize = 10;

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
    let mut page = Page {
        out: String::new(),
        layout,
    };
    page.head(title, answer);
    page.warnings(answer);
    page.summary(answer);
    page.gaps(answer);
    page.escalations(answer);
    page.assignments(answer, "certain");
    page.broken(answer);
    page.norms(answer);
    page.questions(answer);
    page.assignments(answer, "possible");
    page.out
}

struct Page {
    out: String,
    layout: Layout,
}

impl Page {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.layout.lang.pick(zh, en)
    }

    fn heading(&mut self, zh: &'static str, en: &'static str) {
        let text = self.layout.paint.bold(self.say(zh, en));
        let _ = writeln!(self.out, "\n{text}");
    }

    fn head(&mut self, title: &str, answer: &Route) {
        let mut facts: Vec<String> = answer
            .facts
            .iter()
            .map(|(k, v)| format!("{k}={}", fact_text(v)))
            .collect();
        if facts.is_empty() {
            facts.push(self.say("(未给任何事实)", "(no facts given)").to_owned());
        }
        let _ = writeln!(self.out, "{}", self.layout.paint.bold(title));
        let mut line = String::new();
        for fact in facts {
            if !line.is_empty() && columns(&line) + columns(&fact) + 4 > self.layout.width {
                let _ = writeln!(self.out, "  {}", self.layout.paint.dim(&line));
                line.clear();
            }
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(&fact);
        }
        let _ = writeln!(self.out, "  {}", self.layout.paint.dim(&line));
    }

    fn warnings(&mut self, answer: &Route) {
        for warning in &answer.warnings {
            let text = self.layout.paint.yellow(&format!("! {warning}"));
            let _ = writeln!(self.out, "{text}");
        }
    }

    /// Who has which role, in a few lines: what a duty officer needs first.
    fn summary(&mut self, answer: &Route) {
        let certain: Vec<&AssignmentLine> = answer.assignments.iter().filter(|a| a.status == "certain").collect();
        if certain.is_empty() {
            return;
        }
        self.heading("由谁办", "Who must act");
        // Whom a norm binds (parents, schools, shops) is told from who holds a duty of the plan.
        let (bound, dutiful): (Vec<&AssignmentLine>, Vec<&AssignmentLine>) =
            certain.iter().copied().partition(|a| a.kind == "norm" && acts(a));
        let own: &[&str] = &["lead", "joint", "responsible"];
        let rows: [(&'static str, &'static str, &[&AssignmentLine], &[&str]); 5] = [
            ("主责", "acts", &dutiful, own),
            ("配合", "assists", &dutiful, &["assist"]),
            ("接收", "receives", &dutiful, &["receive"]),
            ("告知", "is told", &dutiful, &["notify"]),
            ("须守", "is bound", &bound, own),
        ];
        for (zh, en, lines, roles) in rows {
            let units = self.by_weight(lines, roles);
            if units.is_empty() {
                continue;
            }
            let label = pad(self.say(zh, en), LABEL);
            let lines = wrap_list(&units, self.layout.width.saturating_sub(LABEL + 2));
            for (i, line) in lines.iter().enumerate() {
                let text = if zh == "主责" {
                    self.layout.paint.bold(line)
                } else {
                    line.clone()
                };
                let _ = writeln!(
                    self.out,
                    "  {}{text}",
                    if i == 0 { label.clone() } else { " ".repeat(LABEL) }
                );
            }
        }
        self.urgent(&certain);
    }

    /// The units with one of these roles: those that lead first, then those that must act at once, then those with the most to do.
    fn by_weight(&self, certain: &[&AssignmentLine], roles: &[&str]) -> Vec<String> {
        let mut units: Vec<(String, (bool, bool, usize))> = Vec::new();
        for a in certain.iter().filter(|a| roles.contains(&a.role) && a.unit.is_some()) {
            let name = self.unit_text(a);
            let at = units.iter().position(|(n, _)| *n == name).unwrap_or_else(|| {
                units.push((name, (false, false, 0)));
                units.len() - 1
            });
            if let Some((_, (leads, urgent, count))) = units.get_mut(at) {
                *leads |= a.role == "lead";
                *urgent |= a.deadline.as_deref().is_some_and(cannot_wait);
                *count += 1;
            }
        }
        units.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        let mark = self.say("(牵头)", " (lead)");
        units
            .into_iter()
            .map(|(name, (leads, ..))| if leads { format!("{name}{mark}") } else { name })
            .collect()
    }

    /// What cannot wait.
    fn urgent(&mut self, certain: &[&AssignmentLine]) {
        let mut seen: Vec<String> = Vec::new();
        for a in certain.iter().filter(|a| acts(a)) {
            let Some(deadline) = a.deadline.as_deref().filter(|d| cannot_wait(d)) else {
                continue;
            };
            let line = format!("{deadline} {} {}", self.unit_text(a), a.action);
            if !seen.contains(&line) {
                let label = pad(self.say("最急", "urgent"), LABEL);
                let clause = self.layout.paint.cyan(&a.clause);
                let _ = writeln!(
                    self.out,
                    "  {}{}  {clause}",
                    if seen.is_empty() { label } else { " ".repeat(LABEL) },
                    self.layout.paint.red(&line)
                );
                seen.push(line);
            }
        }
    }

    /// Item by item: who, what, by when, on which clause; below it who assists, receives and is told.
    fn assignments(&mut self, answer: &Route, status: &str) {
        let lines: Vec<&AssignmentLine> = answer.assignments.iter().filter(|a| a.status == status).collect();
        if lines.is_empty() {
            return;
        }
        match status {
            "certain" => self.heading("逐条", "Clause by clause"),
            _ => self.heading("可能还有(待查明事实)", "Possibly (facts still to be found out)"),
        }
        let mut stage: Option<&str> = None;
        for item in lines.chunk_by(|a, b| a.item == b.item) {
            let Some(first) = item.first() else { continue };
            let here = first.stage.as_deref().unwrap_or("");
            if stage != Some(here) && !here.is_empty() {
                let _ = writeln!(self.out, "  {}", self.layout.paint.dim(here));
            }
            stage = Some(here);
            self.item(item, first);
        }
    }

    fn item(&mut self, item: &[&AssignmentLine], first: &AssignmentLine) {
        let own = ["lead", "joint", "responsible"];
        let mut head: Vec<String> = Vec::new();
        let mut below: Vec<String> = Vec::new();
        for same in item.chunk_by(|a, b| a.role == b.role) {
            let Some(role) = same.first().map(|a| a.role) else {
                continue;
            };
            let units = same.iter().map(|a| self.unit_text(a)).collect::<Vec<_>>().join("、");
            let text = format!("{} {units}", self.role(role));
            if own.contains(&role) || head.is_empty() && below.is_empty() && !item.iter().any(|a| own.contains(&a.role))
            {
                head.push(text);
            } else {
                below.push(text);
            }
        }
        let mut what = first.action.clone();
        if let Some(deadline) = &first.deadline {
            let _ = write!(what, " · {}{deadline}", self.say("时限 ", "within "));
        }
        if item.iter().any(|a| a.discretionary) {
            what.push_str(self.say(" · 视情", " · at discretion"));
        }
        let room = self.layout.width.saturating_sub(columns(&first.clause) + 7).max(24);
        let who = head.join("  ");
        let text = wrap(&format!("{who}  {what}"), room);
        let clause = self.layout.paint.cyan(&first.clause);
        for (i, line) in text.iter().enumerate() {
            let shown = if i == 0 {
                self.emphasise(line, &who)
            } else {
                line.clone()
            };
            let gap = " ".repeat(room.saturating_sub(columns(line)));
            let _ = match i {
                0 => writeln!(self.out, "    {shown}{gap}  {clause}"),
                _ => writeln!(self.out, "        {shown}"),
            };
        }
        if !below.is_empty() {
            for line in wrap(&below.join("  "), self.layout.width.saturating_sub(8)) {
                let _ = writeln!(self.out, "        {line}");
            }
        }
        self.below(item);
    }

    /// The part of a line that names who acts, in bold.
    fn emphasise(&self, line: &str, who: &str) -> String {
        match line.strip_prefix(who) {
            Some(rest) => format!("{}{rest}", self.layout.paint.bold(who)),
            None => self.layout.paint.bold(line),
        }
    }

    fn role(&self, role: &'static str) -> &'static str {
        Role::find(role).map_or(role, |r| self.layout.lang.pick(r.zh(), r.name()))
    }

    fn unit_text(&self, a: &AssignmentLine) -> String {
        match &a.unit {
            Some(unit) if a.vague => format!("{unit}{}", self.say("(未点名)", " (not named)")),
            Some(unit) => match &a.formerly {
                Some(formerly) => format!("{unit}{}{formerly})", self.say("(原", " (formerly ")),
                None => unit.clone(),
            },
            None => self.say("(条文未写明)", "(the clause names nobody)").to_owned(),
        }
    }

    fn below(&mut self, item: &[&AssignmentLine]) {
        let mut notes = Vec::new();
        for a in item.iter().filter(|a| !a.members.is_empty()) {
            notes.push(format!(
                "{}{}{}",
                a.unit.as_deref().unwrap_or(""),
                self.say("的成员:", ": "),
                a.members.join("、")
            ));
        }
        let first = item.first();
        if let Some(a) = first.filter(|a| self.layout.reasons == Reasons::Shown && !a.why.is_empty()) {
            notes.push(format!("{}{}", self.say("因为:", "because: "), a.why.join(";")));
        }
        if let Some(a) = first.filter(|a| !a.missing.is_empty()) {
            notes.push(format!("{}{}", self.say("待查:", "depends on: "), a.missing.join("、")));
        }
        for note in notes {
            for line in wrap(&note, self.layout.width.saturating_sub(8)) {
                let _ = writeln!(self.out, "        {}", self.layout.paint.dim(&line));
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
            let to = if e.to.is_empty() {
                self.say("(未写接收单位)", "(no receiver named)").to_owned()
            } else {
                e.to.join("、")
            };
            let when = match e.status {
                "certain" => self.say("现在", "now").to_owned(),
                "possible" => format!(
                    "{}{}",
                    self.say("可能,待查:", "perhaps, depends on: "),
                    e.missing.join("、")
                ),
                _ => e.trigger.clone(),
            };
            let deadline = e
                .deadline
                .as_ref()
                .map(|d| format!(" · {}{d}", self.say("时限 ", "within ")))
                .unwrap_or_default();
            let line = format!("{from} → {to}  {}{deadline}", e.action);
            let _ = writeln!(
                self.out,
                "    {line}  {}  {}",
                self.layout.paint.yellow(&format!("[{when}]")),
                self.layout.paint.cyan(&e.clause)
            );
        }
    }

    fn gaps(&mut self, answer: &Route) {
        if answer.gaps.is_empty() {
            return;
        }
        self.heading("空白", "Gaps");
        for gap in &answer.gaps {
            let near = if gap.nearest.is_empty() {
                String::new()
            } else {
                format!("{}{}", self.say("  最接近:", "  nearest: "), gap.nearest.join("、"))
            };
            let _ = writeln!(
                self.out,
                "    {}{}",
                self.layout.paint.red(&gap.note),
                self.layout.paint.dim(&near)
            );
        }
    }

    fn broken(&mut self, answer: &Route) {
        if answer.broken_links.is_empty() {
            return;
        }
        self.heading(
            "断链(送到了,却无人有职责接)",
            "Broken links (passed on, and nobody has a duty to take it up)",
        );
        for link in &answer.broken_links {
            let kind = match (link.kind, self.layout.lang) {
                ("hand_over", Lang::Zh) => "移交",
                ("notify", Lang::Zh) => "通报",
                ("report", Lang::Zh) => "报告",
                ("escalate_to", Lang::Zh) => "升级",
                (kind, _) => kind,
            };
            let from = link.from.as_deref().unwrap_or("—");
            let _ = writeln!(
                self.out,
                "    {} {from} → {}  {}",
                kind,
                link.to,
                self.layout.paint.cyan(&link.clause)
            );
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
            let enforced = if n.enforced_by.is_empty() {
                self.say("无执法单位", "nobody enforces it").to_owned()
            } else {
                format!("{}{}", self.say("执行:", "enforced by "), n.enforced_by.join("、"))
            };
            let _ = writeln!(
                self.out,
                "    {actor} {modality}{}  {}  {}",
                n.action,
                self.layout.paint.dim(&enforced),
                self.layout.paint.cyan(&n.clause)
            );
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
            let _ = writeln!(
                self.out,
                "    {} {question}  {}",
                q.fact,
                self.layout.paint.dim(&settles)
            );
        }
    }
}

fn acts(line: &AssignmentLine) -> bool {
    matches!(line.role, "lead" | "joint" | "responsible")
}

pub(super) fn cannot_wait(deadline: &str) -> bool {
    ["立即", "第一时间", "马上", "实时"]
        .iter()
        .any(|w| deadline.contains(w))
}

pub(super) fn fact_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Array(list) if list.is_empty() => "{}".to_owned(),
        serde_json::Value::Array(list) => list.iter().filter_map(|v| v.as_str()).collect::<Vec<_>>().join("、"),
        serde_json::Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
