//! Bytes → which sort of file they are. The name decides only between plain text and a web page.

use super::Fault;
use crate::words;

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Docx,
    Html,
    Pdf,
}

/// So many bytes at the start are looked at for the marks of a web page.
const HEAD: usize = 4096;

pub(super) fn sort(name: &str, bytes: &[u8]) -> Result<Sort, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty(words!("文件是空的", "the file is empty")));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(compound(bytes));
    }
    if bytes
        .get(..1024.min(bytes.len()))
        .is_some_and(|head| holds(head, b"%PDF-"))
    {
        return Ok(Sort::Pdf);
    }
    if let Some(foreign) = FOREIGN.iter().find(|f| bytes.starts_with(f.magic)) {
        return Err(convert(foreign.zh, foreign.en));
    }
    Ok(if is_page(name, bytes) { Sort::Html } else { Sort::Text })
}

/// A format told by its first bytes that is not read.
struct Foreign {
    magic: &'static [u8],
    zh: &'static str,
    en: &'static str,
}

const FOREIGN: &[Foreign] = &[
    foreign(b"{\\rtf", "RTF 文档", "an RTF document"),
    foreign(
        b"\x89PNG",
        "图片(扫描件先做文字识别)",
        "a picture (a scan needs text recognition first)",
    ),
    foreign(
        b"\xff\xd8\xff",
        "图片(扫描件先做文字识别)",
        "a picture (a scan needs text recognition first)",
    ),
    foreign(
        b"II*\0",
        "图片(扫描件先做文字识别)",
        "a picture (a scan needs text recognition first)",
    ),
    foreign(
        b"MM\0*",
        "图片(扫描件先做文字识别)",
        "a picture (a scan needs text recognition first)",
    ),
    foreign(b"Rar!", "压缩包,先解压", "an archive: unpack it first"),
    foreign(b"7z\xbc\xaf", "压缩包,先解压", "an archive: unpack it first"),
    foreign(b"\x1f\x8b", "压缩包,先解压", "an archive: unpack it first"),
    foreign(b"\x7fELF", "程序", "a program"),
    foreign(b"MZ\x90", "程序", "a program"),
];

const fn foreign(magic: &'static [u8], zh: &'static str, en: &'static str) -> Foreign {
    Foreign { magic, zh, en }
}

/// A zip: told by the names of its entries, which stand uncompressed in its directory.
fn package(bytes: &[u8]) -> Result<Sort, Fault> {
    let holds = |name: &[u8]| holds(bytes, name);
    if holds(b"word/") || holds(b"[Content_Types].xml") && !holds(b"xl/workbook") && !holds(b"ppt/presentation") {
        return Ok(Sort::Docx);
    }
    Err(match () {
        () if holds(b"OFD.xml") => convert("OFD 版式文件", "an OFD document"),
        () if holds(b"opendocument.text") => convert("ODT 文档", "an ODT document"),
        () if holds(b"xl/workbook") => convert("电子表格", "a spreadsheet"),
        () if holds(b"ppt/presentation") => convert("演示文稿", "a presentation"),
        () => convert("压缩包,不是 .docx", "an archive, and no .docx"),
    })
}

/// A compound file: old Word or WPS, or a .docx locked by a password.
fn compound(bytes: &[u8]) -> Fault {
    let wide = |name: &str| name.bytes().flat_map(|b| [b, 0]).collect::<Vec<u8>>();
    let holds = |name: &str| holds(bytes, &wide(name));
    if holds("EncryptedPackage") {
        return Fault::Foreign(words!(
            "文件有打开密码;先去掉密码再试",
            "the file is locked by a password: take the password off first"
        ));
    }
    if holds("Workbook") || holds("PowerPoint") {
        return convert("旧式电子表格或演示文稿", "an old spreadsheet or presentation");
    }
    convert(
        "旧式 Word 或 WPS 文档(.doc、.wps)",
        "an old Word or WPS document (.doc, .wps)",
    )
}

/// The message for a format that has to be converted.
fn convert(zh: &str, en: &str) -> Fault {
    Fault::Foreign(words!(
        "这是{zh};用 Word 或 WPS 打开,另存为 .docx(或 UTF-8 纯文本)再试,也可运行 soffice --headless --convert-to docx 文件",
        "this is {en}; open it in Word or WPS and save it as .docx (or plain UTF-8 text), or run soffice --headless --convert-to docx FILE"
    ))
}

fn is_page(name: &str, bytes: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    if [".html", ".htm", ".shtml", ".xhtml"]
        .iter()
        .any(|end| name.ends_with(end))
    {
        return true;
    }
    let head: Vec<u8> = bytes.iter().take(HEAD).map(u8::to_ascii_lowercase).collect();
    !name.ends_with(".txt") && (holds(&head, b"<!doctype html") || holds(&head, b"<html"))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
