//! Conditions: facts and values by name, operators checked against the fact's type, definitions put in place.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::{time_unit, unknown_value};
use super::{Definition, Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Discretion, Fact, FactId, FactType, Leaf, ValueId};
use crate::syntax::ast::{self, Amount, ConditionKind, Declaration, Head, Name, Operand, Operator};
use crate::syntax::keyword::Keyword;
use crate::text::{Span, fold_name};
use crate::words;

/// A condition with its definitions put in place has at most this many parts.
const MAX_PARTS: usize = 20_000;
/// All conditions of a plan together have at most this many.
const MAX_ALL_PARTS: usize = 500_000;
/// A condition with its definitions put in place nests at most this deep: later passes call themselves as often.
pub(super) const MAX_NESTING: usize = 160;

/// How many parts a condition has.
pub(super) fn size(condition: &Condition) -> usize {
    let mut parts = 0;
    condition.visit(&mut |_| parts += 1);
    parts
}

/// How deep a condition nests.
pub(super) fn depth(condition: &Condition) -> usize {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => 1 + parts.iter().map(depth).max().unwrap_or(0),
        Condition::Not(inner) => 1 + depth(inner),
        _ => 1,
    }
}

/// Why a test does not fit its fact; `None` where the operator is not one of its type.
type Misfit = Option<Box<Diagnostic>>;

#[allow(clippy::unnecessary_wraps, reason = "every use wants the option")]
fn misfit(problem: Diagnostic) -> Misfit {
    Some(Box::new(problem))
}

/// Resolves all definitions; those that use each other in a circle are reported and left out.
pub fn define(resolver: &mut Resolver<'_>, all: &[&Declaration]) {
    let mut waiting: Waiting<'_> = BTreeMap::new();
    for d in of(all, Keyword::Define) {
        let (Some(name), Head::Condition(condition)) = (resolver.required_name(d), &d.head) else {
            continue;
        };
        let folded = fold_name(&name.text);
        if resolver.fact_names.contains_key(&folded) {
            resolver.report(Diagnostic::new(
                Code::DUPLICATE_NAME,
                name.span,
                words!("`{folded}` 已经是一个事实的名字", "`{folded}` is a fact already"),
            ));
        } else if let Some((first, _)) = waiting.get(&folded) {
            let span = resolver.head_span(first);
            resolver.report(
                Diagnostic::new(
                    Code::DUPLICATE_NAME,
                    name.span,
                    words!("`{folded}` 定义了两次", "`{folded}` is defined twice"),
                )
                .related(span, words!("第一次在这里", "first here")),
            );
        } else {
            waiting.insert(folded, (d, condition));
        }
    }
    resolve_in_order(resolver, waiting);
}

type Waiting<'d> = BTreeMap<String, (&'d Declaration, &'d ast::Condition)>;

/// A definition is resolved when those that it uses are; what never becomes ready is a circle.
fn resolve_in_order(resolver: &mut Resolver<'_>, mut waiting: Waiting<'_>) {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for (name, (_, condition)) in &waiting {
        let needs: BTreeSet<String> = uses(condition)
            .into_iter()
            .filter(|u| waiting.contains_key(u))
            .collect();
        missing.insert(name.clone(), needs.len());
        needs
            .into_iter()
            .for_each(|n| users.entry(n).or_default().push(name.clone()));
    }
    let mut ready: BTreeSet<String> = missing
        .iter()
        .filter(|(_, n)| **n == 0)
        .map(|(name, _)| name.clone())
        .collect();
    while let Some(name) = ready.pop_first() {
        let Some((d, condition)) = waiting.remove(&name) else {
            continue;
        };
        let span = d.name.as_ref().map_or(d.span, |n| n.span);
        for user in users.remove(&name).unwrap_or_default() {
            if let Some(count) = missing.get_mut(&user) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(user);
                }
            }
        }
        match resolver.plain_condition(condition) {
            Some(condition) => {
                let parts = size(&condition);
                resolver.definitions.insert(
                    name,
                    Definition {
                        condition,
                        parts,
                        span,
                        uses: 0,
                    },
                );
            }
            None => {
                resolver.broken_definitions.insert(name);
            }
        }
    }
    for (name, (d, _)) in waiting {
        let span = d.name.as_ref().map_or(d.span, |n| n.span);
        resolver.report(Diagnostic::new(
            Code::CYCLE,
            span,
            words!(
                "定义 `{name}` 绕回了自己",
                "the definition `{name}` leads back to itself"
            ),
        ));
        resolver.broken_definitions.insert(name);
    }
}

