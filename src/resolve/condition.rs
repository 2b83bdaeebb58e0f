//! Conditions: their parts in order, definitions put in place; the tests in them are `fact_test`'s.

use super::Resolver;
use super::fact_test::example;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Discretion, Fact, FactId, FactType, Leaf};
use crate::syntax::ast::{self, ConditionKind, Name};
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
}
