//! What a file says, as it was written: declarations with fields, nothing resolved, every part with its place.

use super::keyword::Keyword;
use super::split::Comment;
use crate::text::Span;

/// One parsed file.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// Its sound declarations in order.
    pub declarations: Vec<Declaration>,
    /// Its comments in order.
    pub comments: Vec<Comment>,
}

/// One declaration.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// What it declares.
    pub keyword: Keyword,
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// What follows the name outside a block.
    pub head: Head,
    /// Whether it has a block (`单位 甲` and `单位 甲 {}` differ in the text only).
    pub has_block: bool,
    /// The fields of its block.
    pub fields: Vec<Field>,
    /// The values of a fact.
    pub values: Vec<ValueDeclaration>,
    /// Lines of an outline.
    pub outline: Vec<OutlineEntry>,
    /// Its bytes.
    pub span: Span,
}

/// What a declaration says outside its block.
#[derive(Debug, Clone)]
pub enum Head {
    /// Nothing.
    None,
    /// `集合 名 = …`
    Members(Members),
    /// `定义 名 = 条件`
    Condition(Condition),
    /// `须有 牵头 于 …`
    Require(Require),
}

/// `牵头 于 应急处置 当 … 因 "…"`
#[derive(Debug, Clone)]
pub struct Require {
    /// The role's keyword.
    pub role: Keyword,
    /// Stages or topics.
    pub at: Vec<Name>,
    /// Where it is required.
    pub when: Option<Condition>,
    /// Why.
    pub because: Option<Name>,
}

/// A list of units that may be open (等).
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// The units.
    pub names: Vec<Name>,
    /// Whether 等 follows.
    pub open: bool,
}

/// `值 孤儿 { 上位: … }`
#[derive(Debug, Clone)]
pub struct ValueDeclaration {
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its bytes.
    pub span: Span,
}

/// `四: 市民政局、市公安局`
#[derive(Debug, Clone)]
pub struct OutlineEntry {
    /// The clause.
    pub path: Name,
    /// The headings below it.
    pub headings: Vec<Name>,
    /// Its bytes.
    pub span: Span,
}

/// A name, a path or text, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The folded name, or the text between the quotes.
    pub text: String,
    /// Whether it stood in quotes.
    pub quoted: bool,
    /// Its bytes, with the quotes.
    pub span: Span,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its key.
    pub key: Keyword,
    /// The key's bytes.
    pub key_span: Span,
    /// Its value.
    pub value: Value,
    /// Key and value.
    pub span: Span,
}

/// A field's value.
#[derive(Debug, Clone)]
pub enum Value {
    /// Names or texts.
    Names(Vec<Name>),
    /// A list that may be open.
    Members(Members),
    /// Clause paths.
    Paths(Vec<Name>),
    /// A condition.
    Condition(Condition),
    /// Units in groups.
    Groups(Vec<UnitGroup>),
    /// Who enforces.
    Enforcers(Vec<Enforcer>),
    /// Deadlines.
    Deadlines(Vec<Deadline>),
    /// `超过 30日 自 受理`
    Overdue(Duration),
    /// A word of the language.
    Word(Keyword, Span),
    /// `sha256 "…"`
    Digest(Name),
    /// Targets.
    Targets(Vec<Target>),
    /// Facts of a test.
    Given(Vec<GivenFact>),
    /// Expectations of a test.
    Expectations(Vec<Expectation>),
    /// Local names.
    LocalNames(Vec<(Name, Name)>),
    /// An accepted finding, with the reason.
    Allow(Name, Option<Name>),
}

/// `市民政局、市教育局 当 …`
#[derive(Debug, Clone)]
pub struct UnitGroup {
    /// The units; empty where the text says 无.
    pub names: Vec<Name>,
    /// Whether 等 follows.
    pub open: bool,
    /// Whether the text says 无.
    pub none: bool,
    /// Limits the group.
    pub when: Option<Condition>,
    /// Its bytes.
    pub span: Span,
}

