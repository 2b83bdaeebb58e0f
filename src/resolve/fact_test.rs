//! Tests of one fact: its values by name, operators checked against its type, amounts against its unit and bounds.

use super::Resolver;
use super::fact::{time_unit, unknown_value};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Fact, FactId, FactType, Leaf, ValueId};
use crate::syntax::ast::{Amount, Name, Operand, Operator};
use crate::text::{Span, fold_name};
use crate::words;

/// Why a test does not fit its fact; `None` where the operator is not one of its type.
type Misfit = Option<Box<Diagnostic>>;

#[allow(clippy::unnecessary_wraps, reason = "every use wants the option")]
fn misfit(problem: Diagnostic) -> Misfit {
    Some(Box::new(problem))
}

impl Resolver<'_> {
    /// A fact compared with something.
    pub(super) fn test(&mut self, name: &Name, operator: Operator, operand: &Operand, span: Span) -> Option<Condition> {
        let word = fold_name(&name.text);
        let Some((id, fact)) = self.fact(&word) else {
            let problem = self.unknown_fact(&word, name.span);
            self.report(problem);
            return None;
        };
        let test = Test {
            resolver: self,
            id,
            fact,
            operator,
            operand,
            span,
        };
        match test.resolve() {
            Ok(condition) => Some(condition),
            Err(problem) => {
                let problem = problem.map_or_else(|| wrong_operator(fact, span), |p| *p);
                self.report(problem);
                None
            }
        }
    }
}

/// A fact compared with something, the fact found.
struct Test<'t> {
    resolver: &'t Resolver<'t>,
    id: FactId,
    fact: &'t Fact,
    operator: Operator,
    operand: &'t Operand,
    span: Span,
}

impl Test<'_> {
    fn resolve(&self) -> Result<Condition, Misfit> {
        match self.fact.kind {
            FactType::Bool => self.bool(),
            FactType::Set => self.set(),
            FactType::One => self.one(),
            FactType::Ordered => self.ordered(),
            FactType::Int { .. } => self.int(),
        }
    }

    fn bool(&self) -> Result<Condition, Misfit> {
        let Operand::Bool(wanted, _) = self.operand else {
            return Err(None);
        };
        let yes = match self.operator {
            Operator::Is | Operator::Equal => *wanted,
            Operator::IsNot | Operator::NotEqual => !wanted,
            _ => return Err(None),
        };
        let leaf = Condition::Leaf(Leaf::Yes(self.id), self.span);
        Ok(if yes { leaf } else { leaf.negated() })
    }

    /// The value that a word names; a word that is a fact is refused by name.
    fn value(&self, name: &Name) -> Result<ValueId, Misfit> {
        let fact = self.fact;
        let word = fold_name(&name.text);
        if let Some(value) = self.resolver.value(self.id, &word) {
            return Ok(value);
        }
        if self.resolver.fact_names.contains_key(&word) {
            return Err(misfit(compares_facts(&fact.name, &word, name.span)));
        }
        Err(misfit(unknown_value(&self.resolver.problems, fact, name)))
    }

    fn values(&self) -> Result<Vec<ValueId>, Misfit> {
        match self.operand {
            Operand::Values(names) => names.iter().map(|n| self.value(n)).collect(),
            _ => Err(None),
        }
    }

    fn set(&self) -> Result<Condition, Misfit> {
        let Test { id, operator, span, .. } = *self;
        let values = match operator {
            Operator::Has | Operator::Lacks | Operator::HasAny | Operator::HasAll => self.values()?,
            _ => return Err(None),
        };
        if values.len() > 1 && matches!(operator, Operator::Has | Operator::Lacks) {
            return Err(misfit(
                Diagnostic::new(
                    Code::WRONG_TYPE,
                    span,
                    words!("`含` 后面只能有一个值", "`has` takes one value"),
                )
                .help(words!(
                    "几个值写 `含任一 (…)` 或 `含全部 (…)`",
                    "for several write `has any (…)` or `has all (…)`"
                )),
            ));
        }
        let mut leaves: Vec<Condition> = values
            .into_iter()
            .map(|v| Condition::Leaf(Leaf::Has(id, v), span))
            .collect();
        let single = (leaves.len() == 1).then(|| leaves.pop()).flatten();
        Ok(match (operator, single) {
            (Operator::Lacks, Some(leaf)) => leaf.negated(),
            (_, Some(leaf)) => leaf,
            (Operator::HasAll, None) => Condition::All(leaves),
            (_, None) => Condition::Any(leaves),
        })
    }

    fn one(&self) -> Result<Condition, Misfit> {
        let Test {
            id,
            fact,
            operator,
            span,
            ..
        } = *self;
        let (wanted, negate) = match operator {
            Operator::Is | Operator::Equal | Operator::In => (self.values()?, false),
            Operator::IsNot | Operator::NotEqual => (self.values()?, true),
            _ => return Err(None),
        };
        let below = |v: ValueId| match self.resolver.children.get(id.index()) {
            Some(children) => children.descendants(v),
            None => fact.descendants(v),
        };
        let mut among: Vec<ValueId> = wanted.into_iter().flat_map(below).collect();
        among.sort();
        among.dedup();
        let leaf = Condition::Leaf(Leaf::Among(id, among), span);
        Ok(if negate { leaf.negated() } else { leaf })
    }

    fn ordered(&self) -> Result<Condition, Misfit> {
        let Test {
            id,
            fact,
            operator,
            span,
            ..
        } = *self;
        if !matches!(
            operator,
            Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast
        ) {
            return self.one();
        }
        let limit = self.values()?.first().copied().ok_or(None)?;
        let holds = |v: ValueId| match operator {
            Operator::Less => v < limit,
            Operator::AtMost => v <= limit,
            Operator::Greater => v > limit,
            _ => v >= limit,
        };
        let among = (0..fact.values.len())
            .map(ValueId::from_index)
            .filter(|v| holds(*v))
            .collect();
        Ok(Condition::Leaf(Leaf::Among(id, among), span))
    }

    fn int(&self) -> Result<Condition, Misfit> {
        let Test {
            id,
            fact,
            operator,
            operand,
            span,
            ..
        } = *self;
        let within = |from, to| Condition::Leaf(Leaf::Within(id, from, to), span);
        if let (
            Operator::In,
            Operand::Range {
                from,
                to,
                exclusive,
                span: place,
            },
        ) = (operator, operand)
        {
            for end in [from, to].into_iter().flatten() {
                in_bounds(fact, *end, *place)?;
            }
            return Ok(within(*from, if *exclusive { to.map(|t| t - 1) } else { *to }));
        }
        if matches!(
            operator,
            Operator::Has | Operator::Lacks | Operator::HasAny | Operator::HasAll | Operator::In
        ) {
            return Err(None);
        }
        let amount = match operand {
            Operand::Amount(amount) => *amount,
            Operand::Values(names) => return Err(names.first().and_then(|n| misfit(self.not_a_number(n)))),
            _ => return Err(None),
        };
        let n = counted(fact, amount)?;
        in_bounds(fact, n, amount.span)?;
        Ok(match operator {
            Operator::Equal | Operator::Is => within(Some(n), Some(n)),
            Operator::NotEqual | Operator::IsNot => within(Some(n), Some(n)).negated(),
            Operator::Less => within(None, Some(n - 1)),
            Operator::AtMost => within(None, Some(n)),
            Operator::Greater => within(Some(n + 1), None),
            Operator::AtLeast => within(Some(n), None),
            _ => return Err(None),
        })
    }

    fn not_a_number(&self, name: &Name) -> Diagnostic {
        let fact = self.fact;
        let word = fold_name(&name.text);
        if self.resolver.fact_names.contains_key(&word) {
            return compares_facts(&fact.name, &word, name.span);
        }
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let problem = Diagnostic::new(
            Code::WRONG_TYPE,
            name.span,
            words!("`{word}` 不是数字", "`{word}` is no number"),
        );
        match digits.is_empty() {
            true => problem.help(words!("`{}` 与数字比较", "`{}` is compared with numbers", fact.name)),
            false => problem.help(words!(
                "只写数字 `{digits}`,计量是 {}",
                "write the number alone, `{digits}`; its measure is {}",
                fact.measure.as_deref().unwrap_or("1")
            )),
        }
    }
}

