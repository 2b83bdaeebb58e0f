//! Declarations, and the mistakes that the grammar reads on purpose.

use pest::iterators::Pair;

use super::super::ast::{Declaration, Head, OutlineEntry, Require, ValueDeclaration};
use super::super::expected;
use super::super::grammar::Rule;
use super::super::keyword::{Keyword, Place};
use super::condition::condition;
use super::field::{field, members};
use super::word::{keyword, name, names};
use super::{Context, parts};

/// Reads a declaration; `None` where it is broken, which `context.problems` then says.
pub fn declaration(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<Declaration> {
    let before = context.problems.len();
    let item = parts(pair).next()?;
    let mut result = Declaration {
        keyword: Keyword::Plan,
        name: None,
        head: Head::None,
        has_block: false,
        fields: Vec::new(),
        values: Vec::new(),
        outline: Vec::new(),
        span: context.span(&item),
    };
    match item.as_rule() {
        Rule::group_item => {
            result.keyword = Keyword::Group;
            for part in parts(item) {
                match part.as_rule() {
                    Rule::title => result.name = Some(name(context, part)),
                    Rule::members => result.head = Head::Members(members(context, part)),
                    _ => {}
                }
            }
        }
        Rule::define_item => {
            result.keyword = Keyword::Define;
            for part in parts(item) {
                match part.as_rule() {
                    Rule::title => result.name = Some(name(context, part)),
                    Rule::condition => result.head = Head::Condition(condition(context, part)),
                    _ => {}
                }
            }
        }
        Rule::require_item => {
            result.keyword = Keyword::Require;
            result.head = Head::Require(require(context, item)?);
        }
        _ => block(context, item, &mut result),
    }
    (context.problems.len() == before).then_some(result)
}

fn require(context: &mut Context<'_>, item: Pair<'_, Rule>) -> Option<Require> {
    let (mut role, mut at, mut when, mut because) = (None, Vec::new(), None, None);
    for part in parts(item) {
        match part.as_rule() {
            Rule::role => role = part.into_inner().next().and_then(|p| keyword(&p, Place::Field)),
            Rule::names => at = names(context, part),
            Rule::condition => when = Some(condition(context, part)),
            Rule::text => because = Some(name(context, part)),
            _ => {}
        }
    }
    Some(Require {
        role: role?,
        at,
        when,
        because,
    })
}

fn block(context: &mut Context<'_>, item: Pair<'_, Rule>, result: &mut Declaration) {
    for part in parts(item) {
        match part.as_rule() {
            Rule::item_keyword => {
                if let Some(word) = part.into_inner().next().and_then(|p| keyword(&p, Place::Declaration)) {
                    result.keyword = word;
                }
            }
            Rule::title => result.name = Some(name(context, part)),
            Rule::body => {
                result.has_block = true;
                body(context, part, result);
            }
            _ => {}
        }
    }
}

fn body(context: &mut Context<'_>, pair: Pair<'_, Rule>, result: &mut Declaration) {
    let mut stray_reported = false;
    for part in parts(pair) {
        match part.as_rule() {
            Rule::value_item => {
                if let Some(value) = value_declaration(context, part) {
                    result.values.push(value);
                }
            }
            Rule::outline_entry if result.keyword == Keyword::Outline => {
                if let Some(entry) = outline_entry(context, part) {
                    result.outline.push(entry);
                }
            }
            Rule::outline_entry | Rule::broken_field => {
                let span = context.span(&part);
                let problem = expected::broken_field(part.as_str(), span, result.keyword);
                context.problems.push(problem);
                stray_reported = true;
            }
            Rule::stray => {
                // One mistake often leaves several loose words: the first is enough.
                if !std::mem::replace(&mut stray_reported, true) {
                    let span = context.span(&part);
                    context.problems.push(expected::stray(part.as_str(), span));
                }
            }
            _ => {
                stray_reported = false;
                if let Some(f) = field(context, part) {
                    result.fields.push(f);
                }
            }
        }
    }
}

fn value_declaration(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<ValueDeclaration> {
    let span = context.span(&pair);
    let mut value_name = None;
    let mut inner = Declaration {
        keyword: Keyword::Value,
        name: None,
        head: Head::None,
        has_block: false,
        fields: Vec::new(),
        values: Vec::new(),
        outline: Vec::new(),
        span,
    };
    for part in parts(pair) {
        match part.as_rule() {
            Rule::name => value_name = Some(name(context, part)),
            Rule::body => body(context, part, &mut inner),
            _ => {}
        }
    }
    Some(ValueDeclaration {
        name: value_name?,
        fields: inner.fields,
        span,
    })
}

fn outline_entry(context: &mut Context<'_>, pair: Pair<'_, Rule>) -> Option<OutlineEntry> {
    let span = context.span(&pair);
    let mut inside = parts(pair);
    let path = inside.next().map(|p| name(context, p))?;
    let headings = inside.next().map(|p| names(context, p))?;
    Some(OutlineEntry { path, headings, span })
}
