//! A draft → the text of a plan, laid out by the formatter; and where each item of the text was read from.

use std::collections::BTreeMap;

use super::item::{ActorSource, Confidence, Due, Item, Kind, Modality, Rule};
use super::units::{Form, Unit};
use super::{Draft, Omitted};
use crate::diagnostic::Lang;
use crate::syntax::ast::{
    Amount, Condition, ConditionKind, Deadline, Declaration, Duration, Field, File, Head, Members, Name, OutlineEntry,
    Target, UnitGroup, Value,
};
use crate::syntax::keyword::{Keyword, Place as KeywordPlace, find};
use crate::syntax::{self, Comment, is_name_char, print};
use crate::text::{Source, SourceId, Span, fold_name};

/// A draft as text.
#[derive(Debug, Clone)]
pub struct Written {
    /// The text of one `.zr` file.
    pub text: String,
    /// Where each of its declarations was read from, in order.
    pub places: Vec<Place>,
}

/// Where a declaration was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its bytes in the draft.
    pub span: std::ops::Range<usize>,
    /// Its first line in the draft, from 1.
    pub draft_line: usize,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The clause of the document.
    pub clause: String,
    /// The line of the document, from 1; 0 where it stands for the whole.
    pub line: usize,
}

/// What the header says beyond the document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The plan's id.
    pub id: String,
    /// SHA-256 of the document, in hexadecimal.
    pub sha256: Option<String>,
    /// Its vocabulary, if it has one.
    pub vocabulary: Option<String>,
}

/// Writes a draft.
#[must_use]
pub fn write(draft: &Draft, options: &Options) -> Written {
    let mut writer = Writer::default();
    writer.header(draft, options);
    writer.outline(draft);
    for unit in &draft.units {
        writer.unit(unit);
    }
    for item in &draft.items {
        writer.item(item);
    }
    for omitted in &draft.omitted {
        writer.omitted(omitted);
    }
    writer.finish()
}

/// Gives each item a name of its own: who, and the first words of what.
pub(super) fn name_items(items: &mut [Item]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let who = item.actors.all().next().map_or("无主", String::as_str);
        let words = item.title.as_deref().filter(|t| !t.is_empty()).unwrap_or(&item.action);
        let what: String = words
            .chars()
            .map(crate::text::fold_char)
            .skip_while(|c| !c.is_alphanumeric())
            .take_while(|c| c.is_alphanumeric())
            .take(14)
            .collect();
        let name = match item.kind {
            Kind::Task => what.clone(),
            _ => format!("{who}·{what}"),
        };
        let name = if name.is_empty() { item.clause.clone() } else { name };
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        item.name = if *count == 1 { name } else { format!("{name}·{count}") };
    }
}

#[derive(Default)]
struct Writer {
    /// Stands for the text while declarations are made: only its line breaks matter, where a blank line is wanted.
    ground: String,
    file: File,
    from: Vec<(String, usize)>,
}

impl Writer {
    fn span(&mut self) -> Span {
        self.ground.push('x');
        let end = self.ground.len();
        Span::new(SourceId(0), end - 1..end)
    }

    fn gap(&mut self) {
        self.ground.push_str("\n\n");
    }

    fn comment(&mut self, text: String) {
        let span = self.span();
        self.file.comments.push(Comment {
            text,
            span,
            trailing: false,
        });
    }

    fn name(&mut self, text: &str) -> Name {
        let text: String = text.chars().filter(|c| !c.is_control()).take(190).collect();
        Name {
            quoted: !is_bare(&text),
            span: self.span(),
            text,
        }
    }

    fn quoted(&mut self, text: &str) -> Name {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Name {
            text,
            quoted: true,
            span: self.span(),
        }
    }

    fn names(&mut self, list: &[String]) -> Vec<Name> {
        list.iter().map(|n| self.name(n)).collect()
    }

    fn field(&mut self, key: Keyword, value: Value) -> Field {
        let span = self.span();
        Field {
            key,
            key_span: span,
            value,
            span,
        }
    }

    fn text_field(&mut self, key: Keyword, text: &str) -> Field {
        let name = self.quoted(text);
        self.field(key, Value::Names(vec![name]))
    }

    fn declare(&mut self, keyword: Keyword, name: Option<Name>, head: Head, fields: Vec<Field>, from: (String, usize)) {
        let start = name.as_ref().map_or(self.ground.len(), |n| n.span.start as usize);
        let span = Span::new(SourceId(0), start..self.ground.len());
        self.file.declarations.push(Declaration {
            keyword,
            name,
            head,
            has_block: !fields.is_empty(),
            fields,
            values: Vec::new(),
            outline: Vec::new(),
            span,
        });
        self.from.push(from);
    }

