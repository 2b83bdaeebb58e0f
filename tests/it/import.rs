//! `zeren import`: small documents of our own in several styles, each with what must be drafted; new versions; the command itself.

use std::path::PathBuf;

use zeren::compile::compile;
use zeren::diagnostic::{Lang, Severity};
use zeren::document::{Document, read};
use zeren::draft::{Options, TABLE, Written, draft, write};
use zeren::model::{ActorSource, Role};
use zeren::revision::{Change, revise};
use zeren::text::Source;

use super::fixtures;

fn folder() -> PathBuf {
    fixtures::root("tests/import")
}

fn documents() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let name = |p: &PathBuf| p.file_stem().unwrap().to_str().unwrap().to_owned();
    // As the command reads them: a table pasted into a text becomes items with fields.
    let text = |p: &PathBuf| {
        let bytes = std::fs::read(p).unwrap();
        zeren::reader::read(&name(p), &bytes).unwrap().text()
    };
    files.iter().map(|p| (name(p), text(p))).collect()
}

fn written(text: &str) -> Written {
    write(
        &draft(&read(text)),
        &Options {
            id: "draft".to_owned(),
            ..Options::default()
        },
    )
}

fn compiled(text: &str) -> zeren::compile::Compiled {
    compile(vec![Source::new("draft.zr", written(text).text)], &mut |_| None)
}

fn errors(text: &str) -> Vec<String> {
    let compiled = compiled(text);
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors.map(|d| d.message.get(Lang::En).to_owned()).collect()
}

/// Each document has its listing beside it, checked by hand against the document; `ZEREN_BLESS=1` writes it anew.
#[test]
fn documents_in_several_styles_are_drafted_as_read_by_hand() {
    let all = documents();
    assert!(all.len() >= 8, "{}", all.len());
    for (name, text) in all {
        let path = folder().join(format!("{name}.expected"));
        let listing = draft(&read(&text)).listing();
        if std::env::var_os("ZEREN_BLESS").is_some() {
            std::fs::write(&path, &listing).unwrap();
        }
        assert_eq!(listing, fixtures::read(&path), "{name}");
    }
}

#[test]
fn every_draft_compiles_and_is_already_laid_out() {
    for (name, text) in documents() {
        assert_eq!(errors(&text), Vec::<String>::new(), "{name}");
        let draft = written(&text).text;
        let source = Source::new("draft.zr", draft.clone());
        let (file, _) = zeren::syntax::parse(zeren::text::SourceId(0), &source);
        assert_eq!(zeren::syntax::print::print(&file, &source, Lang::Zh), draft, "{name}");
    }
}

#[test]
fn hostile_text_still_gives_a_draft_that_compiles() {
    let long = "市公安局、".repeat(4000);
    let texts = [
        String::new(),
        "\u{0}\u{1}一、{}\"\\//#".to_owned(),
        "一、\"引号\"{括号}应当报告“市\"公安局”。\n二、//注释 单位 市公安局 { }\n".to_owned(),
        format!("一、{long}应当配合。\n"),
        format!("(牵头部门:{long}。配合部门:无、当、因、每日、)\n"),
        "1.甲局负责。(责任单位:无、等、是、甲(乙、丙)丁)\n".to_owned(),
        "(".repeat(20_000),
        "组长:\n成员:\n　　 局长\n".to_owned(),
    ];
    for text in texts {
        assert_eq!(
            errors(&text),
            Vec::<String>::new(),
            "{}",
            text.chars().take(40).collect::<String>()
        );
    }
}

#[test]
fn the_draft_says_what_the_document_says_when_it_is_read_back() {
    let text = fixtures::read(&folder().join("education_bureau.txt"));
    let compiled = compiled(&text);
    let model = &compiled.plan.as_ref().unwrap().model;
    assert_eq!(model.plan.number.as_deref(), Some("青教发〔2023〕27号"));
    assert_eq!(model.plan.issuer.as_deref(), Some("青禾县教育局"));
    let name = |id: Option<zeren::model::UnitId>| id.map(|id| model.unit(id).name.clone()).unwrap_or_default();
    let task = model.items.iter().find(|i| i.clauses[0].path == "三/(一)").unwrap();
    assert_eq!(task.actor, Some(ActorSource::Tail));
    let lead: Vec<String> = task
        .parties
        .iter()
        .filter(|p| p.role == Role::Lead)
        .map(|p| name(p.unit))
        .collect();
    assert_eq!(lead, ["县市场监督管理局"], "县市场监管局 is its short name");
    let assists = task.parties.iter().filter(|p| p.role == Role::Assist).count();
    assert_eq!(assists, 3);
    assert!(model.units.iter().any(|u| u.name == "县公安局" && u.seats == ["成员"]));
}

