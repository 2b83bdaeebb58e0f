//! The start of a line → the number printed there, if it is one: `三、`, `(二)`, `9.`, `（1）`, `第五条`, `①`, `37公安`.
//!
//! Reads one string alone. Whether a doubtful number fits the count is decided in `frames`.

use super::cursor::Cursor;
use super::genre;
use super::label::{BULLETS, ENCLOSED, Form, LEVELS, Level, Numerals};
use super::script::{han_digit, han_number, is_blank, is_han};

/// A number as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    pub form: Form,
    pub value: u32,
    /// The segment it makes in a path.
    pub segment: String,
    /// The mark after it, which tells lists of one form apart; empty for a bare number.
    pub mark: &'static str,
    /// The number as printed, without its mark; none where the text lost it.
    pub label: Option<String>,
    /// Bytes up to the words that follow.
    pub length: usize,
}

impl Marker {
    /// Whether it could as well be a quantity in the text.
    pub(super) fn is_bare(&self) -> bool {
        self.form == Form::Arabic && self.mark.is_empty()
    }
}

/// Reads the number at the start of `text`.
pub(super) fn parse(text: &str) -> Option<Marker> {
    enclosed(text).or_else(|| LEVELS.iter().find_map(|level| at_level(text, level)))
}

/// Reads the bullet at the start of `text`, and how long it is with the blanks after it.
pub(super) fn bullet(text: &str) -> Option<(&'static str, usize)> {
    let found = BULLETS.iter().find(|bullet| text.starts_with(**bullet))?;
    let mut cursor = Cursor::new(text.get(found.len()..)?);
    cursor.skip_blanks();
    cursor
        .peek()
        .filter(|c| c.is_alphanumeric() || matches!(c, '“' | '《' | '('))?;
    Some((found.trim_end(), found.len() + cursor.used()))
}

fn enclosed(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let (from, _, form) = *ENCLOSED.iter().find(|(from, to, _)| (*from..=*to).contains(&first))?;
    let value = first as u32 - from as u32 + 1;
    let segment = match form {
        Form::HanBracket => format!("({})", "一二三四五六七八九十".chars().nth(value as usize - 1)?),
        Form::ArabicBracket => format!("({value})"),
        Form::Arabic => value.to_string(),
        _ => first.to_string(),
    };
    let mut cursor = Cursor::new(text.get(first.len_utf8()..)?);
    cursor.take_while(1, |c| matches!(c, '.' | '、'));
    cursor.skip_blanks();
    let length = first.len_utf8() + cursor.used();
    Some(Marker {
        form,
        value,
        label: Some(segment.clone()),
        segment,
        mark: "enclosed",
        length,
    })
}

fn at_level(text: &str, level: &Level) -> Option<Marker> {
    let mut cursor = Cursor::new(text);
    if !cursor.eat(level.before) {
        return None;
    }
    cursor.skip_blanks();
    let (numeral, value) = numeral(&mut cursor, level.numerals)?;
    let printed_space = cursor;
    cursor.skip_blanks();
    let mark = level
        .after
        .iter()
        .find(|mark| eat_mark(&mut cursor, &printed_space, mark))?;
    if !follows(&cursor, mark) {
        return None;
    }
    cursor.take_while(1, |c| level.keeps_marks && matches!(c, '、' | '.' | ',' | ':'));
    cursor.skip_blanks();
    let segment = segment(level, &numeral, mark);
    let mark = if *mark == "|" || *mark == "\t" { "|" } else { mark };
    Some(Marker {
        form: level.form,
        value,
        label: Some(segment.clone()),
        segment,
        mark,
        length: cursor.used(),
    })
}

/// Takes the mark; a tab is a mark only before blanks were skipped.
fn eat_mark(cursor: &mut Cursor<'_>, before_blanks: &Cursor<'_>, mark: &str) -> bool {
    match mark {
        "\t" => before_blanks.rest().starts_with('\t'),
        _ => cursor.eat(mark),
    }
}

fn segment(level: &Level, numeral: &str, mark: &str) -> String {
    let numeral = if level.before.is_empty() && !level.keeps_marks {
        numeral.trim_start_matches('0')
    } else {
        numeral
    };
    match (level.keeps_marks, level.form) {
        (true, _) => format!("{}{numeral}{mark}", level.before),
        (false, Form::Ordinal) => format!("第{numeral}"),
        (false, _) => numeral.to_string(),
    }
}

fn numeral(cursor: &mut Cursor<'_>, numerals: Numerals) -> Option<(String, u32)> {
    let is_numeral = |c: char| han_digit(c).is_some() || matches!(c, '十' | '百');
    let han = if numerals == Numerals::Arabic {
        String::new()
    } else {
        cursor.take_while(6, is_numeral)
    };
    if !han.is_empty() {
        let value = han_number(&han)?;
        return Some((han, value));
    }
    let digits = if numerals == Numerals::Han {
        String::new()
    } else {
        cursor.take_while(4, |c| c.is_ascii_digit())
    };
    let value = digits.parse().ok().filter(|value| (1..1000).contains(value))?;
    Some((digits, value))
}

/// Whether what stands after the mark lets it be a number of a list: not `2.5`, not `16周岁`, not `一、二年级`.
fn follows(cursor: &Cursor<'_>, mark: &str) -> bool {
    let next = cursor.peek();
    match mark {
        "." | "、" | "," => !short_digits(cursor) && !ordinals(cursor.rest()),
        "" => {
            let mut ahead = *cursor;
            ahead.skip_blanks();
            ahead.peek().is_some_and(|c| is_han(c) && !genre::MEASURES.contains(c))
        }
        _ => next.is_none_or(|c| !matches!(c, '、' | '和' | '至' | '项' | '款')) || next.is_some_and(is_blank),
    }
}

/// `.5` of a decimal, against `.2022年` of an item that opens with a year.
fn short_digits(cursor: &Cursor<'_>) -> bool {
    let digits = { *cursor }.take_while(4, |c| c.is_ascii_digit());
    (1..4).contains(&digits.len())
}

fn ordinals(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().and_then(han_digit).is_some() && chars.next().is_some_and(|c| genre::ORDINAL_TAILS.contains(c))
}
