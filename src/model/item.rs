//! Items: duties, tasks, norms and escalations. What they share stands here once; what one kind alone has is optional.

use super::clause::Clause;
use super::condition::Condition;
use super::deadline::{Deadline, TimeUnit};
use super::id::UnitId;
use super::role::Role;
use crate::text::Span;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// 职责
    Duty,
    /// 任务
    Task,
    /// 规范
    Norm,
    /// 升级
    Escalation,
}

impl ItemKind {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ItemKind::Duty => "duty",
            ItemKind::Task => "task",
            ItemKind::Norm => "norm",
            ItemKind::Escalation => "escalation",
        }
    }

    /// The Chinese word.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            ItemKind::Duty => "职责",
            ItemKind::Task => "任务",
            ItemKind::Norm => "规范",
            ItemKind::Escalation => "升级",
        }
    }
}

/// What an item acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One situation.
    Case,
    /// Budgets, planning, publicity: does not answer "who acts now".
    Programme,
}

impl Scope {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Scope::Case => "case",
            Scope::Programme => "programme",
        }
    }
}

/// Where the acting unit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorSource {
    /// The sentence names it.
    Stated,
    /// The section's heading names it.
    Heading,
    /// The bracket at the end names it.
    Tail,
    /// Carried over from before.
    Inherited,
    /// Not to be found.
    Missing,
}

/// A unit with its role in an item.
#[derive(Debug, Clone)]
pub struct Party {
    /// The role.
    pub role: Role,
    /// The unit; `None` where the text names nobody.
    pub unit: Option<UnitId>,
    /// Limits it to a part of the item's situations.
    pub when: Condition,
    /// Where it is written.
    pub span: Span,
}

/// What an item does toward another unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// 移交
    HandOver,
    /// 通报
    Notify,
    /// 报告
    Report,
    /// 指导
    Guide,
    /// 监督
    Supervise,
    /// 接收自
    ReceiveFrom,
    /// 升级自
    EscalateFrom,
    /// 升级至
    EscalateTo,
}

impl LinkKind {
    /// The role that the unit at the other end has in an answer; `None` where the link looks back.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        match self {
            LinkKind::HandOver | LinkKind::EscalateTo => Some(Role::Receive),
            LinkKind::Notify | LinkKind::Report => Some(Role::Notify),
            LinkKind::Guide => Some(Role::Guide),
            LinkKind::Supervise => Some(Role::Supervise),
            LinkKind::ReceiveFrom | LinkKind::EscalateFrom => None,
        }
    }

    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LinkKind::HandOver => "hand_over",
            LinkKind::Notify => "notify",
            LinkKind::Report => "report",
            LinkKind::Guide => "guide",
            LinkKind::Supervise => "supervise",
            LinkKind::ReceiveFrom => "receive_from",
            LinkKind::EscalateFrom => "escalate_from",
            LinkKind::EscalateTo => "escalate_to",
        }
    }

    /// The Chinese word.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            LinkKind::HandOver => "移交",
            LinkKind::Notify => "通报",
            LinkKind::Report => "报告",
            LinkKind::Guide => "指导",
            LinkKind::Supervise => "监督",
            LinkKind::ReceiveFrom => "接收自",
            LinkKind::EscalateFrom => "升级自",
            LinkKind::EscalateTo => "升级至",
        }
    }
}

/// A link to another unit.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// The other unit.
    pub unit: UnitId,
    /// Limits it to a part of the item's situations.
    pub when: Condition,
    /// Where it is written.
    pub span: Span,
}

/// Force of a norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// 必须
    Must,
    /// 不得
    MustNot,
    /// 可以
    May,
    /// 宜
    Should,
    /// 不宜
    ShouldNot,
}

impl Modality {
    /// The word of the JSON forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Modality::Must => "must",
            Modality::MustNot => "must_not",
            Modality::May => "may",
            Modality::Should => "should",
            Modality::ShouldNot => "should_not",
        }
    }

    /// The Chinese word.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Modality::Must => "必须",
            Modality::MustNot => "不得",
            Modality::May => "可以",
            Modality::Should => "宜",
            Modality::ShouldNot => "不宜",
        }
    }
}

