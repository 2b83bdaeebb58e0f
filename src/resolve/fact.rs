//! Facts and their values: first all names, then parents (a parent may be declared later, or in another file).

use std::collections::{BTreeMap, BTreeSet};

use super::circle::leading_back;
use super::fields::Fields;
use super::findings::Findings;
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Fact, FactId, FactType, FactValue, TimeUnit, ValueId};
use crate::syntax::ast::{Declaration, Name, ValueDeclaration};
use crate::syntax::keyword::{self, Keyword, Place};
use crate::text::fold_name;
use crate::words;

/// A fact has at most this many values.
const MAX_VALUES: usize = 4096;
/// Smallest and largest number of a fact lie less than this far apart.
const MAX_WIDTH: i64 = 1_000_000_000_000;

/// Declares all facts.
pub fn declare(resolver: &mut Resolver<'_>, all: &[&Declaration]) {
    let declarations = of(all, Keyword::Fact);
    let mut parents: Vec<(FactId, ValueId, Vec<Name>)> = Vec::new();
    for d in declarations {
        let Some(name) = resolver.required_name(d) else {
            continue;
        };
        let (fields, sound) = Fields::check(resolver, &d.fields, Keyword::Fact);
        let folded = fold_name(&name.text);
        let existing = resolver.fact_names.get(&folded).copied();
        let id = match (existing, fields.word(Keyword::Type)) {
            (Some(id), None) => id,
            (Some(id), Some(_)) => {
                let first = resolver.facts.get(id.index()).map(|f| f.span);
                let mut problem = Diagnostic::new(
                    Code::DUPLICATE_NAME,
                    name.span,
                    words!("事实 `{folded}` 已经声明过", "fact `{folded}` is declared already"),
                )
                .help(words!(
                    "补充它的值时不写 `类型`",
                    "leave out `type` to add values to it"
                ));
                if let Some(span) = first {
                    problem = problem.related(span, words!("在这里", "here"));
                }
                resolver.report(problem);
                continue;
            }
            (None, None) => {
                let near = resolver
                    .problems
                    .suggest(&folded, resolver.fact_names.keys().map(String::as_str));
                let mut problem = Diagnostic::new(
                    Code::MISSING_FIELD,
                    name.span,
                    words!("事实 `{folded}` 没有写类型", "fact `{folded}` has no type"),
                );
                problem = match near {
                    Some(near) => problem.help(words!("新事实要写 `类型: 多选|单选|等级|整数|时长|是否`;如果是补充已有的事实,是不是 `{near}`?", "a new fact needs `type: set of|one of|ordered|int|duration|bool`; to add to a fact, did you mean `{near}`?")),
                    None => problem.help(words!("写上 `类型: 多选|单选|等级|整数|时长|是否`", "write `type: set of|one of|ordered|int|duration|bool`")),
                };
                resolver.report(problem);
                continue;
            }
            (None, Some(word)) => {
                let Some(fact) = fact(resolver, d, &fields, &folded, word) else {
                    continue;
                };
                resolver.facts.push(fact);
                FactId::from_index(resolver.facts.len() - 1)
            }
        };
        if sound {
            name_fact(resolver, id, &folded, name, &fields);
            if let (Some(fact), Some(undefined)) = (resolver.facts.get_mut(id.index()), fields.yes(Keyword::Undefined))
            {
                fact.undefined = undefined;
            }
            values(resolver, id, &d.values, &mut parents);
        }
    }
    resolver.value_names = resolver.facts.iter().map(value_names).collect();
    link_parents(resolver, parents);
    break_cycles(resolver);
}

/// What [`Fact::find`] finds, by word: plans name values far more often than vocabularies declare them.
fn value_names(fact: &Fact) -> BTreeMap<String, ValueId> {
    let mut out = BTreeMap::new();
    let ids = || (0..).map(ValueId::from_index);
    for (value, id) in fact.values.iter().zip(ids()) {
        out.entry(value.name.clone()).or_insert(id);
    }
    for (value, id) in fact.values.iter().zip(ids()) {
        for alias in &value.aliases {
            out.entry(alias.clone()).or_insert(id);
        }
    }
    out
}

impl Resolver<'_> {
    /// The value of a fact that a folded word names.
    pub(super) fn value(&self, fact: FactId, word: &str) -> Option<ValueId> {
        self.value_names.get(fact.index())?.get(word).copied()
    }
}

