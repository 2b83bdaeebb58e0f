//! The inside of a spreadsheet: rows and shared strings, cut at NUL.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use zeren::Compiled;
use zeren::matrix::Subject;
use zip::write::SimpleFileOptions;

use super::plan;

const S: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
static COMPILED: LazyLock<Compiled> = LazyLock::new(|| plan::compiled(plan::PLAN));

fn package(text: &str) -> Option<Vec<u8>> {
    let (rows, strings) = text.split_once('\0').unwrap_or((text, ""));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).ok()?;
        zip.write_all(text.as_bytes()).ok()
    };
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    add("[Content_Types].xml", "<Types/>")?;
    add(
        "_rels/.rels",
        &format!(
            "<Relationships><Relationship Id=\"a\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    )?;
    add(
        "xl/workbook.xml",
        &format!(
            "<workbook {S} xmlns:r=\"{kind}\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
        ),
    )?;
    add(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships><Relationship Id=\"b\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    )?;
    add("xl/sharedStrings.xml", &format!("<sst {S}>{strings}</sst>"))?;
    add(
        "xl/worksheets/sheet1.xml",
        &format!("<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"),
    )?;
    Some(zip.finish().ok()?.into_inner())
}

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let text = plan::text(bytes);
    let Some(plan) = &COMPILED.plan else { return };
    if let Some(bytes) = package(text) {
        let _ = zeren::cli::doors::sheet(bytes, Subject::new(&COMPILED, plan));
    }
}