#[test]
fn every_declaration_knows_its_place_in_the_document() {
    for (name, text) in documents() {
        let document = read(&text);
        let written = written(&text);
        let lines = text.lines().count();
        let items = draft(&document).items.len();
        assert!(written.places.len() > items, "{name}");
        for place in written.places.iter().filter(|p| p.line > 0) {
            assert!(place.line <= lines, "{name} {place:?}");
            let known = zeren::document::resolve(&document, &place.clause).is_some();
            assert!(known, "{name}: {} is a clause of the document", place.clause);
        }
    }
}

/// Nothing vanishes: every sentence is at or inside a place that an item or a record cites, or is of the frame.
#[test]
fn nothing_is_dropped_silently() {
    for (name, text) in documents() {
        let document = read(&text);
        let draft = draft(&document);
        let cited: Vec<&str> = draft
            .items
            .iter()
            .map(|i| i.clause.as_str())
            .chain(draft.omitted.iter().map(|o| o.clause.as_str()))
            .chain(draft.members.iter().map(|m| m.clause.as_str()))
            .collect();
        let frame = ["题", "元数据", "主送", "落款", "抄送"];
        for clause in document
            .clauses
            .iter()
            .filter(|c| c.kind == zeren::document::Kind::Sentence)
        {
            let spoken = |cite: &&str| {
                let cite = cite.trim_end_matches("/题");
                clause.path == *cite
                    || clause.path.starts_with(&format!("{cite}/"))
                    || cite.starts_with(&format!("{}/", clause.path))
                    || inside(&document, clause, cite)
            };
            let of_frame = clause.path.split('/').any(|s| frame.contains(&s));
            assert!(
                of_frame || cited.iter().any(spoken),
                "{name}: {} {}",
                clause.path,
                clause.text
            );
        }
    }
}

/// Whether a sentence stands in a body of the place cited.
fn inside(document: &Document, clause: &zeren::document::Clause, cite: &str) -> bool {
    let mut at = clause.parent.and_then(|p| document.clauses.get(p));
    while let Some(above) = at {
        if above.path == cite {
            return true;
        }
        at = above.parent.and_then(|p| document.clauses.get(p));
    }
    false
}

const BEFORE: &str = "河畔县护河工作方案\n一、巡河\n1.县水务局负责每周巡河。\n2.县环境局负责取样化验。\n3.镇政府负责护堤。\n二、鼓励\n可以表彰热心村民。\n";
const AFTER: &str = "河畔县护河工作方案\n一、巡河\n1.县水务局负责每周巡河。\n2.严禁向河道倾倒垃圾。\n3.县环境局负责取样化验。\n4.镇政府和村委会负责日常护堤。\n";
const POLICY: &str = "方案 护河 { 标题: \"护河\" 词表: 无 }\n单位 县水务局\n单位 县环境局\n单位 镇政府\n\
    职责 巡河 { 出处: 一/1 责任: 县水务局 办理: \"巡河\" }\n\
    职责 取样 { 出处: 一/2 责任: 县环境局 办理: \"取样\" }\n\
    职责 护堤 { 出处: 一/3 责任: 镇政府 办理: \"护堤\" }\n\
    职责 别处 { 出处: 九/9 责任: 镇政府 办理: \"别处\" }\n\
    未编码 { 出处: 二 因: \"鼓励\" }\n";

#[test]
fn a_new_version_tells_what_to_look_at_again() {
    let compiled = compile(vec![Source::new("plan.zr", POLICY)], &mut |_| None);
    let model = &compiled.plan.as_ref().unwrap().model;
    let revision = revise(&read(BEFORE), &read(AFTER), model);
    let affected: Vec<(&str, Change, Option<&str>)> = revision
        .affected
        .iter()
        .map(|a| (a.item.as_str(), a.change, a.now.as_deref()))
        .collect();
    assert_eq!(
        affected,
        [
            ("取样", Change::Renumbered, Some("一/3")),
            ("护堤", Change::Reworded, Some("一/4")),
            ("别处", Change::Unknown, None),
            ("未编码", Change::Removed, None),
        ]
    );
    assert_eq!(revision.untouched, 1, "巡河 stands as it was");
    let added: Vec<&str> = revision
        .changes
        .iter()
        .filter(|p| p.change == Change::Added)
        .filter_map(|p| p.after.as_ref().map(|a| a.path.as_str()))
        .collect();
    assert_eq!(added, ["一/2/句1"]);
}

