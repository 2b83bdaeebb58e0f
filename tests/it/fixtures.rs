//! What several tests read: the policies, the examples of the language page, and fixtures beside this folder.

use std::path::{Path, PathBuf};

use zeren::compile::{Compiled, compile};
use zeren::diagnostic::{Diagnostic, Lang};
use zeren::render::Paint;
use zeren::render::diagnostics::{Strokes, render};
use zeren::syntax::ast::File;
use zeren::text::{Source, SourceId, Sources};

/// A path inside the repository.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every `.zr` file below a folder, by name.
pub fn zr_files(folder: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut waiting = vec![root(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "zr") {
                out.push(path);
            }
        }
    }
    out.sort();
    assert!(!out.is_empty(), "{folder} holds no .zr file");
    out
}

/// A file's text.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Compiles one text as a plan; vocabularies come from `policies/vocabulary`.
pub fn plan(text: &str) -> Compiled {
    compile(vec![Source::new("plan.zr", text)], &mut |name| {
        let path = root("policies/vocabulary").join(format!("{name}.zr"));
        path.is_file()
            .then(|| vec![Source::new(format!("{name}.zr"), read(&path))])
    })
}

/// Compiles the plan in a folder; vocabularies come from `policies/vocabulary`.
pub fn plan_folder(folder: &Path) -> Compiled {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|e| e.expect("the entry can be read").path())
        .filter(|p| p.extension().is_some_and(|e| e == "zr"))
        .collect();
    files.sort();
    let sources = files.iter().map(|f| Source::new(f.display().to_string(), read(f)));
    compile(sources.collect(), &mut |name| {
        let path = root("policies/vocabulary").join(format!("{name}.zr"));
        path.is_file()
            .then(|| vec![Source::new(format!("{name}.zr"), read(&path))])
    })
}

/// Parses one text; the findings of the parser alone.
pub fn parse(text: &str) -> (File, Vec<Diagnostic>) {
    zeren::syntax::parse(SourceId(0), &Source::new("plan.zr", text))
}

/// Findings as a terminal shows them.
pub fn shown(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    render(diagnostics, sources, lang, Paint::Plain, Strokes::Unicode, 100)
}

/// What is wrong with a text, in both languages, as a terminal shows it.
pub fn findings(text: &str) -> String {
    let compiled = plan(text);
    let (zh, en) = (
        shown(&compiled.diagnostics, &compiled.sources, Lang::Zh),
        shown(&compiled.diagnostics, &compiled.sources, Lang::En),
    );
    format!("{text}\n──── 中文\n{zh}\n──── English\n{en}")
}

/// The codes of all findings, in the order of the text.
pub fn codes(text: &str) -> Vec<String> {
    plan(text).diagnostics.iter().map(|d| d.code.to_string()).collect()
}

/// The `zr` examples of a page, each with its first line.
pub fn examples(page: &str) -> Vec<(usize, String)> {
    let text = read(&root(page));
    let mut out = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.trim_end()) {
            (None, "```zr") => open = Some((number + 2, String::new())),
            (Some(_), "```") => out.extend(open.take()),
            (Some((_, example)), line) => {
                example.push_str(line);
                example.push('\n');
            }
            _ => {}
        }
    }
    assert!(out.len() > 3, "{page} has no examples");
    out
}
