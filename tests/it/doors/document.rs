//! Any bytes as a document: read, cut into clauses, drafted.
#![no_main]

#[path = "shared.rs"]
mod shared;

use libfuzzer_sys::fuzz_target;
use zeren::{document, draft, reader};

fuzz_target!(|bytes: &[u8]| {
    let Ok(reading) = reader::read("document", bytes) else { return };
    let text: String = reading.lines.iter().map(|l| format!("{}\n", l.text)).collect();
    let document = document::read(&text);
    let _ = draft::draft(&document);
});
