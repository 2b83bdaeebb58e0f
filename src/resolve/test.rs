//! Tests that stand in the plan.

use super::fields::Fields;
use super::situation::{RawGiven, given};
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Expectation, Situation, Test, Who};
use crate::syntax::ast::{Declaration, Expectation as Expected, ExpectedUnit, GivenFact, GivenValue, Operand, Value};
use crate::syntax::keyword::Keyword;
use crate::text::fold_name;

/// Resolves all tests.
pub fn tests(resolver: &mut Resolver<'_>, all: &[&Declaration]) -> Vec<Test> {
    of(all, Keyword::Test)
        .into_iter()
        .filter_map(|d| test(resolver, d))
        .collect()
}

fn test(resolver: &mut Resolver<'_>, d: &Declaration) -> Option<Test> {
    let name = resolver.required_name(d)?;
    let (fields, sound) = Fields::check(resolver, &d.fields, Keyword::Test);
    let mut situation = Situation::default();
    let mut complete = sound;
    if let Some(Value::Given(list)) = fields.get(Keyword::Given).map(|f| &f.value) {
        for fact in list {
            complete &= give(resolver, fact, &mut situation);
        }
    }
    let mut read = |key: Keyword| -> Option<Vec<Expectation>> {
        let lists = fields.all(key).filter_map(|f| {
            if let Value::Expectations(list) = &f.value {
                Some(list)
            } else {
                None
            }
        });
        lists.flatten().map(|e| expectation(resolver, e)).collect()
    };
    let expect = read(Keyword::Expect);
    let expect_not = read(Keyword::ExpectNot);
    let (expect, expect_not) = (expect?, expect_not?);
    complete.then(|| Test {
        name: name.text.clone(),
        situation,
        expect,
        expect_not,
        span: d.span,
    })
}

fn give(resolver: &mut Resolver<'_>, fact: &GivenFact, situation: &mut Situation) -> bool {
    let word = fold_name(&fact.fact.text);
    let Some((id, known)) = resolver.fact(&word) else {
        let problem = resolver.unknown_fact(&word, fact.fact.span);
        resolver.report(problem);
        return false;
    };
    let raw = match &fact.value {
        GivenValue::Set(names) => RawGiven::List(names.iter().map(|n| n.text.clone()).collect()),
        GivenValue::One(Operand::Values(names)) => names
            .first()
            .map_or(RawGiven::List(Vec::new()), |n| RawGiven::Word(n.text.clone())),
        GivenValue::One(Operand::Amount(amount)) => RawGiven::Int(amount.number),
        GivenValue::One(Operand::Bool(yes, _)) => RawGiven::Bool(*yes),
        GivenValue::One(Operand::Range { .. }) => RawGiven::List(Vec::new()),
    };
    match given(known, &raw) {
        Ok(value) => {
            situation.facts.insert(id, value);
            true
        }
        Err(error) => {
            let mut problem = Diagnostic::new(Code::UNKNOWN_GIVEN, fact.span, error.message);
            problem.help = error.help;
            resolver.report(problem);
            false
        }
    }
}

fn expectation(resolver: &mut Resolver<'_>, e: &Expected) -> Option<Expectation> {
    let who = match &e.who {
        ExpectedUnit::Unit(name) => Who::Unit(resolver.unit(name, &[])?),
        ExpectedUnit::Nobody => Who::Nobody,
        ExpectedUnit::Any => Who::Any,
        ExpectedUnit::Gap => Who::Gap,
    };
    let clause = e.under.as_ref().map(|u| super::fields::clause(u).path);
    Some(Expectation {
        role: e.role.and_then(super::item::role),
        who,
        clause,
        span: e.span,
    })
}
