//! The doors by which bytes come in from somebody else. Each file says what it gives and what must hold; `fuzz/` tries bytes without end,
//! and what it kept (`tests/doors/`, one input a line) is tried again here.

mod document;
mod docx;
mod facts;
mod http;
mod layout;
mod messages;
mod parser;
mod plan;
mod rows;
mod sheet;
mod vocabulary;

use serde_json::Value;

use crate::fixtures;

/// The kept inputs of a door: a JSON string a line, or `{"hex": …}` where they are no text.
fn kept(door: &str) -> Vec<Vec<u8>> {
    let text = fixtures::read(&fixtures::root("tests/doors").join(format!("{door}.ndjson")));
    let bytes = |line: &str| match serde_json::from_str(line).expect("a line of JSON") {
        Value::String(text) => text.into_bytes(),
        other => {
            let hex = other["hex"].as_str().expect("bytes in hexadecimal");
            let pair = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("a byte");
            (0..hex.len()).step_by(2).map(pair).collect()
        }
    };
    text.lines().map(bytes).collect()
}

macro_rules! doors {
    ($($door:ident)*) => {
        $(
            #[test]
            fn $door() {
                let inputs = kept(stringify!($door));
                assert!(!inputs.is_empty(), "tests/doors/{}.ndjson is empty", stringify!($door));
                for input in inputs {
                    // Shown where the test fails.
                    println!("{}", String::from_utf8_lossy(&input));
                    $door::run(&input);
                }
            }
        )*
    };
}

doors! { document docx facts http layout messages parser rows sheet vocabulary }
