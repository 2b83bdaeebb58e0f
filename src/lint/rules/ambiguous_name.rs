//! One word stands for different units in different clauses (`local name`).

use crate::diagnostic::{Diagnostic, Words};
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::model::{Item, UnitId};
use crate::text::Span;
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 同一个称呼在不同条款里指不同的单位(`称谓`)。
    ///
    /// 为什么:读者、热线和系统按称呼找人,会找错。一个单位有几个名字没有关系,一个名字指几个单位才是问题。
    /// 怎么改:各写全称。
    zh "一称多指";
    /// One word stands for different units in different clauses (`local name`).
    ///
    /// Why: a reader, a hotline or a system that goes by the word finds the wrong unit. Several names of one unit are no fault; one name for several is.
    /// What to do: write the full names.
    en "one name for several";
    452 Warning "ambiguous-name"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut words_used: BTreeMap<&str, Vec<(UnitId, Span, &Item)>> = BTreeMap::new();
    for (_, item) in context.items() {
        for local in &item.local_names {
            words_used
                .entry(&local.word)
                .or_default()
                .push((local.unit, local.span, item));
        }
    }
    words_used
        .into_iter()
        .filter_map(|(word, uses)| about(context, word, &uses))
        .collect()
}

fn about(context: &Context<'_>, word: &str, uses: &[(UnitId, Span, &Item)]) -> Option<Diagnostic> {
    let mut units: Vec<UnitId> = context
        .model
        .find_unit(word)
        .into_iter()
        .chain(uses.iter().map(|(u, _, _)| *u))
        .collect();
    units.sort();
    units.dedup();
    let (_, span, _) = uses.first()?;
    if units.len() < 2 {
        return None;
    }
    let names = context.names(&units, 6);
    let message = Words::new(
        format!("`{word}` 在本方案里指 {} 个单位:{}", units.len(), names.zh),
        format!("`{word}` stands for {} units in this plan: {}", units.len(), names.en),
    );
    let mut finding = LINT.at(*span, message).help(words!("各写全称", "write the full names"));
    finding.units = units.iter().map(|u| context.name(*u).to_owned()).collect();
    for (unit, place, item) in uses {
        let meaning = Words::new(
            format!("{} 指 {}", item.clause(), context.name(*unit)),
            format!("{}: {}", item.clause(), context.name(*unit)),
        );
        finding = if place == span {
            finding.label(meaning)
        } else {
            finding.related(*place, meaning)
        };
        finding.clauses.push(item.clause().to_owned());
    }
    Some(finding)
}
