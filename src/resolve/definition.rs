//! Definitions: named conditions, resolved in the order in which they use each other.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::size;
use super::{Definition, Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{self, ConditionKind, Declaration, Head};
use crate::syntax::keyword::Keyword;
use crate::text::fold_name;
use crate::words;

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
