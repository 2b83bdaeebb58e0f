//! Answers of the engine agree with the naive ones, on random policies and random situations, known in part.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zeren::model::{FactType, Given, ItemId, Model, Situation, ValueId};
use zeren::route::{self, Options, Router, Status};

use super::answer::{Answer, Naive, Sure};
use super::config;
use super::policy::policy;
use super::world::compiled;

/// A situation: for each fact, nothing or one of its values, by a random number.
pub fn situation(model: &Model, picks: &[Option<u8>]) -> Situation {
    let mut out = Situation::default();
    for ((id, fact), pick) in model.facts().zip(picks) {
        let Some(pick) = *pick else { continue };
        let given = match fact.kind {
            FactType::Bool => Given::Bool(pick % 2 == 1),
            FactType::Set => {
                let values = (0..fact.values.len() as u32).filter(|v| pick >> v & 1 == 1);
                Given::Set(values.map(ValueId).collect())
            }
            FactType::One | FactType::Ordered => Given::One(ValueId(u32::from(pick) % fact.values.len() as u32)),
            FactType::Int { min, max, .. } => Given::Int(min + i64::from(pick) % (max - min + 1)),
        };
        out.facts.insert(id, given);
    }
    out
}

/// Random situations: half of the facts known, each.
pub fn picks() -> impl Strategy<Value = Vec<Option<u8>>> {
    prop::collection::vec(prop::option::weighted(0.6, any::<u8>()), 6)
}

fn sure(status: Status) -> Sure {
    match status {
        Status::Certain => Sure::Certain,
        Status::Possible => Sure::Possible,
        Status::Later => Sure::Later,
    }
}

/// An answer of the engine in the naive form.
fn plain(model: &Model, answer: &route::Answer) -> Answer {
    let mut gaps: Vec<Option<String>> = answer.gaps.iter().map(|g| g.place.clone()).collect();
    gaps.sort();
    let lines = answer
        .assignments
        .iter()
        .map(|a| (sure(a.status), a.role, a.unit, a.item));
    let broken = answer.broken_links.iter().map(|b| (b.item, b.kind, b.to));
    assert!(answer.assignments.iter().all(|a| model.item(a.item).overdue.is_none()));
    Answer {
        lines: lines.collect(),
        norms: answer.norms.iter().map(|n| (sure(n.status), n.item)).collect(),
        escalations: answer.escalations.iter().map(|e| (sure(e.status), e.item)).collect(),
        gaps,
        broken: broken.collect(),
    }
}

/// The items of which something is possible.
fn open(answer: &Answer) -> BTreeSet<ItemId> {
    let lines = answer.lines.iter().filter(|l| l.0 == Sure::Possible).map(|l| l.3);
    let norms = answer.norms.iter().filter(|n| n.0 == Sure::Possible).map(|n| n.1);
    let escalations = answer.escalations.iter().filter(|e| e.0 == Sure::Possible).map(|e| e.1);
    lines.chain(norms).chain(escalations).collect()
}

/// Asks both; `text` is shown where they differ.
pub fn check(text: &str, cases: &[Vec<Option<u8>>]) -> Result<(), TestCaseError> {
    let compiled = compiled(text);
    let plan = compiled.plan.as_ref().expect("a plan");
    let (model, router) = (&plan.model, Router::new(plan));
    let naive = Naive::new(model);
    for picks in cases {
        let given = situation(model, picks);
        let shown = || {
            zeren::wire::v1::facts(model, &given)
                .iter()
                .map(|(f, v)| format!("{f} = {v}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let answer = router.route(&given, Options::default());
        let Some(expected) = naive.answer(&given) else {
            prop_assert!(
                !answer.contradicted.is_empty(),
                "{text}\n{}\nno situation agrees, and nothing was set aside",
                shown()
            );
            continue;
        };
        prop_assert!(
            answer.contradicted.is_empty(),
            "{text}\n{}\nset aside {:?}",
            shown(),
            answer.contradicted
        );
        let got = plain(model, &answer);
        prop_assert_eq!(&got, &expected, "{}\n{}\nleft: the engine; right: naive", text, shown());
        // Every question settles something, and as much as it says at the most.
        let settling = naive.settling(&given, &open(&expected));
        for question in &answer.ask {
            let can = settling.get(&question.fact).copied().unwrap_or(0);
            let fact = &model.fact(question.fact).name;
            prop_assert!(
                given.get(question.fact).is_none(),
                "{text}\n{}\n{fact} is given",
                shown()
            );
            prop_assert!(
                question.settles <= can,
                "{text}\n{}\n{fact} settles {can}, not {}",
                shown(),
                question.settles
            );
        }
        // Missing facts are unknown ones, of possible lines alone.
        for line in &answer.assignments {
            prop_assert!(line.status == Status::Possible || line.missing.is_empty());
            prop_assert!(
                line.missing.iter().all(|f| given.get(*f).is_none()),
                "{text}\n{}\nmissing and given",
                shown()
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(150, "tests/it/naive/regressions/routing.txt"))]

    #[test]
    fn answers_agree_with_the_naive_ones(policy in policy(), cases in prop::collection::vec(picks(), 1..8)) {
        check(&policy.text(), &cases)?;
    }
}
