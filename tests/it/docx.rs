//! Makes docx packages for tests, part by part, and takes them apart again without the reader under test.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A package in the making.
pub struct Docx {
    body: String,
    parts: BTreeMap<String, String>,
    relations: Vec<(String, String)>,
}

/// A package with this inside its body.
pub fn docx(body: &str) -> Docx {
    Docx {
        body: body.to_owned(),
        parts: BTreeMap::new(),
        relations: Vec::new(),
    }
}

impl Docx {
    /// With a further part, such as `styles`, whose root holds `inside`.
    pub fn part(mut self, kind: &str, root: &str, inside: &str) -> Docx {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} xmlns:w=\"{W}\">{inside}</w:{root}>");
        self.parts.insert(format!("word/{kind}.xml"), text);
        self.relations.push((kind.to_owned(), format!("{kind}.xml")));
        self
    }

    /// The file.
    pub fn bytes(self) -> Vec<u8> {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{W}\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"urn:wps\" xmlns:v=\"urn:v\">\
             <w:body>{}</w:body></w:document>",
            self.body
        );
        self.with_document(&document)
    }

    /// The file with this as its main part.
    pub fn with_document(self, document: &str) -> Vec<u8> {
        let relation = |n: usize, kind: &str, target: &str| {
            format!(
                "<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
            )
        };
        let relations = |inside: String| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
            )
        };
        let own: String = self
            .relations
            .iter()
            .enumerate()
            .map(|(n, (k, t))| relation(n, k, t))
            .collect();
        let mut parts = self.parts;
        parts.insert(
            "[Content_Types].xml".to_owned(),
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned(),
        );
        parts.insert(
            "_rels/.rels".to_owned(),
            relations(relation(1, "officeDocument", "word/document.xml")),
        );
        parts.insert("word/_rels/document.xml.rels".to_owned(), relations(own));
        parts.insert("word/document.xml".to_owned(), document.to_owned());
        zipped(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
    }
}

/// A zip of these files.
pub fn zipped<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        out.start_file(name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The files of a zip.
pub fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut inside = Vec::new();
        file.read_to_end(&mut inside).unwrap();
        out.insert(name, inside);
    }
    out
}

/// A paragraph.
pub fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A paragraph of a style.
pub fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
pub fn listed(list: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}
