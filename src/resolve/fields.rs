//! Reading the fields of a declaration: each by its key, with mistakes of place and number reported once.

use super::{Resolver, allowed};
use crate::diagnostic::{Code, Diagnostic, Lang};
use crate::model::{Clause, Date, Period};
use crate::syntax::ast::{Condition, Field, Name, UnitGroup, Value};
use crate::syntax::keyword::Keyword;
use crate::text::{Span, fold_name};
use crate::words;

/// The fields of one declaration.
pub struct Fields<'d> {
    fields: &'d [Field],
}

impl<'d> Fields<'d> {
    /// Checks that every field belongs to `declaration` and is not repeated; says whether all is well.
    pub fn check(resolver: &mut Resolver<'_>, fields: &'d [Field], declaration: Keyword) -> (Self, bool) {
        let allowed = allowed::fields(declaration);
        let before = resolver.problems.reported();
        for (index, field) in fields.iter().enumerate() {
            if !allowed.contains(&field.key) {
                resolver.report(misplaced(field, declaration, allowed));
            } else if !allowed::adds_up(field.key)
                && let Some(first) = fields.iter().take(index).find(|f| f.key == field.key)
            {
                let (zh, en) = (field.key.entry().zh, field.key.entry().en);
                resolver.report(
                    Diagnostic::new(
                        Code::REPEATED_FIELD,
                        field.key_span,
                        words!("`{zh}` 写了两次", "`{en}` is written twice"),
                    )
                    .related(first.key_span, words!("第一次在这里", "first here"))
                    .help(words!(
                        "合成一栏,几个值之间用 `、`",
                        "make it one field; separate several values with `,`"
                    )),
                );
            }
        }
        (Fields { fields }, resolver.problems.reported() == before)
    }

    /// Fields that were checked before.
    pub fn of(fields: &'d [Field]) -> Self {
        Fields { fields }
    }

    pub fn get(&self, key: Keyword) -> Option<&'d Field> {
        self.fields.iter().find(|f| f.key == key)
    }

    pub fn all(&self, key: Keyword) -> impl Iterator<Item = &'d Field> {
        self.fields.iter().filter(move |f| f.key == key)
    }

    /// The names of a field, of all its occurrences.
    pub fn names(&self, key: Keyword) -> Vec<&'d Name> {
        let lists = self.all(key).filter_map(|f| match &f.value {
            Value::Names(names) | Value::Paths(names) => Some(names),
            _ => None,
        });
        lists.flatten().collect()
    }

    /// The one name or text of a field.
    pub fn name(&self, key: Keyword) -> Option<&'d Name> {
        self.names(key).into_iter().next()
    }

    /// The names of a field as one text.
    pub fn text(&self, key: Keyword) -> Option<String> {
        let names = self.names(key);
        (!names.is_empty()).then(|| names.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join("、"))
    }

    pub fn texts(&self, key: Keyword) -> Vec<String> {
        self.names(key).into_iter().map(|n| n.text.clone()).collect()
    }

    /// Names folded for comparison.
    pub fn folded(&self, key: Keyword) -> Vec<String> {
        self.names(key).into_iter().map(|n| fold_name(&n.text)).collect()
    }

    pub fn condition(&self, key: Keyword) -> Option<&'d Condition> {
        match self.get(key).map(|f| &f.value) {
            Some(Value::Condition(c)) => Some(c),
            _ => None,
        }
    }

    pub fn word(&self, key: Keyword) -> Option<Keyword> {
        match self.get(key).map(|f| &f.value) {
            Some(Value::Word(word, _)) => Some(*word),
            _ => None,
        }
    }

    pub fn yes(&self, key: Keyword) -> Option<bool> {
        self.word(key).map(|w| w == Keyword::Yes)
    }

    pub fn groups(&self, key: Keyword) -> impl Iterator<Item = &'d UnitGroup> {
        self.all(key)
            .filter_map(|f| match &f.value {
                Value::Groups(groups) => Some(groups),
                _ => None,
            })
            .flatten()
    }

    /// The clauses of a field of paths.
    pub fn paths(&self, key: Keyword) -> Vec<Clause> {
        self.names(key).into_iter().map(clause).collect()
    }

    pub fn has(&self, key: Keyword) -> bool {
        self.get(key).is_some()
    }

    /// The clauses that the declaration cites.
    pub fn clauses(&self) -> Vec<Clause> {
        self.paths(Keyword::Cites)
    }

    /// A period field.
    pub fn period(&self, resolver: &mut Resolver<'_>, key: Keyword) -> Option<Period> {
        let name = self.name(key)?;
        period(resolver, name)
    }
}

