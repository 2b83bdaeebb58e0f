//! `无人 办理 X`: put in place as "no other item of X applies", once all items are known.

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Item};
use crate::text::{Span, nearest};
use crate::words;

/// Replaces every residual condition.
pub fn put_in_place(resolver: &mut Resolver<'_>, items: &mut [Item]) {
    let originals: Vec<(String, Option<String>, Condition)> = items.iter().map(|i| (i.name.clone(), i.topic.clone(), i.condition.clone())).collect();
    for index in 0..items.len() {
        let Some((_, _, condition)) = originals.get(index) else { continue };
        if !mentions_nobody(condition) {
            continue;
        }
        let mut path = vec![index];
        let replaced = replace(resolver, condition, &originals, &mut path);
        if let Some(item) = items.get_mut(index) {
            item.condition = replaced;
        }
    }
}

fn mentions_nobody(condition: &Condition) -> bool {
    let mut found = false;
    condition.visit(&mut |c| found |= matches!(c, Condition::Nobody(..)));
    found
}

type Originals = [(String, Option<String>, Condition)];

fn replace(resolver: &mut Resolver<'_>, condition: &Condition, items: &Originals, path: &mut Vec<usize>) -> Condition {
    match condition {
        Condition::All(parts) => Condition::All(parts.iter().map(|p| replace(resolver, p, items, path)).collect()),
        Condition::Any(parts) => Condition::Any(parts.iter().map(|p| replace(resolver, p, items, path)).collect()),
        Condition::Not(inner) => replace(resolver, inner, items, path).negated(),
        Condition::Nobody(topic, span) => nobody(resolver, topic, *span, items, path),
        other => other.clone(),
    }
}

fn nobody(resolver: &mut Resolver<'_>, topic: &str, span: Span, items: &Originals, path: &mut Vec<usize>) -> Condition {
    let members: Vec<usize> = (0..items.len()).filter(|i| items.get(*i).is_some_and(|(name, t, _)| t.as_deref() == Some(topic) || name == topic)).collect();
    if members.is_empty() {
        let names = items.iter().flat_map(|(n, t, _)| [Some(n.as_str()), t.as_deref()]).flatten();
        let problem = Diagnostic::new(Code::UNKNOWN_TOPIC, span, words!("没有事项或条目 `{topic}`", "there is no topic or item `{topic}`"));
        let problem = match nearest(topic, names) {
            Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
            None => problem,
        };
        resolver.report(problem);
        return Condition::Never;
    }
    let mut others = Vec::new();
    for index in members {
        let Some((name, _, condition)) = items.get(index) else { continue };
        if path.first() == Some(&index) {
            continue;
        }
        // Residual items of one topic do not wait for each other: each stands for "none of the ordinary ones".
        let waits_for_same = { let mut same = false; condition.visit(&mut |c| same |= matches!(c, Condition::Nobody(t, _) if t == topic)); same };
        if waits_for_same {
            continue;
        }
        if path.contains(&index) || path.len() > 32 {
            resolver.report(Diagnostic::new(Code::CYCLE, span, words!("`无人 办理` 经过 `{name}` 绕回了自己", "`nobody handles` leads back to itself through `{name}`")));
            return Condition::Never;
        }
        path.push(index);
        others.push(replace(resolver, condition, items, path));
        path.pop();
    }
    if others.is_empty() { Condition::Always } else { Condition::Any(others).negated() }
}
