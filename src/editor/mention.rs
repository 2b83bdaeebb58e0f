//! Every name in the syntax trees, with what it means.

use super::names::Names;
use super::symbol::{Mention, Part, Symbol, SymbolKind};
use crate::model::Model;
use crate::syntax::ast::{
    Condition, ConditionKind, Declaration, Expectation, ExpectedUnit, Field, File, GivenFact, GivenValue, Head, Name,
    Operand, Value,
};
use crate::syntax::keyword::Keyword;
use crate::text::{SourceId, fold_name};

/// Every mention in these files, by place.
pub fn mentions(files: &[(SourceId, File)], model: Option<&Model>) -> Vec<Mention> {
    let mut walk = Walk {
        names: Names::new(model),
        out: Vec::new(),
    };
    for declaration in files.iter().flat_map(|(_, f)| &f.declarations) {
        walk.declaration(declaration);
    }
    walk.out.sort_by_key(|m| m.span);
    walk.out
}

struct Walk {
    names: Names,
    out: Vec<Mention>,
}

/// What a declaration of this kind declares.
pub fn declares(keyword: Keyword) -> Option<SymbolKind> {
    Some(match keyword {
        Keyword::Plan => SymbolKind::Plan,
        Keyword::Unit | Keyword::Vague | Keyword::Group => SymbolKind::Unit,
        Keyword::Fact => SymbolKind::Fact,
        Keyword::Define => SymbolKind::Definition,
        Keyword::Duty | Keyword::Task | Keyword::Norm | Keyword::Escalation => SymbolKind::Item,
        Keyword::Test => SymbolKind::Test,
        Keyword::Constraint => SymbolKind::Constraint,
        _ => return None,
    })
}

impl Walk {
    fn add(&mut self, symbol: Symbol, at: &Name, part: Part) {
        self.out.push(Mention {
            symbol,
            written: fold_name(&at.text),
            span: at.span,
            part,
        });
    }

    fn plain(&mut self, kind: SymbolKind, at: &Name) {
        self.add(Symbol::new(kind, fold_name(&at.text)), at, Part::Uses);
    }

    fn declaration(&mut self, d: &Declaration) {
        let own = declares(d.keyword).zip(d.name.as_ref()).map(|(kind, name)| {
            // A fact may be opened again to add values: each place declares it.
            let symbol = Symbol::new(kind, fold_name(&name.text));
            self.add(symbol.clone(), name, Part::Declares);
            symbol
        });
        match &d.head {
            Head::None => {}
            Head::Members(members) => members.names.iter().for_each(|n| self.unit(n)),
            Head::Condition(condition) => self.condition(condition),
            Head::Require(require) => {
                for name in &require.at {
                    let symbol = self.names.place(name);
                    self.add(symbol, name, Part::Uses);
                }
                require.when.iter().for_each(|c| self.condition(c));
            }
        }
        for field in &d.fields {
            self.field(field, d.keyword, own.as_ref());
        }
        let fact = own.map(|s| s.name).unwrap_or_default();
        for value in &d.values {
            let symbol = Symbol::value(fact.clone(), fold_name(&value.name.text));
            self.add(symbol.clone(), &value.name, Part::Declares);
            for field in &value.fields {
                self.field(field, Keyword::Value, Some(&symbol));
            }
        }
        for entry in &d.outline {
            self.plain(SymbolKind::Clause, &entry.path);
        }
    }

    fn field(&mut self, field: &Field, of: Keyword, own: Option<&Symbol>) {
        match &field.value {
            Value::Names(names) => names.iter().for_each(|n| self.named(field.key, n, of, own)),
            Value::Members(members) => members.names.iter().for_each(|n| self.unit(n)),
            Value::Paths(paths) => paths.iter().for_each(|p| self.plain(SymbolKind::Clause, p)),
            Value::Condition(condition) => self.condition(condition),
            Value::Groups(groups) => {
                for group in groups {
                    group.names.iter().for_each(|n| self.unit(n));
                    group.when.iter().for_each(|c| self.condition(c));
                }
            }
            Value::Enforcers(list) => {
                for enforcer in list {
                    enforcer.names.iter().for_each(|n| self.unit(n));
                    enforcer.under.iter().for_each(|p| self.plain(SymbolKind::Clause, p));
                }
            }
            Value::Given(list) => list.iter().for_each(|g| self.given(g)),
            Value::Expectations(list) => list.iter().for_each(|e| self.expectation(e)),
            Value::LocalNames(list) => list.iter().for_each(|(_, unit)| self.unit(unit)),
            Value::Deadlines(_)
            | Value::Overdue(_)
            | Value::Word(..)
            | Value::Digest(_)
            | Value::Targets(_)
            | Value::Allow(..) => {}
        }
    }

    /// A field's plain names mean what its key says.
    fn named(&mut self, key: Keyword, name: &Name, of: Keyword, own: Option<&Symbol>) {
        match key {
            Keyword::Under | Keyword::SucceededBy => self.unit(name),
            Keyword::Topic => self.plain(SymbolKind::Topic, name),
            Keyword::Stages => {
                let part = if of == Keyword::Plan {
                    Part::Declares
                } else {
                    Part::Uses
                };
                self.add(Symbol::new(SymbolKind::Stage, fold_name(&name.text)), name, part);
            }
            Keyword::Aka => {
                if let Some(own) = own {
                    self.add(own.clone(), name, Part::Aliases);
                }
            }
            Keyword::Parents => {
                let fact = own.map(|o| o.of.clone()).unwrap_or_default();
                let symbol = self.names.value(&fact, name);
                self.add(symbol, name, Part::Uses);
            }
            _ => {}
        }
    }

    fn unit(&mut self, name: &Name) {
        let symbol = self.names.unit(name);
        self.add(symbol, name, Part::Uses);
    }

    fn condition(&mut self, condition: &Condition) {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => parts.iter().for_each(|p| self.condition(p)),
            ConditionKind::Not(inner) => self.condition(inner),
            ConditionKind::Named(name) => {
                let symbol = self.names.condition(name);
                self.add(symbol, name, Part::Uses);
            }
            ConditionKind::Test { fact, operand, .. } => self.test(fact, operand),
            ConditionKind::Nobody(name) => self.plain(SymbolKind::Topic, name),
            ConditionKind::Discretion(_) | ConditionKind::Pending(_) => {}
        }
    }

    fn test(&mut self, fact: &Name, operand: &Operand) {
        let symbol = self.names.fact(fact);
        let of = symbol.name.clone();
        self.add(symbol, fact, Part::Uses);
        if let Operand::Values(values) = operand {
            values.iter().for_each(|v| self.value(&of, v));
        }
    }

    fn value(&mut self, fact: &str, name: &Name) {
        let symbol = self.names.value(fact, name);
        self.add(symbol, name, Part::Uses);
    }

    fn given(&mut self, given: &GivenFact) {
        match &given.value {
            GivenValue::One(operand) => self.test(&given.fact, operand),
            GivenValue::Set(values) => self.test(&given.fact, &Operand::Values(values.clone())),
        }
    }

    fn expectation(&mut self, expectation: &Expectation) {
        if let ExpectedUnit::Unit(name) = &expectation.who {
            self.unit(name);
        }
        if let Some(path) = &expectation.under {
            self.plain(SymbolKind::Clause, path);
        }
    }
}
