//! What a draft holds: items, each with the place it was read from, and what was left out.

use super::lexicon::Trigger;

/// What an item will be declared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// A work item with roles.
    Task,
    /// Who does what.
    #[default]
    Duty,
    /// Must, must not, may.
    Norm,
    /// Responsibility goes to another unit.
    Escalation,
}

/// How sure the reading is; written above each item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Confidence {
    /// The text labels it: a tail, a field, a unit's own section.
    High,
    /// The sentence says it in a set form.
    #[default]
    Medium,
    /// Inferred: carried over, or nobody was found.
    Low,
}

/// Where the acting unit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ActorSource {
    /// The sentence names it.
    Stated,
    /// The section's heading names it.
    Heading,
    /// The bracket or the field names it.
    Tail,
    /// Carried over from the sentence before.
    Inherited,
    /// Nobody was found.
    #[default]
    Missing,
}

/// Which rule read an item; `docs/import.md` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Rule {
    /// A bracket that names units by role.
    TailRoles,
    /// Fields of a table.
    FieldRoles,
    /// A sentence in a unit's own section.
    UnitSection,
    /// A sentence that names its subject.
    Subject,
    /// `由…牵头`, `由…负责`.
    ByUnit,
    /// `压实…责任`, `发挥…作用`, `以…为单位`.
    Charged,
    /// A sentence that goes on from the one before.
    Continued,
    /// A binding sentence that names nobody.
    #[default]
    Nobody,
}

/// The strength of a norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// 应当, 必须.
    Must,
    /// 不得, 禁止.
    MustNot,
    /// 可以.
    May,
}

/// Units by role, as printed until `units` settles them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actors {
    /// 牵头.
    pub lead: Vec<String>,
    /// 共同.
    pub joint: Vec<String>,
    /// 责任.
    pub responsible: Vec<String>,
    /// 配合.
    pub assist: Vec<String>,
    /// Whether 等 closes the list.
    pub open: bool,
}

impl Actors {
    /// All of them, in the order of roles.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        let first = self.lead.iter().chain(&self.joint);
        first.chain(&self.responsible).chain(&self.assist)
    }

    /// The lists themselves.
    pub fn lists_mut(&mut self) -> [&mut Vec<String>; 4] {
        [&mut self.lead, &mut self.joint, &mut self.responsible, &mut self.assist]
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }
}

/// By when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// A word or text, kept as written.
    Words(String),
    /// So many units of time (in the language's words: 日, 工作日 …), perhaps counted from an event.
    Within(i64, &'static str, Option<String>),
    /// Every so many units.
    Every(i64, &'static str),
    /// By a day: `2021-07-30`.
    By(String),
}

/// What was read at one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// A name of its own in the draft.
    pub name: String,
    /// The clause it was read from.
    pub clause: String,
    /// Its line in the document, from 1.
    pub line: usize,
    /// The rule that read it.
    pub rule: Rule,
    /// How sure.
    pub confidence: Confidence,
    /// The heading of a task.
    pub title: Option<String>,
    /// Who acts.
    pub actors: Actors,
    /// Where that comes from.
    pub source: ActorSource,
    /// The document's words for what is done.
    pub action: String,
    /// The strength, for a norm.
    pub modality: Option<Modality>,
    /// The words of the condition.
    pub when: Option<String>,
    /// What the condition says in words of the vocabulary, where one was given.
    pub trigger: Trigger,
    /// Whether somebody decides.
    pub discretion: bool,
    /// Deadlines.
    pub due: Vec<Due>,
    /// Who is told.
    pub notifies: Vec<String>,
    /// Who is reported to.
    pub reports_to: Vec<String>,
    /// Who takes over.
    pub hands_over: Vec<String>,
    /// Who is guided or urged.
    pub guides: Vec<String>,
    /// Measurable targets, in the document's words.
    pub targets: Vec<String>,
}

impl Item {
    /// Every list of units in it.
    pub fn lists_mut(&mut self) -> impl Iterator<Item = &mut Vec<String>> {
        let passes = [
            &mut self.notifies, &mut self.reports_to, &mut self.hands_over, &mut self.guides,
        ];
        self.actors.lists_mut().into_iter().chain(passes)
    }
}

/// A place that was not encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// The clause.
    pub clause: String,
    /// Its line in the document, from 1.
    pub line: usize,
    /// Its first words.
    pub excerpt: String,
    /// Why: Chinese, as it is written into the draft.
    pub reason: &'static str,
}
