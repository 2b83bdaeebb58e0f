//! Verdicts on random policies agree with the reference.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zeren::analyze::{Analysis, Finding, Options, Verdict, analyze, same_action, topic_of};
use zeren::diagnostic::Code;
use zeren::logic::Limits;
use zeren::model::{Item, Model, Role, UnitId};

use super::policy::cases;
use super::policy::policy;
use crate::naive::world::{Raw, acts, compiled, completions, handed, holds, parties, raw, situations, somebody_acts};

fn of(analysis: &Analysis, code: Code) -> impl Iterator<Item = &Finding> {
    analysis.findings.iter().filter(move |f| f.code == code)
}

fn nobody_named(item: &Item, raw: &Raw) -> bool {
    parties(item, raw)
        .iter()
        .any(|(unit, role)| unit.is_none() && acts(*role))
}

fn topic<'a>(model: &'a Model, name: &'a str) -> impl Iterator<Item = &'a Item> {
    model.items.iter().filter(move |i| topic_of(i) == name)
}

fn gap_nobody(model: &Model, name: &str, stage: &str, raw: &Raw) -> bool {
    let here = || topic(model, name).filter(|i| i.stage.as_deref() == Some(stage));
    here().any(|i| nobody_named(i, raw)) && !here().any(|i| somebody_acts(i, raw))
}

fn gap_assisted(model: &Model, name: &str, raw: &Raw) -> bool {
    let ownerless = |i: &Item| i.parties.iter().any(|p| p.unit.is_none());
    let works =
        |i: &Item| somebody_acts(i, raw) || parties(i, raw).iter().any(|(u, r)| u.is_some() && *r == Role::Receive);
    let applies = |i: &Item| holds(&i.condition, raw);
    topic(model, name).any(|i| !ownerless(i) && applies(i)) && !topic(model, name).any(works)
}

fn two_leads(model: &Model, name: &str, pair: (UnitId, UnitId), raw: &Raw) -> bool {
    let has = |i: &Item, unit, wanted: &dyn Fn(Role) -> bool| {
        parties(i, raw).iter().any(|(u, r)| *u == Some(unit) && wanted(*r))
    };
    let lead = |r: Role| r == Role::Lead;
    let shared = |r: Role| matches!(r, Role::Lead | Role::Joint);
    let items: Vec<&Item> = topic(model, name).collect();
    let joint = items.iter().any(|i| has(i, pair.0, &shared) && has(i, pair.1, &shared));
    let clash = items.iter().any(|i| {
        items
            .iter()
            .any(|j| i.name != j.name && i.stage == j.stage && has(i, pair.0, &lead) && has(j, pair.1, &lead))
    });
    clash && !joint
}

/// Tests one kind of finding: present exactly where some situation shows the fault, and every witness shows it.
fn agree(model: &Model, all: &[Raw], found: Option<&Finding>, what: &str, fault: impl Fn(&Raw) -> bool) {
    let expected = all.iter().any(&fault);
    assert_eq!(found.is_some(), expected, "{what}");
    let Some(finding) = found else { return };
    assert_eq!(finding.verdict, Verdict::Proved, "{what}");
    let region = finding.region.iter().flat_map(|r| r.simplest.iter().map(|(_, s)| s));
    for witness in finding.witness.iter().chain(region) {
        let raw = raw(model, witness);
        let completions = completions(all, &raw);
        assert!(!completions.is_empty(), "{what}: {witness:?} is not possible");
        assert!(
            completions.iter().all(|c| fault(c)),
            "{what}: {witness:?} does not show it"
        );
    }
}

fn check(text: &str, limits: Limits) {
    let compiled = compiled(text);
    let plan = compiled.plan.as_ref().unwrap();
    let model = &plan.model;
    let all = situations(model);
    if all.is_empty() {
        return;
    }
    let options = Options {
        limits,
        ..Options::default()
    };
    let analysis = analyze(plan, options);
    assert!(
        analysis.findings.iter().all(|f| f.verdict == Verdict::Proved),
        "{text}\n{:#?}",
        analysis.findings
    );
    let topics: BTreeSet<&str> = model.items.iter().map(topic_of).collect();
    for name in &topics {
        for stage in ["前段", "后段"] {
            let found = of(&analysis, Code::APPLIES_TO_NOBODY)
                .find(|f| f.topic.as_deref() == Some(name) && f.stage.as_deref() == Some(stage));
            agree(model, &all, found, &format!("nobody {name} {stage}\n{text}"), |raw| {
                gap_nobody(model, name, stage, raw)
            });
        }
        let found = of(&analysis, Code::ONLY_ASSISTED).find(|f| f.topic.as_deref() == Some(name));
        agree(model, &all, found, &format!("assisted {name}\n{text}"), |raw| {
            gap_assisted(model, name, raw)
        });
        for (a, _) in model.units() {
            for (b, _) in model.units().filter(|(b, _)| a < *b) {
                let found =
                    of(&analysis, Code::TWO_LEADS).find(|f| f.topic.as_deref() == Some(name) && f.units == [a, b]);
                let fault = |raw: &Raw| two_leads(model, name, (a, b), raw) || two_leads(model, name, (b, a), raw);
                agree(model, &all, found, &format!("leads {name} {a:?} {b:?}\n{text}"), fault);
            }
        }
    }
    required(model, &all, &analysis, text);
    handed_over(model, &all, &analysis, text);
    reach(model, &all, &analysis, text);
    said_already(model, &all, &analysis, text);
    elsewhere(&analysis, model);
}