fn fact(resolver: &mut Resolver<'_>, d: &Declaration, fields: &Fields<'_>, name: &str, word: Keyword) -> Option<Fact> {
    let measure = fields.text(Keyword::Measure);
    let kind = match word {
        Keyword::TypeBool => FactType::Bool,
        Keyword::TypeOne => FactType::One,
        Keyword::TypeOrdered => FactType::Ordered,
        Keyword::TypeSet => FactType::Set,
        _ => {
            let (min, max) = bounds(resolver, fields)?;
            FactType::Int {
                min,
                max,
                unit: measure.as_deref().and_then(time_unit_word),
            }
        }
    };
    if matches!(kind, FactType::Bool | FactType::Int { .. }) && !d.values.is_empty() {
        resolver.report(Diagnostic::new(
            Code::WRONG_TYPE,
            d.span,
            words!(
                "`{name}` 这种类型没有值的清单",
                "a fact of this type has no list of values"
            ),
        ));
    }
    let evolves_by_nature = !matches!(kind, FactType::Set | FactType::One);
    Some(Fact {
        name: name.to_owned(),
        aliases: Vec::new(),
        kind,
        values: Vec::new(),
        measure,
        note: fields.text(Keyword::Note),
        question: fields.text(Keyword::Question),
        sensitive: fields.yes(Keyword::Sensitive).unwrap_or(false),
        evolves: fields.yes(Keyword::Evolves).unwrap_or(evolves_by_nature),
        undefined: false,
        span: d.span,
    })
}

/// The unit of time that a word names.
pub fn time_unit_word(word: &str) -> Option<TimeUnit> {
    time_unit(keyword::find(word, Place::Word)?)
}

/// The unit of time of a keyword.
pub fn time_unit(keyword: Keyword) -> Option<TimeUnit> {
    Some(match keyword {
        Keyword::Minute => TimeUnit::Minute,
        Keyword::Hour => TimeUnit::Hour,
        Keyword::WorkingDay => TimeUnit::WorkingDay,
        Keyword::Day => TimeUnit::Day,
        Keyword::Week => TimeUnit::Week,
        Keyword::Month => TimeUnit::Month,
        Keyword::Quarter => TimeUnit::Quarter,
        Keyword::Year => TimeUnit::Year,
        _ => return None,
    })
}

fn bounds(resolver: &mut Resolver<'_>, fields: &Fields<'_>) -> Option<(i64, i64)> {
    let Some(name) = fields.name(Keyword::Bounds) else {
        return Some((0, 1_000_000_000));
    };
    let text = fold_name(&name.text);
    let parsed = text
        .split_once("..")
        .and_then(|(a, b)| Some((a.parse::<i64>().ok()?, b.parse::<i64>().ok()?)));
    match parsed {
        Some((min, max)) if min <= max && max.checked_sub(min).is_some_and(|width| width < MAX_WIDTH) => {
            Some((min, max))
        }
        _ => {
            resolver.report(
                Diagnostic::new(
                    Code::OUT_OF_BOUNDS,
                    name.span,
                    words!("`{text}` 不是取值范围", "`{text}` is no range"),
                )
                .help(words!(
                    "写作 `0..120`,两端都取到",
                    "write `0..120`; both ends are included"
                )),
            );
            None
        }
    }
}

fn name_fact(resolver: &mut Resolver<'_>, id: FactId, name: &str, place: &Name, fields: &Fields<'_>) {
    resolver.fact_names.insert(name.to_owned(), id);
    for alias in fields.folded(Keyword::Aka) {
        match resolver.fact_names.get(&alias) {
            Some(other) if *other != id => {
                resolver.report(Diagnostic::new(
                    Code::ALIAS_CONFLICT,
                    place.span,
                    words!(
                        "`{alias}` 已经是另一个事实的名字",
                        "`{alias}` names another fact already"
                    ),
                ));
            }
            _ => {
                resolver.fact_names.insert(alias.clone(), id);
                if let Some(fact) = resolver.facts.get_mut(id.index()) {
                    fact.aliases.push(alias);
                }
            }
        }
    }
}

fn values(
    resolver: &mut Resolver<'_>,
    id: FactId,
    declared: &[ValueDeclaration],
    parents: &mut Vec<(FactId, ValueId, Vec<Name>)>,
) {
    // Names of values are looked up for every one declared: a set keeps that fast for large vocabularies.
    let mut known: BTreeSet<String> = resolver
        .facts
        .get(id.index())
        .map(|f| f.values.iter().map(|v| v.name.clone()).collect())
        .unwrap_or_default();
    for declared in declared {
        let (fields, sound) = Fields::check(resolver, &declared.fields, Keyword::Value);
        if !sound {
            continue;
        }
        let Some(fact) = resolver.facts.get_mut(id.index()) else {
            return;
        };
        let name = fold_name(&declared.name.text);
        let value = if known.contains(&name) {
            fact.values.iter().position(|v| v.name == name)
        } else {
            if fact.values.len() == MAX_VALUES {
                let problem = Diagnostic::new(
                    Code::TOO_MANY_VALUES,
                    declared.name.span,
                    words!(
                        "`{}` 的值超过 {MAX_VALUES} 个",
                        "`{}` has more than {MAX_VALUES} values",
                        fact.name
                    ),
                );
                resolver.report(problem);
                return;
            }
            known.insert(name.clone());
            fact.values.push(FactValue {
                name,
                aliases: Vec::new(),
                parents: Vec::new(),
                note: None,
                undefined: false,
                span: declared.span,
            });
            Some(fact.values.len() - 1)
        };
        let Some(index) = value else { continue };
        if let Some(value) = fact.values.get_mut(index) {
            value.aliases.extend(fields.folded(Keyword::Aka));
            value.note = fields.text(Keyword::Note).or(value.note.take());
            value.undefined = fields.yes(Keyword::Undefined).unwrap_or(value.undefined);
        }
        let names: Vec<Name> = fields.names(Keyword::Parents).into_iter().cloned().collect();
        parents.push((id, ValueId::from_index(index), names));
    }
    check_value_aliases(resolver, id, declared);
}

