//! Bytes of a text file → characters: UTF-8, UTF-16, GB18030 or Big5, with what was damaged.
//!
//! A byte order mark decides; then valid UTF-8; then the look of UTF-16; then the statistics of chardetng between the Chinese encodings.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{Fault, Remark, RemarkKind};
use crate::words;

/// Places of damage that a remark lists.
const PLACES: usize = 10;
/// One damaged sequence in so many characters still is the encoding it looks like.
const TOLERANCE: usize = 20;
/// What a wrong decoding of UTF-8 as GBK leaves behind.
const MOJIBAKE: &str = "锟斤拷";

/// Decodes a text file; damage becomes U+FFFD and a remark.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Vec<Remark>), Fault> {
    let (encoding, marked) = detect(bytes)?;
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let text = text.into_owned();
    let mut remarks = Vec::new();
    if encoding != UTF_8 {
        let (name, how) = (encoding.name().to_uppercase(), if marked { "BOM" } else { "~" });
        remarks.push(Remark::new(
            RemarkKind::Encoding,
            if how == "BOM" {
                words!("编码:{name}(有字节顺序标记)", "encoding: {name} (byte order mark)")
            } else {
                words!("编码:{name}(推断)", "encoding: {name} (inferred)")
            },
        ));
    }
    remarks.extend(damage(&text));
    Ok((text, remarks))
}

/// Decodes a web page: as text, unless the page declares a Chinese encoding and is not UTF-8.
pub(super) fn decode_page(bytes: &[u8]) -> Result<(String, Vec<Remark>), Fault> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default()).to_lowercase();
    let declared = head.split_once("charset=").and_then(|(_, rest)| {
        let name: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        Encoding::for_label(name.as_bytes())
    });
    match declared.filter(|e| std::str::from_utf8(bytes).is_err() && Encoding::for_bom(bytes).is_none() && *e != UTF_8)
    {
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let name = encoding.name().to_uppercase();
            let said = words!("编码:{name}(网页声明)", "encoding: {name} (the page says so)");
            let remarks = std::iter::once(Remark::new(RemarkKind::Encoding, said))
                .chain(damage(&text))
                .collect();
            Ok((text.into_owned(), remarks))
        }
        None => decode(bytes),
    }
}

/// A page declares its encoding within so many bytes.
const HEAD: usize = 4096;

/// The encoding, and whether a byte order mark says so.
fn detect(bytes: &[u8]) -> Result<(&'static Encoding, bool), Fault> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(Fault::Foreign(words!(
            "这是 UTF-32 文本;先转换:iconv -f UTF-32 -t UTF-8 文件",
            "this is UTF-32 text; convert it first: iconv -f UTF-32 -t UTF-8 FILE"
        )));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok((encoding, true));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return refuse_binary(bytes).map(|()| (UTF_8, false));
    }
    if let Some(encoding) = [UTF_16LE, UTF_16BE].into_iter().find(|e| looks_chinese(e, bytes)) {
        return Ok((encoding, false));
    }
    refuse_binary(bytes)?;
    if is_damaged_utf8(bytes) {
        return Ok((UTF_8, false));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let wanted = if guess == BIG5 { BIG5 } else { GB18030 };
    let found = [wanted, GB18030, BIG5].into_iter().find(|e| is_mostly_sound(e, bytes));
    found.map(|e| (e, false)).ok_or_else(unreadable)
}

fn unreadable() -> Fault {
    Fault::Broken(words!(
        "不是文本:不像 UTF-8、UTF-16、GB18030、Big5 中任何一种编码",
        "no text: it is none of UTF-8, UTF-16, GB18030 and Big5"
    ))
}

/// Zero bytes and control characters belong to no text.
fn refuse_binary(bytes: &[u8]) -> Result<(), Fault> {
    let controls = bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    if bytes.contains(&0) || controls * 100 > bytes.len() {
        return Err(unreadable());
    }
    Ok(())
}

/// Whether the bytes, read as UTF-16, are nearly all Chinese characters, punctuation and ASCII.
fn looks_chinese(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(1 << 16) & !1).unwrap_or_default();
    if sample.len() < 4 || bytes.len() % 2 == 1 {
        return false;
    }
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(sample) else {
        return false;
    };
    let usual = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | ' '..='~' | '\n' | '\r' | '\t' | '\u{2000}'..='\u{206f}');
    let (all, fit) = (text.chars().count(), text.chars().filter(|c| usual(*c)).count());
    let han = text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    fit * 50 >= all * 49 && han * 4 >= all
}

/// UTF-8 with a few broken sequences: what is left sound holds many characters of three bytes.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
    let han = text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    han > broken * TOLERANCE
}

fn is_mostly_sound(encoding: &&'static Encoding, bytes: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
    broken * TOLERANCE < text.chars().count()
}

/// What was lost, in decoding or before.
fn damage(text: &str) -> Option<Remark> {
    let is_lost = |c: char| c == '\u{fffd}' || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}');
    let mut count = 0;
    let mut lines = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let here = line.chars().filter(|c| is_lost(*c)).count() + line.matches(MOJIBAKE).count();
        if here > 0 {
            count += here;
            lines.push(index + 1);
        }
    }
    let first = *lines.first()?;
    let list: Vec<String> = lines.iter().take(PLACES).map(ToString::to_string).collect();
    let (list, more) = (list.join("、"), if lines.len() > PLACES { "…" } else { "" });
    let en = list.replace('、', ", ");
    let words = words!(
        "有 {count} 处字符损坏或无法识别,在第 {list}{more} 行;请对照原件",
        "{count} characters are damaged or unknown (lines {en}{more}): compare with the original",
    );
    Some(Remark {
        line: Some(first),
        ..Remark::new(RemarkKind::Damage, words)
    })
}