fn required(model: &Model, all: &[Raw], analysis: &Analysis, text: &str) {
    for requirement in &model.requirements {
        let at = &requirement.at[0];
        let here = |i: &&Item| i.stage.as_ref() == Some(at) || topic_of(i) == at;
        let fits = |r: Role| {
            if requirement.role == Role::Lead {
                r == Role::Lead
            } else {
                acts(r)
            }
        };
        let filled = |raw: &Raw| {
            model
                .items
                .iter()
                .filter(here)
                .any(|i| parties(i, raw).iter().any(|(u, r)| u.is_some() && fits(*r)))
        };
        let found = of(analysis, Code::REQUIRED_ROLE_MISSING).next();
        agree(model, all, found, &format!("required\n{text}"), |raw| {
            holds(&requirement.when, raw) && !filled(raw)
        });
    }
}

fn handed_over(model: &Model, all: &[Raw], analysis: &Analysis, text: &str) {
    for (unit, _) in model.units() {
        let receives = |i: &Item, raw: &Raw| parties(i, raw).contains(&(Some(unit), Role::Receive));
        let fault = |raw: &Raw| {
            model.items.iter().any(|i| handed(i, raw).contains(&unit)) && !model.items.iter().any(|i| receives(i, raw))
        };
        let codes = [Code::HAND_OVER_NOT_RECEIVED, Code::HAND_OVER_PARTLY_RECEIVED];
        let found = analysis
            .findings
            .iter()
            .find(|f| codes.contains(&f.code) && f.units == [unit]);
        agree(model, all, found, &format!("hand-over {unit:?}\n{text}"), fault);
    }
}

fn reach(model: &Model, all: &[Raw], analysis: &Analysis, text: &str) {
    for (id, item) in model.items() {
        let whole = |f: &&Finding| f.items == [id] && f.message.zh.contains('`');
        let never = of(analysis, Code::NEVER_APPLIES).any(|f| whole(&f));
        assert_eq!(
            never,
            !all.iter().any(|r| holds(&item.condition, r)),
            "never {}\n{text}",
            item.name
        );
        let always = of(analysis, Code::ALWAYS_APPLIES).any(|f| whole(&f));
        assert_eq!(
            always,
            all.iter().all(|r| holds(&item.condition, r)),
            "always {}\n{text}",
            item.name
        );
    }
}

fn said_already(model: &Model, all: &[Raw], analysis: &Analysis, text: &str) {
    for finding in of(analysis, Code::SAID_ALREADY) {
        let unit = finding.units[0];
        // The message names the role.
        let role = Role::ALL
            .into_iter()
            .find(|r| finding.message.zh.contains(&format!("({})", r.zh())))
            .unwrap();
        let has = |i: &Item, unit: UnitId, raw: &Raw| parties(i, raw).contains(&(Some(unit), role));
        let (item, covering) = (model.item(finding.items[0]), &finding.items[1..]);
        assert!(
            all.iter()
                .all(|r| !has(item, unit, r) || covering.iter().any(|c| has(model.item(*c), unit, r))),
            "covering {}\n{text}",
            item.name
        );
        for left_out in covering {
            let fewer = |r: &Raw| covering.iter().any(|c| c != left_out && has(model.item(*c), unit, r));
            assert!(
                covering.len() == 1 || all.iter().any(|r| has(item, unit, r) && !fewer(r)),
                "covering item not needed {}\n{text}",
                item.name
            );
        }
    }
    // Equal lines: one of them must be found.
    for (at, (x, i)) in model.items().enumerate() {
        for (y, j) in model.items().skip(at + 1) {
            let same = i.action == j.action
                && i.topic == j.topic
                && i.stage == j.stage
                && i.links.is_empty()
                && j.links.is_empty();
            let (Some(p), Some(q)) = (i.parties.first(), j.parties.first()) else {
                continue;
            };
            let Some(unit) = p.unit.filter(|u| Some(*u) == q.unit && p.role == q.role) else {
                continue;
            };
            let role = p.role;
            let here = |k: &Item, r: &Raw| parties(k, r).contains(&(Some(unit), role));
            let possible = all.iter().any(|r| here(i, r));
            if same && possible && all.iter().all(|r| here(i, r) == here(j, r)) {
                assert!(
                    of(analysis, Code::SAID_ALREADY).any(|f| [x, y].contains(&f.items[0]) && f.units == [unit]),
                    "equal {} {}\n{text}",
                    i.name,
                    j.name
                );
            }
        }
    }
}

/// Where one work is led here and given to another there, the actions do read alike.
fn elsewhere(analysis: &Analysis, model: &Model) {
    for finding in of(analysis, Code::LED_ELSEWHERE) {
        let (i, j) = (model.item(finding.items[0]), model.item(finding.items[1]));
        assert!(same_action(i.action_text(), j.action_text()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_agree_with_every_situation(policy in policy()) {
        check(&policy.text(), Limits::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(100), failure_persistence: None, ..ProptestConfig::default() })]

    /// Where diagrams cost too much, the solver answers alone: the same, in fewer words.
    #[test]
    fn the_solver_alone_agrees_with_every_situation(policy in policy()) {
        check(&policy.text(), Limits { diagram: 0, ..Limits::default() });
    }
}
