//! How much the compressed streams of a PDF unpack to, before anything keeps them.
//!
//! The library unpacks a stream into memory whole. So each is unpacked here first, a little at a time, and thrown away; a file whose
//! streams go beyond a limit is refused. Streams are found by their keyword, wherever it stands. What cannot be measured so is refused
//! as well: several compressions over one another, LZW, filters that stand elsewhere, encryption.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::reader::Fault;
use crate::reader::limits::{Limited, MAX_PART, MAX_UNPACKED, within};
use crate::words;

const KEYWORD: &[u8] = b"stream";
/// A dictionary stands no further before its stream.
const REACH: usize = 8192;

/// Refuses what unpacks beyond the limits.
pub(super) fn measure(bytes: &[u8]) -> Result<(), Fault> {
    if holds(bytes, b"/Encrypt") {
        return Err(Fault::Foreign(words!(
            "PDF 加了密或限制了权限;先另存(打印)成没有限制的 PDF,或运行 pdftotext -layout 文件",
            "the PDF is encrypted or restricted: print it to a plain PDF first, or run pdftotext -layout FILE"
        )));
    }
    let mut all = 0u64;
    let mut from = 0;
    while let Some(at) = find(bytes.get(from..).unwrap_or_default(), KEYWORD) {
        let start = from + at;
        from = start + KEYWORD.len();
        if bytes.get(..start).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        let dictionary = dictionary(bytes, start);
        plain(dictionary)?;
        if !holds(dictionary, b"FlateDecode") && !holds(dictionary, b"/Fl") {
            continue;
        }
        let size = unpacked(after_line_end(bytes.get(from..).unwrap_or_default()));
        within(Limited::Part, count(size), count(MAX_PART))?;
        all = all.saturating_add(size);
        within(Limited::Unpacked, count(all), count(MAX_UNPACKED))?;
    }
    Ok(())
}

/// What stands between the last `obj` and the stream.
fn dictionary(bytes: &[u8], start: usize) -> &[u8] {
    let near = bytes.get(start.saturating_sub(REACH)..start).unwrap_or_default();
    let begins = near.windows(3).rposition(|w| w == b"obj").unwrap_or(0);
    near.get(begins..).unwrap_or_default()
}

/// Refuses filters whose size cannot be told.
fn plain(dictionary: &[u8]) -> Result<(), Fault> {
    let times = dictionary.windows(11).filter(|w| *w == b"FlateDecode").count();
    let elsewhere = find(dictionary, b"/Filter").is_some_and(|at| {
        let behind = dictionary.get(at + b"/Filter".len()..).unwrap_or_default();
        let first = behind.iter().find(|b| !b.is_ascii_whitespace() && **b != b'[');
        first.is_some_and(u8::is_ascii_digit)
    });
    if times > 1 || elsewhere || holds(dictionary, b"LZWDecode") || holds(dictionary, b"/LZW") {
        return Err(Fault::Foreign(words!(
            "PDF 的压缩方式少见,展开后多大说不准,不读;先运行 pdftotext -layout 文件",
            "the PDF is compressed in a way whose size cannot be told: not read. Run pdftotext -layout FILE first"
        )));
    }
    Ok(())
}

/// The size of a stream, counted no further than just beyond the limit of one part.
fn unpacked(packed: &[u8]) -> u64 {
    let drained = |reader: &mut dyn Read| {
        let mut limited = reader.take(MAX_PART + 1);
        let mut sink = Sink(0);
        // A damaged stream counts as far as it goes.
        let _ = std::io::copy(&mut limited, &mut sink);
        sink.0
    };
    match drained(&mut ZlibDecoder::new(packed)) {
        // The library tries again without the head.
        0 => drained(&mut DeflateDecoder::new(packed.get(2..).unwrap_or_default())),
        size => size,
    }
}

/// Counts bytes and keeps none.
struct Sink(u64);

impl std::io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn after_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\r").unwrap_or(bytes);
    bytes.strip_prefix(b"\n").unwrap_or(bytes)
}

fn count(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    find(bytes, words).is_some()
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|w| w == words)
}