    fn header(&mut self, draft: &Draft, options: &Options) {
        self.comment("// 由 zeren import 起草:名称、别名和条件须核对;“把握:低”的先看,待定的条件要编码。".to_owned());
        let header = &draft.header;
        let name = self.name(&options.id);
        let mut fields = vec![self.text_field(Keyword::Title, &header.title)];
        if let Some(number) = &header.number {
            fields.push(self.text_field(Keyword::Number, number));
        }
        if let Some(date) = &header.date {
            let date = Name {
                text: date.clone(),
                quoted: false,
                span: self.span(),
            };
            fields.push(self.field(Keyword::Date, Value::Names(vec![date])));
        }
        if let Some(issuer) = &header.issuer {
            let issuer = self.name(issuer);
            fields.push(self.field(Keyword::Issuer, Value::Names(vec![issuer])));
        }
        if !header.basis.is_empty() {
            let basis = header.basis.iter().map(|b| self.quoted(b)).collect();
            fields.push(self.field(Keyword::Basis, Value::Names(basis)));
        }
        let vocabulary = options.vocabulary.as_deref().unwrap_or("无");
        let vocabulary = Name {
            text: vocabulary.to_owned(),
            quoted: false,
            span: self.span(),
        };
        fields.push(self.field(Keyword::VocabularyUse, Value::Names(vec![vocabulary])));
        if let Some(digest) = &options.sha256 {
            let digest = self.quoted(digest);
            fields.push(self.field(Keyword::SourceText, Value::Digest(digest)));
        }
        self.declare(Keyword::Plan, Some(name), Head::None, fields, (String::new(), 0));
    }

    fn outline(&mut self, draft: &Draft) {
        if draft.outline.is_empty() {
            return;
        }
        let mut entries = Vec::new();
        for (path, headings) in &draft.outline {
            let path = self.path(path);
            let headings = self.names(headings);
            let span = self.span();
            entries.push(OutlineEntry { path, headings, span });
        }
        self.declare(Keyword::Outline, None, Head::None, Vec::new(), (String::new(), 0));
        if let Some(last) = self.file.declarations.last_mut() {
            last.has_block = true;
            last.outline = entries;
        }
    }

