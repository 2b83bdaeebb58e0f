//! What a character or a short string of the script is: blanks, folded punctuation, numerals.

/// Whether a character is only space, in whatever disguise pages use.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A character with its full-width form narrowed; the punctuation of lists and brackets above all.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '﹒' | '・' => '.',
        '〔' => '[',
        '〕' => ']',
        _ => c,
    }
}

/// Text folded and without blanks: how labels are compared and how paths are written.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(fold).collect()
}

/// Whether a character is written Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// The value of one Chinese digit.
pub(super) fn han_digit(c: char) -> Option<u32> {
    let place = "零一二三四五六七八九".chars().position(|digit| digit == c);
    match (place, c) {
        (Some(place), _) => u32::try_from(place).ok(),
        (None, '〇') => Some(0),
        (None, '两') => Some(2),
        _ => None,
    }
}

/// The value of a Chinese numeral below a thousand: 三, 十二, 二十, 一百零五, 二〇.
pub(super) fn han_number(numeral: &str) -> Option<u32> {
    let (mut total, mut digit) = (0u32, None);
    for c in numeral.chars() {
        match c {
            '十' => total = total.checked_add(digit.take().unwrap_or(1) * 10)?,
            '百' => total = total.checked_add(digit.take().unwrap_or(1) * 100)?,
            _ => digit = Some(digit.filter(|d| *d != 0).unwrap_or(0) * 10 + han_digit(c)?),
        }
        if total > 999 || digit.is_some_and(|d| d > 999) {
            return None;
        }
    }
    Some(total + digit.unwrap_or(0)).filter(|value| *value > 0)
}

/// The last character that is not blank.
pub(super) fn last_mark(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !is_blank(*c)).map(fold)
}

/// Whether a text ends as a sentence or a part of one does.
pub(super) fn is_closed(text: &str) -> bool {
    let open_quotes = |c: &char| matches!(c, '”' | '’' | '」' | '』' | '"');
    let last = text
        .chars()
        .rev()
        .filter(|c| !is_blank(*c))
        .map(fold)
        .find(|c| !open_quotes(c));
    matches!(last, Some('。' | ';' | ':' | '!' | '?' | '…'))
}

/// How many characters are not blank, counted no further than `limit`.
pub(super) fn length_within(text: &str, limit: usize) -> Option<usize> {
    let length = text.chars().filter(|c| !is_blank(*c)).take(limit + 1).count();
    (length <= limit).then_some(length)
}