/// A clause path as cited.
pub fn clause(name: &Name) -> Clause {
    let folded = fold_name(&name.text);
    match folded.split_once('@') {
        Some((path, at)) => Clause {
            path: path.to_owned(),
            at: Some(at.to_owned()),
            span: name.span,
        },
        None => Clause {
            path: folded,
            at: None,
            span: name.span,
        },
    }
}

/// Reads `2022-10-20..2025-12-31`, or a single day.
fn period(resolver: &mut Resolver<'_>, name: &Name) -> Option<Period> {
    let text = fold_name(&name.text);
    let mut end = |part: &str| -> Option<Option<Date>> {
        if part.is_empty() {
            return Some(None);
        }
        if let Some(date) = Date::parse(part) {
            return Some(Some(date));
        }
        resolver.report(bad_date(part, name.span));
        None
    };
    let period = match text.split_once("..") {
        Some((from, until)) => Period {
            from: end(from)?,
            until: end(until)?,
        },
        None => {
            let day = end(&text)?;
            Period { from: day, until: day }
        }
    };
    if let (Some(from), Some(until)) = (period.from, period.until)
        && from > until
    {
        resolver.report(Diagnostic::new(
            Code::BACKWARD_PERIOD,
            name.span,
            words!(
                "期间的终点 {until} 早于起点 {from}",
                "the period ends on {until}, before it begins on {from}"
            ),
        ));
        return None;
    }
    Some(period)
}

pub fn bad_date(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::BAD_DATE, span, words!("`{text}` 不是日期", "`{text}` is no date")).help(words!(
        "日期写作 `2022-10-20`,期间写作 `2022-10-20..`",
        "write `2022-10-20`; a period reads `2022-10-20..`"
    ))
}

fn misplaced(field: &Field, declaration: Keyword, allowed: &[Keyword]) -> Diagnostic {
    let (key_zh, key_en) = (field.key.entry().zh, field.key.entry().en);
    let (zh, en) = (declaration.entry().zh, declaration.entry().en);
    let list = |lang: Lang| allowed.iter().map(|k| k.spelling(lang)).collect::<Vec<_>>().join(" ");
    let homes: Vec<Keyword> = [
        Keyword::Plan,
        Keyword::Unit,
        Keyword::Group,
        Keyword::Fact,
        Keyword::Value,
        Keyword::Constraint,
        Keyword::Duty,
        Keyword::Task,
        Keyword::Norm,
        Keyword::Escalation,
        Keyword::Unencoded,
        Keyword::Count,
        Keyword::Blank,
        Keyword::Test,
    ]
    .into_iter()
    .filter(|d| allowed::fields(*d).contains(&field.key))
    .collect();
    let home = |lang: Lang| homes.iter().map(|k| k.spelling(lang)).collect::<Vec<_>>().join(" ");
    let (home_zh, home_en) = (home(Lang::Zh), home(Lang::En));
    let (list_zh, list_en) = (list(Lang::Zh), list(Lang::En));
    Diagnostic::new(
        Code::MISPLACED_FIELD,
        field.key_span,
        words!("`{zh}` 里没有 `{key_zh}` 这一栏", "`{en}` has no field `{key_en}`"),
    )
    .help(words!(
        "它属于:{home_zh}。`{zh}` 有这些栏:{list_zh}",
        "it belongs to: {home_en}. `{en}` has: {list_en}"
    ))
}
