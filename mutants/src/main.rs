//! A copy of the engine in which every small mistake sleeps: `mutants TREE COPY FILE… [--without IDS]`.
//!
//! Each mistake stands behind a switch, `crate::mutant::on(17)`, so that one build holds them all; `ZEREN_MUTANT=17` wakes one. The list
//! of mistakes goes to standard output, one JSON object a line.

mod edits;
mod finder;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs, process};

use finder::Finder;
use syn::visit::Visit as _;

/// What the copy is given: the switch, and a list of which test reaches which mistake.
const SWITCH: &str = include_str!("switch.rs.txt");

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (places, without) = match arguments.iter().position(|a| a == "--without") {
        Some(at) => (&arguments[..at], arguments.get(at + 1).map(|f| read(Path::new(f))).unwrap_or_default()),
        None => (&arguments[..], String::new()),
    };
    let [tree, copy, files @ ..] = places else {
        eprintln!("mutants TREE COPY FILE... [--without IDS]");
        process::exit(2);
    };
    let without: BTreeSet<u32> = without.lines().filter_map(|l| l.parse().ok()).collect();
    let mut next = 1;
    for file in files {
        let text = read(&Path::new(tree).join(file));
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
        let mut finder = Finder::new(&text, next, &without);
        finder.visit_file(&parsed);
        next = finder.next();
        for found in &finder.found {
            println!(
                "{}",
                serde_json::json!({"id": found.id, "file": file, "line": found.line, "in": found.function, "change": found.change})
            );
        }
        write(&Path::new(copy).join(file), &finder.edits.apply(&text));
    }
    write(&Path::new(copy).join("src/mutant.rs"), SWITCH);
    let root = Path::new(copy).join("src/lib.rs");
    let lib = read(&Path::new(tree).join("src/lib.rs")).replacen("\npub mod analyze;", "\nmod mutant;\npub mod analyze;", 1);
    write(&root, &lib);
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn write(path: &Path, text: &str) {
    // Only what differs: a build looks at times.
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}
