//! The dispatch sheet (派单): an answer as the form that a hotline or a case office sends round. What holds for certain stands first, what
//! hangs on facts apart with the facts to find out, then what the plan fails to provide, in plain words.

mod task;

use crate::diagnostic::Lang;
use crate::model::{Date, Model};
use crate::render::docx::{Block, Cell, Document, Level, Look, Page, Piece, Table, TextSize};
use crate::render::route::fact_text;
use crate::wire::v1::{EscalationLine, Route};
use task::{Task, main_units, tasks};

/// What a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub model: &'a Model,
    /// The answer.
    pub answer: &'a Route,
    /// The day for which it was asked.
    pub as_of: Option<Date>,
}

/// Writes a sheet as a neutral document.
#[must_use]
pub fn document(subject: Subject<'_>, lang: Lang) -> Document {
    let mut sheet = Sheet {
        subject,
        lang,
        blocks: Vec::new(),
        sections: 0,
    };
    sheet.case();
    sheet.warnings();
    sheet.units();
    sheet.certain();
    sheet.faults();
    sheet.steps();
    sheet.questions();
    sheet.possible();
    sheet.norms();
    sheet.signatures();
    Document {
        title: sheet.say("派 单", "Dispatch sheet").to_owned(),
        below: sheet.below(),
        page: Page::default(),
        blocks: sheet.blocks,
    }
}

struct Sheet<'a> {
    subject: Subject<'a>,
    lang: Lang,
    blocks: Vec<Block>,
    sections: usize,
}