/// Tails are alike in all clauses: that of a clause that is gone is not taken for that of a new one.
#[test]
fn the_tail_of_a_clause_goes_where_the_clause_goes() {
    let before = "河畔县护河工作方案\n一、巡河\n1.严查排污。对排污企业逐家检查。(牵头部门:县环境局。配合部门:县水务局)\n2.清理河面。每月打捞漂浮物。(牵头部门:县水务局。配合部门:县城管局)\n";
    let after = "河畔县护河工作方案\n一、巡河\n1.清理河面。每周打捞漂浮物。(牵头部门:县水务局。配合部门:县城管局)\n2.加固堤防。汛前完成险段加固。(牵头部门:县环境局。配合部门:县水务局)\n";
    let compiled = compile(vec![Source::new("plan.zr", POLICY)], &mut |_| None);
    let revision = revise(&read(before), &read(after), &compiled.plan.as_ref().unwrap().model);
    let tails: Vec<String> = revision
        .changes
        .iter()
        .map(|p| {
            let path =
                |piece: &Option<zeren::revision::Piece>| piece.as_ref().map_or("-", |p| p.path.as_str()).to_owned();
            format!("{} {} {}", path(&p.before), path(&p.after), p.change.name())
        })
        .filter(|line| line.contains("分工"))
        .collect();
    assert_eq!(
        tails,
        [
            "一/1/分工 - removed",
            "一/2/分工 一/1/分工 renumbered",
            "- 一/2/分工 added"
        ]
    );
}

#[test]
fn a_version_beside_itself_changes_nothing() {
    for (name, text) in documents() {
        let compiled = compiled(&text);
        let model = &compiled.plan.as_ref().unwrap().model;
        let revision = revise(&read(&text), &read(&text), model);
        assert!(revision.changes.is_empty() && revision.affected.is_empty(), "{name}");
    }
}

/// The table of cues stands in docs/import.md as it is in the code.
#[test]
fn the_cues_page_is_fresh() {
    let path = fixtures::root("docs/import.md");
    let page = fixtures::read(&path);
    let (before, rest) = page
        .split_once("<!-- cues -->\n")
        .expect("the page marks where the table begins");
    let (_, after) = rest
        .split_once("<!-- end of cues -->")
        .expect("the page marks where the table ends");
    let mut table = String::from("\n| row | 含义 | meaning | words |\n|---|---|---|---|\n");
    for cue in TABLE {
        let words: Vec<String> = cue.words.iter().map(|w| w.replace('|', "\\|")).collect();
        table += &format!(
            "| {} | {} | {} | {} |\n",
            cue.name,
            cue.means.0,
            cue.means.1,
            words.join(" ")
        );
    }
    let fresh = format!("{before}<!-- cues -->\n{table}\n<!-- end of cues -->{after}");
    if std::env::var_os("ZEREN_BLESS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    assert!(
        fixtures::read(&path) == fresh,
        "docs/import.md is stale: ZEREN_BLESS=1 cargo test --test it fresh"
    );
}

fn zeren(args: &[&str]) -> std::process::Output {
    assert_cmd::Command::cargo_bin("zeren")
        .unwrap()
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn the_command_writes_a_plan_once_and_reports() {
    let dir = std::env::temp_dir().join(format!("zeren-import-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    let file = folder().join("work_points.txt");
    let (file, out) = (file.to_str().unwrap(), dir.to_str().unwrap());
    let first = zeren(&["import", file, "-o", out, "--lang", "en"]);
    assert_eq!(first.status.code(), Some(0));
    assert!(
        String::from_utf8_lossy(&first.stderr).contains("drafted: "),
        "{first:?}"
    );
    assert_eq!(
        zeren(&["check", out]).status.code(),
        zeren(&["check", out]).status.code()
    );
    let again = zeren(&["import", file, "-o", out, "--lang", "en"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("not overwritten"));
    let json = zeren(&["import", file, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(report["schema"], "zeren.import/v1");
    assert!(
        report["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|i| i["draft_line"].as_u64() > Some(0))
    );
    let _ = std::fs::remove_dir_all(&dir);
}