/// The definitions that a condition may use.
fn uses(condition: &ast::Condition) -> Vec<String> {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => parts.iter().flat_map(uses).collect(),
        ConditionKind::Not(inner) => uses(inner),
        ConditionKind::Named(name) => vec![fold_name(&name.text)],
        _ => Vec::new(),
    }
}

impl Resolver<'_> {
    /// A condition in which discretion has no place (definitions, constraints).
    pub(super) fn plain_condition(&mut self, c: &ast::Condition) -> Option<Condition> {
        let resolved = self.condition(c)?;
        let mut wrong = None;
        resolved.visit(&mut |part| {
            if let Condition::Discretion(_, span) | Condition::Nobody(_, span) = part {
                wrong = Some(*span);
            }
        });
        match wrong {
            Some(span) => {
                self.report(Diagnostic::new(
                    Code::BAD_DISCRETION,
                    span,
                    words!(
                        "裁量和 `无人 办理` 不能写在定义和约束里",
                        "discretion and `nobody handles` have no place in definitions and constraints"
                    ),
                ));
                None
            }
            None => Some(resolved),
        }
    }

    /// Resolves a condition; reports every mistake in it.
    pub(super) fn condition(&mut self, c: &ast::Condition) -> Option<Condition> {
        let errors = self.problems.errors();
        self.parts_limit = self.parts.saturating_add(MAX_PARTS).min(MAX_ALL_PARTS);
        let resolved = self.part(c, false);
        if self.parts > self.parts_limit {
            self.too_large(c.span);
            return None;
        }
        let resolved = resolved.filter(|_| self.problems.errors() == errors)?;
        if depth(&resolved) > MAX_NESTING {
            self.report(
                Diagnostic::new(
                    Code::TOO_DEEP,
                    c.span,
                    words!(
                        "条件连同其中的定义嵌套超过 {MAX_NESTING} 层",
                        "the condition nests deeper than {MAX_NESTING} with its definitions in place"
                    ),
                )
                .help(words!(
                    "把它改写得平一些,或另设一个事实",
                    "write it flatter, or declare a fact for it"
                )),
            );
            return None;
        }
        Some(resolved)
    }

    /// Reports that conditions have grown beyond the limits.
    pub(super) fn too_large(&mut self, span: Span) {
        self.report(
            Diagnostic::new(Code::TOO_LARGE, span, words!("条件连同其中的定义太大:一条至多 {MAX_PARTS} 个部分,全部至多 {MAX_ALL_PARTS} 个", "with its definitions in place the condition is too large: at most {MAX_PARTS} parts, {MAX_ALL_PARTS} in all conditions"))
                .help(words!("拆成几条,或另设一个事实", "cut the item into several, or declare a fact for it")),
        );
    }

    /// Takes `parts` from what all conditions together may have; says whether so much was left.
    pub(super) fn afford(&mut self, parts: usize) -> bool {
        self.parts = self.parts.saturating_add(parts);
        self.parts <= MAX_ALL_PARTS
    }

    fn part(&mut self, c: &ast::Condition, negated: bool) -> Option<Condition> {
        self.parts += 1;
        match &c.kind {
            ConditionKind::And(parts) => self.parts(parts, negated).map(Condition::All),
            ConditionKind::Or(parts) => self.parts(parts, negated).map(Condition::Any),
            ConditionKind::Not(inner) => self.part(inner, true).map(Condition::negated),
            ConditionKind::Named(name) => self.named(name),
            ConditionKind::Discretion(_) if negated => {
                self.report(Diagnostic::new(
                    Code::BAD_DISCRETION,
                    c.span,
                    words!("裁量不能取反", "discretion cannot be negated"),
                ));
                None
            }
            ConditionKind::Discretion(Keyword::IfNecessary) => {
                Some(Condition::Discretion(Discretion::IfNecessary, c.span))
            }
            ConditionKind::Discretion(_) => Some(Condition::Discretion(Discretion::AtDiscretion, c.span)),
            ConditionKind::Nobody(topic) => Some(Condition::Nobody(fold_name(&topic.text), c.span)),
            ConditionKind::Pending(text) => {
                self.pending += 1;
                Some(Condition::Pending(
                    text.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
                    self.pending,
                    c.span,
                ))
            }
            ConditionKind::Test {
                fact,
                operator,
                operand,
            } => self.test(fact, *operator, operand, c.span),
        }
    }

    fn parts(&mut self, parts: &[ast::Condition], negated: bool) -> Option<Vec<Condition>> {
        // Every part is resolved even after one failed, so that all mistakes are reported.
        let resolved: Vec<Option<Condition>> = parts.iter().map(|p| self.part(p, negated)).collect();
        resolved.into_iter().collect()
    }

    fn named(&mut self, name: &Name) -> Option<Condition> {
        let word = fold_name(&name.text);
        if let Some(definition) = self.definitions.get_mut(&word) {
            definition.uses += 1;
            // Counted before it is copied: what is beyond the limits is never built.
            self.parts = self.parts.saturating_add(definition.parts);
            return (self.parts <= self.parts_limit).then(|| definition.condition.clone());
        }
        if self.broken_definitions.contains(&word) {
            self.report(Diagnostic::new(
                Code::UNKNOWN_FACT,
                name.span,
                words!(
                    "定义 `{word}` 有错,用不了",
                    "the definition `{word}` has a mistake and cannot be used"
                ),
            ));
            return None;
        }
        let Some((id, fact)) = self.fact(&word) else {
            self.unknown_condition(&word, name.span);
            return None;
        };
        if fact.kind == FactType::Bool {
            return Some(Condition::Leaf(Leaf::Yes(id), name.span));
        }
        let example = example(fact);
        self.report(
            Diagnostic::new(
                Code::WRONG_TYPE,
                name.span,
                words!(
                    "`{word}` 不是“是否”,要写它怎样",
                    "`{word}` is no yes-or-no fact; say what it should be"
                ),
            )
            .help(words!("例如 `{}`", "for example `{}`", example)),
        );
        None
    }

    fn unknown_condition(&mut self, word: &str, span: Span) {
        let problem = Diagnostic::new(
            Code::UNKNOWN_FACT,
            span,
            words!("没有事实或定义 `{word}`", "there is no fact or definition `{word}`"),
        );
        let known = self
            .fact_names
            .keys()
            .chain(self.definitions.keys())
            .map(String::as_str);
        let problem = if let Some(near) = self.problems.suggest(word, known) {
            problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?"))
        } else if let Some((fact, value)) = self.value_somewhere(word) {
            problem.help(words!(
                "它是 `{fact}` 的值:写作 `{fact} 含 {value}`",
                "it is a value of `{fact}`: write `{fact} has {value}`"
            ))
        } else {
            problem.help(words!(
                "事实在词表里声明,起名的条件用 `定义`",
                "facts are declared in the vocabulary, named conditions with `define`"
            ))
        };
        self.report(problem);
    }

    /// A fact that has a value of this name.
    fn value_somewhere(&self, word: &str) -> Option<(String, String)> {
        self.facts
            .iter()
            .find_map(|f| f.find(word).map(|v| (f.name.clone(), f.value_name(v).to_owned())))
    }

    pub(super) fn fact(&self, word: &str) -> Option<(FactId, &Fact)> {
        let id = *self.fact_names.get(word)?;
        self.facts.get(id.index()).map(|f| (id, f))
    }

    fn test(&mut self, name: &Name, operator: Operator, operand: &Operand, span: Span) -> Option<Condition> {
        let word = fold_name(&name.text);
        let Some((id, fact)) = self.fact(&word) else {
            let problem = self.unknown_fact(&word, name.span);
            self.report(problem);
            return None;
        };
        let found = match fact.kind {
            FactType::Bool => bool_test(id, operator, operand, span),
            FactType::Set => self.set_test(id, fact, operator, operand, span),
            FactType::One => self.one_test(id, fact, operator, operand, span),
            FactType::Ordered => self.ordered_test(id, fact, operator, operand, span),
            FactType::Int { .. } => self.int_test(id, fact, operator, operand, span),
        };
        match found {
            Ok(condition) => Some(condition),
            Err(problem) => {
                let problem = problem.map_or_else(|| wrong_operator(fact, span), |p| *p);
                self.report(problem);
                None
            }
        }
    }

    pub(super) fn unknown_fact(&self, word: &str, span: Span) -> Diagnostic {
        let problem = Diagnostic::new(
            Code::UNKNOWN_FACT,
            span,
            words!("没有事实 `{word}`", "there is no fact `{word}`"),
        );
        match self.problems.suggest(word, self.fact_names.keys().map(String::as_str)) {
            Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
            None => {
                let list = self
                    .facts
                    .iter()
                    .map(|f| f.name.as_str())
                    .take(20)
                    .collect::<Vec<_>>()
                    .join("、");
                problem.help(words!("可用的事实:{list}", "facts in use: {list}"))
            }
        }
    }

    /// The value that a word names; a word that is a fact is refused by name.
    fn value(&self, fact: &Fact, name: &Name) -> Result<ValueId, Misfit> {
        let word = fold_name(&name.text);
        if let Some(value) = fact.find(&word) {
            return Ok(value);
        }
        if self.fact_names.contains_key(&word) {
            return Err(misfit(compares_facts(&fact.name, &word, name.span)));
        }
        Err(misfit(unknown_value(&self.problems, fact, name)))
    }

    fn values(&self, fact: &Fact, operand: &Operand) -> Result<Vec<ValueId>, Misfit> {
        match operand {
            Operand::Values(names) => names.iter().map(|n| self.value(fact, n)).collect(),
            _ => Err(None),
        }
    }

    fn set_test(
        &self,
        id: FactId,
        fact: &Fact,
        operator: Operator,
        operand: &Operand,
        span: Span,
    ) -> Result<Condition, Misfit> {
        let values = match operator {
            Operator::Has | Operator::Lacks | Operator::HasAny | Operator::HasAll => self.values(fact, operand)?,
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

    fn one_test(
        &self,
        id: FactId,
        fact: &Fact,
        operator: Operator,
        operand: &Operand,
        span: Span,
    ) -> Result<Condition, Misfit> {
        let (wanted, negate) = match operator {
            Operator::Is | Operator::Equal | Operator::In => (self.values(fact, operand)?, false),
            Operator::IsNot | Operator::NotEqual => (self.values(fact, operand)?, true),
            _ => return Err(None),
        };
        let mut among: Vec<ValueId> = wanted.into_iter().flat_map(|v| fact.descendants(v)).collect();
        among.sort();
        among.dedup();
        let leaf = Condition::Leaf(Leaf::Among(id, among), span);
        Ok(if negate { leaf.negated() } else { leaf })
    }

    fn ordered_test(
        &self,
        id: FactId,
        fact: &Fact,
        operator: Operator,
        operand: &Operand,
        span: Span,
    ) -> Result<Condition, Misfit> {
        if !matches!(
            operator,
            Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast
        ) {
            return self.one_test(id, fact, operator, operand, span);
        }
        let limit = self.values(fact, operand)?.first().copied().ok_or(None)?;
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

    fn int_test(
        &self,
        id: FactId,
        fact: &Fact,
        operator: Operator,
        operand: &Operand,
        span: Span,
    ) -> Result<Condition, Misfit> {
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
            Operand::Values(names) => return Err(names.first().and_then(|n| misfit(self.not_a_number(fact, n)))),
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

    fn not_a_number(&self, fact: &Fact, name: &Name) -> Diagnostic {
        let word = fold_name(&name.text);
        if self.fact_names.contains_key(&word) {
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

fn bool_test(id: FactId, operator: Operator, operand: &Operand, span: Span) -> Result<Condition, Misfit> {
    let Operand::Bool(wanted, _) = operand else {
        return Err(None);
    };
    let yes = match operator {
        Operator::Is | Operator::Equal => *wanted,
        Operator::IsNot | Operator::NotEqual => !wanted,
        _ => return Err(None),
    };
    let leaf = Condition::Leaf(Leaf::Yes(id), span);
    Ok(if yes { leaf } else { leaf.negated() })
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
fn example(fact: &Fact) -> String {
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
