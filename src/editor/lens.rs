//! A line above each item: which tests reach it, from whom it receives, who takes up what it passes on.

use std::collections::{BTreeMap, BTreeSet};

use super::Snapshot;
use crate::compile::CompiledPlan;
use crate::diagnostic::Lang;
use crate::model::{ItemId, LinkKind, Scope};
use crate::route::{Options, Router};
use crate::text::{SourceId, Span};

/// A remark above an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The item's name.
    pub span: Span,
    /// What it says.
    pub text: String,
}

/// The remarks above the items of a source. Runs the plan's own tests.
#[must_use]
pub fn lenses(snapshot: &Snapshot, source: SourceId, lang: Lang) -> Vec<Lens> {
    let Some(plan) = snapshot.plan() else { return Vec::new() };
    let reached = reached(plan);
    let follows = follows(plan);
    let items = plan.model.items().filter(|(_, item)| item.name_span.source == source);
    items
        .map(|(id, item)| {
            let from = follows.iter().filter(|(_, to)| *to == id).count();
            let to = follows.iter().filter(|(from, _)| *from == id).count();
            let tests = match item.scope {
                Scope::Case => Some(reached.get(&id).copied().unwrap_or(0)),
                Scope::Programme => None,
            };
            Lens {
                span: item.name_span,
                text: words(tests, from, to, lang),
            }
        })
        .filter(|l| !l.text.is_empty())
        .collect()
}

fn words(tests: Option<usize>, from: usize, to: usize, lang: Lang) -> String {
    let mut parts = Vec::new();
    match tests {
        Some(0) => parts.push(lang.pick("没有测试".to_owned(), "untested".to_owned())),
        Some(1) => parts.push(lang.pick("1 个测试".to_owned(), "1 test".to_owned())),
        Some(n) => parts.push(lang.pick(format!("{n} 个测试"), format!("{n} tests"))),
        None => {}
    }
    if from > 0 {
        parts.push(lang.pick(format!("接自 {from} 条"), format!("receives from {from}")));
    }
    if to > 0 {
        parts.push(lang.pick(format!("由 {to} 条接着办"), format!("taken up by {to}")));
    }
    parts.join(" · ")
}

/// Which item takes up what which other passes on.
fn follows(plan: &CompiledPlan) -> BTreeSet<(ItemId, ItemId)> {
    let links = plan
        .model
        .items()
        .flat_map(|(id, item)| item.links.iter().map(move |l| (id, l.kind)));
    let kinds: BTreeSet<(ItemId, LinkKind)> = links.collect();
    let taken = kinds.into_iter().flat_map(|(id, kind)| {
        let followers = plan.graph.followers(id, kind);
        followers.into_iter().map(move |to| (id, to))
    });
    taken.collect()
}

/// How many of the plan's tests reach each item for certain.
fn reached(plan: &CompiledPlan) -> BTreeMap<ItemId, usize> {
    let router = Router::new(plan);
    let mut out = BTreeMap::new();
    for test in &plan.model.tests {
        for item in router.route(&test.situation, Options::default()).reached() {
            *out.entry(item).or_default() += 1;
        }
    }
    out
}
