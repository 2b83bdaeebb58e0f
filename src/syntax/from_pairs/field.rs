//! Fields of a declaration.

use pest::iterators::Pair;

use super::super::ast::{
    Deadline, Duration, Enforcer, Expectation, ExpectedUnit, Field, GivenFact, GivenValue, Members, Name, Target,
    UnitGroup, Value,
};
use super::super::grammar::Rule;
use super::super::keyword::{self, Keyword, Place};
use super::condition::{comparison, condition, operand};
use super::word::{amount, keyword, name, names};
use super::{Context, parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::words;

/// Reads a field, or reports why it cannot be read.
pub fn field(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<Field> {
    let span = context.span(&pair);
    let rule = pair.as_rule();
    let mut inside = parts(pair);
    let key_pair = inside.next()?;
    let key = keyword(&key_pair, Place::Field)?;
    let key_span = context.span(&key_pair);
    let value = match rule {
        Rule::stages_field => Value::Names(inside.map(|p| name(context, p)).collect()),
        Rule::local_name_field => Value::LocalNames(inside.filter_map(|p| local_name(context, p)).collect()),
        Rule::allow_field => {
            let what = inside.next().map(|p| name(context, p))?;
            Value::Allow(
                what,
                inside.find(|p| p.as_rule() == Rule::text).map(|p| name(context, p)),
            )
        }
        Rule::digest_field => Value::Digest(inside.find(|p| p.as_rule() == Rule::text).map(|p| name(context, p))?),
        _ => value(context, key, inside.next()?)?,
    };
    Some(Field {
        key,
        key_span,
        value,
        span,
    })
}

fn value(context: &mut Context<'_>, key: Keyword, pair: Pair<'_, Rule>) -> Option<Value> {
    Some(match pair.as_rule() {
        Rule::names => Value::Names(names(context, pair)),
        Rule::members => Value::Members(members(context, pair)),
        Rule::paths => Value::Paths(names(context, pair)),
        Rule::condition => Value::Condition(condition(context, pair)),
        Rule::unit_groups => Value::Groups(parts(pair).map(|p| unit_group(context, p)).collect()),
        Rule::enforcers => Value::Enforcers(parts(pair).map(|p| enforcer(context, p)).collect()),
        Rule::deadlines => Value::Deadlines(parts(pair).filter_map(|p| deadline(context, p)).collect()),
        Rule::overdue => Value::Overdue(overdue(context, pair)?),
        Rule::targets => Value::Targets(parts(pair).filter_map(|p| target(context, p)).collect()),
        Rule::given => Value::Given(parts(pair).filter_map(|p| given_fact(context, p)).collect()),
        Rule::expectations => Value::Expectations(parts(pair).map(|p| expectation(context, p)).collect()),
        Rule::word_value => return word(context, key, &pair),
        _ => return None,
    })
}

/// Words that a key accepts.
fn words_of(key: Keyword) -> &'static [Keyword] {
    use Keyword::{
        CaseScope, General, HeadingWord, Inherited, Missing, No, Partial, ProgrammeScope, Specific, Stated, Tail,
        TypeBool, TypeDuration, TypeInt, TypeOne, TypeOrdered, TypeSet, Yes,
    };
    match key {
        Keyword::Scope => &[CaseScope, ProgrammeScope],
        Keyword::Actor => &[Stated, HeadingWord, Tail, Inherited, Missing],
        Keyword::Strength => &[Specific, General, Partial],
        Keyword::Type => &[TypeBool, TypeOne, TypeOrdered, TypeSet, TypeInt, TypeDuration],
        _ => &[Yes, No],
    }
}

fn word(context: &mut Context<'_>, key: Keyword, pair: &Pair<'_, Rule>) -> Option<Value> {
    let span = context.span(pair);
    let text = pair.as_str().trim();
    let accepted = words_of(key);
    if let Some(word) = accepted.iter().find(|k| {
        k.entry()
            .spellings()
            .any(|s| keyword::find(text, Place::Word) == Some(**k) || s == text)
    }) {
        return Some(Value::Word(*word, span));
    }
    let list = |lang| {
        accepted
            .iter()
            .map(|k| format!("`{}`", k.spelling(lang)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (zh, en) = (list(crate::diagnostic::Lang::Zh), list(crate::diagnostic::Lang::En));
    let (key_zh, key_en) = (key.entry().zh, key.entry().en);
    context.problems.push(
        Diagnostic::new(
            Code::UNKNOWN_WORD,
            span,
            words!("`{key_zh}` 不能是 `{text}`", "`{key_en}` cannot be `{text}`"),
        )
        .help(words!("可写:{zh}", "write one of: {en}")),
    );
    None
}

pub fn members(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Members {
    let mut result = Members::default();
    for part in parts(pair) {
        if part.as_rule() == Rule::kw_etc_word {
            result.open = true
        } else {
            result.names.push(name(context, part))
        }
    }
    result
}

fn unit_group(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> UnitGroup {
    let mut group = UnitGroup {
        names: Vec::new(),
        open: false,
        none: false,
        when: None,
        span: context.span(&pair),
    };
    for part in parts(pair) {
        match part.as_rule() {
            Rule::kw_none_word => group.none = true,
            Rule::kw_etc_word => group.open = true,
            Rule::names => group.names = names(context, part),
            Rule::condition => group.when = Some(condition(context, part)),
            _ => {}
        }
    }
    group
}

fn enforcer(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Enforcer {
    let mut result = Enforcer {
        names: Vec::new(),
        under: Vec::new(),
    };
    for part in parts(pair) {
        match part.as_rule() {
            Rule::names => result.names = names(context, part),
            Rule::paths => result.under = names(context, part),
            _ => {}
        }
    }
    result
}

fn local_name(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<(Name, Name)> {
    let mut inside = parts(pair);
    let word = inside.next().map(|p| name(context, p))?;
    let unit = inside.next().map(|p| name(context, p))?;
    Some((word, unit))
}

fn deadline(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<Deadline> {
    let span = context.span(&pair);
    let mut inside = parts(pair);
    let first = inside.next()?;
    Some(match first.as_rule() {
        Rule::every => {
            let mut every = amount(context, first);
            every.number = every.number.max(1);
            Deadline::Every(every)
        }
        Rule::by_date => Deadline::By(
            parts(first)
                .find(|p| p.as_rule() == Rule::date)
                .map(|p| name(context, p))?,
        ),
        Rule::duration => {
            let amount = amount(context, first);
            let from = inside
                .find(|p| p.as_rule() == Rule::list_name)
                .map(|p| name(context, p));
            Deadline::Within(Duration { amount, from, span })
        }
        _ => Deadline::Words(name(context, first)),
    })
}

fn overdue(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<Duration> {
    let span = context.span(&pair);
    let (mut length, mut from) = (None, None);
    for part in parts(pair) {
        match part.as_rule() {
            Rule::duration => length = Some(amount(context, part)),
            Rule::list_name => from = Some(name(context, part)),
            _ => {}
        }
    }
    Some(Duration {
        amount: length?,
        from,
        span,
    })
}

fn target(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<Target> {
    let span = context.span(&pair);
    let (mut what, mut operator, mut number, mut unit) = (None, None, String::new(), String::new());
    for part in parts(pair) {
        match part.as_rule() {
            Rule::text => what = Some(name(context, part)),
            Rule::comparison => operator = Some(comparison(part.as_str())),
            Rule::decimal => number = crate::text::fold_name(part.as_str()),
            Rule::measure => unit = crate::text::fold_name(part.as_str()),
            _ => {}
        }
    }
    Some(Target {
        what: what?,
        goal: operator.map(|o| (o, number, unit)),
        span,
    })
}

fn given_fact(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<GivenFact> {
    let span = context.span(&pair);
    let (mut fact, mut given) = (None, None);
    for part in parts(pair) {
        match part.as_rule() {
            Rule::list_name => fact = Some(name(context, part)),
            Rule::given_set => given = Some(GivenValue::Set(names(context, part))),
            Rule::operand => given = Some(GivenValue::One(operand(context, part))),
            _ => {}
        }
    }
    Some(GivenFact {
        fact: fact?,
        value: given?,
        span,
    })
}

fn expectation(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Expectation {
    let mut result = Expectation {
        role: None,
        who: ExpectedUnit::Any,
        under: None,
        span: context.span(&pair),
    };
    for part in parts(pair) {
        match part.as_rule() {
            Rule::role => result.role = part.into_inner().next().and_then(|p| keyword(&p, Place::Field)),
            Rule::list_name => result.who = ExpectedUnit::Unit(name(context, part)),
            Rule::kw_none_word => result.who = ExpectedUnit::Nobody,
            Rule::kw_gap_word => result.who = ExpectedUnit::Gap,
            Rule::under => {
                result.under = parts(part)
                    .find(|p| p.as_rule() == Rule::list_path)
                    .map(|p| name(context, p))
            }
            _ => {}
        }
    }
    result
}
