//! `无人 办理 X`: put in place as "no other item of X applies", once all items are known.
//!
//! An item whose residual names nothing, leads in a circle or grows beyond the limits is reported and left out; the others stand.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::Resolver;
use super::condition::{MAX_NESTING, depth, size};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Item};
use crate::text::Span;
use crate::words;

/// Residual conditions may rest on each other this deep.
const MAX_CHAIN: usize = 8;

/// Replaces every residual condition.
pub fn put_in_place(resolver: &mut Resolver<'_>, items: &mut Vec<Item>) {
    let mut originals = Originals::new(items);
    originals.refuse_unknown(resolver);
    originals.refuse_circles_and_chains(resolver);
    for (index, item) in items.iter_mut().enumerate() {
        if !originals.refused.contains(&index) && originals.put_into(resolver, item, index).is_none() {
            originals.refused.insert(index);
        }
    }
    let mut index = 0;
    items.retain(|_| {
        index += 1;
        !originals.refused.contains(&(index - 1))
    });
}

/// A residual as it is written.
struct Wait {
    topic: String,
    span: Span,
}

/// The items as they were before any residual was put in place.
struct Originals {
    conditions: Vec<Condition>,
    /// The items of each topic, and each item under its own name.
    handlers: BTreeMap<String, Vec<usize>>,
    /// The residuals of each item's condition.
    waits: Vec<Vec<Wait>>,
    /// The residuals in limits of each item's units.
    limits: Vec<Vec<Wait>>,
    /// The items that are left out.
    refused: BTreeSet<usize>,
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
        Originals {
            conditions: items.iter().map(|i| i.condition.clone()).collect(),
            handlers,
            waits: items.iter().map(|i| waits(&i.condition)).collect(),
            limits: items.iter().map(|i| limits(i).flat_map(waits).collect()).collect(),
            refused: BTreeSet::new(),
        }
    }

    fn waits_of(&self, index: usize) -> &[Wait] {
        self.waits.get(index).map_or(&[], Vec::as_slice)
    }

    /// The items that a residual of this topic excludes. Residual items of one topic do not wait for each other: each stands for
    /// "none of the ordinary ones".
    fn others(&self, topic: &str) -> impl Iterator<Item = usize> {
        let all = self.handlers.get(topic).map_or(&[][..], Vec::as_slice).iter().copied();
        all.filter(move |i| !self.refused.contains(i) && !self.waits_of(*i).iter().any(|w| w.topic == topic))
    }

    fn refuse_unknown(&mut self, resolver: &mut Resolver<'_>) {
        for (index, (waits, limits)) in self.waits.iter().zip(&self.limits).enumerate() {
            let all = waits.iter().chain(limits);
            for Wait { topic, span } in all.filter(|w| !self.handlers.contains_key(&w.topic)) {
                let problem = Diagnostic::new(
                    Code::UNKNOWN_TOPIC,
                    *span,
                    words!("没有事项或条目 `{topic}`", "there is no topic or item `{topic}`"),
                );
                let known = self.handlers.keys().map(String::as_str);
                resolver.report(match resolver.problems.suggest(topic, known) {
                    Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
                    None => problem,
                });
                self.refused.insert(index);
            }
        }
    }

    /// Refuses items whose residuals lead back to them, and those that rest on others too deep.
    fn refuse_circles_and_chains(&mut self, resolver: &mut Resolver<'_>) {
        let mut graph: DiGraph<Option<usize>, ()> = DiGraph::new();
        let items: Vec<NodeIndex> = (0..self.waits.len()).map(|i| graph.add_node(Some(i))).collect();
        let asked = self.waits.iter().chain(&self.limits).flatten();
        let asked: BTreeSet<&str> = asked.map(|w| w.topic.as_str()).collect();
        let topics: BTreeMap<&str, NodeIndex> = asked.into_iter().map(|t| (t, graph.add_node(None))).collect();
        for (waits, item) in self.waits.iter().zip(&items) {
            for topic in waits.iter().filter_map(|w| topics.get(w.topic.as_str())) {
                graph.add_edge(*item, *topic, ());
            }
        }
        for (topic, node) in &topics {
            for item in self.others(topic).filter_map(|i| items.get(i)) {
                graph.add_edge(*node, *item, ());
            }
        }
        // What a node rests on comes before it.
        let mut heights: BTreeMap<NodeIndex, usize> = BTreeMap::new();
        let mut refused = Vec::new();
        for circle in kosaraju_scc(&graph) {
            for node in &circle {
                let below = graph.neighbors(*node).filter_map(|n| heights.get(&n).copied()).max();
                let Some(index) = graph.node_weight(*node).copied().flatten() else {
                    heights.insert(*node, below.unwrap_or(0));
                    continue;
                };
                let height = below.map_or(0, |b| b + 1);
                if circle.len() > 1 || height > MAX_CHAIN {
                    refused.extend(
                        self.waits_of(index)
                            .first()
                            .map(|w| (index, refusal(w, circle.len() > 1))),
                    );
                } else {
                    heights.insert(*node, height);
                }
            }
        }
        for (index, limits) in self.limits.iter().enumerate() {
            let deep = |w: &&Wait| {
                let node = topics.get(w.topic.as_str());
                node.and_then(|n| heights.get(n)).is_some_and(|h| *h >= MAX_CHAIN)
            };
            refused.extend(limits.iter().find(deep).map(|w| (index, refusal(w, false))));
        }
        for (index, problem) in refused {
            self.refused.insert(index);
            resolver.report(problem);
        }
    }

    /// Puts an item's residuals in place; `None` where that was refused, and reported.
    fn put_into(&self, resolver: &mut Resolver<'_>, item: &mut Item, index: usize) -> Option<()> {
        if !self.waits_of(index).is_empty() {
            item.condition = self.in_place(resolver, &item.condition, index, item.name_span)?;
        }
        if self.limits.get(index).is_none_or(Vec::is_empty) {
            return Some(());
        }
        let name = item.name_span;
        for limit in limits_mut(item) {
            *limit = self.in_place(resolver, limit, index, name)?;
        }
        Some(())
    }

    fn in_place(
        &self,
        resolver: &mut Resolver<'_>,
        condition: &Condition,
        index: usize,
        name: Span,
    ) -> Option<Condition> {
        let Some(condition) = self.replace(resolver, condition, index) else {
            resolver.report(Diagnostic::new(
                Code::TOO_LARGE,
                name,
                words!(
                    "`无人 办理` 展开后太大",
                    "`nobody handles` grows too large with the others in place"
                ),
            ));
            return None;
        };
        if depth(&condition) > MAX_NESTING {
            resolver.report(Diagnostic::new(
                Code::TOO_DEEP,
                name,
                words!(
                    "条件连同 `无人 办理` 嵌套超过 {MAX_NESTING} 层",
                    "the condition nests deeper than {MAX_NESTING} with `nobody handles` in place"
                ),
            ));
            return None;
        }
        Some(condition)
    }

    /// A condition of an item with its residuals put in place; `None` where that is too large.
    fn replace(&self, resolver: &mut Resolver<'_>, condition: &Condition, of: usize) -> Option<Condition> {
        let mut all = |parts: &[Condition]| -> Option<Vec<Condition>> {
            parts.iter().map(|p| self.replace(resolver, p, of)).collect()
        };
        Some(match condition {
            Condition::All(parts) => Condition::All(all(parts)?),
            Condition::Any(parts) => Condition::Any(all(parts)?),
            Condition::Not(inner) => self.replace(resolver, inner, of)?.negated(),
            Condition::Nobody(topic, _) => self.nobody(resolver, topic, of)?,
            other => other.clone(),
        })
    }

    fn nobody(&self, resolver: &mut Resolver<'_>, topic: &str, of: usize) -> Option<Condition> {
        let mut others = Vec::new();
        for index in self.others(topic).filter(|i| *i != of) {
            let condition = self.conditions.get(index)?;
            if !resolver.afford(size(condition)) {
                return None;
            }
            others.push(self.replace(resolver, condition, index)?);
        }
        Some(if others.is_empty() {
            Condition::Always
        } else {
            Condition::Any(others).negated()
        })
    }
}

