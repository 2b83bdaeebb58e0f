//! Lines in Traditional script → Simplified, by OpenCC. Text in Simplified script is left exactly as it is.
//!
//! Pages that were converted by machine carry readings after some characters, `質(zhì)`; they would end up inside the words, and are taken out first.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::{Fault, Line, Remark, RemarkKind};
use crate::words;

/// A document is in Traditional script if at least one in so many of its Chinese characters would change.
const SHARE: usize = 20;
/// So many characters are looked at to tell the script.
const SAMPLE: usize = 50_000;
/// Vowels with a tone, as readings have them.
const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";
/// The longest reading (`zhuàng`).
const READING: usize = 7;

/// Converts the lines in place; the words as they were stay with each line that changed.
pub(super) fn simplify(lines: &mut [Line]) -> Result<Option<Remark>, Fault> {
    if !lines.iter().flat_map(|l| l.text.chars()).any(is_han) {
        return Ok(None);
    }
    let converter = OpenCC::from_config(BuiltinConfig::T2s).map_err(|e| Fault::broken("OpenCC", &e))?;
    if !is_traditional(&converter, lines)? {
        return Ok(None);
    }
    let (mut changed, mut first, mut readings) = (0, None, 0);
    for (index, line) in lines.iter_mut().enumerate() {
        let (bare, taken) = without_readings(&line.text);
        let simplified = converter.convert(&bare);
        readings += taken;
        if simplified != line.text {
            changed += 1;
            first.get_or_insert(index + 1);
            line.original = Some(std::mem::replace(&mut line.text, simplified));
        }
    }
    let mut remark = Remark::new(
        RemarkKind::Script,
        words!(
            "原文是繁体,{changed} 行已转成简体再读",
            "the text is in Traditional script; {changed} lines were converted to Simplified before reading"
        ),
    );
    if readings > 0 {
        remark.words.zh += &format!(";字后的注音 {readings} 处已去掉");
        remark.words.en += &format!("; {readings} readings after characters were taken out");
    }
    remark.line = first;
    Ok(Some(remark))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether conversion would change a good share of the characters, and more than conversion the other way would; judged by the
/// beginning of the text. A few old forms in Simplified text (乾县) do not make it Traditional.
fn is_traditional(converter: &OpenCC, lines: &[Line]) -> Result<bool, Fault> {
    let sample: String = lines
        .iter()
        .flat_map(|l| l.text.chars())
        .filter(|c| is_han(*c))
        .take(SAMPLE)
        .collect();
    let changed = changed(converter, &sample);
    if changed == 0 || changed * SHARE < sample.chars().count() {
        return Ok(false);
    }
    let back = OpenCC::from_config(BuiltinConfig::S2t).map_err(|e| Fault::broken("OpenCC", &e))?;
    Ok(changed > self::changed(&back, &sample))
}

/// How many characters a conversion changes.
fn changed(converter: &OpenCC, sample: &str) -> usize {
    let converted = converter.convert(sample);
    // Phrases that differ in length shift what follows: judge such a sample by its characters one by one.
    if sample.chars().count() == converted.chars().count() {
        sample.chars().zip(converted.chars()).filter(|(a, b)| a != b).count()
    } else {
        sample
            .chars()
            .filter(|c| converter.convert(&c.to_string()) != c.to_string())
            .count()
    }
}

/// The words without readings in brackets, and how many there were.
fn without_readings(text: &str) -> (String, usize) {
    let (mut out, mut count, mut rest) = (String::with_capacity(text.len()), 0, text);
    while let Some(at) = rest.find(['(', '\u{ff08}']) {
        let (before, bracket) = rest.split_at(at);
        out.push_str(before);
        match reading(bracket).filter(|_| before.ends_with(is_han)) {
            Some(length) => {
                count += 1;
                rest = bracket.get(length..).unwrap_or_default();
            }
            None => {
                let open = bracket.chars().next().map_or(0, char::len_utf8);
                out.push_str(bracket.get(..open).unwrap_or_default());
                rest = bracket.get(open..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    (out, count)
}

/// How long the reading is that the text opens with: letters in a bracket, one of them with a tone.
fn reading(bracket: &str) -> Option<usize> {
    let mut chars = bracket.char_indices().skip(1);
    let letters: String = bracket
        .chars()
        .skip(1)
        .take_while(|c| c.is_lowercase())
        .take(READING)
        .collect();
    let close = chars.nth(letters.chars().count())?;
    let toned = letters.chars().any(|c| TONES.contains(c));
    (toned && matches!(close.1, ')' | '\u{ff09}')).then(|| close.0 + close.1.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::without_readings;

    #[test]
    fn readings_are_told_from_brackets() {
        assert_eq!(
            without_readings("教育質(zhì)量(含幼兒園)"),
            ("教育質量(含幼兒園)".to_owned(), 1)
        );
        assert_eq!(without_readings("牽(qiān)頭(abc)"), ("牽頭(abc)".to_owned(), 1));
        assert_eq!(without_readings("((("), ("(((".to_owned(), 0));
    }
}
