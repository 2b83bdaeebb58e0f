//! The language server in a real editor: Neovim's own client, driven without a screen. Skipped, and said so, where there is none.

use std::process::Command;

use super::lsp::workspace;

#[test]
fn neovim_shows_findings_names_and_renames() {
    if Command::new("nvim").arg("--version").output().is_err() {
        eprintln!("skipped: no nvim (Debian: apt-get install neovim)");
        return;
    }
    let root = workspace("neovim");
    let script = super::fixtures::root("tests/neovim/drive.lua");
    let out = Command::new("nvim")
        .args(["--headless", "--clean", "-n", "-c"])
        .arg(format!("luafile {}", script.display()))
        .env("ROOT", &root)
        .env("ZEREN", env!("CARGO_BIN_EXE_zeren"))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let errors = String::from_utf8_lossy(&out.stderr).into_owned();
    let line = |name: &str| {
        let start = format!("{name} ");
        let found = said.lines().find_map(|l| l.strip_prefix(&start));
        found
            .unwrap_or_else(|| panic!("it does not say `{name}`:\n{said}\n{errors}"))
            .to_owned()
    };
    assert!(line("findings").contains("ZR201@14:"), "{said}");
    assert!(line("hover").contains("市公安局"), "{said}");
    assert_eq!(line("definition"), "plan.zr");
    assert!(line("completion").contains("监护侵害"), "{said}");
    assert!(line("repaired").contains("责任: 市公安局"), "{said}");
    assert!(!line("then").contains("ZR201"), "{said}");
    assert!(line("renamed").contains("单位 公安分局"), "{said}");
}
