//! The text writes one body under several names.

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::model::{Unit, UnitId, is_body};
use crate::words;
use std::collections::BTreeMap;

declare_lint! {
    /// 同一个机构,方案里写了几个名称,没有说明是一家。
    ///
    /// 为什么:机构名称第一次出现用全称,需要简称的注明“以下简称”。前后写法不一,读的人不知道是一家还是两家,照方案办的系统会当成两家。
    /// 怎么改:全文统一成一个名称;确是两家的,写清各自的职责。
    /// `异称` 里写着的,是编码时认定为同一家的写法;`疑同` 的两个单位,和名称只差中间几个字的两个单位,只作提示。习惯上的简称(市公安局、公安机关)写在 `别名` 里,不报。
    zh "一家几称";
    /// The text writes one body under several names and does not say that they are one.
    ///
    /// Why: a body is named in full where it comes first, and a short name is announced there. Where the names differ, a reader cannot tell one body from two, and a system that follows the plan takes them for two.
    /// What to do: use one name throughout; where they are two, give each its duties.
    /// `also written` holds the names that were taken for the same body when the plan was encoded. Two units that are marked `perhaps same`, or whose names differ only in the middle, are a remark. Customary short names belong in `aka` and are left alone.
    en "one body, several names";
    455 Warning "several-names"
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let written = context.units().filter(|(_, u)| !u.also_written.is_empty());
    let mut out: Vec<Diagnostic> = written.map(|(_, u)| about(u)).collect();
    for (_, unit) in context.units() {
        out.extend(
            unit.perhaps_same
                .iter()
                .map(|other| near(unit, context.model.unit(*other))),
        );
    }
    out.extend(look_alikes(context));
    out
}

/// Bodies whose names differ only in the middle, and which nothing tells apart.
fn look_alikes(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut beginnings: BTreeMap<Vec<char>, Vec<Named<'_>>> = BTreeMap::new();
    for (id, unit) in context.units().filter(|(_, u)| is_body(u)) {
        let letters: Vec<char> = unit.name.chars().collect();
        let named = Named { id, unit, letters };
        let beginning = named.letters.iter().take(AT_EITHER_END).copied().collect();
        let others = beginnings.entry(beginning).or_default();
        for other in others.iter() {
            let alike = differ_inside(&other.letters, &named.letters) || differ_inside(&named.letters, &other.letters);
            if alike && !are_told_apart(context, other, &named) {
                out.push(near(other.unit, named.unit));
            }
        }
        others.push(named);
    }
    out
}

struct Named<'a> {
    id: UnitId,
    unit: &'a Unit,
    letters: Vec<char>,
}

fn are_told_apart(context: &Context<'_>, a: &Named<'_>, b: &Named<'_>) -> bool {
    a.unit.perhaps_same.contains(&b.id)
        || b.unit.perhaps_same.contains(&a.id)
        || a.unit.superior == Some(b.id)
        || b.unit.superior == Some(a.id)
        || both_act(context, a.id, b.id)
}

fn about(unit: &Unit) -> Diagnostic {
    let (name, others) = (&unit.name, unit.also_written.join("`、`"));
    let n = unit.also_written.len() + 1;
    let message = words!(
        "同一个机构写了 {n} 个名称:`{name}`、`{others}`,没有说明是一家",
        "one body has {n} names: `{name}`, `{others}`; that they are one is not said"
    );
    let mut finding = LINT
        .at(unit.span, message)
        .help(words!(
            "全文统一成一个名称,或在第一次出现时注明简称",
            "use one name throughout, or announce the short name where it comes first"
        ))
        .unit(name);
    for other in &unit.also_written {
        finding = finding.unit(other);
    }
    for clause in &unit.clauses {
        finding = finding.clause(&clause.path);
    }
    finding
}

fn near(a: &Unit, b: &Unit) -> Diagnostic {
    let (one, other) = (&a.name, &b.name);
    let message = words!(
        "`{one}` 和 `{other}`,原文看不出是一家还是两家",
        "`{one}` and `{other}`: the text does not tell whether they are one body or two"
    );
    let help = words!(
        "是一家的,统一名称(编码里把另一个写进 `异称`);是两家的,写清各自的职责",
        "where they are one, use one name (and put the other in `also written`); where they are two, give each its duties"
    );
    let mut finding = LINT
        .graded(Severity::Info, a.span, message)
        .related(b.span, Words::new("另一个在这里", "the other is here"))
        .help(help)
        .unit(one)
        .unit(other);
    for clause in a.clauses.iter().chain(&b.clauses) {
        finding = finding.clause(&clause.path);
    }
    finding
}

/// Whether one item names both: then the text itself tells them apart.
fn both_act(context: &Context<'_>, one: UnitId, other: UnitId) -> bool {
    let named = |unit: UnitId, item: &crate::model::Item| {
        item.parties.iter().any(|p| p.unit == Some(unit)) || item.links.iter().any(|l| l.unit == unit)
    };
    let in_items = context.model.items.iter().any(|i| named(one, i) && named(other, i));
    in_items
        || context
            .model
            .units
            .iter()
            .any(|u| u.members().contains(&one) && u.members().contains(&other))
}

/// Whether the longer name is the shorter one with a few characters put in between.
fn differ_inside(short: &[char], long: &[char]) -> bool {
    let more = long.len().saturating_sub(short.len());
    if short.len() < LEAST || !(1..=MOST_MORE).contains(&more) {
        return false;
    }
    let ahead = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let ends = short.iter().rev().zip(long.iter().rev());
    let behind = ends.take_while(|(a, b)| a == b).count();
    let within = AT_EITHER_END..short.len();
    within.contains(&ahead) && within.contains(&behind) && ahead + behind >= short.len()
}

/// So many characters are the same at the beginning, and at the end.
const AT_EITHER_END: usize = 2;
/// Shorter names differ by little anyway.
const LEAST: usize = 5;
/// So many characters may be put in.
const MOST_MORE: usize = 3;