fn check_value_aliases(resolver: &mut Resolver<'_>, id: FactId, declared: &[ValueDeclaration]) {
    let Some(fact) = resolver.facts.get(id.index()) else {
        return;
    };
    let mut owner: BTreeMap<&str, &str> = fact.values.iter().map(|v| (v.name.as_str(), v.name.as_str())).collect();
    let mut problems = Vec::new();
    for value in &fact.values {
        for alias in &value.aliases {
            if let Some(other) = owner.insert(alias, &value.name)
                && other != value.name
            {
                let place = declared
                    .iter()
                    .find(|d| fold_name(&d.name.text) == value.name)
                    .map_or(value.span, |d| d.name.span);
                problems.push(Diagnostic::new(
                    Code::ALIAS_CONFLICT,
                    place,
                    words!(
                        "`{alias}` 既指 `{other}` 又指 `{}`",
                        "`{alias}` stands for `{other}` and for `{}`",
                        value.name
                    ),
                ));
            }
        }
    }
    problems.into_iter().for_each(|p| resolver.report(p));
}

fn link_parents(resolver: &mut Resolver<'_>, parents: Vec<(FactId, ValueId, Vec<Name>)>) {
    for (fact_id, value, names) in parents {
        for name in names {
            let found = resolver.value(fact_id, &fold_name(&name.text));
            let Some(fact) = resolver.facts.get(fact_id.index()) else {
                continue;
            };
            match found {
                Some(parent) => {
                    if let Some(v) = resolver
                        .facts
                        .get_mut(fact_id.index())
                        .and_then(|f| f.values.get_mut(value.index()))
                        && !v.parents.contains(&parent)
                    {
                        v.parents.push(parent);
                    }
                }
                None => {
                    let problem = unknown_value(&resolver.problems, fact, &name);
                    resolver.report(problem);
                }
            }
        }
    }
}

/// A value that leads back to itself through its parents is reported, and its parents dropped.
fn break_cycles(resolver: &mut Resolver<'_>) {
    let mut problems = Vec::new();
    for fact in &mut resolver.facts {
        let links = |index: usize| {
            fact.values
                .get(index)
                .map(|v| v.parents.iter().map(|p| p.index()).collect())
                .unwrap_or_default()
        };
        for index in leading_back(fact.values.len(), links) {
            if let Some(value) = fact.values.get_mut(index) {
                value.parents.clear();
                problems.push(Diagnostic::new(
                    Code::CYCLE,
                    value.span,
                    words!(
                        "`{}` 的上位绕回了自己",
                        "the parents of `{}` lead back to it",
                        value.name
                    ),
                ));
            }
        }
    }
    problems.into_iter().for_each(|p| resolver.report(p));
}

/// A word that is no value of a fact, with the nearest one.
pub fn unknown_value(findings: &Findings, fact: &Fact, name: &Name) -> Diagnostic {
    let word = fold_name(&name.text);
    let problem = Diagnostic::new(
        Code::UNKNOWN_VALUE,
        name.span,
        words!("`{}` 没有 `{word}` 这个值", "`{}` has no value `{word}`", fact.name),
    );
    let names = fact
        .values
        .iter()
        .flat_map(|v| std::iter::once(v.name.as_str()).chain(v.aliases.iter().map(String::as_str)));
    match findings.suggest(&word, names) {
        Some(near) => problem.help(words!("是不是 `{near}`?", "did you mean `{near}`?")),
        None => {
            let some: Vec<&str> = fact.values.iter().take(8).map(|v| v.name.as_str()).collect();
            let list = some.join("、");
            problem.help(words!(
                "它的值有:{list}{}",
                "its values: {list}{}",
                if fact.values.len() > 8 { "…" } else { "" }
            ))
        }
    }
}
