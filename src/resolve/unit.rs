//! Units, vague units and groups: first all names, then what they refer to.

use super::circle::leading_back;
use super::fields::Fields;
use super::{Resolver, of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{LocalName, Period, Unit, UnitForm, UnitId};
use crate::syntax::ast::{Declaration, Head, Members, Name, Value};
use crate::syntax::keyword::Keyword;
use crate::text::fold_name;
use crate::words;

/// Declares all units.
pub fn declare(resolver: &mut Resolver<'_>, all: &[&Declaration]) {
    let mut declared: Vec<(UnitId, &Declaration)> = Vec::new();
    for keyword in [Keyword::Unit, Keyword::Vague, Keyword::Group] {
        for d in of(all, keyword) {
            if let Some(id) = declare_one(resolver, d) {
                declared.push((id, d));
            }
        }
    }
    for (id, d) in &declared {
        aliases(resolver, *id, d);
    }
    for (id, d) in &declared {
        references(resolver, *id, d);
    }
    cycles(resolver);
}

fn declare_one(resolver: &mut Resolver<'_>, d: &Declaration) -> Option<UnitId> {
    let name = resolver.required_name(d)?;
    let (fields, sound) = Fields::check(resolver, &d.fields, d.keyword);
    let folded = fold_name(&name.text);
    if let Some(first) = resolver
        .unit_names
        .get(&folded)
        .and_then(|id| resolver.units.get(id.index()))
    {
        let problem = Diagnostic::new(
            Code::DUPLICATE_UNIT,
            name.span,
            words!("`{folded}` 声明了两次", "`{folded}` is declared twice"),
        )
        .related(first.span, words!("第一次在这里", "first here"))
        .help(words!("合成一条声明", "make it one declaration"));
        resolver.report(problem);
        return None;
    }
    if !sound {
        return None;
    }
    let form = match d.keyword {
        Keyword::Vague => UnitForm::Vague,
        Keyword::Group => UnitForm::Group {
            members: Vec::new(),
            open: members(d).is_some_and(|m| m.open),
        },
        _ => UnitForm::Body,
    };
    let unit = Unit {
        name: folded.clone(),
        aliases: Vec::new(),
        also_written: fields.folded(Keyword::AlsoWritten),
        perhaps_same: Vec::new(),
        form,
        kind: fields.text(Keyword::Kind),
        seats: fields.texts(Keyword::Seat),
        superior: None,
        level: fields.text(Keyword::Level),
        lifetime: fields.period(resolver, Keyword::Lifetime).unwrap_or(Period::default()),
        successor: None,
        clauses: fields.clauses(),
        note: fields.text(Keyword::Note),
        allows: super::item::allows(&fields),
        span: name.span,
    };
    resolver.units.push(unit);
    let id = UnitId::from_index(resolver.units.len() - 1);
    resolver.unit_names.insert(folded, id);
    Some(id)
}

fn aliases(resolver: &mut Resolver<'_>, id: UnitId, d: &Declaration) {
    let names: Vec<&Name> = d
        .fields
        .iter()
        .filter(|f| matches!(f.key, Keyword::Aka | Keyword::AlsoWritten))
        .filter_map(|f| if let Value::Names(n) = &f.value { Some(n) } else { None })
        .flatten()
        .collect();
    for name in names {
        let alias = fold_name(&name.text);
        match resolver.unit_names.get(&alias) {
            Some(other) if *other == id => {}
            Some(other) => {
                let (this, that) = (unit_name(resolver, id), unit_name(resolver, *other));
                let span = resolver.units.get(other.index()).map(|u| u.span);
                let mut problem = Diagnostic::new(
                    Code::ALIAS_CONFLICT,
                    name.span,
                    words!(
                        "`{alias}` 既指 `{that}` 又指 `{this}`",
                        "`{alias}` stands for `{that}` and for `{this}`"
                    ),
                )
                .help(words!(
                    "只在某条里这样称呼的,写 `称谓: {alias} = {this}`",
                    "where one clause alone uses it so, write `local name: {alias} = {this}`"
                ))
                .unit(that)
                .unit(this);
                if let Some(span) = span {
                    problem = problem.related(span, words!("另一个在这里", "the other is here"));
                }
                resolver.report(problem);
            }
            None => {
                resolver.unit_names.insert(alias.clone(), id);
                if let Some(unit) = resolver.units.get_mut(id.index()) {
                    unit.aliases.push(alias);
                }
            }
        }
    }
}

fn unit_name(resolver: &Resolver<'_>, id: UnitId) -> String {
    resolver
        .units
        .get(id.index())
        .map(|u| u.name.clone())
        .unwrap_or_default()
}

fn members(d: &Declaration) -> Option<&Members> {
    if let Head::Members(m) = &d.head {
        return Some(m);
    }
    d.fields.iter().find_map(|f| {
        if let Value::Members(m) = &f.value {
            Some(m)
        } else {
            None
        }
    })
}

fn references(resolver: &mut Resolver<'_>, id: UnitId, d: &Declaration) {
    let named = |key: Keyword| {
        d.fields.iter().find(|f| f.key == key).and_then(|f| {
            if let Value::Names(n) = &f.value {
                n.first()
            } else {
                None
            }
        })
    };
    let superior = named(Keyword::Under).and_then(|n| resolver.unit(n, &[]));
    let successor = named(Keyword::SucceededBy).and_then(|n| resolver.unit(n, &[]));
    let maybe = d.fields.iter().filter(|f| f.key == Keyword::PerhapsSame);
    let maybe: Vec<&Name> = maybe
        .filter_map(|f| if let Value::Names(n) = &f.value { Some(n) } else { None })
        .flatten()
        .collect();
    let perhaps_same: Vec<UnitId> = maybe.into_iter().filter_map(|n| resolver.unit(n, &[])).collect();
    let list: Vec<UnitId> = members(d)
        .map(|m| m.names.iter().filter_map(|n| resolver.unit(n, &[])).collect())
        .unwrap_or_default();
    if let Some(unit) = resolver.units.get_mut(id.index()) {
        unit.superior = superior;
        unit.successor = successor;
        unit.perhaps_same = perhaps_same;
        if let UnitForm::Group { members, .. } = &mut unit.form {
            *members = list;
        }
    }
}

/// Groups, superiors and successors must not lead back to themselves.
fn cycles(resolver: &mut Resolver<'_>) {
    type Relation = (&'static str, &'static str, fn(&Unit) -> Vec<UnitId>, fn(&mut Unit));
    let relations: [Relation; 3] = [
        (
            "成员",
            "members",
            |u| u.members().to_vec(),
            |u| {
                u.form = UnitForm::Group {
                    members: Vec::new(),
                    open: true,
                }
            },
        ),
        (
            "上级",
            "superiors",
            |u| u.superior.into_iter().collect(),
            |u| u.superior = None,
        ),
        (
            "继任",
            "successors",
            |u| u.successor.into_iter().collect(),
            |u| u.successor = None,
        ),
    ];
    for (zh, en, next, cut) in relations {
        let links = |index: usize| {
            resolver
                .units
                .get(index)
                .map(next)
                .unwrap_or_default()
                .into_iter()
                .map(UnitId::index)
                .collect()
        };
        for index in leading_back(resolver.units.len(), links) {
            let Some(unit) = resolver.units.get_mut(index) else {
                continue;
            };
            cut(unit);
            let name = unit.name.clone();
            let span = unit.span;
            resolver.report(Diagnostic::new(
                Code::CYCLE,
                span,
                words!("`{name}` 的{zh}绕回了自己", "the {en} of `{name}` lead back to it"),
            ));
        }
    }
}

impl Resolver<'_> {
    /// The unit that a name stands for; reports where there is none. `local` are names that an item uses in its own sense.
    pub(super) fn unit(&mut self, name: &Name, local: &[LocalName]) -> Option<UnitId> {
        let word = fold_name(&name.text);
        if let Some(known) = local.iter().find(|l| l.word == word) {
            return Some(known.unit);
        }
        if let Some(id) = self.unit_names.get(&word) {
            return Some(*id);
        }
        let problem = Diagnostic::new(
            Code::UNKNOWN_UNIT,
            name.span,
            words!("没有声明单位 `{word}`", "unit `{word}` is not declared"),
        )
        .unit(&word);
        let problem = match self.problems.suggest(&word, self.unit_names.keys().map(String::as_str)) {
            Some(near) => problem.help(words!(
                "是不是 `{near}`?不是就声明它:`单位 {word}`(笼统的写 `泛称`)",
                "did you mean `{near}`? If not, declare it: `unit {word}` (or `vague`)"
            )),
            None => problem.help(words!(
                "声明它:`单位 {word}`(笼统的写 `泛称 {word}`)",
                "declare it: `unit {word}` (or `vague {word}`)"
            )),
        };
        self.report(problem);
        None
    }
}
