//! What careful reading found in the real plans, the analysis finds by itself and with a case.

use std::path::Path;

use zeren::analyze::{Analysis, Finding, Options, Verdict, analyze};
use zeren::compile::{Compiled, compile};
use zeren::diagnostic::Code;
use zeren::diff::diff;
use zeren::impact::impact;
use zeren::logic::Limits;
use zeren::model::{Given, Model, Situation};
use zeren::text::Source;

pub fn plan(name: &str) -> Compiled {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let read = |path: &Path| {
        Source::new(
            path.file_name().unwrap().to_string_lossy(),
            std::fs::read_to_string(path).unwrap(),
        )
    };
    let mut files: Vec<_> = std::fs::read_dir(folder.join(name))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "zr"))
        .collect();
    files.sort();
    let sources = files.iter().map(|p| read(p)).collect();
    compile(sources, &mut |vocabulary| {
        Some(vec![read(&folder.join("vocabulary").join(format!("{vocabulary}.zr")))])
    })
}

fn analysis(compiled: &Compiled) -> Analysis {
    analyze(compiled.plan.as_ref().unwrap(), Options::default())
}

fn facts(model: &Model, situation: &Situation) -> String {
    let one = |(id, given): (&zeren::model::FactId, &Given)| {
        format!(
            "{}={}",
            model.fact(*id).name,
            zeren::analyze::given_words(model, *id, given)
        )
    };
    situation.facts.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn find<'a>(analysis: &'a Analysis, code: Code, words: &str) -> &'a Finding {
    analysis
        .findings
        .iter()
        .find(|f| f.code == code && f.message.zh.contains(words))
        .unwrap_or_else(|| panic!("{code} {words}"))
}

#[test]
fn huairen_forbids_selling_tobacco_and_nobody_enforces_it() {
    let compiled = plan("huairen-2022");
    let (model, found) = (&compiled.plan.as_ref().unwrap().model, analysis(&compiled));
    let finding = find(&found, Code::PROHIBITION_UNENFORCED, "烟酒经营者 不得");
    assert_eq!(finding.verdict, Verdict::Proved);
    assert_eq!(facts(model, finding.witness.as_ref().unwrap()), "情形=[出售烟酒]");
}

#[test]
fn huairen_escorts_a_begging_child_to_a_body_that_does_not_receive_it() {
    let compiled = plan("huairen-2022");
    let (model, found) = (&compiled.plan.as_ref().unwrap().model, analysis(&compiled));
    let finding = find(&found, Code::HAND_OVER_PARTLY_RECEIVED, "未成年人救助保护机构");
    assert_eq!(finding.verdict, Verdict::Proved);
    let simplest: Vec<String> = finding
        .region
        .as_ref()
        .unwrap()
        .simplest
        .iter()
        .map(|(_, s)| facts(model, s))
        .collect();
    assert!(simplest.iter().any(|s| s.contains("情形=[流浪乞讨]")), "{simplest:?}");
}

#[test]
fn zhangye_body_and_annex_name_different_units() {
    let compiled = plan("zhangye-2016");
    let (model, found) = (&compiled.plan.as_ref().unwrap().model, analysis(&compiled));
    for (words, witness) in [
        ("异地中高考", "对象=[随迁子女] 诉求=[异地升学] 符合条件=是"),
        ("指导住房保障", "诉求=[住房保障] 符合条件=是"),
    ] {
        let finding = find(&found, Code::LED_ELSEWHERE, words);
        assert_eq!(finding.verdict, Verdict::Proved);
        let shown = facts(model, finding.witness.as_ref().unwrap());
        assert!(shown.contains(witness), "{shown}");
        let clauses: Vec<&str> = finding.items.iter().map(|i| model.item(*i).clause()).collect();
        assert!(
            clauses[0].starts_with("四/") && clauses[1].starts_with("附件/"),
            "{clauses:?}"
        );
    }
    assert_eq!(
        find(&found, Code::TWO_LEADS, "牵头联席会议工作").verdict,
        Verdict::Proved
    );
}

#[test]
fn every_plan_is_decided_and_every_witness_confirmed() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "vocabulary" && entry.path().is_dir() {
            let found = analysis(&plan(&name));
            assert!(found.findings.iter().all(|f| f.verdict == Verdict::Proved), "{name}");
            assert!(found.questions.iter().all(|q| q.answer.is_some()), "{name}");
        }
    }
}

#[test]
fn plans_differ_where_reading_says_so() {
    let [four, five, eight, eleven] = ["seed003-04", "seed003-05", "seed003-08", "seed003-11"].map(plan);
    let plans = [&four, &five, &eight, &eleven].map(|c| c.plan.as_ref().unwrap());
    assert!(diff(plans[0], plans[0], Limits::default()).is_empty());
    assert!(diff(plans[2], plans[3], Limits::default()).is_empty());
    let found = diff(plans[0], plans[1], Limits::default());
    assert!(found.open.is_empty() && found.roles.iter().all(|r| r.proof.confirmed));
    let name = |at: usize| found.units.name(at, [&plans[0].model, &plans[1].model]);
    assert!(
        found
            .roles
            .iter()
            .any(|r| name(r.unit) == "县民政局 ↔ 区民政局" && r.topic == "线索监测")
    );
}

#[test]
fn a_unit_that_goes_leaves_gaps() {
    let compiled = plan("huairen-2022");
    let plan = compiled.plan.as_ref().unwrap();
    let unit = plan.model.find_unit("市民政局").unwrap();
    let found = impact(plan, unit, None, Limits::default());
    let gap = found.gaps.iter().find(|g| g.topic == "社会救助").unwrap();
    assert!(gap.confirmed);
    assert!(facts(&plan.model, gap.witness.as_ref().unwrap()).contains("诉求=[生活救助]"));
}
