//! Every command that a page shows is run, as its reader would run it: in a folder with the repository's plans, with files under the names
//! that the page uses. None may end in 2; an output that a page shows is the output there is.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::fixtures;

/// The pages that show commands.
fn pages() -> Vec<PathBuf> {
    let mut out = vec![
        fixtures::root("README.md"),
        fixtures::root("README.zh.md"),
        fixtures::root("CONTRIBUTING.md"),
        fixtures::root("policies/README.md"),
    ];
    for entry in std::fs::read_dir(fixtures::root("docs")).expect("docs can be read") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// What stands on a page: lines of fenced blocks that no highlighter reads as another language, and words in back quotes.
fn shown(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut inline) = (Vec::new(), Vec::new());
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        match (fence, line.strip_prefix("```")) {
            (None, Some(language)) => fence = Some(language.trim()),
            (Some(_), Some(_)) => fence = None,
            (Some("" | "sh" | "console"), None) => lines.push(line.trim_start_matches("$ ").to_owned()),
            (Some(_), None) => {}
            (None, None) => inline.extend(line.split('`').skip(1).step_by(2).map(str::to_owned)),
        }
    }
    (lines, inline)
}

/// The part of a line in front of a comment behind two spaces.
fn command(line: &str) -> &str {
    line.split("  #").next().unwrap_or(line).trim()
}

/// What a page's words for "your plan" and "your file" stand for here. Longer words first.
const STANDS_FOR: [(&str, &str); 13] = [
    ("policies/<id>", "policies/huairen-2022"),
    ("<id>.txt", "document.txt"),
    ("<document>", "document.txt"),
    ("DIR/plan.zr", "policies/huairen-2022"),
    ("DIR/cases.ndjson", "cases.ndjson"),
    ("FILE.xlsx", "edited.xlsx"),
    (" FILE", " document.txt"),
    ("verify document.txt", "verify decisions.ndjson"),
    (" POLICY", " policies/huairen-2022"),
    (" PLANS", " policies"),
    (" PLAN", " policies/huairen-2022"),
    (" FOLDER", " policies"),
    (" 方案 ", " policies/huairen-2022 "),
];

/// The commands of a line as they can be run here, alternatives (`a|b` without spaces) one by one; empty for a mere name.
fn runnable(line: &str) -> Vec<String> {
    let mut text = format!("{} ", command(line));
    for (word, here) in STANDS_FOR {
        text = text.replace(word, here);
    }
    let Some(choice) = text
        .split(' ')
        .find(|w| w.contains('|') && w.len() > 1)
        .map(str::to_owned)
    else {
        return vec![text.trim().to_owned()];
    };
    choice
        .split('|')
        .map(|one| text.replacen(&choice, one, 1).trim().to_owned())
        .collect()
}

