//! Conditions.

use pest::iterators::Pair;

use super::super::ast::{Condition, ConditionKind, Name, Operand, Operator};
use super::super::grammar::Rule;
use super::super::keyword::Keyword;
use super::word::{amount, name, number};
use super::{Context, parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use crate::words;

/// So many `非` may stand in a row.
const MAX_NEGATIONS: usize = 4;

pub fn condition(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Condition {
    let span = context.span(&pair);
    let mut choices: Vec<Condition> = parts(pair)
        .filter(|p| p.as_rule() == Rule::all_of)
        .map(|p| all_of(context, p))
        .collect();
    match choices.len() {
        1 => choices.remove(0),
        _ => Condition {
            kind: ConditionKind::Or(choices),
            span,
        },
    }
}

fn all_of(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Condition {
    let span = context.span(&pair);
    let mut needs: Vec<Condition> = parts(pair)
        .filter(|p| p.as_rule() == Rule::negated)
        .map(|p| negated(context, p))
        .collect();
    match needs.len() {
        1 => needs.remove(0),
        _ => Condition {
            kind: ConditionKind::And(needs),
            span,
        },
    }
}

fn negated(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Condition {
    let span = context.span(&pair);
    let mut negations: usize = 0;
    let mut inner = Condition {
        kind: ConditionKind::And(Vec::new()),
        span,
    };
    for part in parts(pair) {
        match part.as_rule() {
            Rule::kw_not => negations += 1,
            Rule::atom => inner = atom(context, part),
            _ => {}
        }
    }
    if negations > MAX_NEGATIONS {
        context.problems.push(Diagnostic::new(
            Code::TOO_DEEP,
            span,
            words!(
                "`非` 连写超过 {MAX_NEGATIONS} 个",
                "more than {MAX_NEGATIONS} `not` in a row"
            ),
        ));
    }
    for _ in 0..negations.min(MAX_NEGATIONS) {
        inner = Condition {
            kind: ConditionKind::Not(Box::new(inner)),
            span,
        };
    }
    inner
}

fn atom(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Condition {
    let span = context.span(&pair);
    let nothing = Condition {
        kind: ConditionKind::And(Vec::new()),
        span,
    };
    let Some(part) = parts(pair).next() else { return nothing };
    let kind = match part.as_rule() {
        Rule::condition => return condition(context, part),
        Rule::condition_name => ConditionKind::Named(name(context, part)),
        Rule::discretion if part.clone().into_inner().any(|p| p.as_rule() == Rule::kw_if_necessary) => {
            ConditionKind::Discretion(Keyword::IfNecessary)
        }
        Rule::discretion => ConditionKind::Discretion(Keyword::AtDiscretion),
        Rule::nobody => match parts(part).find(|p| p.as_rule() == Rule::list_name) {
            Some(p) => ConditionKind::Nobody(name(context, p)),
            None => return nothing,
        },
        Rule::pending => ConditionKind::Pending(
            parts(part)
                .find(|p| p.as_rule() == Rule::text)
                .map(|p| name(context, p)),
        ),
        Rule::test => return test(context, part, span),
        _ => return nothing,
    };
    Condition { kind, span }
}

fn test(context: &mut Context<'_>, pair: Pair<'_, Rule>, span: Span) -> Condition {
    let mut fact = Name {
        text: String::new(),
        quoted: false,
        span,
    };
    let mut operator = Operator::Is;
    let mut values = Vec::new();
    let mut operand = None;
    for part in parts(pair) {
        match part.as_rule() {
            Rule::condition_name => fact = name(context, part),
            Rule::list_value => values.push(name(context, part)),
            Rule::value_list => values.extend(parts(part).map(|p| name(context, p))),
            Rule::operand => operand = Some(self::operand(context, part)),
            Rule::range => operand = Some(range(context, part)),
            Rule::comparison => operator = comparison(part.as_str()),
            rule => operator = word_operator(rule).unwrap_or(operator),
        }
    }
    Condition {
        kind: ConditionKind::Test {
            fact,
            operator,
            operand: operand.unwrap_or(Operand::Values(values)),
        },
        span,
    }
}

pub fn operand(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Operand {
    let span = context.span(&pair);
    match parts(pair).next() {
        Some(p) if p.as_rule() == Rule::amount => Operand::Amount(amount(context, p)),
        Some(p) if p.as_rule() == Rule::kw_yes => Operand::Bool(true, span),
        Some(p) if p.as_rule() == Rule::kw_no => Operand::Bool(false, span),
        Some(p) => Operand::Values(vec![name(context, p)]),
        None => Operand::Values(Vec::new()),
    }
}

fn range(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Operand {
    let span = context.span(&pair);
    let (mut from, mut to, mut exclusive, mut dots) = (None, None, false, false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::range_dots => {
                dots = true;
                exclusive = part.as_str().len() > 2;
            }
            Rule::bound => {
                let value = part.into_inner().next().map(|p| number(context, &p));
                if dots { to = value } else { from = value }
            }
            _ => {}
        }
    }
    Operand::Range {
        from,
        to,
        exclusive,
        span,
    }
}

fn word_operator(rule: Rule) -> Option<Operator> {
    Some(match rule {
        Rule::kw_has => Operator::Has,
        Rule::kw_lacks => Operator::Lacks,
        Rule::kw_has_any => Operator::HasAny,
        Rule::kw_has_all => Operator::HasAll,
        Rule::kw_is => Operator::Is,
        Rule::kw_is_not => Operator::IsNot,
        Rule::kw_in => Operator::In,
        _ => return None,
    })
}

pub fn comparison(text: &str) -> Operator {
    let folded: String = text.chars().map(crate::text::fold_char).collect();
    match folded.as_str() {
        "<" => Operator::Less,
        "<=" | "≤" => Operator::AtMost,
        ">" => Operator::Greater,
        ">=" | "≥" => Operator::AtLeast,
        "!=" | "≠" => Operator::NotEqual,
        _ => Operator::Equal,
    }
}
