//! The same plan in another folder, on another day, gives the same files, byte for byte.

use std::path::Path;
use std::process::Command;

use super::fixtures;

fn zeren(folder: &Path, arguments: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_zeren"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("zeren runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code().is_some_and(|c| c < 2), "{arguments:?}: {said}");
}

/// The plan, copied below a folder, with everything that is written about it.
fn written(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = fixtures::temporary(name).join("some").join(name);
    for part in ["policies/huairen-2022", "policies/vocabulary"] {
        let target = folder.join(part);
        std::fs::create_dir_all(&target).expect("a folder");
        for file in std::fs::read_dir(fixtures::root(part)).expect("the folder can be read") {
            let path = file.expect("an entry").path();
            if path.is_file() {
                std::fs::copy(&path, target.join(path.file_name().expect("a name"))).expect("copied");
            }
        }
    }
    std::fs::copy(
        fixtures::root("tests/import/flood_plan.txt"),
        folder.join("document.txt"),
    )
    .expect("copied");
    std::fs::copy(fixtures::root("examples/battered-child.yaml"), folder.join("case.yaml")).expect("copied");
    let plan = "policies/huairen-2022";
    let mut outputs = Vec::new();
    let mut make = |arguments: &[&str], out: &str| {
        let all: Vec<&str> = arguments.iter().copied().chain(["-o", out]).collect();
        zeren(&folder, &all);
        outputs.push((
            out.to_owned(),
            std::fs::read(folder.join(out)).expect("the file is there"),
        ));
    };
    for kind in ["xlsx", "docx", "html", "csv", "md", "json"] {
        make(&["matrix", plan, "--by", "topic"], &format!("matrix.{kind}"));
    }
    make(&["matrix", plan, "--unit", "all"], "lists.xlsx");
    for (format, out) in [("svg", "graph.svg"), ("dot", "graph.dot"), ("json", "graph.json")] {
        make(&["graph", plan, "--format", format], out);
    }
    make(&["report", plan], "report.html");
    for kind in ["html", "docx"] {
        make(
            &["route", plan, "--facts", "case.yaml", "--format", kind],
            &format!("dispatch.{kind}"),
        );
    }
    zeren(&folder, &["lint", "document.txt", "--comments", "comments.docx"]);
    outputs.push((
        "comments.docx".to_owned(),
        std::fs::read(folder.join("comments.docx")).expect("the file is there"),
    ));
    outputs
}

#[cfg(feature = "office")]
#[test]
fn outputs_depend_on_the_plan_alone() {
    let first = written("here");
    // Formats that keep a time keep it to two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let second = written("elsewhere-under-a-longer-name");
    for ((name, one), (_, two)) in first.iter().zip(&second) {
        assert!(!one.is_empty(), "{name} is empty");
        assert!(one == two, "{name} differs between two folders");
    }
}