    fn path(&mut self, path: &str) -> Name {
        let bare = path
            .split('/')
            .all(|segment| !segment.is_empty() && is_bare_segment(segment));
        Name {
            text: path.to_owned(),
            quoted: !bare,
            span: self.span(),
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let name = self.name(&unit.name);
        let keyword = match unit.form {
            Form::Vague => Keyword::Vague,
            Form::Group => Keyword::Group,
            Form::Body | Form::Social => Keyword::Unit,
        };
        let mut fields = Vec::new();
        if unit.form == Form::Group {
            let members = Members {
                names: self.names(&unit.members),
                open: false,
            };
            fields.push(self.field(Keyword::Members, Value::Members(members)));
        }
        if !unit.aliases.is_empty() {
            let aliases = self.names(&unit.aliases);
            fields.push(self.field(Keyword::Aka, Value::Names(aliases)));
        }
        if unit.form == Form::Social {
            let kind = self.name("社会主体");
            fields.push(self.field(Keyword::Kind, Value::Names(vec![kind])));
        }
        if !unit.seats.is_empty() {
            let seats = self.names(&unit.seats);
            fields.push(self.field(Keyword::Seat, Value::Names(seats)));
        }
        let path = self.path(&unit.clause);
        fields.push(self.field(Keyword::Cites, Value::Paths(vec![path])));
        if !unit.aliases.is_empty() {
            fields.push(self.text_field(Keyword::Note, "别名系推测"));
        }
        self.declare(
            keyword,
            Some(name),
            Head::None,
            fields,
            (unit.clause.clone(), unit.line),
        );
    }

    fn groups(&mut self, names: &[String], open: bool) -> Value {
        let group = UnitGroup {
            names: self.names(names),
            open,
            none: names.is_empty(),
            when: None,
            span: self.span(),
        };
        Value::Groups(vec![group])
    }

    fn item(&mut self, item: &Item) {
        self.gap();
        self.comment(remark(item));
        let name = self.name(&item.name);
        let keyword = match item.kind {
            Kind::Task => Keyword::Task,
            Kind::Duty => Keyword::Duty,
            Kind::Norm => Keyword::Norm,
            Kind::Escalation => Keyword::Escalation,
        };
        let path = self.path(&item.clause);
        let mut fields = vec![self.field(Keyword::Cites, Value::Paths(vec![path]))];
        if let Some(title) = item.title.as_deref().filter(|_| item.kind == Kind::Task) {
            fields.push(self.text_field(Keyword::Title, title));
        }
        self.actors(item, &mut fields);
        self.condition(item, &mut fields);
        self.action(item, &mut fields);
        self.due(item, &mut fields);
        self.passes(item, &mut fields);
        if !item.targets.is_empty() {
            let targets = item
                .targets
                .iter()
                .map(|t| Target {
                    what: self.quoted(t),
                    goal: None,
                    span: Span::new(SourceId(0), 0..0),
                })
                .collect();
            fields.push(self.field(Keyword::Targets, Value::Targets(targets)));
        }
        if matches!(item.kind, Kind::Duty | Kind::Task) {
            let word = source_word(item.source);
            let span = self.span();
            fields.push(self.field(Keyword::Actor, Value::Word(word, span)));
        }
        self.declare(
            keyword,
            Some(name),
            Head::None,
            fields,
            (item.clause.clone(), item.line),
        );
    }

    fn actors(&mut self, item: &Item, fields: &mut Vec<Field>) {
        let all: Vec<String> = item.actors.all().cloned().collect();
        match item.kind {
            Kind::Norm => {
                let value = self.groups(&all, item.actors.open);
                fields.push(self.field(Keyword::Subject, value));
            }
            Kind::Escalation => {
                let value = self.groups(&all, item.actors.open);
                fields.push(self.field(Keyword::From, value));
                let to: Vec<String> = unique(item.hands_over.iter().chain(&item.reports_to).chain(&item.notifies));
                let value = self.groups(&to, false);
                fields.push(self.field(Keyword::To, value));
            }
            Kind::Task | Kind::Duty if all.is_empty() => {
                let value = self.groups(&[], false);
                fields.push(self.field(Keyword::Responsible, value));
            }
            Kind::Task | Kind::Duty => {
                let lists = [
                    (Keyword::Lead, &item.actors.lead),
                    (Keyword::Joint, &item.actors.joint),
                    (Keyword::Responsible, &item.actors.responsible),
                    (Keyword::Assist, &item.actors.assist),
                ];
                let last = lists.iter().rposition(|(_, list)| !list.is_empty());
                for (at, (key, list)) in lists.into_iter().enumerate().filter(|(_, (_, list))| !list.is_empty()) {
                    let value = self.groups(list, item.actors.open && last == Some(at));
                    fields.push(self.field(key, value));
                }
            }
        }
    }

    fn condition(&mut self, item: &Item, fields: &mut Vec<Field>) {
        let mut parts = Vec::new();
        if let Some(words) = &item.when {
            let words = self.quoted(words);
            parts.push(ConditionKind::Pending(Some(words)));
        }
        if item.discretion {
            parts.push(ConditionKind::Discretion(Keyword::IfNecessary));
        }
        let span = self.span();
        let mut conditions: Vec<Condition> = parts.into_iter().map(|kind| Condition { kind, span }).collect();
        let whole = match conditions.len() {
            0 => return,
            1 => conditions.remove(0),
            _ => Condition {
                kind: ConditionKind::And(conditions),
                span,
            },
        };
        fields.push(self.field(Keyword::When, Value::Condition(whole)));
    }

    fn action(&mut self, item: &Item, fields: &mut Vec<Field>) {
        let key = match (item.kind, item.modality) {
            (Kind::Norm, Some(Modality::MustNot)) => Keyword::MustNot,
            (Kind::Norm, Some(Modality::May)) => Keyword::May,
            (Kind::Norm, _) => Keyword::Must,
            _ => Keyword::Does,
        };
        let words = match (&item.action, &item.title) {
            (action, _) if !action.is_empty() => action.clone(),
            (_, Some(title)) if item.kind != Kind::Task => title.clone(),
            _ => return,
        };
        fields.push(self.text_field(key, &words));
    }

    fn due(&mut self, item: &Item, fields: &mut Vec<Field>) {
        let mut deadlines = Vec::new();
        for due in &item.due {
            let made = match due {
                Due::Words(words) => Deadline::Words(self.name(words)),
                Due::Within(number, unit, from) => {
                    let from = from.as_deref().map(|f| self.name(f));
                    let amount = self.amount(*number, unit);
                    Deadline::Within(Duration {
                        amount,
                        from,
                        span: amount.span,
                    })
                }
                Due::Every(number, unit) => Deadline::Every(self.amount(*number, unit)),
                Due::By(day) => Deadline::By(Name {
                    text: day.clone(),
                    quoted: false,
                    span: self.span(),
                }),
            };
            deadlines.push(made);
        }
        if !deadlines.is_empty() {
            fields.push(self.field(Keyword::Within, Value::Deadlines(deadlines)));
        }
    }

    fn amount(&mut self, number: i64, unit: &str) -> Amount {
        Amount {
            number,
            unit: find(unit, KeywordPlace::Word),
            span: self.span(),
        }
    }

    fn passes(&mut self, item: &Item, fields: &mut Vec<Field>) {
        if item.kind == Kind::Escalation {
            return;
        }
        let nobody = Vec::new();
        let lists = [
            (Keyword::Notifies, &item.notifies),
            (Keyword::ReportsTo, &item.reports_to),
            (Keyword::HandsOver, &item.hands_over),
            (
                Keyword::Guides,
                if item.kind == Kind::Norm { &nobody } else { &item.guides },
            ),
        ];
        for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            let value = self.groups(list, false);
            fields.push(self.field(key, value));
        }
    }

