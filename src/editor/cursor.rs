//! Where the cursor stands: between declarations, where a field begins, or inside a field's value. Reads the text itself, since what is
//! being written does not parse yet.

use super::keyword_at;
use crate::syntax::is_name_char;
use crate::syntax::keyword::{Keyword, Place as KeywordPlace};

/// Where the cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place<'t> {
    /// Between declarations.
    Top,
    /// Where a field of such a declaration begins.
    Field(Keyword),
    /// In a field's value, with the part of the value that stands before the word being written.
    Value {
        /// Of what kind of declaration.
        declaration: Keyword,
        /// The declaration's name.
        name: &'t str,
        /// Of which field.
        key: Keyword,
        /// What stands before.
        before: &'t str,
    },
    /// Where nothing can be proposed: a comment, quoted text, a name being made up.
    Nowhere,
}

/// Where the byte `offset` of `text` stands, and where the word begins that ends there.
pub fn cursor(text: &str, offset: usize) -> (Place<'_>, usize) {
    let until = text.get(..offset).unwrap_or(text);
    let word = word_start(until);
    let Some((start, declaration)) = declaration_above(until) else {
        let line = until.rsplit('\n').next().unwrap_or("");
        let quiet = line.trim_start().starts_with(['#', '/']);
        return (if quiet { Place::Nowhere } else { Place::Top }, word);
    };
    let scan = Scan::of(until.get(start..word).unwrap_or(""));
    let place = match scan.end {
        End::Quiet => Place::Nowhere,
        End::Outside if scan.closed => Place::Top,
        End::Outside => head(declaration, until.get(start..word).unwrap_or("")),
        End::Inside => inside(declaration, &scan),
    };
    (place, word)
}

/// The part of a declaration before its block: names are made up here, but for conditions and requirements.
fn head(declaration: Keyword, written: &str) -> Place<'_> {
    let before = written.split_once(['=', '＝']).map(|(_, after)| after);
    let value = |key, before| Place::Value {
        declaration,
        name: "",
        key,
        before,
    };
    match (declaration, before) {
        (Keyword::Define, Some(before)) => value(Keyword::When, before),
        (Keyword::Group, Some(before)) => value(Keyword::Members, before),
        (Keyword::Require, _) => value(Keyword::Require, written),
        _ if written.is_empty() => Place::Top,
        _ => Place::Nowhere,
    }
}

fn inside<'t>(declaration: Keyword, scan: &Scan<'t>) -> Place<'t> {
    let declaration = if scan.in_value { Keyword::Value } else { declaration };
    let Some(key) = scan.key else {
        return Place::Field(declaration);
    };
    let before = scan.value;
    let written = before.trim_end();
    let new_line = before.get(written.len()..).is_some_and(|rest| rest.contains('\n'));
    if new_line && !written.is_empty() && !goes_on(written) {
        return Place::Field(declaration);
    }
    Place::Value {
        declaration,
        name: scan.name,
        key,
        before,
    }
}

/// Whether a value that ends so must go on.
fn goes_on(written: &str) -> bool {
    if written.ends_with(['、', ',', '，', ';', '；', '(', '（', '{', '=', '＝', '<', '>']) {
        return true;
    }
    let word = written.get(word_start(written)..).unwrap_or("");
    keyword_at(word, &[KeywordPlace::Operator])
        .is_some_and(|k| !matches!(k, Keyword::AtDiscretion | Keyword::IfNecessary))
        || matches!(
            keyword_at(word, &[KeywordPlace::Word]),
            Some(Keyword::WhenWord | Keyword::UnderWord | Keyword::AtWord)
        )
}

/// Where the word begins that ends with the text. Slashes belong to clause paths.
fn word_start(text: &str) -> usize {
    let in_word = |c: char| is_name_char(c) || matches!(c, '/' | '／' | '@');
    let length: usize = text.chars().rev().take_while(|c| in_word(*c)).map(char::len_utf8).sum();
    text.len() - length
}

/// The last declaration that begins at the start of a line.
fn declaration_above(text: &str) -> Option<(usize, Keyword)> {
    let mut end = text.len();
    loop {
        let start = text.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..).unwrap_or("");
        let length: usize = line.chars().take_while(|c| is_name_char(*c)).map(char::len_utf8).sum();
        let word = line.get(..length).unwrap_or("");
        let colon = line.get(length..).unwrap_or("").trim_start().starts_with([':', '：']);
        if let Some(keyword) = keyword_at(word, &[KeywordPlace::Declaration]).filter(|_| !colon) {
            return Some((start, keyword));
        }
        end = start.checked_sub(1)?;
    }
}