impl Sheet<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }

    fn heading(&mut self, zh: &str, en: &str) {
        let numerals: Vec<char> = "一二三四五六七八九十".chars().collect();
        let number = numerals.get(self.sections).copied().unwrap_or('·');
        self.sections += 1;
        let text = match self.lang {
            Lang::Zh => format!("{number}、{zh}"),
            Lang::En => format!("{}. {en}", self.sections),
        };
        self.blocks.push(Block::Heading(Level::First, text));
    }

    fn table(&mut self, widths: &[u32], head: &[(&'static str, &'static str)], rows: Vec<Vec<Cell>>) {
        let head = head
            .iter()
            .map(|(zh, en)| Cell::head(self.say(zh, en)))
            .collect::<Vec<_>>();
        self.blocks.push(Block::Table(Table {
            widths: widths.to_vec(),
            head: if head.is_empty() { Vec::new() } else { vec![head] },
            rows,
            size: TextSize::Normal,
        }));
    }

    /// Which plan, in which state, for which day.
    fn below(&self) -> Vec<String> {
        let plan = &self.subject.model.plan;
        let mut out = vec![plan.title.clone()];
        let known = [plan.number.clone(), plan.date.clone(), plan.issuer.clone()];
        let line: Vec<String> = known.into_iter().flatten().collect();
        if !line.is_empty() {
            out.push(line.join("  "));
        }
        let digest: String = self.subject.answer.policy_digest.chars().take(16).collect();
        let day = match self.subject.as_of {
            Some(day) => format!("{}{day}", self.say("按日:", "as of ")),
            None => self.say("未指定按哪一天算", "no day given").to_owned(),
        };
        let made = self.say("方案摘要", "plan digest");
        out.push(format!("{day}  {made} {digest}  {}", plan.id));
        out
    }

    fn case(&mut self) {
        self.heading("案情", "The case");
        let unknown = self.say("(未给任何事实)", "(no facts given)");
        let facts = &self.subject.answer.facts;
        let mut rows: Vec<Vec<Cell>> = facts
            .iter()
            .map(|(fact, value)| vec![Cell::new(fact.clone()).looking(Look::Bold), Cell::new(fact_text(value))])
            .collect();
        if rows.is_empty() {
            rows.push(vec![Cell::new(unknown).across(2)]);
        }
        self.table(&[1, 4], &[("事实", "Fact"), ("已知", "Known")], rows);
    }

    fn warnings(&mut self) {
        for warning in &self.subject.answer.warnings {
            self.blocks
                .push(Block::Paragraph(vec![Piece::bold(format!("! {warning}"))]));
        }
    }

    /// Who, at a glance.
    fn units(&mut self) {
        self.heading("派给谁", "Who");
        let tasks = tasks(self.subject.answer, "certain");
        let union = |pick: fn(&Task<'_>) -> Vec<String>| {
            let mut out: Vec<String> = Vec::new();
            for name in tasks.iter().flat_map(pick) {
                if !out.contains(&name) {
                    out.push(name);
                }
            }
            out
        };
        let mains = union(|t| t.main.clone());
        let helpers: Vec<String> = union(|t| t.helping.clone())
            .into_iter()
            .filter(|u| !mains.contains(u))
            .collect();
        let nobody = self.say("(已知的事实还定不下来)", "(not settled by the known facts)");
        let mut rows = vec![self.units_row("主办", "Responsible", &mains, nobody)];
        for (zh, en, names) in [
            ("协办", "Assisting", helpers),
            ("接收", "Receiving", union(|t| t.receiving.clone())),
            ("知会", "To be told", union(|t| t.told.clone())),
        ] {
            if !names.is_empty() {
                rows.push(self.units_row(zh, en, &names, ""));
            }
        }
        let urgent: Vec<String> = tasks.iter().filter(|t| t.urgent).map(Task::urgent_text).collect();
        if !urgent.is_empty() {
            let label = Cell::new(self.say("最急", "Most urgent"))
                .looking(Look::Strong)
                .centred();
            rows.push(vec![label, Cell::new(urgent.join("\n")).looking(Look::Bold)]);
        }
        self.table(&[1, 6], &[], rows);
    }

    fn units_row(&self, zh: &'static str, en: &'static str, names: &[String], empty: &str) -> Vec<Cell> {
        let text = if names.is_empty() {
            empty.to_owned()
        } else {
            names.join("、")
        };
        vec![
            Cell::new(self.say(zh, en)).looking(Look::Head).centred(),
            Cell::new(text),
        ]
    }

    fn certain(&mut self) {
        let mut tasks = tasks(self.subject.answer, "certain");
        tasks.retain(|t| !t.escalates);
        if tasks.is_empty() {
            return;
        }
        self.heading("逐项办理(确定)", "What to do (certain)");
        self.task_table(&tasks);
    }

    fn possible(&mut self) {
        let mut tasks = tasks(self.subject.answer, "possible");
        tasks.retain(|t| !t.escalates);
        if tasks.is_empty() {
            return;
        }
        self.heading("可能还有(查明事实后再定)", "Perhaps more (once facts are found out)");
        let rows = tasks
            .iter()
            .map(|t| {
                vec![
                    Cell::new(self.main_text(t)),
                    Cell::new(t.action),
                    Cell::new(t.missing.join("、")),
                    Cell::new(t.clause),
                ]
            })
            .collect();
        let head = [
            ("主办", "Responsible"),
            ("办什么", "What"),
            ("要先查明", "Find out first"),
            ("依据条款", "Clause"),
        ];
        self.table(&[4, 7, 4, 4], &head, rows);
    }

    fn main_text(&self, task: &Task<'_>) -> String {
        match (task.main.is_empty(), task.unnamed) {
            (true, _) if !task.receiving.is_empty() => task.receiving.join("、"),
            (true, false) => self
                .say("(条款只写了配合)", "(the clause names only who assists)")
                .to_owned(),
            (true, true) => self.say("(条款未写明由谁)", "(the clause names nobody)").to_owned(),
            (false, _) => task.main.join("、"),
        }
    }

    fn task_table(&mut self, tasks: &[Task<'_>]) {
        let mut rows = Vec::new();
        let mut stage = None;
        for (i, task) in tasks.iter().enumerate() {
            if stage != Some(task.stage) && !task.stage.is_empty() {
                rows.push(vec![Cell::new(task.stage).looking(Look::Group).across(6)]);
            }
            stage = Some(task.stage);
            rows.push(vec![
                Cell::new((i + 1).to_string()).centred(),
                Cell::new(self.main_text(task)).looking(Look::Bold),
                Cell::new(self.beside(task)),
                Cell::new(self.action(task)),
                Cell::new(self.deadline(task)),
                Cell::new(task.clause),
            ]);
        }
        let head = [
            ("序号", "No."),
            ("主办", "Responsible"),
            ("协办、接收、知会", "With whom"),
            ("办什么", "What"),
            ("时限;逾期或办不了时", "By when; next step if late"),
            ("依据条款", "Clause"),
        ];
        self.table(&[2, 6, 7, 9, 6, 5], &head, rows);
    }

    fn action(&self, task: &Task<'_>) -> String {
        match task.discretionary {
            true => format!("{}{}", task.action, self.say("(视情)", " (at discretion)")),
            false => task.action.to_owned(),
        }
    }

    fn beside(&self, task: &Task<'_>) -> String {
        let parts = [
            ("协办:", "assist: ", &task.helping),
            ("接收:", "receive: ", &task.receiving),
            ("知会:", "told: ", &task.told),
            ("指导:", "guided: ", &task.guided),
        ];
        let shown = parts.iter().filter(|(.., names)| !names.is_empty());
        shown
            .map(|(zh, en, names)| format!("{}{}", self.say(zh, en), names.join("、")))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// By when, and what comes next if that is missed.
    fn deadline(&self, task: &Task<'_>) -> String {
        let mut out = match task.deadline {
            Some(deadline) => deadline.to_owned(),
            None => self.say("未定时限", "no time limit given").to_owned(),
        };
        for step in self.next_steps(task) {
            let arrow = format!("\n{} → {}", step.trigger, step.to.join("、"));
            out.push_str(&arrow);
        }
        out
    }

    /// The steps up that wait for this task's units in the same matter.
    fn next_steps(&self, task: &Task<'_>) -> impl Iterator<Item = &EscalationLine> {
        let topic = |name: &str| {
            let item = self.subject.model.items.iter().find(|i| i.name == name);
            item.and_then(|i| i.topic.as_deref())
        };
        let mine = topic(task.item);
        let later = self.subject.answer.escalations.iter().filter(|e| e.status == "later");
        later.filter(move |e| {
            e.from.as_ref().is_some_and(|f| task.main.contains(f)) && mine.is_some() && topic(&e.item) == mine
        })
    }

    /// Gaps and broken links, in plain words.
    fn faults(&mut self) {
        let answer = self.subject.answer;
        if answer.gaps.is_empty() && answer.broken_links.is_empty() {
            return;
        }
        self.heading(
            "派单时须留意(方案没有接上的地方)",
            "Beware (where the plan does not join up)",
        );
        for broken in &answer.broken_links {
            let from = broken
                .from
                .as_deref()
                .unwrap_or(self.say("(未写明由谁)", "(nobody named)"));
            let does = match broken.kind {
                "hand_over" => ("移交", "hands over to"),
                "notify" => ("通报", "notifies"),
                "report" => ("报告", "reports to"),
                _ => ("升级到", "escalates to"),
            };
            let text = match self.lang {
                Lang::Zh => format!(
                    "{from}要{}{},但没有条款规定{}接到后做什么;请先与它商定由谁接办。({})",
                    does.0, broken.to, broken.to, broken.clause
                ),
                Lang::En => format!(
                    "{from} {} {}, but no clause says what {} does then: agree with it first who takes over. ({})",
                    does.1, broken.to, broken.to, broken.clause
                ),
            };
            self.blocks.push(Block::text(text));
        }
        for gap in &answer.gaps {
            let place = gap.stage.as_deref().map(|s| format!("{s}:")).unwrap_or_default();
            let clauses = [gap.clauses.as_slice(), gap.nearest.as_slice()].concat();
            let clauses = if clauses.is_empty() {
                String::new()
            } else {
                format!(" ({})", clauses.join("、"))
            };
            self.blocks.push(Block::text(format!("{place}{}{clauses}", gap.note)));
        }
    }

    fn steps(&mut self) {
        if self.subject.answer.escalations.is_empty() {
            return;
        }
        self.heading(
            "升级:现在的与下一步的(逾期、加重或办不了时)",
            "Steps up: now, and next (if late, worse, or beyond the unit)",
        );
        let row = |e: &EscalationLine| {
            let status = match e.status {
                "certain" => self.say("现在", "now"),
                "possible" => self.say("可能", "perhaps"),
                _ => self.say("届时", "then"),
            };
            let missing = if e.missing.is_empty() {
                String::new()
            } else {
                format!("\n{}{}", self.say("先查明:", "find out: "), e.missing.join("、"))
            };
            vec![
                Cell::new(status).centred(),
                Cell::new(format!(
                    "{}{missing}",
                    if e.status == "later" { &e.trigger } else { &e.item }
                )),
                Cell::new(format!("{} → {}", e.from.as_deref().unwrap_or("—"), e.to.join("、"))),
                Cell::new(e.action.clone()),
                Cell::new(e.deadline.clone().unwrap_or_else(|| "—".to_owned())),
                Cell::new(e.clause.clone()),
            ]
        };
        let rows = self.subject.answer.escalations.iter().map(row).collect();
        let head = [
            ("状态", "Status"),
            ("何时", "When"),
            ("由谁到谁", "From whom to whom"),
            ("做什么", "What"),
            ("时限", "By when"),
            ("依据条款", "Clause"),
        ];
        self.table(&[2, 7, 7, 7, 4, 5], &head, rows);
    }

    fn questions(&mut self) {
        if self.subject.answer.ask.is_empty() {
            return;
        }
        self.heading("接下来问来电人(问清后重新派单)", "Ask next (then dispatch again)");
        let row = |q: &crate::wire::v1::Ask| {
            vec![
                Cell::new(q.question.clone().unwrap_or_else(|| q.fact.clone())),
                Cell::new(q.fact.clone()),
                Cell::new(q.settles.to_string()).centred(),
                Cell::new(""),
            ]
        };
        let rows = self.subject.answer.ask.iter().take(8).map(row).collect();
        let head = [
            ("问题", "Question"),
            ("事实", "Fact"),
            ("可定几条", "Settles"),
            ("回答", "Answer"),
        ];
        self.table(&[9, 4, 3, 7], &head, rows);
    }

    fn norms(&mut self) {
        let norms: Vec<_> = self
            .subject
            .answer
            .norms
            .iter()
            .filter(|n| n.status == "certain")
            .collect();
        if norms.is_empty() {
            return;
        }
        self.heading("相关各方须守的规定", "Norms that bind those concerned");
        let row = |n: &&crate::wire::v1::NormEntry| {
            let force = match n.modality {
                "must" => self.say("必须", "must"),
                "must_not" => self.say("不得", "must not"),
                "may" => self.say("可以", "may"),
                "should" => self.say("宜", "should"),
                _ => self.say("不宜", "should not"),
            };
            let enforced = if n.enforced_by.is_empty() {
                self.say("(未写明)", "(not stated)").to_owned()
            } else {
                n.enforced_by.join("、")
            };
            vec![
                Cell::new(n.actor.clone().unwrap_or_else(|| "—".to_owned())),
                Cell::new(format!("{force} {}", n.action)),
                Cell::new(enforced),
                Cell::new(n.clause.clone()),
            ]
        };
        let rows = norms.iter().map(row).collect();
        let head = [
            ("谁", "Who"),
            ("须守", "What"),
            ("由谁执行", "Enforced by"),
            ("依据条款", "Clause"),
        ];
        self.table(&[5, 9, 4, 5], &head, rows);
    }

    /// Lines for whoever handles it: one row for each main unit, and the office's own.
    fn signatures(&mut self) {
        self.heading("签收与办理", "Receipt and handling");
        let rows = main_units(self.subject.answer)
            .into_iter()
            .map(|unit| {
                let mut row = vec![Cell::new(unit).looking(Look::Bold)];
                row.extend((0..4).map(|_| Cell::new("\n")));
                row
            })
            .collect();
        let head = [
            ("承办单位", "Unit"),
            ("签收人、时间", "Received by, when"),
            ("办理情况", "What was done"),
            ("办结时间", "Done when"),
            ("负责人签字", "Signature"),
        ];
        self.table(&[6, 5, 8, 4, 5], &head, rows);
        let line = |label: &'static str| vec![Cell::new(label).looking(Look::Head).centred(), Cell::new("\n")];
        let rows = vec![
            [
                line(self.say("派单人", "Dispatched by")),
                line(self.say("派单时间", "When")),
            ]
            .concat(),
            [
                line(self.say("审核", "Checked by")),
                line(self.say("签发", "Issued by")),
            ]
            .concat(),
            [line(self.say("回访结果", "Follow-up")), line(self.say("归档", "Filed"))].concat(),
        ];
        self.table(&[2, 5, 2, 5], &[], rows);
    }
}
