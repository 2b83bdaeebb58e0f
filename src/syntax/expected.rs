//! Sentences for syntax errors: what was found, what should stand there, with the right form.

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

use super::grammar::{Grammar, Rule};
use super::keyword::{self, Entry, KEYWORDS, Keyword, Place};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::text::{Span, fold_name};
use crate::words;

/// A declaration that the grammar could not read at all.
pub fn declaration(error: &pest::error::Error<Rule>, text: &str, span: Span) -> Diagnostic {
    let at = offset(error);
    let place = found_at(text, at, span);
    let found = found_word(text, at);
    let first = first_word(text);
    if keyword::find(first, Place::Declaration).is_none_or(|k| k == Keyword::Value) {
        return not_a_declaration(
            first,
            Span {
                end: span.start + u32::try_from(first.len().max(1)).unwrap_or(1),
                ..span
            },
        );
    }
    let problem = if found.is_empty() {
        Diagnostic::new(
            Code::SYNTAX,
            place,
            words!("声明到这里就断了", "the declaration breaks off here"),
        )
    } else {
        Diagnostic::new(
            Code::SYNTAX,
            place,
            words!("这里读不懂 `{found}`", "`{found}` cannot be read here"),
        )
    };
    let expected = expected_words(error);
    if expected.is_empty() {
        return problem;
    }
    // Where a block could begin, a name has just ended: what follows is likely the rest of it.
    let name_ended = expected.zh.contains("`{`")
        && found
            .chars()
            .next()
            .is_none_or(|c| super::split::is_name_char(c) || matches!(c, '、' | '/'));
    problem.help(if name_ended && !found.is_empty() {
        Words::new(
            format!("{};名称里有空格或、时加引号", expected.zh),
            format!("{}; quote names that hold spaces or 、", expected.en),
        )
    } else {
        expected
    })
}

/// The word that a piece of text begins with: a name where it can be, else the marks that stand there.
fn first_word(text: &str) -> &str {
    let token = text.split_whitespace().next().unwrap_or("");
    let name = token
        .split(|c: char| !super::split::is_name_char(c))
        .next()
        .unwrap_or("");
    let end = token.char_indices().nth(20).map_or(token.len(), |(at, _)| at);
    if name.is_empty() {
        token.get(..end).unwrap_or("")
    } else {
        name
    }
}

fn not_a_declaration(first: &str, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NOT_A_DECLARATION,
        span,
        words!("`{first}` 不是声明的开头", "`{first}` begins no declaration"),
    );
    match nearest_keyword(first, Place::Declaration) {
        Some(k) => problem.help(words!("是不是想写 `{}`?", "did you mean `{}`?", spelled_like(k, first))),
        None => {
            let list = |lang| {
                KEYWORDS
                    .iter()
                    .filter(|e| e.place == Place::Declaration && e.keyword != Keyword::Value)
                    .map(|e| e.keyword.spelling(lang))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let (zh, en) = (list(crate::diagnostic::Lang::Zh), list(crate::diagnostic::Lang::En));
            problem.help(words!(
                "声明以这些词之一开头:{zh}",
                "a declaration begins with one of: {en}"
            ))
        }
    }
}

/// A field whose key is unknown or stands elsewhere, or whose value cannot be read.
pub fn broken_field(text: &str, span: Span, inside: Keyword) -> Diagnostic {
    let (key, value_start) = match text.char_indices().find(|(_, c)| matches!(c, ':' | '：')) {
        Some((at, c)) => (text.get(..at).unwrap_or("").trim(), at + c.len_utf8()),
        None => (text, text.len()),
    };
    let key_span = Span {
        end: span.start + u32::try_from(key.len()).unwrap_or(0),
        ..span
    };
    let Some(known) = keyword::find(key, Place::Field) else {
        return unknown_field(key, key_span, inside);
    };
    let value = text.get(value_start..).unwrap_or("");
    let start = span.start as usize + value_start;
    let (key_zh, key_en) = (known.entry().zh, known.entry().en);
    if value.trim().is_empty() {
        return Diagnostic::new(
            Code::MISSING_VALUE,
            key_span,
            words!("`{key_zh}` 后面没有值", "`{key_en}` has no value"),
        )
        .help(form(known));
    }
    let value_span = Span::new(span.source, start..start + value.len());
    let (at, expected) = mistake_in(known, value);
    let found = found_word(value, at);
    let place = found_at(value, at, value_span);
    let problem = if found.is_empty() {
        Diagnostic::new(
            Code::BROKEN_VALUE,
            place,
            words!("`{key_zh}` 的值到这里就断了", "the value of `{key_en}` breaks off here"),
        )
    } else {
        Diagnostic::new(
            Code::BROKEN_VALUE,
            place,
            words!(
                "`{key_zh}` 的值里读不懂 `{found}`",
                "`{found}` cannot be read in the value of `{key_en}`"
            ),
        )
    };
    let mut form = form(known);
    if keyword::find(found, Place::Field).is_some() {
        form = Words::new(
            format!("{};`{found}` 如果是栏名,后面加冒号", form.zh),
            format!("{}; if `{found}` names a field, a colon follows it", form.en),
        );
    }
    if let (Keyword::When | Keyword::Unless | Keyword::If | Keyword::Then, "、" | "," | "，") = (known, found) {
        form = words!(
            "几个值放在括号里:`场所 属于 (学校、街头)`、`情形 含任一 (侵害、失踪)`",
            "several values stand in brackets: `场所 in (学校, 街头)`, `情形 has any (侵害, 失踪)`"
        );
    }
    problem.help(match expected {
        Some(expected) => Words::new(
            format!("{};{}", expected.zh, form.zh),
            format!("{}; {}", expected.en, form.en),
        ),
        None => form,
    })
}