enum End {
    Inside,
    Outside,
    Quiet,
}

/// What a walk over the beginning of a declaration found.
struct Scan<'t> {
    end: End,
    /// Whether its block was closed.
    closed: bool,
    name: &'t str,
    in_value: bool,
    key: Option<Keyword>,
    value: &'t str,
}

impl<'t> Scan<'t> {
    fn of(text: &'t str) -> Scan<'t> {
        let mut scan = Scan {
            end: End::Outside,
            closed: false,
            name: "",
            in_value: false,
            key: None,
            value: "",
        };
        let (mut depth, mut values, mut value_from) = (0_usize, 0_usize, text.len());
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let closing = match c {
                '"' => Some('"'),
                '“' => Some('”'),
                '「' => Some('」'),
                '#' => Some('\n'),
                '/' if text.get(at..).is_some_and(|t| t.starts_with("//")) => Some('\n'),
                _ => None,
            };
            if let Some(closing) = closing {
                if !rest.by_ref().any(|(_, c)| c == closing) {
                    scan.end = End::Quiet;
                    return scan;
                }
                continue;
            }
            match c {
                '{' | '｛' if scan.key == Some(Keyword::Given) => values += 1,
                '}' | '｝' if values > 0 => values -= 1,
                '{' | '｛' => {
                    if depth == 0 {
                        scan.name = text.get(..at).unwrap_or("").split_whitespace().nth(1).unwrap_or("");
                    }
                    depth += 1;
                    scan.in_value = depth > 1;
                    scan.key = None;
                }
                '}' | '｝' => {
                    depth = depth.saturating_sub(1);
                    scan.in_value = depth > 1;
                    scan.key = None;
                    scan.closed = depth == 0;
                }
                ':' | '：' if depth > 0 => {
                    if let Some(key) = key_before(text.get(..at).unwrap_or("")) {
                        scan.key = Some(key);
                        value_from = at + c.len_utf8();
                    }
                }
                _ => {}
            }
        }
        if depth > 0 {
            scan.end = End::Inside;
        }
        if scan.key.is_some() {
            scan.value = text.get(value_from..).unwrap_or("");
        }
        scan
    }
}

/// The field key that ends with the text; English keys may be two words.
fn key_before(text: &str) -> Option<Keyword> {
    let text = text.trim_end();
    let last = word_start(text);
    let two = text.get(..last).map(str::trim_end).map(word_start);
    let find = |from: usize| keyword_at(text.get(from..).unwrap_or(""), &[KeywordPlace::Field]);
    two.filter(|from| *from < last).and_then(find).or_else(|| find(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (Place<'_>, usize) {
        cursor(text, text.len())
    }

    #[test]
    fn a_place_is_read_from_unfinished_text() {
        assert_eq!(at("单").0, Place::Top);
        assert_eq!(at("职责 甲 {\n  责").0, Place::Field(Keyword::Duty));
        assert_eq!(at("职责 甲 {\n  责任: 市公安局\n  当").0, Place::Field(Keyword::Duty));
        assert_eq!(at("职责 甲 {\n  办理: \"半").0, Place::Nowhere);
        assert_eq!(at("职责 甲 { 责任: 甲 }\n").0, Place::Top);
        assert_eq!(at("事实 情形 {\n  值 侵害 { 上").0, Place::Field(Keyword::Value));
        let value = |key, before| Place::Value {
            declaration: Keyword::Duty,
            name: "甲",
            key,
            before,
        };
        assert_eq!(
            at("职责 甲 {\n  责任: 市公安局、市").0,
            value(Keyword::Responsible, " 市公安局、")
        );
        assert_eq!(at("duty 甲 {\n  hands over: ").0, value(Keyword::HandsOver, " "));
    }

    #[test]
    fn sets_of_a_test_do_not_end_its_block() {
        let (place, _) = at("测试 \"甲\" { 给定: 情形 = {侵害}, 年龄 = 6  应有: 责任 市");
        assert!(
            matches!(
                place,
                Place::Value {
                    key: Keyword::Expect,
                    before: " 责任 ",
                    ..
                }
            ),
            "{place:?}"
        );
    }
}
