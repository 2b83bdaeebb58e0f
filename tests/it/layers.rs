//! The layers, one way only: a module uses what stands left of it, and only `cli` reads files, the environment or the clock, or prints.

use std::path::Path;

use super::fixtures;

/// Left to right. `route` and its neighbours share one place.
const LAYERS: &[&[&str]] = &[
    &["text", "cores"],
    &["diagnostic"],
    &["syntax"],
    &["model"],
    &["resolve"],
    &["graph"],
    &["logic"],
    &["world"],
    &["compile"],
    &[
        "route", "lint", "analyze", "matrix", "trace", "reader", "document", "draft", "revision", "log",
    ],
    &["check", "diff", "impact", "chart", "editor", "review"],
    &["wire"],
    &["engine"],
    &["render"],
    &["cli", "serve", "lsp"],
];
/// What may stand side by side and be used all the same.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("analyze", "route"),
    ("matrix", "route"),
    ("trace", "document"),
    ("lint", "document"),
    ("draft", "document"),
    ("revision", "document"),
    ("cli", "serve"),
    ("cli", "lsp"),
    ("log", "route"),
];

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The sources of the library: file, module and code (comments and tests left out).
fn sources() -> Vec<(String, String, String)> {
    let root = fixtures::root("src");
    let mut out = Vec::new();
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for path in std::fs::read_dir(folder)
            .expect("src can be read")
            .map(|e| e.expect("an entry").path())
        {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(&root).expect("inside src").to_owned();
                out.push((
                    inside.display().to_string(),
                    module(&inside),
                    code(&fixtures::read(&path)),
                ));
            }
        }
    }
    out.retain(|(_, module, _)| !matches!(module.as_str(), "lib" | "main"));
    out
}

fn module(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .expect("a file")
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules that a text names by `crate::…`.
fn named(code: &str) -> Vec<String> {
    let after = code.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        })
        .filter(|m| *m != "words")
        .collect()
}

#[test]
fn modules_use_only_what_stands_left_of_them() {
    let mut wrong = Vec::new();
    for (file, module, code) in sources() {
        let own = rank(&module).unwrap_or_else(|| panic!("{file}: `{module}` has no place in the order of layers"));
        for used in named(&code) {
            let allowed = used == module
                || rank(&used).is_some_and(|r| r < own)
                || EXCEPTIONS.contains(&(module.as_str(), used.as_str()));
            if !allowed {
                wrong.push(format!("{file} uses `{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn logic_uses_nothing_of_the_crate() {
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|(_, m, code)| m == "logic" && named(code).iter().any(|u| u != "logic"))
        .map(|(f, ..)| f)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn only_the_command_line_reads_prints_and_looks_at_the_clock() {
    let outside = [
        "std::fs", "std::env", "std::io::stdin", "std::io::stdout", "std::io::stderr", "std::net", "std::process",
        "SystemTime", "Instant::now", "println!", "eprintln!", "print!(", "dbg!",
    ];
    let mut wrong = Vec::new();
    for (file, module, code) in sources()
        .into_iter()
        .filter(|(f, m, _)| !matches!(m.as_str(), "cli" | "serve" | "lsp") && !f.contains("/tests/"))
    {
        wrong.extend(
            outside
                .iter()
                .filter(|o| code.contains(**o))
                .map(|o| format!("{file} ({module}): {o}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
