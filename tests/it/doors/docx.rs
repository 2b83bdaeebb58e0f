//! The inside of a word-processor file: the document, its styles, its numbering, cut at NUL.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::plan;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn package(parts: &[&str]) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).ok()?;
        zip.write_all(text.as_bytes()).ok()
    };
    let kinds = ["styles", "numbering", "footnotes", "comments"];
    let related: String = kinds
        .iter()
        .map(|k| format!("<Relationship Id=\"{k}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{k}\" Target=\"{k}.xml\"/>"))
        .collect();
    add("[Content_Types].xml", "<Types/>")?;
    add(
        "_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
    )?;
    add(
        "word/_rels/document.xml.rels",
        &format!("<Relationships>{related}</Relationships>"),
    )?;
    add(
        "word/document.xml",
        &format!("<w:document {W}><w:body>{}</w:body></w:document>", parts.first()?),
    )?;
    for (kind, part) in kinds.iter().zip(parts.iter().skip(1)) {
        add(&format!("word/{kind}.xml"), &format!("<w:{kind} {W}>{part}</w:{kind}>"))?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let text = plan::text(bytes);
    let parts: Vec<&str> = text.split('\0').collect();
    if let Some(bytes) = package(&parts) {
        let _ = zeren::reader::read("x.docx", &bytes);
    }
}
