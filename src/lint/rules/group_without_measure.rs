//! The plan says that it is for somebody, and does nothing for them.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::listed;
use crate::lint::declare::declare_lint;
use crate::model::{FactId, Leaf, Scope, ValueId};
use crate::words;

declare_lint! {
    /// 方案写明为这些人而定,却没有一条措施提到他们。
    ///
    /// 为什么:写进了保护对象,读的人以为有人管;真出了事,没有一条可以引用。
    /// 怎么改:给他们写一条措施和责任单位,或者从对象里去掉。
    /// 对象写在方案的 `适用` 里。措施只要在情形里提到他们、他们的上位或者下位,就算有。
    zh "对象无措施";
    /// The plan says that it is for somebody, and no item mentions them.
    ///
    /// Why: who reads that the plan is for them expects somebody to be in charge; when it matters, there is no clause to rest on.
    /// What to do: give them a measure with a responsible unit, or take them out.
    /// Whom the plan is for stands in its field `concerns`. An item counts if its condition names them, a broader value or a narrower one.
    en "group without a measure";
    373 Warning "group-without-measure" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(concerns) = &context.model.concerns else {
        return Vec::new();
    };
    let mut named: BTreeSet<(FactId, ValueId)> = BTreeSet::new();
    for item in context.model.items.iter().filter(|i| i.scope == Scope::Case) {
        let parts = item
            .parties
            .iter()
            .map(|p| &p.when)
            .chain(item.links.iter().map(|l| &l.when));
        for (leaf, _) in std::iter::once(&item.condition).chain(parts).flat_map(|c| c.leaves()) {
            named.extend(values(leaf));
        }
    }
    // What follows from a fact that an item names is reached through it.
    for constraint in &context.model.constraints {
        let reached = constraint
            .conclusion
            .leaves()
            .iter()
            .flat_map(|(l, _)| values(l))
            .any(|v| named.contains(&v));
        if reached {
            named.extend(constraint.premise.leaves().iter().flat_map(|(l, _)| values(l)));
        }
    }
    let mut missing: Vec<&str> = Vec::new();
    for (fact, value) in concerns.who.leaves().iter().flat_map(|(l, _)| values(l)) {
        let known = context.model.fact(fact);
        let up = known.ancestors(value);
        let counts = |(f, v): &(FactId, ValueId)| {
            *f == fact && (up.contains(v) || context.model.fact(*f).ancestors(*v).contains(&value))
        };
        let name = known.value_name(value);
        if !named.iter().any(counts) && !missing.contains(&name) {
            missing.push(name);
        }
    }
    if missing.is_empty() {
        return Vec::new();
    }
    let list = listed(&missing, 12, "类");
    let (zh, en) = (list.zh, list.en);
    let message = words!(
        "方案的对象有 {zh},没有一条措施提到",
        "the plan is for {en}, and no item mentions them"
    );
    let help = words!(
        "给他们写一条措施和责任单位,或者从对象里去掉",
        "give them a measure with a responsible unit, or take them out"
    );
    let mut finding = LINT.at(concerns.span, message).help(help);
    for clause in &concerns.clauses {
        finding = finding.clause(&clause.path);
    }
    vec![finding]
}

/// The values that a test asks for.
fn values(leaf: &Leaf) -> Vec<(FactId, ValueId)> {
    match leaf {
        Leaf::Has(fact, value) => vec![(*fact, *value)],
        Leaf::Among(fact, values) => values.iter().map(|v| (*fact, *v)).collect(),
        Leaf::Yes(_) | Leaf::Within(..) => Vec::new(),
    }
}
