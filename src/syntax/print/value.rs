//! Fields and their values as text.

use super::super::ast::{
    Amount, Deadline, Duration, Enforcer, Expectation, ExpectedUnit, Field, GivenFact, GivenValue, Members, Name,
    Target, UnitGroup, Value,
};
use super::super::keyword::{self, Keyword, Place};
use super::condition::sign;
use super::{Printer, columns};
use crate::diagnostic::Lang;

/// A name as it is written: bare where it was, quoted where it was.
pub fn name(name: &Name) -> String {
    if name.quoted {
        quoted(&name.text)
    } else {
        name.text.clone()
    }
}

fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t");
    format!("\"{escaped}\"")
}

impl Printer<'_> {
    pub(super) fn field(&self, field: &Field) -> String {
        let key = self.word(field.key);
        format!("{key}: {}", self.value(field.key, &field.value, columns(key) + 4))
    }

    fn value(&self, key: Keyword, value: &Value, column: usize) -> String {
        match value {
            Value::Names(names) if key == Keyword::Stages && names.len() > 1 => {
                names.iter().map(name).collect::<Vec<_>>().join(" > ")
            }
            Value::Names(names) if key == Keyword::VocabularyUse => self.vocabularies(names),
            Value::Names(names) | Value::Paths(names) => self.names(names),
            Value::Members(members) => self.members(members),
            Value::Condition(c) => self.condition(c, column, 2),
            Value::Groups(groups) => self.joined_by_semicolon(groups, |g| self.group(g)),
            Value::Enforcers(list) => self.joined_by_semicolon(list, |e| self.enforcer(e)),
            Value::Deadlines(list) => self.joined_by_semicolon(list, |d| self.deadline(d)),
            Value::Overdue(duration) => format!("{} {}", self.word(Keyword::OverWord), self.duration(duration)),
            Value::Word(word, _) => self.word(*word).to_owned(),
            Value::Digest(text) => format!("{} {}", self.word(Keyword::Sha256), name(text)),
            Value::Targets(list) => self.joined_by_semicolon(list, Self::target),
            Value::Given(list) => list.iter().map(|g| self.given(g)).collect::<Vec<_>>().join(", "),
            Value::Expectations(list) => list
                .iter()
                .map(|e| self.expectation(e))
                .collect::<Vec<_>>()
                .join(self.comma()),
            Value::LocalNames(list) => list
                .iter()
                .map(|(a, b)| format!("{} = {}", name(a), name(b)))
                .collect::<Vec<_>>()
                .join(self.comma()),
            Value::Allow(what, why) => {
                let why = why
                    .as_ref()
                    .map(|w| format!(" {} {}", self.word(Keyword::BecauseWord), name(w)))
                    .unwrap_or_default();
                format!("{}{why}", name(what))
            }
        }
    }

    /// Names of vocabularies, or the word that there is none.
    fn vocabularies(&self, names: &[Name]) -> String {
        match names {
            [one] if !one.quoted && keyword::find(&one.text, Place::Word) == Some(Keyword::NoneWord) => {
                self.word(Keyword::NoneWord).to_owned()
            }
            names => self.names(names),
        }
    }

    fn joined_by_semicolon<T>(&self, list: &[T], one: impl Fn(&T) -> String) -> String {
        list.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn members(&self, members: &Members) -> String {
        let etc = if members.open {
            format!(" {}", self.word(Keyword::EtcWord))
        } else {
            String::new()
        };
        format!("{}{etc}", self.names(&members.names))
    }

    fn group(&self, group: &UnitGroup) -> String {
        let mut text = if group.none {
            self.word(Keyword::NoneWord).to_owned()
        } else {
            self.names(&group.names)
        };
        if group.open {
            text = format!("{text} {}", self.word(Keyword::EtcWord));
        }
        if let Some(when) = &group.when {
            text = format!("{text} {} {}", self.word(Keyword::WhenWord), self.condition(when, 0, 4));
        }
        text
    }

    fn enforcer(&self, enforcer: &Enforcer) -> String {
        let who = if enforcer.names.is_empty() {
            self.word(Keyword::NoneWord).to_owned()
        } else {
            self.names(&enforcer.names)
        };
        if enforcer.under.is_empty() {
            who
        } else {
            format!(
                "{who} {} {}",
                self.word(Keyword::UnderWord),
                self.names(&enforcer.under)
            )
        }
    }

    fn deadline(&self, deadline: &Deadline) -> String {
        match (deadline, self.lang) {
            (Deadline::Words(words), _) => name(words),
            (Deadline::Within(duration), _) => self.duration(duration),
            (Deadline::Every(every), Lang::Zh) if every.number == 1 => format!("每{}", self.unit(*every)),
            (Deadline::Every(every), Lang::Zh) => format!("每{}{}", every.number, self.unit(*every)),
            (Deadline::Every(every), Lang::En) if every.number == 1 => format!("every {}", self.unit(*every)),
            (Deadline::Every(every), Lang::En) => format!("every {} {}", every.number, self.unit(*every)),
            (Deadline::By(date), Lang::Zh) => format!("{} 前", date.text),
            (Deadline::By(date), Lang::En) => format!("by {}", date.text),
        }
    }

    fn duration(&self, duration: &Duration) -> String {
        let length = match (duration.amount.unit, self.lang) {
            (Some(_), Lang::En) => format!("{} {}", duration.amount.number, self.unit(duration.amount)),
            _ => self.amount(duration.amount),
        };
        match &duration.from {
            Some(from) => format!("{length} {} {}", self.word(Keyword::FromWord), name(from)),
            None => length,
        }
    }

    pub(super) fn amount(&self, amount: Amount) -> String {
        match (amount.unit, self.lang) {
            (None, _) => amount.number.to_string(),
            (Some(_), Lang::Zh) => format!("{}{}", amount.number, self.unit(amount)),
            // A number and its unit are one word inside a condition, so no space stands between them.
            (Some(_), Lang::En) => format!("{}{}", amount.number, self.unit(amount)),
        }
    }

    fn unit(&self, amount: Amount) -> String {
        let word = amount.unit.map_or("", |u| self.word(u));
        match self.lang {
            Lang::En if amount.number != 1 => format!("{word}s"),
            _ => word.to_owned(),
        }
    }

    fn target(target: &Target) -> String {
        match &target.goal {
            Some((operator, number, unit)) => {
                let gap = if unit.is_empty() || unit == "%" || unit == "‰" {
                    ""
                } else {
                    " "
                };
                format!("{} {} {number}{gap}{unit}", quoted(&target.what.text), sign(*operator))
            }
            None => quoted(&target.what.text),
        }
    }

    fn given(&self, given: &GivenFact) -> String {
        let value = match &given.value {
            GivenValue::Set(names) => format!("{{{}}}", self.names(names)),
            GivenValue::One(operand) => self.operand(operand, false),
        };
        format!("{} = {value}", name(&given.fact))
    }

    fn expectation(&self, e: &Expectation) -> String {
        let mut parts = Vec::new();
        parts.extend(e.role.map(|r| self.word(r).to_owned()));
        match &e.who {
            ExpectedUnit::Unit(unit) => parts.push(name(unit)),
            ExpectedUnit::Nobody => parts.push(self.word(Keyword::NoneWord).to_owned()),
            ExpectedUnit::Gap => parts.push(self.word(Keyword::GapWord).to_owned()),
            ExpectedUnit::Any => {}
        }
        if let Some(under) = &e.under {
            parts.push(format!("{} {}", self.word(Keyword::UnderWord), name(under)));
        }
        parts.join(" ")
    }
}
