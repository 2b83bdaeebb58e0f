//! What must not matter: the order of items, names, an item that others imply, an interval cut in two.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zeren::analyze::{Options, analyze};
use zeren::diagnostic::Code;
use zeren::diff::diff;
use zeren::logic::Limits;

use super::policy::{Item, Policy, cases, policy};
use crate::naive::world::compiled;

/// Gaps, overlaps and hand-overs by kind, topic, stage and units.
fn found(text: &str) -> BTreeSet<(Code2, String, String, Vec<String>)> {
    let compiled = compiled(text);
    let plan = compiled.plan.as_ref().unwrap();
    let structural = [
        Code::REQUIRED_ROLE_MISSING,
        Code::APPLIES_TO_NOBODY,
        Code::ONLY_ASSISTED,
        Code::TWO_LEADS,
        Code::HAND_OVER_NOT_RECEIVED,
        Code::HAND_OVER_PARTLY_RECEIVED,
    ];
    let findings = analyze(plan, Options::default()).findings;
    let kept = findings.into_iter().filter(|f| structural.contains(&f.code));
    kept.map(|f| {
        let mut units: Vec<String> = match f.code {
            // Which helpers are named depends on the order of items.
            Code::ONLY_ASSISTED => Vec::new(),
            _ => f.units.iter().map(|u| plan.model.unit(*u).name.clone()).collect(),
        };
        units.sort();
        let stage = if matches!(f.code, Code::APPLIES_TO_NOBODY) {
            f.stage.unwrap_or_default()
        } else {
            String::new()
        };
        (
            f.code.0,
            f.topic
                .filter(|_| f.code != Code::HAND_OVER_NOT_RECEIVED && f.code != Code::HAND_OVER_PARTLY_RECEIVED)
                .unwrap_or_default(),
            stage,
            units,
        )
    })
    .collect()
}

type Code2 = u16;

fn split(policy: &Policy) -> Policy {
    let halves = |item: &Item| {
        ["年龄 < 2", "年龄 >= 2"].map(|half| Item {
            when: format!("({}) 且 {half}", item.when),
            ..item.clone()
        })
    };
    Policy {
        items: policy.items.iter().flat_map(halves).collect(),
        ..policy.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(100), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_does_not_matter(policy in policy()) {
        let mut turned = policy.clone();
        turned.items.reverse();
        prop_assert_eq!(found(&policy.text()), found(&turned.text()));
    }

    #[test]
    fn names_do_not_matter(policy in policy()) {
        let text = policy.text();
        let renamed = text.replace("东局", "乾局").replace("事一", "务甲").replace("情形", "状况");
        let back: BTreeSet<_> = found(&renamed).into_iter().map(|(c, t, s, u)| (c, t.replace("务甲", "事一"), s, u.into_iter().map(|x| x.replace("乾局", "东局")).collect::<Vec<_>>())).collect();
        let own: BTreeSet<_> = found(&text).into_iter().collect();
        let sorted = |set: BTreeSet<(u16, String, String, Vec<String>)>| -> BTreeSet<_> { set.into_iter().map(|(c, t, s, mut u)| { u.sort(); (c, t, s, u) }).collect::<BTreeSet<_>>() };
        prop_assert_eq!(sorted(own), sorted(back));
    }

    #[test]
    fn an_interval_cut_in_two_does_not_matter(policy in policy()) {
        prop_assert_eq!(found(&policy.text()), found(&split(&policy).text()));
    }

    #[test]
    fn an_implied_item_adds_nothing(policy in policy()) {
        let mut more = policy.clone();
        let first = policy.items[0].clone();
        more.items.push(Item { when: format!("({}) 且 急", first.when), hands_over: None, ..first });
        prop_assert_eq!(found(&policy.text()), found(&more.text()));
    }

    #[test]
    fn a_plan_does_not_differ_from_itself(policy in policy()) {
        let whole = compiled(&policy.text());
        let mut turned = policy.clone();
        turned.items.reverse();
        let turned = compiled(&split(&turned).text());
        let (a, b) = (whole.plan.as_ref().unwrap(), turned.plan.as_ref().unwrap());
        prop_assert!(diff(a, a, Limits::default()).is_empty());
        prop_assert!(diff(a, b, Limits::default()).roles.is_empty());
    }
}