/// A folder as a reader has it who has cloned the repository.
struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = fixtures::temporary(name);
        for part in ["policies", "bin"] {
            std::fs::create_dir(folder.join(part)).expect("a folder");
        }
        // Those that the pages name: all fifteen would take minutes.
        for part in [
            "examples", "policies/huairen-2022", "policies/zhangye-2016", "policies/vocabulary",
        ] {
            std::os::unix::fs::symlink(fixtures::root(part), folder.join(part)).expect("a link");
        }
        let place = Place { folder };
        let document = fixtures::read(&fixtures::root("tests/import/flood_plan.txt"));
        for name in ["document.txt", "方案.txt", "原文.txt"] {
            place.write(name, &document);
        }
        let case = fixtures::read(&fixtures::root("examples/battered-child.yaml"));
        for name in ["case.yaml", "案情.yaml"] {
            place.write(name, &case);
        }
        let cases = "{\"id\": \"1\", \"facts\": {\"情形\": [\"监护侵害\"], \"年龄\": 6}}\n{\"id\": \"2\", \"facts\": {\"年龄\": 15}}\n";
        place.write("cases.ndjson", cases);
        place.write("cases.csv", "编号,情形,年龄\n1,监护侵害,6\n2,,15\n");
        place.write("bin/some-system", "#!/bin/sh\ncat cases.ndjson\n");
        for name in ["decisions.ndjson", "old.ndjson", "new.ndjson"] {
            place.write(name, "");
        }
        for made in [
            "chmod +x bin/some-system",
            "zeren lint document.txt --comments 方案.docx",
            "zeren lint document.txt --comments document.docx",
            "zeren matrix policies/zhangye-2016 -o 改过的.xlsx",
            "zeren matrix policies/huairen-2022 -o edited.xlsx",
        ] {
            let done = place.run(made);
            assert!(
                done.status.code().is_some_and(|c| c < 2),
                "{made}: {}",
                text(&done.stderr)
            );
        }
        place
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).expect("written");
    }

    /// Runs a line in the shell.
    fn run(&self, line: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_zeren")).parent().expect("a folder");
        let path = format!(
            "{}:{}:{}",
            program.display(),
            self.folder.join("bin").display(),
            std::env::var("PATH").unwrap_or_default()
        );
        Command::new("sh")
            .args(["-c", line])
            .current_dir(&self.folder)
            .env("PATH", path)
            .env("NO_COLOR", "1")
            .env_remove("ZEREN_LANG")
            .env("LC_ALL", "zh_CN.UTF-8")
            .output()
            .expect("a shell runs")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Commands that go on until they are stopped; `serve/` and `lsp.rs` test them.
fn stays(line: &str) -> bool {
    ["zeren serve", "zeren lsp"].iter().any(|c| line.starts_with(c))
}

#[test]
fn every_command_of_a_page_runs() {
    let place = Place::new("commands");
    let mut seen = BTreeSet::new();
    for page in pages() {
        let (lines, inline) = shown(&fixtures::read(&page));
        let whole = lines.iter().filter(|l| command(l).contains("zeren "));
        // A name, or a form with `…`, is no command that somebody types.
        let named = inline.iter().filter(|c| c.starts_with("zeren ") && !c.contains('…'));
        for line in whole.chain(named).flat_map(|l| runnable(l)) {
            let bare = line.split(' ').count() == 2;
            let runs = line.starts_with("zeren ") || line.starts_with("some-system");
            if !runs || stays(&line) || !seen.insert(line.clone()) {
                continue;
            }
            let line = if bare { format!("{line} --help") } else { line };
            let done = place.run(&line);
            assert!(
                done.status.code().is_some_and(|c| c < 2) || needs_more(&line, &done),
                "{}: `{line}` ends with {:?}\n{}",
                page.display(),
                done.status.code(),
                text(&done.stderr)
            );
        }
    }
    assert!(seen.len() > 40, "only {} commands were found", seen.len());
}

/// An option that a sentence names with its command, without what else the command needs: it is known, and only the rest is missing.
fn needs_more(line: &str, done: &Output) -> bool {
    let said = text(&done.stderr);
    let option = line.split(' ').any(|w| w.starts_with('-'));
    option && line.split(' ').count() <= 4 && (said.contains("required") || said.contains("a value is required"))
}

#[test]
fn what_the_readme_shows_is_what_the_program_says() {
    let place = Place::new("readme");
    for page in ["README.md", "README.zh.md"] {
        let text_of_page = fixtures::read(&fixtures::root(page));
        let block = text_of_page
            .split("```console\n$ ")
            .nth(1)
            .and_then(|b| b.split("```").next());
        let (line, shown) = block.and_then(|b| b.split_once('\n')).expect("a block with a command");
        let said = text(&place.run(line).stdout);
        let mut rest = said.lines().map(str::trim_end);
        for expected in shown.lines().filter(|l| !l.trim().is_empty() && l.trim() != "…") {
            let found = rest.any(|l| l == expected.trim_end());
            assert!(
                found,
                "{page}: the program does not say, in this order:\n{expected}\nbut\n{said}"
            );
        }
    }
}

/// Files and targets that commands of other programs name.
#[test]
fn what_other_programs_are_told_to_use_is_there() {
    for page in pages() {
        let (lines, _) = shown(&fixtures::read(&page));
        for word in lines.iter().flat_map(|l| command(l).split([' ', '(', ')'])) {
            let ours = ["tests/", "bindings/", "editors/", "deploy/", "fuzz/", "examples/"];
            // A package of the crate leaves some folders out whole.
            let here = |o: &str| word.starts_with(o) && fixtures::root(o).exists();
            if ours.iter().any(|o| here(o)) && !word.contains(['*', '<']) {
                assert!(
                    fixtures::root(word).exists(),
                    "{}: there is no `{word}`",
                    page.display()
                );
            }
        }
        for line in lines.iter().filter(|l| l.contains("cargo bench")) {
            let bench = line
                .split("--bench ")
                .nth(1)
                .and_then(|b| b.split_whitespace().next())
                .expect("a bench");
            assert!(fixtures::root("benches").join(format!("{bench}.rs")).exists(), "{line}");
        }
    }
}
