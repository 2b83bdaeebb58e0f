//! Lines of text → a docx with a paragraph for each, for findings to be written beside: what a drafter pasted, opened in Word.

use std::io::{Cursor, Write as _};

use super::comments::escaped;
use crate::reader::{Fault, Reading};

/// A docx made of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged {
    /// The file.
    pub bytes: Vec<u8>,
    /// For each line the byte of the main part at which its paragraph begins, as [`Line::anchor`](crate::reader::Line::anchor).
    pub anchors: Vec<usize>,
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// The type of official documents (GB/T 9704): 仿宋 of the third size, lines of 28 points.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>"#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
/// A4 with the margins of official documents, in twentieths of a point.
const FOOT: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// Makes a docx of the lines, in the words of the file.
pub fn paged(reading: &Reading) -> Result<Paged, Fault> {
    let mut body = HEAD.to_owned();
    let mut anchors = Vec::with_capacity(reading.lines.len());
    for line in &reading.lines {
        anchors.push(body.len());
        let words = escaped(line.quoted());
        body.push_str("<w:p><w:r><w:t xml:space=\"preserve\">");
        body.push_str(&words);
        body.push_str("</w:t></w:r></w:p>");
    }
    body.push_str(FOOT);
    let failed = |e: &dyn std::fmt::Display| Fault::broken("zip", e);
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PACKAGE),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/styles.xml", STYLES),
        ("word/document.xml", body.as_str()),
    ];
    for (name, text) in parts {
        out.start_file(name, options).map_err(|e| failed(&e))?;
        out.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    }
    let bytes = out.finish().map_err(|e| failed(&e))?.into_inner();
    Ok(Paged { bytes, anchors })
}