/// The conditions that limit an item's units.
fn limits(item: &Item) -> impl Iterator<Item = &Condition> {
    let parties = item.parties.iter().map(|p| &p.when);
    parties.chain(item.links.iter().map(|l| &l.when))
}

fn limits_mut(item: &mut Item) -> impl Iterator<Item = &mut Condition> {
    let parties = item.parties.iter_mut().map(|p| &mut p.when);
    parties.chain(item.links.iter_mut().map(|l| &mut l.when))
}

fn waits(condition: &Condition) -> Vec<Wait> {
    let mut out = Vec::new();
    condition.visit(&mut |c| {
        if let Condition::Nobody(topic, span) = c {
            out.push(Wait {
                topic: topic.clone(),
                span: *span,
            });
        }
    });
    out
}

fn refusal(wait: &Wait, in_circle: bool) -> Diagnostic {
    let Wait { topic, span } = wait;
    if in_circle {
        Diagnostic::new(
            Code::CYCLE,
            *span,
            words!(
                "`无人 办理 {topic}` 一层层又绕回这一条",
                "`nobody handles {topic}` leads back to this item"
            ),
        )
    } else {
        Diagnostic::new(
            Code::TOO_DEEP,
            *span,
            words!(
                "`无人 办理` 一层套一层,超过 {MAX_CHAIN} 层",
                "`nobody handles` rests on others more than {MAX_CHAIN} deep"
            ),
        )
    }
}
