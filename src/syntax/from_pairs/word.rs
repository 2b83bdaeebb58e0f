//! Names, paths, texts, numbers, keywords.

use pest::iterators::Pair;

use super::super::ast::{Amount, Name};
use super::super::grammar::Rule;
use super::super::keyword::{self, Keyword, Place};
use super::{Context, parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Span, fold_name};
use crate::words;

/// Numbers have at most this many digits.
pub const MAX_DIGITS: usize = 15;
/// Names have at most this many characters.
pub const MAX_NAME: usize = 200;

pub fn name(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Name {
    let span = context.span(&pair);
    match pair.as_rule() {
        Rule::text => text(context, &pair, span),
        Rule::list_name | Rule::list_path | Rule::list_value | Rule::condition_name | Rule::title => {
            match parts(pair).next() {
                Some(inner) => name(context, inner),
                None => Name {
                    text: String::new(),
                    quoted: false,
                    span,
                },
            }
        }
        _ => {
            let text = fold_name(pair.as_str());
            check_length(context, &text, span);
            Name {
                text,
                quoted: false,
                span,
            }
        }
    }
}

fn text(context: &mut Context<'_>, pair: &Pair<'_, Rule>, span: Span) -> Name {
    let inner = pair.clone().into_inner().next();
    let raw = inner.as_ref().map_or("", |p| p.as_str());
    let straight = inner.as_ref().is_some_and(|p| p.as_rule() == Rule::straight);
    let text = if straight {
        unescape(context, raw, span)
    } else {
        raw.to_owned()
    };
    Name {
        text,
        quoted: true,
        span,
    }
}

fn unescape(context: &mut Context<'_>, raw: &str, span: Span) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some(c @ ('"' | '\\')) => out.push(c),
            other => {
                let seen = other.map_or_else(String::new, String::from);
                context.problems.push(
                    Diagnostic::new(
                        Code::ESCAPE,
                        span,
                        words!("`\\{seen}` 不是转义", "`\\{seen}` is no escape"),
                    )
                    .help(words!(
                        "可用 `\\\"` `\\\\` `\\n` `\\t`",
                        "write one of `\\\"` `\\\\` `\\n` `\\t`"
                    )),
                );
            }
        }
    }
    out
}

fn check_length(context: &mut Context<'_>, text: &str, span: Span) {
    if text.chars().count() > MAX_NAME {
        context.problems.push(
            Diagnostic::new(
                Code::NAME_TOO_LONG,
                span,
                words!(
                    "名称超过 {MAX_NAME} 个字",
                    "the name has more than {MAX_NAME} characters"
                ),
            )
            .help(words!("长的说明放进引号", "put long wording in quotes")),
        );
    }
}

pub fn names(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Vec<Name> {
    parts(pair).map(|p| name(context, p)).collect()
}

pub fn amount(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Amount {
    let span = context.span(&pair);
    let mut result = Amount {
        number: 0,
        unit: None,
        span,
    };
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::digits => result.number = number(context, &part),
            Rule::time_unit => result.unit = keyword::find(part.as_str(), Place::Word),
            _ => {}
        }
    }
    result
}

pub fn number(context: &mut Context<'_>, pair: &Pair<'_, Rule>) -> i64 {
    let digits: String = fold_name(pair.as_str()).chars().filter(char::is_ascii_digit).collect();
    if digits.len() > MAX_DIGITS {
        let span = context.span(pair);
        context.problems.push(Diagnostic::new(
            Code::NUMBER_TOO_LARGE,
            span,
            words!(
                "数字超过 {MAX_DIGITS} 位",
                "the number has more than {MAX_DIGITS} digits"
            ),
        ));
        return 0;
    }
    digits.parse().unwrap_or(0)
}

/// The keyword that a `kw_…` pair stands for, among those of `place`.
pub fn keyword(pair: &Pair<'_, Rule>, place: Place) -> Option<Keyword> {
    keyword::find(pair.as_str(), place)
}
