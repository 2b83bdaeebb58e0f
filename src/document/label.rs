//! The numbering levels of the genre: one row a printed form, outermost first.

/// A printed form of number. Lists are continued by form: `2.` continues `1.`, never `(1)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Division,
    Chapter,
    Section,
    Han,
    Article,
    HanBracket,
    Ordinal,
    Unit,
    Stage,
    Arabic,
    Field,
    Tier,
    ArabicBracket,
    HalfBracket,
    Circled,
}

/// Which numerals a form is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    Han,
    Arabic,
    Either,
}

/// One row of the table.
pub(super) struct Level {
    pub form: Form,
    /// What stands before the numeral, folded.
    pub before: &'static str,
    pub numerals: Numerals,
    /// What may stand after it, folded; part of the printed form.
    pub after: &'static [&'static str],
    /// Whether the path keeps what stands around the numeral: `(一)` and `第三条` do, `一、` and `1.` do not.
    pub keeps_marks: bool,
}

const fn level(
    form: Form,
    before: &'static str,
    numerals: Numerals,
    after: &'static [&'static str],
    keeps_marks: bool,
) -> Level {
    Level {
        form,
        before,
        numerals,
        after,
        keeps_marks,
    }
}

/// The levels as official documents print them (GB/T 9704: 一、 (一) 1. (1)), with those of regulations (章 节 条)
/// above and the looser ones below. Nesting follows this order of forms; a document may skip any of them.
pub(super) const LEVELS: &[Level] = &[
    level(Form::Division, "第", Numerals::Either, &["编", "部分"], true),
    level(Form::Chapter, "第", Numerals::Either, &["章"], true),
    level(Form::Section, "第", Numerals::Either, &["节"], true),
    level(Form::Article, "第", Numerals::Either, &["条"], true),
    level(Form::Han, "", Numerals::Han, &["、", ".", "．"], false),
    level(Form::HanBracket, "(", Numerals::Han, &[")"], true),
    // Spoken order: 第一,… 第二,…
    level(Form::Ordinal, "第", Numerals::Han, &[",", "、"], false),
    level(Form::Arabic, "", Numerals::Arabic, &[".", "、"], false),
    level(Form::ArabicBracket, "(", Numerals::Arabic, &[")"], true),
    level(Form::HalfBracket, "", Numerals::Arabic, &[")"], true),
    // A number that lost its mark (`37公安…`) or a table's first cell; believed only where the count fits.
    level(Form::Arabic, "", Numerals::Arabic, &["|", "\t", ""], false),
];

/// Numbers that are one character: first and last of a run that counts from 1, and the form they stand for.
pub(super) const ENCLOSED: &[(char, char, Form)] = &[
    ('①', '⑳', Form::Circled),
    ('㈠', '㈩', Form::HanBracket),
    ('⑴', '⒇', Form::ArabicBracket),
    ('⒈', '⒛', Form::Arabic),
    ('➀', '➉', Form::Circled),
    ('❶', '❿', Form::Circled),
];

/// Bullets; their items are counted within the list: `——1`.
pub(super) const BULLETS: &[&str] = &["——", "—", "●", "•", "■", "◆", "▲", "○", "·", "- ", "* "];