/// `市公安局 据 四/市公安局/4`
#[derive(Debug, Clone)]
pub struct Enforcer {
    /// The units; empty where the text says 无.
    pub names: Vec<Name>,
    /// The clauses under which they enforce.
    pub under: Vec<Name>,
}

/// A condition.
#[derive(Debug, Clone)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// Its bytes.
    pub span: Span,
}

/// Kinds of conditions.
#[derive(Debug, Clone)]
pub enum ConditionKind {
    /// All of them.
    And(Vec<Condition>),
    /// Any of them.
    Or(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// A bool fact or a named condition.
    Named(Name),
    /// A fact compared with something.
    Test {
        /// The fact.
        fact: Name,
        /// The operator.
        operator: Operator,
        /// What it is compared with.
        operand: Operand,
    },
    /// 视情, 必要时
    Discretion(Keyword),
    /// 无人 办理 X
    Nobody(Name),
    /// 待定 "…"
    Pending(Option<Name>),
}

/// An operator of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// 含
    Has,
    /// 不含
    Lacks,
    /// 含任一
    HasAny,
    /// 含全部
    HasAll,
    /// 为
    Is,
    /// 不为
    IsNot,
    /// 属于
    In,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// What a fact is compared with.
#[derive(Debug, Clone)]
pub enum Operand {
    /// One value or several.
    Values(Vec<Name>),
    /// A number, perhaps in a unit of time.
    Amount(Amount),
    /// 是, 否
    Bool(bool, Span),
    /// A range; `to` is left out of it where `exclusive`.
    Range {
        /// The lower end.
        from: Option<i64>,
        /// The upper end.
        to: Option<i64>,
        /// `..<`
        exclusive: bool,
        /// Its bytes.
        span: Span,
    },
}

/// A number with an optional unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number.
    pub number: i64,
    /// Its unit.
    pub unit: Option<Keyword>,
    /// Its bytes.
    pub span: Span,
}

/// A deadline.
#[derive(Debug, Clone)]
pub enum Deadline {
    /// A word or text kept as written.
    Words(Name),
    /// So long, counted from an event.
    Within(Duration),
    /// Every so many units.
    Every(Amount),
    /// By a day.
    By(Name),
}

/// `30日 自 受理`
#[derive(Debug, Clone)]
pub struct Duration {
    /// How long.
    pub amount: Amount,
    /// From which event.
    pub from: Option<Name>,
    /// Its bytes.
    pub span: Span,
}

/// `"村级覆盖" >= 100%`
#[derive(Debug, Clone)]
pub struct Target {
    /// What is measured, or the target in words.
    pub what: Name,
    /// How it is compared, with the number as written and its unit.
    pub goal: Option<(Operator, String, String)>,
    /// Its bytes.
    pub span: Span,
}

/// `情形 = {监护侵害}`
#[derive(Debug, Clone)]
pub struct GivenFact {
    /// The fact.
    pub fact: Name,
    /// Its value.
    pub value: GivenValue,
    /// Its bytes.
    pub span: Span,
}

/// A given value.
#[derive(Debug, Clone)]
pub enum GivenValue {
    /// A whole set.
    Set(Vec<Name>),
    /// One value, a number, or yes or no.
    One(Operand),
}

/// `责任 市公安局 据 四/市公安局/2`
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The role, if one is named.
    pub role: Option<Keyword>,
    /// Who.
    pub who: ExpectedUnit,
    /// Under which clause.
    pub under: Option<Name>,
    /// Its bytes.
    pub span: Span,
}

/// Whom an expectation names.
#[derive(Debug, Clone)]
pub enum ExpectedUnit {
    /// This unit.
    Unit(Name),
    /// 无: the clause names nobody.
    Nobody,
    /// Any unit (`据` a clause alone).
    Any,
    /// 空白: the answer reports a gap.
    Gap,
}
