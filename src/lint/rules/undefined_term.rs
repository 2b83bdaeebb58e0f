//! Conditions rest on words that the text does not define.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::context::{about_items, listed};
use crate::lint::declare::declare_lint;
use crate::model::{FactId, Item, Leaf};
use crate::words;

declare_lint! {
    /// 职责靠一个词来分谁管、怎么管,而方案没有说这个词是什么意思:“特殊困难”“红色等级”。
    ///
    /// 为什么:定不了一个孩子是不是“特殊困难”、是黄是红,就定不了谁来管。
    /// 怎么改:写明标准,或写明由谁认定。
    /// 词表里标了 `未定义: 是` 的事实和值;方案自己的约束定了它的不报。
    zh "用语未定义";
    /// Duties rest on a word, and the plan does not say what it means.
    ///
    /// Why: where nobody can tell whether a child is in `special hardship`, or at which grade, nobody can tell who is in charge.
    /// What to do: state the criteria, or say who decides.
    /// Facts and values marked `undefined: yes`, unless a constraint of the plan settles them.
    en "term not defined";
    358 Info "undefined-term"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let model = context.model;
    let settled: BTreeSet<(FactId, String)> = model
        .constraints
        .iter()
        .flat_map(|c| c.conclusion.leaves())
        .filter_map(|(leaf, _)| word(context, leaf))
        .collect();
    let mut items: Vec<&Item> = Vec::new();
    let mut terms: Vec<String> = Vec::new();
    for (_, item) in context.items() {
        let leaves = item.condition.leaves();
        let undefined = leaves.iter().filter_map(|(leaf, _)| word(context, leaf));
        let undefined: Vec<(FactId, String)> = undefined.filter(|w| !settled.contains(w)).collect();
        if undefined.is_empty() {
            continue;
        }
        items.push(item);
        for (_, term) in undefined {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    let Some(first) = items.first() else { return Vec::new() };
    let names: Vec<&str> = terms.iter().map(String::as_str).collect();
    let list = listed(&names, 8, "个词");
    let (zh, en, n) = (list.zh, list.en, items.len());
    let message = words!(
        "{n} 条的情形用了没有标准的词:{zh}",
        "{n} item(s) rest on words without criteria: {en}"
    );
    let help = words!("写明标准,或写明由谁认定", "state the criteria, or say who decides");
    vec![about_items(model, LINT.at(first.name_span, message).help(help), &items)]
}

/// The undefined word that a test rests on.
fn word(context: &Context<'_>, leaf: &Leaf) -> Option<(FactId, String)> {
    let fact = leaf.fact();
    let known = context.model.fact(fact);
    if known.undefined {
        return Some((fact, known.name.clone()));
    }
    match leaf {
        Leaf::Has(_, value) => known
            .value(*value)
            .filter(|v| v.undefined)
            .map(|v| (fact, v.name.clone())),
        Leaf::Among(_, values) => {
            let mut values = values.iter().filter_map(|v| known.value(*v));
            values.find(|v| v.undefined).map(|v| (fact, v.name.clone()))
        }
        Leaf::Yes(_) | Leaf::Within(..) => None,
    }
}