fn unknown_field(key: &str, span: Span, inside: Keyword) -> Diagnostic {
    let (zh, en) = (inside.entry().zh, inside.entry().en);
    let problem = Diagnostic::new(
        Code::UNKNOWN_FIELD,
        span,
        words!("`{zh}` 里没有 `{key}` 这一栏", "`{en}` has no field `{key}`"),
    );
    match nearest_keyword(key, Place::Field) {
        Some(k) => problem.help(words!("是不是想写 `{}`?", "did you mean `{}`?", spelled_like(k, key))),
        None => problem.help(words!(
            "栏目见 docs/language.md;说明文字写在 `说明: \"…\"`",
            "see docs/language.md for the fields; remarks go in `note: \"…\"`"
        )),
    }
}

/// A word between fields that belongs to none.
pub fn stray(text: &str, span: Span) -> Diagnostic {
    let text = text.trim();
    let problem = Diagnostic::new(
        Code::STRAY,
        span,
        words!("`{text}` 不属于任何一栏", "`{text}` belongs to no field"),
    );
    match nearest_keyword(text, Place::Field) {
        Some(k) => {
            let word = spelled_like(k, text);
            problem.help(words!(
                "如果是栏名,写作 `{word}: …`",
                "if it names a field, write `{word}: …`"
            ))
        }
        None => problem.help(words!(
            "栏目写作 `栏名: 值`;名称里有空格或、时加引号",
            "write fields as `key: value`; quote names that hold spaces or 、"
        )),
    }
}

fn mistake_in(key: Keyword, value: &str) -> (usize, Option<Words>) {
    let rule = match key {
        Keyword::When | Keyword::Unless | Keyword::If | Keyword::Then => Rule::whole_condition,
        Keyword::Cites => Rule::whole_paths,
        Keyword::Within => Rule::whole_deadlines,
        Keyword::Given => Rule::whole_given,
        Keyword::Expect | Keyword::ExpectNot => Rule::whole_expectations,
        Keyword::Targets => Rule::whole_targets,
        Keyword::EnforcedBy => Rule::whole_enforcers,
        Keyword::Lead
        | Keyword::Joint
        | Keyword::Responsible
        | Keyword::Assist
        | Keyword::Receive
        | Keyword::ReceivesFrom
        | Keyword::Notifies
        | Keyword::ReportsTo
        | Keyword::HandsOver
        | Keyword::Guides
        | Keyword::Supervises
        | Keyword::Subject
        | Keyword::From
        | Keyword::To => Rule::whole_units,
        _ => Rule::whole_names,
    };
    match Grammar::parse(rule, value) {
        Ok(_) => (value.len() - value.trim_start().len(), None),
        Err(error) => {
            let words = expected_words(&error);
            (offset(&error), (!words.is_empty()).then_some(words))
        }
    }
}

fn offset(error: &pest::error::Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

/// The word that stands at byte `at`.
fn found_word(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("").trim_start();
    let length = rest
        .char_indices()
        .find(|(_, c)| !super::split::is_name_char(*c))
        .map_or(rest.len(), |(i, _)| i);
    if length > 0 {
        rest.get(..length).unwrap_or("")
    } else {
        rest.chars().next().and_then(|c| rest.get(..c.len_utf8())).unwrap_or("")
    }
}

fn found_at(text: &str, at: usize, span: Span) -> Span {
    let rest = text.get(at..).unwrap_or("");
    let skipped = rest.len() - rest.trim_start().len();
    let found = found_word(text, at);
    // At the very end the caret points behind the last word, not behind the white space that follows it.
    let (start, length) = if found.is_empty() {
        (text.trim_end().len(), 0)
    } else {
        (at + skipped, found.len())
    };
    let start = span.start as usize + start;
    Span::new(span.source, start..start + length)
}

fn expected_words(error: &pest::error::Error<Rule>) -> Words {
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Words::default();
    };
    let mut zh: Vec<String> = Vec::new();
    let mut en: Vec<String> = Vec::new();
    for rule in positives {
        let Some(words) = rule_words(*rule) else { continue };
        if !zh.contains(&words.zh) {
            zh.push(words.zh);
            en.push(words.en);
        }
    }
    if zh.is_empty() || zh.len() > 12 {
        return Words::default();
    }
    Words::new(
        format!("这里可以写:{}", zh.join("、")),
        format!("here may stand: {}", en.join(", ")),
    )
}

