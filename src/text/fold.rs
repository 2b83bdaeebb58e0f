//! Folding: characters that a writer uses for the same thing become one.
//!
//! Full-width forms become ASCII, the kinds of middle dot and of dash one each. Chinese characters are left alone:
//! the traditional form of a name is another name (keywords list their traditional forms themselves).

/// The character that `c` is compared as.
#[must_use]
pub fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '•' | '・' | '‧' | '∙' => '·',
        '〔' => '[',
        '〕' => ']',
        other => other,
    }
}

/// A name as it is compared: folded character by character, without the white space around it.
#[must_use]
pub fn fold_name(name: &str) -> String {
    name.trim().chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_brackets_and_digits_fold() {
        assert_eq!(fold_name("四／（二）／３"), "四/(二)/3");
    }
}