    fn omitted(&mut self, omitted: &Omitted) {
        let path = self.path(&omitted.clause);
        let mut fields = vec![self.field(Keyword::Cites, Value::Paths(vec![path]))];
        if !omitted.excerpt.is_empty() {
            fields.push(self.text_field(Keyword::Content, &omitted.excerpt));
        }
        fields.push(self.text_field(Keyword::Because, omitted.reason));
        self.declare(
            Keyword::Unencoded,
            None,
            Head::None,
            fields,
            (omitted.clause.clone(), omitted.line),
        );
    }

    /// Prints, and reads the print again to know where each declaration stands.
    fn finish(self) -> Written {
        let ground = Source::new("draft", self.ground);
        let text = print::print(&self.file, &ground, Lang::Zh);
        let source = Source::new("draft", text.clone());
        let (file, _) = syntax::parse(SourceId(0), &source);
        let places = file
            .declarations
            .iter()
            .zip(self.from)
            .map(|(d, (clause, line))| Place {
                span: d.span.range(),
                draft_line: source.line_index(d.span.start as usize) + 1,
                name: d.name.as_ref().map(|n| n.text.clone()),
                clause,
                line,
            })
            .collect();
        Written { text, places }
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.contains(name) {
            out.push(name.clone());
        }
    }
    out
}

/// The comment above an item: its line, how sure, by which rule.
fn remark(item: &Item) -> String {
    let sure = match item.confidence {
        Confidence::High => "高",
        Confidence::Medium => "中",
        Confidence::Low => "低",
    };
    let rule = match item.rule {
        Rule::TailRoles => "条尾括注",
        Rule::FieldRoles => "表格栏目",
        Rule::UnitSection => "单位分节",
        Rule::Subject => "句首主语",
        Rule::ByUnit => "由某单位",
        Rule::Continued => "承前句",
        Rule::Nobody => "未见主语",
    };
    format!("// 第 {} 行 把握:{sure}({rule})", item.line)
}

fn source_word(source: ActorSource) -> Keyword {
    match source {
        ActorSource::Stated => Keyword::Stated,
        ActorSource::Heading => Keyword::HeadingWord,
        ActorSource::Tail => Keyword::Tail,
        ActorSource::Inherited => Keyword::Inherited,
        ActorSource::Missing => Keyword::Missing,
    }
}

/// Whether a name may stand without quotes: no delimiter, and no word of the language.
fn is_bare(text: &str) -> bool {
    let plain = text.chars().all(|c| is_name_char(c) || matches!(c, '(' | ')')) && !text.starts_with('(');
    let balanced = text.matches('(').count() == text.matches(')').count();
    let word = [
        KeywordPlace::Word,
        KeywordPlace::Operator,
        KeywordPlace::Field,
        KeywordPlace::Declaration,
    ]
    .into_iter()
    .any(|place| find(text, place).is_some());
    !text.is_empty()
        && plain
        && balanced
        && !word
        && fold_name(text) == text
        && !text.starts_with('每')
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn is_bare_segment(segment: &str) -> bool {
    let inner = |c: char| is_name_char(c) || matches!(c, '(' | ')' | '[' | ']');
    let balanced = |open: char, close: char| segment.matches(open).count() == segment.matches(close).count();
    segment.chars().all(inner) && balanced('(', ')') && balanced('[', ']')
}
