//! A number and a counting format of Word → the numeral as printed: `chineseCounting` 12 → `十二`, `decimalEnclosedCircle` 3 → `③`.
//!
//! Formats: ECMA-376 part 1, 17.18.59 (`ST_NumberFormat`). Those of other scripts print as decimals.

/// The numeral that `format` prints for `value`.
pub(super) fn numeral(format: &str, value: u32) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" if value < 10 => format!("0{value}"),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => letters(value),
        "lowerLetter" => letters(value).to_lowercase(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "japaneseDigitalTenThousand"
        | "taiwaneseDigital" => {
            if format.ends_with("igital") || format.ends_with("DigitalTenThousand") {
                digits(value, "〇一二三四五六七八九")
            } else {
                counted(value, "零一二三四五六七八九", ["", "十", "百", "千"])
            }
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counted(value, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"])
        }
        "ideographTraditional" => cycle(value, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cycle(value, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(value),
        "decimalEnclosedParen" => run(value, '⑴', 20).unwrap_or_else(|| format!("({value})")),
        "decimalEnclosedFullstop" => run(value, '⒈', 20).unwrap_or_else(|| format!("{value}.")),
        "ideographEnclosedCircle" => run(value, '㊀', 10).unwrap_or_else(|| value.to_string()),
        "decimalFullWidth" | "decimalFullWidth2" => digits(value, "０１２３４５６７８９"),
        _ => value.to_string(),
    }
}

/// The character `value` places into a run that begins with `first` for 1.
fn run(value: u32, first: char, length: u32) -> Option<String> {
    let fits = (1..=length).contains(&value);
    char::from_u32(first as u32 + value.wrapping_sub(1))
        .filter(|_| fits)
        .map(String::from)
}

fn circled(value: u32) -> String {
    match value {
        1..=20 => run(value, '①', 20),
        21..=35 => run(value - 20, '㉑', 15),
        36..=50 => run(value - 35, '㊱', 15),
        _ => None,
    }
    .unwrap_or_else(|| value.to_string())
}

fn nth(list: &str, index: u32) -> char {
    list.chars().nth(index as usize).unwrap_or('?')
}

fn digits(value: u32, list: &str) -> String {
    value
        .to_string()
        .chars()
        .map(|c| nth(list, c.to_digit(10).unwrap_or_default()))
        .collect()
}

/// Positional numerals below ten thousand: 十二, 一百零五, 贰拾.
fn counted(value: u32, list: &str, units: [&str; 4]) -> String {
    if value == 0 || value > 9999 {
        return digits(value, list);
    }
    let (mut out, mut skipped) = (String::new(), false);
    for (power, unit) in units.iter().enumerate().rev() {
        let digit = value / 10u32.pow(u32::try_from(power).unwrap_or_default()) % 10;
        if digit == 0 {
            skipped = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            out.push(nth(list, 0));
        }
        // Ten is 十, not 一十, where it opens the numeral.
        if !(*unit == "十" && digit == 1 && out.is_empty()) {
            out.push(nth(list, digit));
        }
        out.push_str(unit);
    }
    out
}

fn cycle(value: u32, list: &str) -> String {
    let length = u32::try_from(list.chars().count()).unwrap_or(1);
    nth(list, value.saturating_sub(1) % length).to_string()
}

/// A, …, Z, AA, BB, …
fn letters(value: u32) -> String {
    let (letter, times) = (value.saturating_sub(1) % 26, value.saturating_sub(1) / 26 + 1);
    nth("ABCDEFGHIJKLMNOPQRSTUVWXYZ", letter)
        .to_string()
        .repeat(times.min(20) as usize)
}

fn roman(value: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut rest, mut out) = (value.min(9999), String::new());
    for (worth, sign) in VALUES {
        while rest >= worth {
            rest -= worth;
            out.push_str(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals_as_word_prints_them() {
        for (format, value, printed) in [
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCountingThousand", 12, "十二"),
            ("japaneseCounting", 20, "二十"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseLegalSimplified", 15, "壹拾伍"),
            ("ideographTraditional", 11, "甲"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircleChinese", 21, "㉑"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalFullWidth", 10, "１０"),
            ("lowerRoman", 4, "iv"),
            ("upperLetter", 27, "AA"),
            ("decimal", 7, "7"),
            ("hebrew1", 7, "7"),
        ] {
            assert_eq!(numeral(format, value), printed, "{format} {value}");
        }
    }
}