fn counted(fact: &Fact, amount: Amount) -> Result<i64, Misfit> {
    let Some(unit) = amount.unit.and_then(time_unit) else {
        return Ok(amount.number);
    };
    let FactType::Int { unit: Some(own), .. } = fact.kind else {
        return Err(misfit(Diagnostic::new(
            Code::WRONG_TYPE,
            amount.span,
            words!("`{}` 不是时间", "`{}` is no length of time", fact.name),
        )));
    };
    own.per(unit)
        .map(|factor| amount.number.saturating_mul(factor))
        .ok_or_else(|| {
            let own = own.zh();
            misfit(
                Diagnostic::new(
                    Code::WRONG_TYPE,
                    amount.span,
                    words!(
                        "{}不能准确换算成{own}",
                        "{} cannot be converted exactly to {own}",
                        unit.zh()
                    ),
                )
                .help(words!("`{}` 以{own}计", "`{}` is counted in {own}", fact.name)),
            )
        })
}

fn in_bounds(fact: &Fact, n: i64, span: Span) -> Result<(), Misfit> {
    let FactType::Int { min, max, .. } = fact.kind else {
        return Ok(());
    };
    if (min..=max).contains(&n) {
        return Ok(());
    }
    Err(misfit(
        Diagnostic::new(
            Code::OUT_OF_BOUNDS,
            span,
            words!(
                "{n} 超出 `{}` 的取值范围",
                "{n} lies outside the bounds of `{}`",
                fact.name
            ),
        )
        .help(words!("取值范围是 {min}..{max}", "its bounds are {min}..{max}")),
    ))
}

fn compares_facts(a: &str, b: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::COMPARES_FACTS,
        span,
        words!(
            "`{a}` 不能与另一个事实 `{b}` 比较",
            "`{a}` cannot be compared with another fact, `{b}`"
        ),
    )
    .help(words!(
        "另设一个事实表示比较的结果",
        "declare a fact for the outcome of the comparison"
    ))
}

/// How a fact of its type is tested, with a value of its own.
pub(super) fn example(fact: &Fact) -> String {
    let first = fact.values.first().map_or("…", |v| v.name.as_str());
    match fact.kind {
        FactType::Bool => fact.name.clone(),
        FactType::Set => format!("{} 含 {first}", fact.name),
        FactType::One => format!("{} 为 {first}", fact.name),
        FactType::Ordered => format!("{} >= {first}", fact.name),
        FactType::Int { min, .. } => format!("{} >= {min}", fact.name),
    }
}

fn wrong_operator(fact: &Fact, span: Span) -> Diagnostic {
    let (zh, en) = match fact.kind {
        FactType::Bool => ("“是否”", "a yes-or-no fact"),
        FactType::Set => ("多选", "a set"),
        FactType::One => ("单选", "a single value"),
        FactType::Ordered => ("等级", "a grade"),
        FactType::Int { .. } => ("数字", "a number"),
    };
    Diagnostic::new(
        Code::WRONG_TYPE,
        span,
        words!(
            "`{}` 是{zh},不能这样写",
            "`{}` is {en} and is not tested this way",
            fact.name
        ),
    )
    .help(words!("例如 `{}`", "for example `{}`", example(fact)))
}
