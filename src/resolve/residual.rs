//! `无人 办理 X`: put in place as "no other item of X applies", once all items are known.

use std::collections::BTreeMap;

use super::Resolver;
use super::condition::{MAX_NESTING, depth, size};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Item};
use crate::text::Span;
use crate::words;

/// Residual conditions may rest on each other this deep.
const MAX_CHAIN: usize = 8;

/// Replaces every residual condition.
pub fn put_in_place(resolver: &mut Resolver<'_>, items: &mut [Item]) {
    let originals = Originals::new(items);
    for (index, item) in items.iter_mut().enumerate() {
        if !originals.waits(index, |_| true) {
            continue;
        }
        let replaced = originals.replace(resolver, &item.condition, &mut vec![index]);
        item.condition = if depth(&replaced) > MAX_NESTING {
            resolver.report(Diagnostic::new(
                Code::TOO_DEEP,
                item.name_span,
                words!(
                    "条件连同 `无人 办理` 嵌套超过 {MAX_NESTING} 层",
                    "the condition nests deeper than {MAX_NESTING} with `nobody handles` in place"
                ),
            ));
            Condition::Never
        } else {
            replaced
        };
    }
}

/// The items as they were before any residual was put in place.
struct Originals {
    conditions: Vec<Condition>,
    names: Vec<String>,
    /// The items of each topic, and each item under its own name.
    handlers: BTreeMap<String, Vec<usize>>,
    /// The topics for which each item's condition waits.
    waits_for: Vec<Vec<String>>,
}

impl Originals {
    fn new(items: &[Item]) -> Self {
        let mut handlers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            handlers.entry(item.name.clone()).or_default().push(index);
            if let Some(topic) = item.topic.as_ref().filter(|t| **t != item.name) {
                handlers.entry(topic.clone()).or_default().push(index);
            }
        }
        let waits_for = |item: &Item| {
            let mut topics = Vec::new();
            item.condition.visit(&mut |c| {
                if let Condition::Nobody(topic, _) = c {
                    topics.push(topic.clone());
                }
            });
            topics
        };
        Originals {
            conditions: items.iter().map(|i| i.condition.clone()).collect(),
            names: items.iter().map(|i| i.name.clone()).collect(),
            handlers,
            waits_for: items.iter().map(waits_for).collect(),
        }
    }

    fn waits(&self, index: usize, which: impl Fn(&str) -> bool) -> bool {
        self.waits_for
            .get(index)
            .is_some_and(|topics| topics.iter().any(|t| which(t)))
    }

    fn replace(&self, resolver: &mut Resolver<'_>, condition: &Condition, path: &mut Vec<usize>) -> Condition {
        match condition {
            Condition::All(parts) => Condition::All(parts.iter().map(|p| self.replace(resolver, p, path)).collect()),
            Condition::Any(parts) => Condition::Any(parts.iter().map(|p| self.replace(resolver, p, path)).collect()),
            Condition::Not(inner) => self.replace(resolver, inner, path).negated(),
            Condition::Nobody(topic, span) => self.nobody(resolver, topic, *span, path),
            other => other.clone(),
        }
    }

    fn nobody(&self, resolver: &mut Resolver<'_>, topic: &str, span: Span, path: &mut Vec<usize>) -> Condition {
        let Some(handlers) = self.handlers.get(topic) else {
            let problem = Diagnostic::new(
                Code::UNKNOWN_TOPIC,
                span,
                words!("没有事项或条目 `{topic}`", "there is no topic or item `{topic}`"),
            );
            let problem = match resolver
                .problems
                .suggest(topic, self.handlers.keys().map(String::as_str))
            {
                Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
                None => problem,
            };
            resolver.report(problem);
            return Condition::Never;
        };
        let mut others = Vec::new();
        for &index in handlers {
            // Residual items of one topic do not wait for each other: each stands for "none of the ordinary ones".
            if path == &[index] || self.waits(index, |t| t == topic) {
                continue;
            }
            let (Some(condition), Some(name)) = (self.conditions.get(index), self.names.get(index)) else {
                continue;
            };
            if let Some(problem) = refusal(resolver, path, index, name, condition, span) {
                resolver.report(problem);
                return Condition::Never;
            }
            path.push(index);
            others.push(self.replace(resolver, condition, path));
            path.pop();
        }
        if others.is_empty() {
            Condition::Always
        } else {
            Condition::Any(others).negated()
        }
    }
}

/// Why an item's condition cannot be put in place.
fn refusal(
    resolver: &mut Resolver<'_>,
    path: &[usize],
    index: usize,
    name: &str,
    condition: &Condition,
    span: Span,
) -> Option<Diagnostic> {
    if path.contains(&index) {
        return Some(Diagnostic::new(
            Code::CYCLE,
            span,
            words!(
                "`无人 办理` 经过 `{name}` 绕回了自己",
                "`nobody handles` leads back to itself through `{name}`"
            ),
        ));
    }
    if path.len() > MAX_CHAIN {
        return Some(Diagnostic::new(
            Code::TOO_DEEP,
            span,
            words!(
                "`无人 办理` 一层套一层,超过 {MAX_CHAIN} 层",
                "`nobody handles` rests on others more than {MAX_CHAIN} deep"
            ),
        ));
    }
    (!resolver.afford(size(condition))).then(|| {
        Diagnostic::new(
            Code::TOO_LARGE,
            span,
            words!(
                "`无人 办理` 展开后太大",
                "`nobody handles` grows too large with the others in place"
            ),
        )
    })
}