fn rule_words(rule: Rule) -> Option<Words> {
    let kw = format!("{rule:?}");
    if let Some(entry) = KEYWORDS.iter().find(|e| e.rule_name() == kw) {
        return Some(Words::new(format!("`{}`", entry.zh), format!("`{}`", entry.en)));
    }
    let (zh, en) = match rule {
        Rule::role => ("角色,如 `牵头` `责任`", "a role such as `lead` or `responsible`"),
        Rule::condition | Rule::atom | Rule::condition_name | Rule::negated | Rule::all_of | Rule::test => {
            ("条件", "a condition")
        }
        Rule::name | Rule::list_name | Rule::title => ("名称", "a name"),
        Rule::list_value | Rule::operand => ("值", "a value"),
        Rule::value_list => ("括号里的若干值", "values in brackets"),
        Rule::text => ("引号里的文字", "text in quotes"),
        Rule::path | Rule::list_path => ("条款路径", "a clause path"),
        Rule::amount | Rule::digits | Rule::bound | Rule::decimal => ("数字", "a number"),
        Rule::range => ("范围,如 16..<18", "a range such as 16..<18"),
        Rule::comparison => ("比较号", "a comparison"),
        Rule::open => ("`{`", "`{`"),
        Rule::close => ("`}`", "`}`"),
        Rule::open_round => ("`(`", "`(`"),
        Rule::close_round => ("`)`", "`)`"),
        Rule::colon => ("`:`", "`:`"),
        Rule::comma => ("`、`", "`,`"),
        Rule::semicolon => ("`;`", "`;`"),
        Rule::equals => ("`=`", "`=`"),
        Rule::deadline | Rule::duration => ("时限", "a deadline"),
        Rule::unit_group => ("单位", "a unit"),
        _ => return None,
    };
    Some(Words::new(zh, en))
}

/// How the value of a field is written.
fn form(key: Keyword) -> Words {
    let (zh, en) = match key {
        Keyword::When | Keyword::Unless | Keyword::If | Keyword::Then => (
            "条件写作 `情形 含 侵害 且 年龄 < 16`",
            "a condition reads `情形 has 侵害 and 年龄 < 16`",
        ),
        Keyword::Cites => (
            "条款路径写作 `四/市公安局/2`,几条之间用 `、`",
            "a clause path reads `四/市公安局/2`; separate several with `,`",
        ),
        Keyword::Within => (
            "时限写作 `及时`、`30日 自 受理`、`每季度`、`2021-07-30 前`,其他写法加引号",
            "a deadline reads `及时`, `30 days from 受理`, `every quarter`, `by 2021-07-30`; quote anything else",
        ),
        Keyword::Given => (
            "案情写作 `情形 = {监护侵害}, 年龄 = 6`",
            "facts read `情形 = {监护侵害}, 年龄 = 6`",
        ),
        Keyword::Expect | Keyword::ExpectNot => (
            "期望写作 `责任 市公安局 据 四/市公安局/2`",
            "an expectation reads `responsible 市公安局 under 四/市公安局/2`",
        ),
        Keyword::Targets => ("指标写作 `\"覆盖率\" >= 100%`", "a target reads `\"coverage\" >= 100%`"),
        Keyword::Overdue => ("逾期写作 `超过 30日 自 受理`", "overdue reads `over 30 days from 受理`"),
        Keyword::EnforcedBy => (
            "执行写作 `市公安局 据 四/市公安局/4`",
            "enforced by reads `市公安局 under 四/市公安局/4`",
        ),
        Keyword::SourceText => ("原文写作 `sha256 \"…\"`", "source reads `sha256 \"…\"`"),
        Keyword::Does | Keyword::Note | Keyword::Because | Keyword::Content => {
            ("文字放进引号 `\"…\"`", "put text in quotes `\"…\"`")
        }
        _ => (
            "几个名称之间用 `、`;名称里有空格或、时加引号",
            "separate names with `,`; quote names that hold spaces or 、",
        ),
    };
    Words::new(zh, en)
}

/// The keyword whose spelling is nearest to `word`, if one is near.
#[must_use]
pub fn nearest_keyword(word: &str, place: Place) -> Option<Keyword> {
    let folded = fold_name(word);
    KEYWORDS
        .iter()
        .filter(|e| e.place == place)
        .flat_map(|e| e.spellings().map(move |s| (e, s)))
        .filter_map(|(e, s)| crate::text::nearness(&folded, s).map(|d| ((d, rank(e, s, &folded)), e.keyword)))
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}

/// Among spellings equally near, the principal ones come first, and those that begin alike.
fn rank(entry: &Entry, spelling: &str, written: &str) -> (bool, bool) {
    (
        spelling.chars().next() != written.chars().next(),
        spelling != entry.zh && spelling != entry.en,
    )
}

fn spelled_like(keyword: Keyword, word: &str) -> &'static str {
    if word.is_ascii() {
        keyword.entry().en
    } else {
        keyword.entry().zh
    }
}