/// How specific an enforcement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// A duty about this very norm.
    Specific,
    /// A general duty that covers it.
    General,
    /// Covers a part.
    Partial,
}

/// Who enforces a norm, and under which clauses.
#[derive(Debug, Clone)]
pub struct Enforcement {
    /// The unit.
    pub unit: UnitId,
    /// The clauses that empower it.
    pub under: Vec<Clause>,
}

/// When a time has run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// How many.
    pub number: i64,
    /// Of what.
    pub unit: TimeUnit,
    /// From which event.
    pub from: Option<String>,
}

/// A measurable target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What is measured, or the target in words.
    pub what: String,
    /// Comparison sign, number as written, and unit.
    pub goal: Option<(&'static str, String, String)>,
}

/// A word that means a unit in one item.
#[derive(Debug, Clone)]
pub struct LocalName {
    /// The word.
    pub word: String,
    /// The unit.
    pub unit: UnitId,
    /// Where it is written.
    pub span: Span,
}

/// A finding that the plan's author accepts.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The finding's code, name or headline, as written.
    pub what: String,
    /// Why.
    pub because: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A duty, task, norm or escalation.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its name.
    pub name: String,
    /// Title of a task.
    pub title: Option<String>,
    /// The clauses that it rests on; the first is the one shown.
    pub clauses: Vec<Clause>,
    /// What it is about.
    pub topic: Option<String>,
    /// Its stage.
    pub stage: Option<String>,
    /// Case or programme.
    pub scope: Scope,
    /// When it applies, exceptions taken out.
    pub condition: Condition,
    /// Exceptions in words.
    pub exceptions: Vec<String>,
    /// Who acts, in which role.
    pub parties: Vec<Party>,
    /// What it does toward others.
    pub links: Vec<Link>,
    /// What it passes on without saying to whom (`报告: 无`).
    pub unaddressed: Vec<LinkKind>,
    /// The action in own words.
    pub action: Option<String>,
    /// Deadlines.
    pub deadlines: Vec<Deadline>,
    /// Where the unit comes from.
    pub actor: Option<ActorSource>,
    /// Targets of a task.
    pub targets: Vec<Target>,
    /// Force of a norm.
    pub modality: Option<Modality>,
    /// Who enforces a norm; `None` where nothing is said, empty where the text shows that nobody does.
    pub enforcement: Option<Vec<Enforcement>>,
    /// How specific the enforcement is.
    pub strength: Option<Strength>,
    /// When an escalation is due by time.
    pub overdue: Option<Overdue>,
    /// How an escalation is passed on.
    pub manner: Option<String>,
    /// Words that mean a unit here and perhaps another elsewhere (称谓).
    pub local_names: Vec<LocalName>,
    /// Lists of units that end in 等: there may be more than are named.
    pub open_lists: Vec<Span>,
    /// Accepted findings.
    pub allows: Vec<Allow>,
    /// Remarks.
    pub notes: Vec<String>,
    /// The text of its `///` comments.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
    /// Where its name stands.
    pub name_span: Span,
}

impl Item {
    /// The clause that answers show.
    #[must_use]
    pub fn clause(&self) -> &str {
        self.clauses.first().map_or("", |c| &c.path)
    }

    /// What it does, for an answer: the action, else the title, else the name.
    #[must_use]
    pub fn action_text(&self) -> &str {
        self.action.as_deref().or(self.title.as_deref()).unwrap_or(&self.name)
    }

    /// Whether the text says that each acts for itself (各自, 分别, 按职责): then nobody needs to lead.
    #[must_use]
    pub fn is_each_for_itself(&self) -> bool {
        ["各", "分别", "按职责", "按照职责", "each"]
            .iter()
            .any(|w| self.action_text().contains(w))
    }

    /// The deadlines as one text.
    #[must_use]
    pub fn deadline_text(&self) -> Option<String> {
        let list: Vec<String> = self.deadlines.iter().map(ToString::to_string).collect();
        (!list.is_empty()).then(|| list.join(";"))
    }
}
