//! Any bytes as a document: read, cut into clauses, reviewed, drafted. The draft compiles and is laid out.

use zeren::diagnostic::{Lang, Severity};
use zeren::draft::{self, Options};
use zeren::syntax::{parse, print::print};
use zeren::text::{Source, SourceId};
use zeren::{document, reader};

use super::plan;

/// Hands the bytes over.
pub fn run(bytes: &[u8]) {
    let Ok(reading) = reader::read("document", bytes) else {
        return;
    };
    let text: String = reading.lines.iter().map(|l| format!("{}\n", l.text)).collect();
    let document = document::read(&text);
    let options = Options {
        id: "draft".to_owned(),
        ..Options::default()
    };
    let written = draft::write(&draft::draft(&document), &options).text;
    let compiled = plan::compiled(&written);
    let error = compiled.diagnostics.iter().find(|d| d.severity == Severity::Error);
    assert!(error.is_none(), "{error:?} in\n{written}");
    let source = Source::new("draft.zr", written.clone());
    let (file, _) = parse(SourceId(0), &source);
    assert_eq!(print(&file, &source, Lang::Zh), written, "laid out");
}
