//! An item → its declaration, with the comment above it that says where it was read and how sure that is.

use super::writer::Writer;
use crate::draft::item::{ActorSource, Confidence, Due, Item, Kind, Modality, Rule};
use crate::draft::lexicon::Spoken;
use crate::syntax::ast::{
    Amount, Condition, ConditionKind, Deadline, Duration, Field, Head, Name, Operand, Operator, Target, Value,
};
use crate::syntax::keyword::{Keyword, Place as KeywordPlace, find};
use crate::text::{SourceId, Span};

impl Writer {
    pub(super) fn item(&mut self, item: &Item) {
        self.gap();
        self.comment(remark(item));
        if let Some(words) = vocabulary_remark(item) {
            self.comment(words);
        }
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
        if item.trigger.whole {
            parts.push(self.spoken(&item.trigger.spoken));
        } else if let Some(words) = &item.when {
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

    /// `对象 含 留守儿童`, `情形 含任一 (失踪、拐卖)`, `风险等级 属于 (高、中)`.
    fn spoken(&mut self, spoken: &[Spoken]) -> ConditionKind {
        let fact = spoken.first().map_or("", |s| s.fact.as_str());
        let values: Vec<String> = spoken.iter().filter_map(|s| s.value.clone()).collect();
        let several = spoken.iter().any(|s| s.several);
        let operator = match (several, values.len()) {
            (_, 0) => return ConditionKind::Named(self.name(fact)),
            (true, 1) => Operator::Has,
            (true, _) => Operator::HasAny,
            (false, 1) => Operator::Is,
            (false, _) => Operator::In,
        };
        ConditionKind::Test {
            fact: self.name(fact),
            operator,
            operand: Operand::Values(self.names(&values)),
        }
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
        Rule::Charged => "压实责任",
        Rule::Continued => "承前句",
        Rule::Nobody => "未见主语",
    };
    format!("// 第 {} 行 把握:{sure}({rule})", item.line)
}

/// The comment on the words of the vocabulary that the trigger holds.
fn vocabulary_remark(item: &Item) -> Option<String> {
    let spoken = &item.trigger.spoken;
    if spoken.is_empty() {
        return None;
    }
    if item.trigger.whole {
        let words: String = item
            .when
            .iter()
            .flat_map(|w| w.chars())
            .filter(|c| !c.is_control())
            .collect();
        return Some(format!("// 条件照词表写出,原文:“{words}”"));
    }
    let told: Vec<String> = spoken
        .iter()
        .map(|s| match (&s.value, s.several) {
            (Some(value), true) => format!("{} 含 {value}", s.fact),
            (Some(value), false) => format!("{} 为 {value}", s.fact),
            (None, _) => s.fact.clone(),
        })
        .collect();
    Some(format!("// 条件中的词表词:{}", told.join(";")))
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
